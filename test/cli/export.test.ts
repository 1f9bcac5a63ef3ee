import { mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { exportFolder } from '../../src/transfer/exportFolder.js';
import { fileOf } from '../../src/transfer/resource.js';
import { resources } from '../../src/transfer/resources.js';
import { isFull } from '../support/counts.js';
import { connectTestDatabase, createTestDatabase, type TestDatabase } from '../support/database.js';
import { createDemoDatabase } from '../support/demoDatabase.js';
import { complaints, exampleFiles, filesIn, frontdesk, makeFolder, multiply } from '../support/transfer.js';

let demo: TestDatabase;
let fresh: TestDatabase;
const removals: (() => Promise<void>)[] = [];

beforeAll(async () => {
  demo = await createDemoDatabase();
  fresh = await createTestDatabase();
});
afterEach(async () => {
  for (const remove of removals.splice(0)) await remove();
});
afterAll(async () => {
  await demo.drop();
  await fresh.drop();
});

async function emptyFolder(): Promise<string> {
  const { folder, remove } = await makeFolder();
  removals.push(remove);
  return folder;
}

const exporting = (from: TestDatabase, folder: string, slug: string, ...options: string[]) => frontdesk(from.connectionString, ['export', folder, '--company', slug, ...options]);
const importing = (into: TestDatabase, folder: string, slug: string, ...options: string[]) => frontdesk(into.connectionString, ['import', folder, '--company', slug, ...options]);

/** Every row of a company as JSON, without the company's own number. */
async function rowsOf({ database: { db } }: TestDatabase, table: string, slug: string): Promise<unknown[]> {
  const { rows } = await sql<{ row: unknown }>`select to_jsonb(one) - 'company_id' as row from ${sql.table(table)} as one
    where company_id = (select id from companies where slug = ${slug}) order by (to_jsonb(one) - 'company_id')::text`.execute(db);
  return rows.map(({ row }) => row);
}

const tables = [...resources.map(({ table }) => table), 'event_facilitators', 'facilitator_schedule_services'];

describe('a company that is exported and imported elsewhere', () => {
  it.each(['demo', 'rival'])('is the same company, row by row, and exported again the same files: %s', async (slug) => {
    const [first, second, third] = [await emptyFolder(), await emptyFolder(), await emptyFolder()];
    expect(await exporting(demo, first, slug)).toMatchObject({ code: 0, out: [expect.stringMatching(/^Exported [\d,]+ rows in \d+\.\d s\.$/)] });
    // In another database, and beside the original.
    expect(await importing(fresh, first, slug)).toMatchObject({ code: 0 });
    expect(await importing(demo, first, `${slug}-copy`)).toMatchObject({ code: 0 });
    for (const table of tables) {
      const rows = await rowsOf(demo, table, slug);
      expect([table, rows.length > 0]).toEqual([table, true]);
      expect(await rowsOf(fresh, table, slug)).toEqual(rows);
      expect(await rowsOf(demo, table, `${slug}-copy`)).toEqual(rows);
    }
    expect(await rowsOf(fresh, 'users', slug)).toEqual([]);

    await exporting(fresh, second, slug);
    await exporting(demo, third, `${slug}-copy`);
    const files = await filesIn(first);
    expect(Object.keys(files)).toEqual(['company.json', ...resources.map(fileOf)].sort());
    expect(await filesIn(second)).toEqual(files);
    expect(await filesIn(third)).toEqual(files);
  });

  it('goes on numbering where it was', async () => {
    const kinds = resources.flatMap(({ spaces }) => spaces.map(({ sequence }) => sequence));
    const { rows: numbers } = await sql<{ kind: string; last: number }>`select kind, last_number as last from number_sequences
      where company_id = (select id from companies where slug = 'demo') and kind = any(${kinds}) order by kind`.execute(demo.database.db);
    const { rows: ofCopy } = await sql<{ kind: string; last: number }>`select kind, last_number as last from number_sequences
      where company_id = (select id from companies where slug = 'demo') order by kind`.execute(fresh.database.db);
    expect(ofCopy).toEqual(numbers);
    expect(ofCopy).toHaveLength(kinds.length);
  });

  it('takes no secret with it', async () => {
    const folder = await emptyFolder();
    await exporting(demo, folder, 'demo');
    const text = Object.values(await filesIn(folder)).join('');
    const { rows } = await sql<{ secret: string }>`select password_hash as secret from users union select secret_hash from api_clients union select secret_hash from api_keys
      union select id from api_clients union select email from users where kind = 'staff'`.execute(demo.database.db);
    for (const { secret } of rows) expect(text).not.toContain(secret);
  });

  it('may be large', { timeout: 600_000 }, async () => {
    const [once, many] = [await emptyFolder(), await emptyFolder()];
    await exporting(demo, once, isFull ? 'demo' : 'rival');
    const rows = await multiply(once, many, isFull ? 7 : 4);
    if (isFull) expect(rows).toBeGreaterThan(200_000);
    const ran = await importing(fresh, many, 'large');
    expect(complaints(ran)).toEqual([]);
    expect(ran.out).toEqual([expect.stringContaining(`Imported ${rows.toLocaleString('en')} rows into the new company large`)]);
    const { rows: counts } = await sql<{ number: number }>`select count(*) as number from bookings join companies on companies.id = company_id and slug = 'large'`.execute(fresh.database.db);
    expect(counts).toEqual([{ number: (isFull ? 7 : 4) * (await rowsOf(demo, 'bookings', isFull ? 'demo' : 'rival')).length }]);
  });
});

describe('the examples of the documentation', () => {
  it('are exported as they are documented, with every field', async () => {
    const files = exampleFiles();
    const { folder, remove } = await makeFolder(files);
    removals.push(remove);
    const again = await emptyFolder();
    await importing(fresh, folder, 'examples', '--name', 'Acme Yoga', '--time-zone', 'Europe/London', '--currency', 'GBP');
    await exporting(fresh, again, 'examples');
    const { 'company.json': company, ...exported } = await filesIn(again);
    expect(JSON.parse(company ?? '')).toEqual({ name: 'Acme Yoga', timeZone: 'Europe/London', currency: 'GBP' });
    for (const [name, text] of Object.entries(exported)) expect(JSON.parse(text)).toMatchObject(JSON.parse(files[name] ?? '') as object);
  });
});

describe('an export', () => {
  it('is of one moment: what is written meanwhile is in no file', async () => {
    const folder = await emptyFolder();
    const other = connectTestDatabase(demo.connectionString);
    let isWritten = false;
    // Writes as soon as the first statement of the export was answered.
    const db = demo.database.db.withPlugin({
      transformQuery: ({ node }) => node,
      async transformResult({ result }) {
        if (isWritten) return result;
        isWritten = true;
        await sql`insert into rooms (company_id, number, name) select id, 9999, 'Built meanwhile' from companies where slug = 'demo'`.execute(other.db);
        return result;
      },
    });
    try {
      await exportFolder(db, { folder, slug: 'demo', force: false, progress: { update: () => undefined, done: () => undefined } });
      expect(await rowsOf(demo, 'rooms', 'demo')).toContainEqual({ number: 9999, name: 'Built meanwhile' });
      expect((await filesIn(folder))['rooms.ndjson']).not.toContain('Built meanwhile');
    } finally {
      await sql`delete from rooms where number = 9999`.execute(other.db);
      await other.close();
    }
  });

  it('makes its folder, and files that only their owner can read', async () => {
    const folder = path.join(await emptyFolder(), 'a', 'b');
    expect(await exporting(demo, folder, 'rival')).toMatchObject({ code: 0 });
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
    expect((await stat(path.join(folder, 'customers.ndjson'))).mode & 0o777).toBe(0o600);
  });

  it('leaves a folder alone that has something in it, unless it is forced to', async () => {
    const folder = await emptyFolder();
    await writeFile(path.join(folder, 'rooms.ndjson'), 'of long ago\n');
    await writeFile(path.join(folder, 'mine.txt'), 'mine\n');
    const refused = await exporting(demo, folder, 'rival');
    expect(refused).toMatchObject({ code: 1, out: [], error: [`${folder} is not empty: choose another folder, or --force to write over an earlier export.`] });
    expect(await filesIn(folder)).toEqual({ 'mine.txt': 'mine\n', 'rooms.ndjson': 'of long ago\n' });

    expect(await exporting(demo, folder, 'rival', '--force')).toMatchObject({ code: 0 });
    const files = await filesIn(folder);
    expect(files['mine.txt']).toBe('mine\n');
    expect(files['rooms.ndjson']).toMatch(/^\{"id":"room_900001",/);
    expect(Object.keys(files)).toHaveLength(resources.length + 2);
  });

  it('that fails leaves nothing behind', async () => {
    const folder = await emptyFolder();
    expect((await exporting(demo, folder, 'nobody')).error).toEqual(['There is no company called nobody.']);
    expect(await filesIn(folder)).toEqual({});
    await writeFile(path.join(folder, 'file'), '');
    expect((await exporting(demo, path.join(folder, 'file'), 'rival')).error).toEqual([`${path.join(folder, 'file')} cannot be written: EEXIST.`]);
    // Where one of the files has to be, there is a folder.
    await mkdir(path.join(folder, 'vouchers.ndjson', 'in the way'), { recursive: true });
    expect(complaints(await exporting(demo, folder, 'rival', '--force'))).toEqual([expect.stringMatching(/cannot be written: E(ISDIR|NOTEMPTY|EXIST)\.$/)]);
    expect((await readdir(folder)).filter((name) => name.endsWith('.unfinished'))).toEqual([]);
  });
});
