import { expressionBuilder } from 'kysely';
import { ApplicationError, badInput } from '../../errors.js';
import { diningServiceFields } from '../locations/serviceHours.fields.js';
import { columnsOf, type Rows } from '../shared/fields.js';
import { idOf } from '../shared/ids.js';
import { jsonObjectFrom } from '../shared/json.js';
import { companyId, rowNumber } from '../shared/plan.js';
import { nullable, textField, weekdaysField } from './fieldReaders.js';
import { atFault, type ManagedNoun, type Whole } from './managedNoun.js';
import { checkLastSeating, isOpenTogether, serviceTimesFields, spanOf, type ServiceTimes } from './serviceTimes.js';

export interface DiningServiceValues extends ServiceTimes {
  readonly daysOfWeek: readonly number[];
  readonly validFrom: string | null;
  readonly validUntil: string | null;
}

const root = expressionBuilder<Rows>();

export const diningServices: ManagedNoun<DiningServiceValues> = {
  name: 'service',
  table: 'dining_services',
  id: 'diningService',
  numbers: 'dining_service',
  of: 'location',
  resources: ['restaurants'],
  isKept: true,
  fields: { ...serviceTimesFields, daysOfWeek: weekdaysField('weekdays'), validFrom: nullable(textField('valid_from')), validUntil: nullable(textField('valid_until')) },
  async check(whole) {
    const { values } = whole;
    const time = atFault(whole, 'lastSeating', 'closes', 'opens');
    if (time !== null) checkLastSeating(values, time);
    const date = atFault(whole, 'validUntil', 'validFrom');
    if (date !== null && values.validFrom !== null && values.validUntil !== null && values.validUntil < values.validFrom) {
      throw badInput(date, 'must leave a day on which the service is valid');
    }
    const hours = atFault(whole, 'opens', 'closes', 'daysOfWeek', 'validFrom', 'validUntil');
    if (hours !== null) await checkOthers(whole, hours);
  },
  async checkRemoval({ transaction, companyId: company, number }) {
    const rules = await transaction.selectFrom('availability_rules').select('number').where('company_id', '=', company).where('service_number', '=', number).orderBy('number').execute();
    if (rules.length === 0) return;
    throw new ApplicationError('CONFLICT', {
      field: 'id',
      message: 'Availability rules are made for this service. Change or remove them first.',
      details: { availabilityRuleIds: rules.map((rule) => idOf('availabilityRule', rule.number)) },
    });
  },
  read: ({ selection }) =>
    jsonObjectFrom(
      root
        .selectFrom('dining_services as dining_service')
        .where('dining_service.company_id', '=', companyId)
        .where('dining_service.number', '=', rowNumber)
        .select(columnsOf(diningServiceFields, selection)),
    ),
};

type Weekly = Pick<DiningServiceValues, 'opens' | 'closes' | 'daysOfWeek' | 'validFrom' | 'validUntil'>;

/** @throws badInput naming `field` when another service of the location is open at the same time. */
async function checkOthers(whole: Whole<DiningServiceValues>, field: string): Promise<void> {
  const { transaction, companyId: company, holderNumber: locationNumber, number, values } = whole;
  const others = await transaction
    .selectFrom('dining_services')
    .where('company_id', '=', company)
    .where('location_number', '=', locationNumber)
    .where('deleted_at', 'is', null)
    .select(['number', 'name', 'opens', 'closes', 'weekdays as daysOfWeek', 'valid_from as validFrom', 'valid_until as validUntil'])
    .execute();
  const clash = others.find((other) => other.number !== number && isAtOnce(values, other));
  if (clash !== undefined) throw badInput(field, `must not be while another service is open: ${clash.name}`);
}

/** A service that closes after midnight can also be in the way of the next day's. */
function isAtOnce(one: Weekly, other: Weekly): boolean {
  const isApart = (one.validUntil ?? '9999-12-31') < (other.validFrom ?? '') || (other.validUntil ?? '9999-12-31') < (one.validFrom ?? '');
  if (isApart) return false;
  return [-1, 0, 1].some(
    (days) => one.daysOfWeek.some((day) => other.daysOfWeek.includes(((day - 1 + days + 7) % 7) + 1)) && isOpenTogether(spanOf(one), spanOf(other), days),
  );
}
