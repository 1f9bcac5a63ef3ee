import { type Kysely, sql } from 'kysely';
import type { Tables } from '../database/tables.js';
import { type IdKind, idOf } from '../features/shared/ids.js';
import { flatten } from './field.js';
import type { Columns, NumberSpace, Resource, RowLookup, Unique } from './resource.js';

/** Where a row is that a line must not repeat: 0 for the database, else a line of the file. */
type Place = number;
const inDatabase: Place = 0;

/**
 * The rows that lines may refer to and must not repeat: those of the company, and those of the lines read so far.
 * Numbers and the values that are unique are held in memory, nothing else.
 */
export class KnownRows implements RowLookup {
  readonly #places = new Map<IdKind, Map<number, Place>>();
  readonly #parents = new Map<IdKind, Map<number, number>>();
  readonly #values = new Map<Unique, Map<string, Place>>();

  has(kind: IdKind, number: number): boolean {
    return this.#places.get(kind)?.has(number) === true;
  }

  parentOf(kind: IdKind, number: unknown): number | undefined {
    return this.#parents.get(kind)?.get(number as number);
  }

  /** The highest number of a kind among the lines and the company's rows; 0 when there is none. */
  highest(kind: IdKind): number {
    let highest = 0;
    for (const number of this.#places.get(kind)?.keys() ?? []) if (number > highest) highest = number;
    return highest;
  }

  /** @returns why the row is refused */
  addNumber(kind: IdKind, number: number, line: Place): string | null {
    const places = mapIn(this.#places, kind);
    const place = places.get(number);
    if (place === undefined) {
      places.set(number, line);
      return null;
    }
    return place === inDatabase ? `${idOf(kind, number)} is in the company already` : `${idOf(kind, number)} is on line ${place} already`;
  }

  addParent(kind: IdKind, number: number, parent: number): void {
    mapIn(this.#parents, kind).set(number, parent);
  }

  /** @returns why the row is refused */
  addValues(unique: Unique, columns: Columns, line: Place): string | null {
    // What a line that is refused anyhow does not say collides with nothing.
    if (unique.columns.some((column) => columns[column] === undefined)) return null;
    if (unique.unless !== undefined && columns[unique.unless] !== null) return null;
    const key = unique.columns.map((column) => String(columns[column]).toLowerCase()).join(' ');
    const values = mapIn(this.#values, unique);
    const place = values.get(key);
    if (place === undefined) {
      values.set(key, line);
      return null;
    }
    return `${unique.sentence} (${place === inDatabase ? 'in the company' : `line ${place}`})`;
  }
}

/** What the lines of these resources can meet in a company: its rows of their kinds, and of those they refer to. */
export async function loadKnownRows(db: Kysely<Tables>, companyId: number, reading: readonly Resource[], all: readonly Resource[]): Promise<KnownRows> {
  const known = new KnownRows();
  const wanted = new Set(reading.flatMap(kindsIn));
  for (const resource of all) {
    for (const space of resource.spaces) if (wanted.has(space.id)) await loadSpace(db, companyId, resource, space, known);
  }
  for (const { table, unique = [] } of reading) {
    for (const one of unique) {
      const { rows } = await sql<Columns>`select ${sql.join([...one.columns, ...(one.unless === undefined ? [] : [one.unless])].map((column) => sql.ref(column)))}
        from ${sql.table(table)} where company_id = ${companyId}`.execute(db);
      for (const row of rows) known.addValues(one, row, inDatabase);
    }
  }
  return known;
}

async function loadSpace(db: Kysely<Tables>, companyId: number, { table, parent }: Resource, space: NumberSpace, known: KnownRows): Promise<void> {
  const { rows } = await sql<{ number: number; parent: number | null }>`
    select number, ${parent === undefined ? sql`null` : sql.ref(parent)} as parent
    from ${sql.table(table)} where ${inSpace(companyId, space)}`.execute(db);
  for (const row of rows) {
    known.addNumber(space.id, row.number, inDatabase);
    if (row.parent !== null) known.addParent(space.id, row.number, row.parent);
  }
}

/** The condition on a company's rows of one number space. */
export function inSpace(companyId: number, { columns = {} }: NumberSpace) {
  const conditions = Object.entries(columns).map(([column, value]) => sql`${sql.ref(column)} = ${value}`);
  return sql.join([sql`company_id = ${companyId}`, ...conditions], sql` and `);
}

/** The kinds of a resource's own ids and of those it refers to. */
function kindsIn({ spaces, fields }: Resource): IdKind[] {
  const referred = flatten(fields).flatMap(({ field }) => (field.kind === 'reference' || field.kind === 'references' ? [field.to] : []));
  return [...spaces.map(({ id }) => id), ...referred];
}

function mapIn<Key, InnerKey, Value>(maps: Map<Key, Map<InnerKey, Value>>, key: Key): Map<InnerKey, Value> {
  const known = maps.get(key) ?? new Map<InnerKey, Value>();
  maps.set(key, known);
  return known;
}
