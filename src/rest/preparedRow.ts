import { print } from 'graphql';
import type { OperationStore, PreparedOperation } from '../graphql/operations.js';
import type { EndpointRoute, ServedRoute } from './route.js';
import type { Place } from './router.js';

/** A row of the table, ready to be asked: its document is parsed, validated and priced. */
export type PreparedRow = PreparedOperationRow | PreparedEndpointRow;

export interface PreparedOperationRow extends Place {
  readonly route: ServedRoute;
  readonly operation: PreparedOperation;
}

export interface PreparedEndpointRow extends Place {
  readonly route: EndpointRoute;
  readonly operation: null;
}

/** @throws when the row's document is not valid: a gateway with such a row must not start. */
export function prepareRow(route: ServedRoute | EndpointRoute, operations: Pick<OperationStore, 'prepare'>): PreparedRow {
  const { method, path, family } = route;
  if ('endpoint' in route) return { method, path, family, aliases: route.aliases ?? [], route, operation: null };
  const operation = operations.prepare(print(route.operation));
  if (!operation.isValid) {
    throw new Error(`The document of ${method} ${path} is not valid against the schema. ${operation.refusal?.message ?? ''}`.trim());
  }
  if (method === 'GET' && operation.kind !== 'query') throw new Error(`GET ${path} may only run a query.`);
  return { method, path, family, route, operation };
}
