import { z } from 'zod';
import { badInput } from '../../errors.js';
import { SearchAvailabilityDocument, type SearchAvailabilityQuery, type SearchAvailabilityQueryVariables, type SlotRefusal } from '../../rest/operations.generated.js';
import { flagParameter, idParameter, type Parameters } from '../../rest/openapi/parameters.js';
import {
  bodyObject,
  dayField,
  optionalBooleanField,
  optionalIntegerField,
  optionalTextField,
  readBoolean,
  readDay,
  readInteger,
  readText,
  type Query,
} from '../../rest/parameters.js';
import { defineRoute, type Route } from '../../rest/route.js';
import { isGiven } from '../shared/page.js';
import { readName } from '../shared/text.js';
import { availability, type refusalCodes } from './availability.answers.js';
import { durationBounds, intervalBounds, partySizeBounds } from './availabilitySearch.js';

type Search = Omit<SearchAvailabilityQueryVariables, 'id'>;

const restaurant = { id: idParameter('restaurant', 'The restaurant') };

const whole = (description: string, [minimum, maximum]: readonly [number, number]) => ({ description, schema: { type: 'integer', minimum, maximum } }) as const;

const searchParameters = {
  locationId: { ...idParameter('location', 'The location; may be left out by a key that is bound to one'), required: true },
  date: { description: 'The location’s service day: starts past midnight belong to the day on which their service opened.', schema: { type: 'string', format: 'date' }, required: true, example: '2026-09-14' },
  partySize: { ...whole('Guests.', partySizeBounds), required: true, example: 2 },
  durationMinutes: whole('How long the party stays; without it as long as the policy says.', durationBounds),
  intervalMinutes: whole('Between starts; without it each service’s own.', intervalBounds),
  includeUnavailable: flagParameter('Whether starts that cannot be had are listed too, with the reason.', false),
} as const satisfies Parameters;

const searchBody = z
  .strictObject({
    locationId: z.string().min(1).max(100).nullish().meta({ description: 'May be left out by a key that is bound to a location.' }),
    date: z.iso.date(),
    partySize: z.int().min(partySizeBounds[0]).max(partySizeBounds[1]),
    durationMinutes: z.int().min(durationBounds[0]).max(durationBounds[1]).nullish(),
    intervalMinutes: z.int().min(intervalBounds[0]).max(intervalBounds[1]).nullish(),
    includeUnavailable: z.boolean().nullish(),
  })
  .meta({ id: 'AvailabilitySearch' });

export const availabilityRoutes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: '/restaurants/:id/availability',
    family: 'restaurant',
    resourceType: 'table_availability',
    summary: 'When a party can come to a location on a service day',
    operation: SearchAvailabilityDocument,
    parameters: { ...restaurant, ...searchParameters },
    answer: availability,
    parameterNames: { id: 'locationId' },
    variables: ({ path, query }) => ({ id: path['id'] ?? '', ...searchOf(query) }),
    present,
  }),
  defineRoute({
    method: 'POST',
    path: '/restaurants/:id/availability/search',
    family: 'restaurant',
    resourceType: 'table_availability',
    summary: 'The same, asked in a body',
    operation: SearchAvailabilityDocument,
    parameters: restaurant,
    body: { schema: searchBody, example: { locationId: 'loc_1', date: '2026-09-14', partySize: 2 } },
    answer: availability,
    parameterNames: { id: 'locationId' },
    refusals: ['IDEMPOTENCY_CONFLICT', 'IDEMPOTENCY_IN_PROGRESS'],
    idempotency: {},
    variables: ({ path, body }) => ({ id: path['id'] ?? '', ...searchIn(body) }),
    present,
  }),
];

function searchOf(query: Query): Search {
  return {
    locationId: readText(query, 'locationId') ?? null,
    date: required('date', readDay(query, 'date')),
    partySize: required('partySize', readInteger(query, 'partySize')),
    durationMinutes: readInteger(query, 'durationMinutes') ?? null,
    intervalMinutes: readInteger(query, 'intervalMinutes') ?? null,
    includeUnavailable: readBoolean(query, 'includeUnavailable') ?? false,
  };
}

function searchIn(body: unknown): Search {
  const object = bodyObject(body, Object.keys(searchParameters));
  const location = optionalTextField(object, 'locationId', { most: 1000 });
  return {
    locationId: isGiven(location) ? readName('locationId', location, 100) : null,
    date: dayField(object, 'date'),
    partySize: required('partySize', optionalIntegerField(object, 'partySize')),
    durationMinutes: optionalIntegerField(object, 'durationMinutes') ?? null,
    intervalMinutes: optionalIntegerField(object, 'intervalMinutes') ?? null,
    includeUnavailable: optionalBooleanField(object, 'includeUnavailable') ?? false,
  };
}

function required<T>(name: string, value: T | undefined): T {
  if (value === undefined) throw badInput(name, 'is required');
  return value;
}

function present({ restaurant }: SearchAvailabilityQuery) {
  const slots = restaurant?.location?.availability ?? null;
  if (slots === null) return undefined;
  return {
    slots: slots.map(({ startsAt, endsAt, available, capacity, tableIds, serviceName, reason }) => {
      const slot = { start: startsAt, end: endsAt, available, capacity, tableIds, serviceName };
      return reason === null || reason === undefined ? slot : { ...slot, reason: codes[reason] };
    }),
  };
}

const codes = {
  NO_TABLES_AVAILABLE: 'no_tables_available',
  SLOT_LIMIT_REACHED: 'slot_limit_reached',
  PARTY_SIZE_OUT_OF_RANGE: 'party_size_out_of_range',
  TOO_SOON: 'too_soon',
  TOO_FAR_AHEAD: 'too_far_ahead',
} as const satisfies Record<SlotRefusal, (typeof refusalCodes)[number]>;
