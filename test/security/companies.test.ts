import { getNamedType, isInputObjectType, isObjectType } from 'graphql';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { restaurantScopes, studioScopes } from '../../src/access/scopes.js';
import { apiKeyId } from '../../src/access/apiKey.js';
import { idOf, idPrefixes, type IdKind } from '../../src/features/shared/ids.js';
import type { Route } from '../../src/rest/route.js';
import { routes } from '../../src/rest/routes.js';
import { fingerprint } from '../support/fingerprint.js';
import { startTestGateway, type GraphqlAnswer, type RestAnswer, type TestGateway } from '../support/gateway.js';
import { literal, refusalOf, sampleArgument, sampleBody, sampleIds, sampleUrl, type SampleIds } from '../support/samples.js';
import { coordinateOf, documentFor, everyField, fragmentsOfTypes, hasFields, isConnection, neighbours, wayTo, type Step, type Way } from '../support/schemaWalk.js';

let now = Date.now();
let gateway: TestGateway;
let ids: SampleIds;
let rivalIds: SampleIds;
let client: string;
let staff: string;
let idsOfRival: Record<Kind, string[]>;

type Kind = IdKind | 'apiClient' | 'apiKey' | 'reservation';

beforeAll(async () => {
  gateway = await startTestGateway({ clock: () => now });
  ids = await sampleIds(gateway.database, 'demo');
  rivalIds = await sampleIds(gateway.database, 'rival');
  idsOfRival = await everyIdOf('rival');
});
afterAll(() => gateway.close());

/** The clock of these tests runs for hours, and tokens live for one. */
beforeEach(async () => {
  client = await gateway.token();
  staff = await gateway.login();
});

/** Whoever of `demo` tries: staff, and a client or a key, by which of them has the scopes. */
function tokensFor({ steps }: Way): [token: string, isOpen: boolean][] {
  const rules = steps.flatMap(({ facts: { scope } }) => (scope === null ? [] : [scope]));
  const opens = (held: readonly string[]) =>
    rules.every(({ requires, anyOf }) => requires.every((scope) => held.includes(scope)) && (anyOf.length === 0 || anyOf.some((scope) => held.includes(scope))));
  const other: [string, boolean] = opens(restaurantScopes) && !opens(studioScopes) ? [gateway.key(), true] : [client, opens(studioScopes)];
  return [other, [staff, true]];
}

/** Of whoever of the rival may call a row. */
async function rivalsToken({ family }: Pick<Route, 'family'>): Promise<string> {
  return family === 'restaurant' ? gateway.key('rival') : gateway.token('m2m_rival');
}

async function everyIdOf(slug: string): Promise<Record<Kind, string[]>> {
  const { db } = gateway.database;
  const { id: company } = await db.selectFrom('companies').select('id').where('slug', '=', slug).executeTakeFirstOrThrow();
  const tables = {
    customer: 'customers', event: 'events', eventDate: 'event_dates', facilitator: 'facilitators', pricingOption: 'pricing_options',
    booking: 'bookings', transaction: 'transactions', waitingListEntry: 'waiting_list_entries',
    service: 'services', serviceOption: 'service_options', appointment: 'appointments',
    pass: 'passes', passPurchase: 'pass_purchases',
    subscriptionPlan: 'subscription_plans', subscriptionMandate: 'subscription_mandates', voucher: 'vouchers', legacyVoucher: 'vouchers',
    mediaLibrary: 'media_libraries', video: 'videos', purchasedMedia: 'videos', videoPurchase: 'video_purchases',
    note: 'notes', questionnaire: 'questionnaires', questionnaireAnswer: 'questionnaire_answers',
    room: 'rooms', facilitatorSchedule: 'facilitator_schedules',
    restaurant: 'restaurants', location: 'locations', diningTable: 'dining_tables', tableCombination: 'table_combinations', diningService: 'dining_services',
    specialDay: 'special_days', availabilityRule: 'availability_rules', guest: 'customers',
  } as const satisfies Record<IdKind, string>;
  const clients = await db.selectFrom('api_clients').select('id').where('company_id', '=', company).execute();
  const keys = await db.selectFrom('api_keys').select('prefix').where('company_id', '=', company).execute();
  const found: Partial<Record<Kind, string[]>> = { apiClient: clients.map(({ id }) => id), apiKey: keys.map(({ prefix }) => apiKeyId(prefix)) };
  const reservations = await db.selectFrom('reservations').select(['internal_id', 'public_reference']).where('company_id', '=', company).execute();
  found.reservation = reservations.flatMap(({ internal_id, public_reference }) => [internal_id, public_reference]);
  for (const [kind, table] of Object.entries(tables) as [IdKind, (typeof tables)[IdKind]][]) {
    const rows = await db.selectFrom(table).select('number').where('company_id', '=', company).execute();
    found[kind] = rows.map(({ number }) => idOf(kind, number));
  }
  return found as Record<Kind, string[]>;
}

