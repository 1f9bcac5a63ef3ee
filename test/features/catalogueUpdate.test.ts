import { describe, expect, test } from 'vitest';
import { ApplicationError } from '../../src/errors.js';
import { readUpdateBody, readUpdateInput, restNames, type Changes, type UpdateFields } from '../../src/features/shared/catalogueUpdate.js';

interface Input {
  id: string;
  name?: string | null;
  story?: string | null;
  price?: number | null;
  discount?: number | null;
  open?: boolean | null;
  mode?: 'FAST' | 'SLOW' | null;
  limit?: number | null;
  size?: { width?: number | null; unit?: 'CM' | 'M' | null } | null;
}

const fields = {
  name: { rest: 'title', kind: 'name', most: 5 },
  story: { rest: 'story', kind: 'text', most: 8 },
  // Nested on one surface alone.
  price: { rest: 'pricing.price_base100', kind: 'integer', least: 0 },
  discount: { rest: 'discount', kind: 'decimal', above: 0, most: 100 },
  open: { rest: 'is_open', kind: 'boolean' },
  mode: { rest: 'mode', kind: 'choice', of: ['FAST', 'SLOW'] },
  limit: { rest: 'order_limit', kind: 'integer', least: 1, most: 9, nullable: true },
  'size.width': { rest: 'size.width', kind: 'integer', least: 1 },
  'size.unit': { rest: 'size.unit', kind: 'choice', of: ['CM', 'M'] },
} as const satisfies UpdateFields<Input>;

const ofInput = (input: Omit<Input, 'id'>): Changes<typeof fields> => readUpdateInput(fields, { id: 'thing_1', ...input });
const ofBody = (body: unknown) => readUpdateBody<Input>(fields, body);

function refusal(read: () => unknown): { code: string; field: string | undefined; message: string } {
  try {
    read();
  } catch (error) {
    if (error instanceof ApplicationError) return { code: error.code, field: error.field, message: error.message };
    throw error;
  }
  throw new Error('It was not refused.');
}

