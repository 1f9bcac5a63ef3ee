import { ApplicationError } from '../../errors.js';
import type { ReservationStatus } from '../../graphql/resolvers.generated.js';

/**
 * Where a reservation can go from each status.
 * @see restaurant-api.md, "Decisions": status
 */
export const transitions = {
  PENDING: ['CONFIRMED', 'CANCELLED'],
  CONFIRMED: ['SEATED', 'CANCELLED', 'NO_SHOW'],
  NO_SHOW: ['SEATED'],
  SEATED: ['COMPLETED'],
  COMPLETED: [],
  CANCELLED: [],
} as const satisfies Record<ReservationStatus, readonly ReservationStatus[]>;

/** Whether a reservation keeps its tables from others. */
export function holdsTables(status: ReservationStatus): boolean {
  return status === 'PENDING' || status === 'CONFIRMED' || status === 'SEATED';
}

/** @throws INVALID_TRANSITION */
export function checkTransition(from: ReservationStatus, to: ReservationStatus): void {
  if ((transitions[from] as readonly ReservationStatus[]).includes(to)) return;
  throw new ApplicationError('INVALID_TRANSITION', {
    message: `A reservation that is ${wordOf(from)} cannot become ${wordOf(to)}.`,
    details: { from: codeOf(from), to: codeOf(to) },
  });
}

/** As the REST family writes it. */
export function codeOf<Status extends ReservationStatus>(status: Status): Lowercase<Status> {
  return status.toLowerCase() as Lowercase<Status>;
}

function wordOf(status: ReservationStatus): string {
  return status === 'NO_SHOW' ? 'a no-show' : status.toLowerCase();
}
