import { hash } from 'node:crypto';
import { ApplicationError, retryAfterSeconds } from '../errors.js';
import type { CachePolicy, Outcome, Task } from '../gateway/call.js';
import type { Principal } from '../gateway/principal.js';
import { present } from './answers.js';
import type { Apollo } from './apollo.js';
import type { Context } from './context.js';
import type { Executor } from './executor.js';
import type { PreparedOperation } from './operations.js';
import { priceOf } from './price/cost.js';
import type { WrittenData } from './written/writer.js';
import { canonicalVariables } from './variables.js';

type Variables = Readonly<Record<string, unknown>>;

/** Audit columns are no place for a megabyte of name. */
const longestName = 200;
const longestResourceType = 100;

const asJson = { 'content-type': 'application/json' };

/** The call of a valid operation. Scopes are enforced field by field in execution, so that the rest is answered. */
export function operationTask(operation: PreparedOperation, variables: Variables, executor: Executor, apollo: Apollo, clock: () => number): Task {
  const isRead = operation.kind === 'query';
  let canonical: string | undefined;
  return {
    ...namesOf(operation),
    action: isRead ? 'READ' : 'UPDATE',
    points: operation.price(variables).points,
    allow({ kind }) {
      if (kind === 'anonymous' && !operation.isPublic) throw new ApplicationError('UNAUTHENTICATED');
    },
    read() {
      canonical = canonicalVariables(operation.variableNames, variables);
    },
    cache: (principal) => cachePolicy(operation, canonical ?? '', principal),
    async execute(context) {
      const written = await executor.write(operation, variables, context);
      if (written !== null && 'fields' in written) return writtenOutcome(written);
      const run = { operation, context, result: written ?? undefined };
      // The method was checked before; the request may have been a GET, or a hash without its text.
      const request = { method: 'POST', search: '', body: { query: operation.text, operationName: operation.name, variables }, headers: asJson };
      return execute(operation, apollo, request, run);
    },
    present: (outcome, seen, cached) => present(outcome, seen, cached, { kind: isRead ? 'read' : 'write', clock }),
  };
}

type Names = Pick<Task, 'operationName' | 'resourceType'>;

const names = new WeakMap<PreparedOperation, Names>();

function namesOf(operation: PreparedOperation): Names {
  let known = names.get(operation);
  if (known === undefined) {
    known = {
      operationName: operation.name?.slice(0, longestName) ?? null,
      resourceType: [...new Set(operation.rootFields)].join().slice(0, longestResourceType),
    };
    names.set(operation, known);
  }
  return known;
}

async function execute(operation: PreparedOperation, apollo: Apollo, request: Parameters<Apollo['answer']>[0], run: Parameters<Apollo['answer']>[1]): Promise<Outcome> {
  const { status, body } = await apollo.answer(request, run);
  const { data, errors } = run.result ?? {};
  const isUnavailable = errors?.some(({ extensions }) => extensions['code'] === 'UNAVAILABLE') === true;
  const missingScope = errors?.map(({ extensions }) => extensions['missingScope']).find((scope) => typeof scope === 'string');
  return {
    status,
    contentType: 'application/json',
    body: withoutClosingBrace(body),
    points: data === undefined || data === null ? 1 : operation.actual(data).points,
    cacheable: status === 200 && operation.kind === 'query' && data !== undefined && errors === undefined,
    ...(isUnavailable ? { headers: { 'retry-after': retryAfterSeconds } } : {}),
    ...(typeof missingScope === 'string' ? { missingScope } : {}),
  };
}

/**
 * A request that cannot run costs one point. Apollo Server, asked with the request as it came, says why.
 * @param refusal instead of Apollo's, where the reason is ours to give
 */
export function invalidTask(request: Parameters<Apollo['answer']>[0], refusal: ApplicationError | null, apollo: Apollo, clock: () => number): Task {
  return {
    operationName: null,
    resourceType: null,
    action: 'READ',
    points: 1,
    allow: () => undefined,
    read() {
      if (refusal !== null) throw refusal;
    },
    async execute(context: Context) {
      const { status, headers, body } = await apollo.answer(request, { operation: null, context });
      const { allow } = headers;
      return { status, contentType: 'application/json', body: withoutClosingBrace(body), points: 1, cacheable: false, ...(allow === undefined ? {} : { headers: { allow } }) };
    },
    present: (outcome, seen, cached) => present(outcome, seen, cached, { kind: 'read', clock }),
  };
}

/**
 * Found by the document, its variables, the company, and what of the caller the answer depends on: the scopes held of
 * those that the document asks for, a key's location, and the caller wherever an answer may differ between callers.
 */
function cachePolicy(operation: PreparedOperation, canonical: string, principal: Principal): CachePolicy | null {
  if (operation.caching === 'none') return null;
  if (operation.variableNames.length > 0) return makeCachePolicy(operation, canonical, principal);
  let known = policies.get(operation);
  if (known === undefined) policies.set(operation, (known = new WeakMap()));
  let policy = known.get(principal);
  if (policy === undefined) known.set(principal, (policy = makeCachePolicy(operation, canonical, principal)));
  return policy;
}

/** Of operations without variables, by principal: one that is remembered comes again as the same object. */
const policies = new WeakMap<PreparedOperation, WeakMap<Principal, CachePolicy>>();

function makeCachePolicy(operation: PreparedOperation, canonical: string, principal: Principal): CachePolicy {
  const { kind, id, company, scopes, locationNumber } = principal;
  const isOwn = operation.caching === 'perPrincipal' || kind === 'staff' || kind === 'customer';
  const held = operation.caching === 'perPrincipal' ? [...scopes].sort() : operation.scopeNames.filter((scope) => scopes.has(scope));
  const parts = [operation.hash, operation.name, company?.id, kind, isOwn ? id : null, locationNumber ?? null, held, canonical];
  return { key: `graphql ${hash('sha256', JSON.stringify(parts), 'base64url')}`, resources: operation.resources };
}

function writtenOutcome({ fields, objects }: WrittenData): Outcome {
  const body = `{"data":{${fields.map(({ responseKey, json }) => `${JSON.stringify(responseKey)}:${json}`).join()}}`;
  return { status: 200, contentType: 'application/json', body, points: priceOf(objects).points, cacheable: true };
}

function withoutClosingBrace(body: string): string {
  return body.slice(0, -1);
}