describe('an update', () => {
  test('is what is given, in the words of the graph', () => {
    expect(ofBody({ title: ' Noor ', pricing: { price_base100: 0 }, size: { unit: 'M' }, order_limit: null, is_open: false })).toEqual({
      name: 'Noor',
      price: 0,
      size: { unit: 'M' },
      limit: null,
      open: false,
    });
    expect(ofBody({ size: { unit: 'CM', width: 3 }, discount: 0.5, mode: 'SLOW', story: ' a\n\tb ' })).toEqual({
      size: { unit: 'CM', width: 3 },
      discount: 0.5,
      mode: 'SLOW',
      story: ' a\n\tb ',
    });
    expect(ofInput({ name: ' Noor ', size: { width: 2, unit: undefined }, limit: null, price: 2_147_483_647 })).toEqual({
      name: 'Noor',
      'size.width': 2,
      limit: null,
      price: 2_147_483_647,
    });
    expect(restNames(fields)).toMatchObject({ name: 'title', price: 'pricing.price_base100', 'size.width': 'size.width' });
  });

  test('counts characters, not bytes', () => {
    expect(ofInput({ name: '🦊🦊🦊🦊🦊' })).toEqual({ name: '🦊🦊🦊🦊🦊' });
    expect(refusal(() => ofInput({ name: '🦊🦊🦊🦊🦊🦊' }))).toMatchObject({ field: 'name', message: expect.stringContaining('at most 5') });
  });

  test.each<[unknown, string, string]>([
    [undefined, 'body', 'BAD_REQUEST'],
    [{}, 'body', 'BAD_USER_INPUT'],
    [null, 'body', 'BAD_USER_INPUT'],
    [[], 'body', 'BAD_USER_INPUT'],
    ['title', 'body', 'BAD_USER_INPUT'],
    [7, 'body', 'BAD_USER_INPUT'],
    [{ name: 'Noor' }, 'name', 'BAD_USER_INPUT'],
    [{ title: 'Noor', colour: 'red' }, 'colour', 'BAD_USER_INPUT'],
    [{ id: 'thing_1', title: 'Noor' }, 'id', 'BAD_USER_INPUT'],
    [{ constructor: 1 }, 'constructor', 'BAD_USER_INPUT'],
    [JSON.parse('{"__proto__": {"title": "Noor"}}'), '__proto__', 'BAD_USER_INPUT'],
    [{ 'size.width': 3 }, 'size.width', 'BAD_USER_INPUT'],
    [{ 'pricing.price_base100': 3 }, 'pricing.price_base100', 'BAD_USER_INPUT'],
    [{ ['x'.repeat(5000)]: 3 }, 'x'.repeat(100), 'BAD_USER_INPUT'],
    [{ title: null }, 'title', 'BAD_USER_INPUT'],
    [{ title: '' }, 'title', 'BAD_USER_INPUT'],
    [{ title: ' \u2003' }, 'title', 'BAD_USER_INPUT'],
    [{ title: 'a\nb' }, 'title', 'BAD_USER_INPUT'],
    [{ title: 'a\0' }, 'title', 'BAD_USER_INPUT'],
    [{ title: '\ud83e' }, 'title', 'BAD_USER_INPUT'],
    [{ title: 7 }, 'title', 'BAD_USER_INPUT'],
    [{ title: ['Noor'] }, 'title', 'BAD_USER_INPUT'],
    [{ story: 'a\0' }, 'story', 'BAD_USER_INPUT'],
    [{ story: '\udd8a' }, 'story', 'BAD_USER_INPUT'],
    [{ story: 'x'.repeat(9) }, 'story', 'BAD_USER_INPUT'],
    [{ story: null }, 'story', 'BAD_USER_INPUT'],
    [{ pricing: 3 }, 'pricing', 'BAD_USER_INPUT'],
    [{ pricing: null }, 'pricing', 'BAD_USER_INPUT'],
    [{ pricing: [] }, 'pricing', 'BAD_USER_INPUT'],
    [{ pricing: {} }, 'pricing', 'BAD_USER_INPUT'],
    [{ title: 'Noor', pricing: {} }, 'pricing', 'BAD_USER_INPUT'],
    [{ pricing: { vat: 1 } }, 'pricing.vat', 'BAD_USER_INPUT'],
    [{ pricing: { price_base100: '3' } }, 'pricing.price_base100', 'BAD_USER_INPUT'],
    [{ pricing: { price_base100: -1 } }, 'pricing.price_base100', 'BAD_USER_INPUT'],
    [{ pricing: { price_base100: 2_147_483_648 } }, 'pricing.price_base100', 'BAD_USER_INPUT'],
    [{ pricing: { price_base100: 1.5 } }, 'pricing.price_base100', 'BAD_USER_INPUT'],
    [{ pricing: { price_base100: null } }, 'pricing.price_base100', 'BAD_USER_INPUT'],
    [{ discount: 0 }, 'discount', 'BAD_USER_INPUT'],
    [{ discount: 100.5 }, 'discount', 'BAD_USER_INPUT'],
    [JSON.parse('{"discount": 1e999}'), 'discount', 'BAD_USER_INPUT'],
    [{ is_open: 'true' }, 'is_open', 'BAD_USER_INPUT'],
    [{ is_open: 1 }, 'is_open', 'BAD_USER_INPUT'],
    [{ is_open: null }, 'is_open', 'BAD_USER_INPUT'],
    [{ mode: 'fast' }, 'mode', 'BAD_USER_INPUT'],
    [{ mode: ['FAST'] }, 'mode', 'BAD_USER_INPUT'],
    [{ order_limit: 0 }, 'order_limit', 'BAD_USER_INPUT'],
    [{ order_limit: 10 }, 'order_limit', 'BAD_USER_INPUT'],
    [{ size: { width: null } }, 'size.width', 'BAD_USER_INPUT'],
  ])('of the body %j is refused naming %s', (body, field, code) => {
    expect(refusal(() => ofBody(body))).toMatchObject({ field, code });
  });

  test.each<[Omit<Input, 'id'>, string]>([
    [{}, 'input'],
    [{ name: undefined }, 'input'],
    [{ name: null }, 'name'],
    [{ price: -1 }, 'price'],
    [{ size: null }, 'size'],
    [{ size: {} }, 'size'],
    [{ size: { width: 0 } }, 'size.width'],
    [{ size: { unit: null } }, 'size.unit'],
  ])('of the input %j is refused naming %s', (input, field) => {
    expect(refusal(() => ofInput(input))).toMatchObject({ field, code: 'BAD_USER_INPUT' });
  });
});
