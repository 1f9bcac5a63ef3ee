import type { LimitPolicy } from '../../src/gateway/principal.js';

interface Tank {
  /** Parts of a point, 1/60,000 each. */
  level: number;
  readonly full: number;
  /** Parts that come back each millisecond. */
  readonly flow: number;
}

/**
 * What the limits mean, said as slowly and plainly as possible: buckets fill millisecond by millisecond, the day is
 * summed up from a list of charges by its date, and leases are a list. For rates of whole points a minute.
 */
export class LimiterOracle {
  now: number;
  readonly #policy: LimitPolicy;
  readonly #tanks: { read: Tank; write: Tank };
  readonly #charges: Array<{ date: string; points: number }> = [];
  #leases: Array<{ id: number; takenAt: number }> = [];
  readonly #calls = new Map<number, { side: 'read' | 'write'; date: string; points: number }>();

  constructor(policy: LimitPolicy, now: number) {
    this.#policy = policy;
    this.now = now;
    const read = tank(policy.bucket);
    this.#tanks = { read, write: policy.writes === undefined ? read : tank(policy.writes) };
  }

  wait(ms: number): void {
    const tanks = [...new Set([this.#tanks.read, this.#tanks.write])];
    for (let passed = 0; passed < ms; passed += 1) {
      this.now += 1;
      for (const each of tanks) each.level = Math.min(each.full, each.level + each.flow);
    }
    this.#leases = this.#leases.filter(({ takenAt }) => this.now < takenAt + 60_000);
  }

  admit(id: number, points: number, side: 'read' | 'write') {
    const refusal = this.#refusal(points, side);
    if (refusal !== null) return { admitted: false, ...refusal, state: this.state(side) };
    this.#tanks[side].level -= points * 60_000;
    this.#charges.push({ date: dateOf(this.now), points });
    this.#leases.push({ id, takenAt: this.now });
    this.#calls.set(id, { side, date: dateOf(this.now), points });
    return { admitted: true, state: this.state(side) };
  }

  settle(id: number, actualPoints: number) {
    const call = this.#calls.get(id);
    if (call === undefined) throw new Error('The oracle did not admit that call.');
    this.#leases = this.#leases.filter((lease) => lease.id !== id);
    const back = Math.max(0, call.points - actualPoints);
    const { [call.side]: its } = this.#tanks;
    its.level = Math.min(its.full, its.level + back * 60_000);
    this.#charges.push({ date: call.date, points: -back });
    return this.state(call.side);
  }

  state(side: 'read' | 'write') {
    const { level, full, flow } = this.#tanks[side];
    const { daily } = this.#policy;
    let resetAt = this.now;
    for (let rising = level; rising < full; rising += flow) resetAt += 1;
    return {
      remaining: Math.floor(level / 60_000),
      resetAt,
      dailyRemaining: daily === undefined ? null : daily - this.#spentOn(dateOf(this.now)),
    };
  }

  #refusal(points: number, side: 'read' | 'write') {
    const { concurrent, daily = Infinity } = this.#policy;
    const { level, full, flow } = this.#tanks[side];
    if (points * 60_000 > full || points > daily) return { reason: 'never', retryAfterSeconds: 0 };
    const isLater = (seconds: number) => points === 0 || Math.min(full, level + seconds * 1000 * flow) >= points * 60_000;
    let rate = 0;
    while (!isLater(rate)) rate += 1;
    const isAllowedToday = points === 0 || this.#spentOn(dateOf(this.now)) + points <= daily;
    const midnight = new Date(this.now).setUTCHours(24, 0, 0, 0);
    const day = isAllowedToday ? 0 : Math.ceil((midnight - this.now) / 1000);
    if (rate > 0 || day > 0) return { reason: day > rate ? 'daily' : rate > day ? 'rate' : 'either', retryAfterSeconds: Math.max(rate, day) };
    if (concurrent !== undefined && this.#leases.length >= concurrent) return { reason: 'concurrency', retryAfterSeconds: 1 };
    return null;
  }

  #spentOn(date: string): number {
    return this.#charges.filter((charge) => charge.date === date).reduce((sum, { points }) => sum + points, 0);
  }
}

function tank({ capacity, msPerPoint }: LimitPolicy['bucket']): Tank {
  return { level: capacity * 60_000, full: capacity * 60_000, flow: Math.round(60_000 / msPerPoint) };
}

function dateOf(moment: number): string {
  return new Date(moment).toISOString().slice(0, 10);
}
