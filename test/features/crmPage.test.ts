import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { GraphqlAnswer } from '../support/gateway.js';
import { allBut, startStudioGateway, type StudioGateway } from '../support/studioGateway.js';

/** What a CRM shows of one customer, on one page that it asks for at once. */

const howMany = 33;
const onThePage = 30;
const noon = Date.parse('2026-09-01T12:00:00Z');

let now = noon;
let here: StudioGateway;
let customer: string;

beforeAll(async () => {
  here = await startStudioGateway({ clock: () => now });
  customer = `cust_${await fill()}`;
});
afterAll(() => here.close());

/** A customer with so many rows of each kind; the row `n` of a kind was made at minute `n` of the year. */
async function fill(): Promise<number> {
  const { company, db } = here.studio;
  const number = await here.studio.customer({ first_name: 'Noor', last_name: 'Bakker', email: 'noor.b@example.org', mobile: '07700900881', archived: true });
  const event = await here.studio.event({ name: 'Evening Pottery' });
  const date = await here.studio.date(event, '2026-09-14T17:30:00Z', { duration_minutes: 90 });
  const facilitator = await here.studio.facilitator(event, 'Mo Achterberg');
  const one = { company_id: company.id, number: 1 };
  await db.insertInto('passes').values({ ...one, name: 'Six Firings', price: 6900, credits: 6, start_mode: 'ON_PURCHASE', validity_period: 4, validity_unit: 'MONTHS' }).execute();
  await db.insertInto('videos').values({ ...one, name: 'Glazing at Home', price: 1250, credits: 1 }).execute();
  await db.insertInto('subscription_plans').values({ ...one, name: 'Studio Member', state: 'ACTIVE', term_days: 28, initial_price: 2100, recurring_price: 4200 }).execute();
  await db.insertInto('services').values({ ...one, name: 'Wheel Tuition' }).execute();
  await db.insertInto('service_options').values({ ...one, service_number: 1, position: 1, name: 'One to one', duration_minutes: 45, price: 3800, currency: 'GBP' }).execute();
  await db.insertInto('questionnaires').values({ ...one, name: 'Before your first class' }).execute();

  const insert = async (table: string, columns: string, values: ReturnType<typeof sql>) => {
    await sql`insert into ${sql.table(table)} (company_id, number, ${sql.raw(columns)})
      select ${company.id}, 1000 + n, ${values} from generate_series(1, ${howMany}) as n`.execute(db);
  };
  const made = sql`timestamptz '2026-01-01T00:00:00Z' + n * interval '1 minute'`;
  await insert('transactions', 'buyer_number, purchased_at', sql`${number}, ${made}`);
  await insert(
    'bookings',
    'transaction_number, purchased_at, event_date_number, buyer_number, attendee_number, spaces, payment_method, currency, gross_amount, net_amount',
    sql`1000 + n, ${made}, ${date}, ${number}, ${number}, 1, 'CARD', 'GBP', 100 * n, 90 * n`,
  );
  await insert(
    'pass_purchases',
    'pass_number, customer_number, credits_total, credits_remaining, created_at, expires_at, payment_method, currency, amount',
    sql`1, ${number}, 6, n % 7, ${made}, timestamptz '2026-05-01T00:00:00Z' + n * interval '1 minute', 'CASH', 'GBP', 6900`,
  );
  await insert('video_purchases', 'video_number, customer_number, created_at, payment_method, credits_used', sql`1, ${number}, ${made}, 'PASS', n`);
  await insert(
    'subscription_mandates',
    'plan_number, customer_number, state, created_at, grace_days, earliest_cancellation_at, renewal_at',
    sql`1, ${number}, 'PAUSED', ${made}, 3, ${made} + interval '1 day', ${made} + interval '28 days'`,
  );
  await insert(
    'appointments',
    'customer_number, facilitator_number, service_number, service_option_number, status, starts_at, duration_minutes, time_zone, notes, payment_status, created_at, payment_method, currency, amount',
    sql`${number}, ${facilitator}, 1, 1, 'SCHEDULED', timestamptz '2026-09-29T14:00:00Z', 45, 'Europe/London', 'Note ' || n, 'PENDING', ${made}, 'CARD', 'GBP', 3800`,
  );
  await insert('notes', 'customer_number, content, created_by, created_at, updated_at', sql`${number}, 'Note ' || n, 'Front Desk', ${made}, ${made}`);
  await insert('questionnaire_answers', 'questionnaire_number, customer_number, question, answer, answered_at', sql`1, ${number}, 'Question ' || n, to_jsonb(n), ${made}`);
  return number;
}

