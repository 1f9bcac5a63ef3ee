import { readdirSync, readFileSync } from 'node:fs';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { IdKind } from '../../src/features/shared/ids.js';
import { migrate } from '../../src/database/migrate.js';
import { migrations } from '../../src/database/migrations/index.js';
import { documentation } from '../../src/transfer/documentation.js';
import { flatten } from '../../src/transfer/field.js';
import { resources } from '../../src/transfer/resources.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

/** Tables of the studio that are no part of an import or export. A new one is either in `resources.ts` or here. */
const leftOut = ['api_clients', 'api_keys', 'users', 'number_sequences', 'audit_entries', 'audit_entries_default'];

interface Column {
  table: string;
  column: string;
  isNullable: boolean;
}

let test: TestDatabase;
let columns: Column[];
beforeAll(async () => {
  test = await createTestDatabase();
  columns = await columnsIn(test);
});
afterAll(() => test.drop());

/** The columns of every table that has rows of companies. */
async function columnsIn({ database: { db } }: TestDatabase): Promise<Column[]> {
  const { rows } = await sql<Column>`
    select table_name as table, column_name as column, is_nullable = 'YES' as "isNullable" from information_schema.columns
    where table_schema = 'public' and table_name in (select table_name from information_schema.columns where column_name = 'company_id')`.execute(db);
  return rows;
}

const fieldsOf = (fields: Parameters<typeof flatten>[0]) => flatten(fields).map(({ field }) => field);
const linksOf = resources.flatMap(({ fields }) => fieldsOf(fields).flatMap((field) => (field.kind === 'references' ? [field.link] : [])));

describe('the files of an import', () => {
  it('cover every table of the studio', async () => {
    const studio = await createTestDatabase({ isEmpty: true });
    try {
      await migrate(studio.database.db, Object.fromEntries(Object.entries(migrations).filter(([name]) => /_(gateway|studio)/.test(name))));
      const tables = new Set((await columnsIn(studio)).map(({ table }) => table));
      const covered = [...resources.map(({ table }) => table), ...linksOf.map(({ table }) => table)];
      expect([...covered, ...leftOut].sort()).toEqual([...tables].sort());
    } finally {
      await studio.drop();
    }
  });

  it.each(resources.map((resource) => [resource.table, resource] as const))('fill every column of %s, and none twice', (table, { fields, spaces, derived, copied }) => {
    const filled = [
      'company_id',
      'number',
      ...Object.keys(spaces[0].columns ?? {}),
      ...fieldsOf(fields).flatMap((field) => (field.kind === 'references' ? [] : [field.column])),
      ...new Set(fieldsOf(fields).flatMap((field) => (field.kind === 'money' && field.currency !== undefined ? [field.currency] : []))),
      ...Object.keys(derived ?? {}),
      ...(copied?.columns ?? []),
    ];
    expect(filled.sort()).toEqual(columns.filter((one) => one.table === table).map(({ column }) => column).sort());
  });

  it('take null where the column does, and only there', () => {
    for (const { table, fields } of resources) {
      for (const field of fieldsOf(fields)) {
        if (field.kind === 'references') continue;
        const column = columns.find((one) => one.table === table && one.column === field.column);
        expect([table, field.column, column?.isNullable]).toEqual([table, field.column, field.isNullable === true]);
      }
    }
  });

  it('refer to files before their own', () => {
    const before = new Set<IdKind>();
    for (const { table, spaces, fields } of resources) {
      for (const field of fieldsOf(fields)) if (field.kind === 'reference' || field.kind === 'references') expect([table, field.to, before.has(field.to)]).toEqual([table, field.to, true]);
      for (const { id } of spaces) before.add(id);
    }
  });

  it('void answers by names that the graph has', () => {
    const sdl = readdirSync('schema').map((file) => readFileSync(`schema/${file}`, 'utf8')).join('\n');
    const names = new Set([...sdl.matchAll(/@cached\(resources: \[([^\]]*)\]/g)].flatMap(([, list = '']) => [...list.matchAll(/"(\w+)"/g)].map(([, name]) => name)));
    for (const { table, cached } of resources) for (const name of cached) expect([table, name, names.has(name)]).toEqual([table, name, true]);
  });

  it('are documented as they are', () => {
    expect(readFileSync('docs/import.md', 'utf8')).toBe(documentation());
    expect(readFileSync('README.md', 'utf8')).toContain('](docs/import.md)');
  });
});
