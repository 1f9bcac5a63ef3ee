import type { JsonSchema } from './jsonSchema.js';

/** The headers of answers, as `components.headers` holds them. */
export const headers = {
  'X-Request-Id': { description: 'Names this call in the logs. Give it to support.', schema: { type: 'string' } },
  'RateLimit-Policy': {
    description: 'The limits of the caller in points, one for each request.',
    schema: { type: 'string' },
    example: '"rate";q=20;w=60, "day";q=10000;w=86400, "concurrent";q=10;qu="concurrent-requests"',
  },
  RateLimit: {
    description: 'What is left of them: `r` points, and `t` seconds until there are more.',
    schema: { type: 'string' },
    example: '"rate";r=19;t=3, "day";r=9999',
  },
  'Retry-After': { description: 'Whole seconds to wait before the next request.', schema: { type: 'integer', minimum: 1 }, example: 3 },
  ETag: { description: 'Names this state of the answer, for `If-None-Match`. Lists above 1 MiB have none.', schema: { type: 'string' } },
  Age: { description: 'Seconds for which the answer has been in the cache; absent from a fresh one.', schema: { type: 'integer', minimum: 0 } },
  'Idempotency-Replayed': { description: '`true` when an earlier call with the same `Idempotency-Key` did it.', schema: { type: 'string', const: 'true' } },
  'WWW-Authenticate': { description: 'What credential would do.', schema: { type: 'string' }, example: 'Bearer realm="frontdesk"' },
} as const satisfies Record<string, JsonSchema>;

type HeaderName = keyof typeof headers;

const limits = ['RateLimit-Policy', 'RateLimit'] as const;

/** Which headers each kind of answer has. */
const sets = {
  read: ['X-Request-Id', ...limits, 'ETag', 'Age'],
  unchanged: ['X-Request-Id', ...limits, 'ETag'],
  written: ['X-Request-Id', ...limits],
  once: ['X-Request-Id', ...limits, 'Idempotency-Replayed'],
  refused: ['X-Request-Id'],
  challenged: ['X-Request-Id', 'WWW-Authenticate'],
  throttled: ['X-Request-Id', ...limits, 'Retry-After'],
  unavailable: ['X-Request-Id', 'Retry-After'],
} as const satisfies Record<string, readonly HeaderName[]>;

export function headersOf(set: keyof typeof sets): Record<string, JsonSchema> {
  return Object.fromEntries(sets[set].map((name) => [name, { $ref: `#/components/headers/${name}` }]));
}
