import { expressionBuilder } from 'kysely';
import type { Pass, PassValidity } from '../../graphql/resolvers.generated.js';
import { passActivePackages } from '../packages/packageLists.fields.js';
import { columnsOf, idExpression, utc, wallClock, type FieldExpressions, type Rows } from '../shared/fields.js';
import { jsonObject } from '../shared/json.js';
import { catalogueMoney } from '../shared/money.js';
import { companyTimeZone } from '../shared/plan.js';

const pass = expressionBuilder<Rows, 'pass'>();

const validityFields: FieldExpressions<PassValidity> = {
  period: () => pass.ref('pass.validity_period'),
  unit: () => pass.ref('pass.validity_unit'),
};

/** Of the row `pass`. */
export const passFields: FieldExpressions<Pass> = {
  id: () => idExpression('pass', pass.ref('pass.number')),
  name: () => pass.ref('pass.name'),
  description: () => pass.ref('pass.description'),
  price: () => catalogueMoney(pass.ref('pass.price')),
  credits: () => pass.ref('pass.credits'),
  startMode: () => pass.ref('pass.start_mode'),
  validity: ({ selection }) => jsonObject(columnsOf(validityFields, selection)),
  subscriptionsOnly: () => pass.ref('pass.subscriptions_only'),
  purchaseLimit: () => pass.ref('pass.purchase_limit'),
  deleted: () => pass('pass.deleted_at', 'is not', null),
  createdAt: () => utc(pass.ref('pass.created_at')),
  createdAtLocal: () => wallClock(pass.ref('pass.created_at'), companyTimeZone),
  activePackages: passActivePackages,
};
