/** What is asked, the same of every server, each through the door that it has. */
export interface Workload {
  readonly name: 'W1' | 'W2';
  readonly title: string;
  readonly query: string;
  /** Of the hand-written server and of the REST row. */
  readonly path: string;
}

export const workloads: readonly Workload[] = [
  {
    name: 'W1',
    title: '10 events, 4 dates each, 5 bookings each, their customer',
    query:
      '{ events(first: 10) { nodes { id name dates(first: 4) { id startsAt register { attendees(first: 5) { nodes { id customer { id firstName lastName email } } } } } } } }',
    path: '/bench/events',
  },
  {
    name: 'W2',
    title: '50 customers, their next 5 bookings and how many there are',
    query:
      '{ customers(first: 50) { nodes { id firstName lastName bookings(first: 5, futureOnly: true, orderBy: SOONEST) { nodes { id spaces date { startsAt } } totalCount } } } }',
    path: '/bench/customers',
  },
];

/** One HTTP request, as both `fetch` and the load generator take it. */
export interface BenchRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly body?: string;
}

export function graphqlRequest(address: string, { query }: Workload, token?: string): BenchRequest {
  return {
    method: 'POST',
    url: `${address}/graphql`,
    headers: { 'content-type': 'application/json', ...bearer(token) },
    body: JSON.stringify({ query }),
  };
}

export function plainRequest(address: string, path: string, token?: string): BenchRequest {
  return { method: 'GET', url: `${address}${path}`, headers: bearer(token) };
}

function bearer(token: string | undefined): Record<string, string> {
  return token === undefined ? {} : { authorization: `Bearer ${token}` };
}

/** The nodes of an answer without what each surface puts around them. */
export function nodesOf(body: string): unknown[] {
  const { data, errors } = JSON.parse(body) as { data?: unknown; errors?: unknown };
  if (errors !== undefined) throw new Error(`An answer has errors: ${JSON.stringify(errors)}`);
  if (Array.isArray(data)) return data;
  const [connection] = Object.values(data ?? {}) as { nodes?: unknown }[];
  if (!Array.isArray(connection?.nodes)) throw new Error(`An answer has no nodes: ${body.slice(0, 200)}`);
  return connection.nodes;
}
