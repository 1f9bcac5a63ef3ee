import { z } from 'zod';
import { base100, companyDateTime, count, id, instant } from '../../rest/openapi/types.js';
import { catalogueBody } from '../shared/catalogueBody.js';
import { purchasePayment } from '../shared/studioAnswers.js';
import { videoUpdate } from './videoUpdate.js';

export const video = z
  .strictObject({
    id: id('video'),
    type: z.literal('video'),
    library: z.strictObject({ id: id('mediaLibrary'), type: z.literal('media_library'), name: z.string() }).nullable(),
    name: z.string(),
    description: z.string(),
    base100_price: base100,
    credits: count.meta({ description: 'Pass credits that pay for it.' }),
    has_expiry: z.boolean(),
    expiry_days: z.int().min(1).nullable().meta({ description: 'Days from the purchase; null when it never expires.' }),
    ready: z.boolean().meta({ description: 'Whether it can be watched yet.' }),
    updated_at: companyDateTime,
  })
  .meta({ id: 'Video' });

export const videoChanges = catalogueBody('VideoChanges', videoUpdate, { base100_price: 600, has_expiry: true, expiry_days: 21 });

export const videoPurchase = z
  .strictObject({
    id: id('videoPurchase'),
    type: z.literal('video_purchase'),
    media: z.strictObject({ id: id('purchasedMedia'), type: z.literal('media'), name: z.string() }),
    created: instant,
    expires_on: instant.nullable().meta({ description: 'Null: never.' }),
    is_cancelled: z.boolean(),
    is_refunded: z.boolean(),
    is_expired: z.boolean(),
    payment: purchasePayment,
  })
  .meta({ id: 'VideoPurchase' });
