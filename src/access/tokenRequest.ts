import { bodyText, type EndpointRequest, isRecord, mediaType } from './endpoint.js';

/** A token request that is well formed; the credentials in it have not been checked. */
export interface TokenRequest {
  clientId: string;
  clientSecret: string;
  /** The scopes asked for; null: all that the client has. */
  scopes: string[] | null;
}

/** A token request that is refused before any credential is looked at. @see RFC 6749 5.2 */
export class TokenRequestError extends Error {
  override name = 'TokenRequestError';
  constructor(
    readonly error: 'invalid_request' | 'invalid_client' | 'unsupported_grant_type',
    description: string,
  ) {
    super(description);
  }
}

const invalidRequest = (description: string) => new TokenRequestError('invalid_request', description);

/** Longer values are no client's. */
const longestValue = 4096;

/** Whether the client identifies itself by HTTP Basic, which decides about the challenge of a 401. */
export function usesBasic(request: Pick<EndpointRequest, 'headers'>): boolean {
  return /^basic(\s|$)/i.test(authorizationOf(request));
}

/**
 * Reads a token request: a JSON or form body, with the client's credentials in it or as HTTP Basic.
 * @see RFC 6749 2.3.1, 3.2, 4.4.2
 * @throws TokenRequestError
 */
export function readTokenRequest(request: EndpointRequest): TokenRequest {
  const { fields, isForm } = readFields(request);
  const basic = usesBasic(request) ? readBasic(authorizationOf(request)) : null;
  const { client_id: bodyId, client_secret: bodySecret, grant_type: grantType, scope } = fields;

  if (basic !== null && (bodySecret !== undefined || (bodyId !== undefined && bodyId !== basic.clientId))) {
    throw invalidRequest('Send the client credentials once: with HTTP Basic or in the body.');
  }
  if (isForm && grantType === undefined) throw invalidRequest('grant_type is missing. Send grant_type=client_credentials.');
  if (grantType !== undefined && grantType !== 'client_credentials') {
    throw new TokenRequestError('unsupported_grant_type', 'The only grant_type is client_credentials.');
  }
  const clientId = basic?.clientId ?? bodyId;
  const clientSecret = basic?.clientSecret ?? bodySecret;
  if (clientId === undefined) throw invalidRequest('client_id is missing.');
  if (clientSecret === undefined) throw invalidRequest('client_secret is missing.');
  const scopes = scope?.split(' ').filter(Boolean) ?? [];
  return { clientId, clientSecret, scopes: scopes.length === 0 ? null : scopes };
}

const fieldNames = ['client_id', 'client_secret', 'grant_type', 'scope'] as const;
type Fields = Partial<Record<(typeof fieldNames)[number], string>>;

/** The known fields of the body; empty ones count as absent, others are ignored, as RFC 6749 3.2 says. */
function readFields(request: EndpointRequest): { fields: Fields; isForm: boolean } {
  const text = bodyText(request.body);
  const type = mediaType(request.headers);
  if (type === 'application/x-www-form-urlencoded') return { fields: fromForm(text), isForm: true };
  if (text.trim() === '') return { fields: {}, isForm: false };
  if (type === '' || type === 'application/json') return { fields: fromJson(text), isForm: false };
  throw invalidRequest('Send the body as application/json or application/x-www-form-urlencoded.');
}

function fromForm(text: string): Fields {
  const parameters = new URLSearchParams(text);
  const fields: Fields = {};
  for (const name of fieldNames) {
    const values = parameters.getAll(name);
    if (values.length > 1) throw invalidRequest(`${name} is given more than once.`);
    accept(fields, name, values[0]);
  }
  return fields;
}

function fromJson(text: string): Fields {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw invalidRequest('The body is not valid JSON.');
  }
  if (!isRecord(body)) throw invalidRequest('The body must be a JSON object.');
  const fields: Fields = {};
  for (const name of fieldNames) accept(fields, name, body[name]);
  return fields;
}

function accept(fields: Fields, name: (typeof fieldNames)[number], value: unknown): void {
  if (value === undefined || value === null || value === '') return;
  if (typeof value !== 'string') throw invalidRequest(`${name} must be a string.`);
  if (value.length > longestValue) throw invalidRequest(`${name} is too long.`);
  fields[name] = value;
}

/** Id and secret are form-encoded before they are joined and put into base64. @see RFC 6749 2.3.1 */
function readBasic(authorization: string): { clientId: string; clientSecret: string } {
  const malformed = new TokenRequestError('invalid_client', 'The Basic credentials are not well formed.');
  const encoded = /^basic +([A-Za-z0-9+/_-]+={0,2})$/i.exec(authorization)?.[1];
  if (encoded === undefined || encoded.length > 2 * longestValue) throw malformed;
  const pair = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = pair.indexOf(':');
  if (colon < 1) throw malformed;
  try {
    const [clientId, clientSecret] = [pair.slice(0, colon), pair.slice(colon + 1)].map((part) => decodeURIComponent(part.replaceAll('+', ' ')));
    if (clientId === undefined || clientSecret === undefined) throw malformed;
    return { clientId, clientSecret };
  } catch {
    throw malformed;
  }
}

function authorizationOf({ headers }: Pick<EndpointRequest, 'headers'>): string {
  const value = headers['authorization'];
  return typeof value === 'string' ? value.trim() : '';
}
