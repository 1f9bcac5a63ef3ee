import type { GraphqlAnswer, TestGateway } from '../support/gateway.js';

export interface Asked {
  readonly status: number;
  /** Seconds; NaN when there is no such header. */
  readonly retryAfter: number;
  /** The refusal as its surface says it. */
  readonly text: string;
}

export interface LimitedClient {
  readonly token: string;
  /** A token that begins now. */
  renew(): Promise<string>;
}

/** A new client with the documented limits, unless others are given: nobody else spends its points. */
export async function createLimitedClient(
  gateway: TestGateway,
  limits: { pointsPerDay?: number; pointsPerMinute?: number } = {},
): Promise<LimitedClient> {
  const staff = await gateway.login();
  const scopes = ['customers:read', 'profile:read', 'profile:write', 'bookings:read', 'events:read'];
  const created = await gateway.graphql(
    'mutation ($input: CreateApiClientInput!) { createApiClient(input: $input) { apiClient { id } secret } }',
    { token: staff, variables: { input: { name: 'Race', scopes, limits } } },
  );
  const { createApiClient } = created.data as { createApiClient: { apiClient: { id: string }; secret: string } };
  const { apiClient, secret } = createApiClient;
  const renew = async (): Promise<string> => {
    const answer = await gateway.rest('/token', { method: 'POST', token: null, body: { client_id: apiClient.id, client_secret: secret } });
    return (answer.json as { access_token: string }).access_token;
  };
  return { token: await renew(), renew };
}

/** One point, on the page of that number, so that callers do not all share one answer. */
export async function listOnRest(gateway: TestGateway, token: string, number: number): Promise<Asked> {
  const { status, headers, text } = await gateway.rest(`/customers?page=${number}&pageSize=1`, { token });
  return { status, retryAfter: seconds(headers), text };
}

/** So many points, all of them spent: a hundred customers each. */
export async function listOnGraphql(gateway: TestGateway, token: string, number: number, points = 1): Promise<Asked> {
  const pages = Array.from({ length: points }, (_, page) => `p${page}: customers(page: ${(number + page) % 20}, pageSize: 100) { nodes { id } }`);
  const { status, headers, errors } = await gateway.graphql(`{ ${pages.join(' ')} }`, { token });
  return { status, retryAfter: seconds(headers), text: errors?.[0]?.message ?? '' };
}

function seconds(headers: Headers): number {
  const text = headers.get('retry-after');
  return text === null ? Number.NaN : Number(text);
}

const reasons = { rate: 'rate limit', concurrency: 'limit of requests in flight', daily: 'daily limit' };

/** Which limit refused; null when none did. */
export function refusedBecause({ status, text }: Asked): keyof typeof reasons | null {
  if (status !== 429) return null;
  const found = (['rate', 'concurrency', 'daily'] as const).find((reason) => text.includes(`The ${reasons[reason]} was exceeded`));
  if (found === undefined) throw new Error(`A refusal that names no limit: ${text}`);
  return found;
}

/** Asks again and again until the limit named refuses, also when a place in flight is to be waited for. How often it was admitted. */
export async function askUntilRefused(limit: 'rate' | 'daily', ask: () => Promise<Asked>): Promise<number> {
  let admitted = 0;
  for (;;) {
    const asked = await ask();
    const reason = refusedBecause(asked);
    if (reason === limit) return admitted;
    if (reason === null && asked.status !== 200) throw new Error(`Neither an answer nor a refusal: ${asked.status} ${asked.text}`);
    if (reason === null) admitted += 1;
    else if (reason !== 'concurrency') throw new Error(`The ${reason} limit refused, and not the ${limit} limit.`);
  }
}

/** What a query cost, and how many customers and bookings it brought. */
export async function enquire(gateway: TestGateway, token: string, query: string): Promise<GraphqlAnswer['extensions']['cost'] & { objects: number }> {
  const { data, extensions } = await gateway.graphql(query, { token });
  const { customers: { nodes } } = data as { customers: { nodes: { bookings: { nodes: unknown[] } }[] } };
  return { ...extensions.cost, objects: nodes.reduce((sum, { bookings }) => sum + bookings.nodes.length, nodes.length) };
}
