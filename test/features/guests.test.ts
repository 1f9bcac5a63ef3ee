import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hashPassword } from '../../src/access/secrets.js';
import { createIdempotencyRepository } from '../../src/features/idempotency/idempotency.repository.js';
import { insertKey } from '../access/support.js';
import type { RestAnswer } from '../support/gateway.js';
import { reservationIn, startReservationsFixture, type Place, type ReservationsFixture } from '../support/reservationsGateway.js';

let here: ReservationsFixture;
let place: Place;
let path: string;
let readOnly: string;
let writeOnly: string;

beforeAll(async () => {
  here = await startReservationsFixture();
  const { database } = here.gateway;
  readOnly = await insertKey(database, here.studio.company, 'readonly', { scopes: ['customers:read'] });
  writeOnly = await insertKey(database, here.studio.company, 'writeonl', { scopes: ['customers:write', 'config:read'] });
  await database.db.updateTable('api_keys').set({ points_per_minute: 1_000_000 }).execute();
  place = await here.place({ service: { valid_from: '2026-08-01' } });
  path = `/restaurants/${place.restaurant}/guests`;
});
afterAll(() => here.close());

interface GuestJson {
  readonly id: string;
  readonly email: string;
  readonly updatedAt: string;
  readonly [name: string]: unknown;
}

const bea = { email: 'bea@example.org', firstName: 'Bea', lastName: 'Lind' };
const moment = () => new Date(here.now).toISOString();
const post = (body: unknown, options: Parameters<ReservationsFixture['send']>[3] = {}) => here.send('POST', path, body, options);
const guestIn = ({ json }: Pick<RestAnswer, 'json'>) => (json as { guest: GuestJson }).guest;
const listIn = ({ json }: Pick<RestAnswer, 'json'>) => json as { guests: GuestJson[]; nextCursor: string | null };
const list = async (query = '') => listIn(await here.get(`${path}${query}`));
const failed = (field: string) => ({ error: { code: 'validation_failed', message: expect.any(String), details: { fields: [{ path: field, message: expect.any(String) }] } } });
/** `gst_7` as `cust_7`. */
const inGraph = (id: string) => id.replace('gst_', 'cust_');

const fields = 'id firstName lastName email phone language consent { marketing source recordedAt } anonymizedAt retentionUntil visits createdAt updatedAt';

/** What the graph says of a guest, in the words of REST. */
async function fromGraph(id: string): Promise<unknown> {
  const { data, errors } = await here.ask(`query ($id: ID!) { guest(id: $id) { ${fields} } customer(id: $id) { guest { ${fields} } } }`, { id: inGraph(id) });
  expect(errors).toBeUndefined();
  const { guest, customer } = data as { guest: Record<string, unknown> & { consent: { source: string | null } }; customer: { guest: unknown } };
  expect(customer.guest).toEqual(guest);
  const { anonymizedAt, retentionUntil, ...rest } = guest;
  return { ...rest, id, consent: { ...guest.consent, source: guest.consent.source?.toLowerCase() ?? null }, privacy: { anonymizedAt, retentionUntil } };
}

/** A guest whom no test has seen. */
let made = 0;
async function newGuest(body: Record<string, unknown> = {}): Promise<GuestJson> {
  const answer = await post({ ...bea, email: `guest${++made}@example.org`, ...body });
  expect(answer.status).toBe(201);
  return guestIn(answer);
}

const anonymize = (id: string, key?: string) => here.ask(`mutation ($id: ID!) { anonymizeGuest(input: { id: $id }) { guest { ${fields} } } }`, { id: inGraph(id) }, key);

