import { hashPassword, hashSecret } from '../../access/secrets.js';
import { demoCredentials, type DemoUser } from './credentials.js';
import { insertRows } from './insertRows.js';
import { type DemoStep, type DemoWorld, takeNumber } from './world.js';

const day = 86_400_000;

/** What `isUnlimited` stands for: the most that a client may be given. */
const practicallyNoLimits = { points_per_minute: 1_000_000, concurrent: 10_000, points_per_day: 1_000_000_000 };
const limitsOfTheFamily = { points_per_minute: null, concurrent: null, points_per_day: null };

/** No secret is known that has this hash: it stands in rows which nobody signs in with. */
const hashOfNothing = '0'.repeat(64);

/** The public credentials, and beside them clients and keys in every other state they can be in. */
export const accessStep: DemoStep = {
  noun: 'credentials',
  tables: ['api_clients', 'api_keys', 'users'],
  async load(world) {
    const clients = [...clientsOf(world), ...endedClientsOf(world)];
    const keys = [...keysOf(world), ...endedKeysOf(world)];
    const users = await usersOf(world);
    await insertRows(world.db, 'api_clients', clients);
    await insertRows(world.db, 'api_keys', keys);
    await insertRows(world.db, 'users', users);
    return clients.length + keys.length + users.length;
  },
};

function clientsOf(world: DemoWorld) {
  return demoCredentials.clients
    .filter((client) => client.company === world.company.slug)
    .map((client, index) => ({
      ...clientDefaults(world, 400 - index),
      id: client.id,
      name: client.name,
      secret_hash: hashSecret(client.secret),
      scopes: [...client.scopes],
      ...(client.isUnlimited ? practicallyNoLimits : limitsOfTheFamily),
    }));
}

function endedClientsOf(world: DemoWorld) {
  const shared = { scopes: ['customers:read', 'profile:read'], secret_hash: hashOfNothing };
  return [
    { ...clientDefaults(world, 700), ...shared, id: `m2m_${world.company.slug}_paused`, name: 'Newsletter sync', is_suspended: true },
    { ...clientDefaults(world, 800), ...shared, id: `m2m_${world.company.slug}_over`, name: 'Old website', expires_at: new Date(world.dayBegan - 30 * day) },
  ];
}

function clientDefaults(world: DemoWorld, ageInDays: number) {
  return {
    id: '',
    company_id: world.companyId,
    name: '',
    description: 'Part of the demo data',
    secret_hash: '',
    scopes: [] as string[],
    is_suspended: false,
    expires_at: null as Date | null,
    ...limitsOfTheFamily,
    created_at: new Date(world.dayBegan - ageInDays * day),
    last_token_at: null,
    deleted_at: null,
  };
}

function keysOf(world: DemoWorld) {
  return demoCredentials.keys
    .filter((key) => key.company === world.company.slug)
    .map((key) => ({ ...keyDefaults(world), prefix: key.prefix, name: key.name, secret_hash: hashSecret(key.key), scopes: [...key.scopes] }));
}

function endedKeysOf(world: DemoWorld) {
  const stem = world.company.slug.slice(0, 4).padEnd(4, '0');
  const shared = { name: 'Table widget', secret_hash: hashOfNothing, scopes: ['availability:read'] };
  return [
    { ...keyDefaults(world), ...shared, prefix: `${stem}0rot`, state: 'rotating' as const, origins: ['https://tables.example.com'], location_number: world.locations[1]?.row.number ?? null },
    { ...keyDefaults(world), ...shared, prefix: `${stem}0old`, state: 'revoked' as const, revoked_at: new Date(world.dayBegan - 10 * day) },
  ];
}

function keyDefaults(world: DemoWorld) {
  return {
    prefix: '',
    company_id: world.companyId,
    name: '',
    secret_hash: '',
    scopes: [] as string[],
    state: 'active' as 'active' | 'rotating' | 'revoked',
    location_number: null as number | null,
    origins: [] as string[],
    ...limitsOfTheFamily,
    created_at: new Date(world.dayBegan - 200 * day),
    revoked_at: null as Date | null,
  };
}

function usersOf(world: DemoWorld) {
  const users: readonly DemoUser[] = demoCredentials.users.filter((user) => user.company === world.company.slug);
  const since = new Date(world.dayBegan - 300 * day);
  return Promise.all(
    users.map(async (user) => {
      const number = takeNumber(world, 'user');
      const own = world.customers.find((customer) => customer.email === user.email);
      return {
        company_id: world.companyId,
        number,
        kind: user.kind,
        role: user.role,
        customer_number: user.kind === 'customer' ? (own?.number ?? null) : null,
        email: user.email,
        first_name: user.firstName,
        last_name: user.lastName,
        password_hash: await hashPassword(user.password),
        sessions_valid_from: since,
        created_at: since,
        deleted_at: null,
      };
    }),
  );
}
