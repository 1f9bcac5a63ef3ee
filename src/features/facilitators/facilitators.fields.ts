import { expressionBuilder } from 'kysely';
import type { Facilitator } from '../../graphql/resolvers.generated.js';
import { idExpression, type FieldExpressions, type Rows } from '../shared/fields.js';

const facilitator = expressionBuilder<Rows, 'facilitator'>();

/** Of the row `facilitator`. */
export const facilitatorFields: FieldExpressions<Facilitator> = {
  id: () => idExpression('facilitator', facilitator.ref('facilitator.number')),
  name: () => facilitator.ref('facilitator.name'),
  timeZone: () => facilitator.ref('facilitator.time_zone'),
  // Slots are not made by SQL: what is read is whose they are, and the resolver loads them.
  availability: () => facilitator.ref('facilitator.number'),
};