describe('POST guests', () => {
  it('makes a new guest: 201, with every documented field in its order', async () => {
    const answer = await post({ ...bea, email: 'Bea@Example.org', phone: ' +351 912 ', language: 'pt-pt', consent: { marketing: true }, consentSource: 'in_person', retentionUntil: '2027-01-01T00:00:00+01:00' });
    const guest = {
      id: expect.stringMatching(/^gst_[1-9]\d*$/),
      firstName: 'Bea',
      lastName: 'Lind',
      email: 'bea@example.org',
      phone: '+351 912',
      language: 'pt-PT',
      consent: { marketing: true, source: 'in_person', recordedAt: moment() },
      privacy: { anonymizedAt: null, retentionUntil: '2026-12-31T23:00:00.000Z' },
      visits: 0,
      createdAt: moment(),
      updatedAt: moment(),
    };
    expect([answer.status, answer.json]).toEqual([201, { guest }]);
    expect(Object.keys(guestIn(answer))).toEqual(Object.keys(guest));
    expect(await fromGraph(guestIn(answer).id)).toEqual(guestIn(answer));
    expect((await list('?email=BEA@example.org')).guests).toEqual([guestIn(answer)]);
  });

  it('changes what is given of a known one, by the e-mail in either case: 200', async () => {
    const guest = await newGuest({ phone: '1', language: 'fr' });
    here.now += 1000;
    const changed = await post({ email: guest.email.toUpperCase(), lastName: 'Berg', phone: null });
    expect([changed.status, guestIn(changed)]).toEqual([200, { ...guest, lastName: 'Berg', phone: null, updatedAt: moment() }]);
    expect((await list(`?email=${guest.email}`)).guests).toEqual([guestIn(changed)]);
    expect(await fromGraph(guest.id)).toEqual(guestIn(changed));
    here.now += 1000;
    const same = await post({ email: guest.email, lastName: 'Berg' });
    expect([same.status, guestIn(same)]).toEqual([200, guestIn(changed)]);
  });

  it('makes a guest of a customer whom no restaurant knew', async () => {
    const number = await here.studio.customer({ email: 'studio@example.org', first_name: 'Sam', last_name: 'Studio' });
    const answer = await post({ email: 'studio@example.org', phone: '7' });
    expect([answer.status, guestIn(answer)]).toEqual([201, expect.objectContaining({ id: `gst_${number}`, firstName: 'Sam', lastName: 'Studio', phone: '7' })]);
  });

  it('records consent and how it was given, and that it was withdrawn', async () => {
    const guest = await newGuest();
    expect(guest['consent']).toEqual({ marketing: false, source: null, recordedAt: null });
    const { email } = guest;
    here.now += 1000;
    const given = { marketing: true, source: 'phone', recordedAt: moment() };
    expect(guestIn(await post({ email, consent: { marketing: true, source: 'phone' } }))['consent']).toEqual(given);
    here.now += 1000;
    expect(guestIn(await post({ email, consent: { marketing: true }, consentSource: 'phone' }))['consent']).toEqual(given);
    expect(guestIn(await post({ email, consent: { marketing: true }, consentSource: 'email' }))['consent']).toEqual({ marketing: true, source: 'email', recordedAt: moment() });
    here.now += 1000;
    expect(guestIn(await post({ email, consent: { marketing: false } }))['consent']).toEqual({ marketing: false, source: 'email', recordedAt: moment() });
    expect(guestIn(await post({ email, firstName: 'Bo' }))['consent']).toEqual({ marketing: false, source: 'email', recordedAt: moment() });
  });

  it.each([
    ['no e-mail', { firstName: 'A', lastName: 'B' }, 'email'],
    ['a bad e-mail', { ...bea, email: 'bea' }, 'email'],
    ['an e-mail of another type', { ...bea, email: 7 }, 'email'],
    ['no first name', { email: 'nobody@example.org', lastName: 'B' }, 'firstName'],
    ['no last name', { email: 'nobody@example.org', firstName: 'A' }, 'lastName'],
    ['an empty name', { ...bea, firstName: ' ' }, 'firstName'],
    ['a name of null', { ...bea, lastName: null }, 'lastName'],
    ['a long name', { ...bea, lastName: 'x'.repeat(101) }, 'lastName'],
    ['a long phone', { ...bea, phone: '1'.repeat(31) }, 'phone'],
    ['a NUL', { ...bea, phone: '1\0' }, 'phone'],
    ['no language', { ...bea, language: 'not a tag' }, 'language'],
    ['consent without its source', { ...bea, consent: { marketing: true } }, 'consentSource'],
    ['an unknown source', { ...bea, consentSource: 'pigeon' }, 'consentSource'],
    ['two sources', { ...bea, consent: { marketing: true, source: 'phone' }, consentSource: 'email' }, 'consentSource'],
    ['an unknown source of consent', { ...bea, consent: { marketing: true, source: 'pigeon' } }, 'consent.source'],
    ['consent that is no object', { ...bea, consent: true }, 'consent'],
    ['consent of another type', { ...bea, consent: { marketing: 'yes' } }, 'consent.marketing'],
    ['consent that is not said', { ...bea, consent: {} }, 'consent.marketing'],
    ['no instant', { ...bea, retentionUntil: '2027-01-01' }, 'retentionUntil'],
    ['an unknown key', { ...bea, vip: true }, 'vip'],
    ['a list', [bea], 'body'],
    ['nothing', undefined, 'body'],
  ])('refuses %s by its name, and writes nothing', async (_what, body, field) => {
    const before = await here.written();
    const answer = await post(body);
    expect([answer.status, answer.json]).toEqual([400, failed(field)]);
    expect(await here.written()).toEqual(before);
  });

  it('knows no other company’s restaurant, and looks at the body first', async () => {
    const before = await here.written();
    for (const id of ['rst_2147483647', 'rst_x', place.location]) {
      expect((await here.send('POST', `/restaurants/${id}/guests`, { ...bea, email: 'nowhere@example.org' })).status).toBe(404);
      expect((await here.send('POST', `/restaurants/${id}/guests`, { email: '' })).status).toBe(400);
    }
    expect((await post({ ...bea, email: 'theirs@example.org' }, { key: here.keys.theirs })).status).toBe(404);
    expect(await here.written()).toEqual(before);
  });

  it('asks for its scope', async () => {
    const answer = await post(bea, { key: readOnly });
    expect([answer.status, answer.json]).toEqual([403, { error: { code: 'scope_missing', message: 'Missing required scope: customers:write', details: { missingScope: 'customers:write' } } }]);
    expect((await post({ ...bea, email: 'written@example.org' }, { key: writeOnly })).status).toBe(201);
  });

  it('of one new e-mail at the same moment makes one guest', async () => {
    const answers = await Promise.all(Array.from({ length: 6 }, () => post({ ...bea, email: 'Race@example.org' })));
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 200, 200, 200, 200, 201]);
    expect(new Set(answers.map((answer) => guestIn(answer).id)).size).toBe(1);
  });
});

