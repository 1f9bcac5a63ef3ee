import { studioScopes, staffRoles } from '../../src/access/scopes.js';
import { demoCredentials } from '../../src/database/demo/credentials.js';
import type { TestGateway } from './gateway.js';

/** Somebody of company `demo`, by the bearer that they send. */
export interface Caller {
  readonly name: string;
  readonly kind: 'client' | 'key' | 'staff' | 'customer';
  readonly token: string;
  readonly scopes: ReadonlySet<string>;
}

/** The client without limits, with a token that is narrowed to these scopes. */
export async function clientWith(gateway: TestGateway, scopes: readonly string[], name = scopes.join(' ')): Promise<Caller> {
  const { id, secret } = demoCredentials.clients[1];
  const { json } = await gateway.rest('/token', { method: 'POST', token: null, body: { client_id: id, client_secret: secret, scope: scopes.join(' ') } });
  return { name, kind: 'client', token: (json as { access_token: string }).access_token, scopes: new Set(scopes) };
}

/** For each documented scope: a client with all but this one, and a client with this one alone. */
export async function clientsByScope(gateway: TestGateway): Promise<Caller[]> {
  const callers: Caller[] = [];
  for (const scope of studioScopes) {
    callers.push(await clientWith(gateway, studioScopes.filter((other) => other !== scope), `all but ${scope}`));
    callers.push(await clientWith(gateway, [scope], `only ${scope}`));
  }
  return callers;
}

/** A staff user of each role, made when there is none. */
export async function staffByRole(gateway: TestGateway): Promise<Caller[]> {
  const { db } = gateway.database;
  const admin = await db.selectFrom('users').selectAll().where('email', '=', 'staff@demo.example').executeTakeFirstOrThrow();
  const callers: Caller[] = [];
  for (const [index, [role, scopes]] of Object.entries(staffRoles).entries()) {
    const email = `${role}@demo.example`;
    await db.insertInto('users').values({ ...admin, number: 700_001 + index, role, email }).execute();
    callers.push({ name: `staff: ${role}`, kind: 'staff', token: await login(gateway, email), scopes: new Set(scopes) });
  }
  return callers;
}

export async function signedInCustomer(gateway: TestGateway): Promise<Caller> {
  return { name: 'a signed-in customer', kind: 'customer', token: await login(gateway, 'customer@demo.example'), scopes: new Set() };
}

export function demoKey(): Caller {
  const { key, scopes } = demoCredentials.keys[0];
  return { name: 'an API key', kind: 'key', token: key, scopes: new Set(scopes) };
}

async function login(gateway: TestGateway, email: string): Promise<string> {
  const { json } = await gateway.rest('/login', { method: 'POST', token: null, body: { company: 'demo', email, password: 'demo-password-1' } });
  return (json as { bearer: string }).bearer;
}
