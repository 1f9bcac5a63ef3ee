import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { connectTestDatabase, createTestDatabase, type TestDatabase } from '../support/database.js';
import { fingerprint } from '../support/fingerprint.js';
import { complaints, exampleFiles, frontdesk, makeFolder, ndjson, resourceCalled } from '../support/transfer.js';

let test: TestDatabase;
const removals: (() => Promise<void>)[] = [];

beforeAll(async () => {
  test = await createTestDatabase();
  const { folder, remove } = await makeFolder(exampleFiles());
  expect(await frontdesk(test.connectionString, ['import', folder, '--company', 'acme', ...facts])).toMatchObject({ code: 0 });
  await remove();
});
afterEach(async () => {
  for (const remove of removals.splice(0)) await remove();
});
afterAll(() => test.drop());

const facts = ['--name', 'Acme Yoga', '--time-zone', 'Europe/London', '--currency', 'GBP'] as const;
const isRefused = /^Nothing was imported: there (is a mistake|are [\d,]+ mistakes) in the folder\.$/;

/** What an import says before it refuses; nothing that was in the company has changed, and no company was made. */
async function refusalOf(files: Readonly<Record<string, string | Uint8Array>>, slug = 'fresh', options: readonly string[] = facts): Promise<string[]> {
  const { folder, remove } = await makeFolder(files);
  removals.push(remove);
  const before = await everything();
  const ran = await frontdesk(test.connectionString, ['import', folder, '--company', slug, ...options]);
  expect(ran).toMatchObject({ code: 1, out: [] });
  expect(await everything()).toEqual(before);
  return complaints(ran);
}

async function everything(): Promise<unknown> {
  return [await test.database.db.selectFrom('companies').select('slug').execute(), await fingerprint(test.database, 'acme')];
}

/** The examples, where files have other lines: each the file's example with the changes, or text. */
function examplesWith(lines: Readonly<Record<string, readonly (string | Record<string, unknown>)[]>>): Record<string, string> {
  const changed = Object.entries(lines).map(([table, some]) => [`${table}.ndjson`, ndjson(some.map((line) => (typeof line === 'string' ? line : { ...resourceCalled(table).example, ...line })))]);
  return { ...exampleFiles(), ...(Object.fromEntries(changed) as Record<string, string>) };
}

const payment = { method: 'CARD', amount: { amount: 6900, currency: 'GBP' } };
const creditVoucher = { type: 'CREDIT', discountType: null, discountValue: null, initialValue: { amount: 4000, currency: 'GBP' }, remainingValue: { amount: 1500, currency: 'GBP' } };
const giftCard = { type: 'GIFT_CARD', code: null, discountType: null, discountValue: null, minPurchase: { amount: 0, currency: 'GBP' }, maxDiscount: { amount: 1, currency: 'GBP' }, expiresMonths: 12 };

