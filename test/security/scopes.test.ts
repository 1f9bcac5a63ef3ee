import { getNamedType, print } from 'graphql';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { idOf } from '../../src/features/shared/ids.js';
import { createOperationStore } from '../../src/graphql/operations.js';
import type { ScopeRule } from '../../src/graphql/schemaFacts.js';
import { queryParametersOf } from '../../src/rest/route.js';
import { routes } from '../../src/rest/routes.js';
import { type Caller, clientsByScope, clientWith, demoKey, signedInCustomer, staffByRole } from '../support/callers.js';
import { fingerprint } from '../support/fingerprint.js';
import { startTestGateway, type GraphqlAnswer, type TestGateway } from '../support/gateway.js';
import { literal, refusalOf as refusalOfRow, sampleArgument, sampleBody, sampleIds, samplePath, sampleQuery, sampleUrl, type SampleIds, withDisposables } from '../support/samples.js';
import { coordinateOf, documentFor, everyField, hasFields, neighbours, pathOf, rootFields, schema, wayTo, type Step, type Way } from '../support/schemaWalk.js';

let now = Date.now();
let gateway: TestGateway;
let ids: SampleIds;
let callers: Caller[];
let tokensFrom: number;

beforeAll(async () => {
  gateway = await startTestGateway({ clock: () => now });
  ids = await sampleIds(gateway.database, 'demo');
  callers = [...(await clientsByScope(gateway)), ...(await staffByRole(gateway)), await signedInCustomer(gateway), demoKey()];
  tokensFrom = now;
});
afterAll(() => gateway.close());

/** The clock of these tests runs for more than the hour of a client's token. People stay signed in for longer. */
beforeEach(async () => {
  if (now - tokensFrom < 30 * 60_000) return;
  callers = [...(await clientsByScope(gateway)), ...callers.filter(({ kind }) => kind !== 'client')];
  tokensFrom = now;
});

const scoped = everyField().filter(({ facts }) => facts.scope !== null);
const operationLimits = { depth: 15, aliases: 50, rootFields: 20, directives: 50, tokens: 5000, introspection: true };
const operations = createOperationStore(schema, operationLimits);

/** Moves the clock on, so that callers with a small budget have their next point. */
function ask(caller: Caller, document: string, variables?: Record<string, unknown>): Promise<GraphqlAnswer> {
  now += 600;
  return gateway.graphql(document, { token: caller.token, ...(variables === undefined ? {} : { variables }) });
}

function documentOf(way: Way, own: SampleIds = ids): string {
  return documentFor(way, (coordinate) => literal(sampleArgument(coordinate, own)));
}

interface Refusal {
  readonly at: number;
  readonly scope: string;
}

/** Read off the SDL alone: the first field on the way whose rule the caller does not meet, and the scope to name. */
function refusalOf({ steps }: Way, held: ReadonlySet<string>): Refusal | null {
  const root = steps[0]?.field.name;
  const rules = steps.map(({ facts: { scope } }) => (scope?.coveredBy === root ? null : scope));
  for (const [at, rule] of rules.entries()) {
    const missing = rule?.requires.find((scope) => !held.has(scope));
    if (missing !== undefined) return { at, scope: missing };
    if (rule === null || rule.anyOf.length === 0 || rule.anyOf.some((scope) => held.has(scope))) continue;
    const asked = rules.slice(at + 1).flatMap((below: ScopeRule | null) => below?.requires ?? []);
    return { at, scope: asked.find((scope) => rule.anyOf.includes(scope)) ?? rule.anyOf[0] ?? '' };
  }
  return null;
}

function valueAt(data: unknown, path: readonly (string | number)[]): unknown {
  return path.reduce((value, key) => (value as Record<string | number, unknown> | null)?.[key], data);
}

