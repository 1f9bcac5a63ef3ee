import { ApplicationError } from '../errors.js';
import type { Task } from '../gateway/call.js';
import type { LimitPolicy, Principal } from '../gateway/principal.js';
import { present } from './answers.js';
import type { PreparedOperation } from './operations.js';
import type { Price } from './price/cost.js';

/** Price enquiries have a budget of their own: 60 a minute. */
export const enquiryPolicy = { bucket: { capacity: 60, msPerPoint: 1000 } } as const satisfies LimitPolicy;

/** Whether the request asks the price instead of the answer: `"extensions": {"costOnly": true}`. */
export function isCostOnly(extensions: Readonly<Record<string, unknown>>): boolean {
  return extensions['costOnly'] === true;
}

/**
 * Answers what an operation would cost and runs nothing: `extensions.cost { requested objects actual limit remaining
 * resetAt }`, where `limit` is what the caller can have at once. What is left of it was not looked up: null.
 */
export function costEnquiry(operation: PreparedOperation, price: Price, principal: Principal, clock: () => number): Task {
  const { policy } = principal;
  const bucket = operation.kind === 'mutation' ? (policy.writes ?? policy.bucket) : policy.bucket;
  const cost = { requested: price.points, objects: price.objects, actual: 0, limit: bucket.capacity, remaining: null, resetAt: null };
  return {
    operationName: operation.name?.slice(0, 200) ?? null,
    resourceType: null,
    action: 'READ',
    points: 1,
    limit: { subject: `enquiry:${principal.company?.id ?? '-'}:${principal.kind}:${principal.id}`, policy: enquiryPolicy },
    allow({ kind }) {
      if (kind === 'anonymous') throw new ApplicationError('UNAUTHENTICATED', { message: 'Ask the price of an operation with an access token.' });
    },
    execute: async () => ({ status: 200, contentType: 'application/json', body: Buffer.from('{"data":null'), points: 1, cacheable: false }),
    present: (outcome, seen, cached) => present(outcome, seen, cached, { kind: 'read', policy: enquiryPolicy, clock }, JSON.stringify({ cost })),
  };
}
