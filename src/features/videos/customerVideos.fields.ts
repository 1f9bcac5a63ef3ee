import { expressionBuilder, sql } from 'kysely';
import type { PurchasedVideo, VideoPurchase } from '../../graphql/resolvers.generated.js';
import { connectionExpression, planConnection } from '../shared/connection.js';
import { columnsOf, epochMs, idExpression, utc, type FieldExpression, type FieldExpressions, type Rows } from '../shared/fields.js';
import { jsonObjectFrom } from '../shared/json.js';
import { pageOf, type SortKey } from '../shared/keyset.js';
import { now } from '../shared/plan.js';
import { purchasePaymentExpression } from '../shared/purchasePayment.js';

const customer = expressionBuilder<Rows, 'customer'>();
const purchase = expressionBuilder<Rows, 'video_purchase'>();
const video = expressionBuilder<Rows, 'video'>();

const purchasedVideoFields: FieldExpressions<PurchasedVideo> = {
  id: () => idExpression('video', video.ref('video.number')),
  name: () => video.ref('video.name'),
};

/** Of the row `video_purchase`. */
const videoPurchaseFields: FieldExpressions<VideoPurchase> = {
  id: () => idExpression('videoPurchase', purchase.ref('video_purchase.number')),
  // A deleted video is still named by what was bought of it.
  video: ({ selection }) =>
    jsonObjectFrom(
      purchase
        .selectFrom('videos as video')
        .whereRef('video.company_id', '=', 'video_purchase.company_id')
        .whereRef('video.number', '=', 'video_purchase.video_number')
        .select(columnsOf(purchasedVideoFields, selection)),
    ),
  createdAt: () => utc(purchase.ref('video_purchase.created_at')),
  expiresAt: () => utc(purchase.ref('video_purchase.expires_at')),
  cancelled: () => purchase.ref('video_purchase.is_cancelled'),
  refunded: () => purchase.ref('video_purchase.is_refunded'),
  expired: () => sql`coalesce(${purchase.ref('video_purchase.expires_at')} <= ${now}, false)`,
  payment: purchasePaymentExpression('video_purchase'),
};

const createdAt: SortKey = { by: purchase.ref('video_purchase.created_at'), kind: 'instant' };
const number: SortKey = { by: purchase.ref('video_purchase.number'), kind: 'number' };

const purchasesOfCustomer = customer
  .selectFrom('video_purchases as video_purchase')
  .whereRef('video_purchase.company_id', '=', 'customer.company_id')
  .whereRef('video_purchase.customer_number', '=', 'customer.number');

/** When the next of the customer's videos expires; null: none will. */
const nextExpiry = purchasesOfCustomer
  .where('video_purchase.expires_at', '>', now)
  .orderBy('video_purchase.expires_at')
  .limit(sql.lit(1))
  .select(epochMs(purchase.ref('video_purchase.expires_at')).as('until'));

/** What the row `customer` bought of the catalogue, newest first. */
export const customerVideos: FieldExpression = (field) => {
  const plan = planConnection(field);
  return connectionExpression(plan, {
    nodes: (selection) => pageOf(purchasesOfCustomer.select(columnsOf(videoPurchaseFields, selection)), plan, [createdAt, number], 'desc'),
    totalCount: () => purchasesOfCustomer.select((eb) => eb.fn.countAll().as('total')),
    until: plan.nodes?.has('expired') === true ? () => nextExpiry : undefined,
  });
};
