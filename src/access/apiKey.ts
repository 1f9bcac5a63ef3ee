import { randomInt, randomBytes } from 'node:crypto';

/**
 * The text of an API key: `rrk_live_`, 8 public characters by which it is found, `_`, and the secret part. Its id is
 * what comes before the secret.
 * @see reference: restaurant API, section 2
 */

const start = 'rrk_live_';
const alphabet = 'abcdefghijklmnopqrstuvwxyz0123456789';

export interface NewApiKey {
  /** The 8 public characters. */
  readonly prefix: string;
  /** The whole key. */
  readonly text: string;
}

/** The secret part has 64 hexadecimal characters, 256 bits. */
export function newApiKey(): NewApiKey {
  const prefix = Array.from({ length: 8 }, () => alphabet.charAt(randomInt(alphabet.length))).join('');
  return { prefix, text: `${apiKeyId(prefix)}_${randomBytes(32).toString('hex')}` };
}

export function apiKeyId(prefix: string): string {
  return start + prefix;
}

/** The 8 public characters of a key's id, or null for another text: a whole key is none. */
export function prefixOfApiKeyId(id: string): string | null {
  return /^rrk_live_([a-z0-9]{8})$/.exec(id)?.[1] ?? null;
}
