import type { Kysely, Transaction } from 'kysely';
import type { Tables } from '../database/tables.js';
import type { LimitState } from '../gateway/limiter/limiter.js';
import type { Company, Principal } from '../gateway/principal.js';
import type { Features } from '../features/features.js';

/** What resolvers are given. Made once for each operation. */
export interface Context {
  readonly principal: Principal;
  readonly requestId: string;
  /** The moment of the call, epoch milliseconds: every part of one answer is computed for the same moment. */
  readonly now: number;
  /** Largest page a connection may be asked for: 100, and 1,000 for the documented unpaged lists of REST. */
  readonly pageLimit: number;
  /** The limiter's state after this call was charged. */
  readonly limitState: LimitState | null;
  /** The features bound to the principal's company. Throws UNAUTHENTICATED when there is none. */
  readonly features: Features;
  /** Lowers the moment (epoch ms) until which the answer stays true though nothing is written. */
  validUntil(moment: number): void;
}

/** What a feature is made from. One per call, bound to one company. */
export interface FeatureScope {
  readonly db: Kysely<Tables>;
  /** The one value that a statement answers, as text. */
  readonly readText: (sql: string, values: unknown[]) => Promise<string | null>;
  readonly company: Company;
  readonly now: number;
  readonly pageLimit: number;
  readonly validUntil: (moment: number) => void;
  /** True for a restaurant's API key: of all customers it is shown guests, those with a restaurant profile, and nobody else. */
  readonly onlyGuests?: boolean;
  /** The number of the location that a restaurant's API key is bound to: it is shown no other one. */
  readonly boundLocation?: number;
  /** Who asks; absent: Frontdesk itself. */
  readonly caller?: Caller;
  /** Runs a change in one transaction and voids cached answers before it returns. */
  readonly write: Write;
}

/** A principal as records name it. */
export type Caller = Pick<Principal, 'kind' | 'id'>;

/**
 * Runs `change` in one transaction; the resources it names are void in every cache, of this and other processes,
 * when the promise resolves. A rejected `change` leaves nothing behind.
 */
export type Write = <T>(resources: readonly string[], change: (transaction: Transaction<Tables>) => Promise<T>) => Promise<T>;
