import { createServer, type AddressInfo } from 'node:net';
import { pino } from 'pino';
import { restaurantScopes } from '../../src/access/scopes.js';
import { hashSecret } from '../../src/access/secrets.js';
import { type App, buildApp } from '../../src/app.js';
import { readConfig } from '../../src/config.js';
import type { Database } from '../../src/database/connect.js';
import { demoCredentials } from '../../src/database/demo/credentials.js';
import type { ServedRoute } from '../../src/rest/route.js';
import { connectTestDatabase } from './database.js';
import { createDemoDatabase } from './demoDatabase.js';
import { connectTestRedis } from './redisConnection.js';
import { surfacesAt } from './surfaces.js';

export interface TestGatewayOptions {
  /** A database that exists already, for a second gateway on it; absent: a new one with the demo data. */
  connectionString?: string;
  redisUrl?: string;
  /** Epoch milliseconds. */
  clock?: () => number;
  /** Environment variables. */
  environment?: Record<string, string>;
  /** What the gateway says its name is; two gateways on one database share it. */
  publicUrl?: string;
  extraRoutes?: readonly ServedRoute[];
  /** Receives the log's lines. */
  logTo?: (line: string) => void;
}

export interface TestGateway {
  readonly app: App;
  readonly url: string;
  readonly publicUrl: string;
  readonly database: Database;
  readonly connectionString: string;
  /** An access token of a demo client. */
  token(clientId?: DemoClientId): Promise<string>;
  /** The bearer of a demo staff user's login. */
  login(company?: 'demo' | 'rival'): Promise<string>;
  /** An API key of a demo company with every scope of the restaurant family and practically no limits. */
  key(company?: 'demo' | 'rival'): string;
  /** A request to the REST surface, below `/api/v1`; of that key where the path is a restaurant's. */
  rest(path: string, options?: RestOptions): Promise<RestAnswer>;
  graphql(query: string, options?: GraphqlOptions): Promise<GraphqlAnswer>;
  close(): Promise<void>;
}

/** A token lives for an hour, which is soon over when a test moves its clock. */
const tokenKeptMs = 30 * 60_000;

export type DemoClientId = (typeof demoCredentials.clients)[number]['id'];

export interface RestOptions {
  token?: string | null;
  method?: string;
  body?: unknown;
  headers?: Record<string, string>;
}

export interface RestAnswer {
  status: number;
  headers: Headers;
  text: string;
  /** Undefined when the text is not JSON. */
  json: unknown;
}

export interface GraphqlOptions {
  token?: string | null;
  variables?: Record<string, unknown>;
  operationName?: string;
  extensions?: Record<string, unknown>;
  headers?: Record<string, string>;
}

export interface GraphqlAnswer {
  status: number;
  headers: Headers;
  data: Record<string, unknown> | null | undefined;
  errors: { message: string; path?: (string | number)[]; extensions: Record<string, unknown> }[] | undefined;
  extensions: { cost: { requested: number; actual: number; limit: number; remaining: number; resetAt: string } };
}

/** A gateway on a real port and a real database. Without `token` its calls come from the client without limits. */
export async function startTestGateway(options: TestGatewayOptions = {}): Promise<TestGateway> {
  const own = options.connectionString === undefined ? await createDemoDatabase() : null;
  const connectionString = options.connectionString ?? (own as NonNullable<typeof own>).connectionString;
  const database = own?.database ?? connectTestDatabase(connectionString);
  await insertKeys(database);
  const { logTo } = options;
  const log = logTo === undefined ? pino({ level: 'silent' }) : pino({ level: 'info' }, { write: logTo });
  const redis = options.redisUrl === undefined ? null : await connectTestRedis(options.redisUrl, log);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const publicUrl = options.publicUrl ?? url;
  const app = await buildApp({
    config: readConfig({ NODE_ENV: 'test', LOG_LEVEL: 'silent', ...options.environment }),
    database,
    redis,
    log,
    publicUrl,
    secretKey: 'a key that only tests use, 32 characters',
    isDemo: true,
    ...(options.clock === undefined ? {} : { clock: options.clock }),
    ...(options.extraRoutes === undefined ? {} : { extraRoutes: options.extraRoutes }),
  });
  await app.http.listen({ host: '127.0.0.1', port });

  const tokens = new Map<string, { token: Promise<string>; askedAt: number }>();
  const clock = options.clock ?? Date.now;
  const surfaces = surfacesAt(url);
  const once = (key: string, make: () => Promise<string>) => {
    let known = tokens.get(key);
    if (known === undefined || clock() - known.askedAt > tokenKeptMs) {
      known = { token: make(), askedAt: clock() };
      tokens.set(key, known);
    }
    return known.token;
  };

  const gateway: TestGateway = {
    app,
    url,
    publicUrl,
    database,
    connectionString,
    token: (clientId = 'm2m_partner') =>
      once(clientId, async () => {
        const client = demoCredentials.clients.find(({ id }) => id === clientId);
        const answer = await surfaces.rest('/token', { method: 'POST', token: null, body: { client_id: client?.id, client_secret: client?.secret } });
        return textIn(answer.json, 'access_token');
      }),
    login: (company = 'demo') =>
      once(`staff of ${company}`, async () => {
        const body = { company, email: `staff@${company}.example`, password: 'demo-password-1' };
        return textIn((await surfaces.rest('/login', { method: 'POST', token: null, body })).json, 'bearer');
      }),
    key: (company = 'demo') => keyOf(company),
    async rest(path, call_ = {}) {
      const own = async () => (isRestaurantPath(path) ? gateway.key() : gateway.token());
      return surfaces.rest(path, { ...call_, token: call_.token === undefined ? await own() : call_.token });
    },
    graphql: async (query, call_ = {}) => surfaces.graphql(query, { ...call_, token: call_.token === undefined ? await gateway.token() : call_.token }),
    async close() {
      await app.close();
      await redis?.close();
      await (own === null ? database.close() : own.drop());
    },
  };
  return gateway;
}

/** Paths that belong to the restaurant family alone. */
export function isRestaurantPath(path: string): boolean {
  return /^\/(restaurants|reservations)(\/|$)/.test(path.split('?', 1)[0] ?? '');
}

const keyOf = (company: string): string => `rrk_live_${company.padEnd(8, '0')}_${'7e57'.repeat(8)}`;

async function insertKeys({ db }: Database): Promise<void> {
  const companies = await db.selectFrom('companies').select(['id', 'slug']).where('slug', 'in', ['demo', 'rival']).execute();
  const keys = companies.map(({ id, slug }) => ({ prefix: slug.padEnd(8, '0'), company_id: id, name: 'Tests', secret_hash: hashSecret(keyOf(slug)), scopes: [...restaurantScopes], points_per_minute: 1_000_000 }));
  if (keys.length > 0) await db.insertInto('api_keys').values(keys).onConflict((conflict) => conflict.doNothing()).execute();
}

function textIn(json: unknown, name: string): string {
  const value = (json as Record<string, unknown> | undefined)?.[name];
  if (typeof value !== 'string') throw new Error(`The answer has no ${name}: ${JSON.stringify(json)}`);
  return value;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
