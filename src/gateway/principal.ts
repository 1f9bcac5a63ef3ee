/** Who is asking, as every step after `identify` sees it. */
export interface Principal {
  readonly kind: PrincipalKind;
  /** `m2m_…`, the key's `rrk_live_XXXXXXXX`, `user_12`; for an anonymous caller its IP address. */
  readonly id: string;
  readonly name: string;
  /** Null when anonymous. */
  readonly company: Company | null;
  readonly scopes: ReadonlySet<string>;
  readonly policy: LimitPolicy;
  /** The restaurant location that a key is bound to. */
  readonly locationNumber?: number;
  /** The customer that a signed-in customer is. */
  readonly customerNumber?: number;
}

export type PrincipalKind = 'client' | 'key' | 'staff' | 'customer' | 'anonymous';

export interface Company {
  readonly id: number;
  readonly slug: string;
  readonly name: string;
  /** IANA zone. */
  readonly timeZone: string;
  /** ISO 4217. */
  readonly currency: string;
}

/** A token bucket: `capacity` points, refilled continuously by one point each `msPerPoint`. */
export interface Bucket {
  readonly capacity: number;
  readonly msPerPoint: number;
}

/** All limits of one principal. They are checked in one atomic step. */
export interface LimitPolicy {
  /** For reads; and for writes where there is no `writes`. */
  readonly bucket: Bucket;
  readonly writes?: Bucket;
  /** Requests in flight at once. */
  readonly concurrent?: number;
  /** Points a UTC day. */
  readonly daily?: number;
}

/**
 * The documented limits of each family.
 * @see reference of each family, "rate limits"
 */
export const policies = {
  /** 20 points a minute, 10 in flight, 10,000 points a day. */
  studioClient: { bucket: { capacity: 20, msPerPoint: 3000 }, concurrent: 10, daily: 10_000 },
  /** 120 points a minute. */
  restaurantKey: { bucket: { capacity: 120, msPerPoint: 500 } },
  /** Reads 30 burst, writes 10 burst, one back each 500 ms: per IP, and per user once signed in. */
  homeServices: { bucket: { capacity: 30, msPerPoint: 500 }, writes: { capacity: 10, msPerPoint: 500 } },
} as const satisfies Record<string, LimitPolicy>;

/** The policy with a client's or key's own figures in place of the family's; null keeps the family's. */
export function overridePolicy(
  family: LimitPolicy,
  own: { points_per_minute: number | null; concurrent: number | null; points_per_day: number | null },
): LimitPolicy {
  const concurrent = own.concurrent ?? family.concurrent;
  const daily = own.points_per_day ?? family.daily;
  return {
    bucket:
      own.points_per_minute === null
        ? family.bucket
        : { capacity: own.points_per_minute, msPerPoint: 60_000 / own.points_per_minute },
    ...(family.writes === undefined || own.points_per_minute !== null ? {} : { writes: family.writes }),
    ...(concurrent === undefined ? {} : { concurrent }),
    ...(daily === undefined ? {} : { daily }),
  };
}