/** Lines that are wrong, each in one way, and what is said of them behind the file and the line. */
const badLines: readonly (readonly [what: string, table: string, line: string | Record<string, unknown>, complaint: string])[] = [
  ['it is not JSON', 'customers', '{"id": "cust_1", "firstName": }', 'is not JSON'],
  ['it is cut off', 'customers', '{"id": "cust_1"', 'is not JSON'],
  ['it is a list', 'customers', '[]', 'must be an object'],
  ['it is null', 'customers', 'null', 'must be an object'],
  ['a field is unknown', 'rooms', { colour: 'red' }, 'colour is not a field of this file'],
  ['a field has a name that a terminal would obey', 'rooms', { '\u001b[2J\u009b': 1 }, '"\\u001b[2J?" is not a field of this file'],
  ['a field is one of every object', 'rooms', '{"id": "room_2", "name": "A", "__proto__": {}, "constructor": 1}', '__proto__ is not a field of this file'],
  ['a field inside an object is unknown', 'pass_purchases', { payment: { ...payment, tip: 1 } }, 'payment.tip is not a field of this file'],
  ['an object is no object', 'pass_purchases', { payment: 'CARD' }, 'payment must be an object'],

  ['an id has another prefix', 'rooms', { id: 'cust_1' }, 'id must be an id such as room_8801'],
  ['an id has leading zeros', 'rooms', { id: 'room_01' }, 'id must be an id such as room_8801'],
  ['an id is beyond an integer', 'rooms', { id: 'room_2147483648' }, 'id must be an id such as room_8801'],
  ['an id is there twice', 'rooms', { id: 'room_1' }, 'id room_1 is on line 1 already'],
  ['a reference leads nowhere', 'notes', { customerId: 'cust_9' }, 'customerId is cust_9, which is neither in the company nor in the folder'],
  ['a reference is of another kind', 'notes', { customerId: 'fac_2' }, 'customerId must be an id such as cust_8801'],
  ['one of many references leads nowhere', 'events', { facilitatorIds: ['fac_2', 'fac_3'] }, 'facilitatorIds.1 is fac_3, which is neither in the company nor in the folder'],
  ['many references have one twice', 'events', { facilitatorIds: ['fac_2', 'fac_2'] }, 'facilitatorIds must not have the same twice'],

  ['an e-mail is none', 'customers', { email: 'nobody' }, 'email must be an e-mail address such as noor@example.org'],
  ['an e-mail is used twice, in whatever case', 'customers', { email: 'NOOR.B@example.org' }, 'email is the e-mail of another customer (line 1)'],
  ['a name has NUL', 'customers', { firstName: 'No\0or' }, 'firstName must be one line without control characters'],
  ['a name has half a surrogate pair', 'customers', '{"id":"cust_2","firstName":"\\ud83d","lastName":"B","email":"b@example.org","createdAt":"2024-02-11T09:30:00Z"}', 'firstName must be one line without control characters'],
  ['a name has two lines', 'customers', { firstName: 'Noor\nBakker' }, 'firstName must be one line without control characters'],
  ['a name is empty', 'customers', { firstName: ' ' }, 'firstName must not be empty'],
  ['a name is too long', 'customers', { firstName: '😀'.repeat(101) }, 'firstName must have at most 100 characters'],
  ['a text has NUL', 'notes', { content: 'a\0b' }, 'content has a character that is not text'],
  ['a text is too long', 'events', { description: 'x'.repeat(5001) }, 'description must have at most 5,000 characters'],

  ['a number is a fraction', 'services', { bufferMinutes: 1.5 }, 'bufferMinutes must be a whole number'],
  ['a number is text', 'services', { bufferMinutes: '10' }, 'bufferMinutes must be a whole number'],
  ['a number is too small', 'passes', { credits: 0 }, 'credits must be 1 to 2147483647'],
  ['a number is too large', 'passes', { credits: 2_147_483_648 }, 'credits must be 1 to 2147483647'],
  ['a number is infinite', 'vouchers', JSON.stringify({ ...resourceCalled('vouchers').example, id: 'voucher_2', discountValue: 0 }).replace('"discountValue":0', '"discountValue":1e999'), 'discountValue must be a number'],
  ['a number is not above its bound', 'vouchers', { discountValue: 0 }, 'discountValue must be above 0'],
  ['a switch is a number', 'customers', { archived: 1 }, 'archived must be true or false'],
  ['a choice is none of them', 'events', { format: 'physical' }, 'format must be PHYSICAL or VIRTUAL'],
  ['one of many choices is none of them', 'events', { bookingConfiguration: { bookingTypes: ['ALONE'], paymentMethods: ['CARD'] } }, 'bookingConfiguration.bookingTypes.0 must be INDIVIDUAL or GROUP'],
  ['choices are none', 'events', { bookingConfiguration: { bookingTypes: [], paymentMethods: ['CARD'] } }, 'bookingConfiguration.bookingTypes must have at least one of INDIVIDUAL, GROUP'],
  ['a list has something else', 'services', { categories: ['Clay', 1] }, 'categories.1 must be a string'],
  ['an instant has no zone', 'customers', { createdAt: '2024-02-11T09:30:00' }, 'createdAt must be an instant with its zone, such as 2026-09-14T17:30:00.000Z'],
  ['an instant does not exist', 'customers', { createdAt: '2023-02-29T09:30:00Z' }, 'createdAt must be an instant with its zone, such as 2026-09-14T17:30:00.000Z'],
  ['an instant stands for never', 'pass_purchases', { expiresAt: '9999-12-31T23:59:59Z' }, 'expiresAt must be in the years 1900 to 2199'],
  ['a day does not exist', 'facilitator_schedules', { firstDay: '2026-02-30' }, 'firstDay must be an existing day such as 2026-09-14'],
  ['a time does not exist', 'facilitator_schedules', { opens: '24:00' }, 'opens must be a time such as 09:00'],
  ['a weekday does not exist', 'facilitator_schedules', { weekdays: [0] }, 'weekdays.0 must be 1 to 7'],
  ['weekdays are none', 'facilitator_schedules', { weekdays: [] }, 'weekdays must have at least one weekday, 1 (Monday) to 7'],
  ['a zone does not exist', 'facilitators', { timeZone: 'Mars/Olympus' }, 'timeZone must be an IANA zone such as Europe/London'],
  ['a zone is an offset', 'facilitators', { timeZone: '+01:00' }, 'timeZone must be an IANA zone such as Europe/London'],
  ['a zone is an abbreviation', 'facilitators', { timeZone: 'WET' }, 'timeZone must be a zone by its place, such as Europe/London'],
  ['money is a number', 'passes', { price: 6900 }, 'price must be an object with amount and currency'],
  ['money has no currency', 'passes', { price: { amount: 1 } }, 'price.currency is missing'],
  ['money has something else', 'passes', { price: { amount: 1, currency: 'GBP', tax: 1 } }, 'price.tax is not a field of this file'],
  ['money is less than nothing', 'passes', { price: { amount: -1, currency: 'GBP' } }, 'price.amount must be 0 to 2147483647'],
  ['money has a currency that is none', 'pricing_options', { price: { amount: 1, currency: 'pound' } }, 'price.currency must be an ISO 4217 code such as GBP'],
  ['a catalogue’s price is not in the company’s currency', 'passes', { price: { amount: 1, currency: 'EUR' } }, "price.currency must be the company's, GBP"],
  ['two amounts of a payment are in different currencies', 'bookings', { payment: { method: 'CARD', gross: { amount: 2, currency: 'GBP' }, net: { amount: 1, currency: 'EUR' } } }, 'payment.net.currency must be GBP, as the amount before it'],
  ['an answer is an object', 'questionnaire_answers', { answer: {} }, 'answer must be a string, a number, true, false or a list of strings'],
  ['an answer is a list of numbers', 'questionnaire_answers', { answer: [1] }, 'answer must be a string, a number, true, false or a list of strings'],
  ['an answer has NUL', 'questionnaire_answers', { answer: ['a\0'] }, 'answer has a character that is not text'],
  ['an answer is null', 'questionnaire_answers', { answer: null }, 'answer must not be null'],

  ['more credits are left than there were', 'pass_purchases', { creditsTotal: 6, creditsRemaining: 7 }, 'creditsRemaining must be at most creditsTotal'],
  ['a pass pays with money', 'pass_purchases', { payment: { ...payment, method: 'PASS', creditsUsed: 1 } }, 'payment.amount must be given unless payment.method is PASS, and only then'],
  ['a card pays with credits', 'video_purchases', { payment: { ...payment, creditsUsed: 1 } }, 'payment.creditsUsed must be given when payment.method is PASS, and only then'],
  ['a booking’s payment has no net amount', 'bookings', { payment: { method: 'CARD', gross: { amount: 2, currency: 'GBP' } } }, 'payment.net must be given unless payment.method is PASS, and only then'],
  ['a free appointment is not paid', 'appointments', { payment: { ...payment, method: 'FREE', status: 'PENDING' } }, 'payment.status must be PAID when payment.method is PASS or FREE'],
  ['a schedule ends before it begins', 'facilitator_schedules', { lastDay: '2026-01-04' }, 'lastDay must not be before firstDay'],
  ['somebody waits twice', 'waiting_list_entries', {}, 'customerId is on the waiting list of that date already (line 1)'],
  ['a discount is more than everything', 'vouchers', { discountValue: 101 }, 'discountValue must be at most 100 when discountType is PERCENTAGE'],
  ['a discount has no code', 'vouchers', { code: '' }, 'code must not be empty, unless the id has legacy in it'],
  ['a discount has credit', 'vouchers', { initialValue: { amount: 1, currency: 'GBP' } }, 'initialValue must be given when type is CREDIT, and only then'],
  ['credit is more than it was', 'vouchers', { ...creditVoucher, remainingValue: { amount: 4001, currency: 'GBP' } }, 'remainingValue must be at most initialValue'],
  ['a gift card ends at an instant', 'vouchers', { ...giftCard, expiresAt: '2027-01-01T00:00:00Z' }, 'expiresAt must be null when type is GIFT_CARD'],
  ['a gift card has no months', 'vouchers', { ...giftCard, expiresMonths: null }, 'expiresMonths must be given when type is GIFT_CARD, and only then'],
  ['a voucher of today has no date', 'vouchers', { createdAt: null }, 'createdAt must be given, unless the id has legacy in it, and only then'],
  ['a voucher of the old system is no discount', 'vouchers', { ...creditVoucher, id: 'voucher_legacy_8', createdAt: null }, 'type must be DISCOUNT for an id with legacy in it'],
  ['a voucher of the old system has a date', 'vouchers', { id: 'voucher_legacy_9' }, 'createdAt must be given, unless the id has legacy in it, and only then'],
];

