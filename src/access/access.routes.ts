import { z } from 'zod';
import type { Database } from '../database/connect.js';
import { errorTable } from '../errors.js';
import { fieldErrors, plainError } from '../rest/openapi/errorSchemas.js';
import type { EndpointDescription, EndpointRoute } from '../rest/route.js';
import { loginAnswer, loginRequest, tokenAnswer, tokenError, tokenForm, tokenRequest } from './access.answers.js';
import { tokenPath } from './discovery.js';
import type { FailureCounter } from './failures.js';
import { createLoginEndpoint } from './loginEndpoint.js';
import { createTokenEndpoint } from './tokenEndpoint.js';
import type { TokensOptions } from './tokens.js';

const demoClient = { client_id: 'm2m_demo', client_secret: '5eed'.repeat(16) };

const token = {
  method: 'POST',
  path: '/token',
  aliases: [tokenPath],
  family: 'studio',
  resourceType: 'token',
  summary: 'An access token for an API client, good for an hour',
  operationId: 'createToken',
  description: `The client-credentials grant of RFC 6749. A client sends its id and secret in the body or with HTTP Basic. The same endpoint answers at \`${tokenPath}\`.`,
  bodies: {
    'application/json': { schema: tokenRequest, example: demoClient },
    'application/x-www-form-urlencoded': { schema: tokenForm, example: { grant_type: 'client_credentials', ...demoClient } },
  },
  isBodyRequired: false,
  answers: {
    200: {
      description: 'A token. It is never cached.',
      schema: tokenAnswer,
      example: { access_token: 'eyJhbGciOiJFZERTQSJ9.eyJzdWIiOiJtMm1fZGVtbyJ9.c2lnbmF0dXJl', token_type: 'Bearer', expires_in: 3600, scope: 'customers:read events:read' },
    },
    400: { description: 'The request is not well formed, or asks for a scope that the client lacks.', schema: tokenError, example: { error: 'invalid_request', error_description: 'client_id is missing.' } },
    401: {
      description: 'The credentials are wrong, or the client is suspended, expired or deleted.',
      schema: tokenError,
      example: { error: 'invalid_client', error_description: 'The client credentials are wrong, or the client may have no tokens.' },
    },
    429: {
      description: 'Ten attempts failed within a minute.',
      schema: tokenError,
      example: { error: 'too_many_failures', error_description: 'Too many failed attempts. Try again in 12 s.' },
    },
  },
  security: [{}, { clientBasic: [] }],
} as const satisfies EndpointDescription;

const login = {
  method: 'POST',
  path: '/login',
  family: 'homeServices',
  resourceType: 'session',
  summary: 'A bearer token for staff or a customer, good for 24 hours',
  operationId: 'login',
  description: 'The company is the first label of the host name, `acme` in `acme.example.com`, or else named in the body.',
  bodies: { 'application/json': { schema: loginRequest, example: { company: 'demo', email: 'staff@demo.example', password: 'demo-password-1' } } },
  isBodyRequired: true,
  answers: {
    200: {
      description: 'Signed in. With the header `X-Requested-With` the token is set as a cookie too.',
      schema: loginAnswer,
      example: {
        id: 1, email: 'staff@demo.example', type: 'Tenant::Staff', first_name: 'Robin', last_name: 'Marsh', single_access_token: null,
        bearer: 'eyJhbGciOiJFZERTQSJ9.eyJzdWIiOiJ1c2VyXzEifQ.c2lnbmF0dXJl',
      },
    },
    400: { description: 'There is no body, or it is not JSON.', type: 'text/plain', schema: z.string(), example: 'Bad Request' },
    401: { description: 'The e-mail or the password is wrong.', schema: plainError, example: { error: 'The e-mail or the password is wrong.' } },
    403: { description: 'Five attempts failed within a minute.', schema: plainError, example: { error: errorTable.LOCKED_OUT.text } },
    404: { description: 'There is no such company.', schema: plainError, example: { error: 'There is no such company.' } },
    415: { description: 'The body is not said to be JSON.', schema: plainError, example: { error: errorTable.UNSUPPORTED_MEDIA_TYPE.text } },
    422: {
      description: 'A field is missing or not valid.',
      schema: fieldErrors,
      example: {
        error: errorTable.UNPROCESSABLE.text, message: 'email: is required', description: 'is required',
        errors: [{ field: 'email', message: 'email: is required', description: 'is required' }],
      },
    },
  },
  security: [],
} as const satisfies EndpointDescription;

/** What is known of the rows that hand out credentials before they have the services that they need. */
export const accessDescriptions: readonly EndpointDescription[] = [token, login];

export interface AccessRoutesOptions extends TokensOptions {
  database: Pick<Database, 'db'>;
  /** Made with `tokenFailureRule`. */
  tokenFailures: FailureCounter;
  /** Made with `loginFailureRule`. */
  loginFailures: FailureCounter;
}

/** The rows of the REST table that hand out credentials. */
export function createAccessRoutes({ tokenFailures, loginFailures, ...options }: AccessRoutesOptions): EndpointRoute[] {
  return [
    { ...token, endpoint: createTokenEndpoint({ ...options, failures: tokenFailures }) },
    { ...login, endpoint: createLoginEndpoint({ ...options, failures: loginFailures }) },
  ];
}
