import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ApplicationError } from '../../src/errors.js';
import {
  bodyObject,
  optionalTextField,
  readBoolean,
  readChoice,
  readDate,
  readInstant,
  readPage,
  readText,
  textField,
} from '../../src/rest/parameters.js';

function refusal(read: () => unknown): ApplicationError {
  try {
    read();
  } catch (error) {
    if (error instanceof ApplicationError) return error;
    throw error;
  }
  throw new Error('was accepted');
}

describe('page and pageSize', () => {
  it('default to the first 30 and say that no page was asked for', () => {
    expect(readPage({})).toEqual({ page: 0, pageSize: 30, isPaged: false });
  });

  it('take any whole number from their least on, and at most 100 items', () => {
    fc.assert(
      fc.property(fc.nat(2_147_483_647), fc.integer({ min: 1, max: 2 ** 53 - 1 }), (page, pageSize) => {
        const read = readPage({ page: String(page), pageSize: String(pageSize) });
        expect(read).toEqual({ page, pageSize: Math.min(pageSize, 100), isPaged: true });
      }),
    );
  });

  it.each(['', ' 1', '-1', '+1', '1.0', '1e1', '0x1', 'ten', '١', '\0'])('refuse %j by name', (text) => {
    for (const name of ['page', 'pageSize']) {
      const error = refusal(() => readPage({ [name]: text }));
      expect(error.status).toBe(400);
      expect(error.field).toBe(name);
    }
  });

  it('refuse a page size of nothing and a page beyond what the graph can say', () => {
    expect(refusal(() => readPage({ pageSize: '0' })).field).toBe('pageSize');
    expect(refusal(() => readPage({ page: '2147483648' })).field).toBe('page');
    expect(refusal(() => readPage({ page: '9'.repeat(999) })).field).toBe('page');
    expect(readPage({ pageSize: '9'.repeat(40) }).pageSize).toBe(100);
  });

  it('never throw anything but a refusal that names one of them', () => {
    const value = fc.option(fc.oneof(fc.string(), fc.array(fc.string())), { nil: undefined });
    fc.assert(
      fc.property(value, value, (page, pageSize) => {
        try {
          const read = readPage({ page, pageSize });
          expect(Number.isSafeInteger(read.page) && read.page >= 0).toBe(true);
          expect(Number.isSafeInteger(read.pageSize) && read.pageSize >= 1 && read.pageSize <= 100).toBe(true);
        } catch (error) {
          expect(error).toBeInstanceOf(ApplicationError);
          expect(['page', 'pageSize']).toContain((error as ApplicationError).field);
        }
      }),
    );
  });
});

describe('every reader', () => {
  const readers: Record<string, (query: Record<string, string | string[]>) => unknown> = {
    text: (query) => readText(query, 'x'),
    boolean: (query) => readBoolean(query, 'x'),
    choice: (query) => readChoice(query, 'x', ['future', 'past']),
    date: (query) => readDate(query, 'x', 'Europe/London'),
    instant: (query) => readInstant(query, 'x'),
  };

  it.each(Object.entries(readers))('of a %s is undefined for an absent one and refuses one given twice, NUL and over-long text', (_, read) => {
    expect(read({})).toBeUndefined();
    for (const value of [['true', 'true'], 'tr\0ue', 'x'.repeat(1001)]) {
      expect(refusal(() => read({ x: value }))).toMatchObject({ code: 'BAD_USER_INPUT', field: 'x' });
    }
  });

  it('takes the documented words', () => {
    expect(['true', 'TRUE', '1', 'false', '0'].map((x) => readBoolean({ x }, 'x'))).toEqual([true, true, true, false, false]);
    expect(readChoice({ x: 'past' }, 'x', ['future', 'past'])).toBe('past');
    expect(refusal(() => readChoice({ x: 'Past' }, 'x', ['future', 'past'])).message).toContain('future, past');
    expect(refusal(() => readBoolean({ x: 'yes' }, 'x')).field).toBe('x');
  });
});

