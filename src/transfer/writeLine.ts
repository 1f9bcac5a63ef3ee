import { idOf } from '../features/shared/ids.js';
import type { Field, Fields } from './field.js';
import type { Columns, NumberSpace } from './resource.js';

type Writers = { readonly [Kind in Field['kind']]?: (value: unknown, field: Extract<Field, { kind: Kind }>, row: Columns, currency: string) => unknown };

/** What an import reads back as the same row; kinds that are not here are written as they are. */
const writers: Writers = {
  instant: (value) => (value as Date).toISOString(),
  clock: (value) => (value as string).replace(/^(\d\d:\d\d):00$/, '$1'),
  money: (amount, field, row, currency) => ({ amount, currency: field.currency === undefined ? currency : row[field.currency] }),
  reference: (number, { to }) => idOf(to, number as number),
  references: (numbers, { to }) => (numbers as number[]).map((number) => idOf(to, number)),
};

/** A row as a line of its file, without the line's end. */
export function writeLine(space: NumberSpace, fields: Fields, row: Columns, currency: string): string {
  return JSON.stringify({ id: idOf(space.id, row['number'] as number), ...writeFields(fields, row, currency) });
}

function writeFields(fields: Fields, row: Columns, currency: string): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).map(([name, entry]) => [name, 'fields' in entry ? writeFields(entry.fields, row, currency) : writeField(entry, row, currency)]));
}

function writeField(field: Field, row: Columns, currency: string): unknown {
  const value = row[columnOf(field)];
  if (value === null || value === undefined) return null;
  const write = writers[field.kind] as ((value: unknown, field: Field, row: Columns, currency: string) => unknown) | undefined;
  return write === undefined ? value : write(value, field, row, currency);
}

/** Under which name a field's value is read; a list of references is read beside the columns. */
export function columnOf(field: Field): string {
  return field.kind === 'references' ? field.link.table : field.column;
}
