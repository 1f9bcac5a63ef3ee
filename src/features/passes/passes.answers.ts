import { z } from 'zod';
import { base100, companyDateTime, count, id } from '../../rest/openapi/types.js';
import { catalogueBody } from '../shared/catalogueBody.js';
import { passUpdate } from './passUpdate.js';

export const pass = z
  .strictObject({
    id: id('pass'),
    type: z.literal('pass'),
    name: z.string(),
    description: z.string(),
    base100_price: base100,
    credits: count,
    start_mode: z.enum(['ON_PURCHASE', 'ON_FIRST_BOOKING']).meta({ description: 'From when on it is valid.' }),
    validity: z.strictObject({ period: z.int().min(1), unit: z.enum(['DAYS', 'MONTHS']) }),
    subscriptions_only: z.boolean().meta({ description: 'Only given out by subscription plans.' }),
    purchase_limit: z.int().min(1).nullable().meta({ description: 'How many one customer may buy; null when unlimited.' }),
    created_at: companyDateTime,
  })
  .meta({ id: 'Pass', description: 'Credits that are sold together.' });

export const passChanges = catalogueBody('PassChanges', passUpdate, { base100_price: 12900, validity: { period: 1, unit: 'MONTHS' }, purchase_limit: null });
