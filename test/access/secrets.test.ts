import { describe, expect, it } from 'vitest';
import { isClientId, newClientId } from '../../src/access/clientId.js';
import { createSealer, hashPassword, hashSecret, matchesHash, newClientSecret, SealError, verifyPassword } from '../../src/access/secrets.js';

describe('secrets', () => {
  it('keeps the SHA-256 of a machine-made secret and recognises only that secret', () => {
    // The digest of "abc" from FIPS 180-2.
    expect(hashSecret('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    expect(matchesHash('abc', hashSecret('abc'))).toBe(true);
    expect(matchesHash('abd', hashSecret('abc'))).toBe(false);
    expect(matchesHash('abc', 'short')).toBe(false);
  });

  it('makes client secrets of 64 hexadecimal characters and ids that begin with m2m_', () => {
    expect(newClientSecret()).toMatch(/^[0-9a-f]{64}$/);
    expect(newClientSecret()).not.toBe(newClientSecret());
    expect(newClientId()).toMatch(/^m2m_[0-9a-f]{16}$/);
    expect(isClientId(newClientId())).toBe(true);
    expect(isClientId('m2m_\0')).toBe(false);
  });

  it('hashes passwords with argon2id at the recommended cost', async () => {
    const hash = await hashPassword('demo-password-1');
    expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await verifyPassword('demo-password-1', hash)).toBe(true);
    expect(await verifyPassword('demo-password-2', hash)).toBe(false);
  });

  it('says no for a user that does not exist, whatever the password', async () => {
    expect(await verifyPassword('', null)).toBe(false);
    expect(await verifyPassword('demo-password-1', null)).toBe(false);
  });

  it('unseals with the same key and purpose only', () => {
    const sealer = createSealer('k'.repeat(32));
    const sealed = sealer.seal('{"d":"private"}', 'signing-key:a');
    expect(sealed).not.toContain('private');
    expect(sealer.seal('{"d":"private"}', 'signing-key:a')).not.toBe(sealed);
    expect(sealer.unseal(sealed, 'signing-key:a')).toBe('{"d":"private"}');
    expect(() => sealer.unseal(sealed, 'signing-key:b')).toThrow(SealError);
    expect(() => createSealer('l'.repeat(32)).unseal(sealed, 'signing-key:a')).toThrow(/another SECRET_KEY/);
    expect(() => sealer.unseal('v1.a.b', 'signing-key:a')).toThrow(SealError);
    expect(() => sealer.unseal(`${sealed}AAAA`, 'signing-key:a')).toThrow(SealError);
  });
});
