import { DatabaseError } from 'pg';
import { describe, expect, it } from 'vitest';
import { createLogger, pathOf, requestIdOf } from '../../src/operations/logger.js';

function logged(write: (log: ReturnType<typeof createLogger>) => void): { text: string; line: Record<string, unknown> } {
  let text = '';
  write(createLogger({ LOG_LEVEL: 'trace' }, { write: (line: string) => void (text += line) }));
  return { text, line: JSON.parse(text) as Record<string, unknown> };
}

describe('log lines', () => {
  it.each(['authorization', 'cookie', 'set-cookie', 'x-api-key', 'password', 'client_secret', 'secret', 'token', 'access_token'])(
    'blank out %s at the top and in nested objects',
    (name) => {
      const { text } = logged((log) => log.info({ [name]: 'hunter2', headers: { [name]: 'hunter2' }, call: { body: { [name]: 'hunter2' } } }));
      expect(text).not.toContain('hunter2');
      expect(text).toContain('[secret]');
    },
  );

  it('hold a request by method and path, without query string and headers', () => {
    const { text, line } = logged((log) =>
      log.info({ req: { id: 'r-1', method: 'GET', url: '/api/v1/customers?email=ada@example.org', headers: { 'user-agent': 'x' } } }),
    );
    expect(line['req']).toEqual({ id: 'r-1', method: 'GET', path: '/api/v1/customers' });
    expect(text).not.toContain('ada@');
  });

  it('hold an error without the data that the database quotes', () => {
    const error = new DatabaseError('invalid input syntax for type integer: "ada@example.org"', 1, 'error');
    error.code = '22P02';
    error.detail = 'Key (email)=(ada@example.org) already exists.';
    const { text, line } = logged((log) => log.error({ err: error }, 'failed'));
    expect(text).not.toContain('ada@');
    expect(line['err']).toMatchObject({ code: '22P02', message: 'invalid input syntax for type integer' });
  });

  it('keep the stack and the cause of an ordinary error', () => {
    const { line } = logged((log) => log.error({ err: new Error('outer', { cause: new Error('inner') }) }));
    expect(line['err']).toMatchObject({ message: 'outer', stack: expect.stringContaining('logger.test.ts'), cause: { message: 'inner' } });
  });
});

describe('request ids', () => {
  it('are the caller\'s when well formed', () => {
    expect(requestIdOf({ 'x-request-id': 'order-77.retry:2' })).toBe('order-77.retry:2');
  });

  it.each([undefined, '', 'short', 'has space in it', 'line\nbreak-in-it', 'x'.repeat(129), ['aaaaaaaaa', 'bbbbbbbbb'], '<script>alert(1)</script>'])(
    'are made new in place of %j',
    (offered) => {
      expect(requestIdOf({ 'x-request-id': offered })).toMatch(/^[0-9a-f-]{36}$/);
    },
  );
});

it('a path is a URL without its query string', () => {
  expect(pathOf('/graphql?query={viewer{id}}')).toBe('/graphql');
  expect(pathOf('/graphql')).toBe('/graphql');
});
