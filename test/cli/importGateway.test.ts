import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { studioScopes } from '../../src/access/scopes.js';
import { nextNumber } from '../../src/database/numbers.js';
import { importFolder } from '../../src/transfer/importFolder.js';
import { connectTestDatabase } from '../support/database.js';
import { startTestGateway, type TestGateway } from '../support/gateway.js';
import { exampleFiles, frontdesk, makeFolder, ndjson, resourceCalled } from '../support/transfer.js';

/** A gateway with the demo company, beside which imports run. */
let gateway: TestGateway;
const removals: (() => Promise<void>)[] = [];

beforeAll(async () => {
  gateway = await startTestGateway();
});
afterEach(async () => {
  for (const remove of removals.splice(0)) await remove();
});
afterAll(() => gateway.close());

async function importing(files: Readonly<Record<string, string>>, slug: string, ...options: string[]): Promise<void> {
  const { folder, remove } = await makeFolder(files);
  removals.push(remove);
  const { code, error } = await frontdesk(gateway.connectionString, ['import', folder, '--company', slug, ...options]);
  expect([code, error.filter((line) => !line.includes(' rows'))]).toEqual([0, expect.any(Array)]);
}

const noor = { id: 'cust_8801', type: 'customer', firstname: 'Noor', lastname: 'Bakker', email: 'noor.b@example.org', mobile: '07700900123' };

describe('a gateway that runs beside an import', () => {
  it('serves a customer who moved here by the id that clients have stored', async () => {
    expect((await gateway.rest('/customer/cust_8801/profile')).status).toBe(404);
    const nobody = await gateway.graphql('{ customer(id: "cust_8801") { firstName } }');
    expect(nobody.data).toEqual({ customer: null });
    const before = (await gateway.rest('/customers?page=0&pageSize=1')).json as { total: number };

    await importing({ 'customers.ndjson': ndjson([resourceCalled('customers').example]), 'notes.ndjson': ndjson([{ ...resourceCalled('notes').example, id: 'note_90001' }]) }, 'demo');
    expect(await gateway.rest('/customer/cust_8801/profile')).toMatchObject({ status: 200, json: { data: noor } });
    // What was remembered is void as soon as the notification is here.
    await expect.poll(async () => (await gateway.graphql('{ customer(id: "cust_8801") { firstName } }')).data).toEqual({ customer: { firstName: 'Noor' } });
    await expect.poll(async () => ((await gateway.rest('/customers?page=0&pageSize=1')).json as { total: number }).total).toBe(before.total + 1);
    expect((await gateway.rest('/customer/cust_8801/notes')).json).toMatchObject({ data: [{ id: 'note_90001', content: 'Prefers the wheel by the window.' }], total: 1 });
  });

  it('goes on numbering behind the highest id, and not back', async () => {
    const next = async (kind: Parameters<typeof nextNumber>[2]) =>
      gateway.database.db.transaction().execute(async (transaction) => {
        const { id } = await transaction.selectFrom('companies').select('id').where('slug', '=', 'demo').executeTakeFirstOrThrow();
        return nextNumber(transaction, id, kind);
      });
    const room = await next('room');
    const lines = (...numbers: number[]) => ndjson(numbers.map((number) => ({ id: `room_${number}`, name: `Room ${number}` })));
    await importing({ 'rooms.ndjson': lines(70_003, 70_001) }, 'demo');
    expect(await next('room')).toBe(70_004);
    await importing({ 'rooms.ndjson': lines(room + 1) }, 'demo');
    expect(await next('room')).toBe(70_005);
  });

  it('serves a company that an import has made', async () => {
    await importing({ ...exampleFiles(), 'company.json': '{"name": "Acme Yoga", "timeZone": "Europe/London", "currency": "GBP"}' }, 'acme');
    const made = await frontdesk(gateway.connectionString, ['client', 'create', '--company', 'acme', '--name', 'CRM', '--scopes', studioScopes.join(',')]);
    const [, id] = /client_id +(\S+)/.exec(made.out.join('\n')) ?? [];
    const [, secret] = /client_secret +(\S+)/.exec(made.out.join('\n')) ?? [];
    const answer = await gateway.rest('/token', { method: 'POST', token: null, body: { client_id: id, client_secret: secret } });
    const { access_token: token } = answer.json as { access_token: string };
    expect((await gateway.rest('/customer/cust_8801/profile', { token })).json).toEqual({ data: noor });
    expect((await gateway.rest('/customer/cust_8801/bookings?startDate=2026-08-01&endDate=2026-08-31', { token })).json).toMatchObject({ data: [{ id: 'txn_5120', bookings: [{ id: 'booking_7702', payment: { method: 'CARD', base100gross_price: 1800 } }] }], total: 1 });
    expect((await gateway.rest('/event/evt_77', { token })).json).toMatchObject({ data: { id: 'evt_77', dates: [{ id: 'date_930', datetime: '2026-09-14T18:30:00', tz: 'Europe/London', duration: 90 }], facilitators: [{ id: 'fac_2' }] } });
    // The other company's rows are its own.
    expect((await gateway.rest('/event/evt_77', { token: await gateway.token('m2m_rival') })).status).toBe(404);
  });

  it('is not disturbed by an import that is refused, and its next number is the one it was', async () => {
    const customers = resourceCalled('customers').example;
    const { folder, remove } = await makeFolder({ 'customers.ndjson': ndjson([{ ...customers, id: 'cust_9001', email: 'a@example.org' }, { ...customers, id: 'cust_9002', email: 'nobody' }]) });
    removals.push(remove);
    const before = await gateway.database.db.selectFrom('number_sequences').selectAll().execute();
    expect(await frontdesk(gateway.connectionString, ['import', folder, '--company', 'demo'])).toMatchObject({ code: 1 });
    expect((await gateway.rest('/customer/cust_9001/profile')).status).toBe(404);
    expect(await gateway.database.db.selectFrom('number_sequences').selectAll().execute()).toEqual(before);
  });
});

describe('a row that a gateway makes while an import runs', () => {
  it('under an id of the import ends the import, which names the line', async () => {
    const { folder, remove } = await makeFolder({ 'rooms.ndjson': ndjson([{ id: 'room_80001', name: 'A' }, { id: 'room_80002', name: 'B' }]) });
    removals.push(remove);
    const database = connectTestDatabase(gateway.connectionString);
    const other = gateway.database.db;
    const { id } = await other.selectFrom('companies').select('id').where('slug', '=', 'demo').executeTakeFirstOrThrow();
    let isMade = false;
    // Between the check of the rows and their writing, which begins with the numbers.
    const db = database.db.withPlugin({
      transformQuery: ({ node }) => node,
      async transformResult({ result }) {
        if (!isMade && result.rows.some((row) => 'last_number' in row || row['number'] !== undefined)) {
          isMade = true;
          await other.insertInto('rooms').values({ company_id: id, number: 80_002, name: 'Theirs' }).execute();
        }
        return result;
      },
    });
    try {
      const importing = importFolder(db, { folder, slug: 'demo', company: {}, isCheck: false, now: new Date(), progress: { update: () => undefined, done: () => undefined } });
      await expect(importing).rejects.toThrow('rooms.ndjson:2: id has come into the company since the import began. Nothing was imported.');
      const rooms = await other.selectFrom('rooms').select(['number', 'name']).where('company_id', '=', id).where('number', '>', 80_000).execute();
      expect(rooms).toEqual([{ number: 80_002, name: 'Theirs' }]);
    } finally {
      await database.close();
    }
  });
});
