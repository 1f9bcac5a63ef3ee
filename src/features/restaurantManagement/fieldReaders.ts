import { badInput } from '../../errors.js';
import { readLine, readName } from '../shared/text.js';
import type { ManagedField } from './managedNoun.js';

/** How the fields of managed nouns are read. GraphQL has checked the types. */

const longestName = 100;

function field<Value>(column: string | null, read: (name: string, value: never) => Value): ManagedField<Value> {
  return { column, isNullable: false, read: (name, value) => read(name, value as never) };
}

export function nameField(column = 'name'): ManagedField<string> {
  return field(column, (name, value: string) => readName(name, value, longestName));
}

/** A name that may be empty. */
export function lineField(column: string): ManagedField<string> {
  return field(column, (name, value: string) => readLine(name, value, longestName));
}

/** @param least The bounds are included. */
export function integerField(column: string, least: number, most: number): ManagedField<number> {
  return field(column, (name, value: number) => {
    if (value < least || value > most) throw badInput(name, `must be ${least} to ${most}`);
    return value;
  });
}

export function booleanField(column: string): ManagedField<boolean> {
  return field(column, (_name, value: boolean) => value);
}

/** What a scalar has read already. */
export function textField(column: string): ManagedField<string> {
  return field(column, (_name, value: string) => value);
}

/** ISO weekdays, ascending and each once. */
export function weekdaysField(column: string): ManagedField<readonly number[]> {
  return field(column, (name, value: readonly number[]) => {
    if (value.length === 0) throw badInput(name, 'must have at least one day');
    if (value.some((day) => day < 1 || day > 7)) throw badInput(name, 'must be days from 1, Monday, to 7');
    return [...new Set(value)].sort((one, other) => one - other);
  });
}

/** A field that is rows of another table. */
export function partsField<Value>(read: (name: string, value: never) => Value): ManagedField<Value> {
  return field(null, read);
}

/** @param initial Of a new row, when its input leaves the field out. */
export function beginningWith<Value>(initial: Value, one: ManagedField<Value>): ManagedField<Value> {
  return { ...one, initial };
}

export function nullable<Value>(one: ManagedField<Value>): ManagedField<Value | null> {
  return { ...one, isNullable: true };
}
