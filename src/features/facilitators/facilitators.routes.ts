import { badInput } from '../../errors.js';
import { GetFacilitatorAvailabilityDocument, type GetFacilitatorAvailabilityQuery } from '../../rest/operations.generated.js';
import { dateParameter, idFilter, idParameter } from '../../rest/openapi/parameters.js';
import { readDate, readText } from '../../rest/parameters.js';
import { defineRoute, type Route } from '../../rest/route.js';
import { single } from '../shared/studioAnswers.js';
import { facilitatorRow } from '../shared/studioRows.js';
import { availability } from './facilitators.answers.js';

type AvailableFacilitator = NonNullable<GetFacilitatorAvailabilityQuery['facilitator']>;

export const facilitatorsRoutes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: '/appointments/availability/:id',
    family: 'studio',
    resourceType: 'availability',
    summary: 'When an appointment for a service can begin with a facilitator, for at most 31 days',
    operation: GetFacilitatorAvailabilityDocument,
    parameters: {
      id: idParameter('facilitator', 'The facilitator'),
      service_id: { ...idParameter('service', 'What the appointment is for'), required: true },
      option_id: idFilter('serviceOption', 'One of the service’s options; without it all of them'),
      start_date: dateParameter('First day, in the facilitator’s zone, inclusive. Without it today.'),
      end_date: dateParameter('Last day, inclusive, at most 31 days in all. Without it six days after the first.'),
    },
    answer: single(availability),
    parameterNames: { serviceId: 'service_id', optionId: 'option_id', startDate: 'start_date', endDate: 'end_date' },
    variables: ({ path, query, company: { timeZone } }) => {
      const serviceId = readText(query, 'service_id');
      if (serviceId === undefined) throw badInput('service_id', 'is required');
      return {
        id: path['id'] ?? '',
        serviceId,
        optionId: readText(query, 'option_id') ?? null,
        startDate: readDate(query, 'start_date', timeZone) ?? null,
        endDate: readDate(query, 'end_date', timeZone) ?? null,
      };
    },
    present: ({ facilitator }) => (facilitator === null ? undefined : { data: availabilityRow(facilitator) }),
  }),
];

function availabilityRow({ id, name, timeZone, availability }: AvailableFacilitator) {
  return {
    facilitator: facilitatorRow({ id, name }),
    tz: timeZone,
    slots: (availability ?? []).map((slot) => ({
      datetime: slot.startsAtLocal,
      tz: slot.timeZone,
      duration_minutes: slot.durationMinutes,
      service_id: slot.service.id,
      option_id: slot.option.id,
    })),
  };
}
