import type { Insertable } from 'kysely';
import type { Tables } from '../tables.js';
import { demoCredentials } from './credentials.js';
import type { Random } from './random.js';
import type { DemoReservation, DemoWorld } from './world.js';

type Step = Insertable<Tables['reservation_history']> & { at: Date };
type Status = DemoReservation['status'];

const minute = 60_000;

/** How a reservation came to its status: step by step, none later than the day of loading began. */
export function historyOf(world: DemoWorld, row: DemoReservation, random: Random): Step[] {
  const staff = { actor_kind: 'STAFF' as const, actor_id: `user_${world.company.firstNumber}` };
  const key = demoCredentials.keys.find(({ company }) => company === world.company.slug);
  const website = { actor_kind: 'KEY' as const, actor_id: key === undefined ? null : `rrk_live_${key.prefix}` };
  const maker = row.source === 'WEBSITE' || row.source === 'API' ? website : staff;

  const { company_id, number: reservation_number, status, created_at: madeAt, starts_at: startsAt } = row;
  const steps: Step[] = [];
  let from: Status | null = null;
  const add = (to: Status, at: number, actor: { actor_kind: 'STAFF' | 'KEY'; actor_id: string | null }, changes: string[] = []) => {
    steps.push({ company_id, reservation_number, position: steps.length, at: new Date(at), from_status: from, to_status: to, ...actor, changes });
    from = to;
  };

  const made = madeAt.getTime();
  const latest = Math.min(startsAt.getTime(), world.dayBegan);
  const later = (share: number) => made + Math.floor(((latest - made) * share) / 1000) * 1000;
  const [soon, then] = [random.next() * 0.3, 0.4 + random.next() * 0.5];
  add(status === 'PENDING' || random.chance(0.08) ? 'PENDING' : 'CONFIRMED', made, maker);
  if (status !== 'PENDING' && from === 'PENDING') add('CONFIRMED', later(soon), staff);
  else if (status === 'CONFIRMED' && random.chance(0.1)) add('CONFIRMED', later(soon), staff, [random.pick(['partySize', 'tables', 'specialRequests'])]);
  if (status === 'CANCELLED') add('CANCELLED', later(then), maker);
  if (status === 'NO_SHOW') add('NO_SHOW', startsAt.getTime() + 30 * minute, staff);
  if (status === 'SEATED' || status === 'COMPLETED') add('SEATED', startsAt.getTime() + random.whole(0, 12) * minute, staff);
  if (status === 'COMPLETED') add('COMPLETED', startsAt.getTime() + row.duration_minutes * minute - random.whole(0, 10) * minute, staff);
  return steps;
}
