import {
  GetEventDocument,
  GetEventRegisterDocument,
  ListEventsDocument,
  type EventFieldsFragment,
  type EventTimeFilter,
  type GetEventRegisterQuery,
} from '../../rest/operations.generated.js';
import { copied } from '../../rest/copied.js';
import { choiceParameter, idParameter, instantParameter, optionalPageParameters } from '../../rest/openapi/parameters.js';
import { readChoice, readInstant } from '../../rest/parameters.js';
import { defineRoute, unpagedPageSize, type Route } from '../../rest/route.js';
import { listed, single } from '../shared/studioAnswers.js';
import { eventDateRow, eventNameRow, facilitatorRow, listEnvelope, listVariables, pagedList, personRow } from '../shared/studioRows.js';
import { event, register, wholeEvent } from './events.answers.js';

const timeFilters = { future: 'FUTURE', past: 'PAST' } as const satisfies Record<string, EventTimeFilter>;

export const eventsRoutes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: '/events',
    family: 'studio',
    resourceType: 'event',
    summary: 'Events that have a date and are not archived, by their next date',
    operation: ListEventsDocument,
    parameters: {
      timeFilter: choiceParameter('Keeps events with a date inside the window, and trims their dates to it.', ['future', 'past']),
      startDate: instantParameter('Start of the window; needed with `timeFilter`, and refused without it.'),
      endDate: instantParameter('End of the window; needed with `timeFilter=past`, and refused without `timeFilter`.'),
      ...optionalPageParameters,
    },
    answer: listed(event),
    copies: true,
    variables: ({ query }) => {
      const timeFilter = readChoice(query, 'timeFilter', ['future', 'past']);
      return {
        ...listVariables(query),
        timeFilter: timeFilter === undefined ? null : timeFilters[timeFilter],
        startDate: readInstant(query, 'startDate') ?? null,
        endDate: readInstant(query, 'endDate') ?? null,
      };
    },
    present: ({ events }, { variables }) =>
      events === null ? undefined : pagedList(copied(event, events.nodes), events.totalCount, variables),
    unpaged: {
      applies: ({ withTotal }) => !withTotal,
      connection: ({ events }) => events,
      next: (variables, after) => ({ ...variables, after }),
      item: (node) => node,
      envelope: listEnvelope,
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/event/:id',
    family: 'studio',
    resourceType: 'event',
    summary: 'One event with its pricing and properties, archived ones included',
    operation: GetEventDocument,
    parameters: { id: idParameter('event', 'The event') },
    answer: single(wholeEvent),
    variables: ({ path }) => ({ id: path['id'] ?? '' }),
    present: ({ event }) => {
      if (event === null) return undefined;
      const { description, archived, pricingOptions, properties } = event;
      return {
        data: {
          ...eventRow(event),
          description,
          archived,
          pricing_options: pricingOptions.map(({ id, name, price, credits, stock }) => ({
            id,
            name,
            base100_price: price.amount,
            currency: price.currency,
            credits,
            stock,
          })),
          properties,
        },
      };
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/event/:id/dates/:dateId/register',
    family: 'studio',
    resourceType: 'register',
    summary: 'Who comes to one date of an event, and who waits for a space',
    operation: GetEventRegisterDocument,
    parameters: { id: idParameter('event', 'The event'), dateId: idParameter('eventDate', 'A date of the event') },
    answer: single(register),
    variables: ({ path }) => ({ eventId: path['id'] ?? '', dateId: path['dateId'] ?? '', first: unpagedPageSize }),
    present: ({ eventDate }) => registerBody(eventDate),
    unpaged: {
      applies: () => true,
      connection: ({ eventDate }) => eventDate?.register?.attendees,
      next: (variables, after) => ({ ...variables, after }),
      item: (attendee) => attendee,
      envelope: null,
    },
  }),
];

function eventRow({ id, name, format, bookingConfiguration, dates, facilitators }: EventFieldsFragment) {
  return {
    ...eventNameRow({ id, name }),
    format,
    booking_configuration: {
      max_attendees: bookingConfiguration.maxAttendees,
      waiting_list_enabled: bookingConfiguration.waitingListEnabled,
      booking_types: bookingConfiguration.bookingTypes,
      payment_methods: bookingConfiguration.paymentMethods,
    },
    dates: dates.map(eventDateRow),
    facilitators: facilitators.map(facilitatorRow),
  };
}

function registerBody(date: GetEventRegisterQuery['eventDate']) {
  const register = date?.register ?? null;
  if (date === null || register === null) return undefined;
  return {
    data: {
      event: eventNameRow(register.event),
      date: eventDateRow(date),
      capacity: register.capacity,
      total_attendees: register.totalAttendees,
      available_spaces: register.availableSpaces,
      attendees: register.attendees.nodes.map(({ id, customer, role, pricingOption, paymentMethod, attended, cancelled }) => ({
        booking_id: id,
        customer: personRow(customer),
        role,
        pricing_option: pricingOption,
        payment_method: paymentMethod,
        attended,
        is_cancelled: cancelled,
      })),
      waiting_list: register.waitingList.nodes.map(({ customer, joinedAt }) => ({ customer: personRow(customer), joined_at: joinedAt })),
    },
  };
}