/** What is said of the bad lines of a file, which stand behind its example: one run for all of them. */
const saidOf = new Map<string, Promise<string[]>>();

function complaintsAbout(table: string): Promise<string[]> {
  const { example } = resourceCalled(table);
  const lines = badLines.filter((bad) => bad[1] === table).map(([, , line], index) => (typeof line === 'string' || 'id' in line ? line : { ...line, id: String(example['id']).replace(/\d+$/, `9${index}`) }));
  const said = saidOf.get(table) ?? refusalOf(examplesWith({ [table]: [{}, ...lines] }));
  saidOf.set(table, said);
  return said;
}

describe('a line is refused, and named with its field, when', () => {
  it.each(badLines)('%s (%s)', async (what, table, _, complaint) => {
    const line = badLines.filter((bad) => bad[1] === table).findIndex((bad) => bad[0] === what) + 2;
    const said = await complaintsAbout(table);
    expect(said.at(-1)).toMatch(isRefused);
    const ofLine = said.filter((sentence) => sentence.startsWith(`${table}.ndjson:${line}: `)).map((sentence) => sentence.slice(sentence.indexOf(': ') + 2));
    if (complaint === 'is not JSON') expect(ofLine).toEqual([expect.stringMatching(/^is not JSON/)]);
    else expect(ofLine[0]).toBe(complaint);
  });

  it('a booking’s option is of another event than its date', async () => {
    const said = await refusalOf(
      examplesWith({
        events: [{}, { id: 'evt_78' }],
        pricing_options: [{}, { id: 'po-312', eventId: 'evt_78' }],
        bookings: [{ pricingOptionId: 'po-312' }],
      }),
    );
    expect(said).toEqual(['bookings.ndjson:1: pricingOptionId must be an option of the event that the date is of', 'Nothing was imported: there is a mistake in the folder.']);
  });
});

