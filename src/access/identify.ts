import { LRUCache } from 'lru-cache';
import type { Database } from '../database/connect.js';
import { ApplicationError } from '../errors.js';
import type { Awaitable } from '../gateway/awaitable.js';
import type { Call, RequestFacts } from '../gateway/call.js';
import { policies, type Principal } from '../gateway/principal.js';
import { type Caller, clientCaller, keyCaller, userCaller } from './callers.js';
import { findClient, findKey, findUser } from './callers.repository.js';
import { accessChannel } from './changes.js';
import { type Credential, readCredential } from './credentials.js';
import type { Keyring } from './keyring.js';
import { createTokens, invalidToken, type VerifiedToken } from './tokens.js';

/** Says who is asking: the first step of every call. */
export interface Identifier {
  /**
   * The principal of a request; at once, without a promise, when its credential is remembered. An anonymous one
   * when there are no credentials (`optional`), or when they are not to be read (`none`).
   * @throws ApplicationError UNAUTHENTICATED, ORIGIN_NOT_ALLOWED
   */
  identify(facts: Pick<RequestFacts, 'headers' | 'ip'>, mode: Call['credentials']): Awaitable<Principal>;
  close(): void;
}

export interface IdentifierOptions {
  database: Pick<Database, 'db' | 'listen'>;
  keyring: Keyring;
  /** Issuer and audience of tokens: never the Host of the request. */
  publicUrl: string;
  /** Epoch milliseconds. */
  clock: () => number;
  /** How many credentials are remembered; 10,000 when absent. */
  remembered?: number;
}

export function createIdentifier(options: IdentifierOptions): Identifier {
  const { database, clock } = options;
  const { db } = database;
  const tokens = createTokens(options);
  const max = options.remembered ?? 10_000;

  /** Who each credential stands for, by its text. Used only while changes are heard of. */
  const callers = new LRUCache<string, Caller>({ max });
  /** Tokens whose signature was found good, so that after a change only the row is read again. */
  const verified = new LRUCache<string, VerifiedToken>({ max });
  /** Counts changes heard of: what was read before one is not remembered after it. */
  let changes = 0;

  const listener = database.listen(accessChannel, withdraw, withdrawAll);

  function withdraw(subject: string): void {
    if (subject === 'signing-keys') return withdrawAll();
    changes += 1;
    const affected = [...callers.entries()].filter(([, caller]) => caller.subject === subject);
    for (const [text] of affected) callers.delete(text);
  }

  /** Whoever was not listening may have missed anything. */
  function withdrawAll(): void {
    changes += 1;
    callers.clear();
    verified.clear();
  }

  async function look(credential: Credential): Promise<Caller> {
    const before = changes;
    const caller = credential.kind === 'key' ? await lookUpKey(credential.text) : await lookUpToken(credential.text);
    if (listener.isListening && changes === before) callers.set(credential.text, caller);
    return caller;
  }

  async function lookUpToken(text: string): Promise<Caller> {
    let token = verified.get(text);
    if (token === undefined || clock() >= token.expiresAt) {
      token = await tokens.verify(text);
      verified.set(text, token);
    }
    const caller =
      token.kind === 'client'
        ? clientCaller(token, await findClient(db, token.clientId))
        : userCaller(token, await findUser(db, token.company, token.userNumber));
    if (caller === null) throw invalidToken();
    return caller;
  }

  async function lookUpKey(text: string): Promise<Caller> {
    const prefix = keyPrefix(text);
    const caller = prefix === null ? null : keyCaller(text, await findKey(db, prefix));
    if (caller === null) throw invalidToken();
    return caller;
  }

  return {
    identify({ headers, ip }, mode) {
      const credential = mode === 'none' ? null : readCredential(headers);
      if (credential === null) {
        if (mode === 'required') throw missingCredentials();
        return anonymous(ip);
      }
      const known = callers.get(credential.text);
      if (known !== undefined && listener.isListening && clock() < known.expiresAt) return admitOrigin(known, headers);
      return look(credential).then((caller) => admitOrigin(caller, headers));
    },
    close: () => listener.close(),
  };
}

/** Only browsers send an Origin: calls from servers are never held to the key's list. */
function admitOrigin({ principal, origins }: Caller, headers: RequestFacts['headers']): Principal {
  const origin = headers['origin'];
  if (origins.length === 0 || origin === undefined) return principal;
  if (typeof origin === 'string' && origins.includes(origin.toLowerCase())) return principal;
  throw new ApplicationError('ORIGIN_NOT_ALLOWED');
}

/** The 8 public characters of `rrk_live_XXXXXXXX_secret`, or null for another form. */
function keyPrefix(text: string): string | null {
  return /^rrk_live_([a-z0-9]{8})_[\x21-\x7e]{1,256}$/.exec(text)?.[1] ?? null;
}

function anonymous(ip: string): Principal {
  return { kind: 'anonymous', id: ip, name: 'anonymous', company: null, scopes: noScopes, policy: policies.homeServices };
}

const noScopes: ReadonlySet<string> = new Set();

/** @see RFC 6750 3: without credentials the challenge carries no error code */
function missingCredentials(): ApplicationError {
  return new ApplicationError('UNAUTHENTICATED', { headers: { 'www-authenticate': 'Bearer realm="frontdesk"' } });
}

