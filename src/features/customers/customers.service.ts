import { constraintOf } from '../../database/sqlstate.js';
import { ApplicationError, badInput } from '../../errors.js';
import type { FeatureScope } from '../../graphql/context.js';
import type { UpdateCustomerProfileInput } from '../../graphql/resolvers.generated.js';
import type { ConnectionJson } from '../shared/connection.js';
import type { Row } from '../shared/fields.js';
import { numberOf } from '../shared/ids.js';
import type { LoadRelation } from '../shared/relation.js';
import type { LookAhead } from '../shared/selection.js';
import { readProfile } from './customerProfile.js';
import { createCustomersLoaders } from './customers.loaders.js';
import { createCustomersRepository } from './customers.repository.js';

export interface CustomersService {
  list(lookAhead: LookAhead): Promise<ConnectionJson>;
  /** Null when there is no such customer. */
  find(id: string, lookAhead: LookAhead): Promise<Row | null>;
  /**
   * Changes names, e-mail and, when given, mobile number.
   * @param customer What to answer of the changed customer; null: nothing.
   * @throws NOT_FOUND; BAD_USER_INPUT naming the field, also when another customer has the e-mail.
   */
  updateProfile(input: UpdateCustomerProfileInput, customer: LookAhead | null): Promise<Row>;
  /** What is asked of a customer that came without it. */
  related: LoadRelation;
}

export function createCustomersService(scope: FeatureScope): CustomersService {
  const repository = createCustomersRepository(scope);
  return {
    list: (lookAhead) => repository.list(lookAhead),

    async find(id, lookAhead) {
      const number = numberOf('customer', id);
      return number === null ? null : repository.find(number, lookAhead);
    },

    async updateProfile(input, customer) {
      const profile = readProfile(input);
      const number = numberOf('customer', input.id);
      if (number === null) throw new ApplicationError('NOT_FOUND');
      try {
        return await scope.write(['customers'], async (transaction) => {
          const isThere = await repository.updateProfile(transaction, number, profile);
          if (!isThere) throw new ApplicationError('NOT_FOUND');
          return (customer === null ? null : await repository.find(number, customer, transaction)) ?? {};
        });
      } catch (error) {
        // The unique index decides, so that two changes at once cannot both pass a look beforehand.
        if (constraintOf(error) === 'customers_email') throw badInput('email', 'is used by another customer');
        throw error;
      }
    },

    related: createCustomersLoaders(repository).ofCustomer,
  };
}
