import { type NewApiKey, apiKeyId, newApiKey, prefixOfApiKeyId } from '../../access/apiKey.js';
import { notifyAccess } from '../../access/changes.js';
import { hashSecret } from '../../access/secrets.js';
import { ApplicationError, badInput } from '../../errors.js';
import { overridePolicy, policies } from '../../gateway/principal.js';
import type { FeatureScope } from '../../graphql/context.js';
import { idOf, numberOf } from '../shared/ids.js';
import { type PageArguments, readPage } from '../shared/page.js';
import { type KeyInput, readKeyInput } from './keys.input.js';
import { type KeyChange, type KeyRow, type KeysRepository, createKeysRepository, cursorOf } from './keys.repository.js';

export type ApiKeyState = 'ACTIVE' | 'ROTATING' | 'REVOKED';

/** An API key as its company's staff see it. */
export interface ApiKey {
  /** Its public part, `rrk_live_XXXXXXXX`. */
  id: string;
  name: string;
  scopes: string[];
  state: ApiKeyState;
  /** Null: every location. */
  locationId: string | null;
  /** Empty: any. */
  origins: string[];
  /** What it may spend: its own figures, or the family's. Null: not limited. */
  limits: { pointsPerMinute: number; concurrent: number | null; pointsPerDay: number | null };
  createdAt: Date;
  revokedAt: Date | null;
}

export interface ApiKeyPage {
  nodes: ApiKey[];
  edges: { cursor: string; node: ApiKey }[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null };
}

/** Of the location: null removes it, undefined leaves it as it is. */
export interface UpdateKeyInput extends KeyInput {
  locationId?: string | null;
}

export interface CreateKeyInput extends UpdateKeyInput {
  name: string;
  scopes: readonly string[];
}

/** The only moment at which anybody sees the whole key. */
export interface KeyWithSecret {
  apiKey: ApiKey;
  key: string;
}

/**
 * The company's restaurant API keys. Changes refuse an unknown or foreign id with NOT_FOUND, and a wrong value with
 * BAD_USER_INPUT naming it. Each is heard of by every process within a second.
 * @see reference: restaurant API, section 2
 */
export interface ApiKeysService {
  /** Null for an unknown or foreign id. */
  find(id: string): Promise<ApiKey | null>;
  /** Newest first. @throws badInput naming the paging argument */
  list(page: PageArguments): Promise<ApiKeyPage>;
  count(): Promise<number>;
  create(input: CreateKeyInput): Promise<KeyWithSecret>;
  /** @throws ApplicationError CONFLICT for a revoked key */
  update(id: string, input: UpdateKeyInput): Promise<ApiKey>;
  /**
   * A new key like the one before, which works on until it is revoked.
   * @throws ApplicationError CONFLICT unless the key is active
   */
  rotate(id: string): Promise<KeyWithSecret & { previous: ApiKey }>;
  /** It stops working. Again: nothing changes. */
  revoke(id: string): Promise<ApiKey>;
}