/** Nobody's id of the same form. */
function unknownId(kind: Kind): string {
  if (kind === 'apiClient') return 'm2m_00000000ffff';
  if (kind === 'reservation') return 'res_0000000000000000';
  return kind === 'apiKey' ? apiKeyId('nobody00') : idOf(kind, 2_000_000_000);
}

/** What an argument or field called `id` is the id of, by its coordinate; `input.id` stands for a mutation's. */
const kinds: Readonly<Record<string, Kind>> = {
  'Query.customer.id': 'customer',
  'Query.event.id': 'event',
  'Query.eventDate.id': 'eventDate',
  'Query.eventDate.eventId': 'event',
  'Query.pass.id': 'pass',
  'Query.appointment.id': 'appointment',
  'Query.appointmentService.id': 'service',
  'Query.facilitator.id': 'facilitator',
  'Facilitator.availability.serviceId': 'service',
  'Facilitator.availability.optionId': 'serviceOption',
  'Query.video.id': 'video',
  'Query.subscriptionPlan.id': 'subscriptionPlan',
  'Query.voucher.id': 'voucher',
  'Query.apiClient.id': 'apiClient',
  'Query.apiKey.id': 'apiKey',
  'Query.guests.restaurantId': 'restaurant',
  'Query.guest.id': 'customer',
  'Mutation.upsertGuest.input.restaurantId': 'restaurant',
  'Mutation.anonymizeGuest.input.id': 'customer',
  'Query.reservations.restaurantId': 'restaurant',
  'Query.reservations.locationId': 'location',
  'Query.reservation.ref': 'reservation',
  'Mutation.createReservation.input.restaurantId': 'restaurant',
  'Mutation.createReservation.input.locationId': 'location',
  'Mutation.updateReservation.input.ref': 'reservation',
  'Mutation.cancelReservation.input.ref': 'reservation',
  'Query.restaurant.id': 'restaurant',
  'Restaurant.location.id': 'location',
  'Query.location.id': 'location',
  'Customer.booking.id': 'booking',
  'Mutation.updateCustomerProfile.input.id': 'customer',
  'Mutation.updatePass.input.id': 'pass',
  'Mutation.updateVideo.input.id': 'video',
  'Mutation.updateSubscriptionPlan.input.id': 'subscriptionPlan',
  'Mutation.updateVoucher.input.id': 'voucher',
  'Mutation.updateApiClient.input.id': 'apiClient',
  'Mutation.rotateApiClientSecret.input.id': 'apiClient',
  'Mutation.suspendApiClient.input.id': 'apiClient',
  'Mutation.activateApiClient.input.id': 'apiClient',
  'Mutation.deleteApiClient.input.id': 'apiClient',
  'Mutation.createApiKey.input.locationId': 'location',
  'Mutation.updateRestaurant.input.id': 'restaurant',
  'Mutation.createLocation.input.restaurantId': 'restaurant',
  'Mutation.updateLocation.input.id': 'location',
  'Mutation.setBookingPolicy.input.restaurantId': 'restaurant',
  'Mutation.setBookingPolicy.input.locationId': 'location',
  'Mutation.deleteBookingPolicy.input.locationId': 'location',
  'Mutation.createDiningTable.input.locationId': 'location',
  'Mutation.updateDiningTable.input.id': 'diningTable',
  'Mutation.deleteDiningTable.input.id': 'diningTable',
  'Mutation.createTableCombination.input.locationId': 'location',
  'Mutation.updateTableCombination.input.id': 'tableCombination',
  'Mutation.deleteTableCombination.input.id': 'tableCombination',
  'Mutation.createSpecialDay.input.locationId': 'location',
  'Mutation.updateSpecialDay.input.id': 'specialDay',
  'Mutation.deleteSpecialDay.input.id': 'specialDay',
  'Mutation.createAvailabilityRule.input.locationId': 'location',
  'Mutation.createAvailabilityRule.input.serviceId': 'diningService',
  'Mutation.updateAvailabilityRule.input.id': 'availabilityRule',
  'Mutation.updateAvailabilityRule.input.serviceId': 'diningService',
  'Mutation.deleteAvailabilityRule.input.id': 'availabilityRule',
  'Mutation.createDiningService.input.locationId': 'location',
  'Mutation.updateDiningService.input.id': 'diningService',
  'Mutation.deleteDiningService.input.id': 'diningService',
  'Mutation.updateApiKey.input.id': 'apiKey',
  'Mutation.updateApiKey.input.locationId': 'location',
  'Mutation.rotateApiKey.input.id': 'apiKey',
  'Mutation.revokeApiKey.input.id': 'apiKey',
};