describe('mistakes', () => {
  it('are all told, a bad line once and not at each reference to it', async () => {
    const said = await refusalOf(
      examplesWith({
        customers: [{ email: 'nobody', mobile: 1 }, { id: 'cust_2', archived: 1 }, { id: 'cust_3', archived: 1 }],
        rooms: ['{', { name: '' }],
        event_dates: [{ eventId: 'evt_1' }],
      }),
    );
    expect(said).toEqual([
      'customers.ndjson:1: email must be an e-mail address such as noor@example.org',
      'customers.ndjson:1: mobile must be a string',
      'customers.ndjson:2: archived must be true or false',
      'customers.ndjson:3: archived must be true or false',
      'customers.ndjson:3: email is the e-mail of another customer (line 2)',
      expect.stringMatching(/^rooms\.ndjson:1: is not JSON/),
      'rooms.ndjson:2: name must not be empty',
      'event_dates.ndjson:1: eventId is evt_1, which is neither in the company nor in the folder',
      'Nothing was imported: there are 8 mistakes in the folder.',
    ]);
  });

  it('beyond the first hundred are counted', async () => {
    const said = await refusalOf({ 'rooms.ndjson': 'no\n'.repeat(1234) });
    expect(said).toHaveLength(102);
    expect(said[99]).toMatch(/^rooms\.ndjson:100: /);
    expect(said.slice(100)).toEqual(['and 1,134 more', 'Nothing was imported: there are 1,234 mistakes in the folder.']);
  });

  it('are the same with --check, and without any it writes nothing either', async () => {
    expect(await refusalOf(examplesWith({ rooms: [{ name: '' }] }), 'fresh', [...facts, '--check'])).toEqual(['rooms.ndjson:1: name must not be empty', 'Nothing was imported: there is a mistake in the folder.']);
    const { folder, remove } = await makeFolder(exampleFiles());
    removals.push(remove);
    const before = await everything();
    const ran = await frontdesk(test.connectionString, ['import', folder, '--company', 'fresh', ...facts, '--check']);
    expect(ran).toMatchObject({ code: 0, out: ['24 rows can be imported into the new company fresh (Acme Yoga, Europe/London, GBP). Nothing was written.'] });
    expect(await everything()).toEqual(before);
  });
});

