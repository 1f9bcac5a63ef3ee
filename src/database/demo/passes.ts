import { insertRows } from './insertRows.js';
import { catalogueOf, type DemoPass, type DemoStep, takeNumber } from './world.js';

const day = 86_400_000;

interface PassOnOffer extends Pick<DemoPass, 'name' | 'description' | 'price' | 'credits' | 'start_mode' | 'validity_period' | 'validity_unit'> {
  readonly subscriptionsOnly?: true;
  readonly limit?: number;
  /** Days ago; a deleted pass was once on sale. */
  readonly madeAgo: number;
  readonly deletedAgo?: number;
}

/** The pass that may be paid for with a credit of another. */
export const bringAFriend = 'Bring a Friend';

/** Prices in the minor unit: a pass costs a bit less than the classes that its credits stand for. */
const onOffer: readonly PassOnOffer[] = [
  { name: 'Ten Classes', description: 'Ten credits for any class on the timetable. Most classes are one credit.', price: 12_500, credits: 10, start_mode: 'ON_PURCHASE', validity_period: 6, validity_unit: 'MONTHS', madeAgo: 1090 },
  { name: 'Intro Offer', description: 'Four classes in two weeks, from the day of your first one. For people who are new to us.', price: 3000, credits: 4, start_mode: 'ON_FIRST_BOOKING', validity_period: 14, validity_unit: 'DAYS', limit: 1, madeAgo: 1090 },
  { name: 'Member Credits: 8 a Month', description: 'Comes with the Studio Member plan.', price: 8800, credits: 8, start_mode: 'ON_PURCHASE', validity_period: 45, validity_unit: 'DAYS', subscriptionsOnly: true, madeAgo: 1080 },
  { name: 'Twelve in Twelve Weeks', description: 'Twelve classes in twelve weeks.', price: 13_200, credits: 12, start_mode: 'ON_PURCHASE', validity_period: 84, validity_unit: 'DAYS', limit: 2, madeAgo: 700, deletedAgo: 40 },
  { name: 'Five Classes', description: 'Five credits. The clock starts with your first class.', price: 6500, credits: 5, start_mode: 'ON_FIRST_BOOKING', validity_period: 3, validity_unit: 'MONTHS', madeAgo: 1085 },
  { name: 'Twenty Classes', description: 'For those who are here twice a week.', price: 23_500, credits: 20, start_mode: 'ON_PURCHASE', validity_period: 12, validity_unit: 'MONTHS', madeAgo: 1000 },
  { name: 'Member Credits: 4 a Month', description: 'Comes with the Studio Member Light plan.', price: 4800, credits: 4, start_mode: 'ON_PURCHASE', validity_period: 45, validity_unit: 'DAYS', subscriptionsOnly: true, madeAgo: 900 },
  { name: 'Member Credits: Every Day', description: 'Comes with the Daily Member plan.', price: 13_500, credits: 30, start_mode: 'ON_PURCHASE', validity_period: 1, validity_unit: 'MONTHS', subscriptionsOnly: true, madeAgo: 860 },
  { name: 'Six Evenings at the Wheel', description: 'Six classes of Wheel Throwing, clay and two firings included.', price: 20_500, credits: 18, start_mode: 'ON_FIRST_BOOKING', validity_period: 4, validity_unit: 'MONTHS', madeAgo: 820 },
  { name: 'Reformer Block of Eight', description: 'Eight classes on the reformer.', price: 15_800, credits: 16, start_mode: 'ON_PURCHASE', validity_period: 3, validity_unit: 'MONTHS', madeAgo: 640 },
  { name: 'Lunchtime Five', description: 'Five classes that begin between 12 and 2.', price: 5800, credits: 5, start_mode: 'ON_PURCHASE', validity_period: 60, validity_unit: 'DAYS', madeAgo: 520 },
  { name: 'Student Ten', description: 'Ten credits with a valid student card, which we check at the desk.', price: 9900, credits: 10, start_mode: 'ON_PURCHASE', validity_period: 6, validity_unit: 'MONTHS', limit: 2, madeAgo: 600 },
  { name: bringAFriend, description: 'One class for somebody who has not been here before. You may pay with a credit of your own pass.', price: 1200, credits: 1, start_mode: 'ON_PURCHASE', validity_period: 30, validity_unit: 'DAYS', limit: 5, madeAgo: 480 },
  { name: 'A Gift of Five', description: 'Five classes in an envelope. Valid from the first one.', price: 6800, credits: 5, start_mode: 'ON_FIRST_BOOKING', validity_period: 12, validity_unit: 'MONTHS', madeAgo: 450 },
  { name: 'Choir Term', description: 'Twelve rehearsals of the Community Choir.', price: 10_800, credits: 12, start_mode: 'ON_PURCHASE', validity_period: 120, validity_unit: 'DAYS', madeAgo: 830 },
  { name: 'Zoë’s Sound Bath Trio', description: 'Three evenings with gongs and bowls. Bring a blanket & wear something warm.', price: 4900, credits: 6, start_mode: 'ON_FIRST_BOOKING', validity_period: 90, validity_unit: 'DAYS', madeAgo: 260 },
  { name: 'Launch Week', description: '', price: 5000, credits: 5, start_mode: 'ON_PURCHASE', validity_period: 30, validity_unit: 'DAYS', limit: 1, madeAgo: 1094, deletedAgo: 1040 },
];

export const passesStep: DemoStep = {
  noun: 'passes',
  tables: ['passes'],
  async load(world) {
    for (const { subscriptionsOnly, limit, madeAgo, deletedAgo, ...pass } of catalogueOf(world, onOffer)) {
      world.passes.push({
        company_id: world.companyId,
        number: takeNumber(world, 'pass'),
        ...pass,
        subscriptions_only: subscriptionsOnly === true,
        purchase_limit: limit ?? null,
        created_at: new Date(world.dayBegan - madeAgo * day + 10.5 * 3_600_000),
        deleted_at: deletedAgo === undefined ? null : new Date(world.dayBegan - deletedAgo * day),
      });
    }
    await insertRows(world.db, 'passes', world.passes);
    return world.passes.length;
  },
};
