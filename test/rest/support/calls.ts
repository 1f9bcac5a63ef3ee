import { Readable } from 'node:stream';
import { parse, type ExecutionResult } from 'graphql';
import { ApplicationError } from '../../../src/errors.js';
import type { Answer, Call, Outcome, RequestFacts, Seen, Task } from '../../../src/gateway/call.js';
import { policies, type Principal } from '../../../src/gateway/principal.js';
import type { Context } from '../../../src/graphql/context.js';
import type { Executor } from '../../../src/graphql/executor.js';
import type { OperationStore, PreparedOperation } from '../../../src/graphql/operations.js';
import type { RestInput } from '../../../src/rest/body.js';
import type { ServedRoute } from '../../../src/rest/route.js';

/** A principal of the company `acme`, a studio client when nothing else is said. */
export function principal(own: Partial<Principal> = {}): Principal {
  return {
    kind: 'client',
    id: 'm2m_test',
    name: 'Test',
    company: { id: 1, slug: 'acme', name: 'Acme', timeZone: 'Europe/London', currency: 'GBP' },
    scopes: new Set(['things:read', 'things:write']),
    policy: policies.studioClient,
    ...own,
  };
}

export function facts(method: string, path: string, headers: RequestFacts['headers'] = {}): RequestFacts {
  return { requestId: 'req-1', method, path, ip: '192.0.2.1', host: 'acme.localhost', headers, arrivedAt: 1_790_000_000_000 };
}

export const noInput: RestInput = { search: '', body: Buffer.alloc(0), bodyError: null };

/** What the pipeline has seen before `identify`. */
export function seenNothing(of: RequestFacts): Seen {
  return { facts: of, principal: null, limit: null, requestedPoints: 0, actualPoints: 0 };
}

export interface Walk {
  /** The steps that were taken, in order. */
  steps: string[];
  answer: Answer;
  task: Task | null;
  outcome: Outcome | null;
}

/** Walks a call through the documented order of steps. `refuseAt` makes the step itself refuse. */
export async function walk(
  call: Call,
  who: Principal | null,
  options: { refuseAt?: { identify?: ApplicationError; admit?: ApplicationError }; remembered?: { outcome: Outcome; ageSeconds: number } } = {},
): Promise<Walk> {
  const steps: string[] = [];
  let task: Task | null = null;
  let outcome: Outcome | null = null;
  const limit = { limit: 20, remaining: 19, resetAt: call.facts.arrivedAt + 3000, msPerPoint: 3000, dailyRemaining: 9999 };
  const seen: Seen = { facts: call.facts, principal: who, limit: null, requestedPoints: 0, actualPoints: 0 };
  try {
    steps.push('identify');
    if (options.refuseAt?.identify !== undefined) throw options.refuseAt.identify;
    if (who === null) throw new Error('nobody');
    steps.push('plan');
    task = await call.plan(who);
    steps.push('admit');
    if (options.refuseAt?.admit !== undefined) throw options.refuseAt.admit;
    Object.assign(seen, { limit });
    steps.push('allow');
    task.allow(who);
    steps.push('read');
    task.read?.(who, call.facts.arrivedAt);
    if (options.remembered !== undefined) {
      const { outcome: kept, ageSeconds } = options.remembered;
      return { steps, task, outcome: kept, answer: task.present(kept, seen, { ageSeconds }) };
    }
    steps.push('execute');
    const context = { principal: who, now: call.facts.arrivedAt, pageLimit: task.pageLimit ?? 100 } as Context;
    outcome = await task.execute(context);
    return { steps, task, outcome, answer: task.present(outcome, seen, null) };
  } catch (error) {
    if (!(error instanceof ApplicationError)) throw error;
    return { steps, task, outcome, answer: call.refuse(error, seen) };
  }
}

/** A store that takes a document at its word; `facts` say what the schema would. */
export function operationsSaying(known: Partial<PreparedOperation> = {}): Pick<OperationStore, 'prepare'> {
  return {
    prepare: (text) =>
      ({
        isValid: true,
        hash: text,
        text,
        document: parse(text),
        name: 'Test',
        kind: text.startsWith('mutation') ? 'mutation' : 'query',
        rootFields: ['things'],
        isPublic: false,
        scopes: [{ field: 'Query.things', requires: ['things:read'], anyOf: [], named: 'things:read' }],
        resources: ['things'],
        caching: 'shared',
        price: () => ({ objects: 0, points: 1 }),
        actual: () => ({ objects: 0, points: 1 }),
        ...known,
      }) as unknown as PreparedOperation,
  };
}

/** An executor that answers by a function of the variables. */
export function executorAnswering(answer: (variables: Record<string, unknown>, context: Context) => ExecutionResult): Executor {
  return { compile: () => undefined,
    write: async () => null, execute: async (_operation, variables, context) => answer(variables, context) };
}

/** A row `GET /thing/:id` of the studio family that answers `{ data: <thing> }`. */
export function route(own: Partial<ServedRoute> = {}): ServedRoute {
  return {
    method: 'GET',
    path: '/thing/:id',
    family: 'studio',
    resourceType: 'thing',
    summary: 'One thing',
    operation: parse('query Test($id: ID!) { things(id: $id) { id } }'),
    variables: ({ path }) => ({ id: path['id'] }),
    present: (data) => {
      const { thing } = data as { thing: unknown };
      return thing === null ? undefined : { data: thing };
    },
    ...own,
  };
}

/** The body of an answer that is not a stream. */
export function textOf({ body }: Answer): string {
  if (body === null || body instanceof Readable) throw new Error('not a text');
  return Array.isArray(body) ? Buffer.concat(body as readonly Buffer[]).toString() : body.toString();
}

export function json(answer: Answer): unknown {
  return JSON.parse(textOf(answer));
}
