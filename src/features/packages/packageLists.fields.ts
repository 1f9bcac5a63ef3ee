import { expressionBuilder, sql, type SelectQueryBuilder } from 'kysely';
import { connectionExpression, planConnection } from '../shared/connection.js';
import { columnsOf, epochMs, type FieldExpression, type Rows } from '../shared/fields.js';
import { pageOf, type SortKey } from '../shared/keyset.js';
import { now } from '../shared/plan.js';
import { packageFields } from './packages.fields.js';

/** What was bought of the row `pass`, and by the row `customer`, newest first. */

const customer = expressionBuilder<Rows, 'customer'>();
const pass = expressionBuilder<Rows, 'pass'>();
const pack = expressionBuilder<Rows, 'package'>();

const createdAt: SortKey = { by: pack.ref('package.created_at'), kind: 'instant' };
const number: SortKey = { by: pack.ref('package.number'), kind: 'number' };
const newestFirst = [createdAt, number];

const packagesOfCustomer = customer
  .selectFrom('pass_purchases as package')
  .whereRef('package.company_id', '=', 'customer.company_id')
  .whereRef('package.customer_number', '=', 'customer.number');

/** Neither cancelled nor refunded. */
const validPackagesOfPass = pass
  .selectFrom('pass_purchases as package')
  .whereRef('package.company_id', '=', 'pass.company_id')
  .whereRef('package.pass_number', '=', 'pass.number')
  .where('package.is_cancelled', '=', sql.lit(false))
  .where('package.is_refunded', '=', sql.lit(false));

const activePackages = validPackagesOfPass.where(pack.or([pack('package.expires_at', 'is', null), pack('package.expires_at', '>', now)]));

export const customerPackages: FieldExpression = (field) => {
  const plan = planConnection(field);
  return connectionExpression(plan, {
    nodes: (selection) => pageOf(packagesOfCustomer.select(columnsOf(packageFields, selection)), plan, newestFirst, 'desc'),
    totalCount: () => packagesOfCustomer.select((eb) => eb.fn.countAll().as('total')),
    until: plan.nodes?.has('expired') === true ? () => nextExpiry(packagesOfCustomer) : undefined,
  });
};

export const passActivePackages: FieldExpression = (field) => {
  const plan = planConnection(field);
  return connectionExpression(plan, {
    nodes: (selection) => pageOf(activePackages.select(columnsOf(packageFields, selection)), plan, newestFirst, 'desc'),
    totalCount: () => activePackages.select((eb) => eb.fn.countAll().as('total')),
    until: () => nextExpiry(validPackagesOfPass),
  });
};

/** When the next of some packages expires; null: none will. */
function nextExpiry(packages: SelectQueryBuilder<Rows, 'customer' | 'package', object> | SelectQueryBuilder<Rows, 'pass' | 'package', object>) {
  return (packages as SelectQueryBuilder<Rows, 'package', object>)
    .where('package.expires_at', '>', now)
    .orderBy('package.expires_at')
    .limit(sql.lit(1))
    .select(epochMs(pack.ref('package.expires_at')).as('until'));
}
