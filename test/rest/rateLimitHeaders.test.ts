import { describe, expect, it } from 'vitest';
import type { LimitState } from '../../src/gateway/limiter/limiter.js';
import { policies, type LimitPolicy } from '../../src/gateway/principal.js';
import { addRateLimit } from '../../src/rest/rateLimitHeaders.js';

const noon = Date.UTC(2026, 8, 14, 12);

function state(own: Partial<LimitState>): LimitState {
  return { limit: 20, remaining: 20, resetAt: noon, msPerPoint: 3000, dailyRemaining: 10_000, ...own };
}

function rateLimitHeaders(...seen: Parameters<typeof addRateLimit> extends [unknown, ...infer Rest] ? Rest : never): Record<string, string> {
  const headers = {};
  addRateLimit(headers, ...seen);
  return headers;
}

const policy = (of: LimitPolicy) => rateLimitHeaders(of, null, 'read', noon);

describe('rate limit headers', () => {
  it('describe every limit of the policy', () => {
    expect(policy(policies.studioClient)).toEqual({
      'ratelimit-policy': '"rate";q=20;w=60, "day";q=10000;w=86400, "concurrent";q=10;qu="concurrent-requests"',
    });
    expect(policy(policies.restaurantKey)).toEqual({ 'ratelimit-policy': '"rate";q=120;w=60' });
    expect(policy(policies.homeServices)).toEqual({ 'ratelimit-policy': '"reads";q=30;w=15, "writes";q=10;w=5' });
  });

  it('say what is left until the next point comes', () => {
    // 7.5 points are missing: half of the next one is there, in 1.5 s it is whole.
    const left = rateLimitHeaders(policies.studioClient, state({ remaining: 12, resetAt: noon + 22_500 }), 'read', noon);
    expect(left['ratelimit']).toBe('"rate";r=12;t=2, "day";r=10000');
    const full = rateLimitHeaders(policies.studioClient, state({}), 'read', noon);
    expect(full['ratelimit']).toBe('"rate";r=20;t=3, "day";r=10000');
  });

  it('never promise a window that outlasts the wait for one point', () => {
    for (let missing = 1; missing <= 60_000; missing += 997) {
      const header = rateLimitHeaders(policies.studioClient, state({ remaining: 0, resetAt: noon + missing }), 'read', noon)['ratelimit'];
      expect(Number(/t=(\d+)/.exec(header ?? '')?.[1])).toBeLessThanOrEqual(3);
    }
  });

  it('give the day a window when it is the limit that binds', () => {
    const left = rateLimitHeaders(policies.studioClient, state({ remaining: 20, dailyRemaining: 0 }), 'read', noon);
    expect(left['ratelimit']).toBe('"rate";r=20;t=3, "day";r=0;t=43200');
  });

  it('name the bucket that was charged', () => {
    const charged = state({ limit: 10, remaining: 9, msPerPoint: 500, resetAt: noon + 500, dailyRemaining: null });
    expect(rateLimitHeaders(policies.homeServices, charged, 'write', noon)['ratelimit']).toBe('"writes";r=9;t=1');
    expect(rateLimitHeaders(policies.homeServices, charged, 'read', noon)['ratelimit']).toBe('"reads";r=9;t=1');
  });
});
