import { isDeepStrictEqual } from 'node:util';
import { benchClient } from './data.js';
import type { Contestant } from './measure.js';
import type { BenchServer } from './processes.js';
import { tableBase } from './restaurantData.js';
import { listOf, type BenchRequest } from './workloads.js';

/** Nothing is timed before everybody has given the same answer, twice: the second one may be compiled or cached. */
export async function compareAnswers(contestants: readonly Contestant[]): Promise<void> {
  let expected: unknown[] | undefined;
  for (const { name, request } of [...contestants, ...contestants]) {
    const answer = listOf(await bodyOf(request));
    expected ??= answer;
    compare(name, answer, expected);
  }
}

/** The same of requests of which each is sent once, one after another. */
export async function compareTurns(contestants: readonly Contestant[]): Promise<void> {
  let expected: unknown[] | undefined;
  for (const { name, request: { url, ...request }, nextTurn } of contestants) {
    const { bodies = [], location = 0, refusals } = nextTurn?.() ?? {};
    const outcomes: unknown[] = [];
    for (const body of bodies) outcomes.push(outcomeOf(await (await fetch(url, { ...request, body })).text(), location));
    const refused = outcomes.filter((outcome) => typeof outcome === 'string').length;
    if (refused !== refusals) throw new Error(`${name} refused ${refused} of ${bodies.length} requests, not ${refusals}.`);
    expected ??= outcomes;
    compare(name, outcomes, expected);
  }
}

function compare(name: string, answer: readonly unknown[], expected: readonly unknown[]): void {
  if (isDeepStrictEqual(answer, expected)) return;
  const at = answer.findIndex((item, index) => !isDeepStrictEqual(item, expected[index]));
  throw new Error(`${name} answers differently at ${at}:\n${JSON.stringify(answer[at])}\n${JSON.stringify(expected[at])}`);
}

interface Reservation {
  readonly status: string;
  readonly startTime: string;
  readonly endTime: string;
  readonly partySize: number;
  readonly specialRequests: string | null;
  readonly guest: object;
  readonly tableIds?: readonly string[];
  readonly tables?: readonly { readonly id: string }[];
}

/** What came of an attempt to reserve: what is the same of every such reservation, or why there is none. */
function outcomeOf(body: string, location: number): unknown {
  const { reservation, data, error, errors } = JSON.parse(body) as {
    reservation?: Reservation;
    data?: { createReservation: { reservation: Reservation } | null };
    error?: { code: string };
    errors?: { extensions: { code: string } }[];
  };
  const made = reservation ?? data?.createReservation?.reservation;
  if (made === undefined) return (error?.code ?? errors?.[0]?.extensions.code ?? body).toLowerCase();
  const { status, startTime, endTime, partySize, specialRequests, guest, tableIds, tables = [] } = made;
  const taken = (tableIds ?? tables.map(({ id }) => id)).map((id) => Number(id.replace('t-', '')) - tableBase(location));
  return { status: status.toLowerCase(), startTime, endTime, partySize, specialRequests, guest, tables: taken };
}

export async function bodyOf({ url, ...request }: BenchRequest): Promise<string> {
  const response = await fetch(url, request);
  const body = await response.text();
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${body.slice(0, 300)}`);
  return body;
}

export async function tokenFrom({ url }: BenchServer): Promise<string> {
  const body = await bodyOf({
    method: 'POST',
    url: `${url}/api/v1/token`,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ client_id: benchClient.id, client_secret: benchClient.secret }),
  });
  return (JSON.parse(body) as { access_token: string }).access_token;
}