describe('an Idempotency-Key', () => {
  it('has a guest made once: the same answer comes again, to the byte', async () => {
    const body = { ...bea, email: 'once@example.org' };
    const first = await post(body, { idempotencyKey: 'guest-once' });
    here.now += 60_000;
    const again = await post({ ...body, email: 'ONCE@example.org' }, { idempotencyKey: 'guest-once' });
    expect([again.status, again.text, again.headers.get('idempotency-replayed')]).toEqual([201, first.text, 'true']);
    expect(first.headers.get('idempotency-replayed')).toBeNull();
    const other = await post({ ...body, lastName: 'Berg' }, { idempotencyKey: 'guest-once' });
    expect([other.status, other.json]).toEqual([409, { error: expect.objectContaining({ code: 'idempotency_conflict' }) }]);
    const { data } = await here.ask('mutation ($input: UpsertGuestInput!) { upsertGuest(input: $input) { created replayed guest { id } } }', { input: { ...body, idempotencyKey: 'guest-once' } });
    expect(data).toEqual({ upsertGuest: { created: false, replayed: true, guest: { id: inGraph(guestIn(first).id) } } });
  });

  it('is refused when it is too long', async () => {
    const answer = await post(bea, { idempotencyKey: 'k'.repeat(256) });
    expect([answer.status, answer.json]).toEqual([400, failed('Idempotency-Key')]);
  });
});