/** Filters of lists, which find no row of their own. */
const isFilter = (coordinate: string): boolean => /^Query\.(auditLog|appointments)\./.test(coordinate);

/** Lists of ids, of which the tests of their features try another company's. */
const isList = (coordinate: string): boolean => /(TableCombination|Reservation)\.input\.tableIds$/.test(coordinate);

/** Every place of the schema where a caller can name a row. */
const places = everyField().flatMap((step) =>
  step.field.args.flatMap(({ name, type }) => {
    const coordinate = `${coordinateOf(step)}.${name}`;
    if (isFilter(coordinate)) return [];
    const named = getNamedType(type);
    if (named.name === 'ID') return [{ coordinate, step }];
    if (!isInputObjectType(named)) return [];
    return Object.values(named.getFields()).flatMap((field) => (getNamedType(field.type).name === 'ID' && !isList(`${coordinate}.${field.name}`) ? [{ coordinate: `${coordinate}.${field.name}`, step }] : []));
  }),
);

function kindOf(coordinate: string): Kind {
  const kind = kinds[coordinate];
  if (kind === undefined) throw new Error(`Say what ${coordinate} is the id of, in this file.`);
  return kind;
}

/** Stands for `$id` until the document is written. */
const marker = '$id$';

/** The way's document with `$id` in one place: one document for all ids is prepared once. */
function documentWith(way: Way, place: string): string {
  const document = documentFor(way, (coordinate) => {
    const sample = sampleArgument(coordinate, ids);
    if (coordinate === place) return literal(marker);
    return literal(place.startsWith(`${coordinate}.`) ? { ...(sample as object), [place.slice(coordinate.length + 1)]: marker } : sample);
  });
  // An optional argument is in no sample.
  const [field, argument] = place.split('.').slice(-2);
  const complete = document.includes(marker)
    ? document
    : document.replace(new RegExp(`\\b${field}(\\(| \\{)`), (_match, open: string) => `${field}(${argument}: ${literal(marker)}${open === '(' ? ', ' : ') {'}`);
  return complete.replace(literal(marker), () => '$id').replace(way.kind, `${way.kind} ($id: ID!)`);
}

function comparable({ status, data, errors, extensions }: GraphqlAnswer, id: string): string {
  const { requested, actual } = extensions.cost;
  return JSON.stringify({ status, data, errors, requested, actual }).replaceAll(id, 'ID');
}

function comparableRest({ status, text, headers }: RestAnswer, id: string): string {
  return JSON.stringify({ status, text: text.replaceAll(id, 'ID'), type: headers.get('content-type'), cache: headers.get('cache-control') });
}

/** Asks for many ids, ten at once; between them the clock gives staff their ten points back. */
async function each(many: readonly string[], token: string, ask: (id: string) => Promise<void>): Promise<void> {
  for (let from = 0; from < many.length; from += 10) {
    if (token === staff) now += 6000;
    await Promise.all(many.slice(from, from + 10).map(ask));
  }
}

