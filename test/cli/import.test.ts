import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { sql } from 'kysely';
import { flatten } from '../../src/transfer/field.js';
import { fileOf } from '../../src/transfer/resource.js';
import { resources } from '../../src/transfer/resources.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { complaints, exampleFiles, frontdesk, makeFolder, ndjson, type Ran, resourceCalled } from '../support/transfer.js';

let test: TestDatabase;
const removals: (() => Promise<void>)[] = [];

beforeAll(async () => {
  test = await createTestDatabase();
});
afterEach(async () => {
  for (const remove of removals.splice(0)) await remove();
});
afterAll(() => test.drop());

const acme = ['--name', 'Acme Yoga', '--time-zone', 'Europe/London', '--currency', 'GBP'] as const;

/** Imports files as somebody does who types it. */
async function importing(files: Readonly<Record<string, string | Uint8Array>>, slug: string, ...options: string[]): Promise<Ran> {
  const { folder, remove } = await makeFolder(files);
  removals.push(remove);
  return frontdesk(test.connectionString, ['import', folder, '--company', slug, ...options]);
}

/** What is complained of the examples when a file has these lines instead; it is made sure that nothing is written. */
async function refusalOf(files: Readonly<Record<string, readonly (string | object)[]>>): Promise<string[]> {
  const changed = Object.fromEntries(Object.entries(files).map(([table, lines]) => [`${table}.ndjson`, ndjson(lines)]));
  const ran = await importing({ ...exampleFiles(), ...changed }, 'refused', ...acme);
  expect(ran).toMatchObject({ code: 1, out: [] });
  expect(await test.database.db.selectFrom('companies').select('id').where('slug', '=', 'refused').execute()).toEqual([]);
  const said = complaints(ran);
  expect(said.at(-1)).toMatch(/^Nothing was imported: there (is a mistake|are \d+ mistakes) in the folder\.$/);
  return said.slice(0, -1);
}

/** The example of a file with other values; an undefined one is left out. */
function exampleOf(table: string, changes: Record<string, unknown> = {}): Record<string, unknown> {
  return { ...resourceCalled(table).example, ...changes };
}

const rowsOf = async (table: string, slug: string) =>
  (await sql<Record<string, unknown>>`select * from ${sql.table(table)} where company_id = (select id from companies where slug = ${slug})`.execute(test.database.db)).rows;

describe('the documented examples', () => {
  it('make a company with one row of everything, ids kept and references resolved', async () => {
    const ran = await importing(exampleFiles(), 'acme', ...acme);
    expect(ran).toMatchObject({ code: 0, out: [expect.stringMatching(/^Imported 24 rows into the new company acme \(Acme Yoga, Europe\/London, GBP\) in \d+\.\d s\.$/)] });
    expect(complaints(ran)).toEqual([]);
    const company = await test.database.db.selectFrom('companies').selectAll().where('slug', '=', 'acme').executeTakeFirstOrThrow();
    expect(company).toMatchObject({ name: 'Acme Yoga', time_zone: 'Europe/London', currency: 'GBP' });
    const own = { company_id: company.id };

    expect(await rowsOf('customers', 'acme')).toEqual([
      { ...own, number: 8801, first_name: 'Noor', last_name: 'Bakker', email: 'noor.b@example.org', mobile: '07700900123', archived: false, created_at: new Date('2024-02-11T09:30:00Z'), deleted_at: null },
    ]);
    expect(await rowsOf('event_facilitators', 'acme')).toEqual([{ ...own, event_number: 77, facilitator_number: 2, position: 0 }]);
    expect(await rowsOf('events', 'acme')).toMatchObject([{ number: 77, room_number: 1, max_attendees: 12, booking_types: ['INDIVIDUAL'], payment_methods: ['CARD', 'PASS'], categories: ['Clay'], terms: null }]);
    // The buyer and the moment are the transaction's.
    expect(await rowsOf('bookings', 'acme')).toEqual([
      {
        ...own, number: 7702, transaction_number: 5120, purchased_at: new Date('2026-08-02T18:41:00Z'), event_date_number: 930, buyer_number: 8801, attendee_number: 8801,
        pricing_option_number: 311, spaces: 1, payment_method: 'CARD', currency: 'GBP', gross_amount: 1800, net_amount: 1746, credits_used: null, attended: null, is_cancelled: false, is_refunded: false,
      },
    ]);
    expect(await rowsOf('videos', 'acme')).toMatchObject([{ number: 19, library_number: 4, has_expiry: true, expiry_days: 14 }]);
    expect(await rowsOf('vouchers', 'acme')).toMatchObject([{ number: 31, is_legacy: false, code: 'KILN15', discount_value: 15, initial_value: null }]);
    expect(await rowsOf('questionnaire_answers', 'acme')).toMatchObject([{ number: 310, answer: ['Bowls', 'Tiles'] }]);
    expect(await rowsOf('facilitator_schedules', 'acme')).toMatchObject([{ number: 5, first_day: '2026-01-05', last_day: null, weekdays: [1, 3], opens: '09:00:00', closes: '17:30:00', room_number: 1 }]);
    expect(await rowsOf('facilitator_schedule_services', 'acme')).toEqual([{ ...own, schedule_number: 5, service_number: 4 }]);
    // The service is the option's.
    expect(await rowsOf('appointments', 'acme')).toMatchObject([{ number: 340, service_option_number: 6, service_number: 4, status: 'SCHEDULED' }]);
  });

  it('may have only what is needed', async () => {
    const files = Object.fromEntries(resources.map((resource) => [fileOf(resource), ndjson([neededOf(resource.fields, resource.example)])]));
    expect(await importing(files, 'sparse', ...acme)).toMatchObject({ code: 0 });
    expect(await rowsOf('events', 'sparse')).toMatchObject([{ description: '', archived: false, room_number: null, max_attendees: null, waiting_list_enabled: false, categories: [] }]);
    expect(await rowsOf('event_facilitators', 'sparse')).toEqual([]);
    expect(await rowsOf('bookings', 'sparse')).toMatchObject([{ spaces: 1, attended: null, pricing_option_number: null, is_cancelled: false }]);
    expect(await rowsOf('videos', 'sparse')).toMatchObject([{ has_expiry: false, expiry_days: null, is_ready: true }]);
  });

  it('may be untidy', async () => {
    const customers = [
      '',
      JSON.stringify(exampleOf('customers', { firstName: '  Noor ', mobile: '', createdAt: '2024-02-11T10:30:00.1239+01:00' })),
      `  ${JSON.stringify(exampleOf('customers', { id: 'cust_7', email: 'NOOR.B@example.org', deletedAt: '2025-01-01T00:00:00Z' }))}\r`,
    ];
    expect(await importing({ 'customers.ndjson': `\uFEFF${customers.join('\n')}`, 'README.md': '#', 'notes.txt': '-', '.DS_Store': '-' }, 'untidy', ...acme)).toMatchObject({ code: 0 });
    expect(await rowsOf('customers', 'untidy')).toMatchObject([
      { number: 8801, first_name: 'Noor', mobile: null, created_at: new Date('2024-02-11T09:30:00.123Z') },
      { number: 7, email: 'NOOR.B@example.org' },
    ]);
  });
});

