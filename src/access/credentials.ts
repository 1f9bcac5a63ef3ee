import type { RequestFacts } from '../gateway/call.js';
import { invalidToken } from './tokens.js';

/** What a caller offered, not yet believed. A text that begins like a key is always a `key`, never a `token`. */
export interface Credential {
  kind: 'token' | 'key';
  text: string;
}

/** How every API key begins. */
const keyStart = 'rrk_';

/** The cookie that a login may set; browsers then need no header. */
export const loginCookie = 'user_credentials';

const endedForm =
  'The "email:token" form of the Authorization header ended on 1 March 2023. Log in and send "Authorization: Bearer <token>" instead.';

/**
 * The credential of a request, or null when it brings none: `Authorization: Bearer`, then `x-api-key`, then the
 * login cookie. Several may be sent; only the first counts.
 * @throws ApplicationError UNAUTHENTICATED for an Authorization header in a form that is not served
 */
export function readCredential(headers: RequestFacts['headers']): Credential | null {
  const authorization = single(headers['authorization']).trim();
  if (authorization !== '') return fromAuthorization(authorization);
  const apiKey = single(headers['x-api-key']).trim();
  if (apiKey !== '') return expectKind('key', apiKey);
  const login = cookieValue(single(headers['cookie']), loginCookie);
  return login === '' ? null : expectKind('token', login);
}

const usualScheme = 'Bearer ';

function fromAuthorization(authorization: string): Credential {
  // As every client writes it.
  if (authorization.startsWith(usualScheme) && !authorization.includes(' ', usualScheme.length)) {
    const text = authorization.slice(usualScheme.length);
    return { kind: kindOf(text), text };
  }
  const bearer = /^bearer +(\S+)$/i.exec(authorization)?.[1];
  if (bearer !== undefined) return { kind: kindOf(bearer), text: bearer };
  if (/^[^\s:@]+@[^\s:]+:\S+$/.test(authorization)) throw invalidToken(undefined, endedForm);
  throw invalidToken();
}

function kindOf(text: string): Credential['kind'] {
  return text.startsWith(keyStart) ? 'key' : 'token';
}

/** A key in the cookie, or a token as `x-api-key`, is refused. */
function expectKind(kind: Credential['kind'], text: string): Credential {
  if (kindOf(text) !== kind) throw invalidToken();
  return { kind, text };
}

function single(value: string | string[] | undefined): string {
  return (Array.isArray(value) ? value[0] : value) ?? '';
}

/** The value of a cookie, or an empty text. @see RFC 6265 4.2.1 */
function cookieValue(header: string, name: string): string {
  for (const pair of header.split(';')) {
    const at = pair.indexOf('=');
    if (at > 0 && pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim();
  }
  return '';
}
