import type { Insertable } from 'kysely';
import type { Tables } from '../../src/database/tables.js';
import type { Studio } from './studio.js';

type Row = Partial<Insertable<Tables['vouchers']>>;

/** Vouchers for a studio of a test: each call writes one and answers its number. */
export interface VoucherRows {
  /** 15 per cent. */
  discount(row?: Row): Promise<number>;
  /** 1500 of 4000 left. */
  credit(row?: Row): Promise<number>;
  /** For a year. */
  giftCard(row?: Row): Promise<number>;
  /** A discount of the old system, 4 in the major unit. */
  legacy(row?: Row): Promise<number>;
}

export function voucherRows({ db, company }: Studio, firstNumber = 1): VoucherRows {
  let last = firstNumber - 1;
  const insert = async (row: Omit<Insertable<Tables['vouchers']>, 'company_id' | 'number'>, given: Row): Promise<number> => {
    const number = given.number ?? ++last;
    await db.insertInto('vouchers').values({ company_id: company.id, created_at: new Date('2026-07-09T11:00:00.999Z'), ...row, ...given, number }).execute();
    return number;
  };
  return {
    discount: (row = {}) => insert({ type: 'DISCOUNT', name: 'Kiln Week', code: 'KILN15', discount_type: 'PERCENTAGE', discount_value: 15 }, row),
    credit: (row = {}) => insert({ type: 'CREDIT', name: 'Goodwill', code: 'GW-40', initial_value: 4000, remaining_value: 1500, expires_at: new Date('2027-01-31T00:00:00Z') }, row),
    giftCard: (row = {}) => insert({ type: 'GIFT_CARD', name: 'Clay Gift', code: null, min_purchase: 2000, max_discount: 8000, expires_months: 12 }, row),
    legacy: (row = {}) =>
      insert({ type: 'DISCOUNT', is_legacy: true, name: 'Old Friends', code: '', discount_type: 'FIXED', discount_value: 4, created_at: null }, row),
  };
}
