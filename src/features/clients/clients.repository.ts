import type { Insertable, Kysely, Selectable, Updateable } from 'kysely';
import type { Tables } from '../../database/tables.js';
import { isClientId } from '../../access/clientId.js';
import { badInput } from '../../errors.js';
import { encodeCursor } from '../shared/cursor.js';
import type { Page } from '../shared/page.js';

export type ClientRow = Pick<Selectable<Tables['api_clients']>, (typeof columns)[number]>;

export type ClientChange = Pick<
  Updateable<Tables['api_clients']>,
  'name' | 'description' | 'scopes' | 'secret_hash' | 'is_suspended' | 'points_per_minute' | 'concurrent' | 'points_per_day' | 'deleted_at'
>;

const columns = [
  'id',
  'name',
  'description',
  'scopes',
  'is_suspended',
  'expires_at',
  'points_per_minute',
  'concurrent',
  'points_per_day',
  'created_at',
  'last_token_at',
] as const;

/** One company's API clients. Deleted ones are not there, and neither are another company's. */
export interface ClientsRepository {
  find(id: string): Promise<ClientRow | null>;
  /** Locks the row until the transaction ends. */
  findForChange(id: string): Promise<ClientRow | null>;
  /** Newest first. One row more than the page when there is a next page. */
  list(page: Page): Promise<ClientRow[]>;
  count(): Promise<number>;
  insert(row: Omit<Insertable<Tables['api_clients']>, 'company_id'>): Promise<ClientRow>;
  update(id: string, change: ClientChange): Promise<ClientRow | null>;
}

/** @param db the database, or the transaction that is to hold the changes */
export function createClientsRepository(db: Kysely<Tables>, companyId: number): ClientsRepository {
  const rows = () => db.selectFrom('api_clients').select(columns).where('company_id', '=', companyId).where('deleted_at', 'is', null);

  return {
    find: async (id) => (isClientId(id) ? ((await rows().where('id', '=', id).executeTakeFirst()) ?? null) : null),

    findForChange: async (id) => (isClientId(id) ? ((await rows().where('id', '=', id).forUpdate().executeTakeFirst()) ?? null) : null),

    async list({ size, offset, after }) {
      let query = rows().orderBy('created_at', 'desc').orderBy('id').limit(size + 1).offset(offset);
      if (after !== null) {
        const last = readCursor(after);
        // Compared inside the database, which knows the moment to the microsecond. A deleted client still marks its place.
        const lastCreatedAt = db.selectFrom('api_clients').select('created_at').where('company_id', '=', companyId).where('id', '=', last);
        query = query.where((where) =>
          where.or([where('created_at', '<', lastCreatedAt), where.and([where('created_at', '=', lastCreatedAt), where('id', '>', last)])]),
        );
      }
      return query.execute();
    },

    async count() {
      const row = await db
        .selectFrom('api_clients')
        .select((select) => select.fn.countAll<string>().as('count'))
        .where('company_id', '=', companyId)
        .where('deleted_at', 'is', null)
        .executeTakeFirstOrThrow();
      return Number(row.count);
    },

    insert: (row) => db.insertInto('api_clients').values({ ...row, company_id: companyId }).returning(columns).executeTakeFirstOrThrow(),

    async update(id, change) {
      const row = await db
        .updateTable('api_clients')
        .set(change)
        .where('company_id', '=', companyId)
        .where('id', '=', id)
        .where('deleted_at', 'is', null)
        .returning(columns)
        .executeTakeFirst();
      return row ?? null;
    },
  };
}

/** Where the list goes on after this client. */
export function cursorOf({ id }: Pick<ClientRow, 'id'>): string {
  return encodeCursor([id]);
}

/** @throws badInput naming `after` when the text is not a cursor of this list */
function readCursor(cursor: string): string {
  const [id, ...more] = parse(cursor);
  if (typeof id !== 'string' || more.length > 0 || !isClientId(id)) throw badInput('after', 'must be a cursor from the same list');
  return id;
}

function parse(cursor: string): unknown[] {
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    return Array.isArray(values) ? values : [];
  } catch {
    return [];
  }
}
