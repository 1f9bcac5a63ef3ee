import { z } from 'zod';
import { count, id, instant } from '../../rest/openapi/types.js';
import { passTemplate, person, purchasePayment } from '../shared/studioAnswers.js';

const credits = { credits_total: count, credits_remaining: count };

export const passPurchase = z
  .strictObject({
    id: id('passPurchase'),
    type: z.literal('pass_purchase'),
    pass: passTemplate,
    ...credits,
    created: instant,
    expires_on: instant.nullable().meta({ description: 'Null: never, or not before the first booking.' }),
    is_cancelled: z.boolean(),
    is_refunded: z.boolean(),
    is_expired: z.boolean(),
    payment: purchasePayment,
  })
  .meta({ id: 'PassPurchase', description: 'A pass that a customer bought.' });

export const passPackages = z
  .strictObject({
    pass_id: id('pass'),
    pass_name: z.string(),
    active_passes: z.array(
      z.strictObject({ id: id('passPurchase'), type: z.literal('pass_purchase'), customer: person, ...credits }).meta({ id: 'ActivePass' }),
    ),
  })
  .meta({ id: 'PassPackages' });
