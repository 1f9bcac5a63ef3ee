import {
  GetAppointmentServiceDocument,
  ListAppointmentServicesDocument,
  type AppointmentServiceFieldsFragment,
} from '../../rest/operations.generated.js';
import { idParameter, optionalPageParameters } from '../../rest/openapi/parameters.js';
import { defineRoute, type Route } from '../../rest/route.js';
import { listed, single } from '../shared/studioAnswers.js';
import { listEnvelope, listVariables, pagedList } from '../shared/studioRows.js';
import { service } from './services.answers.js';

export const servicesRoutes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: '/appointments/services',
    family: 'studio',
    resourceType: 'service',
    summary: 'What can be booked with a facilitator, by name',
    operation: ListAppointmentServicesDocument,
    parameters: optionalPageParameters,
    answer: listed(service),
    variables: ({ query }) => listVariables(query),
    present: ({ appointmentServices: services }, { variables }) =>
      services === null ? undefined : pagedList(services.nodes.map(serviceRow), services.totalCount, variables),
    unpaged: {
      applies: ({ withTotal }) => !withTotal,
      connection: ({ appointmentServices }) => appointmentServices,
      next: (variables, after) => ({ ...variables, after }),
      item: serviceRow,
      envelope: listEnvelope,
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/appointments/services/:id',
    family: 'studio',
    resourceType: 'service',
    summary: 'One service with its options',
    operation: GetAppointmentServiceDocument,
    parameters: { id: idParameter('service', 'The service') },
    answer: single(service),
    variables: ({ path }) => ({ id: path['id'] ?? '' }),
    present: ({ appointmentService }) => (appointmentService === null ? undefined : { data: serviceRow(appointmentService) }),
  }),
];

function serviceRow({ id, name, description, bufferMinutes, categories, location, options }: AppointmentServiceFieldsFragment) {
  return {
    id,
    type: 'service',
    name,
    description,
    buffer_minutes: bufferMinutes,
    categories,
    location,
    options: options.map((option) => ({
      id: option.id,
      name: option.name,
      duration_minutes: option.durationMinutes,
      base100_price: option.price.amount,
      currency: option.price.currency,
    })),
  };
}