describe('GET guests', () => {
  it('answers the latest changed first, 200 at a time, then by cursor', async () => {
    const { db } = here.gateway.database;
    const company_id = here.studio.company.id;
    const numbers = Array.from({ length: 450 }, (_, index) => 3000 + index);
    await db.insertInto('customers').values(numbers.map((number) => ({ company_id, number, first_name: 'Many', last_name: `Of ${number}`, email: `many${number}@example.org` }))).execute();
    // All of one moment, to the microsecond: only the number tells them apart.
    await db.insertInto('restaurant_profiles').values(numbers.map((customer_number) => ({ company_id, customer_number, updated_at: new Date('2026-01-01T00:00:00.123Z') }))).execute();
    const seen: GuestJson[] = [];
    const sizes: number[] = [];
    for (let cursor: string | null = null; ; ) {
      const page = await list(`?query=MANY${cursor === null ? '' : `&cursor=${cursor}`}`);
      seen.push(...page.guests);
      sizes.push(page.guests.length);
      if (page.nextCursor === null) break;
      cursor = page.nextCursor;
    }
    expect(sizes).toEqual([200, 200, 50]);
    expect(seen.map(({ id }) => id)).toEqual(numbers.toReversed().map((number) => `gst_${number}`));
    const all = await list();
    expect(all.guests.map(({ updatedAt }) => updatedAt)).toEqual(all.guests.map(({ updatedAt }) => updatedAt).sort().reverse());
    expect(all.guests).toHaveLength(200);
    await db.deleteFrom('restaurant_profiles').where('customer_number', 'in', numbers).execute();
  });

  it('finds by e-mail, by a part of names, e-mail or phone, and by the last change', async () => {
    here.now += 60_000;
    const [ann, ben] = [await newGuest({ firstName: 'Annika', lastName: 'Österberg', phone: '+46 70 123' }), await newGuest({ firstName: 'Benno', lastName: '100%_real' })];
    const found = async (query: string) => (await list(query)).guests.map(({ id }) => id);
    expect(await found(`?email=${ann.email.toUpperCase()}`)).toEqual([ann.id]);
    for (const name of ['annika Öster', 'ANNIKA österBERG']) expect([name, await found(`?query=${encodeURIComponent(name)}`)]).toEqual([name, [ann.id]]);
    expect(await found('?query=70%20123')).toEqual([ann.id]);
    expect(await found(`?query=${ben.email.slice(0, -4)}`)).toEqual([ben.id]);
    expect(await found('?query=%25_REAL')).toEqual([ben.id]);
    expect(await found('?query=nobody%20at%20all')).toEqual([]);
    expect(await found(`?updatedSince=${moment()}`)).toEqual([ben.id, ann.id]);
    expect(await found(`?updatedSince=${moment()}&query=benno`)).toEqual([ben.id]);
    here.now += 1000;
    expect(await found(`?updatedSince=${moment()}`)).toEqual([]);
    // The studio's surface changes guests, too.
    const body = { firstname: 'Anna', lastname: 'Berg', email: ann.email };
    expect((await here.rest(`/customer/${inGraph(ann.id)}/profile`, { method: 'PUT', body })).status).toBe(200);
    expect((await list(`?updatedSince=${moment()}`)).guests).toEqual([{ ...ann, firstName: 'Anna', lastName: 'Berg', updatedAt: moment() }]);
  });

  it('takes a query as it is written, but for the case of its letters', async () => {
    const odd = await newGuest({ firstName: '***:(?i)[a-z]{2}\\d^$.+?|#"-&~,;–ß😀e\u0301', lastName: 'ŉ ΟΔΥΣΣΕΥΣ' });
    const found = async (query: unknown) => (await list(`?query=${encodeURIComponent(String(query))}`)).guests.map(({ id }) => id);
    for (const query of [odd['firstName'], 'ŉ οδυσσευσ', String.raw`\d`, '|', '(', '[', '–ß😀', 'E\u0301']) expect([query, await found(query)]).toEqual([query, [odd.id]]);
    for (const query of ['a.', '.*', '(?:', '[^x]', '\\w']) expect([query, await found(query)]).toEqual([query, []]);
  });

  it('shows only guests, of the key’s own company', async () => {
    await here.studio.customer({ email: 'no-guest@example.org' });
    expect((await list('?email=no-guest@example.org')).guests).toEqual([]);
    const deleted = await here.rows.guest({ email: 'deleted@example.org', deleted_at: new Date() });
    expect((await list('?email=deleted@example.org')).guests).toEqual([]);
    expect((await here.ask('query ($id: ID!) { guest(id: $id) { id } }', { id: `cust_${deleted}` })).data).toEqual({ guest: null });
    expect((await here.get(path, here.keys.theirs)).status).toBe(404);
    expect((await here.get('/restaurants/rst_x/guests')).status).toBe(404);
  });

  it('counts completed reservations as visits, as they come to be', async () => {
    const guest = await newGuest();
    const person = { firstName: 'B', lastName: 'L', email: guest.email };
    const { id } = reservationIn(await here.book(await here.place(), { guest: person }));
    await here.book(await here.place(), { guest: person });
    const visits = async () => (await list(`?email=${guest.email}`)).guests[0]?.['visits'];
    expect(await visits()).toBe(0);
    for (const status of ['seated', 'completed']) expect((await here.send('PATCH', `/reservations/${id}`, { status })).status).toBe(200);
    expect(await visits()).toBe(1);
    expect((await list(`?email=${guest.email}`)).guests[0]).toMatchObject({ firstName: 'Bea', lastName: 'Lind' });
  });

  it.each([['updatedSince', 'yesterday'], ['cursor', 'nonsense'], ['query', ''], ['query', 'x'.repeat(201)], ['email', '%00'], ['email', ''], ['email', 'bea']])('refuses %s=%s by its name', async (name, value) => {
    const answer = await here.get(`${path}?${name}=${value}`);
    expect([answer.status, answer.json]).toEqual([400, failed(name)]);
  });

  it('asks for its scope', async () => {
    const answer = await here.get(path, writeOnly);
    expect([answer.status, answer.json]).toEqual([403, { error: { code: 'scope_missing', message: 'Missing required scope: customers:read', details: { missingScope: 'customers:read' } } }]);
    expect((await here.get(path, readOnly)).status).toBe(200);
  });

  it('is read in one statement', async () => {
    await list('?query=a');
    const before = here.gateway.database.statementsSent();
    expect((await here.get(`${path}?query=once`)).status).toBe(200);
    expect(here.gateway.database.statementsSent() - before).toBe(1);
  });
});

