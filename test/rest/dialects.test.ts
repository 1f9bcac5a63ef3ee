import { describe, expect, it } from 'vitest';
import { ApplicationError, badInput, errorTable, missingScope, type ErrorCode } from '../../src/errors.js';
import { refuse } from '../../src/rest/answer.js';
import { offeredDialect, presenters } from '../../src/rest/presenters/dialect.js';
import { restaurantCodes } from '../../src/rest/presenters/restaurant.js';
import type { Family } from '../../src/rest/route.js';
import { facts, json, seenNothing, textOf } from './support/calls.js';

const codes = Object.keys(errorTable) as ErrorCode[];
const families = Object.keys(presenters) as Family[];

function say(family: Family, error: ApplicationError, headers = {}) {
  const answer = refuse(error, seenNothing(facts('GET', '/api/v1/things', headers)), { family, kind: 'read', clock: () => 0 });
  return { ...answer, text: textOf(answer) };
}

describe('every error', () => {
  it.each(families.flatMap((family) => codes.map((code) => [code, family] as const)))('%s has an answer in %s', (code, family) => {
    const { status, headers, text } = say(family, new ApplicationError(code));
    expect(status >= 500).toBe(errorTable[code].status >= 500);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(text.length).toBeGreaterThan(0);
    expect(headers['cache-control']).toBe('no-store');
    expect(headers['x-request-id']).toBe('req-1');
    if (headers['content-type'] === 'application/json; charset=utf-8') expect(JSON.parse(text)).toHaveProperty('error');
    else expect([family, status]).toEqual(['homeServices', status === 406 ? 406 : 400]);
  });

  it('keeps its cause to itself', () => {
    for (const family of families) {
      const { text } = say(family, new ApplicationError('INTERNAL_SERVER_ERROR', { cause: new Error('password=hunter2') }));
      expect(text).not.toContain('hunter2');
    }
  });
});

describe('studio', () => {
  it('answers the text alone, which names the parameter', () => {
    expect(json(say('studio', missingScope('notes:read')))).toEqual({ error: 'Missing required scope: notes:read' });
    expect(json(say('studio', badInput('pageSize', 'must be a whole number, 1 or more')))).toEqual({
      error: 'pageSize: must be a whole number, 1 or more',
    });
  });

  it('knows neither 415 nor 422', () => {
    expect(say('studio', new ApplicationError('UNSUPPORTED_MEDIA_TYPE')).status).toBe(400);
    expect(say('studio', new ApplicationError('UNPROCESSABLE')).status).toBe(400);
  });
});

describe('restaurant', () => {
  it('answers the documented codes', () => {
    expect(json(say('restaurant', missingScope('config:read')))).toEqual({
      error: { code: 'scope_missing', message: 'Missing required scope: config:read', details: { missingScope: 'config:read' } },
    });
    expect(json(say('restaurant', badInput('partySize', 'must be 1 to 30')))).toMatchObject({
      error: { code: 'validation_failed', details: { fields: [{ path: 'partySize', message: 'must be 1 to 30' }] } },
    });
    expect(json(say('restaurant', new ApplicationError('INTERNAL_SERVER_ERROR')))).toMatchObject({
      error: { code: 'internal_error', details: { requestId: 'req-1' } },
    });
    expect(json(say('restaurant', new ApplicationError('NOT_FOUND')))).toEqual({ error: { code: 'not_found', message: errorTable.NOT_FOUND.text } });
  });

  it('has a code for each error', () => {
    expect(Object.keys(restaurantCodes).sort()).toEqual([...codes].sort());
    expect(restaurantCodes).toMatchObject({
      UNAUTHENTICATED: 'unauthorized',
      ORIGIN_NOT_ALLOWED: 'origin_not_allowed',
      METHOD_NOT_ALLOWED: 'method_not_allowed',
      RATE_LIMITED: 'rate_limit_exceeded',
    });
  });
});

describe('home services', () => {
  it('answers bad values with 422 and the documented object', () => {
    const { status, text } = say('homeServices', badInput('password', 'too short'));
    expect(status).toBe(422);
    expect(JSON.parse(text)).toEqual({
      error: 'password: too short',
      message: 'password: too short',
      description: 'too short',
      errors: [{ field: 'password', message: 'password: too short', description: 'too short' }],
    });
  });

  it('answers 400 and 406 in plain text', () => {
    const empty = say('homeServices', new ApplicationError('BAD_REQUEST', { field: 'body', message: 'must be a JSON object, and is empty' }));
    expect(empty).toMatchObject({ status: 400, text: 'Bad Request' });
    expect(empty.headers['content-type']).toBe('text/plain; charset=utf-8');
    expect(say('homeServices', new ApplicationError('BAD_REQUEST', { message: 'Unexpected end' }))).toMatchObject({ status: 400, text: 'Unexpected end' });
    expect(say('homeServices', new ApplicationError('NOT_ACCEPTABLE', { message: 'The fee differs.' }))).toMatchObject({ status: 406, text: 'The fee differs.' });
    expect(say('homeServices', new ApplicationError('UNSUPPORTED_MEDIA_TYPE')).status).toBe(415);
  });

  it('says its limits on every answer', () => {
    expect(say('homeServices', new ApplicationError('NOT_FOUND')).headers).toMatchObject({
      'x-rate-limit-read-limit': '30',
      'x-rate-limit-read-ttl': '500ms',
      'x-rate-limit-write-limit': '10',
      'x-rate-limit-write-ttl': '500ms',
    });
  });
});

describe('challenges', () => {
  it('ask for a bearer token, and say what was wrong with the one that was sent', () => {
    const error = new ApplicationError('UNAUTHENTICATED');
    expect(say('studio', error).headers['www-authenticate']).toBe('Bearer realm="frontdesk"');
    expect(say('studio', error, { authorization: 'Bearer x' }).headers['www-authenticate']).toBe('Bearer realm="frontdesk", error="invalid_token"');
    expect(say('studio', missingScope('notes:read')).headers['www-authenticate']).toBe(
      'Bearer realm="frontdesk", error="insufficient_scope", scope="notes:read"',
    );
    expect(say('studio', new ApplicationError('ORIGIN_NOT_ALLOWED')).headers).not.toHaveProperty('www-authenticate');
  });

  it('leave the error its own headers', () => {
    const { headers } = say('studio', new ApplicationError('RATE_LIMITED', { headers: { 'Retry-After': '3' } }));
    expect(headers['retry-after']).toBe('3');
  });
});

describe('the dialect before a row is known', () => {
  it.each([
    ['studio', '/api/v1/x', {}],
    ['studio', '/api/v1/x', { authorization: 'Bearer ey.x.y' }],
    ['studio', '/api/v1/x', { authorization: 'Bearer ey.x.y', 'x-api-key': 'rrk_live_x' }],
    ['restaurant', '/api/v1/x', { authorization: 'Bearer rrk_live_x' }],
    ['restaurant', '/api/v1/x', { authorization: 'bearer  rrk_live_x' }],
    ['restaurant', '/api/v1/x', { 'x-api-key': 'anything' }],
    ['restaurant', '/api/v1/restaurants/rst_1/config', {}],
    ['restaurant', '/api/v1/reservations/x', { authorization: 'Bearer ey.x.y' }],
    ['studio', '/api/v1/restaurantsx', {}],
    ['homeServices', '/latest/x', {}],
  ] as const)('is that of %s for %s with %j', (family, path, headers) => {
    expect(offeredDialect(facts('GET', path, headers))).toBe(family);
  });
});
