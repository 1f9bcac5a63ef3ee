import { hash } from 'node:crypto';
import { Readable } from 'node:stream';
import { ApplicationError, missingScope } from '../errors.js';
import type { Outcome, RequestFacts, Task } from '../gateway/call.js';
import type { Company } from '../gateway/principal.js';
import type { Context } from '../graphql/context.js';
import type { Executor } from '../graphql/executor.js';
import { missingScopeOf } from '../graphql/scopes.js';
import type { WrittenData } from '../graphql/written/writer.js';
import { present, type Dialect } from './answer.js';
import { parseJsonBody, type RestInput } from './body.js';
import { cacheKey } from './cacheKey.js';
import { copiedData, documentedTypes, inDocumentedTypes, jsonWithCopied } from './copied.js';
import { dataOf } from './graphqlErrors.js';
import { answerOf, onceOutcome, readIdempotencyKey, replayable } from './idempotencyKey.js';
import type { PreparedOperationRow } from './preparedRow.js';
import { json } from './presenters/presenter.js';
import { parseQuery } from './query.js';
import { unpagedPageSize, type PresentInput } from './route.js';
import { largestBuffer, readJoined, readList } from './unpaged.js';

type Variables = Record<string, unknown>;

/** The call of a row that is an operation of the graph. Costs one point, whatever its document would. */
export function operationTask(
  row: PreparedOperationRow,
  path: Readonly<Record<string, string>>,
  facts: RequestFacts,
  input: RestInput,
  executor: Executor,
  dialect: Dialect,
): Task {
  const { route, operation } = row;
  let variables: Variables | undefined;
  let idempotencyKey: string | undefined;
  const checked = (): Variables => {
    if (variables === undefined) throw new Error('read has not run');
    return variables;
  };

  return {
    operationName: operation.name,
    resourceType: route.resourceType,
    action: operation.kind === 'mutation' ? 'UPDATE' : 'READ',
    points: 1,
    ...(route.unpaged === undefined ? {} : { pageLimit: unpagedPageSize }),
    ...(route.pageLimit === undefined ? {} : { pageLimit: route.pageLimit }),
    allow(principal) {
      const missing = missingScopeOf(operation.scopes, principal.scopes);
      if (missing !== null) throw missingScope(missing);
    },
    read({ company }, now) {
      if (input.bodyError !== null) throw input.bodyError;
      const body = parseJsonBody(input.body, facts.headers);
      if (route.idempotency !== undefined) idempotencyKey = readIdempotencyKey(facts.headers);
      variables = route.variables({ path, query: parseQuery(input.search), body, idempotencyKey, company: known(company), now });
    },
    cache(principal) {
      if (operation.kind !== 'query' || operation.caching === 'none' || idempotencyKey !== undefined) return null;
      return { key: cacheKey(row, operation, principal, checked()), resources: operation.resources };
    },
    execute: (context) => execute(row, checked(), idempotencyKey, context, executor),
    present: (outcome, seen, cached) => present(outcome, seen, cached, dialect),
  };
}

async function execute({ route, operation }: PreparedOperationRow, variables: Variables, idempotencyKey: string | undefined, context: Context, executor: Executor): Promise<Outcome> {
  const input: PresentInput<Variables> = { company: known(context.principal.company), variables, now: context.now };
  const run = async (values: Variables): Promise<unknown> => {
    const written = await executor.write(operation, values, context, route.copies === true ? documentedTypes : undefined);
    if (written !== null && 'fields' in written) return route.copies === true ? copiedData(written) : parsedData(written);
    const data = dataOf(written ?? (await executor.execute(operation, values, context)), route.parameterNames);
    return route.copies === true ? inDocumentedTypes(data) : data;
  };

  const { unpaged } = route;
  if (unpaged !== undefined && unpaged.applies(variables)) {
    if (unpaged.envelope !== null) {
      const list = await readList(unpaged, unpaged.envelope, input, run);
      if (list === null) throw new ApplicationError('NOT_FOUND');
      return outcomeOf(list, route.status);
    }
    const joined = await readJoined(unpaged, input, run);
    return outcomeOf(toJson(joined === null ? undefined : route.present(joined, input)), route.status);
  }
  const answered = (data: unknown): Outcome =>
    outcomeOf(toJson(route.present(data, input)), route.isKnown?.(data) === true ? 200 : route.status, operation.kind === 'query');
  if (idempotencyKey === undefined || route.idempotency === undefined) return answered(await run(variables));
  const { replayed: wasReplayed } = route.idempotency;
  if (wasReplayed === undefined) {
    const read = async () => answerOf(answered(await run(variables)));
    const { answer, replayed } = await context.features.idempotency.readOnce(idempotencyKey, { operation: operation.name ?? '', input: variables, answer: read });
    return replayable(outcomeOf(answer.body, answer.status), replayed);
  }
  const data = await run(variables);
  return onceOutcome(answered(data), idempotencyKey, wasReplayed(data), context);
}

function toJson(presented: unknown): string {
  if (presented === undefined) throw new ApplicationError('NOT_FOUND');
  return jsonWithCopied(presented);
}

/** Parsing what was written is quicker than executing. */
function parsedData({ fields }: WrittenData): Record<string, unknown> {
  return Object.fromEntries(fields.map(({ responseKey, json }) => [responseKey, JSON.parse(json)]));
}

function outcomeOf(body: string | Buffer | Readable, status = 200, isRead = true): Outcome {
  const outcome: Outcome = { status, contentType: json, body, points: 1, cacheable: false };
  if (body instanceof Readable || !isRead) return outcome;
  outcome.cacheable = body.length <= largestBuffer;
  outcome.etag = `"${hash('sha256', body, 'base64url')}"`;
  return outcome;
}

function known(company: Company | null): Company {
  if (company === null) throw new ApplicationError('UNAUTHENTICATED');
  return company;
}
