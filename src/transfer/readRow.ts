import { idOf, numberOf } from '../features/shared/ids.js';
import type { Field, Fields } from './field.js';
import { type Money, readValue, Refused, type Surroundings } from './readValue.js';
import type { Columns, NumberSpace, Resource, RowLookup } from './resource.js';

/** A line that was read. */
export interface Row {
  readonly space: NumberSpace;
  readonly number: number;
  readonly columns: Columns;
  /** The numbers of each list of references, by the table that keeps them. */
  readonly links: ReadonlyMap<string, readonly number[]>;
}

/** Told of each field at fault, by its path; null: the line as a whole. */
export type Complain = (field: string | null, sentence: string) => void;

/** What is read of an object: the values of its fields by column. */
export interface Values {
  readonly columns: Record<string, unknown>;
  readonly links: Map<string, readonly number[]>;
}

/** The id and the values of a line, those that could be read: told of a refused line too. */
export type OnRead = (id: { readonly space: NumberSpace; readonly number: number } | null, columns: Columns) => void;

/** The row of a line; null after a complaint. */
export function readRow(resource: Resource, text: string, around: Surroundings & RowLookup, complain: Complain, onRead: OnRead = () => undefined): Row | null {
  let isRefused = false;
  const refuse: Complain = (field, sentence) => {
    isRefused = true;
    complain(field, sentence);
  };
  const line = parseObject(text, refuse);
  if (line === null) return null;
  const { id, ...others } = line;
  const own = readId(resource, id, refuse);
  const values: Values = { columns: { ...own?.space.columns }, links: new Map() };
  readFields(resource.fields, others, '', around, values, refuse);
  onRead(own, values.columns);
  if (isRefused || own === null) return null;

  const { columns, links } = values;
  for (const [column, derive] of Object.entries(resource.derived ?? {})) columns[column] = derive(columns);
  for (const rule of resource.rules ?? []) if (!rule.holds(columns, around)) refuse(rule.field, rule.sentence);
  return isRefused ? null : { ...own, columns: { number: own.number, ...columns }, links };
}

/** An object in JSON; null after a complaint. */
export function parseObject(text: string, complain: Complain): Readonly<Record<string, unknown>> | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    // The rest of V8's message quotes the line.
    const position = /at position (\d+)/.exec(error instanceof Error ? error.message : '')?.[1];
    complain(null, `is not JSON${position === undefined ? '' : `, from character ${Number(position) + 1} on`}`);
    return null;
  }
  if (isObject(value)) return value;
  complain(null, 'must be an object');
  return null;
}

/** Reads every field of an object into `values`, and complains of each that is wrong, unknown or missing. */
export function readFields(fields: Fields, given: Readonly<Record<string, unknown>>, prefix: string, around: Surroundings, values: Values, complain: Complain): void {
  for (const name of Object.keys(given)) if (!Object.hasOwn(fields, name)) complain(prefix + name, 'is not a field of this file');
  for (const [name, entry] of Object.entries(fields)) {
    const path = prefix + name;
    const value = Object.hasOwn(given, name) ? given[name] : undefined;
    if (!('fields' in entry)) readField(entry, value, path, around, values, complain);
    else if (value === undefined || isObject(value)) readFields(entry.fields, value ?? {}, `${path}.`, around, values, complain);
    else complain(path, 'must be an object');
  }
}

function readField(field: Field, given: unknown, path: string, around: Surroundings, values: Values, complain: Complain): void {
  const value = given === undefined ? field.default : given;
  if (value === undefined && field.isNullable !== true) complain(path, 'is missing');
  else if (value === null && field.isNullable !== true) complain(path, 'must not be null');
  else if (value === undefined || value === null) keepNone(field, values);
  else {
    try {
      keep(field, readValue(value, field, around), values);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      complain(path + error.within, error.sentence);
    }
  }
}

function keep(field: Field, value: unknown, { columns, links }: Values): void {
  if (field.kind === 'references') {
    links.set(field.link.table, value as readonly number[]);
  } else if (field.kind === 'money') {
    const { amount, currency } = value as Money;
    columns[field.column] = amount;
    if (field.currency === undefined) return;
    const other = columns[field.currency] as string | null | undefined;
    if (typeof other === 'string' && other !== currency) throw new Refused(`must be ${other}, as the amount before it`, '.currency');
    columns[field.currency] = currency;
  } else {
    columns[field.column] = value;
  }
}

function keepNone(field: Field, { columns }: Values): void {
  if (field.kind === 'references') return;
  columns[field.column] = null;
  if (field.kind === 'money' && field.currency !== undefined) columns[field.currency] ??= null;
}

function readId({ spaces }: Resource, id: unknown, complain: Complain): { space: NumberSpace; number: number } | null {
  if (id === undefined) {
    complain('id', 'is missing');
    return null;
  }
  for (const space of spaces) {
    const number = numberOf(space.id, id);
    if (number !== null) return { space, number };
  }
  complain('id', `must be an id such as ${spaces.map((space) => idOf(space.id, 8801)).join(' or ')}`);
  return null;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
