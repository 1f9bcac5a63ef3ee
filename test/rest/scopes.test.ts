import { print } from 'graphql';
import { expect, it } from 'vitest';
import { restaurantScopes, studioScopes } from '../../src/access/scopes.js';
import { resolvers } from '../../src/features/resolvers.js';
import { createOperationStore, missingScopeOf } from '../../src/graphql/operations.js';
import { buildSchema } from '../../src/graphql/schema.js';
import { routes } from '../../src/rest/routes.js';
import { limits } from '../graphql/gateway.js';

/** The one scope that the reference names for each row. */
const documented: Record<string, string> = {
  'GET /customers': 'customers:read',
  'GET /customer/:id/profile': 'profile:read',
  'PUT /customer/:id/profile': 'profile:write',
  'GET /customer/:id/bookings': 'bookings:read',
  'GET /customer/:id/booking/:bookingId': 'bookings:read',
  'GET /customer/:id/packages': 'packages:read',
  'GET /passes': 'passes:read',
  'GET /pass/:id': 'passes:read',
  'PUT /pass/:id': 'passes:write',
  'GET /pass/:id/packages': 'passes:read',
  'GET /customer/:id/appointments': 'appointments:read',
  'GET /appointments/bookings': 'appointments:read',
  'GET /appointments/bookings/:id': 'appointments:read',
  'GET /appointments/services': 'appointments:read',
  'GET /appointments/services/:id': 'appointments:read',
  'GET /appointments/availability/:id': 'appointments:read',
  'GET /customer/:id/videos': 'videos:read',
  'GET /customer/:id/notes': 'notes:read',
  'GET /customer/:id/questionnaire-answers': 'questionnaire-answers:read',
  'GET /videos': 'media:read',
  'GET /video/:id': 'media:read',
  'PUT /video/:id': 'media:write',
  'GET /customer/:id/subscription-mandates': 'subscription-mandates:read',
  'GET /subscription-plans': 'subscription-plans:read',
  'GET /subscription-plan/:id': 'subscription-plans:read',
  'PUT /subscription-plan/:id': 'subscription-plans:write',
  'GET /vouchers': 'vouchers:read',
  'GET /voucher/:id': 'vouchers:read',
  'PUT /voucher/:id': 'vouchers:write',
  'GET /events': 'events:read',
  'GET /event/:id': 'events:read',
  'GET /event/:id/dates/:dateId/register': 'events-register:read',
  'GET /restaurants/:id/config': 'config:read',
  'GET /restaurants/:id/opening-hours': 'config:read',
  'GET /restaurants/:id/availability': 'availability:read',
  'POST /restaurants/:id/availability/search': 'availability:read',
  'POST /restaurants/:id/reservations': 'reservations:write',
  'GET /restaurants/:id/reservations': 'reservations:read',
  'GET /reservations/:ref': 'reservations:read',
  'PATCH /reservations/:ref': 'reservations:write',
  'DELETE /reservations/:ref': 'reservations:cancel',
  'GET /restaurants/:id/guests': 'customers:read',
  'POST /restaurants/:id/guests': 'customers:write',
};

const operations = createOperationStore(buildSchema(resolvers), limits);

it('covers every row', () => {
  expect(routes.map(({ method, path }) => `${method} ${path}`).sort()).toEqual(Object.keys(documented).sort());
});

it.each(routes.map((route) => [`${route.method} ${route.path}`, route] as const))('%s needs its documented scope, that one alone, and names it', (name, { operation }) => {
  const prepared = operations.prepare(print(operation));
  if (!prepared.isValid) throw new Error('not valid');
  const scope = documented[name] ?? '';
  expect(missingScopeOf(prepared.scopes, new Set([scope]))).toBeNull();
  expect(missingScopeOf(prepared.scopes, new Set())).toBe(scope);
  expect(missingScopeOf(prepared.scopes, new Set([...studioScopes, ...restaurantScopes].filter((one) => one !== scope)))).toBe(scope);
});
