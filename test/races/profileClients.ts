import { setTimeout as sleep } from 'node:timers/promises';
import * as fc from 'fast-check';
import type { GraphqlAnswer, RestAnswer, TestGateway } from '../support/gateway.js';
import type { History } from './history.js';

/** As long as what is read and written is among the newest customers, every list holds it. */
const newest = 10;
/** Customers that clients compete for. */
const contested = 2;

const readings = {
  async 'GET profile'(gateway: TestGateway, customer: string) {
    const { data } = json(await gateway.rest(`/customer/${customer}/profile`)) as { data: RestCustomer };
    return new Map([[data.id, data.firstname]]);
  },
  async 'GET customers'(gateway: TestGateway) {
    const { data } = json(await gateway.rest(`/customers?page=0&pageSize=${newest}`)) as { data: RestCustomer[] };
    return new Map(data.map(({ id, firstname }) => [id, firstname]));
  },
  async 'query customer'(gateway: TestGateway, customer: string) {
    const { customer: found } = data(await gateway.graphql('query ($id: ID!) { customer(id: $id) { id firstName } }', { variables: { id: customer } })) as { customer: GraphCustomer };
    return new Map([[found.id, found.firstName]]);
  },
  async 'query customers'(gateway: TestGateway) {
    const { customers } = data(await gateway.graphql(`{ customers(first: ${newest}) { nodes { id firstName } } }`)) as { customers: { nodes: GraphCustomer[] } };
    return new Map(customers.nodes.map(({ id, firstName }) => [id, firstName]));
  },
};

const changes = {
  async 'PUT profile'(gateway: TestGateway, customer: string, name: string) {
    json(await gateway.rest(`/customer/${customer}/profile`, { method: 'PUT', body: { firstname: name, lastname: 'Race', email: emailOf(customer) } }));
  },
  async 'mutation'(gateway: TestGateway, customer: string, name: string) {
    const input = { id: customer, firstName: name, lastName: 'Race', email: emailOf(customer) };
    data(await gateway.graphql('mutation ($input: UpdateCustomerProfileInput!) { updateCustomerProfile(input: $input) { customer { id } } }', { variables: { input } }));
  },
};

type Reading = keyof typeof readings;
type ChangeKind = keyof typeof changes;
const readingNames = Object.keys(readings) as Reading[];

/** What one client does next. */
export interface Step {
  what: Reading | ChangeKind;
  customer: number;
  gateway: number;
  /** Milliseconds before it. */
  pause: number;
}

/** Several clients, each doing one thing after another. */
export const clientsOf = (gateways: number): fc.Arbitrary<Step[][]> => {
  const step = fc.record({
    what: fc.oneof(
      { arbitrary: fc.constantFrom(...readingNames), weight: 3 },
      { arbitrary: fc.constantFrom(...(Object.keys(changes) as ChangeKind[])), weight: 1 },
    ),
    customer: fc.nat(contested - 1),
    gateway: fc.nat(gateways - 1),
    pause: fc.nat(4),
  });
  return fc.array(fc.array(step, { minLength: 3, maxLength: 8 }), { minLength: 3, maxLength: 5 });
};

/** The customers that clients compete for. */
export async function contestedCustomers(gateway: TestGateway): Promise<string[]> {
  return [...(await readings['GET customers'](gateway)).keys()].slice(0, contested);
}

/** Lets all clients act at once, and ends when each has done everything. */
export async function playClients(gateways: readonly TestGateway[], customers: readonly string[], clients: readonly Step[][], history: History): Promise<void> {
  // Whatever was stored before has a name that this history does not know.
  for (const customer of customers) await change(gateways, customer, 0, 'PUT profile', history);
  await Promise.all(
    clients.map(async (steps) => {
      for (const { what, customer, gateway, pause } of steps) {
        await sleep(pause);
        const id = customers[customer] as string;
        if (isReading(what)) await read(gateways, customers, id, gateway, what, history);
        else await change(gateways, id, gateway, what, history);
      }
    }),
  );
}

/** Every kind of read of every customer through every gateway, after all else. */
export async function readEverything(gateways: readonly TestGateway[], customers: readonly string[], history: History): Promise<void> {
  for (const gateway of gateways.keys()) {
    for (const what of readingNames) {
      // A list shows all of them.
      const asked = what.endsWith('customers') ? customers.slice(0, 1) : customers;
      for (const customer of asked) await read(gateways, customers, customer, gateway, what, history);
    }
  }
}

async function read(gateways: readonly TestGateway[], customers: readonly string[], customer: string, gateway: number, what: Reading, history: History): Promise<void> {
  const ended = history.read(what, gateway);
  const seen = await readings[what](gateways[gateway] as TestGateway, customer);
  ended(new Map([...seen].filter(([id]) => customers.includes(id))));
}

async function change(gateways: readonly TestGateway[], customer: string, gateway: number, what: ChangeKind, history: History): Promise<void> {
  const { name, acknowledged } = history.write(customer, gateway);
  await changes[what](gateways[gateway] as TestGateway, customer, name);
  acknowledged();
}

interface RestCustomer {
  id: string;
  firstname: string;
}

interface GraphCustomer {
  id: string;
  firstName: string;
}

function isReading(what: Step['what']): what is Reading {
  return what in readings;
}

function emailOf(customer: string): string {
  return `${customer.replace('_', '-')}@race.example`;
}

function json(answer: RestAnswer): unknown {
  if (answer.status !== 200) throw new Error(`REST answered ${answer.status}: ${answer.text}`);
  return answer.json;
}

function data(answer: GraphqlAnswer): unknown {
  if (answer.status !== 200 || answer.errors !== undefined) throw new Error(`GraphQL answered ${answer.status}: ${JSON.stringify(answer.errors)}`);
  return answer.data;
}
