import { copied } from '../../rest/copied.js';
import { idParameter, optionalPageParameters } from '../../rest/openapi/parameters.js';
import { bodyObject, optionalTextField, textField } from '../../rest/parameters.js';
import {
  GetCustomerProfileDocument,
  ListCustomersDocument,
  UpdateCustomerProfileDocument,
} from '../../rest/operations.generated.js';
import { defineRoute, type Route } from '../../rest/route.js';
import { listed, single, written } from '../shared/studioAnswers.js';
import { listEnvelope, listVariables, pagedList } from '../shared/studioRows.js';
import { customer, listedCustomer, profile } from './customers.answers.js';

/** What a profile's value may have at most before it is looked at; the profile itself allows less. */
const longestValue = { least: 0, most: 1000 };

export const customersRoutes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: '/customers',
    family: 'studio',
    resourceType: 'customer',
    summary: 'Every customer, newest first; archived ones are included',
    operation: ListCustomersDocument,
    parameters: optionalPageParameters,
    answer: listed(listedCustomer),
    copies: true,
    variables: ({ query }) => listVariables(query),
    present: ({ customers }, { variables }) =>
      customers === null ? undefined : pagedList(copied(listedCustomer, customers.nodes), customers.totalCount, variables),
    unpaged: {
      applies: ({ withTotal }) => !withTotal,
      connection: ({ customers }) => customers,
      next: (variables, after) => ({ ...variables, after }),
      item: (node) => node,
      envelope: listEnvelope,
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/customer/:id/profile',
    family: 'studio',
    resourceType: 'customer',
    summary: 'One customer’s profile',
    operation: GetCustomerProfileDocument,
    parameters: { id: idParameter('customer', 'The customer') },
    answer: single(customer),
    copies: true,
    variables: ({ path }) => ({ id: path['id'] ?? '' }),
    present: ({ customer: found }) => (found === null ? undefined : { data: copied(customer, found) }),
  }),
  defineRoute({
    method: 'PUT',
    path: '/customer/:id/profile',
    family: 'studio',
    resourceType: 'customer',
    summary: 'Changes a customer’s names, e-mail and, when given, mobile number',
    operation: UpdateCustomerProfileDocument,
    parameters: { id: idParameter('customer', 'The customer') },
    body: { schema: profile, example: { firstname: 'Noor', lastname: 'Bakker', email: 'noor.bakker@example.org', mobile: '07700900881' } },
    answer: written('Profile updated successfully'),
    parameterNames: { firstName: 'firstname', lastName: 'lastname' },
    variables: ({ path, body }) => {
      const given = bodyObject(body);
      const mobile = optionalTextField(given, 'mobile', longestValue);
      return {
        input: {
          id: path['id'] ?? '',
          firstName: textField(given, 'firstname', longestValue),
          lastName: textField(given, 'lastname', longestValue),
          email: textField(given, 'email', longestValue),
          ...(mobile === undefined ? {} : { mobile }),
        },
      };
    },
    present: () => ({ message: 'Profile updated successfully' }),
  }),
];