export function createApiKeysService({ db, company, now, pageLimit, write }: FeatureScope): ApiKeysService {
  const keys = createKeysRepository(db, company.id);

  /** Decides on a change with the row locked, and makes every process forget what it knows of the key. */
  function change<Result>(id: string, make: (repository: KeysRepository, row: KeyRow) => Promise<Result>): Promise<Result> {
    const prefix = prefixOfApiKeyId(id);
    if (prefix === null) throw unknownKey();
    return write(changedResources, async (transaction) => {
      const repository = createKeysRepository(transaction, company.id);
      const row = await repository.findForChange(prefix);
      if (row === null) throw unknownKey();
      const result = await make(repository, row);
      await notifyAccess(transaction, `key:${prefix}`);
      return result;
    });
  }

  return {
    async find(id) {
      const prefix = prefixOfApiKeyId(id);
      const row = prefix === null ? null : await keys.find(prefix);
      return row === null ? null : apiKeyOf(row);
    },

    async list(asked) {
      const page = readPage(asked, pageLimit);
      const rows = await keys.list(page);
      const edges = rows.slice(0, page.size).map((row) => ({ cursor: cursorOf(row), node: apiKeyOf(row) }));
      return {
        nodes: edges.map(({ node }) => node),
        edges,
        pageInfo: {
          hasNextPage: rows.length > page.size,
          hasPreviousPage: page.after !== null || page.offset > 0,
          startCursor: edges[0]?.cursor ?? null,
          endCursor: edges.at(-1)?.cursor ?? null,
        },
      };
    },

    count: () => keys.count(),

    async create({ locationId, ...input }) {
      const { name, scopes, ...columns } = readKeyInput(input);
      if (name === undefined) throw badInput('input.name', 'is required');
      if (scopes === undefined) throw badInput('input.scopes', 'is required');
      return write(changedResources, async (transaction) => {
        const repository = createKeysRepository(transaction, company.id);
        const location_number = await locationNumber(repository, locationId ?? null);
        const { row, key } = await insertNew(repository, { ...columns, name, scopes, location_number, created_at: new Date(now) });
        await notifyAccess(transaction, `key:${row.prefix}`);
        return { apiKey: apiKeyOf(row), key };
      });
    },

    update(id, { locationId, ...input }) {
      const columns = readKeyInput(input);
      return change(id, async (repository, row) => {
        if (row.state === 'revoked') throw conflict(row, 'This API key is revoked and cannot be changed.');
        const bound = locationId === undefined ? {} : { location_number: await locationNumber(repository, locationId) };
        return apiKeyOf(await applyChange(repository, row, { ...columns, ...bound }));
      });
    },

    rotate: (id) =>
      change(id, async (repository, previous) => {
        if (previous.state !== 'active') throw conflict(previous, notToBeRotated[previous.state]);
        const { row, key } = await insertNew(repository, { ...previous, created_at: new Date(now) });
        return { apiKey: apiKeyOf(row), key, previous: apiKeyOf(await repository.update(previous.prefix, { state: 'rotating' })) };
      }),

    revoke: (id) =>
      change(id, async (repository, row) =>
        apiKeyOf(row.state === 'revoked' ? row : await repository.update(row.prefix, { state: 'revoked', revoked_at: new Date(now) })),
      ),
  };
}

/** What cached answers that show a key depend on. */
const changedResources = ['apiKeys'];

const notToBeRotated = {
  rotating: 'Another key was made in place of this API key already. Rotate that one, or create a new key.',
  revoked: 'This API key is revoked. Create a new key in its place.',
};

type NewRow = Omit<Parameters<KeysRepository['insert']>[0], 'prefix' | 'secret_hash'>;

/** Stores a key that nobody has: its public characters are drawn again when another key has them. */
async function insertNew(repository: KeysRepository, row: NewRow): Promise<{ row: KeyRow; key: string }> {
  for (;;) {
    const { prefix, text }: NewApiKey = newApiKey();
    const inserted = await repository.insert({ ...row, prefix, secret_hash: hashSecret(text) });
    if (inserted !== null) return { row: inserted, key: text };
  }
}

/** @throws ApplicationError NOT_FOUND when the company has no such location */
async function locationNumber(repository: KeysRepository, locationId: string | null): Promise<number | null> {
  if (locationId === null) return null;
  const number = numberOf('location', locationId);
  if (number === null || !(await repository.hasLocation(number))) {
    throw new ApplicationError('NOT_FOUND', { field: 'input.locationId', message: 'There is no such location.' });
  }
  return number;
}

async function applyChange(repository: KeysRepository, row: KeyRow, change: KeyChange): Promise<KeyRow> {
  return Object.keys(change).length === 0 ? row : repository.update(row.prefix, change);
}

function unknownKey(): ApplicationError {
  return new ApplicationError('NOT_FOUND', { field: 'input.id', message: 'There is no such API key.' });
}

function conflict({ state }: KeyRow, message: string): ApplicationError {
  return new ApplicationError('CONFLICT', { field: 'input.id', message, details: { state: states[state] } });
}

const states = { active: 'ACTIVE', rotating: 'ROTATING', revoked: 'REVOKED' } as const satisfies Record<KeyRow['state'], ApiKeyState>;

function apiKeyOf(row: KeyRow): ApiKey {
  const { bucket, concurrent, daily } = overridePolicy(policies.restaurantKey, row);
  return {
    id: apiKeyId(row.prefix),
    name: row.name,
    scopes: row.scopes,
    state: states[row.state],
    locationId: row.location_number === null ? null : idOf('location', row.location_number),
    origins: row.origins,
    limits: { pointsPerMinute: bucket.capacity, concurrent: concurrent ?? null, pointsPerDay: daily ?? null },
    createdAt: row.created_at,
    revokedAt: row.revoked_at,
  };
}
