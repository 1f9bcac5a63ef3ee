import { expressionBuilder, sql } from 'kysely';
import type { Package, PackagePass } from '../../graphql/resolvers.generated.js';
import { personExpression } from '../customers/person.fields.js';
import { columnsOf, idExpression, utc, type FieldExpressions, type Rows } from '../shared/fields.js';
import { jsonObjectFrom } from '../shared/json.js';
import { now } from '../shared/plan.js';
import { purchasePaymentExpression } from '../shared/purchasePayment.js';

const pack = expressionBuilder<Rows, 'package'>();
const pass = expressionBuilder<Rows, 'pass'>();

export const packagePassFields: FieldExpressions<PackagePass> = {
  id: () => idExpression('pass', pass.ref('pass.number')),
  name: () => pass.ref('pass.name'),
};

/** Of the row `package`. */
export const packageFields: FieldExpressions<Package> = {
  id: () => idExpression('passPurchase', pack.ref('package.number')),
  // A deleted pass is still named by what was bought of it.
  pass: ({ selection }) =>
    jsonObjectFrom(
      pack
        .selectFrom('passes as pass')
        .whereRef('pass.company_id', '=', 'package.company_id')
        .whereRef('pass.number', '=', 'package.pass_number')
        .select(columnsOf(packagePassFields, selection)),
    ),
  customer: personExpression(pack.ref('package.company_id'), pack.ref('package.customer_number')),
  creditsTotal: () => pack.ref('package.credits_total'),
  creditsRemaining: () => pack.ref('package.credits_remaining'),
  createdAt: () => utc(pack.ref('package.created_at')),
  expiresAt: () => utc(pack.ref('package.expires_at')),
  cancelled: () => pack.ref('package.is_cancelled'),
  refunded: () => pack.ref('package.is_refunded'),
  expired: () => sql`coalesce(${pack.ref('package.expires_at')} <= ${now}, false)`,
  payment: purchasePaymentExpression('package'),
};
