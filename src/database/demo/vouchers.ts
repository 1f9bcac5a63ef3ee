import { Temporal } from 'temporal-polyfill';
import type { Insertable } from 'kysely';
import type { Tables } from '../tables.js';
import { insertRows } from './insertRows.js';
import { instantOf } from './wallClock.js';
import { catalogueOf, type DemoStep, type DemoWorld, takeNumber } from './world.js';

const day = 86_400_000;

interface Discount {
  readonly type: 'DISCOUNT';
  readonly code: string;
  /** Per cent, or an amount in the major unit. */
  readonly percent?: number;
  readonly fixed?: number;
  readonly isLegacy?: true;
}

interface Credit {
  readonly type: 'CREDIT';
  readonly code: string;
  /** In the minor unit. */
  readonly value: readonly [initial: number, remaining: number];
}

interface GiftCard {
  readonly type: 'GIFT_CARD';
  /** In the minor unit. */
  readonly purchase: readonly [least: number, mostOff: number];
  readonly months: number;
}

type VoucherOnOffer = (Discount | Credit | GiftCard) & {
  readonly name: string;
  readonly isOver?: true;
  /** Days from today, may be past. */
  readonly expiresIn?: number;
  readonly madeAgo?: number;
};

const onOffer: readonly VoucherOnOffer[] = [
  { type: 'DISCOUNT', name: 'Kiln Week', code: 'KILN15', percent: 15, madeAgo: 120 },
  { type: 'CREDIT', name: 'Goodwill', code: 'GW-40', value: [4000, 1500], expiresIn: 130, madeAgo: 95 },
  { type: 'GIFT_CARD', name: 'Gift Card', purchase: [2000, 8000], months: 12, madeAgo: 700 },
  { type: 'DISCOUNT', name: 'Old Friends', code: '', fixed: 4, isLegacy: true },
  { type: 'DISCOUNT', name: 'Five Years Young', code: 'JUBILEE', percent: 20, isOver: true, expiresIn: -270, madeAgo: 330 },
  { type: 'DISCOUNT', name: 'Five Off Your First Workshop', code: 'FIRST5', fixed: 5, expiresIn: 60, madeAgo: 200 },
  { type: 'DISCOUNT', name: 'Staff & Family', code: 'FAMILY', percent: 100, madeAgo: 900 },
  { type: 'DISCOUNT', name: 'Neighbours', code: 'SE16', percent: 10, madeAgo: 640 },
  { type: 'DISCOUNT', name: 'Open Week', code: 'OPEN', percent: 12.5, expiresIn: -20, madeAgo: 160 },
  { type: 'DISCOUNT', name: 'Café Crème', code: 'CRÈME', fixed: 2.5, expiresIn: 30, madeAgo: 31 },
  { type: 'DISCOUNT', name: 'Members’ Guests', code: 'GUEST-10', percent: 10, expiresIn: 365, madeAgo: 60 },
  { type: 'DISCOUNT', name: 'Choir Open Evening', code: 'SING', fixed: 10, isOver: true, expiresIn: -90, madeAgo: 140 },
  { type: 'CREDIT', name: 'Flood in Studio 2', code: 'FLOOD-25', value: [2500, 2500], expiresIn: 200, madeAgo: 45 },
  { type: 'CREDIT', name: 'Competition Winner', code: 'WIN-100', value: [10_000, 6200], expiresIn: 20, madeAgo: 340 },
  { type: 'CREDIT', name: 'Cancelled Raku Day', code: 'RAKU-45', value: [4500, 0], expiresIn: 90, madeAgo: 80 },
  { type: 'CREDIT', name: 'For Inès, with thanks', code: 'TY-INES', value: [3000, 3000], madeAgo: 12 },
  { type: 'CREDIT', name: 'Goodwill', code: 'GW-15', value: [1500, 700], isOver: true, expiresIn: -45, madeAgo: 400 },
  { type: 'GIFT_CARD', name: 'Clay Gift', purchase: [3800, 20_000], months: 12, madeAgo: 420 },
  { type: 'GIFT_CARD', name: 'Little Something', purchase: [0, 2500], months: 6, madeAgo: 300 },
  { type: 'GIFT_CARD', name: 'Christmas Card', purchase: [2500, 10_000], months: 24, isOver: true, madeAgo: 340 },
  { type: 'DISCOUNT', name: 'Neighbours', code: '', percent: 10, isLegacy: true },
  { type: 'DISCOUNT', name: 'Pensioners’ Tuesday', code: '', percent: 25, isLegacy: true },
  { type: 'DISCOUNT', name: 'Loyalty', code: '', percent: 8, isLegacy: true, isOver: true },
  { type: 'DISCOUNT', name: 'Opening Offer', code: '', fixed: 3.5, isLegacy: true, expiresIn: -1500 },
];

/** Those of the old system are numbered for themselves and have neither a code nor a date of making. */
export const vouchersStep: DemoStep = {
  noun: 'vouchers',
  tables: ['vouchers'],
  async load(world) {
    const rows = catalogueOf(world, onOffer).map((voucher) => rowOf(world, voucher));
    await insertRows(world.db, 'vouchers', rows);
    return rows.length;
  },
};

function rowOf(world: DemoWorld, voucher: VoucherOnOffer): Insertable<Tables['vouchers']> {
  const isLegacy = voucher.type === 'DISCOUNT' && voucher.isLegacy === true;
  const { expiresIn, madeAgo = 0 } = voucher;
  return {
    company_id: world.companyId,
    is_legacy: isLegacy,
    number: takeNumber(world, isLegacy ? 'legacy_voucher' : 'voucher'),
    type: voucher.type,
    name: voucher.name,
    code: voucher.type === 'GIFT_CARD' ? null : voucher.code,
    discount_type: voucher.type === 'DISCOUNT' ? (voucher.percent === undefined ? 'FIXED' : 'PERCENTAGE') : null,
    discount_value: voucher.type === 'DISCOUNT' ? (voucher.percent ?? voucher.fixed ?? null) : null,
    initial_value: voucher.type === 'CREDIT' ? voucher.value[0] : null,
    remaining_value: voucher.type === 'CREDIT' ? voucher.value[1] : null,
    min_purchase: voucher.type === 'GIFT_CARD' ? voucher.purchase[0] : null,
    max_discount: voucher.type === 'GIFT_CARD' ? voucher.purchase[1] : null,
    is_active: voucher.isOver !== true,
    expires_at: expiresIn === undefined ? null : midnight(world, expiresIn),
    expires_months: voucher.type === 'GIFT_CARD' ? voucher.months : null,
    created_at: isLegacy ? null : new Date(world.dayBegan - madeAgo * day + 9.75 * 3_600_000),
  };
}

function midnight(world: DemoWorld, days: number): Date {
  return instantOf(world.today.add(Temporal.Duration.from({ days })), '00:00', world.company.timeZone);
}
