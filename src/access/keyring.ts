import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, type CryptoKey, type JWK } from 'jose';
import { type Kysely, sql, type Transaction } from 'kysely';
import type { Database } from '../database/connect.js';
import type { Tables } from '../database/tables.js';
import { accessChannel, notifyAccess } from './changes.js';
import type { Sealer } from './secrets.js';

/** ECDSA on P-256 with SHA-256: the asymmetric algorithm that practically every JWT verifier knows. */
export const signingAlgorithm = 'ES256';

/** How long a retired key still verifies: the longest token's 24 h, and 5 minutes for processes that heard of it late. */
export const retiredKeyLifetimeMs = (24 * 60 + 5) * 60_000;

/** At most one look into the database a second, however many tokens with invented key ids arrive. */
const unknownKeyReloadMs = 1000;

export interface SigningKey {
  kid: string;
  privateKey: CryptoKey;
}

/** The keys that sign and verify tokens; the same for all processes on one database. */
export interface Keyring {
  /**
   * The key that signs now. Makes the first one when the database has none.
   * @throws SealError when SECRET_KEY is not the one that the key was sealed with
   */
  current(): Promise<SigningKey>;
  /** The public key of that id, or null when there is none or its time is over. */
  publicKey(kid: string): Promise<CryptoKey | null>;
  /** What `jwks.json` shows: every key that still verifies, the current one first. @see RFC 7517 */
  publicJwks(): Promise<{ keys: JWK[] }>;
  /** Puts a new key in the current one's place, for all processes. */
  rotate(): Promise<{ kid: string }>;
  close(): void;
}

export interface KeyringOptions {
  database: Pick<Database, 'db' | 'listen'>;
  sealer: Sealer;
  /** Epoch milliseconds. */
  clock: () => number;
}

interface KnownKey {
  kid: string;
  jwk: JWK;
  sealedPrivateJwk: string;
  /** Epoch milliseconds; null for the current key. */
  retiredAt: number | null;
  publicKey: CryptoKey;
}

interface Loaded {
  at: number;
  keys: ReadonlyMap<string, KnownKey>;
}

export function createKeyring({ database, sealer, clock }: KeyringOptions): Keyring {
  const { db } = database;
  let loaded: Loaded | null = null;
  let loading: Promise<Loaded> | null = null;
  let signing: SigningKey | null = null;

  const forget = () => {
    loaded = null;
    loading = null;
  };
  const listener = database.listen(
    accessChannel,
    (subject) => {
      if (subject === 'signing-keys') forget();
    },
    forget,
  );

  /** What is known, read again when something may have been missed. Callers at once share one read. */
  async function keys(): Promise<Loaded> {
    if (loaded !== null && listener.isListening) return loaded;
    return (loading ??= reload());
  }

  function reload(): Promise<Loaded> {
    const reading = readKeys(db, clock()).then(
      (fresh) => {
        // A change announced while it was read has put another promise, or none, in this one's place.
        if (loading === reading) {
          loaded = fresh;
          loading = null;
        }
        return fresh;
      },
      (error: unknown) => {
        if (loading === reading) loading = null;
        throw error;
      },
    );
    return reading;
  }

  const verifies = (key: KnownKey) => key.retiredAt === null || clock() < key.retiredAt + retiredKeyLifetimeMs;

  async function current(): Promise<SigningKey> {
    let key = currentOf(await keys());
    if (key === undefined) {
      await ensureSigningKey(db, sealer, new Date(clock()));
      forget();
      key = currentOf(await keys());
    }
    if (key === undefined) throw new Error('The database has no current signing key.');
    if (signing?.kid !== key.kid) signing = { kid: key.kid, privateKey: await unsealPrivateKey(key, sealer) };
    return signing;
  }

  return {
    current,
    async publicKey(kid) {
      let known = await keys();
      if (!known.keys.has(kid) && clock() - known.at >= unknownKeyReloadMs) {
        loading ??= reload();
        known = await loading;
      }
      const key = known.keys.get(kid);
      return key !== undefined && verifies(key) ? key.publicKey : null;
    },
    async publicJwks() {
      await current();
      return { keys: [...(await keys()).keys.values()].filter(verifies).map(({ jwk }) => jwk) };
    },
    async rotate() {
      const made = await rotateSigningKey(db, sealer, new Date(clock()));
      forget();
      return made;
    },
    close: () => listener.close(),
  };
}

