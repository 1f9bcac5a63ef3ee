import { ApplicationError } from '../errors.js';
import type { Call, RequestFacts, Task } from '../gateway/call.js';
import type { Executor } from '../graphql/executor.js';
import type { OperationStore } from '../graphql/operations.js';
import { refuse, type Dialect } from './answer.js';
import type { RestInput } from './body.js';
import { endpointTask } from './endpointTask.js';
import { operationTask } from './operationTask.js';
import { prepareRow, type PreparedRow } from './preparedRow.js';
import { offeredDialect } from './presenters/dialect.js';
import { endpointLimit, type EndpointRoute, type ServedRoute } from './route.js';
import { allowedMethods, createRouter, type Match } from './router.js';

export interface RestSurface {
  call(facts: RequestFacts, input: RestInput): Call;
  /** What a path answers, `OPTIONS` included; null for an unknown path. */
  methodsOf(path: string): readonly string[] | null;
}

export interface RestSurfaceOptions {
  routes: readonly (ServedRoute | EndpointRoute)[];
  operations: Pick<OperationStore, 'prepare'>;
  executor: Executor;
  /** Epoch milliseconds. */
  clock: () => number;
}

/**
 * The REST APIs as calls for the pipeline. Every row is prepared here, once.
 * @throws when a row's document is not valid or two rows answer the same request
 */
export function createRestSurface({ routes, operations, executor, clock }: RestSurfaceOptions): RestSurface {
  const rows = routes.map((route) => prepareRow(route, operations));
  for (const { operation } of rows) if (operation?.kind === 'query') executor.compile(operation);
  const router = createRouter(rows);

  return {
    methodsOf(path) {
      const match = router.match('OPTIONS', path);
      return match === null || !('rows' in match) ? null : allowedMethods(match.rows);
    },

    call(facts, input) {
      const match = router.match(facts.method, facts.path);
      const row = match !== null && 'row' in match ? match.row : null;
      const credentials = credentialsFor(match);
      let isPlanned = false;
      const dialect = (): Dialect => ({
        // A stranger is not told whose path this is.
        family: row !== null && (isPlanned || credentials === 'none') ? row.family : offeredDialect(facts),
        kind: writes(row, facts.method) ? 'write' : 'read',
        clock,
        ...(credentials === 'none' ? { policy: endpointLimit } : {}),
      });

      return {
        facts,
        credentials,
        plan() {
          if (match === null) throw new ApplicationError('NOT_FOUND', { message: 'There is no such path.' });
          if ('rows' in match) throw methodNotAllowed(facts.method, allowedMethods(match.rows));
          isPlanned = true;
          return planned(match, dialect());
        },
        refuse: (error, seen) => refuse(error, seen, dialect()),
      };

      function planned(found: { row: PreparedRow; parameters: Readonly<Record<string, string>> }, said: Dialect): Task {
        return found.row.operation === null
          ? endpointTask(found.row, facts, input, said)
          : operationTask(found.row, found.parameters, facts, input, executor, said);
      }
    },
  };
}

/** Endpoints that hand out credentials ask for none; rows of `@public` fields take them or leave them. */
function credentialsFor(match: Match<PreparedRow> | null): Call['credentials'] {
  if (match === null) return 'required';
  const rows = 'row' in match ? [match.row] : match.rows;
  if (rows.every(({ operation }) => operation === null)) return 'none';
  return 'row' in match && match.row.operation?.isPublic === true ? 'optional' : 'required';
}

function writes(row: PreparedRow | null, method: string): boolean {
  if (row === null) return method !== 'GET' && method !== 'HEAD';
  return row.operation === null || row.operation.kind === 'mutation';
}

function methodNotAllowed(method: string, allowed: readonly string[]): ApplicationError {
  return new ApplicationError('METHOD_NOT_ALLOWED', {
    message: `This path does not answer ${method.slice(0, 20)}. It answers ${allowed.join(', ')}.`,
    headers: { allow: allowed.join(', ') },
  });
}