describe('the graph', () => {
  it('lists guests page by page with a count, and without a restaurant', async () => {
    const { data, errors } = await here.ask('{ guests(first: 2) { totalCount edges { node { id } } pageInfo { hasNextPage endCursor } } nowhere: guests(restaurantId: "rst_x") { totalCount } }');
    expect(errors).toBeUndefined();
    const { guests, nowhere } = data as { guests: { totalCount: number; edges: { node: { id: string } }[]; pageInfo: { hasNextPage: boolean } }; nowhere: null };
    expect(nowhere).toBeNull();
    expect(guests).toMatchObject({ totalCount: expect.any(Number), edges: [expect.anything(), expect.anything()], pageInfo: { hasNextPage: true } });
    expect((await list()).guests.slice(0, 2).map(({ id }) => inGraph(id))).toEqual(guests.edges.map(({ node }) => node.id));
    expect((await list()).guests).toHaveLength(guests.totalCount);
  });

  it('says who is no guest', async () => {
    const number = await here.studio.customer();
    const { data } = await here.graphql('query ($id: ID!) { customer(id: $id) { id guest { id } } guest(id: $id) { id } }', { variables: { id: `cust_${number}` } });
    expect(data).toEqual({ customer: { id: `cust_${number}`, guest: null }, guest: null });
  });

  it('makes and changes guests by the same rules', async () => {
    const upsert = (input: Record<string, unknown>) => here.ask('mutation ($input: UpsertGuestInput!) { upsertGuest(input: $input) { created replayed guest { firstName consent { marketing source } } } }', { input });
    const fresh = await upsert({ ...bea, email: 'graph@example.org', consent: { marketing: true, source: 'IMPORT' } });
    expect(fresh.data).toEqual({ upsertGuest: { created: true, replayed: false, guest: { firstName: 'Bea', consent: { marketing: true, source: 'IMPORT' } } } });
    const changed = await upsert({ email: 'graph@example.org', firstName: 'Bo' });
    expect(changed.data).toEqual({ upsertGuest: { created: false, replayed: false, guest: { firstName: 'Bo', consent: { marketing: true, source: 'IMPORT' } } } });
    const refused = await upsert({ email: 'graph@example.org', consent: { marketing: true } });
    expect(refused.errors?.map(({ extensions: { code, field } }) => [code, field])).toEqual([['BAD_USER_INPUT', 'consentSource']]);
    const nowhere = await upsert({ ...bea, restaurantId: 'rst_2147483647' });
    expect(nowhere.errors?.map(({ extensions: { code } }) => code)).toEqual(['NOT_FOUND']);
  });
});