/** The refused field is null, everything beside it and above it is there. */
function expectRefusal({ data, errors, status }: GraphqlAnswer, { kind, steps }: Way, { at, scope }: Refusal): void {
  const path = pathOf(steps.slice(0, at + 1));
  expect({ status, errors: errors?.map((error) => ({ ...error, locations: undefined })) }).toEqual({
    status: 200,
    errors: [{ message: `Missing required scope: ${scope}`, path, extensions: expect.objectContaining({ code: 'FORBIDDEN', missingScope: scope }) }],
  });
  expect(valueAt(data, path)).toBeNull();
  if (kind === 'query') expect(data?.['viewer']).toHaveProperty('kind');
  expectNeighbours(data, steps.slice(0, at));
}

function expectNeighbours(data: unknown, steps: readonly Step[]): void {
  for (const [index, { field }] of steps.entries()) {
    const type = getNamedType(field.type);
    const beside = valueAt(data, pathOf(steps.slice(0, index + 1)));
    if (hasFields(type)) for (const name of neighbours(type)) expect(beside).toHaveProperty(name);
  }
}

describe('every field with @scope', () => {
  it.each(scoped.filter(({ parent }) => parent.name !== 'Mutation').map((step) => coordinateOf(step)))('%s answers who may ask and refuses everybody else', async (coordinate) => {
    const way = wayTo(coordinate);
    for (const caller of callers) {
      const refusal = refusalOf(way, caller.scopes);
      const answer = await ask(caller, documentOf(way));
      if (refusal !== null) {
        expectRefusal(answer, way, refusal);
        continue;
      }
      expect([caller.name, answer.errors]).toEqual([caller.name, undefined]);
      expect(valueAt(answer.data, pathOf(way.steps))).not.toBeUndefined();
      expectNeighbours(answer.data, way.steps.slice(0, -1));
    }
  });

  it.each(rootFields().filter(({ parent }) => parent.name === 'Mutation').map(({ field }) => field.name))('Mutation.%s is done for who may, and writes nothing for others', async (name) => {
    const way = wayTo(`Mutation.${name}`);
    const own = await withDisposables(gateway.database, 'demo', ids);
    const before = await fingerprint(gateway.database, 'demo');
    for (const caller of callers) {
      const refusal = refusalOf(way, caller.scopes);
      if (refusal !== null) expectRefusal(await ask(caller, documentOf(way, own)), way, refusal);
    }
    expect(await fingerprint(gateway.database, 'demo')).toEqual(before);
    for (const caller of callers) {
      if (refusalOf(way, caller.scopes) !== null) continue;
      const disposable = await withDisposables(gateway.database, 'demo', ids);
      const { data, errors } = await ask(caller, documentOf(way, disposable));
      expect([caller.name, errors]).toEqual([caller.name, undefined]);
      expect(data?.[name]).toHaveProperty('__typename');
    }
  });

  it('is met by some caller and missed by another, staff’s own fields included', () => {
    for (const step of scoped) {
      const way = wayTo(coordinateOf(step));
      const refused = callers.map(({ scopes }) => refusalOf(way, scopes) !== null);
      expect([coordinateOf(step), new Set(refused).size]).toEqual([coordinateOf(step), 2]);
    }
    const staffOnly = ['auditLog', 'apiClients', 'apiClient', 'createApiClient', 'deleteApiClient', 'apiKeys', 'apiKey', 'createApiKey', 'rotateApiKey', 'revokeApiKey', 'createRestaurant', 'updateRestaurant', 'createLocation', 'updateLocation', 'setBookingPolicy', 'deleteBookingPolicy', 'createDiningTable', 'updateDiningTable', 'deleteDiningTable', 'createTableCombination', 'createSpecialDay', 'createAvailabilityRule', 'createDiningService'];
    for (const caller of callers.filter(({ kind }) => kind !== 'staff')) {
      for (const name of staffOnly) {
        const way = wayTo(rootFields().filter(({ field }) => field.name === name).map(coordinateOf)[0] ?? name);
        expect(refusalOf(way, caller.scopes)).not.toBeNull();
      }
    }
  });

  it('is open below the root field that its scope is documented to cover, and there alone', async () => {
    const covered = scoped.filter(({ facts }) => facts.scope?.coveredBy !== null);
    expect(covered.length).toBeGreaterThan(0);
    for (const step of covered) {
      const { scope } = step.facts;
      const root = rootFields().find(({ field }) => field.name === scope?.coveredBy);
      const caller = await clientWith(gateway, root?.facts.scope?.requires ?? []);
      const way = wayTo(coordinateOf(step), scope?.coveredBy ?? '');
      const { data, errors } = await ask(caller, documentOf(way));
      expect([coordinateOf(step), errors]).toEqual([coordinateOf(step), undefined]);
      expect(valueAt(data, pathOf(way.steps))).not.toBeUndefined();
    }
  });

  it('is written into the audit log with the scope that was missing', async () => {
    const [caller] = callers.filter(({ name }) => name === 'only notes:read');
    if (caller === undefined) throw new Error('There is no such caller.');
    const { headers } = await ask(caller, '{ customer(id: "cust_1") { id email } }');
    expect(await recorded(headers)).toMatchObject({ status: 200, missing_scope: 'profile:read', principal_id: 'm2m_partner' });
  });
});