const list = (name: string, fields: string) => `${name}(first: ${onThePage}) { nodes { ${fields} } totalCount pageInfo { hasNextPage endCursor } }`;
const money = '{ amount currency }';

const page = `query CustomerPage($id: ID!) { customer(id: $id) {
  id firstName lastName email mobile archived
  ${list('bookings', `id cancelled refunded spaces buyer { id firstName lastName email } attendee { id firstName lastName email } event { id name } date { id startsAtLocal timeZone durationMinutes }
    pricingOption { id name } payment { method gross ${money} net ${money} creditsUsed } transaction { id purchasedAtLocal }`)}
  ${list('packages', `id pass { id name } creditsTotal creditsRemaining createdAt expiresAt cancelled refunded expired payment { method amount ${money} creditsUsed }`)}
  ${list('videos', `id video { id name } createdAt expiresAt cancelled refunded expired payment { method amount ${money} creditsUsed }`)}
  ${list('subscriptionMandates', `id plan { id name recurringPrice ${money} } state createdAt graceDays earliestCancellationAt renewalAt`)}
  ${list('appointments', `id status service { id name } optionName facilitator { id name } startsAtLocal timeZone durationMinutes notes payment { method amount ${money} creditsUsed status } createdAtLocal`)}
  ${list('notes', 'id content createdBy createdAtLocal updatedAtLocal')}
  ${list('questionnaireAnswers', 'id questionnaire { id name } question answer answeredAtLocal')}
} }`;

const ask = (scopes?: readonly string[]): Promise<GraphqlAnswer> => here.graphql(page, { variables: { id: customer }, ...(scopes === undefined ? {} : { scopes }) });
const customerIn = ({ data }: GraphqlAnswer) => (data as { customer: Record<string, unknown> }).customer;

const two = (value: number) => String(value).padStart(2, '0');
const gbp = (amount: number) => ({ amount, currency: 'GBP' });
const neither = { cancelled: false, refunded: false };

/** The row `n` of each list, as the page shows it. */
function rowsOf(n: number): Readonly<Record<string, Record<string, unknown>>> {
  const made = `00:${two(n)}:00`;
  const person = { id: customer, firstName: 'Noor', lastName: 'Bakker', email: 'noor.b@example.org' };
  return {
    bookings: {
      id: `booking_${1000 + n}`, ...neither, spaces: 1, buyer: person, attendee: person, event: { id: expect.stringMatching(/^evt_/), name: 'Evening Pottery' },
      date: { id: expect.stringMatching(/^date_/), startsAtLocal: '2026-09-14T18:30:00', timeZone: 'Europe/London', durationMinutes: 90 }, pricingOption: null,
      payment: { method: 'CARD', gross: gbp(100 * n), net: gbp(90 * n), creditsUsed: null }, transaction: { id: `txn_${1000 + n}`, purchasedAtLocal: `2026-01-01T${made}` },
    },
    packages: {
      id: `pkg_${1000 + n}`, pass: { id: 'pass_1', name: 'Six Firings' }, creditsTotal: 6, creditsRemaining: n % 7, createdAt: `2026-01-01T${made}.000Z`, expiresAt: `2026-05-01T${made}.000Z`,
      ...neither, expired: true, payment: { method: 'CASH', amount: gbp(6900), creditsUsed: null },
    },
    videos: {
      id: `media_${1000 + n}`, video: { id: 'video_1', name: 'Glazing at Home' }, createdAt: `2026-01-01T${made}.000Z`, expiresAt: null, ...neither, expired: false,
      payment: { method: 'PASS', amount: null, creditsUsed: n },
    },
    subscriptionMandates: {
      id: `mandate_${1000 + n}`, plan: { id: 'plan_1', name: 'Studio Member', recurringPrice: gbp(4200) }, state: 'PAUSED', createdAt: `2026-01-01T${made}.000Z`, graceDays: 3,
      earliestCancellationAt: `2026-01-02T${made}.000Z`, renewalAt: `2026-01-29T${made}.000Z`,
    },
    appointments: {
      id: `appt_${1000 + n}`, status: 'SCHEDULED', service: { id: 'svc_1', name: 'Wheel Tuition' }, optionName: 'One to one', facilitator: { id: expect.stringMatching(/^fac_/), name: 'Mo Achterberg' },
      startsAtLocal: '2026-09-29T15:00:00', timeZone: 'Europe/London', durationMinutes: 45, notes: `Note ${n}`, payment: { method: 'CARD', amount: gbp(3800), creditsUsed: null, status: 'PENDING' },
      createdAtLocal: `2026-01-01T${made}`,
    },
    notes: { id: `note_${1000 + n}`, content: `Note ${n}`, createdBy: 'Front Desk', createdAtLocal: `2026-01-01T${made}`, updatedAtLocal: `2026-01-01T${made}` },
    questionnaireAnswers: { id: `answer_${1000 + n}`, questionnaire: { id: 'questionnaire_1', name: 'Before your first class' }, question: `Question ${n}`, answer: n, answeredAtLocal: `2026-01-01T${made}` },
  };
}