describe('anonymizeGuest', () => {
  it('removes who it was from the profile, the record and the reservations, wherever they are shown, and keeps the reservations', async () => {
    const guest = await newGuest({ firstName: 'Clara', lastName: 'Secret', phone: '+1 555', language: 'fr', consent: { marketing: true }, consentSource: 'phone', retentionUntil: '2028-01-01T00:00:00Z' });
    const at = await here.place();
    const booked = reservationIn(await here.book(at, { guest: { firstName: 'Clara', lastName: 'Secret', email: guest.email, phone: '+1 555' }, specialRequests: 'Clara is allergic' }, { idempotencyKey: 'secret' }));
    const surfaces = async () =>
      Promise.all([
        list(), list(`?email=${guest.email}`), here.get(`/reservations/${booked.id}`), here.get(`/restaurants/${at.restaurant}/reservations`),
        here.rest(`/customer/${inGraph(guest.id)}/profile`), here.rest('/customers?pageSize=100'),
        here.ask(`query ($id: ID!, $ref: ID!) { guest(id: $id) { ${fields} } reservation(ref: $ref) { guest { firstName lastName email phone } specialRequests customer { guest { email } } } }`, { id: inGraph(guest.id), ref: booked.id }),
      ]);
    expect(JSON.stringify(await surfaces())).toContain('Clara');
    here.now += 1000;
    const { data, errors } = await anonymize(guest.id);
    expect(errors).toBeUndefined();
    const number = guest.id.replace('gst_', '');
    const nobody = { firstName: 'Anonymised', lastName: 'Guest', email: `anonymised-${number}@guest.invalid`, phone: null };
    const left = { ...nobody, id: inGraph(guest.id), language: null, consent: { marketing: false, source: null, recordedAt: null }, anonymizedAt: moment(), retentionUntil: null, visits: 0, createdAt: guest['createdAt'], updatedAt: moment() };
    expect(data).toEqual({ anonymizeGuest: { guest: left } });
    const after = JSON.stringify(await surfaces());
    for (const trace of ['Clara', 'Secret', guest.email, '+1 555', 'allergic']) expect(after).not.toContain(trace);
    expect(reservationIn(await here.get(`/reservations/${booked.id}`))).toMatchObject({ id: booked.id, status: 'confirmed', partySize: 2, guest: nobody, specialRequests: null });
    expect((await list(`?query=anonymised-${number}@`)).guests).toEqual([expect.objectContaining({ id: guest.id, privacy: { anonymizedAt: moment(), retentionUntil: null } })]);
    // Nor is it in what is remembered of calls; one that comes again makes nothing a second time.
    const rows = JSON.stringify(await here.written());
    for (const trace of ['Clara', 'Secret', guest.email]) expect(rows).not.toContain(trace);
    const again = await here.book(at, { guest: { firstName: 'Clara', lastName: 'Secret', email: guest.email, phone: '+1 555' }, specialRequests: 'Clara is allergic' }, { idempotencyKey: 'secret' });
    expect([again.status, again.json]).toEqual([409, { error: expect.objectContaining({ code: 'idempotency_conflict' }) }]);
  });

  it('is not undone by an answer that was made before it and is kept after it', async () => {
    const guest = await newGuest({ firstName: 'Clara' });
    await here.book(await here.place(), { guest: { firstName: 'Clara', lastName: 'Late', email: guest.email } }, { idempotencyKey: 'late' });
    await anonymize(guest.id);
    const { db } = here.gateway.database;
    const calls = createIdempotencyRepository({ db, company: here.studio.company, caller: { kind: 'key', id: 'rrk_live_allscope' }, now: here.now });
    const row = () => db.selectFrom('idempotency_keys').select(['input', 'body']).where('caller', '=', 'key:rrk_live_allscope').where('key', '=', 'late').executeTakeFirst();
    expect(await row()).toEqual({ input: '', body: null });
    expect(await calls.keepAnswer('late', { status: 201, body: Buffer.from('Clara') })).toBeUndefined();
    expect(await row()).toEqual({ input: '', body: null });
  });

  it('is done once: a second time nothing changes', async () => {
    const guest = await newGuest();
    const first = await anonymize(guest.id);
    here.now += 60_000;
    const before = await here.written();
    expect((await anonymize(guest.id)).data).toEqual(first.data);
    expect(await here.written()).toEqual(before);
  });

  it('lets the e-mail go: whoever has it is another guest', async () => {
    const guest = await newGuest();
    await anonymize(guest.id);
    const other = await newGuest({ email: guest.email });
    expect(other.id).not.toBe(guest.id);
    const refused = await post({ email: `anonymised-${guest.id.replace('gst_', '')}@guest.invalid`, firstName: 'Back' });
    expect([refused.status, refused.json]).toEqual([400, failed('email')]);
    const before = await here.written();
    const reserved = await here.book(place, { guest: { firstName: 'Back', lastName: 'Again', email: `Anonymised-${guest.id.replace('gst_', '')}@guest.invalid`, phone: '1' } }, { idempotencyKey: 'back' });
    expect([reserved.status, reserved.json]).toEqual([400, failed('guest.email')]);
    expect(await here.written()).toEqual(before);
  });

  it('ends the login that the customer had', async () => {
    const guest = await newGuest();
    const { db } = here.gateway.database;
    const company_id = here.studio.company.id;
    const email = guest.email;
    await db.insertInto('users').values({ company_id, number: 77, kind: 'customer', customer_number: Number(guest.id.replace('gst_', '')), email, first_name: 'Bea', last_name: 'Lind', password_hash: await hashPassword('a long password') }).execute();
    const login = () => here.gateway.rest('/login', { method: 'POST', token: null, body: { company: here.studio.company.slug, email, password: 'a long password' } });
    const { status, json } = await login();
    expect(status).toBe(200);
    const token = (json as { bearer: string }).bearer;
    expect((await here.gateway.graphql('{ viewer { name } }', { token })).status).toBe(200);
    await anonymize(guest.id);
    const calls = await db.selectFrom('audit_entries').select('principal_name').distinct().where('principal_id', '=', 'user_77').execute();
    expect(calls).toEqual([{ principal_name: 'Anonymised Guest' }]);
    expect((await login()).status).not.toBe(200);
    await expect.poll(async () => (await here.gateway.graphql('{ viewer { name } }', { token })).status, { timeout: 1000, interval: 10 }).toBe(401);
    expect(JSON.stringify(await db.selectFrom('users').selectAll().where('number', '=', 77).execute())).not.toContain(email);
  });

  it('is for guests of the company, and for who may write them', async () => {
    const number = await here.studio.customer();
    const theirs = await here.rows.guest();
    const before = await here.written();
    for (const id of [`cust_${number}`, 'cust_2147483647', 'loc_1', '']) {
      expect((await anonymize(id)).errors?.map(({ extensions: { code, field } }) => [code, field])).toEqual([['NOT_FOUND', 'input.id']]);
    }
    expect((await anonymize(`cust_${theirs}`, here.keys.theirs)).errors?.[0]?.extensions['code']).toBe('NOT_FOUND');
    expect((await anonymize(`cust_${theirs}`, readOnly)).errors?.[0]?.message).toBe('Missing required scope: customers:write');
    expect(await here.written()).toEqual(before);
  });

  it('and a reservation of the same moment leave no name behind', async () => {
    for (let round = 0; round < 8; round++) {
      const guest = await newGuest({ firstName: 'Racing', lastName: `Person ${round}` });
      const at = await here.place();
      const [, booked] = await Promise.all([anonymize(guest.id), here.book(at, { guest: { firstName: 'Racing', lastName: `Person ${round}`, email: guest.email } })]);
      const { guest: named } = reservationIn(await here.get(`/reservations/${reservationIn(booked).id}`)) as { guest: { email: string } };
      const row = await here.gateway.database.db.selectFrom('reservations').select('customer_number').where('internal_id', '=', reservationIn(booked).id).executeTakeFirstOrThrow();
      // Made before, and nobody's since; or made after, for somebody new.
      const isOld = `gst_${row.customer_number}` === guest.id;
      expect(named.email).toBe(isOld ? `anonymised-${row.customer_number}@guest.invalid` : guest.email);
    }
  });
});