/** The fields of an example that a line cannot do without, and those that its rules ask for. */
function neededOf(fields: Parameters<typeof flatten>[0], example: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const asked = ['code', 'discountType', 'discountValue', 'createdAt', 'amount', 'gross', 'net'];
  const needed = Object.entries(fields).flatMap(([name, entry]): [string, unknown][] => {
    if ('fields' in entry) return [[name, neededOf(entry.fields, example[name] as Record<string, unknown>)]];
    const isNeeded = (entry.isNullable !== true && entry.default === undefined) || asked.includes(name);
    return isNeeded ? [[name, example[name]]] : [];
  });
  return { ...('id' in example ? { id: example['id'] } : {}), ...Object.fromEntries(needed) };
}

describe('every field of every file', () => {
  it.each(resources.map(({ table }) => table))('%s: is named when it is missing, null or of a wrong type', async (table) => {
    const { fields, example, unique = [] } = resourceCalled(table);
    const lines: Record<string, unknown>[] = [example];
    const expected: RegExp[] = [];
    const complain = (line: Record<string, unknown>, complaint: string) => {
      lines.push(line);
      expected.push(new RegExp(`^${table}\\.ndjson:${lines.length}: ${complaint}`));
    };
    complain({ ...example, id: undefined }, 'id is missing$');
    complain({ ...example, id: 8801 }, 'id must be an id such as ');
    for (const { path, field } of flatten(fields)) {
      // An id of its own, so that nothing else is wrong with the line.
      const change = (value: unknown) => withValue({ ...example, id: String(example['id']).replace(/\d+$/, String(100_000 + lines.length)) }, path, value);
      const isOptional = field.isNullable === true || field.default !== undefined;
      if (!isOptional) complain(change(undefined), `${path} is missing$`);
      if (field.isNullable !== true) complain(change(null), `${path} must not be null$`);
      complain(change({}), field.kind === 'money' ? `${path}.amount is missing$` : `${path} must be `);
    }
    complain(example, `id ${String(example['id'])} is on line 1 already$`);
    complain({ ...example, id: undefined, colour: 'red' }, 'id is missing$');
    expected.push(/: colour is not a field of this file$/);
    // The lines are alike, and what must be different is told beside what is wrong with each.
    const said = (await refusalOf({ [table]: lines })).filter((complaint) => !unique.some(({ sentence }) => complaint.includes(sentence)));
    expect(said).toHaveLength(expected.length);
    for (const [index, complaint] of expected.entries()) expect(said[index]).toMatch(complaint);
  });
});

/** The object with another value at a path. */
function withValue(object: Record<string, unknown>, path: string, value: unknown): Record<string, unknown> {
  const [first = '', ...rest] = path.split('.');
  if (rest.length === 0) return { ...object, [first]: value };
  return { ...object, [first]: withValue(object[first] as Record<string, unknown>, rest.join('.'), value) };
}
