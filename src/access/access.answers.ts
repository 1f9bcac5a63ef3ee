import { z } from 'zod';

/** What the rows that hand out credentials are sent and answer. */

const clientId = z.string().meta({ description: 'Here or as the user of HTTP Basic.', examples: ['m2m_demo'] });
const clientSecret = z.string().meta({ description: 'Here or as the password of HTTP Basic.' });
const scope = z.string().meta({ description: 'Scopes, separated by spaces, to narrow the token to. Without it: all that the client has.', examples: ['customers:read events:read'] });
const grantType = z.literal('client_credentials');

export const tokenRequest = z
  .object({ client_id: clientId.optional(), client_secret: clientSecret.optional(), grant_type: grantType.optional(), scope: scope.optional() })
  .meta({ id: 'TokenRequest' });

export const tokenForm = tokenRequest.extend({ grant_type: grantType }).meta({ id: 'TokenForm' });

export const tokenAnswer = z
  .strictObject({
    access_token: z.string().meta({ description: 'A JSON Web Token.' }),
    token_type: z.literal('Bearer'),
    expires_in: z.int().min(1).meta({ description: 'Seconds.' }),
    scope: z.string().meta({ description: 'The scopes in the token, separated by spaces.' }),
  })
  .meta({ id: 'Token' });

/** @see RFC 6749 5.2 */
export const tokenError = z.strictObject({ error: z.string(), error_description: z.string() }).meta({ id: 'TokenError' });

export const loginRequest = z
  .object({
    email: z.string().max(255),
    password: z.string().min(1),
    company: z.string().optional().meta({ description: 'The company’s short name, where the host name does not say it; also as a query parameter.' }),
    token: z.string().regex(/^\d{6}$/).nullable().optional().meta({ description: 'Of a second factor.' }),
  })
  .meta({ id: 'Login' });

export const loginAnswer = z
  .strictObject({
    id: z.int().min(1),
    email: z.string(),
    type: z.enum(['Tenant::Staff', 'Tenant::Customer']),
    first_name: z.string(),
    last_name: z.string(),
    single_access_token: z.null(),
    bearer: z.string().meta({ description: 'A JSON Web Token, good for 24 hours.' }),
  })
  .meta({ id: 'Session' });
