import { Temporal } from 'temporal-polyfill';
import type { Turn } from './measure.js';
import { benchTimeZone, contestedLocations } from './restaurantData.js';

/** A party that wants a table, as the REST family's body has it. */
export interface Party {
  readonly locationId: string;
  readonly startTime: string;
  readonly partySize: number;
  readonly guest: { readonly firstName: string; readonly lastName: string; readonly email: string };
}

/** Parties for each table that there is. */
const demand = 2;

/**
 * Turns of parties that all want the same evening, and then all the next one: as many for both of its starts, twice as
 * many as there are tables. Each turn has a location to itself, so that each finds the same.
 * @param days Evenings of each turn.
 * @param write The body of the request.
 */
export function contestedTurns(firstDay: string, days: number): (write: (party: Party) => string) => Turn {
  const { first, last, tables, starts } = contestedLocations;
  const day = Temporal.PlainDate.from(firstDay);
  let next: number = first;
  return (write) => {
    const location = next++;
    if (location > last) throw new Error('Every location is taken.');
    const bodies: string[] = [];
    for (let ahead = 0; ahead < days; ahead += 1) {
      const times = starts.map((start) => day.add({ days: ahead }).toZonedDateTime({ timeZone: benchTimeZone, plainTime: start }).toInstant());
      for (let party = 0; party < tables * demand; party += 1) {
        for (const time of times) bodies.push(write(partyOf(bodies.length + 1, location, time.toString({ fractionalSecondDigits: 3 }))));
      }
    }
    return { bodies, refusals: bodies.length - days * tables * starts.length, location };
  };
}

/** The guest is known. */
function partyOf(customer: number, location: number, startTime: string): Party {
  const guest = { firstName: `First${customer % 211}`, lastName: `Last${customer % 1009}`, email: `customer${customer}@example.com` };
  return { locationId: `loc_${location}`, startTime, partySize: 2, guest };
}