describe('an id of another company is answered like one that does not exist', () => {
  it.each(places.map(({ coordinate, step }) => [coordinate, step] as const))('%s', async (coordinate, step) => {
    const kind = kindOf(coordinate);
    const way = wayTo(coordinateOf(step));
    const own = await fingerprint(gateway.database, 'demo');
    const before = await fingerprint(gateway.database, 'rival');
    expect(idsOfRival[kind].length).toBeGreaterThan(0);
    for (const [token, isOpen] of tokensFor(way)) {
      now += 20_000;
      const unknown = unknownId(kind);
      const document = documentWith(way, coordinate);
      const expected = await gateway.graphql(document, { token, variables: { id: unknown } });
      if (way.kind === 'mutation') {
        expect(expected.errors?.map(({ extensions }) => extensions['code'])).toEqual([isOpen ? 'NOT_FOUND' : 'FORBIDDEN']);
      } else {
        expect(JSON.stringify(expected.data)).toContain(`"${step.field.name}":null`);
      }
      await each(idsOfRival[kind], token, async (id) => {
        const answer = await gateway.graphql(document, { token, variables: { id } });
        expect(comparable(answer, id)).toBe(comparable(expected, unknown));
      });
    }
    expect(await fingerprint(gateway.database, 'rival')).toEqual(before);
    expect(await fingerprint(gateway.database, 'demo')).toEqual(own);
  });

  const kindOfSegment: Readonly<Record<string, Kind>> = { customer: 'customer', booking: 'booking', event: 'event', dates: 'eventDate', bookings: 'appointment', services: 'service', availability: 'facilitator', pass: 'pass', video: 'video', 'subscription-plan': 'subscriptionPlan', voucher: 'voucher', restaurants: 'restaurant', reservations: 'reservation' };
  const parameters = routes.flatMap((row) => {
    const segments = row.path.split('/');
    return segments.flatMap((segment, index) => (segment.startsWith(':') ? [{ row, before: segments[index - 1] ?? '' }] : []));
  });

  it.each(parameters.map(({ row, before }) => [`${row.method} ${row.path}`, before, row] as const))('%s, after /%s/', async (_name, segment, row) => {
    const kind = kindOfSegment[segment];
    if (kind === undefined) throw new Error(`Say what follows /${segment}/, in this file.`);
    const before = await fingerprint(gateway.database, 'rival');
    for (const token of [row.family === 'restaurant' ? gateway.key() : client, staff]) {
      now += 20_000;
      const call = (id: string) => gateway.rest(sampleUrl(row, ids, '', (at, sample) => (at === segment ? id : sample)), { token, method: row.method, body: sampleBody(row, ids) });
      const unknown = unknownId(kind);
      const expected = await call(unknown);
      expect([expected.status, expected.json]).toEqual([404, refusalOf(row)]);
      await each(idsOfRival[kind], token, async (id) => expect(comparableRest(await call(id), id)).toBe(comparableRest(expected, unknown)));
    }
    expect(await fingerprint(gateway.database, 'rival')).toEqual(before);
  });

  it('when both parts of a path are another company’s', async () => {
    for (const row of routes.filter(({ path }) => path.includes(':'))) {
      const answer = await gateway.rest(sampleUrl(row, rivalIds), { method: row.method, body: sampleBody(row, ids) });
      expect([row.path, answer.status]).toEqual([row.path, 404]);
    }
  });

  it('and answers its own company, so that the silence above is not for want of rows', async () => {
    for (const row of routes.filter(({ method, path }) => method === 'GET' && path.includes(':'))) {
      now += 3000;
      const answer = await gateway.rest(sampleUrl(row, rivalIds), { token: await rivalsToken(row) });
      expect([row.path, answer.status]).toEqual([row.path, 200]);
    }
  });
});

