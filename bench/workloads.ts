/** What is asked, the same of every server, each through the door that it has. */
export interface Workload {
  readonly query: string;
  /** Of the hand-written server and of the REST row. */
  readonly path: string;
}

/** For which the gateway is given a REST row. */
export interface NestedRead extends Workload {
  readonly title: string;
}

export const nestedReads = {
  W1: {
    title: '10 events, 4 dates each, 5 bookings each, their customer',
    query:
      '{ events(first: 10) { nodes { id name dates(first: 4) { id startsAt register { attendees(first: 5) { nodes { id customer { id firstName lastName email } } } } } } } }',
    path: '/bench/events',
  },
  W2: {
    title: '50 customers, their next 5 bookings and how many there are',
    query:
      '{ customers(first: 50) { nodes { id firstName lastName bookings(first: 5, futureOnly: true, orderBy: SOONEST) { nodes { id spaces date { startsAt } } totalCount } } } }',
    path: '/bench/customers',
  },
} as const satisfies Record<string, NestedRead>;

/**
 * When six guests can come, on some days.
 * @param first `YYYY-MM-DD`, as the last one.
 */
export function tableSearch(location: number, first: string, last: string): Workload {
  const partySize = 6;
  return {
    query: `{ location(id: "loc_${location}") { availability(date: "${first}", until: "${last}", partySize: ${partySize}) { startsAt endsAt available capacity tableIds serviceName } } }`,
    path: `/bench/availability?location=${location}&date=${first}&until=${last}&partySize=${partySize}`,
  };
}

/** Answers what REST answers. */
export const bookingMutation = `mutation ($input: CreateReservationInput!) {
  createReservation(input: $input) {
    reservation {
      id publicReference status startTime: startsAt endTime: endsAt partySize tables { id } location { id } specialRequests
      guest { firstName lastName email phone } createdAt updatedAt
    }
  }
}`;

/** One HTTP request, as both `fetch` and the load generator take it. */
export interface BenchRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly body?: string;
}

export function graphqlRequest(address: string, { query }: Workload, token?: string): BenchRequest {
  return { ...postRequest(`${address}/graphql`, token), body: JSON.stringify({ query }) };
}

export function postRequest(url: string, token?: string): BenchRequest {
  return { method: 'POST', url, headers: { 'content-type': 'application/json', ...bearer(token) } };
}

export function plainRequest(address: string, path: string, token?: string): BenchRequest {
  return { method: 'GET', url: `${address}${path}`, headers: bearer(token) };
}

function bearer(token: string | undefined): Record<string, string> {
  return token === undefined ? {} : { authorization: `Bearer ${token}` };
}

/** The list in an answer without what each surface puts around it. */
export function listOf(body: string): unknown[] {
  const { data, errors } = JSON.parse(body) as { data?: unknown; errors?: unknown };
  if (errors !== undefined) throw new Error(`An answer has errors: ${JSON.stringify(errors)}`);
  let inner = data;
  while (!Array.isArray(inner)) {
    if (typeof inner !== 'object' || inner === null) throw new Error(`An answer has no list: ${body.slice(0, 200)}`);
    [inner] = Object.values(inner);
  }
  return inner;
}
