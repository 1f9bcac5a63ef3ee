import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createKeyring, type Keyring } from '../../src/access/keyring.js';
import { createSealer, SealError } from '../../src/access/secrets.js';
import { createTokens } from '../../src/access/tokens.js';
import type { Database } from '../../src/database/connect.js';
import { connectTestDatabase } from '../support/database.js';
import { type AccessFixture, createAccessFixture, eventually, publicUrl, sealer } from './support.js';

let fixture: AccessFixture;
const opened: { close(): unknown }[] = [];

beforeEach(async () => {
  fixture = await createAccessFixture();
});
afterEach(async () => {
  for (const one of opened.splice(0).toReversed()) await one.close();
  await fixture.close();
});

/** The keyring of another process on the same database. */
function anotherProcess(): { database: Database; keyring: Keyring } {
  const database = connectTestDatabase(fixture.test.connectionString);
  const keyring = createKeyring({ database, sealer, clock: fixture.clock });
  opened.push(database, keyring);
  return { database, keyring };
}

const day = 86_400_000;
const input = { clientId: 'm2m_keys', company: 'acme', scopes: [] };

describe('the keyring', () => {
  it('makes one first key, however many processes start at once', async () => {
    const keyrings = [fixture.keyring, ...Array.from({ length: 4 }, () => anotherProcess().keyring)];
    const kids = await Promise.all(keyrings.flatMap((keyring) => [keyring.current(), keyring.current()]).map(async (key) => (await key).kid));
    expect(new Set(kids).size).toBe(1);
    expect(await fixture.database.db.selectFrom('signing_keys').selectAll().execute()).toHaveLength(1);
  });

  it('keeps private keys sealed and shows only public parts', async () => {
    await fixture.keyring.current();
    const row = await fixture.database.db.selectFrom('signing_keys').selectAll().executeTakeFirstOrThrow();
    expect(row.sealed_private_jwk).toMatch(/^v1\./);
    expect(row.public_jwk).not.toHaveProperty('d');
    const { keys } = await fixture.keyring.publicJwks();
    expect(keys).toEqual([{ kty: 'EC', crv: 'P-256', x: expect.any(String), y: expect.any(String), kid: row.kid, alg: 'ES256', use: 'sig' }]);
  });

  it('says plainly that SECRET_KEY is another one, and still verifies', async () => {
    const token = await fixture.tokens.issueClientToken(input);
    const keyring = createKeyring({ database: fixture.database, sealer: createSealer('another key of at least 32 characters'), clock: fixture.clock });
    opened.push(keyring);
    await expect(keyring.current()).rejects.toThrow(SealError);
    await expect(keyring.current()).rejects.toThrow(/another SECRET_KEY/);
    await createTokens({ keyring, publicUrl, clock: fixture.clock }).verify(token);
  });

  it('signs with the new key after a rotation and verifies what the old one signed until that has run out', async () => {
    const before = await fixture.tokens.issueLoginToken({ company: 'acme', userNumber: 1, email: 'a@b.example', sessionsValidFrom: new Date(0) });
    const old = await fixture.keyring.current();
    const { kid } = await fixture.keyring.rotate();
    expect(kid).not.toBe(old.kid);
    expect((await fixture.keyring.current()).kid).toBe(kid);
    expect((await fixture.keyring.publicJwks()).keys.map((key) => key.kid)).toEqual([kid, old.kid]);

    fixture.clock.advance(day - 1000);
    await fixture.tokens.verify(before);
    fixture.clock.advance(10 * 60_000);
    expect(await fixture.keyring.publicKey(old.kid)).toBeNull();
    expect((await fixture.keyring.publicJwks()).keys.map((key) => key.kid)).toEqual([kid]);
  });

  it('forgets keys whose tokens have long run out when it rotates', async () => {
    await fixture.keyring.current();
    await fixture.keyring.rotate();
    fixture.clock.advance(2 * day);
    await fixture.keyring.rotate();
    expect(await fixture.database.db.selectFrom('signing_keys').select('kid').execute()).toHaveLength(2);
  });

  it('has one current key after rotations that ran side by side', async () => {
    await fixture.keyring.current();
    await Promise.all(Array.from({ length: 5 }, () => anotherProcess().keyring.rotate()));
    const current = await fixture.database.db.selectFrom('signing_keys').select('kid').where('retired_at', 'is', null).execute();
    expect(current).toHaveLength(1);
  });

  it('of another process signs with the new key within a second', async () => {
    const other = anotherProcess().keyring;
    await other.current();
    const { kid } = await fixture.keyring.rotate();
    await eventually(async () => (await other.current()).kid === kid);
  });

  it('looks for a key id that it does not know, once a second at most', async () => {
    const { keyring, database } = anotherProcess();
    await keyring.current();
    await eventually(async () => {
      const before = database.statementsSent();
      await keyring.current();
      return database.statementsSent() === before;
    });
    fixture.clock.advance(1000);
    const before = database.statementsSent();
    for (let tries = 0; tries < 50; tries++) expect(await keyring.publicKey(`invented-${tries}`)).toBeNull();
    expect(database.statementsSent() - before).toBe(1);
  });
});
