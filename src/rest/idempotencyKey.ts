import { badInput } from '../errors.js';
import type { RememberedAnswer } from '../features/idempotency/idempotency.repository.js';
import { readKey } from '../features/idempotency/idempotency.service.js';
import type { Outcome, RequestFacts } from '../gateway/call.js';
import type { Context } from '../graphql/context.js';

/**
 * The header `Idempotency-Key`.
 * @see https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/
 * @throws badInput
 */
export function readIdempotencyKey(headers: RequestFacts['headers']): string | undefined {
  const key = headers['idempotency-key'];
  if (Array.isArray(key)) throw badInput('Idempotency-Key', 'must be given once');
  return readKey('Idempotency-Key', key);
}

/**
 * What is answered to a write with a key: what was answered first, by whichever call that was. The one that did the
 * write may have been asked for in the graph, or its gateway may have died before it could answer.
 */
export async function onceOutcome(outcome: Outcome, key: string, isReplayed: boolean, { features }: Pick<Context, 'features'>): Promise<Outcome> {
  const kept = await features.idempotency.keepAnswer(key, answerOf(outcome));
  return replayable({ ...outcome, ...kept }, isReplayed);
}

/** What is kept of an outcome that is not a stream. */
export function answerOf({ status, body }: Outcome): RememberedAnswer {
  return { status, body: Buffer.from(body as string) };
}

export function replayable(outcome: Outcome, isReplayed: boolean): Outcome {
  return isReplayed ? { ...outcome, headers: { ...outcome.headers, 'idempotency-replayed': 'true' } } : outcome;
}
