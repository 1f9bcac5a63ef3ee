import { expressionBuilder } from 'kysely';
import { ruleFields } from '../locations/bookingRules.fields.js';
import { columnsOf, type Rows } from '../shared/fields.js';
import { numberOf } from '../shared/ids.js';
import { jsonObjectFrom } from '../shared/json.js';
import { companyId, rowNumber } from '../shared/plan.js';
import { booleanField, integerField, nameField, nullable, weekdaysField } from './fieldReaders.js';
import { unknown, type ManagedNoun, type Whole } from './managedNoun.js';
import { checkName } from './names.js';

export interface RuleValues {
  readonly name: string;
  /** Its number; null: every service. */
  readonly serviceId: number | null;
  readonly daysOfWeek: readonly number[];
  readonly bufferBeforeMinutes: number;
  readonly bufferAfterMinutes: number;
  readonly maxCoversPerSlot: number | null;
  readonly maxReservationsPerSlot: number | null;
  readonly active: boolean;
}

const root = expressionBuilder<Rows>();
const longestBuffer = 240;
const highestLimit = 10_000;

export const availabilityRules: ManagedNoun<RuleValues> = {
  name: 'availability rule',
  table: 'availability_rules',
  id: 'availabilityRule',
  numbers: 'availability_rule',
  of: 'location',
  resources: ['restaurants'],
  isKept: false,
  fields: {
    name: nameField(),
    serviceId: nullable({ column: 'service_number', isNullable: true, read: readService }),
    daysOfWeek: weekdaysField('weekdays'),
    bufferBeforeMinutes: integerField('buffer_before_minutes', 0, longestBuffer),
    bufferAfterMinutes: integerField('buffer_after_minutes', 0, longestBuffer),
    maxCoversPerSlot: nullable(integerField('max_covers_per_slot', 1, highestLimit)),
    maxReservationsPerSlot: nullable(integerField('max_reservations_per_slot', 1, highestLimit)),
    active: booleanField('is_active'),
  },
  async check(whole) {
    await checkName(availabilityRules, whole);
    await checkService(whole);
  },
  read: ({ selection }) =>
    jsonObjectFrom(
      root.selectFrom('availability_rules as rule').where('rule.company_id', '=', companyId).where('rule.number', '=', rowNumber).select(columnsOf(ruleFields, selection)),
    ),
};

/** There is no number 0: what no service can have as its id is looked for like one that nobody has. */
function readService(_name: string, id: unknown): number {
  return numberOf('diningService', id) ?? 0;
}

async function checkService({ transaction, companyId: company, holderNumber: locationNumber, values: { serviceId }, given }: Whole<RuleValues>): Promise<void> {
  if (serviceId === null || !given.has('serviceId')) return;
  const found = await transaction
    .selectFrom('dining_services')
    .select('number')
    .where('company_id', '=', company)
    .where('location_number', '=', locationNumber)
    .where('number', '=', serviceId)
    .where('deleted_at', 'is', null)
    .executeTakeFirst();
  if (found === undefined) throw unknown('serviceId', 'service of the location');
}
