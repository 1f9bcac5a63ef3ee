import type { Insertable, Kysely, Selectable, Updateable } from 'kysely';
import type { Tables } from '../../database/tables.js';
import { prefixOfApiKeyId } from '../../access/apiKey.js';
import { badInput } from '../../errors.js';
import { decodeCursor, encodeCursor } from '../shared/cursor.js';
import type { Page } from '../shared/page.js';

export type KeyRow = Pick<Selectable<Tables['api_keys']>, (typeof columns)[number]>;

export type KeyChange = Pick<
  Updateable<Tables['api_keys']>,
  'name' | 'scopes' | 'state' | 'location_number' | 'origins' | 'points_per_minute' | 'concurrent' | 'points_per_day' | 'revoked_at'
>;

const columns = [
  'prefix',
  'name',
  'scopes',
  'state',
  'location_number',
  'origins',
  'points_per_minute',
  'concurrent',
  'points_per_day',
  'created_at',
  'revoked_at',
] as const;

/** One company's API keys, by their 8 public characters. Revoked ones are included; another company's are not there. */
export interface KeysRepository {
  find(prefix: string): Promise<KeyRow | null>;
  /** Locks the row until the transaction ends. */
  findForChange(prefix: string): Promise<KeyRow | null>;
  /** Newest first. One row more than the page when there is a next page. */
  list(page: Page): Promise<KeyRow[]>;
  count(): Promise<number>;
  /** Null when some key, of whatever company, has these public characters. */
  insert(row: Omit<Insertable<Tables['api_keys']>, 'company_id'>): Promise<KeyRow | null>;
  update(prefix: string, change: KeyChange): Promise<KeyRow>;
  /** Whether a key can be bound to a location of this number. */
  hasLocation(locationNumber: number): Promise<boolean>;
}

/** @param db the database, or the transaction that is to hold the changes */
export function createKeysRepository(db: Kysely<Tables>, companyId: number): KeysRepository {
  const rows = () => db.selectFrom('api_keys').select(columns).where('company_id', '=', companyId);

  return {
    find: async (prefix) => (await rows().where('prefix', '=', prefix).executeTakeFirst()) ?? null,

    findForChange: async (prefix) => (await rows().where('prefix', '=', prefix).forUpdate().executeTakeFirst()) ?? null,

    async list({ size, offset, after }) {
      let query = rows().orderBy('created_at', 'desc').orderBy('prefix').limit(size + 1).offset(offset);
      if (after !== null) {
        const last = readCursor(after);
        // Compared inside the database, which knows the moment to the microsecond.
        const lastCreatedAt = db.selectFrom('api_keys').select('created_at').where('company_id', '=', companyId).where('prefix', '=', last);
        query = query.where((where) =>
          where.or([where('created_at', '<', lastCreatedAt), where.and([where('created_at', '=', lastCreatedAt), where('prefix', '>', last)])]),
        );
      }
      return query.execute();
    },

    async count() {
      const row = await db
        .selectFrom('api_keys')
        .select((select) => select.fn.countAll<string>().as('count'))
        .where('company_id', '=', companyId)
        .executeTakeFirstOrThrow();
      return Number(row.count);
    },

    async insert(row) {
      const inserted = await db
        .insertInto('api_keys')
        .values({ ...row, company_id: companyId })
        .onConflict((conflict) => conflict.column('prefix').doNothing())
        .returning(columns)
        .executeTakeFirst();
      return inserted ?? null;
    },

    update: (prefix, change) =>
      db.updateTable('api_keys').set(change).where('company_id', '=', companyId).where('prefix', '=', prefix).returning(columns).executeTakeFirstOrThrow(),

    async hasLocation(locationNumber) {
      const row = await db
        .selectFrom('locations')
        .select('number')
        .where('company_id', '=', companyId)
        .where('number', '=', locationNumber)
        .where('deleted_at', 'is', null)
        .executeTakeFirst();
      return row !== undefined;
    },
  };
}

/** Where the list goes on after this key. */
export function cursorOf({ prefix }: Pick<KeyRow, 'prefix'>): string {
  return encodeCursor([prefix]);
}

/** @throws badInput naming `after` when the text is not a cursor of this list */
function readCursor(cursor: string): string {
  const [prefix] = decodeCursor(cursor, ['text']);
  if (prefixOfApiKeyId(`rrk_live_${String(prefix)}`) === null) throw badInput('after', 'must be a cursor from the same list');
  return String(prefix);
}
