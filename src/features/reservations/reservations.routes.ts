import {
  CancelReservationDocument,
  CreateReservationDocument,
  GetReservationDocument,
  ListReservationsDocument,
  UpdateReservationDocument,
  type ReservationFieldsFragment,
} from '../../rest/operations.generated.js';
import { choiceParameter, dateParameter, idFilter, idParameter, type Parameters } from '../../rest/openapi/parameters.js';
import { readChoice, readDay, readText } from '../../rest/parameters.js';
import { defineRoute, type Route } from '../../rest/route.js';
import { graphWord, readNewReservation, readReservationChanges } from './reservationBody.js';
import { listedReservations, newReservation, oneReservation, reservationChanges, statusWords } from './reservations.answers.js';
import { codeOf } from './reservationStatus.js';

/** The documented limit of the list. */
const pageSize = 200;

const restaurant = { id: idParameter('restaurant', 'The restaurant') };

const reference = {
  ref: {
    description: 'The reservation’s id, `res_…`, or its public reference, `rr_…`.',
    schema: { type: 'string', pattern: '^(res|rr)_[0-9A-Za-z]{1,64}$' },
    example: 'rr_5eed5eed5eed5eed',
  },
} as const satisfies Parameters;

const family = 'restaurant';
const resourceType = 'reservation';
/** What the family calls the fields of the graph's inputs. */
const parameterNames = { startsAt: 'startTime', after: 'cursor', idempotencyKey: 'Idempotency-Key' };

const seatingRefusals = ['NO_TABLES_AVAILABLE', 'SLOT_LIMIT_REACHED', 'PARTY_SIZE_OUT_OF_RANGE', 'TOO_SOON', 'TOO_FAR_AHEAD', 'CLOSED'] as const;

export const reservationsRoutes: readonly Route[] = [
  defineRoute({
    method: 'POST',
    path: '/restaurants/:id/reservations',
    family,
    resourceType,
    summary: 'Reserves for a guest; the tables are chosen as in availability',
    operation: CreateReservationDocument,
    status: 201,
    parameters: restaurant,
    body: newReservation,
    answer: oneReservation,
    parameterNames,
    refusals: [...seatingRefusals, 'IDEMPOTENCY_CONFLICT', 'IDEMPOTENCY_IN_PROGRESS'],
    idempotency: { replayed: ({ createReservation }) => createReservation?.replayed === true },
    variables: ({ path, body, idempotencyKey }) => ({ input: { restaurantId: path['id'] ?? '', ...readNewReservation(body), idempotencyKey: idempotencyKey ?? null } }),
    present: ({ createReservation }) => presented(createReservation?.reservation),
  }),
  defineRoute({
    method: 'GET',
    path: '/restaurants/:id/reservations',
    family,
    resourceType,
    summary: `Reservations by their start, ${pageSize} at a time`,
    operation: ListReservationsDocument,
    parameters: {
      ...restaurant,
      date: dateParameter('The location’s service day: starts past midnight belong to the day on which their service opened.'),
      locationId: idFilter('location', 'Of this location alone'),
      status: choiceParameter('In this status alone.', statusWords),
      cursor: { description: 'The `nextCursor` of the page before.', schema: { type: 'string' } },
    },
    answer: listedReservations,
    parameterNames,
    pageLimit: pageSize,
    variables: ({ path, query }) => {
      const status = readChoice(query, 'status', statusWords);
      return {
        restaurantId: path['id'] ?? '',
        locationId: readText(query, 'locationId') ?? null,
        date: readDay(query, 'date') ?? null,
        status: status === undefined ? null : graphWord(status),
        first: pageSize,
        after: readText(query, 'cursor') ?? null,
      };
    },
    present: ({ reservations }) => {
      if (reservations === null) return undefined;
      const { nodes, pageInfo } = reservations;
      return { reservations: nodes.map(reservationRow), nextCursor: pageInfo.hasNextPage ? (pageInfo.endCursor ?? null) : null };
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/reservations/:ref',
    family,
    resourceType,
    summary: 'One reservation',
    operation: GetReservationDocument,
    parameters: reference,
    answer: oneReservation,
    variables: ({ path }) => ({ ref: path['ref'] ?? '' }),
    present: ({ reservation }) => presented(reservation),
  }),
  defineRoute({
    method: 'PATCH',
    path: '/reservations/:ref',
    family,
    resourceType,
    summary: 'Moves a reservation to another status, time, size or table, if that can be had',
    operation: UpdateReservationDocument,
    parameters: reference,
    body: reservationChanges,
    answer: oneReservation,
    parameterNames,
    refusals: [...seatingRefusals, 'INVALID_TRANSITION', 'RESERVATION_COMPLETED'],
    variables: ({ path, body }) => ({ input: { ref: path['ref'] ?? '', ...readReservationChanges(body) } }),
    present: ({ updateReservation }) => presented(updateReservation?.reservation),
  }),
  defineRoute({
    method: 'DELETE',
    path: '/reservations/:ref',
    family,
    resourceType,
    summary: 'Cancels a reservation; one that is cancelled already stays as it is',
    operation: CancelReservationDocument,
    parameters: { ...reference, reason: { description: 'Why.', schema: { type: 'string', maxLength: 500 } } },
    answer: oneReservation,
    refusals: ['INVALID_TRANSITION', 'RESERVATION_COMPLETED'],
    variables: ({ path, query }) => ({ input: { ref: path['ref'] ?? '', reason: readText(query, 'reason') ?? null } }),
    present: ({ cancelReservation }) => presented(cancelReservation?.reservation),
  }),
];

function presented(reservation: ReservationFieldsFragment | null | undefined) {
  return reservation === null || reservation === undefined ? undefined : { reservation: reservationRow(reservation) };
}

function reservationRow({ startsAt, endsAt, tables, location, status, ...rest }: ReservationFieldsFragment) {
  const { id, publicReference, partySize, specialRequests, guest, createdAt, updatedAt } = rest;
  return {
    id,
    publicReference,
    status: codeOf(status),
    startTime: startsAt,
    endTime: endsAt,
    partySize,
    tableIds: tables.map((table) => table.id),
    locationId: location.id,
    specialRequests,
    guest,
    createdAt,
    updatedAt,
  };
}
