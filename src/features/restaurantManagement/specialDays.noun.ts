import { expressionBuilder } from 'kysely';
import { badInput } from '../../errors.js';
import { specialDayFields } from '../locations/serviceHours.fields.js';
import { columnsOf, type Rows } from '../shared/fields.js';
import { jsonObjectFrom } from '../shared/json.js';
import { companyId, rowNumber } from '../shared/plan.js';
import { booleanField, nameField, partsField, textField } from './fieldReaders.js';
import { atFault, type ManagedNoun, type Whole } from './managedNoun.js';
import { checkLastSeating, isOpenTogether, serviceTimesFields, spanOf, type ServiceTimes } from './serviceTimes.js';

export interface SpecialDayValues {
  readonly date: string;
  readonly name: string;
  readonly closed: boolean;
  readonly services: readonly ServiceTimes[];
}

const root = expressionBuilder<Rows>();
const mostServices = 20;

export const specialDays: ManagedNoun<SpecialDayValues> = {
  name: 'special day',
  table: 'special_days',
  id: 'specialDay',
  numbers: 'special_day',
  of: 'location',
  resources: ['restaurants'],
  isKept: false,
  fields: { date: textField('day'), name: nameField(), closed: booleanField('is_closed'), services: partsField(readServices) },
  parts: {
    async find({ transaction, companyId: company, number }) {
      const services = await transaction
        .selectFrom('special_day_services')
        .where('company_id', '=', company)
        .where('special_day_number', '=', number)
        .orderBy('position')
        .select(['name', 'opens', 'closes', 'last_seating as lastSeating', 'slot_interval_minutes as slotIntervalMinutes', 'requires_confirmation as requiresConfirmation'])
        .execute();
      return { services };
    },
    async replace({ transaction, companyId: company_id, number: special_day_number }, { services }) {
      await transaction.deleteFrom('special_day_services').where('company_id', '=', company_id).where('special_day_number', '=', special_day_number).execute();
      if (services.length === 0) return;
      const rows = services.map(({ name, opens, closes, lastSeating, slotIntervalMinutes, requiresConfirmation }, position) => ({
        company_id, special_day_number, position, name, opens, closes,
        last_seating: lastSeating, slot_interval_minutes: slotIntervalMinutes, requires_confirmation: requiresConfirmation,
      }));
      await transaction.insertInto('special_day_services').values(rows).execute();
    },
  },
  async check(whole) {
    const { closed, services } = whole.values;
    const field = closed ? atFault(whole, 'closed', 'services') : atFault(whole, 'services', 'closed');
    if (field !== null && closed && services.length > 0) throw badInput(field, 'does not fit: a closed day has no services');
    if (field !== null && !closed && services.length === 0) throw badInput(field, 'does not fit: a day that is not closed has services');
    if (whole.given.has('date')) await checkDate(whole);
  },
  read: ({ selection }) =>
    jsonObjectFrom(
      root
        .selectFrom('special_days as special_day')
        .where('special_day.company_id', '=', companyId)
        .where('special_day.number', '=', rowNumber)
        .select(columnsOf(specialDayFields, selection)),
    ),
};

function readServices(name: string, inputs: readonly ServiceTimes[]): readonly ServiceTimes[] {
  if (inputs.length > mostServices) throw badInput(name, `must be at most ${mostServices} services`);
  const services = inputs.map((input, index) => readService(`${name}[${index}]`, input));
  for (const [index, service] of services.entries()) {
    const clash = services.slice(0, index).some((earlier) => isOpenTogether(spanOf(earlier), spanOf(service), 0));
    if (clash) throw badInput(`${name}[${index}].opens`, 'must not be while another service is open');
  }
  return services;
}

function readService(path: string, input: ServiceTimes): ServiceTimes {
  const fields = Object.entries(serviceTimesFields) as [keyof ServiceTimes, (typeof serviceTimesFields)[keyof ServiceTimes]][];
  const service = Object.fromEntries(
    fields.map(([name, field]) => {
      const value: unknown = input[name] ?? null;
      if (value === null) throw badInput(`${path}.${name}`, 'must not be null');
      return [name, field.read(`${path}.${name}`, value)];
    }),
  ) as unknown as ServiceTimes;
  checkLastSeating(service, `${path}.lastSeating`);
  return service;
}

async function checkDate({ transaction, companyId: company, holderNumber: locationNumber, number, values: { date } }: Whole<SpecialDayValues>): Promise<void> {
  let same = transaction.selectFrom('special_days').select('number').where('company_id', '=', company).where('location_number', '=', locationNumber).where('day', '=', date);
  if (number !== null) same = same.where('number', '<>', number);
  if ((await same.executeTakeFirst()) !== undefined) throw badInput('date', 'is a special day of the location already');
}
