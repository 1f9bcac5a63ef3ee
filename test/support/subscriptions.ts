import type { Insertable } from 'kysely';
import type { Tables } from '../../src/database/tables.js';
import type { Studio } from './studio.js';

type Row<Table extends keyof Tables> = Partial<Insertable<Tables[Table]>>;

/** Plans and mandates for a studio of a test: each call writes one and answers its number. */
export interface SubscriptionRows {
  plan(row?: Row<'subscription_plans'>): Promise<number>;
  mandate(plan: number, customer: number, row?: Row<'subscription_mandates'>): Promise<number>;
}

export function subscriptionRows({ db, company }: Studio, firstNumber = 1): SubscriptionRows {
  let last = firstNumber - 1;
  const keys = () => ({ company_id: company.id, number: ++last });
  return {
    async plan(row = {}) {
      const key = keys();
      await db
        .insertInto('subscription_plans')
        .values({
          ...key,
          name: 'Studio Member',
          state: 'ACTIVE',
          term_days: 28,
          initial_price: 2100,
          recurring_price: 4200,
          pass_number: null,
          modified_at: new Date('2026-07-03T15:45:00.999Z'),
          ...row,
        })
        .execute();
      return key.number;
    },
    async mandate(plan, customer, row = {}) {
      const key = keys();
      await db
        .insertInto('subscription_mandates')
        .values({
          ...key,
          plan_number: plan,
          customer_number: customer,
          state: 'ACTIVE',
          created_at: new Date('2026-07-01T00:00:00Z'),
          grace_days: 3,
          earliest_cancellation_at: new Date('2026-08-01T00:00:00.25Z'),
          renewal_at: new Date('2026-10-01T00:00:00Z'),
          ...row,
        })
        .execute();
      return key.number;
    },
  };
}
