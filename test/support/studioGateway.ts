import { studioScopes } from '../../src/access/scopes.js';
import { insertClient } from '../access/support.js';
import { startTestGateway, type GraphqlAnswer, type GraphqlOptions, type RestAnswer, type RestOptions, type TestGateway } from './gateway.js';
import { createStudioDatabase, type Studio } from './studio.js';

/** A whole gateway on two companies that have only the rows that a test gives them. */
export interface StudioGateway {
  readonly gateway: TestGateway;
  readonly studio: Studio;
  /** Its rows are numbered from 900,001. */
  readonly rival: Studio;
  /** A token of the company's client, which is practically without limits, with these scopes alone. */
  token(scopes: readonly string[], company?: 'studio' | 'rival'): Promise<string>;
  /** A REST request of `studio`; its client has every documented scope unless told. */
  rest(path: string, options?: Omit<RestOptions, 'token'> & { scopes?: readonly string[] }): Promise<RestAnswer>;
  /** A GraphQL request of `studio`; its client has every documented scope unless told. */
  graphql(query: string, options?: Omit<GraphqlOptions, 'token'> & { scopes?: readonly string[] }): Promise<GraphqlAnswer>;
  /** What a call with every scope answered, and how many statements the gateway sent meanwhile, its audit log's apart. */
  counted<T>(call: () => Promise<T>): Promise<{ answer: T; statements: number }>;
  close(): Promise<void>;
}

/** @param clock Epoch milliseconds. */
export async function startStudioGateway({ clock, timeZone }: { clock?: () => number; timeZone?: string } = {}): Promise<StudioGateway> {
  const database = await createStudioDatabase();
  const studio = await database.studio('studio', timeZone === undefined ? {} : { timeZone });
  const rival = await database.studio('rival', { firstNumber: 900_001 });
  for (const { company } of [studio, rival]) {
    await insertClient(database.test.database, company, `m2m_${company.slug}`, { scopes: [...studioScopes], points_per_minute: 1_000_000 });
  }
  const gateway = await startTestGateway({ connectionString: database.test.connectionString, ...(clock === undefined ? {} : { clock }) });

  const tokens = new Map<string, Promise<string>>();
  const askToken = async (scopes: readonly string[], company: string): Promise<string> => {
    const body = { client_id: `m2m_${company}`, client_secret: 'ab12'.repeat(16), scope: scopes.join(' ') };
    const { json } = await gateway.rest('/token', { method: 'POST', token: null, body });
    return (json as { access_token: string }).access_token;
  };
  const token: StudioGateway['token'] = (scopes, company = 'studio') => {
    const key = `${company} ${[...scopes].sort().join(' ')}`;
    const known = tokens.get(key) ?? askToken(scopes, company);
    tokens.set(key, known);
    return known;
  };

  return {
    gateway,
    studio,
    rival,
    token,
    rest: async (path, { scopes = studioScopes, ...options } = {}) => gateway.rest(path, { ...options, token: await token(scopes) }),
    graphql: async (query, { scopes = studioScopes, ...options } = {}) => gateway.graphql(query, { ...options, token: await token(scopes) }),
    async counted(call) {
      // The client is known from here on.
      await gateway.rest('/customer/nobody/profile', { token: await token(studioScopes) });
      const before = gateway.database.statementsSent();
      const answer = await call();
      return { answer, statements: gateway.database.statementsSent() - before };
    },
    async close() {
      await gateway.close();
      await database.test.drop();
    },
  };
}

/** Every documented scope but these. */
export function allBut(...missing: readonly string[]): string[] {
  return studioScopes.filter((scope) => !missing.includes(scope));
}
