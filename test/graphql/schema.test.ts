import { describe, expect, it } from 'vitest';
import { missingScopeOf } from '../../src/graphql/operations.js';
import { buildSchema, readSdl } from '../../src/graphql/schema.js';
import { schemaFacts } from '../../src/graphql/schemaFacts.js';
import { anonymous, clientWith, contextFor, createTestGraph, everyScope } from './gateway.js';

describe('the schema is not built', () => {
  it.each([
    ['a root field without an access rule', 'extend type Query { open: Int }', 'Query.open needs @scope or @public'],
    ['a refusal that would take its neighbours away', 'extend type Customer { secret: Int! @scope(requires: ["x"]) }', 'Customer.secret has @scope and must be nullable'],
    ['a rule without scopes', 'extend type Query { open: Int @scope }', 'Query.open: @scope needs either'],
    ['a covering field that is not there', 'extend type Customer { secret: Int @scope(requires: ["x"], coveredBy: "strangers") }', 'Customer.secret: @scope(coveredBy: "strangers") names no root field.'],
    ['a list without a size', 'extend type Customer { friends: [Customer!]! }', 'Customer.friends is a list of objects and needs @listSize'],
    ['a size by an argument that is not there', 'extend type Customer { friends: [Customer!]! @listSize(assumedSize: 3, slicingArguments: ["first"]) }', 'Customer.friends: @listSize names the argument "first"'],
    ['a weight that is no number', 'extend type Customer { friend: Customer @cost(weight: "heavy") }', 'Customer.friend: @cost(weight:) must be a number'],
  ])('with %s', (_what, extension, sentence) => {
    expect(() => buildSchema([], [...readSdl(), extension])).toThrow(sentence);
  });

  it('with a resolver of an unknown field', () => {
    expect(() => buildSchema([{ Query: { custommers: () => null } } as never])).toThrow('custommers');
  });
});

