import { expressionBuilder } from 'kysely';
import type { Note } from '../../graphql/resolvers.generated.js';
import { connectionExpression, planConnection } from '../shared/connection.js';
import { columnsOf, idExpression, utc, wallClock, type FieldExpression, type FieldExpressions, type Rows } from '../shared/fields.js';
import { pageOf, type SortKey } from '../shared/keyset.js';
import { companyTimeZone } from '../shared/plan.js';

const customer = expressionBuilder<Rows, 'customer'>();
const note = expressionBuilder<Rows, 'note'>();

/** Of the row `note`. */
const noteFields: FieldExpressions<Note> = {
  id: () => idExpression('note', note.ref('note.number')),
  content: () => note.ref('note.content'),
  createdBy: () => note.ref('note.created_by'),
  createdAt: () => utc(note.ref('note.created_at')),
  createdAtLocal: () => wallClock(note.ref('note.created_at'), companyTimeZone),
  updatedAt: () => utc(note.ref('note.updated_at')),
  updatedAtLocal: () => wallClock(note.ref('note.updated_at'), companyTimeZone),
};

const createdAt: SortKey = { by: note.ref('note.created_at'), kind: 'instant' };
const number: SortKey = { by: note.ref('note.number'), kind: 'number' };

const notesOfCustomer = customer
  .selectFrom('notes as note')
  .whereRef('note.company_id', '=', 'customer.company_id')
  .whereRef('note.customer_number', '=', 'customer.number');

/** Of the row `customer`, newest first. */
export const customerNotes: FieldExpression = (field) => {
  const plan = planConnection(field);
  return connectionExpression(plan, {
    nodes: (selection) => pageOf(notesOfCustomer.select(columnsOf(noteFields, selection)), plan, [createdAt, number], 'desc'),
    totalCount: () => notesOfCustomer.select((eb) => eb.fn.countAll().as('total')),
  });
};