async function recorded(headers: Headers) {
  return gateway.database.db
    .selectFrom('audit_entries')
    .select(['status', 'missing_scope', 'principal_id', 'method', 'path'])
    .where('request_id', '=', headers.get('x-request-id') ?? '')
    .executeTakeFirst();
}

describe('every REST row', () => {
  it.each(routes.map((row) => [`${row.method} ${row.path}`, row] as const))('%s asks for the scopes of its document, before it reads a parameter', async (_name, row) => {
    const operation = operations.prepare(print(row.operation));
    if (!operation.isValid) throw new Error('The document is not valid.');
    const way: Way = wayTo(`${operation.kind === 'query' ? 'Query' : 'Mutation'}.${operation.rootFields[0]}`);
    const own = await withDisposables(gateway.database, 'demo', ids);
    const done = row.status ?? 200;
    const before = await fingerprint(gateway.database, 'demo');
    const outcomes = new Set<string>();

    for (const caller of callers) {
      const shield = await ask(caller, print(row.operation), variablesOf(row, own));
      const missing = (shield.errors ?? []).filter(({ extensions }) => extensions['code'] === 'FORBIDDEN').map(({ extensions }) => String(extensions['missingScope']));
      now += 600;
      const path = sampleUrl(row, own);
      const good = await gateway.rest(path, { token: caller.token, method: row.method, body: sampleBody(row, own) });
      const badQuery = `?${queryParametersOf(row).map((name) => `${name}=%00`).join('&')}`;
      now += 600;
      const bad = await gateway.rest(samplePath(row, own, () => 'x') + badQuery, { token: caller.token, method: row.method, ...(row.method === 'GET' ? {} : { body: [] }) });

      const refusedByShield = refusalOf(way, caller.scopes) !== null || missing.length > 0;
      expect([caller.name, good.status === 403]).toEqual([caller.name, refusedByShield]);
      outcomes.add(good.status === 403 ? 'refused' : 'done');
      if (good.status === 403) {
        for (const answer of [good, bad]) {
          const message = `Missing required scope: ${missing[0]}`;
          expect([caller.name, answer.status, answer.json]).toEqual([caller.name, 403, { error: row.family === 'restaurant' ? { code: 'scope_missing', message, details: { missingScope: missing[0] } } : message }]);
          expect(await recorded(answer.headers)).toMatchObject({ status: 403, missing_scope: missing[0] });
        }
      } else {
        expect([caller.name, good.text, good.status === done || (row.isKnown !== undefined && good.status === 200)]).toEqual([caller.name, good.text, true]);
        expect(bad.status).not.toBe(403);
      }
    }
    expect([...outcomes].sort()).toEqual(['done', 'refused']);
    if (row.method === 'GET') expect(await fingerprint(gateway.database, 'demo')).toEqual(before);
  });

  /** The variables that the row itself makes of its samples. */
  function variablesOf(row: (typeof routes)[number], own: SampleIds): Record<string, unknown> {
    const path: Record<string, string> = {};
    const values = samplePath(row, own).split('/');
    for (const [index, segment] of row.path.split('/').entries()) if (segment.startsWith(':')) path[segment.slice(1)] = values[index] ?? '';
    const company = { id: 1, slug: 'demo', name: 'Demo', timeZone: 'Europe/London', currency: 'GBP' };
    const variables = row.variables({ path, query: sampleQuery(row, own), body: sampleBody(row, own), company, now });
    // The whole list is for REST alone.
    return 'first' in variables ? { ...variables, first: 100 } : variables;
  }
});

