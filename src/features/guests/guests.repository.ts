import { expressionBuilder, sql, type Transaction } from 'kysely';
import type { Tables } from '../../database/tables.js';
import type { FeatureScope } from '../../graphql/context.js';
import { connectionExpression, planConnection, type ConnectionJson } from '../shared/connection.js';
import { columnsOf, type Row, type Rows } from '../shared/fields.js';
import { numberOf } from '../shared/ids.js';
import { jsonObjectFrom } from '../shared/json.js';
import { pageOf, type SortKey } from '../shared/keyset.js';
import { isGiven } from '../shared/page.js';
import { companyId, parameter, read, rowNumber } from '../shared/plan.js';
import type { LookAhead, SelectedField } from '../shared/selection.js';
import { readName } from '../shared/text.js';
import { readEmail } from './guestInput.js';
import { guestFields } from './guests.fields.js';

const root = expressionBuilder<Rows>();
const guest = expressionBuilder<Rows, 'guest' | 'customer'>();

/** The company's customers with a restaurant profile, anonymised ones included. */
const guests = root
  .selectFrom('restaurant_profiles as guest')
  .innerJoin('customers as customer', (join) =>
    join.onRef('customer.company_id', '=', 'guest.company_id').onRef('customer.number', '=', 'guest.customer_number'),
  )
  .where('guest.company_id', '=', companyId)
  .where('customer.deleted_at', 'is', null);

const order: readonly SortKey[] = [
  { by: guest.ref('guest.updated_at'), kind: 'instant' },
  { by: guest.ref('guest.customer_number'), kind: 'number' },
];

/** Every look at guests, bound to one company. */
export function createGuestsRepository(scope: FeatureScope) {
  return {
    /** Those that the field's arguments leave, the latest changed first; null when there is no such restaurant. */
    list: (lookAhead: LookAhead): Promise<ConnectionJson | null> => read(scope, lookAhead, listExpression),

    /** @param transaction Reads what it has changed. */
    find(customerNumber: number, lookAhead: LookAhead, transaction?: Transaction<Tables>): Promise<Row | null> {
      return read(transaction === undefined ? scope : { ...scope, db: transaction }, lookAhead, oneGuest, [customerNumber]);
    },
  };
}

function oneGuest({ selection }: SelectedField) {
  return jsonObjectFrom(guests.where('guest.customer_number', '=', rowNumber).select(columnsOf(guestFields, selection)));
}

function listExpression(field: SelectedField) {
  const plan = planConnection(field);
  const left = guestsLeftBy(field);
  const list = connectionExpression(plan, {
    nodes: (selection) => pageOf(left.select(columnsOf(guestFields, selection)), plan, order, 'desc'),
    totalCount: () => left.select((eb) => eb.fn.countAll().as('total')),
  });
  const { argumentsIn, shapeArguments } = field;
  if (!isGiven(shapeArguments['restaurantId'])) return list;
  const restaurant = root
    .selectFrom('restaurants as restaurant')
    .where('restaurant.company_id', '=', companyId)
    .where('restaurant.number', '=', parameter<number>((run) => numberOf('restaurant', argumentsIn(run.variables)['restaurantId']), 'integer'))
    .where('restaurant.deleted_at', 'is', null)
    .select(sql.lit(1).as('one'));
  return sql<ConnectionJson>`case when ${root.exists(restaurant)} then ${list} end`;
}

/** Characters. */
const longestQuery = 200;

function guestsLeftBy({ argumentsIn, shapeArguments }: SelectedField) {
  const given = (name: string) => isGiven(shapeArguments[name]);
  const text = (name: string, read: (value: string) => string) => parameter<string>((run) => read(argumentsIn(run.variables)[name] as string), 'text');
  let left = guests;
  if (given('email')) left = left.where(sql<boolean>`lower(${guest.ref('customer.email')}) = lower(${text('email', readEmail)})`);
  if (given('query')) {
    const searched = sql`concat_ws(' ', ${guest.ref('customer.first_name')}, ${guest.ref('customer.last_name')}, ${guest.ref('customer.email')}, ${guest.ref('guest.phone')})`;
    left = left.where(sql<boolean>`${searched} ~ ${text('query', (value) => inEitherCase(readName('query', value, longestQuery)))}`);
  }
  if (given('updatedSince')) {
    left = left.where('guest.updated_at', '>=', parameter<Date>((run) => argumentsIn(run.variables)['updatedSince'], 'timestamptz'));
  }
  return left;
}

/** A regular expression for a text, in which each letter is in either case. A database may know the cases of ASCII alone. */
function inEitherCase(text: string): string {
  const letters = Array.from(text, (letter) => {
    const [plain, ...other] = new Set([letter, letter.toLowerCase(), letter.toUpperCase()].filter((one) => Array.from(one).length === 1));
    return other.length === 0 ? letter.replace(/[\\^$.*+?()[\]{}|]/, '\\$&') : `[${plain}${other.join('')}]`;
  });
  return letters.join('');
}
