import type { UpdateSubscriptionPlanInput } from '../../graphql/resolvers.generated.js';
import type { Changes, UpdateFields } from '../shared/catalogueUpdate.js';

/** What may be changed of a plan. */
export const planUpdate = {
  name: { rest: 'name', kind: 'name', most: 200 },
  state: { rest: 'state', kind: 'choice', of: ['PENDING_SETUP', 'ACTIVE', 'PAUSED', 'SUSPENDED'] },
  termDays: { rest: 'term_days', kind: 'integer', least: 1 },
  initialPrice: { rest: 'pricing.initial_base100', kind: 'integer', least: 0 },
  recurringPrice: { rest: 'pricing.recurring_base100', kind: 'integer', least: 0 },
  renewsOnExpire: { rest: 'renews_on_expire', kind: 'boolean' },
} as const satisfies UpdateFields<UpdateSubscriptionPlanInput>;

export type PlanChanges = Changes<typeof planUpdate>;
