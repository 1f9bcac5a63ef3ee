import type { Insertable } from 'kysely';
import { anonymousGuest } from '../../features/guests/anonymousGuest.js';
import type { Tables } from '../tables.js';
import { insertRows } from './insertRows.js';
import { momentSince, showcaseOf } from './occasions.js';
import type { Random } from './random.js';
import { groupBy } from './seats.js';
import { type DemoCustomer, type DemoReservation, type DemoStep, type DemoWorld, randomFor } from './world.js';

type Profile = Insertable<Tables['restaurant_profiles']>;

const hour = 3_600_000;
const day = 24 * hour;

/** Whoever reserved, some whom the staff wrote down, and a few who asked to be forgotten. */
export const guestsStep: DemoStep = {
  noun: 'guests',
  tables: ['restaurant_profiles'],
  async load(world) {
    const random = randomFor(world, 'guests');
    const reservationsOf = groupBy(world.reservations, (reservation) => reservation.customer_number);
    const profiles = world.customers.flatMap((customer) => {
      const reserved = reservationsOf.get(customer.number) ?? [];
      const isKnown = random.chance(0.04);
      return reserved.length > 0 || isKnown ? [profileOf(world, customer, reserved, random)] : [];
    });
    const forgotten = forgettable(world, profiles, reservationsOf);
    for (const profile of forgotten) forget(world, profile);
    await insertRows(world.db, 'restaurant_profiles', profiles);
    await anonymize(world, forgotten);
    return profiles.length;
  },
};

function profileOf(world: DemoWorld, customer: DemoCustomer, reserved: readonly DemoReservation[], random: Random): Profile {
  const [first] = reserved;
  const since = first?.created_at ?? momentSince(world, customer, random);
  const agreed = random.chance(0.45);
  const wasAsked = agreed || random.chance(0.3);
  const source = first === undefined ? random.pick(['IN_PERSON', 'IMPORT', 'EMAIL'] as const) : first.source === 'PHONE' ? 'PHONE' : 'WEBSITE';
  const changed = random.chance(0.3) ? momentSince(world, { ...customer, created_at: since }, random) : since;
  return {
    company_id: world.companyId,
    customer_number: customer.number,
    phone: random.chance(0.8) ? (customer.mobile ?? null) : null,
    language: random.chance(0.6) ? random.pick(['en', 'en-GB', 'nl', 'pt-PT', 'fr', 'de']) : null,
    consent_marketing: agreed,
    consent_source: wasAsked ? source : null,
    consent_recorded_at: wasAsked ? since : null,
    anonymized_at: null,
    retention_until: random.chance(0.25) ? new Date(world.dayBegan + random.whole(200, 900) * day) : null,
    created_at: since,
    updated_at: changed,
  };
}

/** People of the restaurant alone, with nothing to come; never those whom examples are about. */
function forgettable(world: DemoWorld, profiles: readonly Profile[], reservationsOf: ReadonlyMap<number, readonly DemoReservation[]>): Profile[] {
  const kept = new Set([...showcaseOf(world), ...world.customers.slice(0, 1)].map((customer) => customer.number));
  for (const { buyer_number: buyer, attendee_number: attendee } of world.bookings) kept.add(buyer).add(attendee);
  const isOver = (reservation: DemoReservation) => reservation.starts_at.getTime() < world.dayBegan && reservation.status !== 'SEATED';
  return profiles
    .filter(({ customer_number: number, created_at: since }) => (since as Date).getTime() < world.dayBegan - day && !kept.has(number) && (reservationsOf.get(number) ?? []).every(isOver))
    .slice(0, Math.ceil(world.company.counts.customers / 250));
}

function forget(world: DemoWorld, profile: Profile): void {
  const at = new Date(world.dayBegan - (1 + (profile.customer_number % 20)) * hour);
  Object.assign(profile, {
    phone: null,
    language: null,
    consent_marketing: false,
    consent_source: null,
    consent_recorded_at: null,
    anonymized_at: at,
    retention_until: null,
    updated_at: at,
  });
}

/** In the rows that the steps before have written. */
async function anonymize(world: DemoWorld, profiles: readonly Profile[]): Promise<void> {
  for (const { customer_number: number } of profiles) {
    const { firstName, lastName, email } = anonymousGuest(number);
    const nobody = { first_name: firstName, last_name: lastName, email };
    await world.db.updateTable('customers').set({ ...nobody, mobile: null }).where('company_id', '=', world.companyId).where('number', '=', number).execute();
    await world.db
      .updateTable('reservations')
      .set({ ...nobody, phone: null, special_requests: null, cancel_reason: null })
      .where('company_id', '=', world.companyId)
      .where('customer_number', '=', number)
      .execute();
  }
}
