import { isDeepStrictEqual } from 'node:util';
import type { Transaction } from 'kysely';
import { notifyAccess } from '../../access/changes.js';
import type { Tables } from '../../database/tables.js';
import { ApplicationError, badInput } from '../../errors.js';
import type { FeatureScope } from '../../graphql/context.js';
import type { AnonymizeGuestInput, UpsertGuestInput } from '../../graphql/resolvers.generated.js';
import { createIdempotencyService, readKey } from '../idempotency/idempotency.service.js';
import type { ConnectionJson } from '../shared/connection.js';
import type { Row } from '../shared/fields.js';
import { idOf, numberOf } from '../shared/ids.js';
import { isGiven } from '../shared/page.js';
import type { LookAhead } from '../shared/selection.js';
import { changedNames, changedProfile, newNames, readGuestChange, type GuestChange } from './guestInput.js';
import { createGuestWrites, noProfile } from './guestWrites.repository.js';
import { createGuestsRepository } from './guests.repository.js';

/** The company's guests: customers with a restaurant profile. */
export interface GuestsService {
  /** Null when there is no such restaurant. */
  list(lookAhead: LookAhead): Promise<ConnectionJson | null>;
  /** By the customer's id. Null when there is no such guest. */
  find(id: string, lookAhead: LookAhead): Promise<Row | null>;
  /**
   * Makes the guest of an e-mail, or changes what is given of them.
   * @param guest What to answer of them; null: nothing.
   * @throws BAD_USER_INPUT, NOT_FOUND for a restaurant, and those of `IdempotencyService.once`.
   */
  upsert(input: UpsertGuestInput, guest: LookAhead | null): Promise<{ guest: Row; created: boolean; replayed: boolean }>;
  /**
   * Removes for good who a guest is. Their reservations stay, in nobody's name. Again: nothing changes.
   * @throws NOT_FOUND
   */
  anonymize(input: AnonymizeGuestInput, guest: LookAhead | null): Promise<Row>;
}

/** What cached answers that name a guest depend on. */
const changedResources = ['customers', 'reservations'];

export function createGuestsService(scope: FeatureScope): GuestsService {
  const { company, now } = scope;
  const repository = createGuestsRepository(scope);
  const idempotency = createIdempotencyService(scope);

  const shown = async (transaction: Transaction<Tables>, number: number, guest: LookAhead | null): Promise<Row> =>
    (guest === null ? null : await repository.find(number, guest, transaction)) ?? {};

  return {
    list: (lookAhead) => repository.list(lookAhead),

    async find(id, lookAhead) {
      const number = numberOf('customer', id);
      return number === null ? null : repository.find(number, lookAhead);
    },

    upsert(input, guest) {
      const key = readKey('idempotencyKey', input.idempotencyKey);
      const change = readGuestChange(input);
      const restaurant = isGiven(input.restaurantId) ? numberOf('restaurant', input.restaurantId) : undefined;
      return scope.write(changedResources, async (transaction) => {
        const { result, replayed } = await idempotency.once(transaction, {
          operation: 'upsertGuest',
          key,
          input: change,
          make: async () => {
            await checkRestaurant(transaction, restaurant);
            const { number, created } = await write(transaction, change);
            return { id: idOf('customer', number), result: { guest: await shown(transaction, number, guest), created } };
          },
          again: async (id) => {
            await checkRestaurant(transaction, restaurant);
            return { guest: await shown(transaction, numberOf('customer', id) ?? 0, guest), created: false };
          },
        });
        return { ...result, replayed };
      });
    },

    anonymize({ id }, guest) {
      const number = numberOf('customer', id);
      if (number === null) throw unknownGuest();
      return scope.write(changedResources, async (transaction) => {
        const writes = createGuestWrites(scope, transaction);
        const profile = (await writes.find(number))?.profile ?? null;
        if (profile === null) throw unknownGuest();
        if (profile.anonymized_at === null) {
          for (const user of await writes.anonymize(number)) await notifyAccess(transaction, `user:${company.id}:${user}`);
        }
        return shown(transaction, number, guest);
      });
    },
  };

  async function checkRestaurant(transaction: Transaction<Tables>, number: number | null | undefined): Promise<void> {
    if (number === undefined) return;
    if (number === null || !(await createGuestWrites(scope, transaction).hasRestaurant(number))) throw new ApplicationError('NOT_FOUND');
  }

  /** The customer's number, and whether the restaurants had not known them. */
  async function write(transaction: Transaction<Tables>, change: GuestChange): Promise<{ number: number; created: boolean }> {
    const writes = createGuestWrites(scope, transaction);
    let known = await writes.findByEmail(change.email);
    if (known === null) {
      const made = await writes.makeCustomer(newNames(change), change.email);
      if (made !== null) {
        await writes.makeProfile(made, changedProfile(noProfile, change, now));
        return { number: made, created: true };
      }
      known = await writes.findByEmail(change.email);
      if (known === null) throw new Error('The customer was neither found nor made.');
    }
    const { number, names, profile } = known;
    if (profile !== null && profile.anonymized_at !== null) throw badInput('email', 'stands for a guest who was anonymised');
    const wanted = { names: changedNames(names, change), profile: changedProfile(profile ?? noProfile, change, now) };
    if (profile === null) await writes.makeProfile(number, noProfile);
    if (profile === null || !isDeepStrictEqual(wanted, { names, profile })) await writes.change(number, wanted.names, wanted.profile);
    return { number, created: profile === null };
  }
}

function unknownGuest(): ApplicationError {
  return new ApplicationError('NOT_FOUND', { field: 'input.id', message: 'There is no such guest.' });
}
