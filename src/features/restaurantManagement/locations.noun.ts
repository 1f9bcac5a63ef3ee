import { expressionBuilder, sql } from 'kysely';
import { ApplicationError } from '../../errors.js';
import { locationFields } from '../locations/locations.fields.js';
import { columnsOf, type Rows } from '../shared/fields.js';
import { jsonObjectFrom } from '../shared/json.js';
import { companyId, rowNumber } from '../shared/plan.js';
import { booleanField, lineField, nameField, textField } from './fieldReaders.js';
import type { ManagedNoun, Whole } from './managedNoun.js';
import { checkName } from './names.js';
import { checkTimeZone } from './timeZones.js';

export interface LocationValues {
  readonly name: string;
  readonly city: string;
  readonly timeZone: string;
  readonly active: boolean;
}

const root = expressionBuilder<Rows>();

export const locations: ManagedNoun<LocationValues> = {
  name: 'location',
  table: 'locations',
  id: 'location',
  numbers: 'location',
  of: 'restaurant',
  // Reservations are shown on the clocks of their location.
  resources: ['restaurants', 'reservations'],
  isKept: true,
  fields: { name: nameField(), city: lineField('city'), timeZone: textField('time_zone'), active: booleanField('is_active') },
  async check(whole) {
    await checkName(locations, whole);
    await checkTimeZone(whole);
    const change = changeForReservations(whole);
    if (change !== null) await checkReservations(whole, change);
  },
  read: ({ selection }) =>
    jsonObjectFrom(
      root
        .selectFrom('locations as location')
        .where('location.company_id', '=', companyId)
        .where('location.number', '=', rowNumber)
        .select(columnsOf(locationFields, selection)),
    ),
};

/**
 * What cannot be while guests are expected. A reservation is an instant: on other clocks it would be at another time of
 * day than its guests were told, outside of the service that it was made for. An inactive location seats nobody, so
 * that it could not be moved either.
 */
const refusals = {
  timeZone: 'Reservations to come would be at another time of day. Cancel them, or wait until they are over, first.',
  active: 'Reservations are to come. Cancel them, or wait until they are over, first; tables that are not bookable get no new ones.',
} as const;

function changeForReservations({ before, values }: Whole<LocationValues>): keyof typeof refusals | null {
  if (before === null) return null;
  if (values.timeZone !== before.timeZone) return 'timeZone';
  return before.active && !values.active ? 'active' : null;
}

async function checkReservations({ transaction, companyId: company, number, now }: Whole<LocationValues>, field: keyof typeof refusals): Promise<void> {
  const { reservations } = await transaction
    .selectFrom('reservations')
    .where('company_id', '=', company)
    .where('location_number', '=', number)
    .where('status', 'in', ['PENDING', 'CONFIRMED', 'SEATED'])
    .where('ends_at', '>', new Date(now))
    .select(sql<number>`count(*)::integer`.as('reservations'))
    .executeTakeFirstOrThrow();
  if (reservations > 0) throw new ApplicationError('CONFLICT', { field, message: refusals[field], details: { reservations } });
}
