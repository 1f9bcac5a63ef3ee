import { expressionBuilder } from 'kysely';
import { badInput } from '../../errors.js';
import { durationBounds, intervalBounds, partySizeBounds } from '../availability/availabilitySearch.js';
import { policyFields } from '../locations/bookingRules.fields.js';
import { columnsOf, type Rows } from '../shared/fields.js';
import { jsonObjectFrom } from '../shared/json.js';
import { companyId, rowNumber } from '../shared/plan.js';
import { integerField, partsField } from './fieldReaders.js';
import { atFault, type ManagedTable } from './managedNoun.js';

export interface PolicyValues {
  readonly minPartySize: number;
  readonly maxPartySize: number;
  readonly defaultDurationMinutes: number;
  /** By party size, ascending. */
  readonly durations: readonly PartyDuration[];
  readonly minLeadTimeMinutes: number;
  readonly maxAdvanceBookingDays: number;
  readonly slotIntervalMinutes: number;
}

interface PartyDuration {
  readonly maxPartySize: number;
  readonly durationMinutes: number;
}

/** What a restaurant begins with. */
export const defaultPolicy: PolicyValues = {
  minPartySize: 1,
  maxPartySize: 12,
  defaultDurationMinutes: 120,
  durations: [],
  minLeadTimeMinutes: 30,
  maxAdvanceBookingDays: 90,
  slotIntervalMinutes: 30,
};

const root = expressionBuilder<Rows>();

/** A year. */
const longestLead = 366 * 24 * 60;
/** Ten years. */
const furthestAhead = 3660;

const maxPartySize = integerField('max_party_size', ...partySizeBounds);
const durationMinutes = integerField('duration_minutes', ...durationBounds);

/** They are known by whose they are: see `bookingPolicies.service.ts`. */
export const bookingPolicies: ManagedTable<PolicyValues> = {
  table: 'booking_policies',
  numbers: 'booking_policy',
  of: 'restaurant',
  isKept: false,
  fields: {
    minPartySize: integerField('min_party_size', ...partySizeBounds),
    maxPartySize,
    defaultDurationMinutes: integerField('default_duration_minutes', ...durationBounds),
    durations: partsField(readDurations),
    minLeadTimeMinutes: integerField('min_lead_time_minutes', 0, longestLead),
    maxAdvanceBookingDays: integerField('max_advance_booking_days', 0, furthestAhead),
    slotIntervalMinutes: integerField('slot_interval_minutes', ...intervalBounds),
  },
  parts: {
    async find({ transaction, companyId: company, number }) {
      const durations = await transaction
        .selectFrom('party_durations')
        .where('company_id', '=', company)
        .where('policy_number', '=', number)
        .orderBy('max_party_size')
        .select(['max_party_size as maxPartySize', 'duration_minutes as durationMinutes'])
        .execute();
      return { durations };
    },
    async replace({ transaction, companyId: company_id, number: policy_number }, { durations }) {
      await transaction.deleteFrom('party_durations').where('company_id', '=', company_id).where('policy_number', '=', policy_number).execute();
      if (durations.length === 0) return;
      const rows = durations.map((duration) => ({ company_id, policy_number, max_party_size: duration.maxPartySize, duration_minutes: duration.durationMinutes }));
      await transaction.insertInto('party_durations').values(rows).execute();
    },
  },
  async check(whole) {
    const { values } = whole;
    const field = atFault(whole, 'maxPartySize', 'minPartySize');
    if (field !== null && values.minPartySize > values.maxPartySize) {
      throw badInput(field, `must leave at least as many guests at most (${values.maxPartySize}) as at least (${values.minPartySize})`);
    }
  },
  read: ({ selection }) =>
    jsonObjectFrom(
      root
        .selectFrom('booking_policies as policy')
        .where('policy.company_id', '=', companyId)
        .where('policy.number', '=', rowNumber)
        .select(columnsOf(policyFields, selection)),
    ),
};

function readDurations(name: string, inputs: readonly PartyDuration[]): readonly PartyDuration[] {
  for (const [index, input] of inputs.entries()) {
    const path = `${name}[${index}]`;
    maxPartySize.read(`${path}.maxPartySize`, input.maxPartySize);
    durationMinutes.read(`${path}.durationMinutes`, input.durationMinutes);
    const before = inputs[index - 1];
    if (before !== undefined && input.maxPartySize <= before.maxPartySize) throw badInput(`${path}.maxPartySize`, 'must be larger than the one before');
  }
  return inputs;
}
