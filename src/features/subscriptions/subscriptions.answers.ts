import { z } from 'zod';
import { base100, companyDateTime, count, currency, id, instant } from '../../rest/openapi/types.js';
import { catalogueBody } from '../shared/catalogueBody.js';
import { passTemplate } from '../shared/studioAnswers.js';
import { planUpdate } from './planUpdate.js';

const name = z.string();

export const subscriptionPlan = z
  .strictObject({
    id: id('subscriptionPlan'),
    type: z.literal('subscription_plan'),
    name,
    state: z.enum(['PENDING_SETUP', 'ACTIVE', 'PAUSED', 'SUSPENDED']),
    term_days: z.int().min(1).meta({ description: 'Days of one billing cycle.' }),
    pricing: z.strictObject({
      initial_base100: base100.meta({ description: 'The first charge, in hundredths of the currency.' }),
      recurring_base100: base100.meta({ description: 'Each later charge, in hundredths of the currency.' }),
    }),
    renews_on_expire: z.boolean(),
    associated_pass: passTemplate.nullable().meta({ description: 'The pass that each cycle gives out.' }),
    modified: companyDateTime,
  })
  .meta({ id: 'SubscriptionPlan' });

export const planChanges = catalogueBody('SubscriptionPlanChanges', planUpdate, { state: 'ACTIVE', pricing: { recurring_base100: 9200 } });

export const subscriptionMandate = z
  .strictObject({
    id: id('subscriptionMandate'),
    type: z.literal('subscription_mandate'),
    plan: z.strictObject({ id: id('subscriptionPlan'), type: z.literal('subscription_plan'), name, base100_price: base100, currency }),
    state: z.enum(['ACTIVE', 'PAUSED', 'SUSPENDED']),
    created: instant,
    grace: count.meta({ description: 'Days after a failed charge before the mandate is suspended.' }),
    earliest_cancellation_date: instant,
    renewal_date: instant.meta({ description: 'The next charge.' }),
  })
  .meta({ id: 'SubscriptionMandate', description: 'A customer’s consent to be charged for a plan each cycle.' });
