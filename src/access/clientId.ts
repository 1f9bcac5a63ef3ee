import { randomBytes } from 'node:crypto';

/** A new API client's id: `m2m_` and 16 hexadecimal characters. Not a secret, but not to be guessed either. */
export function newClientId(): string {
  return `m2m_${randomBytes(8).toString('hex')}`;
}

/** Whether a text can be a client's id at all. Any other is unknown, and is not worth a look into the database. */
export function isClientId(text: string): boolean {
  return /^m2m_[A-Za-z0-9_-]{1,64}$/.test(text);
}
