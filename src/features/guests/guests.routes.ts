import { ListGuestsDocument, UpsertGuestDocument, type GuestFieldsFragment } from '../../rest/operations.generated.js';
import { idParameter, instantParameter } from '../../rest/openapi/parameters.js';
import { readInstant, readText } from '../../rest/parameters.js';
import { defineRoute, type Route } from '../../rest/route.js';
import { consentWords } from '../reservations/reservations.answers.js';
import { idOf, numberOf } from '../shared/ids.js';
import { readGivenGuest } from './guestBody.js';
import { givenGuest, listedGuests, oneGuest } from './guests.answers.js';

/** The documented limit of the list. */
const pageSize = 200;

const restaurant = { id: idParameter('restaurant', 'The restaurant; its guests are the company’s') };
/** What the family calls the arguments and fields of the graph. */
const parameterNames = { after: 'cursor', idempotencyKey: 'Idempotency-Key' };

export const guestsRoutes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: '/restaurants/:id/guests',
    family: 'restaurant',
    resourceType: 'guest',
    summary: `Guests with their consent and privacy state, the latest changed first, ${pageSize} at a time`,
    operation: ListGuestsDocument,
    parameters: {
      ...restaurant,
      email: { description: 'Of this e-mail alone, in either case.', schema: { type: 'string' } },
      query: { description: 'Found in names, e-mail or phone, in either case.', schema: { type: 'string', maxLength: 200 } },
      updatedSince: instantParameter('Profiles that were changed at this moment or later.'),
      cursor: { description: 'The `nextCursor` of the page before.', schema: { type: 'string' } },
    },
    answer: listedGuests,
    parameterNames,
    pageLimit: pageSize,
    variables: ({ path, query }) => ({
      restaurantId: path['id'] ?? '',
      email: readText(query, 'email') ?? null,
      query: readText(query, 'query') ?? null,
      updatedSince: readInstant(query, 'updatedSince') ?? null,
      first: pageSize,
      after: readText(query, 'cursor') ?? null,
    }),
    present: ({ guests }) => {
      if (guests === null) return undefined;
      const { nodes, pageInfo } = guests;
      return { guests: nodes.map(guestRow), nextCursor: pageInfo.hasNextPage ? (pageInfo.endCursor ?? null) : null };
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/restaurants/:id/guests',
    family: 'restaurant',
    resourceType: 'guest',
    summary: 'Makes the guest with that e-mail, or changes what is given of them',
    operation: UpsertGuestDocument,
    status: 201,
    isKnown: ({ upsertGuest }) => upsertGuest?.created === false,
    parameters: restaurant,
    body: givenGuest,
    answer: oneGuest,
    parameterNames,
    refusals: ['IDEMPOTENCY_CONFLICT', 'IDEMPOTENCY_IN_PROGRESS'],
    idempotency: { replayed: ({ upsertGuest }) => upsertGuest?.replayed === true },
    variables: ({ path, body, idempotencyKey }) => ({ input: { restaurantId: path['id'] ?? '', ...readGivenGuest(body), idempotencyKey: idempotencyKey ?? null } }),
    present: ({ upsertGuest }) => (upsertGuest === null ? undefined : { guest: guestRow(upsertGuest.guest) }),
  }),
];

function guestRow({ id, consent, anonymizedAt, retentionUntil, visits, createdAt, updatedAt, ...person }: GuestFieldsFragment) {
  const { firstName, lastName, email, phone, language } = person;
  const { marketing, source, recordedAt } = consent;
  return {
    // The graph knows a guest by the customer's id; the family by one of its own.
    id: idOf('guest', numberOf('customer', id) ?? 0),
    firstName,
    lastName,
    email,
    phone,
    language,
    consent: { marketing, source: consentWords.find((word) => word.toUpperCase() === source) ?? null, recordedAt },
    privacy: { anonymizedAt, retentionUntil },
    visits,
    createdAt,
    updatedAt,
  };
}
