import type { UpdatePassInput } from '../../graphql/resolvers.generated.js';
import type { Changes, UpdateFields } from '../shared/catalogueUpdate.js';

/** What may be changed of a pass. */
export const passUpdate = {
  name: { rest: 'name', kind: 'name', most: 200 },
  description: { rest: 'description', kind: 'text', most: 5000 },
  price: { rest: 'base100_price', kind: 'integer', least: 0 },
  credits: { rest: 'credits', kind: 'integer', least: 1 },
  startMode: { rest: 'start_mode', kind: 'choice', of: ['ON_PURCHASE', 'ON_FIRST_BOOKING'] },
  'validity.period': { rest: 'validity.period', kind: 'integer', least: 1 },
  'validity.unit': { rest: 'validity.unit', kind: 'choice', of: ['DAYS', 'MONTHS'] },
  subscriptionsOnly: { rest: 'subscriptions_only', kind: 'boolean' },
  purchaseLimit: { rest: 'purchase_limit', kind: 'integer', least: 1, nullable: true },
} as const satisfies UpdateFields<UpdatePassInput>;

export type PassChanges = Changes<typeof passUpdate>;