/** Documents that reach every field with @scope, by its coordinate. */
const reaching: Record<string, string> = {
  'Query.customers': '{ customers(first: 1) { totalCount } }',
  'Query.customer': '{ customer(id: "cust_1") { id } }',
  'Query.events': '{ events(first: 1) { totalCount } }',
  'Query.event': '{ event(id: "event_1") { id } }',
  'Query.eventDate': '{ eventDate(id: "date_1") { id } }',
  'Query.auditLog': '{ auditLog(first: 1) { totalCount } }',
  'Query.apiClients': '{ apiClients(first: 1) { totalCount } }',
  'Query.apiClient': '{ apiClient(id: "m2m_1") { id } }',
  'Query.guests': '{ guests(first: 1) { totalCount } }',
  'Query.guest': '{ guest(id: "cust_1") { id } }',
  'Customer.guest': '{ customer(id: "cust_1") { guest { id } } }',
  'Mutation.upsertGuest': 'mutation { upsertGuest(input: { email: "a@demo.example" }) { created } }',
  'Mutation.anonymizeGuest': 'mutation { anonymizeGuest(input: { id: "cust_1" }) { guest { id } } }',
  'Query.restaurants': '{ restaurants(first: 1) { totalCount } }',
  'Query.restaurant': '{ restaurant(id: "rest_1") { id } }',
  'Query.location': '{ location(id: "loc_1") { id } }',
  ...Object.fromEntries(['name', 'timeZone', 'locations { id }', 'bookingPolicy { __typename }', 'features { waitlist }'].map((field) => [`Restaurant.${field.split(' ')[0]}`, `{ restaurant(id: "rest_1") { ${field} } }`])),
  ...Object.fromEntries(
    ['restaurant { id }', 'name', 'city', 'timeZone', 'active', 'tables { id }', 'combinations { id }', 'services { id }', 'openingHours { dayOfWeek }', 'specialDays { id }', 'availabilityRules { id }', 'bookingPolicy { __typename }'].map((field) => [`Location.${field.split(' ')[0]}`, `{ location(id: "loc_1") { ${field} } }`]),
  ),
  'Location.availability': '{ location(id: "loc_1") { availability(date: "2027-01-01", partySize: 2) { startsAt } } }',
  'Query.reservations': '{ reservations(first: 1) { totalCount } }',
  'Query.reservation': '{ reservation(ref: "res_1") { id } }',
  'Reservation.customer': '{ reservation(ref: "res_1") { customer { id } } }',
  'Customer.reservations': '{ customer(id: "cust_1") { reservations(first: 1) { totalCount } } }',
  'Mutation.createReservation': 'mutation { createReservation(input: { startsAt: "2027-01-01T18:00:00Z", partySize: 2, guest: { firstName: "a", lastName: "b", email: "a@demo.example" } }) { replayed } }',
  ...Object.fromEntries(['updateReservation', 'cancelReservation'].map((field) => [`Mutation.${field}`, `mutation { ${field}(input: { ref: "res_1" }) { reservation { id } } }`])),
  'Query.apiKeys': '{ apiKeys(first: 1) { totalCount } }',
  'Query.apiKey': '{ apiKey(id: "rrk_live_abcd0001") { id } }',
  ...Object.fromEntries(['firstName', 'lastName', 'email', 'mobile', 'archived'].map((field) => [`Customer.${field}`, `{ customer(id: "cust_1") { ${field} } }`])),
  'Customer.bookings': '{ customer(id: "cust_1") { bookings(first: 1) { totalCount } } }',
  'Customer.transactions': '{ customer(id: "cust_1") { transactions(first: 1) { totalCount } } }',
  'Customer.booking': '{ customer(id: "cust_1") { booking(id: "book_1") { id } } }',
  ...Object.fromEntries(['videos', 'notes', 'questionnaireAnswers', 'subscriptionMandates', 'packages', 'appointments'].map((field) => [`Customer.${field}`, `{ customer(id: "cust_1") { ${field}(first: 1) { totalCount } } }`])),
  'Query.videos': '{ videos(first: 1) { totalCount } }',
  'Query.video': '{ video(id: "video_1") { id } }',
  'Mutation.updateVideo': 'mutation { updateVideo(input: { id: "video_1", name: "a" }) { video { id } } }',
  'Query.passes': '{ passes(first: 1) { totalCount } }',
  'Query.pass': '{ pass(id: "pass_1") { id } }',
  'Pass.activePackages': '{ pass(id: "pass_1") { activePackages(first: 1) { totalCount } } }',
  'Mutation.updatePass': 'mutation { updatePass(input: { id: "pass_1", name: "a" }) { pass { id } } }',
  'Query.appointments': '{ appointments(first: 1) { totalCount } }',
  'Query.appointment': '{ appointment(id: "appt_1") { id } }',
  'Query.appointmentServices': '{ appointmentServices(first: 1) { totalCount } }',
  'Query.appointmentService': '{ appointmentService(id: "svc_1") { id } }',
  'Query.subscriptionPlans': '{ subscriptionPlans(first: 1) { totalCount } }',
  'Query.subscriptionPlan': '{ subscriptionPlan(id: "plan_1") { id } }',
  'Mutation.updateSubscriptionPlan': 'mutation { updateSubscriptionPlan(input: { id: "plan_1", name: "a" }) { subscriptionPlan { id } } }',
  'Query.vouchers': '{ vouchers(first: 1) { totalCount nodes { ... on DiscountVoucher { code } } } }',
  'Query.voucher': '{ voucher(id: "voucher_1") { ... on DiscountVoucher { code } } }',
  'Mutation.updateVoucher': 'mutation { updateVoucher(input: { id: "voucher_1", name: "a" }) { voucher { ... on DiscountVoucher { code } } } }',
  'Query.facilitator': '{ facilitator(id: "fac_1") { id } }',
  'Facilitator.availability': '{ facilitator(id: "fac_1") { availability(serviceId: "svc_1") { startsAt } } }',
  'EventDate.event': '{ eventDate(id: "date_1") { event { id } } }',
  'EventDate.register': '{ eventDate(id: "date_1") { register { capacity } } }',
  'Mutation.updateCustomerProfile': 'mutation { updateCustomerProfile(input: { id: "cust_1", firstName: "A", lastName: "B", email: "a@demo.example" }) { customer { id } } }',
  'Mutation.createApiClient': 'mutation { createApiClient(input: { name: "a", scopes: ["events:read"] }) { secret } }',
  'Mutation.updateApiClient': 'mutation { updateApiClient(input: { id: "m2m_1" }) { apiClient { id } } }',
  'Mutation.createApiKey': 'mutation { createApiKey(input: { name: "a", scopes: ["config:read"] }) { key } }',
  'Mutation.updateApiKey': 'mutation { updateApiKey(input: { id: "rrk_live_abcd0001" }) { apiKey { id } } }',
  ...Object.fromEntries(['rotateApiKey', 'revokeApiKey'].map((field) => [`Mutation.${field}`, `mutation { ${field}(input: { id: "rrk_live_abcd0001" }) { __typename } }`])),
  'Mutation.createRestaurant': 'mutation { createRestaurant(input: { name: "a", timeZone: "Europe/London" }) { __typename } }',
  'Mutation.updateRestaurant': 'mutation { updateRestaurant(input: { id: "rst_1", name: "a" }) { __typename } }',
  'Mutation.createLocation': 'mutation { createLocation(input: { restaurantId: "rst_1", name: "a", timeZone: "Europe/London" }) { __typename } }',
  'Mutation.updateLocation': 'mutation { updateLocation(input: { id: "loc_1", name: "a" }) { __typename } }',
  'Mutation.setBookingPolicy': 'mutation { setBookingPolicy(input: { restaurantId: "rst_1", minPartySize: 1 }) { __typename } }',
  'Mutation.deleteBookingPolicy': 'mutation { deleteBookingPolicy(input: { locationId: "loc_1" }) { __typename } }',
  'Mutation.createDiningTable': 'mutation { createDiningTable(input: { locationId: "loc_1", name: "a", minSeats: 1, maxSeats: 2 }) { __typename } }',
  'Mutation.createTableCombination': 'mutation { createTableCombination(input: { locationId: "loc_1", name: "a", tableIds: ["t-1", "t-2"], minSeats: 1, maxSeats: 2 }) { __typename } }',
  'Mutation.createSpecialDay': 'mutation { createSpecialDay(input: { locationId: "loc_1", name: "a", date: "2027-01-01", closed: true }) { __typename } }',
  'Mutation.createAvailabilityRule': 'mutation { createAvailabilityRule(input: { locationId: "loc_1", name: "a", daysOfWeek: [1] }) { __typename } }',
  'Mutation.createDiningService': 'mutation { createDiningService(input: { locationId: "loc_1", name: "a", daysOfWeek: [1], opens: "18:00", closes: "22:00", lastSeating: "20:00", slotIntervalMinutes: 30 }) { __typename } }',
  ...Object.fromEntries(['DiningTable', 'TableCombination', 'SpecialDay', 'AvailabilityRule', 'DiningService'].flatMap((noun) => ['update', 'delete'].map((verb) => [`Mutation.${verb}${noun}`, `mutation { ${verb}${noun}(input: { id: "t-1" }) { __typename } }`]))),
  ...Object.fromEntries(['rotateApiClientSecret', 'suspendApiClient', 'activateApiClient', 'deleteApiClient'].map((field) => [`Mutation.${field}`, `mutation { ${field}(input: { id: "m2m_1" }) { __typename } }`])),
};

