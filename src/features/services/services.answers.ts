import { z } from 'zod';
import { base100, currency, id, minutes } from '../../rest/openapi/types.js';

export const service = z
  .strictObject({
    id: id('service'),
    type: z.literal('service'),
    name: z.string(),
    description: z.string(),
    buffer_minutes: minutes.meta({ description: 'Minutes kept free after each appointment.' }),
    categories: z.array(z.string()),
    location: z.string().nullable(),
    options: z.array(
      z.strictObject({ id: id('serviceOption'), name: z.string(), duration_minutes: minutes, base100_price: base100, currency }).meta({ id: 'ServiceOption' }),
    ),
  })
  .meta({ id: 'Service' });
