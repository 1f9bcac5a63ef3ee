import { expressionBuilder, type Expression } from 'kysely';
import type { Person } from '../../graphql/resolvers.generated.js';
import { columnsOf, idExpression, type FieldExpression, type FieldExpressions, type Rows } from '../shared/fields.js';
import { jsonObjectFrom } from '../shared/json.js';

const person = expressionBuilder<Rows, 'person'>();

const personFields: FieldExpressions<Person> = {
  id: () => idExpression('customer', person.ref('person.number')),
  firstName: () => person.ref('person.first_name'),
  lastName: () => person.ref('person.last_name'),
  email: () => person.ref('person.email'),
};

/** A customer as somebody named inside another record; deleted ones are still named there. */
export function personExpression(companyId: Expression<number>, number: Expression<number>): FieldExpression {
  return ({ selection }) =>
    jsonObjectFrom(
      person
        .selectFrom('customers as person')
        .where('person.company_id', '=', companyId)
        .where('person.number', '=', number)
        .select(columnsOf(personFields, selection)),
    );
}
