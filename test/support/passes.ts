import type { Insertable } from 'kysely';
import type { Tables } from '../../src/database/tables.js';
import type { Studio } from './studio.js';

type Row<Table extends keyof Tables> = Partial<Insertable<Tables[Table]>>;

/** Passes and what was bought of them, for a studio of a test: each call writes one and answers its number. */
export interface PassRows {
  pass(row?: Row<'passes'>): Promise<number>;
  /** Of ten credits, paid by card, without an end. */
  purchase(pass: number, customer: number, row?: Row<'pass_purchases'>): Promise<number>;
}

export function passRows({ db, company }: Studio, firstNumber = 1): PassRows {
  let last = firstNumber - 1;
  const keys = () => ({ company_id: company.id, number: ++last });
  return {
    async pass(row = {}) {
      const key = keys();
      await db
        .insertInto('passes')
        .values({ ...key, name: `Pass ${key.number}`, price: 6900, credits: 6, start_mode: 'ON_PURCHASE', validity_period: 4, validity_unit: 'MONTHS', ...row })
        .execute();
      return key.number;
    },
    async purchase(pass, customer, row = {}) {
      const key = keys();
      await db
        .insertInto('pass_purchases')
        .values({
          ...key,
          pass_number: pass,
          customer_number: customer,
          credits_total: 10,
          credits_remaining: 4,
          payment_method: 'CARD',
          currency: 'GBP',
          amount: 6900,
          ...row,
        })
        .execute();
      return key.number;
    },
  };
}
