import { firstForeignScope, grantableScopes, heldScopes } from '../../access/scopes.js';
import { badInput } from '../../errors.js';

/** What staff say of an API client or key that they make or change. Each reader throws `badInput` naming the field. */

export interface LimitsInput {
  pointsPerMinute?: number | null;
  concurrent?: number | null;
  pointsPerDay?: number | null;
}

/** Null: the family's own figure. */
export interface LimitColumns {
  points_per_minute?: number | null;
  concurrent?: number | null;
  points_per_day?: number | null;
}

/** Each limit with its column and its largest value; the smallest is 1. */
const limits = {
  pointsPerMinute: { column: 'points_per_minute', most: 1_000_000 },
  concurrent: { column: 'concurrent', most: 10_000 },
  pointsPerDay: { column: 'points_per_day', most: 1_000_000_000 },
} as const satisfies Record<keyof LimitsInput, { column: keyof LimitColumns; most: number }>;

const limitNames = ['pointsPerMinute', 'concurrent', 'pointsPerDay'] as const satisfies readonly (keyof LimitsInput)[];

/** The columns of the limits that are given. */
export function readLimits(input: LimitsInput): LimitColumns {
  const columns: LimitColumns = {};
  for (const name of limitNames) {
    const value = input[name];
    if (value === undefined) continue;
    const { column, most } = limits[name];
    if (value !== null && !isWholeWithin(value, most)) throw badInput(`input.limits.${name}`, `must be a whole number from 1 to ${most}`);
    columns[column] = value;
  }
  return columns;
}

export function readCallerName(name: string): string {
  const trimmed = name.trim();
  if (trimmed.length < 1 || trimmed.length > 100) throw badInput('input.name', 'must have 1 to 100 characters');
  if (/\p{Cc}|\p{Surrogate}/u.test(trimmed)) throw badInput('input.name', 'must be one line of text');
  return trimmed;
}

export function readScopes(kind: 'client' | 'key', scopes: readonly string[]): string[] {
  if (scopes.length === 0) throw badInput('input.scopes', 'must have at least one scope');
  const foreign = firstForeignScope(kind, scopes);
  if (foreign !== null) {
    throw badInput('input.scopes', `cannot contain ${JSON.stringify(foreign.slice(0, 60))}; a ${kind} can have ${grantableScopes[kind].join(', ')}`);
  }
  return heldScopes(kind, scopes);
}

export function isWholeWithin(value: number, most: number): boolean {
  return Number.isInteger(value) && value >= 1 && value <= most;
}

export function isAbsent(value: unknown): value is null | undefined {
  return value === null || value === undefined;
}
