import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allowedMethods, createRouter, type Place } from '../../src/rest/router.js';

const studio = (method: string, path: string): Place => ({ method, path, family: 'studio' });

const rows: Place[] = [
  studio('GET', '/customers'),
  studio('GET', '/customer/:id/profile'),
  studio('PUT', '/customer/:id/profile'),
  studio('GET', '/customer/:id/booking/:bookingId'),
  studio('GET', '/appointments/bookings/:id'),
  studio('GET', '/appointments/:kind/summary'),
  { ...studio('POST', '/token'), aliases: ['/oauth/token'] },
  { method: 'POST', path: '/login', family: 'homeServices' },
];
const router = createRouter(rows);

function matched(method: string, path: string) {
  const match = router.match(method, path);
  return match !== null && 'row' in match ? { row: match.row, parameters: match.parameters } : match;
}

describe('the router', () => {
  it('finds a row by method and path and decodes its parameters', () => {
    expect(matched('GET', '/api/v1/customers')).toEqual({ row: rows[0], parameters: {} });
    expect(matched('PUT', '/api/v1/customer/cust_1/profile')).toEqual({ row: rows[2], parameters: { id: 'cust_1' } });
    expect(matched('GET', '/api/v1/customer/a%2Fb/booking/%C3%A9')).toEqual({ row: rows[3], parameters: { id: 'a/b', bookingId: 'é' } });
  });

  it('answers HEAD by the row of GET', () => {
    expect(matched('HEAD', '/api/v1/customers')).toMatchObject({ row: rows[0] });
    expect(router.match('HEAD', '/api/v1/token')).toEqual({ rows: [rows[6]] });
  });

  it('tries a parameter when a fixed segment leads nowhere', () => {
    expect(matched('GET', '/api/v1/appointments/bookings/7')).toMatchObject({ row: rows[4] });
    expect(matched('GET', '/api/v1/appointments/bookings/summary')).toMatchObject({ row: rows[4], parameters: { id: 'summary' } });
    expect(matched('GET', '/api/v1/appointments/services/summary')).toMatchObject({ row: rows[5], parameters: { kind: 'services' } });
  });

  it('tells a wrong method from an unknown path', () => {
    const match = router.match('DELETE', '/api/v1/customer/1/profile');
    expect(match).toEqual({ rows: [rows[1], rows[2]] });
    expect(allowedMethods([rows[1], rows[2]].filter((row) => row !== undefined))).toEqual(['GET', 'HEAD', 'OPTIONS', 'PUT']);
    expect(router.match('get', '/api/v1/customers')).toEqual({ rows: [rows[0]] });
  });

  it.each([
    '',
    '/',
    '/api/v1',
    '/api/v1/',
    '/api/v1/customers/',
    '/api/v1//customers',
    '/api/v1/customer//profile',
    '/api/v1/Customers',
    '/API/v1/customers',
    '/api/v2/customers',
    'api/v1/customers',
    'x/api/v1/customers',
    '/api/v1/customer/%zz/profile',
    '/api/v1/customer/%ff/profile',
    '/api/v1/customer/%00/profile',
    '/api/v1/customer/%/profile',
    `/api/v1/customer/${'1'.repeat(201)}/profile`,
    '/api/v1/constructor',
    '/api/v1/customer/1',
    '/latest/customers',
    '/latest/token',
  ])('knows no path %s', (path) => {
    expect(router.match('GET', path)).toBeNull();
  });

  it('serves home services below /latest and endpoints at their aliases', () => {
    expect(matched('POST', '/latest/login')).toMatchObject({ row: rows[7] });
    expect(matched('POST', '/api/v1/login')).toMatchObject({ row: rows[7] });
    expect(matched('POST', '/oauth/token')).toMatchObject({ row: rows[6] });
  });

  it('gives back any id that was encoded into a path', () => {
    const id = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }).filter((text) => !text.includes('\0') && encodeURIComponent(text).length <= 200);
    fc.assert(
      fc.property(id, id, (customer, booking) => {
        const path = `/api/v1/customer/${encodeURIComponent(customer)}/booking/${encodeURIComponent(booking)}`;
        expect(matched('GET', path)).toEqual({ row: rows[3], parameters: { id: customer, bookingId: booking } });
      }),
    );
  });

  it('never throws, whatever the path', () => {
    fc.assert(fc.property(fc.array(fc.oneof(fc.string(), fc.constantFrom('api', 'v1', 'customer', '%', '..', 'profile'))), (parts) => void router.match('GET', `/${parts.join('/')}`)));
  });

  it('refuses a table in which two rows answer the same request', () => {
    expect(() => createRouter([studio('GET', '/a/:id'), studio('GET', '/a/:id')])).toThrow('Two rows answer GET /api/v1/a/:id');
    expect(() => createRouter([studio('GET', '/a/:id'), studio('GET', '/a/:name/b')])).toThrow('another row calls id');
  });
});
