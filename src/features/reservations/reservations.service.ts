import type { Transaction } from 'kysely';
import { constraintOf } from '../../database/sqlstate.js';
import type { Tables } from '../../database/tables.js';
import { ApplicationError, type ErrorCode } from '../../errors.js';
import type { FeatureScope } from '../../graphql/context.js';
import type { CancelReservationInput, CreateReservationInput, UpdateReservationInput } from '../../graphql/resolvers.generated.js';
import { createAvailabilityService } from '../availability/availability.service.js';
import { createIdempotencyService, readKey } from '../idempotency/idempotency.service.js';
import type { ConnectionJson } from '../shared/connection.js';
import type { Row } from '../shared/fields.js';
import { numberOf } from '../shared/ids.js';
import { isGiven } from '../shared/page.js';
import type { LookAhead } from '../shared/selection.js';
import { decideChange, readChange } from './reservationChange.js';
import { readReason, readReservation, type ReservationRequest } from './reservationInput.js';
import { createReservationsRepository } from './reservations.repository.js';
import { seatNew } from './reservationSeating.js';
import { checkTransition } from './reservationStatus.js';
import { createReservationWrites, referenceColumn, type KnownReservation } from './reservationWrites.repository.js';
import { findOrMakeGuest } from './reservingGuest.repository.js';

/** The company's reservations; of a key that is bound to a location that one's alone. */
export interface ReservationsService {
  /** Null when there is no such restaurant or location. */
  list(lookAhead: LookAhead): Promise<ConnectionJson | null>;
  /** By id or public reference. Null when there is no such reservation. */
  find(ref: string, lookAhead: LookAhead): Promise<Row | null>;
  /**
   * Reserves the tables that a search for the same would offer.
   * @param reservation What to answer of it; null: nothing.
   * @throws BAD_USER_INPUT, NOT_FOUND, the seating's refusals, and those of `IdempotencyService.once`.
   */
  create(input: CreateReservationInput, reservation: LookAhead | null): Promise<{ reservation: Row; replayed: boolean }>;
  /**
   * Changes what is given. A reservation that does not fit any more stays as it was.
   * @throws BAD_USER_INPUT, NOT_FOUND, INVALID_TRANSITION, RESERVATION_COMPLETED, and the seating's refusals.
   */
  update(input: UpdateReservationInput, reservation: LookAhead | null): Promise<Row>;
  /**
   * Cancels; what is cancelled already stays as it is.
   * @throws BAD_USER_INPUT, NOT_FOUND, RESERVATION_COMPLETED, INVALID_TRANSITION.
   */
  cancel(input: CancelReservationInput, reservation: LookAhead | null): Promise<Row>;
}

export function createReservationsService(scope: FeatureScope): ReservationsService {
  const repository = createReservationsRepository(scope);
  const writes = createReservationWrites(scope);
  const availability = createAvailabilityService(scope);
  const idempotency = createIdempotencyService(scope);

  const shown = async (transaction: Transaction<Tables>, number: number, reservation: LookAhead | null): Promise<Row> =>
    (reservation === null ? null : await repository.findNumber(transaction, number, reservation)) ?? {};

  return {
    list: (lookAhead) => repository.list(lookAhead),

    find: (ref, lookAhead) => repository.find(ref, lookAhead),

    create(input, reservation) {
      const key = readKey('idempotencyKey', input.idempotencyKey);
      const request = readReservation(input, scope.boundLocation);
      const restaurant = isGiven(input.restaurantId) ? numberOf('restaurant', input.restaurantId) : undefined;
      return seating(['reservations', 'customers'], async (transaction) => {
        const { result, replayed } = await idempotency.once(transaction, {
          operation: 'createReservation',
          key,
          input: request,
          make: async () => {
            const made = await reserve(transaction, request, restaurant);
            return { id: made.id, result: await shown(transaction, made.number, reservation) };
          },
          again: async (id) => {
            const number = await repository.numberOf(transaction, id, restaurant);
            if (number === null) throw new ApplicationError('NOT_FOUND');
            return shown(transaction, number, reservation);
          },
        });
        return { reservation: result, replayed };
      });
    },

    update(input, reservation) {
      const wanted = readChange(input);
      return seating(['reservations'], async (transaction) => {
        const known = await lock(transaction, input.ref);
        const location = await writes.findLocation(transaction, known.locationNumber);
        if (location === undefined) throw new ApplicationError('NOT_FOUND');
        const decision = await decideChange(wanted, known, location.allowsChanges, scope.now, async (starts) => {
          await writes.lockDays(transaction, location, starts);
          return availability.seatingAt(transaction, location.number, starts.at(-1) as number);
        });
        if (decision !== null) await writes.update(transaction, known, decision.columns, decision.change, decision.seats);
        return shown(transaction, known.number, reservation);
      });
    },

    cancel(input, reservation) {
      const reason = readReason(input.reason);
      return scope.write(['reservations'], async (transaction) => {
        const known = await lock(transaction, input.ref);
        const { status } = known;
        if (status === 'COMPLETED') throw new ApplicationError('RESERVATION_COMPLETED');
        if (status !== 'CANCELLED') {
          checkTransition(status, 'CANCELLED');
          await writes.update(transaction, known, { cancel_reason: reason }, { from: status, to: 'CANCELLED', changes: [] });
        }
        return shown(transaction, known.number, reservation);
      });
    },
  };

  async function reserve(transaction: Transaction<Tables>, request: ReservationRequest, restaurant: number | null | undefined): Promise<{ number: number; id: string }> {
    const { locationNumber, startsAt, partySize, durationMinutes, guest } = request;
    const location = locationNumber === null ? undefined : await writes.findLocation(transaction, locationNumber, restaurant);
    if (location === undefined) throw new ApplicationError('NOT_FOUND');
    const start = Date.parse(startsAt);
    await writes.lockDays(transaction, location, [start]);
    const seating = await availability.seatingAt(transaction, location.number, start);
    const slot = seatNew(seating, { start, partySize, durationMinutes: durationMinutes ?? undefined }, scope.now);
    const customer = await findOrMakeGuest(transaction, scope, guest);
    return writes.insert(transaction, request, location.number, customer, slot);
  }

  /** @throws NOT_FOUND */
  async function lock(transaction: Transaction<Tables>, ref: string): Promise<KnownReservation> {
    const column = referenceColumn(ref);
    const known = column === null ? undefined : await writes.lockReservation(transaction, column, ref);
    if (known === undefined) throw new ApplicationError('NOT_FOUND');
    return known;
  }

  /** A write that gives out tables. Where the lock did not keep somebody else away, the database does. */
  async function seating<T>(resources: readonly string[], change: (transaction: Transaction<Tables>) => Promise<T>): Promise<T> {
    try {
      return await scope.write(resources, change);
    } catch (error) {
      const refusal = constraintOf(error);
      if (refusal !== undefined && Object.hasOwn(refusals, refusal)) throw new ApplicationError(refusals[refusal] as ErrorCode, { cause: error });
      throw error;
    }
  }
}

/** What the violation of a constraint means to whoever reserves. */
const refusals: Readonly<Record<string, ErrorCode>> = { reservation_tables_held_once: 'NO_TABLES_AVAILABLE' };
