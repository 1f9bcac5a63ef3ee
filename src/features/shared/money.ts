import { sql, type Expression, type RawBuilder } from 'kysely';
import { companyCurrency } from './plan.js';

/**
 * `Money`, null where the amount is. Both fields are always there: they are small.
 * @param amount In the currency's minor unit.
 */
export function moneyExpression(amount: Expression<number | null>, currency: Expression<string | null>): RawBuilder<unknown> {
  return sql`case when ${amount} is not null then json_build_object('amount', ${amount}, 'currency', ${currency}) end`;
}

/** `Money` in the company's currency, which catalogue prices are in. */
export function catalogueMoney(amount: Expression<number | null>): RawBuilder<unknown> {
  return moneyExpression(amount, companyCurrency);
}
