import { randomUUID } from 'node:crypto';
import { decodeProtectedHeader, jwtVerify, SignJWT, type JWTPayload } from 'jose';
import { ApplicationError } from '../errors.js';
import { type Keyring, signingAlgorithm } from './keyring.js';

/** Seconds that a client's access token lives. */
export const clientTokenSeconds = 3600;

/** Seconds that a login lives. */
export const loginTokenSeconds = 86_400;

/** `typ` of each kind, so that one can never be taken for the other. @see RFC 9068 2.1, RFC 8725 3.11 */
const clientTokenType = 'at+jwt';
const loginTokenType = 'login+jwt';

/** Ours are under 1.5 KB; anything far larger is refused unread. */
const longestToken = 4096;

/** What a verified token says. Times are epoch milliseconds. */
export type VerifiedToken = VerifiedClientToken | VerifiedLoginToken;

export interface VerifiedClientToken {
  kind: 'client';
  clientId: string;
  /** The company's slug. */
  company: string;
  /** Stamped when it was issued; later changes of the client reach its next token. */
  scopes: readonly string[];
  expiresAt: number;
}

export interface VerifiedLoginToken {
  kind: 'login';
  /** The company's slug. */
  company: string;
  userNumber: number;
  /** The user's `sessions_valid_from` when it was issued: any later one withdraws this token. */
  sessionsValidFrom: number;
  expiresAt: number;
}

export interface ClientTokenInput {
  clientId: string;
  company: string;
  scopes: readonly string[];
}

export interface LoginTokenInput {
  company: string;
  userNumber: number;
  email: string;
  sessionsValidFrom: Date;
}

/** Makes and checks every token of this gateway. */
export interface Tokens {
  /** An RFC 9068 access token for an API client, good for an hour. */
  issueClientToken(input: ClientTokenInput): Promise<string>;
  /** A login of staff or of a customer, good for 24 hours. */
  issueLoginToken(input: LoginTokenInput): Promise<string>;
  /** @throws ApplicationError UNAUTHENTICATED, with one text whatever is wrong with the token */
  verify(token: string): Promise<VerifiedToken>;
}

export interface TokensOptions {
  keyring: Keyring;
  /** Issuer and audience: never the Host of the request. */
  publicUrl: string;
  /** Epoch milliseconds. */
  clock: () => number;
}

export function createTokens(options: TokensOptions): Tokens {
  async function sign(type: string, subject: string, seconds: number, claims: JWTPayload): Promise<string> {
    const { kid, privateKey } = await options.keyring.current();
    const issuedAt = Math.floor(options.clock() / 1000);
    return new SignJWT({ ...claims, jti: randomUUID() })
      .setProtectedHeader({ alg: signingAlgorithm, typ: type, kid })
      .setIssuer(options.publicUrl)
      .setAudience(options.publicUrl)
      .setSubject(subject)
      .setIssuedAt(issuedAt)
      .setExpirationTime(issuedAt + seconds)
      .sign(privateKey);
  }

  async function verifyAs(type: string, token: string): Promise<JWTPayload> {
    const { payload } = await jwtVerify(
      token,
      async ({ kid }) => {
        const key = typeof kid === 'string' ? await options.keyring.publicKey(kid) : null;
        if (key === null) throw new UnknownKey();
        return key;
      },
      {
        // The list shuts out `none`, and an HMAC made with the public key as its secret.
        algorithms: [signingAlgorithm],
        typ: type,
        issuer: options.publicUrl,
        audience: options.publicUrl,
        requiredClaims: ['iss', 'aud', 'sub', 'exp', 'iat', 'company'],
        currentDate: new Date(options.clock()),
      },
    );
    return payload;
  }

  return {
    issueClientToken: ({ clientId, company, scopes }) =>
      sign(clientTokenType, clientId, clientTokenSeconds, { client_id: clientId, scope: scopes.join(' '), company }),

    issueLoginToken: ({ company, userNumber, email, sessionsValidFrom }) =>
      sign(loginTokenType, userId(userNumber), loginTokenSeconds, {
        email,
        company,
        sessions_valid_from: sessionsValidFrom.getTime(),
      }),

    async verify(token) {
      const type = tokenType(token);
      try {
        const payload = await verifyAs(type, token);
        return type === clientTokenType ? readClientClaims(payload) : readLoginClaims(payload);
      } catch (cause) {
        if (cause instanceof UnknownKey || isJoseError(cause)) throw invalidToken(cause);
        // The database could not be asked for its keys: not the token's fault.
        throw cause;
      }
    },
  };
}

/** A user's id as callers and the audit log see it. */
export function userId(number: number): string {
  return `user_${number}`;
}

/** The refusal of a token or key that was offered. @see RFC 6750 3 */
export function invalidToken(cause?: unknown, message?: string): ApplicationError {
  return new ApplicationError('UNAUTHENTICATED', {
    headers: { 'www-authenticate': 'Bearer realm="frontdesk", error="invalid_token"' },
    ...(message === undefined ? {} : { message }),
    ...(cause === undefined ? {} : { cause }),
  });
}

class UnknownKey extends Error {
  override name = 'UnknownKey';
}

/** Which kind the token claims to be; `verifyAs` then holds it to that. */
function tokenType(token: string): string {
  if (token.length > longestToken) throw invalidToken();
  try {
    const { typ } = decodeProtectedHeader(token);
    if (typ === clientTokenType || typ === loginTokenType) return typ;
  } catch (cause) {
    throw invalidToken(cause);
  }
  throw invalidToken();
}

function readClientClaims(payload: JWTPayload): VerifiedClientToken {
  const { sub, company, scope, exp } = payload;
  if (typeof sub !== 'string' || typeof company !== 'string' || typeof scope !== 'string') throw invalidToken();
  return { kind: 'client', clientId: sub, company, scopes: scope.split(' ').filter(Boolean), expiresAt: milliseconds(exp) };
}

function readLoginClaims(payload: JWTPayload): VerifiedLoginToken {
  const { sub, company, sessions_valid_from: sessionsValidFrom, exp } = payload;
  const number = /^user_(\d{1,10})$/.exec(sub ?? '')?.[1];
  if (number === undefined || typeof company !== 'string' || typeof sessionsValidFrom !== 'number') throw invalidToken();
  return { kind: 'login', company, userNumber: Number(number), sessionsValidFrom, expiresAt: milliseconds(exp) };
}

function milliseconds(seconds: number | undefined): number {
  return (seconds ?? 0) * 1000;
}

function isJoseError(error: unknown): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && /^ERR_J(WT|WS|OSE)/.test(error.code);
}
