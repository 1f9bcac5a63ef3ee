import { expect } from 'vitest';
import type { ManagementFixture } from './restaurantManagement.js';

/** What keys see of a restaurant that staff change, and how changes of it are refused. */

/** The day after the fixture's first. */
export const tomorrow = '2026-09-02';

export const at = (time: string): string => `${tomorrow}T${time}:00.000Z`;

/** The starts of a dinner that is served in UTC. */
export const dinner = ['18:00', '18:30', '19:00', '19:30', '20:00', '20:30'];

export interface RestaurantConfig {
  restaurant: { name: string; timezone: string };
  locations: { id: string; name: string; city: string; timezone: string }[];
  reservation: Record<string, number>;
  features: Record<string, boolean>;
}

/** What a key reads of a restaurant; two read it, so that the second finds it remembered. */
export async function configOf(fixture: ManagementFixture, restaurantId: string): Promise<RestaurantConfig> {
  await fixture.read(`/restaurants/${restaurantId}/config`);
  return (await fixture.read(`/restaurants/${restaurantId}/config`)) as RestaurantConfig;
}

/** A location's free slots of tomorrow, remembered ones where there are such, as their start and end in UTC. */
export async function slotsAt(fixture: ManagementFixture, location: number, partySize = 2): Promise<[start: string, end: string][]> {
  const { db } = fixture.gateway.database;
  const { restaurant } = await db.selectFrom('locations').select('restaurant_number as restaurant').where('company_id', '=', fixture.studio.company.id).where('number', '=', location).executeTakeFirstOrThrow();
  const read = () => fixture.read(`/restaurants/rst_${restaurant}/availability?locationId=loc_${location}&date=${tomorrow}&partySize=${partySize}`);
  await read();
  const { slots } = (await read()) as { slots: { start: string; end: string }[] };
  return slots.map(({ start, end }) => [start.slice(11, 16), end.slice(11, 16)]);
}

/** A reservation of a party of two at a location; its id. */
export async function bookedAt(fixture: ManagementFixture, location: number, time: string): Promise<string> {
  const { json } = await fixture.book(location, at(time));
  return (json as { reservation: { id: string } }).reservation.id;
}

/** The extensions of the errors with which a change is refused; undefined when it is done. */
export async function refusalOf(fixture: ManagementFixture, mutation: string, input: string): Promise<unknown> {
  const { errors } = await fixture.ask(`mutation { ${mutation}(input: ${input}) { __typename } }`);
  return errors?.map(({ extensions }) => extensions);
}

/** Input of one change, the code with which it is refused, and the field that is named. */
export type Refusals = readonly (readonly [input: object, code: string, field: string])[];

/** Fails when one of them is not refused so, or changes anything. */
export async function expectRefusals(fixture: ManagementFixture, mutation: string, whole: object, refusals: Refusals): Promise<void> {
  for (const [input, ...refused] of refusals) {
    const [code, field] = await fixture.refused(mutation, { ...whole, ...input });
    // What the gateway refuses of the variables it names by its whole path.
    expect([mutation, input, code, String(field).replace(/^input\./, '')]).toEqual([mutation, input, ...refused]);
  }
}