/** Makes the first signing key unless there is one. Several processes may do so at once: one key comes of it. */
export async function ensureSigningKey(db: Kysely<Tables>, sealer: Sealer, now: Date): Promise<void> {
  await changeKeys(db, async (transaction) => {
    const existing = await transaction.selectFrom('signing_keys').select('kid').where('retired_at', 'is', null).executeTakeFirst();
    if (existing === undefined) await insertNewKey(transaction, sealer, now);
  });
}

/**
 * Retires the current key and makes another. Tokens signed by the old one stay good until they run out.
 * @returns the new key's id
 */
export async function rotateSigningKey(db: Kysely<Tables>, sealer: Sealer, now: Date): Promise<{ kid: string }> {
  return changeKeys(db, async (transaction) => {
    await transaction.updateTable('signing_keys').set({ retired_at: now }).where('retired_at', 'is', null).execute();
    const oldest = new Date(now.getTime() - retiredKeyLifetimeMs);
    await transaction.deleteFrom('signing_keys').where('retired_at', '<', oldest).execute();
    return insertNewKey(transaction, sealer, now);
  });
}

/** One change of the keys at a time, announced to every process when it commits. */
function changeKeys<T>(db: Kysely<Tables>, change: (transaction: Transaction<Tables>) => Promise<T>): Promise<T> {
  return db.transaction().execute(async (transaction) => {
    await sql`select pg_advisory_xact_lock(hashtextextended('frontdesk signing keys', 0))`.execute(transaction);
    const result = await change(transaction);
    await notifyAccess(transaction, 'signing-keys');
    return result;
  });
}

async function insertNewKey(transaction: Transaction<Tables>, sealer: Sealer, now: Date): Promise<{ kid: string }> {
  const { publicKey, privateKey } = await generateKeyPair(signingAlgorithm, { extractable: true });
  const publicJwk = await exportJWK(publicKey);
  const kid = await calculateJwkThumbprint(publicJwk);
  await transaction
    .insertInto('signing_keys')
    .values({
      kid,
      algorithm: signingAlgorithm,
      public_jwk: JSON.stringify(publicJwk),
      sealed_private_jwk: sealer.seal(JSON.stringify(await exportJWK(privateKey)), sealedFor(kid)),
      created_at: now,
      retired_at: null,
    })
    .execute();
  return { kid };
}

async function readKeys(db: Kysely<Tables>, now: number): Promise<Loaded> {
  const rows = await db
    .selectFrom('signing_keys')
    .select(['kid', 'public_jwk', 'sealed_private_jwk', 'retired_at'])
    .where((where) => where.or([where('retired_at', 'is', null), where('retired_at', '>', new Date(now - retiredKeyLifetimeMs))]))
    .where('algorithm', '=', signingAlgorithm)
    .orderBy(sql`retired_at is not null`)
    .orderBy('retired_at', 'desc')
    .execute();
  const known = await Promise.all(
    rows.map(async (row): Promise<KnownKey> => {
      const jwk: JWK = { ...row.public_jwk, kid: row.kid, alg: signingAlgorithm, use: 'sig' };
      return {
        kid: row.kid,
        jwk,
        sealedPrivateJwk: row.sealed_private_jwk,
        retiredAt: row.retired_at?.getTime() ?? null,
        publicKey: asymmetric(await importJWK(jwk, signingAlgorithm)),
      };
    }),
  );
  return { at: now, keys: new Map(known.map((key) => [key.kid, key])) };
}

async function unsealPrivateKey(key: KnownKey, sealer: Sealer): Promise<CryptoKey> {
  const jwk: JWK = JSON.parse(sealer.unseal(key.sealedPrivateJwk, sealedFor(key.kid)));
  return asymmetric(await importJWK(jwk, signingAlgorithm));
}

function currentOf({ keys }: Loaded): KnownKey | undefined {
  for (const key of keys.values()) if (key.retiredAt === null) return key;
  return undefined;
}

/** Binds a sealed value to its row, so that one row's cannot be put into another's. */
const sealedFor = (kid: string) => `signing-key:${kid}`;

function asymmetric(key: CryptoKey | Uint8Array): CryptoKey {
  if (key instanceof Uint8Array) throw new Error('A signing key must be asymmetric.');
  return key;
}