/** What opens the root field on the way to a type's fields, where one may hold it without the field's own scope. */
const openers: Record<string, readonly string[]> = {
  Customer: ['notes:read', 'videos:read'],
  EventDate: ['events:read', 'events-register:read'],
  Restaurant: ['config:read', 'availability:read'],
  Location: ['config:read', 'availability:read'],
  Reservation: ['reservations:read'],
};

describe('scopes', () => {
  const { schema, executor, prepared } = createTestGraph();
  const scoped = [...schemaFacts(schema)].flatMap(([type, fields]) => [...fields].flatMap(([name, { scope }]) => (scope === null ? [] : [{ coordinate: `${type}.${name}`, scope }])));

  it('are enforced on every field that carries @scope, by the same name as before execution', async () => {
    for (const { coordinate, scope } of scoped) {
      const document = reaching[coordinate];
      if (document === undefined) throw new Error(`Add a document that reaches ${coordinate}.`);
      const operation = prepared(document);
      const lacking = everyScope.filter((held) => !scope.requires.includes(held) && !scope.anyOf.includes(held));
      const [type = ''] = coordinate.split('.');
      const opener = openers[type]?.find((opens) => !scope.requires.includes(opens));
      const held = opener === undefined ? lacking : [...lacking, opener];
      const { errors } = await executor.execute(operation, {}, contextFor(clientWith(...held)));
      expect([coordinate, errors?.map(({ message }) => message)]).toEqual([coordinate, [`Missing required scope: ${missingScopeOf(operation.scopes, new Set(held))}`]]);
      const allowed = await executor.execute(operation, {}, contextFor(clientWith(...held, ...scope.requires, ...scope.anyOf)));
      expect([coordinate, allowed.errors?.filter(({ extensions }) => extensions['code'] === 'FORBIDDEN')]).toEqual([coordinate, allowed.errors === undefined ? undefined : []]);
    }
  });

  it('of a field that several open are refused in the name of what is asked through it', () => {
    const nothing = new Set<string>();
    expect(missingScopeOf(prepared('{ customer(id: "1") { email } }').scopes, nothing)).toBe('profile:read');
    expect(missingScopeOf(prepared('{ customer(id: "1") { ...B } } fragment B on Customer { id bookings { totalCount } }').scopes, nothing)).toBe('bookings:read');
    expect(missingScopeOf(prepared('{ eventDate(id: "1") { id register { capacity } } }').scopes, nothing)).toBe('events-register:read');
    expect(missingScopeOf(prepared('{ customer(id: "1") { id } }').scopes, nothing)).toBe('customers:read');
  });

  it('are covered below the documented root field, whatever its alias, and nowhere else', async () => {
    const operation = prepared('{ customer: customers(first: 1) { nodes { email } } customers: customer(id: "cust_1") { email } }');
    const context = contextFor(clientWith('customers:read'));
    for (const use of [1, 2, 3]) {
      const { data, errors } = await executor.execute(operation, {}, context);
      expect([use, data]).toEqual([use, { customer: { nodes: [{ email: 'c1@demo.example' }] }, customers: { email: null } }]);
      expect(errors?.map(({ path }) => path)).toEqual([['customers', 'email']]);
    }
    expect(operation.scopes.map(({ field }) => field)).toEqual(['Query.customers', 'Query.customer', 'Customer.email']);
  });

  it('are asked of nobody: strangers are told to sign in', async () => {
    const { errors } = await executor.execute(prepared('{ customers { totalCount } viewer { kind } }'), {}, contextFor(anonymous));
    expect(errors?.map(({ extensions }) => extensions['code'])).toEqual(['UNAUTHENTICATED']);
  });

  it('leave fields without @scope unwrapped', () => {
    const { schema: plain } = createTestGraph({}, [{}]);
    const wrapped = [...schemaFacts(plain)].flatMap(([type, fields]) => {
      const declared = plain.getType(type);
      return declared === undefined || !('getFields' in declared) ? [] : [...fields.keys()].filter((name) => 'resolve' in (declared.getFields()[name] ?? {}) && (declared.getFields()[name] as { resolve?: unknown }).resolve !== undefined).map((name) => `${type}.${name}`);
    });
    expect(wrapped.sort()).toEqual(scoped.map(({ coordinate }) => coordinate).sort());
  });
});
