import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AnswerValue, CurrencyCode, DateTime, LocalDate, LocalDateTime, LocalTime, TimeZone } from '../../src/graphql/scalars.js';

describe('DateTime', () => {
  it.each([
    ['2026-09-14T17:30:00', '2026-09-14T17:30:00.000Z'],
    ['2026-09-14T17:30:00.5', '2026-09-14T17:30:00.500Z'],
    ['2026-09-14T17:30:00.123456', '2026-09-14T17:30:00.123Z'],
    ['2026-09-14T17:30:00+00:00', '2026-09-14T17:30:00.000Z'],
    ['2026-09-14 17:30:00.25+00', '2026-09-14T17:30:00.250Z'],
    ['2026-09-14T17:30:00.000Z', '2026-09-14T17:30:00.000Z'],
    ['2026-09-14T18:30:00+01:00', '2026-09-14T17:30:00.000Z'],
    [1_789_407_000_000, '2026-09-14T17:30:00.000Z'],
    [new Date('2026-09-14T17:30:00Z'), '2026-09-14T17:30:00.000Z'],
  ])('writes %s as an instant with milliseconds', (value, written) => {
    expect(DateTime.serialize(value)).toBe(written);
  });

  it.each(['soon', '', NaN, null, {}, true])('does not write %s', (value) => {
    expect(() => DateTime.serialize(value)).toThrow('instant');
  });

  it('reads back every instant that it writes', () => {
    const instants = fc.date({ min: new Date('0001-01-01T00:00:00Z'), max: new Date('9999-12-31T23:59:59.999Z'), noInvalidDate: true });
    fc.assert(fc.property(instants, (date) => DateTime.parseValue(DateTime.serialize(date)) === date.toISOString()));
  });

  it.each([
    ['2026-09-14T17:30:00Z', '2026-09-14T17:30:00.000Z'],
    ['2026-09-14T18:30:00.25+01:00', '2026-09-14T17:30:00.250Z'],
  ])('reads %s', (text, read) => {
    expect(DateTime.parseValue(text)).toBe(read);
  });

  it.each(['2026-09-14', '2026-09-14T17:30:00', '2026-02-30T00:00:00Z', '2025-02-29T00:00:00Z', '2026-13-01T00:00:00Z', '2026-09-14T24:00:00Z', '2026-09-14T17:30:60Z', '0000-01-01T00:00:00Z', '9999-12-31T23:59:59-01:00', '+012026-09-14T17:30:00Z', 1_789_407_000_000, ['2026-09-14T17:30:00Z']])(
    'does not read %s',
    (text) => {
      expect(() => DateTime.parseValue(text)).toThrow();
    },
  );
});

describe('other scalars', () => {
  it('read days that exist, and no others', () => {
    const days = fc.record({ year: fc.integer({ min: 0, max: 9999 }), month: fc.integer({ min: 0, max: 13 }), day: fc.integer({ min: 0, max: 32 }) });
    fc.assert(
      fc.property(days, ({ year, month, day }) => {
        const text = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
        const date = new Date(0);
        date.setUTCFullYear(year, month - 1, day);
        const exists = year > 0 && date.toISOString().slice(0, 10) === text;
        const reads = [LocalDate.parseValue.bind(LocalDate, text), LocalDateTime.parseValue.bind(LocalDateTime, `${text}T12:00:00`)];
        for (const read of reads) {
          if (exists) expect(read()).toContain(text);
          else expect(read).toThrow();
        }
      }),
    );
  });

  it.each([
    [LocalDateTime, '2026-09-14T18:30:00', ['2026-09-14T18:30', '2026-09-14T24:00:00', '2026-09-14T18:30:00Z', '2026-09-14 18:30:00']],
    [LocalTime, '18:30', ['24:00', '18:60', '8:30', '18:30:00', '18:30Z', '']],
    [TimeZone, 'Europe/London', ['Mars/Olympus', '+01:00', '']],
    [CurrencyCode, 'GBP', ['gbp', 'GBPX', '£']],
  ])('%s reads %s, and neither %j', (scalar, good, bad) => {
    expect(scalar.parseValue(good)).toBe(good);
    for (const text of bad) expect(() => scalar.parseValue(text)).toThrow();
  });
});

it('LocalTime is written to the minute from what PostgreSQL keeps', () => {
  expect(['00:00:00', '18:30:00', '23:59'].map((time) => LocalTime.serialize(time))).toEqual(['00:00', '18:30', '23:59']);
});

describe('AnswerValue', () => {
  it.each(['', 'yes', 0, -1.5, true, false, [], ['a', 'b']])('reads and writes %j as it is', (value) => {
    expect([AnswerValue.serialize(value), AnswerValue.parseValue(value)]).toEqual([value, value]);
  });

  it.each([null, undefined, NaN, Infinity, {}, [1], ['a', null], [['a']], () => 1])('neither writes nor reads %s', (value) => {
    expect(() => AnswerValue.serialize(value)).toThrow('answer');
    expect(() => AnswerValue.parseValue(value)).toThrow('list of strings');
  });
});
