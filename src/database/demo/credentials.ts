import { restaurantScopes, studioScopes } from '../../access/scopes.js';

/**
 * Every credential of the demo data. They are PUBLIC: printed at start-up, written in the documentation, the same
 * on every machine. That is why the demo data is never loaded in production.
 */
export const demoCredentials = {
  clients: [
    { company: 'demo', id: 'm2m_demo', secret: '5eed'.repeat(16), name: 'Demo client', scopes: studioScopes, isUnlimited: false },
    { company: 'demo', id: 'm2m_partner', secret: 'beef'.repeat(16), name: 'Partner without limits', scopes: studioScopes, isUnlimited: true },
    { company: 'demo', id: 'm2m_events', secret: 'e4e4'.repeat(16), name: 'Events display', scopes: ['events:read'], isUnlimited: false },
    { company: 'rival', id: 'm2m_rival', secret: 'a11a'.repeat(16), name: 'Rival client', scopes: studioScopes, isUnlimited: false },
  ],
  keys: [
    { company: 'demo', prefix: 'demo0001', key: `rrk_live_demo0001_${'5eed'.repeat(8)}`, name: 'Demo key', scopes: restaurantScopes },
    { company: 'rival', prefix: 'rival001', key: `rrk_live_rival001_${'a11a'.repeat(8)}`, name: 'Rival key', scopes: restaurantScopes },
  ],
  users: [
    { company: 'demo', kind: 'staff', role: 'admin', email: 'staff@demo.example', password: 'demo-password-1', firstName: 'Robin', lastName: 'Marsh' },
    { company: 'rival', kind: 'staff', role: 'admin', email: 'staff@rival.example', password: 'demo-password-1', firstName: 'Jip', lastName: 'de Wit' },
    { company: 'demo', kind: 'customer', role: null, email: 'customer@demo.example', password: 'demo-password-1', firstName: 'Charlie', lastName: 'Quay' },
  ],
} as const satisfies DemoCredentials;

interface DemoCredentials {
  clients: readonly { company: string; id: string; secret: string; name: string; scopes: readonly string[]; isUnlimited: boolean }[];
  /** `key` is the whole key; its hash is stored, and `prefix` finds it. */
  keys: readonly { company: string; prefix: string; key: string; name: string; scopes: readonly string[] }[];
  users: readonly DemoUser[];
}

export interface DemoUser {
  company: string;
  kind: 'staff' | 'customer';
  role: string | null;
  email: string;
  password: string;
  firstName: string;
  lastName: string;
}

/** The person who signs in as a customer of the company: its oldest customer. Undefined when nobody can. */
export function customerUserOf(slug: string): DemoUser | undefined {
  return demoCredentials.users.find((user) => user.company === slug && user.kind === 'customer');
}

/** The client whose token our pages fetch in demo mode: somebody who explores should not run into limits. */
export const demoClient = demoCredentials.clients[1];

/** The key that the REST API's page offers in demo mode. */
export const demoKey = demoCredentials.keys[0];

/** Lines to print once the gateway serves at `address`: the credentials, with commands to paste into a shell. */
export function demoCommands(address: string): string[] {
  const { clients, keys, users } = demoCredentials;
  const { id, secret } = clients[0];
  return [
    '',
    'Demo mode. These credentials are public:',
    ...clients.map((client) => `  client    ${client.id.padEnd(22)} ${client.secret}  ${client.company}: ${client.name}`),
    ...keys.map(({ key, name, company }) => `  key       ${key}  ${company}: ${name}`),
    ...users.map(({ kind, email, password, company }) => `  ${kind.padEnd(9)} ${email.padEnd(22)} ${password}  ${company}`),
    '',
    'Get a token and ask both surfaces:',
    `  TOKEN=$(curl -s ${address}/api/v1/token -d grant_type=client_credentials -d client_id=${id} -d client_secret=${secret} | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')`,
    `  curl -s '${address}/api/v1/customers?pageSize=2' -H "Authorization: Bearer $TOKEN"`,
    `  curl -s ${address}/graphql -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' -d '{"query":"{ events(first: 3) { nodes { name dates(first: 2) { startsAt } } } }"}'`,
    `  or open ${address}/graphql and ${address}/api/v1/docs in a browser`,
    '',
  ];
}