describe('a company with rows', () => {
  it('keeps them: ids and e-mails that are there are refused, line by line', async () => {
    const said = await refusalOf(
      { 'customers.ndjson': ndjson([resourceCalled('customers').example, { ...resourceCalled('customers').example, id: 'cust_1' }]), 'notes.ndjson': ndjson([{ ...resourceCalled('notes').example, id: 'note_72' }]) },
      'acme',
      [],
    );
    expect(said).toEqual([
      'customers.ndjson:1: id cust_8801 is in the company already',
      'customers.ndjson:1: email is the e-mail of another customer (in the company)',
      'customers.ndjson:2: email is the e-mail of another customer (in the company)',
      'Nothing was imported: there are 3 mistakes in the folder.',
    ]);
  });

  it.each<[string, string[], string | undefined, string]>([
    ['name', ['--name', 'Other'], undefined, 'There is a company called acme already, and its name is Acme Yoga, not Other.'],
    ['zone', ['--time-zone', 'Europe/Paris'], undefined, 'There is a company called acme already, and its time zone is Europe/London, not Europe/Paris.'],
    ['currency', [], '{"name": "Other", "timeZone": "Europe/London", "currency": "EUR"}', 'There is a company called acme already, and its currency is GBP, not EUR.'],
  ])('is not taken for one with another %s', async (_, options, company, sentence) => {
    expect(await refusalOf({ 'rooms.ndjson': '', ...(company === undefined ? {} : { 'company.json': company }) }, 'acme', options)).toEqual([sentence]);
  });

  it('is imported into by one at a time', async () => {
    const other = connectTestDatabase(test.connectionString);
    try {
      await other.db.transaction().execute(async (trx) => {
        await sql`select pg_advisory_xact_lock(7305302, hashtext('acme'))`.execute(trx);
        expect(await refusalOf({ 'rooms.ndjson': '' }, 'acme', [])).toEqual(['Another import into acme is running.']);
      });
    } finally {
      await other.close();
    }
  });

  it('is as it was when the database refuses a row that nothing here could know of, and the line is named', async () => {
    await sql`alter table rooms add constraint rooms_not_haunted check (name not like '%ghost%')`.execute(test.database.db);
    const lines = Array.from({ length: 600 }, (_, index) => ({ id: `room_${index + 10}`, name: index === 433 ? 'a ghost' : `Room ${index}` }));
    expect(await refusalOf({ 'rooms.ndjson': ndjson(lines) }, 'acme', [])).toEqual(['rooms.ndjson:434: is refused by the database: rooms_not_haunted. Nothing was imported.']);
  });
});

