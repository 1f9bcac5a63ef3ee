import { numberOf } from '../shared/ids.js';
import { createRelationLoader, type LoadRelation } from '../shared/relation.js';
import type { CustomersRepository } from './customers.repository.js';

/** For customers that came without what is asked of them. */
export function createCustomersLoaders(repository: CustomersRepository): { ofCustomer: LoadRelation } {
  const load = createRelationLoader(repository.readRelation);
  return {
    ofCustomer: async (customer, lookAhead) => {
      const number = numberOf('customer', customer['id']);
      return number === null ? null : load(number, lookAhead);
    },
  };
}
