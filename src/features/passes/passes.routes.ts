import {
  GetPassDocument,
  ListPassesDocument,
  UpdatePassDocument,
  type PassFieldsFragment,
  type UpdatePassInput,
} from '../../rest/operations.generated.js';
import { idParameter, optionalPageParameters } from '../../rest/openapi/parameters.js';
import { defineRoute, type Route } from '../../rest/route.js';
import { readUpdateBody, restNames } from '../shared/catalogueUpdate.js';
import { listed, single, written } from '../shared/studioAnswers.js';
import { listEnvelope, listVariables, pagedList } from '../shared/studioRows.js';
import { pass, passChanges } from './passes.answers.js';
import { passUpdate } from './passUpdate.js';

export const passesRoutes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: '/passes',
    family: 'studio',
    resourceType: 'pass',
    summary: 'Passes on sale, by name; deleted ones are left out',
    operation: ListPassesDocument,
    parameters: optionalPageParameters,
    answer: listed(pass),
    variables: ({ query }) => listVariables(query),
    present: ({ passes }, { variables }) =>
      passes === null ? undefined : pagedList(passes.nodes.map(passRow), passes.totalCount, variables),
    unpaged: {
      applies: ({ withTotal }) => !withTotal,
      connection: ({ passes }) => passes,
      next: (variables, after) => ({ ...variables, after }),
      item: passRow,
      envelope: listEnvelope,
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/pass/:id',
    family: 'studio',
    resourceType: 'pass',
    summary: 'One pass, deleted ones included',
    operation: GetPassDocument,
    parameters: { id: idParameter('pass', 'The pass') },
    answer: single(pass),
    variables: ({ path }) => ({ id: path['id'] ?? '' }),
    present: ({ pass }) => (pass === null ? undefined : { data: passRow(pass) }),
  }),
  defineRoute({
    method: 'PUT',
    path: '/pass/:id',
    family: 'studio',
    resourceType: 'pass',
    summary: 'Changes what is given of a pass; purchases made before stay as they are',
    operation: UpdatePassDocument,
    parameters: { id: idParameter('pass', 'The pass') },
    body: passChanges,
    answer: written('Pass updated successfully'),
    parameterNames: restNames(passUpdate),
    variables: ({ path, body }) => ({ input: { id: path['id'] ?? '', ...readUpdateBody<UpdatePassInput>(passUpdate, body) } }),
    present: () => ({ message: 'Pass updated successfully' }),
  }),
];

/** The price is in the company's currency, which no field names. */
function passRow(pass: PassFieldsFragment) {
  return {
    id: pass.id,
    type: 'pass',
    name: pass.name,
    description: pass.description,
    base100_price: pass.price.amount,
    credits: pass.credits,
    start_mode: pass.startMode,
    validity: pass.validity,
    subscriptions_only: pass.subscriptionsOnly,
    purchase_limit: pass.purchaseLimit,
    created_at: pass.createdAtLocal,
  };
}
