import { newClientId } from '../../access/clientId.js';
import { notifyAccess } from '../../access/changes.js';
import { hashSecret, newClientSecret } from '../../access/secrets.js';
import { ApplicationError, badInput } from '../../errors.js';
import { overridePolicy, policies } from '../../gateway/principal.js';
import type { FeatureScope } from '../../graphql/context.js';
import { type PageArguments, readPage } from '../shared/page.js';
import { type ClientInput, readClientInput, readExpiry } from './clients.input.js';
import { type ClientChange, type ClientRow, type ClientsRepository, createClientsRepository, cursorOf } from './clients.repository.js';

export type ApiClientStatus = 'ACTIVE' | 'SUSPENDED' | 'EXPIRED';

/** An API client as its company's staff see it. */
export interface ApiClient {
  id: string;
  name: string;
  description: string;
  scopes: string[];
  status: ApiClientStatus;
  /** What it may spend: its own figures, or the documented ones. */
  limits: { pointsPerMinute: number; concurrent: number; pointsPerDay: number };
  createdAt: Date;
  /** Null: never. */
  expiresAt: Date | null;
  lastTokenAt: Date | null;
}

export interface ApiClientPage {
  nodes: ApiClient[];
  edges: { cursor: string; node: ApiClient }[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null };
}

export interface CreateClientInput extends ClientInput {
  name: string;
  scopes: readonly string[];
  expiresAfterDays?: number | null;
}

/** The only moment at which anybody sees the secret. */
export interface ClientWithSecret {
  apiClient: ApiClient;
  secret: string;
}

/**
 * The company's API clients. Changes refuse an unknown, deleted or foreign id with NOT_FOUND, and a wrong value with
 * BAD_USER_INPUT naming it. Each is heard of by every process within a second.
 * @see reference: studio API, client credentials
 */
export interface ApiClientsService {
  /** Null for an unknown, deleted or foreign id. */
  find(id: string): Promise<ApiClient | null>;
  /** Newest first. @throws badInput naming the paging argument */
  list(page: PageArguments): Promise<ApiClientPage>;
  count(): Promise<number>;
  create(input: CreateClientInput): Promise<ClientWithSecret>;
  /** Scopes reach the next token, limits the next second. */
  update(id: string, input: ClientInput): Promise<ApiClient>;
  /** The old secret stops working at once; live tokens run out. */
  rotateSecret(id: string): Promise<ClientWithSecret>;
  /** No new tokens; live ones run out. Again: nothing changes. */
  suspend(id: string): Promise<ApiClient>;
  /** @throws ApplicationError CONFLICT for an expired client: access returns only with a new one */
  activate(id: string): Promise<ApiClient>;
  /** Ends the id for good; live tokens run out. */
  remove(id: string): Promise<void>;
}

export function createApiClientsService({ db, company, now, pageLimit, write }: FeatureScope): ApiClientsService {
  const clients = createClientsRepository(db, company.id);
  const shown = (row: ClientRow) => apiClientOf(row, now);

  /** Decides on a change with the row locked, writes it, and makes every process forget what it knows of the client. */
  function change(id: string, decide: (row: ClientRow) => ClientChange): Promise<ApiClient> {
    return write(changedResources, async (transaction) => {
      const repository = createClientsRepository(transaction, company.id);
      const row = await repository.findForChange(id);
      if (row === null) throw unknownClient();
      const changed = await applyChange(repository, row, decide(row));
      await notifyAccess(transaction, `client:${id}`);
      return shown(changed);
    });
  }

  return {
    async find(id) {
      const row = await clients.find(id);
      return row === null ? null : shown(row);
    },

    async list(asked) {
      const page = readPage(asked, pageLimit);
      const rows = await clients.list(page);
      const edges = rows.slice(0, page.size).map((row) => ({ cursor: cursorOf(row), node: shown(row) }));
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

    count: () => clients.count(),

    async create({ expiresAfterDays, ...input }) {
      const { name, description, scopes, ...limits } = readClientInput(input);
      if (name === undefined) throw badInput('input.name', 'is required');
      if (scopes === undefined) throw badInput('input.scopes', 'is required');
      const secret = newClientSecret();
      const row = {
        points_per_minute: null,
        concurrent: null,
        points_per_day: null,
        ...limits,
        id: newClientId(),
        name,
        description: description ?? '',
        scopes,
        secret_hash: hashSecret(secret),
        expires_at: readExpiry(expiresAfterDays, now),
        created_at: new Date(now),
      };
      return write(changedResources, async (transaction) => {
        const inserted = await createClientsRepository(transaction, company.id).insert(row);
        await notifyAccess(transaction, `client:${row.id}`);
        return { apiClient: shown(inserted), secret };
      });
    },

    update(id, input) {
      const columns = readClientInput(input);
      return change(id, () => columns);
    },

    async rotateSecret(id) {
      const secret = newClientSecret();
      return { apiClient: await change(id, () => ({ secret_hash: hashSecret(secret) })), secret };
    },

    suspend: (id) => change(id, () => ({ is_suspended: true })),

    activate: (id) =>
      change(id, (row) => {
        if (statusOf(row, now) === 'EXPIRED') throw expired();
        return { is_suspended: false };
      }),

    async remove(id) {
      await change(id, () => ({ deleted_at: new Date(now) }));
    },
  };
}

/** What cached answers that show a client depend on. */
const changedResources = ['apiClients'];

async function applyChange(repository: ClientsRepository, row: ClientRow, change: ClientChange): Promise<ClientRow> {
  if (Object.keys(change).length === 0) return row;
  const changed = await repository.update(row.id, change);
  if (changed === null) throw unknownClient();
  return changed;
}

function unknownClient(): ApplicationError {
  return new ApplicationError('NOT_FOUND', { field: 'input.id', message: 'There is no such API client.' });
}

function expired(): ApplicationError {
  return new ApplicationError('CONFLICT', {
    field: 'input.id',
    message: 'This API client has expired and cannot be activated again. Create a new client in its place.',
    details: { status: 'EXPIRED' },
  });
}

/** Expiry comes before suspension: it cannot be undone. */
function statusOf(row: Pick<ClientRow, 'expires_at' | 'is_suspended'>, now: number): ApiClientStatus {
  if (row.expires_at !== null && row.expires_at.getTime() <= now) return 'EXPIRED';
  return row.is_suspended ? 'SUSPENDED' : 'ACTIVE';
}

function apiClientOf(row: ClientRow, now: number): ApiClient {
  const { bucket, concurrent, daily } = overridePolicy(policies.studioClient, row);
  return {
    id: row.id,
    name: row.name,
    description: row.description,
    scopes: row.scopes,
    status: statusOf(row, now),
    limits: {
      pointsPerMinute: bucket.capacity,
      concurrent: concurrent ?? policies.studioClient.concurrent,
      pointsPerDay: daily ?? policies.studioClient.daily,
    },
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    lastTokenAt: row.last_token_at,
  };
}
