import { ListCustomerPackagesDocument, ListPassPackagesDocument } from '../../rest/operations.generated.js';
import { idParameter, pageParameters } from '../../rest/openapi/parameters.js';
import { defineRoute, unpagedPageSize, type Route } from '../../rest/route.js';
import { purchasePaymentRow } from '../shared/purchasePayment.js';
import { paged, single } from '../shared/studioAnswers.js';
import { customerPage, pagedList, passTemplateRow, personRow } from '../shared/studioRows.js';
import { passPackages, passPurchase } from './packages.answers.js';

export const packagesRoutes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: '/customer/:id/packages',
    family: 'studio',
    resourceType: 'package',
    summary: 'Passes that a customer bought, newest first, each with the credits left on it',
    operation: ListCustomerPackagesDocument,
    parameters: { id: idParameter('customer', 'The customer'), ...pageParameters },
    answer: paged(passPurchase),
    variables: customerPage,
    present: ({ customer }, { variables }) => {
      const packages = customer?.packages ?? null;
      if (packages === null) return undefined;
      const data = packages.nodes.map(({ id, pass, creditsTotal, creditsRemaining, createdAt, expiresAt, cancelled, refunded, expired, payment }) => ({
        id,
        type: 'pass_purchase',
        pass: passTemplateRow(pass),
        credits_total: creditsTotal,
        credits_remaining: creditsRemaining,
        created: createdAt,
        expires_on: expiresAt,
        is_cancelled: cancelled,
        is_refunded: refunded,
        is_expired: expired,
        payment: purchasePaymentRow(payment),
      }));
      return pagedList(data, packages.totalCount, variables);
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/pass/:id/packages',
    family: 'studio',
    resourceType: 'package',
    summary: 'Every active, unexpired purchase of a pass, newest first, with its owner and the credits left on it',
    operation: ListPassPackagesDocument,
    parameters: { id: idParameter('pass', 'The pass') },
    answer: single(passPackages),
    variables: ({ path }) => ({ id: path['id'] ?? '', first: unpagedPageSize }),
    present: ({ pass }) => {
      const packages = pass?.activePackages ?? null;
      if (pass === null || packages === null) return undefined;
      return {
        data: {
          pass_id: pass.id,
          pass_name: pass.name,
          active_passes: packages.nodes.map(({ id, customer, creditsTotal, creditsRemaining }) => ({
            id,
            type: 'pass_purchase',
            customer: personRow(customer),
            credits_total: creditsTotal,
            credits_remaining: creditsRemaining,
          })),
        },
      };
    },
    unpaged: {
      applies: () => true,
      connection: ({ pass }) => pass?.activePackages,
      next: (variables, after) => ({ ...variables, after }),
      item: (item) => item,
      envelope: null,
    },
  }),
];
