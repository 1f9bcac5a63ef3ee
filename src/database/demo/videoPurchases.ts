import { insertRows } from './insertRows.js';
import { byTime, planOccasions } from './occasions.js';
import { payOnce, type PurchasePayment, withdraw } from './payment.js';
import type { Random } from './random.js';
import { addOnWallClock, isDeskOpen } from './wallClock.js';
import { type DemoStep, type DemoVideo, type DemoWorld, randomFor, takeNumber } from './world.js';

export const videoPurchasesStep: DemoStep = {
  noun: 'video purchases',
  tables: ['video_purchases'],
  async load(world) {
    const random = randomFor(world, 'video purchases');
    const onSale = world.videos.filter((video) => video.is_ready !== false);
    const rows = planOccasions(world, world.company.counts.videoPurchases, 2, random).sort(byTime).map(({ customer, at }) => {
      const video = random.pick(onSale.filter(({ deleted_at }) => deleted_at === null || deleted_at > at));
      const payment = payOnce(methodFor(world, video, at, random), video.price, video.credits, world.company.currency);
      return {
        company_id: world.companyId,
        number: takeNumber(world, 'video_purchase'),
        video_number: video.number,
        customer_number: customer.number,
        created_at: at,
        expires_at: video.expiry_days == null ? null : addOnWallClock(at, { days: video.expiry_days }, world.company.timeZone),
        ...payment,
        ...withdraw(payment, random),
      };
    });
    await insertRows(world.db, 'video_purchases', rows);
    return rows.length;
  },
};

function methodFor(world: DemoWorld, video: DemoVideo, at: Date, random: Random): PurchasePayment['payment_method'] {
  const chance = random.next();
  if (video.price === 0) return 'FREE';
  if (video.credits > 0 && chance < 0.25) return 'PASS';
  if (chance > 0.97) return 'FREE';
  return chance > 0.88 && isDeskOpen(at, world.company.timeZone) ? 'CASH' : 'CARD';
}
