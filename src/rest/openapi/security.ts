import { grantableScopes, type Scope } from '../../access/scopes.js';
import type { Family } from '../route.js';
import type { JsonSchema } from './jsonSchema.js';

/** Ways to be let in, one of which is enough, each with the scopes that it needs. */
export type Security = readonly Readonly<Record<string, readonly string[]>>[];

/** What holds scopes, and the names under which the document has it. */
const holders = {
  client: ['client'],
  key: ['key', 'keyHeader'],
  staff: ['session'],
} as const satisfies Partial<Record<keyof typeof grantableScopes, readonly string[]>>;

type Holder = keyof typeof holders;

/** Whoever can hold the scopes at all, and first those whom the family is for. */
export function securityOf(family: Family, scopes: readonly string[]): Security {
  if (scopes.length === 0) return [];
  const order: readonly Holder[] = family === 'restaurant' ? ['key', 'client', 'staff'] : ['client', 'key', 'staff'];
  const able = order.filter((holder) => scopes.every((scope) => (grantableScopes[holder] as readonly string[]).includes(scope)));
  return able.flatMap((holder) => holders[holder].map((name) => ({ [name]: scopes })));
}

/**
 * The document's `securitySchemes`.
 * @param opens The operations that each scope opens.
 */
export function securitySchemes(opens: ReadonlyMap<string, readonly string[]>) {
  const described = (scopes: readonly Scope[]) => scopes.map((scope): [string, string] => [scope, (opens.get(scope) ?? []).join(', ')]);
  const keyScopes = described(grantableScopes.key).filter(([, what]) => what !== '');
  return {
    client: {
      type: 'oauth2',
      description: 'The token of an API client, from `POST /token`.',
      flows: { clientCredentials: { tokenUrl: '/api/v1/token', scopes: Object.fromEntries(described(grantableScopes.client)) } },
    },
    key: {
      type: 'http',
      scheme: 'bearer',
      description: ['A restaurant’s API key, `rrk_live_…`. Its scopes:', ...keyScopes.map(([scope, what]) => `- \`${scope}\`: ${what}`)].join('\n'),
    },
    keyHeader: { type: 'apiKey', in: 'header', name: 'x-api-key', description: 'The same key in a header of its own.' },
    session: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'The `bearer` that staff get from `POST /login`; their role says which scopes they have.' },
    clientBasic: { type: 'http', scheme: 'basic', description: 'A client’s id and secret.' },
  } as const satisfies Record<string, JsonSchema>;
}