describe('lists hold only rows of their own company', () => {
  /** Any id of `rival`: their numbers begin where those of `demo` never come. */
  const ofRival = new RegExp(`\\b(${Object.values(idPrefixes).join('|')})9\\d{5}\\b|m2m_rival|rrk_live_rival001|staff@rival`);
  const connections = everyField().filter(isConnection);

  it.each(connections.map((step) => [coordinateOf(step), step] as const))('%s', async (coordinate, step) => {
    const connection = getNamedType(step.field.type);
    const node = isObjectType(connection) ? getNamedType(connection.getFields()['nodes']?.type ?? step.field.type) : null;
    if (node === null || !hasFields(node)) throw new Error(`${coordinate} has no nodes.`);
    // The paths of the log hold what was asked for, other companies' ids included.
    const document = pageDocument(step, [...neighbours(node).filter((name) => name !== 'path'), ...fragmentsOfTypes(node)]);
    const token = await gateway.login();
    let after: string | null = null;
    let seen = 0;
    for (let page = 0; page < 200; page++) {
      now += 600;
      const { data, errors }: GraphqlAnswer = await gateway.graphql(document, { token, variables: { first: 100, after } });
      expect(errors).toBeUndefined();
      expect(JSON.stringify(data)).not.toMatch(ofRival);
      const found: Page = pageIn(data, step.field.name);
      seen += found.nodes.length;
      if (!found.pageInfo.hasNextPage) break;
      after = found.pageInfo.endCursor;
    }
    if (step.parent.name === 'Query') expect(seen).toBeGreaterThan(0);
  });

  it.each(connections.filter(({ parent }) => parent.name === 'Query').map((step) => [coordinateOf(step), step] as const))('%s, after a cursor of the other company', async (_coordinate, step) => {
    now += 20_000;
    const document = pageDocument(step, ['id']);
    const theirs = await gateway.graphql(document, { token: await gateway.login('rival'), variables: { first: 1, after: null } });
    expect(JSON.stringify(theirs.data)).not.toMatch(/cust_[1-8]\d*"|m2m_(demo|partner|events)"|rrk_live_demo0001/);
    const { endCursor } = pageIn(theirs.data, step.field.name).pageInfo;
    const ours = await gateway.graphql(document, { token: await gateway.login(), variables: { first: 100, after: endCursor } });
    expect([ours.errors, JSON.stringify(ours.data)]).toEqual([undefined, expect.not.stringMatching(ofRival)]);
  });

  it.each(routes.filter(({ method }) => method === 'GET').map((row) => [row.path, row] as const))('GET %s', async (_path, row) => {
    now += 20_000;
    // The rival asks first: what is remembered of that is not for others.
    const theirs = await gateway.rest(sampleUrl(row, rivalIds), { token: await rivalsToken(row) });
    expect([theirs.status, theirs.text]).toEqual([200, expect.stringMatching(ofRival)]);
    const ours = await gateway.rest(sampleUrl(row, ids));
    expect([ours.status, ours.text]).toEqual([200, expect.not.stringMatching(ofRival)]);
  });

  interface Page {
    nodes: unknown[];
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  }

  function pageDocument(step: Step, fields: readonly string[]): string {
    const document = documentFor(wayTo(coordinateOf(step)), (coordinate) => literal(sampleArgument(coordinate, ids)));
    const page = `${step.field.name}(first: $first, after: $after) { nodes { ${fields.join(' ')} } pageInfo { hasNextPage endCursor } `;
    return document.replace(`${step.field.name} { `, page).replace(/^query /, 'query ($first: Int, $after: String) ');
  }

  function pageIn(data: unknown, name: string): Page {
    if (typeof data !== 'object' || data === null) throw new Error(`There is no ${name}.`);
    const here = (data as Record<string, unknown>)[name] as Page | undefined;
    if (here !== undefined) return here;
    const below = Object.values(data).find((value) => typeof value === 'object' && value !== null && !('kind' in value));
    return pageIn(below, name);
  }
});

describe('what staff see of access', () => {
  it('is their company’s alone: calls, refusals and clients', async () => {
    now += 20_000;
    const rival = await gateway.login('rival');
    await gateway.rest('/customer/cust_1/profile', { token: await gateway.token('m2m_rival') });
    await gateway.rest('/token', { method: 'POST', token: null, body: { client_id: 'm2m_rival', client_secret: 'wrong' } });
    const document = '{ auditLog(first: 100) { totalCount nodes { principalId principalName path } } apiClients(first: 100) { nodes { id } } }';
    const theirs = await gateway.graphql(document, { token: rival });
    const ours = await gateway.graphql(document, { token: await gateway.login() });
    const clientsOf = async (slug: string) => (await everyIdOf(slug)).apiClient.sort();
    const listed = ({ data }: GraphqlAnswer) => ((data ?? {})['apiClients'] as { nodes: { id: string }[] }).nodes.map(({ id }) => id).sort();
    expect(listed(theirs)).toEqual(await clientsOf('rival'));
    expect(listed(ours)).toEqual(await clientsOf('demo'));
    expect(JSON.stringify(theirs.data)).toContain('m2m_rival');
    expect(JSON.stringify(theirs.data)).not.toMatch(/m2m_(demo|partner|events)/);
    expect(JSON.stringify(ours.data)).not.toContain('m2m_rival');
    const filtered = await gateway.graphql('{ auditLog(filter: { principalId: "m2m_rival" }) { totalCount nodes { id } } }', { token: await gateway.login() });
    expect(filtered.data).toEqual({ auditLog: { totalCount: 0, nodes: [] } });
  });
});
