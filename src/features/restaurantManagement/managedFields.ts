import { badInput } from '../../errors.js';
import type { ManagedField, ManagedFields } from './managedNoun.js';

/** What an input gives, and what a row holds, each by the field. */
export type Values = Readonly<Record<string, unknown>>;

type Fields = Readonly<Record<string, ManagedField<unknown>>>;

const byName = (fields: ManagedFields<object>) => fields as Fields;

/** The fields that an input mentions. */
export function namesIn(input: object): string[] {
  return Object.keys(input).filter((name) => (input as Values)[name] !== undefined);
}

/**
 * @param names Those to read; one that is left out is as new rows begin.
 * @throws badInput naming the field.
 */
export function readValues(fields: ManagedFields<object>, input: object, names: readonly string[] = Object.keys(fields)): Values {
  return Object.fromEntries(
    names.map((name) => {
      const given = (input as Values)[name];
      const field = byName(fields)[name] as ManagedField<unknown>;
      const value = (given === undefined ? field.initial : given) ?? null;
      if (value !== null) return [name, field.read(name, value)];
      if (field.isNullable) return [name, null];
      throw badInput(name, 'must not be null');
    }),
  );
}

export function columnNamesOf(fields: ManagedFields<object>): string[] {
  return Object.values(byName(fields)).flatMap(({ column }) => (column === null ? [] : [column]));
}

/** Columns of the values that are given. */
export function columnsOf(fields: ManagedFields<object>, values: object): Values {
  return Object.fromEntries(
    Object.entries(byName(fields)).flatMap(([name, { column }]) => (column === null || (values as Values)[name] === undefined ? [] : [[column, (values as Values)[name]]])),
  );
}

export function valuesOf(fields: ManagedFields<object>, columns: Values): Values {
  return Object.fromEntries(Object.entries(byName(fields)).flatMap(([name, { column }]) => (column === null ? [] : [[name, columns[column]]])));
}

/** Whether some of these fields are rows of another table. */
export function hasParts(fields: ManagedFields<object>, names: readonly string[]): boolean {
  return names.some((name) => byName(fields)[name]?.column === null);
}