it('A restaurant key is shown guests and no other customer, whatever clients have cached', async () => {
  const key = gateway.key();
  const { db } = gateway.database;
  const demo = db.selectFrom('customers').where('company_id', '=', 1);
  const profiles = db.selectFrom('restaurant_profiles').select('customer_number').where('company_id', '=', 1);
  const guests = (await profiles.execute()).map(({ customer_number: number }) => idOf('customer', number));
  const { number } = await demo.select('number').where('number', 'not in', profiles).limit(1).executeTakeFirstOrThrow();
  const other = idOf('customer', number);
  const everybody = (await demo.select('number').where('deleted_at', 'is', null).execute()).length;
  const document = `{ customers(first: 100) { totalCount nodes { id } } guest: customer(id: "${ids.customer}") { id } other: customer(id: "${other}") { id } }`;
  for (const token of [await gateway.token(), key, key]) {
    const whole = (await gateway.rest('/customers', { token })).json as { data: { id: string }[] };
    const page = (await gateway.rest('/customers?pageSize=100', { token })).json as { data: { id: string }[]; total: number };
    const { data } = (await gateway.graphql(document, { token })) as unknown as { data: { customers: { totalCount: number; nodes: { id: string }[] }; other: unknown; guest: unknown } };
    const isKey = token === key;
    expect([whole.data.length, page.total, data.customers.totalCount]).toEqual(Array.from({ length: 3 }, () => (isKey ? guests.length : everybody)));
    expect([data.guest, data.other]).toEqual([{ id: ids.customer }, isKey ? null : { id: other }]);
    for (const { id } of [...whole.data, ...page.data, ...data.customers.nodes]) if (isKey) expect(guests).toContain(id);
  }
});

describe('without credentials', () => {
  it.each(rootFields().map((step) => [coordinateOf(step), step] as const))('%s answers only when it is public', async (coordinate, { facts }) => {
    const document = documentOf(wayTo(coordinate)).replace('viewer { kind } ', '');
    now += 600;
    const { status, data, errors } = await gateway.graphql(document, { token: null });
    if (facts.isPublic) {
      expect([status, errors, Object.keys(data ?? {})]).toEqual([200, undefined, [coordinate.split('.')[1]]]);
      return;
    }
    expect([status, data, errors?.map(({ extensions }) => extensions['code'])]).toEqual([401, undefined, ['UNAUTHENTICATED']]);
    now += 600;
    const beside = await gateway.graphql(documentOf(wayTo(coordinate)), { token: null });
    expect([beside.status, beside.data]).toEqual([401, undefined]);
  });

  it.each(routes.map((row) => [`${row.method} ${row.path}`, row] as const))('%s is a 401 in JSON', async (_name, row) => {
    const answer = await gateway.rest(samplePath(row, ids), { token: null, method: row.method });
    expect([answer.status, answer.json, answer.headers.get('www-authenticate')]).toEqual([401, refusalOfRow(row), 'Bearer realm="frontdesk"']);
  });
});
