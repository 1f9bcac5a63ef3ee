import { badInput } from '../../errors.js';
import { isAbsent, isWholeWithin, type LimitColumns, type LimitsInput, readCallerName, readLimits, readScopes } from '../shared/callerInput.js';

/** What a client can be made or changed with. Null counts as absent, but for a limit it means the family's own. */
export interface ClientInput {
  name?: string | null;
  description?: string | null;
  scopes?: readonly string[] | null;
  limits?: LimitsInput | null;
}

/** The columns that an input sets: only those that it mentions. */
export interface ClientColumns extends LimitColumns {
  name?: string;
  description?: string;
  scopes?: string[];
}

/** A hundred years. */
const mostDays = 36_500;

/** @throws badInput naming the field: `input.name`, `input.limits.concurrent` */
export function readClientInput(input: ClientInput): ClientColumns {
  const { name, description, scopes } = input;
  return {
    ...(isAbsent(name) ? {} : { name: readCallerName(name) }),
    ...(isAbsent(description) ? {} : { description: readDescription(description) }),
    ...(isAbsent(scopes) ? {} : { scopes: readScopes('client', scopes) }),
    ...readLimits(input.limits ?? {}),
  };
}

/** When a client made at `now` (epoch milliseconds) expires; null: never. */
export function readExpiry(days: number | null | undefined, now: number): Date | null {
  if (isAbsent(days)) return null;
  if (!isWholeWithin(days, mostDays)) throw badInput('input.expiresAfterDays', `must be a whole number from 1 to ${mostDays}`);
  return new Date(now + days * 86_400_000);
}

function readDescription(description: string): string {
  if (description.length > 1000) throw badInput('input.description', 'must have at most 1,000 characters');
  // Neither can be stored: NUL, and half of a surrogate pair.
  if (/\0|\p{Surrogate}/u.test(description)) throw badInput('input.description', 'must be text');
  return description;
}