const lists = ['bookings', 'packages', 'videos', 'subscriptionMandates', 'appointments', 'notes', 'questionnaireAnswers'] as const;
const profile = ['firstName', 'lastName', 'email', 'mobile', 'archived'] as const;

/** What each scope opens of the page, the customer's id apart, which any of them does. */
const opened: Readonly<Record<string, readonly string[]>> = {
  'profile:read': profile,
  'bookings:read': ['bookings'],
  'packages:read': ['packages'],
  'videos:read': ['videos'],
  'subscription-mandates:read': ['subscriptionMandates'],
  'appointments:read': ['appointments'],
  'notes:read': ['notes'],
  'questionnaire-answers:read': ['questionnaireAnswers'],
};
const everyScope = Object.keys(opened);

test('is one request of 3 points and one statement, and nothing when it is asked for again', async () => {
  const { answer, statements } = await here.counted(() => ask());
  expect([answer.status, answer.errors, statements]).toEqual([200, undefined, 1]);
  expect(answer.extensions.cost).toMatchObject({ requested: 3, actual: 3 });
  const { id, firstName, lastName, email, mobile, archived, ...shown } = customerIn(answer);
  expect({ id, firstName, lastName, email, mobile, archived }).toEqual({ id: customer, firstName: 'Noor', lastName: 'Bakker', email: 'noor.b@example.org', mobile: '07700900881', archived: true });
  const newestFirst = Array.from({ length: onThePage }, (_, index) => rowsOf(howMany - index));
  for (const name of lists) {
    expect(shown[name]).toEqual({ nodes: newestFirst.map((rows) => rows[name]), totalCount: howMany, pageInfo: { hasNextPage: true, endCursor: expect.any(String) } });
  }
  expect(Object.keys(shown).sort()).toEqual([...lists].sort());

  const again = await here.counted(() => ask());
  expect([again.statements, again.answer.data]).toEqual([0, answer.data]);
  // Compiled by now, and the same.
  for (let times = 0; times < 4; times++) {
    now += 600_000;
    const later = await here.counted(() => ask());
    expect([later.statements, later.answer.data]).toEqual([1, answer.data]);
  }
});

test('needs the scopes of its parts and no other', async () => {
  const [whole, enough] = [await ask(), await ask(everyScope)];
  expect([enough.errors, enough.data]).toEqual([undefined, whole.data]);
});

test.each(everyScope)('without %s lacks that part alone, and says why', async (scope) => {
  const denied = opened[scope] as readonly string[];
  const whole = customerIn(await ask());
  for (const scopes of [allBut(scope), everyScope.filter((other) => other !== scope)]) {
    const answer = await ask(scopes);
    expect([answer.status, customerIn(answer)]).toEqual([200, { ...whole, ...Object.fromEntries(denied.map((name) => [name, null])) }]);
    expect(answer.errors?.map(({ message, path, extensions }) => [path, message, extensions['code'], extensions['missingScope']])).toEqual(
      denied.map((name) => [['customer', name], `Missing required scope: ${scope}`, 'FORBIDDEN', scope]),
    );
  }
});

test.each(everyScope)('with %s alone has that part alone', async (scope) => {
  const granted = opened[scope] as readonly string[];
  const whole = customerIn(await ask());
  const answer = await ask([scope]);
  const closed = [...profile, ...lists].filter((name) => !granted.includes(name));
  expect(customerIn(answer)).toEqual({ ...whole, ...Object.fromEntries(closed.map((name) => [name, null])) });
  expect(answer.errors?.map(({ path }) => path?.at(-1)).sort()).toEqual([...closed].sort());
});

test('is refused whole to a client without any scope on customers, and there for its own company alone', async () => {
  const refused = await ask(['events:read', 'media:read', 'passes:read', 'vouchers:read']);
  expect([refused.data, refused.errors]).toMatchObject([{ customer: null }, [{ path: ['customer'], extensions: { code: 'FORBIDDEN' } }]]);
  const rival = await here.gateway.graphql(page, { variables: { id: customer }, token: await here.token(everyScope, 'rival') });
  expect([rival.data, rival.errors]).toEqual([{ customer: null }, undefined]);
});
