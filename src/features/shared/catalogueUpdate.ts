import { badInput } from '../../errors.js';
import { bodyObject } from '../../rest/parameters.js';
import { readName, readText } from './text.js';

/**
 * Partial updates of a catalogue's items, the same rules on both surfaces. Each noun has one table of what may be
 * changed, by the input's field in the graph; a field inside an input object goes by its path:
 *
 *     const passUpdate = {
 *       name: { rest: 'name', kind: 'name', most: 200 },
 *       'validity.period': { rest: 'validity.period', kind: 'integer', least: 1 },
 *     } as const satisfies UpdateFields<UpdatePassInput>;
 *
 * What is left out stays as it is; null is refused unless the field is `nullable`; an update that changes nothing is
 * refused too. REST names what is at fault by its own key, the graph by its field.
 */

/** One field that may be changed. */
export type UpdateField = { readonly rest: string; readonly nullable?: true } & (
  | { /** One line, at least a character once trimmed. */ readonly kind: 'name'; readonly most: number }
  | { /** Any number of lines, or nothing. */ readonly kind: 'text'; readonly most: number }
  | { readonly kind: 'integer'; readonly least: number; readonly most?: number }
  | { readonly kind: 'decimal'; readonly above: number; readonly most?: number }
  | { readonly kind: 'boolean' }
  | { readonly kind: 'choice'; readonly of: readonly string[] }
);

/** A table with every field of an input type but its `id`, so that the compiler misses one that the schema gains. */
export type UpdateFields<Input> = { readonly [Path in PathOf<Input>]: UpdateField };

type PathOf<Input> = {
  [Name in Exclude<keyof Input, 'id'> & string]-?: NonNullable<Input[Name]> extends object
    ? `${Name}.${keyof NonNullable<Input[Name]> & string}`
    : Name;
}[Exclude<keyof Input, 'id'> & string];

/** Values to store, by the table's paths; undefined: left as it is. */
export type Changes<Fields> = { readonly [Path in keyof Fields]?: ValueOf<Fields[Path]> | undefined };

type ValueOf<Field> =
  | (Field extends { kind: 'name' | 'text' } ? string : never)
  | (Field extends { kind: 'integer' | 'decimal' } ? number : never)
  | (Field extends { kind: 'boolean' } ? boolean : never)
  | (Field extends { kind: 'choice'; of: readonly (infer Choice)[] } ? Choice : never)
  | (Field extends { nullable: true } ? null : never);

type Table = Readonly<Record<string, UpdateField>>;
type Values = Readonly<Record<string, unknown>>;

/**
 * What a mutation's input changes.
 * @throws badInput naming the field, or `input` when there is nothing but the `id`.
 */
export function readUpdateInput<const Fields extends Table>(fields: Fields, input: { readonly id: string }): Changes<Fields> {
  const given = Object.fromEntries(Object.entries(input).filter(([name]) => name !== 'id'));
  const changes = readChanges(given, Object.entries(fields).map(([path, field]) => ({ path, name: path, field })));
  if (Object.keys(changes).length === 0) throw badInput('input', 'must have something to change');
  return changes as Changes<Fields>;
}

/**
 * A REST body as the mutation's input, all but its `id`.
 * @throws BAD_REQUEST when there is no body; badInput naming the key, or `body` when it is empty or no object.
 */
export function readUpdateBody<Input>(fields: UpdateFields<Input> & Table, body: unknown): Omit<Input, 'id'> {
  const changes = readChanges(bodyObject(body), Object.entries(fields).map(([path, field]) => ({ path, name: field.rest, field })));
  if (Object.keys(changes).length === 0) throw badInput('body', 'must have at least one field to change');
  return nested(changes) as Omit<Input, 'id'>;
}

/** What REST calls each field: a route's `parameterNames`, for what is only refused below it. */
export function restNames(fields: Table): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(fields).map(([path, { rest }]) => [path, rest]));
}

/** A field as one surface knows it. */
interface NamedField {
  /** In the graph; the changes are by it. */
  readonly path: string;
  /** Where the surface has it: `pricing.initial_base100`. */
  readonly name: string;
  readonly field: UpdateField;
}

function readChanges(given: Values, known: readonly NamedField[]): Values {
  const byName = new Map(known.map((one) => [one.name, one]));
  const groups = new Set(known.flatMap(({ name }) => (name.includes('.') ? [name.slice(0, name.indexOf('.'))] : [])));
  const changes: Record<string, unknown> = {};
  const readOne = (name: string, value: unknown): void => {
    const found = byName.get(name);
    if (found === undefined) throw badInput(name.slice(0, 100), 'is not a field of this request');
    changes[found.path] = readValue(name, value, found.field);
  };
  for (const [key, value] of entriesOf(given)) {
    if (key.includes('.')) throw badInput(key.slice(0, 100), 'is not a field of this request');
    if (!groups.has(key)) readOne(key, value);
    else for (const [inner, innerValue] of groupEntries(key, value)) readOne(`${key}.${inner}`, innerValue);
  }
  return changes;
}

function groupEntries(name: string, value: unknown): [string, unknown][] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw badInput(name, 'must be an object');
  const entries = entriesOf(value as Values);
  if (entries.length === 0) throw badInput(name, 'must have at least one field to change');
  return entries;
}

function entriesOf(values: Values): [string, unknown][] {
  return Object.entries(values).filter(([, value]) => value !== undefined);
}

/** GraphQL's and PostgreSQL's integer. */
const largestInteger = 2_147_483_647;

function readValue(name: string, value: unknown, field: UpdateField): unknown {
  if (value === null) {
    if (field.nullable === true) return null;
    throw badInput(name, 'must not be null');
  }
  switch (field.kind) {
    case 'name':
    case 'text':
      if (typeof value !== 'string') throw badInput(name, 'must be a string');
      return field.kind === 'name' ? readName(name, value, field.most) : readText(name, value, field.most);
    case 'integer': {
      const { least, most = largestInteger } = field;
      if (typeof value !== 'number' || !Number.isInteger(value)) throw badInput(name, 'must be a whole number');
      if (value < least || value > most) throw badInput(name, `must be ${least} to ${most}`);
      return value;
    }
    case 'decimal': {
      const { above, most = largestInteger } = field;
      if (typeof value !== 'number' || !Number.isFinite(value)) throw badInput(name, 'must be a number');
      if (value <= above || value > most) throw badInput(name, `must be above ${above} and at most ${most}`);
      return value;
    }
    case 'boolean':
      if (typeof value !== 'boolean') throw badInput(name, 'must be true or false');
      return value;
    case 'choice':
      if (typeof value !== 'string' || !field.of.includes(value)) throw badInput(name, `must be one of ${field.of.join(', ')}`);
      return value;
    default:
      return field satisfies never;
  }
}

/** Values by path as the object that the paths lead through. */
function nested(changes: Values): Values {
  const whole: Record<string, unknown> = {};
  for (const [path, value] of Object.entries(changes)) {
    const [first = path, second] = path.split('.');
    if (second === undefined) whole[first] = value;
    else whole[first] = { ...(whole[first] as object | undefined), [second]: value };
  }
  return whole;
}
