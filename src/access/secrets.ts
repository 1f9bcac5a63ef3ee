import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';

/** The SHA-256 of a secret in lower-case hex: for machine-made secrets, whose entropy needs no slow hash. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret, 'utf8').digest('hex');
}

/** Whether `secret` has the given hash, in a time that does not depend on where they differ. */
export function matchesHash(secret: string, secretHash: string): boolean {
  return equalInConstantTime(hashSecret(secret), secretHash);
}

/** Compares two texts in a time that depends on their lengths alone. */
export function equalInConstantTime(a: string, b: string): boolean {
  const left = Buffer.from(a, 'utf8');
  const right = Buffer.from(b, 'utf8');
  return left.length === right.length && timingSafeEqual(left, right);
}

/** A new API client's secret: 64 hexadecimal characters, 256 bits. */
export function newClientSecret(): string {
  return randomBytes(32).toString('hex');
}

/**
 * Argon2id with 19 MiB, two passes and one lane.
 * @see https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html
 */
const argon2 = { algorithm: 2 /* argon2id */, memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** The longest password, in UTF-16 units; longer ones are refused, not cut. */
export const longestPassword = 1024;

export function hashPassword(password: string): Promise<string> {
  return hash(password, argon2);
}

/** Hash of a password that nobody has: compared with when there is no user, so that both cases take as long. */
let nobodysHash: Promise<string> | undefined;

/**
 * Whether the password has the given hash. Pass null when there is no such user: the same work is done and the
 * answer is false.
 */
export async function verifyPassword(password: string, passwordHash: string | null): Promise<boolean> {
  const against = passwordHash ?? (await (nobodysHash ??= hashPassword(randomBytes(32).toString('hex'))));
  const matches = await verify(against, password);
  return matches && passwordHash !== null;
}

/** Thrown by `unseal` when a value was sealed with another SECRET_KEY, or was changed since. */
export class SealError extends Error {
  override name = 'SealError';
}

const sealedWithAnotherKey =
  'The signing keys in the database were sealed with another SECRET_KEY. Start with the SECRET_KEY that was used before.';

export interface Sealer {
  /** Encrypts a text. `purpose` is bound to it: the same must be given to unseal. */
  seal(text: string, purpose: string): string;
  /** @throws SealError when the key, the purpose or the value is not the one that was sealed. */
  unseal(sealed: string, purpose: string): string;
}

/**
 * Encryption at rest with `SECRET_KEY`: AES-256-GCM under a key derived for each value by HKDF-SHA-256, so that no
 * nonce is ever used twice with one key. The form is `v1.salt.nonce.tag.ciphertext`, each in base64url.
 * @param secretKey at least 32 characters of entropy
 * @see RFC 5869, NIST SP 800-38D
 */
export function createSealer(secretKey: string): Sealer {
  const derive = (salt: Buffer) => Buffer.from(hkdfSync('sha256', secretKey, salt, 'frontdesk sealed value v1', 32));
  return {
    seal(text, purpose) {
      const salt = randomBytes(16);
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', derive(salt), nonce).setAAD(Buffer.from(purpose, 'utf8'));
      const ciphertext = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return ['v1', ...[salt, nonce, cipher.getAuthTag(), ciphertext].map((part) => part.toString('base64url'))].join('.');
    },
    unseal(sealed, purpose) {
      const [version, ...parts] = sealed.split('.');
      const [salt, nonce, tag, ciphertext] = parts.map((part) => Buffer.from(part, 'base64url'));
      if (version !== 'v1' || salt === undefined || nonce === undefined || tag === undefined || ciphertext === undefined) {
        throw new SealError('A sealed value in the database is not in the form that this version writes.');
      }
      try {
        const decipher = createDecipheriv('aes-256-gcm', derive(salt), nonce, { authTagLength: 16 });
        decipher.setAAD(Buffer.from(purpose, 'utf8')).setAuthTag(tag);
        return Buffer.concat([decipher.update(ciphertext), decipher.final()]).toString('utf8');
      } catch (cause) {
        throw new SealError(sealedWithAnotherKey, { cause });
      }
    },
  };
}
