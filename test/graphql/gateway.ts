import type { GraphQLResolveInfo } from 'graphql';
import { policies, type Principal } from '../../src/gateway/principal.js';
import { ApplicationError } from '../../src/errors.js';
import type { Context } from '../../src/graphql/context.js';
import { createExecutor, type ExecutorOptions } from '../../src/graphql/executor.js';
import { createOperationStore, type PreparedOperation } from '../../src/graphql/operations.js';
import type { Resolvers } from '../../src/graphql/resolvers.generated.js';
import { buildSchema } from '../../src/graphql/schema.js';

/** The limits that the configuration gives when nothing is set. */
export const limits = { depth: 15, aliases: 50, rootFields: 20, directives: 50, tokens: 5000, introspection: true };

export const everyScope = [
  'customers:read', 'profile:read', 'profile:write', 'bookings:read', 'events:read', 'events-register:read',
  'clients:read', 'clients:write', 'audit:read',
] as const;

interface Page {
  first?: number | null;
  pageSize?: number | null;
}

function page(args: Page, make: (index: number) => object): object {
  const size = args.first ?? args.pageSize ?? 30;
  if (size > 100) throw new ApplicationError('BAD_USER_INPUT', { field: 'first', message: 'first must be 1 to 100.' });
  const nodes = Array.from({ length: size }, (_, index) => make(index + 1));
  return {
    nodes,
    edges: nodes.map((node, index) => ({ cursor: `c${index}`, node })),
    pageInfo: { hasNextPage: true, hasPreviousPage: false, startCursor: null, endCursor: null },
    totalCount: 2000,
  };
}

const customer = (number: number): object => ({
  id: `cust_${number}`, firstName: `First ${number}`, lastName: 'Last', email: `c${number}@demo.example`, mobile: null, archived: false,
});
const person = (number: number): object => ({ id: `cust_${number}`, firstName: 'Pat', lastName: 'Person', email: 'pat@demo.example' });
const event = (number: number): object => ({
  id: `event_${number}`, name: number === 13 ? null : `Event ${number}`, description: 'A "quoted" \\ text', format: 'PHYSICAL', archived: false,
  bookingConfiguration: { maxAttendees: null, waitingListEnabled: true, bookingTypes: ['INDIVIDUAL'], paymentMethods: ['CARD', 'PASS'] },
  facilitators: [], pricingOptions: [], properties: { categories: ['yoga'], location: null, terms: null },
});
const eventDate = (number: number): object => ({
  id: `date_${number}`, startsAt: '2026-09-14T17:30:00', endsAt: new Date('2026-09-14T18:30:00Z'), startsAtLocal: '2026-09-14T18:30:00',
  timeZone: 'Europe/London', durationMinutes: 60, event: event(number), register: {},
});
const booking = (number: number): object => ({
  id: `book_${number}`, cancelled: false, refunded: false, spaces: 1, buyer: person(number), attendee: person(number),
  event: { id: 'event_1', name: 'Event 1' }, date: eventDate(number), pricingOption: null,
  payment: { method: 'CARD', gross: { amount: 1200, currency: 'GBP' }, net: null, creditsUsed: null }, transaction: {},
});

interface Arguments extends Page {
  id: string;
  input: { id: string; email: string };
}

export type Stub = (parent: unknown, args: Arguments, context: Context, info: GraphQLResolveInfo) => unknown;

/** Resolvers of invented data on the real SDL, free of the features' own rows. */
export const stubs: Record<string, Record<string, Stub>> = {
  Query: {
    customers: (_, args) => Promise.resolve(page(args, customer)),
    customer: (_, { id }) => {
      if (id === 'boom') throw new Error('secret detail of a table');
      if (id === 'later') return Promise.reject(new ApplicationError('UNAVAILABLE'));
      return id.startsWith('cust_') ? customer(Number(id.slice(5))) : null;
    },
    events: (_, args) => page(args, event),
    event: (_, { id }) => event(Number(id.slice(6))),
    eventDate: (_, { id }) => Promise.resolve(eventDate(Number(id.slice(5)))),
    restaurant: (_, { id }) => ({ id }),
    location: (_, { id }) => ({ id }),
    reservation: () => ({ id: 'res_1' }),
    viewer: (_, _args, { principal }) => ({ id: principal.id, kind: principal.kind.toUpperCase(), name: principal.name, company: null, scopes: [...principal.scopes] }),
    rateLimit: () => ({ limit: 20, remaining: 19, resetAt: 1_789_000_000_000, concurrent: null, daily: null, dailyRemaining: null }),
    apiClients: (_, args) => page(args, () => ({})),
    auditLog: (_, args) => page(args, () => ({})),
  },
  Mutation: {
    updateCustomerProfile: (_, { input }) => {
      if (input.email === 'taken@demo.example') throw new ApplicationError('UNPROCESSABLE', { field: 'email', message: 'The e-mail is in use.' });
      return { customer: { ...customer(Number(input.id.slice(5))), ...input } };
    },
  },
  Customer: {
    bookings: (_, args) => Promise.resolve(page(args, booking)),
    transactions: (_, args) => page(args, (number) => ({ id: `tr_${number}`, purchasedAt: 0, purchasedAtLocal: '1970-01-01T01:00:00', bookings: [booking(1), booking(2)] })),
    booking: (_, { id }) => (id === 'null' ? null : Promise.resolve(booking(Number(id.slice(5))))),
  },
  Event: { dates: (_, { first }) => Array.from({ length: first ?? 3 }, (__, index) => eventDate(index + 1)) },
  Register: {
    capacity: () => null,
    totalAttendees: () => 2,
    availableSpaces: () => null,
    attendees: (_, args) =>
      page(args, (number) => ({ id: `book_${number}`, customer: person(number), role: 'BOOKER', pricingOption: null, paymentMethod: 'CARD', spaces: 1, attended: null, cancelled: false })),
    waitingList: (_, args) => page(args, (number) => ({ id: `w_${number}`, customer: person(number), joinedAt: 0 })),
  },
};

export const stubResolvers = stubs as Resolvers;

export const demoCompany = { id: 1, slug: 'demo', name: 'Demo', timeZone: 'Europe/London', currency: 'GBP' };

export function clientWith(...scopes: string[]): Principal {
  return { kind: 'client', id: 'm2m_test', name: 'Test', company: demoCompany, scopes: new Set(scopes), policy: policies.studioClient };
}

export const anonymous: Principal = { kind: 'anonymous', id: '127.0.0.1', name: 'anonymous', company: null, scopes: new Set(), policy: policies.homeServices };

export function contextFor(principal: Principal): Context {
  return {
    principal,
    requestId: 'request-1',
    now: 0,
    pageLimit: 100,
    limitState: null,
    get features(): never {
      throw new Error('The stub resolvers ask no feature.');
    },
    validUntil: () => undefined,
  };
}

/** The schema with stub resolvers, its operations and its executor. */
export function createTestGraph(options: ExecutorOptions = {}, resolvers: readonly Resolvers[] = [stubResolvers], bounds: Partial<typeof limits> = {}) {
  const schema = buildSchema(resolvers);
  const operations = createOperationStore(schema, { ...limits, ...bounds });
  const executor = createExecutor(schema, options);
  const prepared = (text: string, name?: string): PreparedOperation => {
    const operation = operations.prepare(text, name);
    if (!operation.isValid) throw new Error(`The test's document is not valid: ${text}`);
    return operation;
  };
  return { schema, operations, executor, prepared };
}