describe('a folder is refused when', () => {
  it.each<[what: string, files: Record<string, string | Uint8Array>, options: readonly string[], sentence: RegExp]>([
    ['it is empty', {}, facts, /^There is nothing to import in .*: docs\/import\.md lists the files\.$/],
    ['a file has another name', { 'rooms.ndjson': '', 'customer.ndjson': '', 'customers.csv': '' }, facts, /has what is no file of an import: customer\.ndjson, customers\.csv\. Nothing was imported/],
    ['the company is unknown', { 'rooms.ndjson': '' }, [], /^There is no company called fresh: give --name, --time-zone and --currency to make it, or a company\.json/],
    ['the company is half said', { 'rooms.ndjson': '' }, ['--name', 'A'], /^There is no company called fresh: give/],
    ['the zone is none', { 'rooms.ndjson': '' }, ['--name', 'A', '--time-zone', 'Mars', '--currency', 'GBP'], /^--time-zone must be an IANA zone such as Europe\/London\.$/],
    ['the zone is an abbreviation', { 'rooms.ndjson': '' }, ['--name', 'A', '--time-zone', 'CET', '--currency', 'GBP'], /^--time-zone must be a zone by its place, such as Europe\/London\.$/],
    ['the zone of company.json is an abbreviation', { 'company.json': '{"name": "A", "timeZone": "EET", "currency": "GBP"}' }, [], /^company\.json: timeZone must be a zone by its place, such as Europe\/London$/],
    ['the currency is none', { 'rooms.ndjson': '' }, ['--name', 'A', '--time-zone', 'UTC', '--currency', 'gbp'], /^--currency must be/],
    ['company.json is not JSON', { 'company.json': '{' }, [], /^company\.json: is not JSON/],
    ['company.json lacks something', { 'company.json': '{"name": "A", "timeZone": "UTC"}' }, [], /^company\.json: currency is missing$/],
    ['company.json has something else', { 'company.json': '{"name": "A", "timeZone": "UTC", "currency": "GBP", "slug": "a"}' }, [], /^company\.json: slug is not a field of this file$/],
  ])('%s', async (_, files, options, sentence) => {
    expect((await refusalOf(files, 'fresh', options))[0]).toMatch(sentence);
  });

  it('it is not there, or a file is a folder', async () => {
    const { folder, remove } = await makeFolder();
    removals.push(remove);
    expect((await frontdesk(test.connectionString, ['import', path.join(folder, 'none'), '--company', 'acme'])).error).toEqual([`The folder ${path.join(folder, 'none')} cannot be read: ENOENT.`]);
    expect((await frontdesk(test.connectionString, ['import', '/', '--company', 'Not a slug!', ...facts])).error[0]).toMatch(/^\/ has what is no file/);
    await writeFile(path.join(folder, 'rooms.ndjson'), '');
    expect((await frontdesk(test.connectionString, ['import', folder, '--company', 'Not a slug!', ...facts])).error).toEqual(['--company must be 1 to 63 lower-case letters, digits and hyphens, and must not begin with a hyphen.']);
    await rm(path.join(folder, 'rooms.ndjson'));
    await mkdir(path.join(folder, 'rooms.ndjson'));
    expect(complaints(await frontdesk(test.connectionString, ['import', folder, '--company', 'acme']))).toEqual(['rooms.ndjson cannot be read: EISDIR.']);
  });
});
