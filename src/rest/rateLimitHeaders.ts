import type { LimitState } from '../gateway/limiter/limiter.js';
import type { Bucket, LimitPolicy } from '../gateway/principal.js';

const msPerDay = 86_400_000;
const policyFields = new WeakMap<LimitPolicy, string>();

/**
 * Adds `ratelimit-policy`, the limits of a caller, and `ratelimit`, what is left of them. Both are lists of the
 * policies `rate` (or `reads` and `writes`), `day` and `concurrent`, counted in points: one REST request each.
 *
 * The effective window `t` ends when the bucket gets its next point, because until then no more than `r` can be spent,
 * and because it must not outlast `Retry-After`. For the same reason `day` has one only when it is the limit
 * that binds.
 * @param state Null before the limiter was asked: then only the policy is known.
 * @param kind Which bucket was charged, where the policy has two.
 * @param now Epoch milliseconds.
 * @see https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/11/
 */
export function addRateLimit(
  headers: Record<string, string>,
  policy: LimitPolicy,
  state: LimitState | null,
  kind: 'read' | 'write',
  now: number,
): void {
  headers['ratelimit-policy'] = describe(policy);
  if (state === null) return;
  const { remaining, dailyRemaining } = state;
  const name = policy.writes === undefined ? 'rate' : kind === 'write' ? 'writes' : 'reads';
  const untilNextPoint = (state.resetAt - now) % state.msPerPoint || state.msPerPoint;
  let left = `"${name}";r=${remaining};t=${Math.ceil(untilNextPoint / 1000)}`;
  if (dailyRemaining !== null) {
    left += `, "day";r=${dailyRemaining}`;
    if (dailyRemaining < remaining || dailyRemaining === 0) left += `;t=${Math.ceil((msPerDay - (now % msPerDay)) / 1000)}`;
  }
  headers['ratelimit'] = left;
}

function describe(policy: LimitPolicy): string {
  const known = policyFields.get(policy);
  if (known !== undefined) return known;
  const { bucket, writes, concurrent, daily } = policy;
  const items = writes === undefined ? [bucketItem('rate', bucket)] : [bucketItem('reads', bucket), bucketItem('writes', writes)];
  if (daily !== undefined) items.push(`"day";q=${daily};w=86400`);
  if (concurrent !== undefined) items.push(`"concurrent";q=${concurrent};qu="concurrent-requests"`);
  const described = items.join(', ');
  policyFields.set(policy, described);
  return described;
}

/** The window of a token bucket is the time in which an empty one fills. */
function bucketItem(name: string, { capacity, msPerPoint }: Bucket): string {
  return `"${name}";q=${capacity};w=${Math.max(1, Math.round((capacity * msPerPoint) / 1000))}`;
}