describe('dates', () => {
  const day = fc.date({ min: new Date('0001-01-02'), max: new Date('9999-12-30'), noInvalidDate: true });

  it('take every day of the calendar as it is written', () => {
    fc.assert(
      fc.property(day, (date) => {
        const text = date.toISOString().slice(0, 10);
        expect(readDate({ x: text }, 'x', 'Asia/Tokyo')).toBe(text);
      }),
    );
  });

  it('take an instant as the day that the zone has then, and a zone-less time as its own day', () => {
    expect(readDate({ x: '2026-09-14T23:30:00.000Z' }, 'x', 'Europe/London')).toBe('2026-09-15');
    expect(readDate({ x: '2026-09-14T23:30:00.000Z' }, 'x', 'America/Denver')).toBe('2026-09-14');
    expect(readDate({ x: '2026-09-14T23:30' }, 'x', 'Asia/Tokyo')).toBe('2026-09-14');
  });

  it.each(['2026-02-30', '2025-02-29', '2026-13-01', '2026-9-14', '0000-01-01', '20260914', 'today', '2026-09-14T25:00', '2026-09-14 10:00', '10000-01-01', '9999-12-31T23:59:59-14:00'])(
    'refuse %s',
    (x) => {
      expect(refusal(() => readDate({ x }, 'x', 'Europe/London')).field).toBe('x');
      expect(refusal(() => readInstant({ x }, 'x')).field).toBe('x');
    },
  );
});

describe('instants', () => {
  it('round-trip every instant', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date('0001-01-02'), max: new Date('9999-12-30'), noInvalidDate: true }), (date) => {
        expect(readInstant({ x: date.toISOString() }, 'x')).toBe(date.toISOString());
      }),
    );
  });

  it('are converted to UTC, and are UTC when they say nothing', () => {
    expect(readInstant({ x: '2026-09-14T19:30:00+02:00' }, 'x')).toBe('2026-09-14T17:30:00.000Z');
    expect(readInstant({ x: '2026-09-14T17:30' }, 'x')).toBe('2026-09-14T17:30:00.000Z');
    expect(readInstant({ x: '2026-09-14' }, 'x')).toBe('2026-09-14T00:00:00.000Z');
  });
});

describe('bodies', () => {
  it('must be objects', () => {
    expect(refusal(() => bodyObject(undefined)).code).toBe('BAD_REQUEST');
    for (const body of [null, 1, 'x', true, [], [{}]]) expect(refusal(() => bodyObject(body)).field).toBe('body');
    expect(bodyObject({ any: 1 })).toEqual({ any: 1 });
  });

  it('may have unknown keys only where the row ignores them', () => {
    expect(refusal(() => bodyObject({ name: 'x', secret: 1 }, ['name'])).field).toBe('secret');
    expect(refusal(() => bodyObject(JSON.parse('{"__proto__": {}}'), ['name'])).field).toBe('__proto__');
  });

  it('give texts within their bounds', () => {
    const bounds = { most: 5 };
    expect(textField({ a: 'xxxxx' }, 'a', bounds)).toBe('xxxxx');
    for (const a of [undefined, null, '', 'xxxxxx', 1, {}, 'a\0b', '\ud800']) {
      expect(refusal(() => textField({ a }, 'a', bounds)).field).toBe('a');
    }
    expect(optionalTextField({}, 'a', bounds)).toBeUndefined();
    expect(optionalTextField({ a: null }, 'a', bounds)).toBeNull();
    expect(optionalTextField({ a: '' }, 'a', { least: 0, most: 5 })).toBe('');
  });

  it('have no fields but their own', () => {
    expect(optionalTextField({}, 'constructor', { most: 5 })).toBeUndefined();
    expect(refusal(() => textField({}, 'toString', { most: 5 })).message).toBe('is required');
  });
});
