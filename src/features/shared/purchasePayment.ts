import { sql, type RawBuilder } from 'kysely';
import type { PurchasePayment } from '../../graphql/resolvers.generated.js';
import type { PurchasePaymentFieldsFragment } from '../../rest/operations.generated.js';
import { columnsOf, type FieldExpression, type FieldExpressions, type Rows } from './fields.js';
import { jsonObject } from './json.js';
import { moneyExpression } from './money.js';

/** How a pass or a video was paid for, on both surfaces. */

/** Rows that have the columns of a payment. */
type PaidRow = { [Name in keyof Rows]: Rows[Name] extends Pick<Rows['package'], PaymentColumn> ? Name : never }[keyof Rows];

type PaymentColumn = 'payment_method' | 'currency' | 'amount' | 'credits_used';

/** `PurchasePayment` of a row of that name. */
export function purchasePaymentExpression(row: PaidRow): FieldExpression {
  const fields = purchasePaymentFields(row);
  return ({ selection }) => jsonObject(columnsOf(fields, selection));
}

function purchasePaymentFields(row: PaidRow): FieldExpressions<PurchasePayment> {
  const column = <T>(name: PaymentColumn): RawBuilder<T> => sql<T>`${sql.ref(`${row}.${name}`)}`;
  return {
    method: () => column('payment_method'),
    amount: () => moneyExpression(column('amount'), column('currency')),
    creditsUsed: () => column('credits_used'),
  };
}

/** As the documented purchases show it: credits go by the currency `CR`. */
export function purchasePaymentRow({ method, amount, creditsUsed }: PurchasePaymentFieldsFragment) {
  return method === 'PASS'
    ? { method, currency: 'CR', credits_used: creditsUsed }
    : { method, currency: amount?.currency, base100_price: amount?.amount };
}
