import { bodyOf, compareAnswers, compareTurns, tokenFrom } from './answers.js';
import { contestedTurns, type Party } from './contest.js';
import type { BenchData } from './data.js';
import type { Contestant, Rounds } from './measure.js';
import type { BenchServer } from './processes.js';
import { benchKey, busyPlace } from './restaurantData.js';
import type { ServerSettings } from './servers/ready.js';
import { bookingMutation, graphqlRequest, nestedReads, plainRequest, postRequest, tableSearch, type NestedRead } from './workloads.js';

/** What the contestants are chosen from. */
export interface Field {
  readonly data: BenchData;
  readonly plan: Rounds;
  /** A server that all workloads share. */
  server(name: string): Promise<BenchServer>;
  /** One with settings of its own. */
  open(name: string, own: Partial<ServerSettings>): Promise<BenchServer>;
}

export interface Measurement {
  readonly title: string;
  /** The limit first. They have been seen to answer the same. */
  contestants(field: Field): Promise<Contestant[]>;
}

/** By the name of the workload. */
export const measurements = {
  W1: reading(nestedReads.W1),
  W2: reading(nestedReads.W2),
  W3: { title: 'When six guests can come, on 31 days of a location with 60 tables, 30 combinations and 3,000 reservations', contestants: searches },
  W4: { title: 'W1 from the cache, with a token', contestants: cachedReads },
  W5: { title: 'Parties who all want the same evenings; for half of them no table is left', contestants: bookings },
} as const satisfies Record<string, Measurement>;

function reading(workload: NestedRead): Measurement {
  return {
    title: workload.title,
    async contestants({ server }) {
      const [limit, frontdesk, mercuriusJit, apollo] = [await server('limit'), await server('frontdesk'), await server('mercuriusJit'), await server('apollo')];
      const token = await tokenFrom(frontdesk);
      return compared([
        { name: 'limit', server: limit, request: plainRequest(limit.url, workload.path) },
        { name: 'frontdesk', server: frontdesk, request: graphqlRequest(frontdesk.url, workload, token) },
        { name: 'frontdeskRest', server: frontdesk, request: plainRequest(frontdesk.url, `/api/v1${workload.path}`, token) },
        { name: 'mercuriusJit', server: mercuriusJit, request: graphqlRequest(mercuriusJit.url, workload) },
        { name: 'apollo', server: apollo, request: graphqlRequest(apollo.url, workload) },
      ]);
    },
  };
}

/** Each takes long: more in flight would be counted among what was spent and not among what was answered. */
const searchesAtOnce = 4;

/** REST answers one day for each request, and so has no part in it. */
async function searches({ server, data }: Field): Promise<Contestant[]> {
  const workload = tableSearch(busyPlace.location, data.firstDay, data.lastDay);
  const [limit, frontdesk] = [await server('limitOfSearches'), await server('frontdesk')];
  return compared([
    { name: 'limit', server: limit, request: plainRequest(limit.url, workload.path), connections: searchesAtOnce },
    { name: 'frontdesk', server: frontdesk, request: graphqlRequest(frontdesk.url, workload, benchKey.text), connections: searchesAtOnce },
  ]);
}

/** The first workload from the gateway's cache, beside a server that sends the same bytes from memory. */
async function cachedReads({ open }: Field): Promise<Contestant[]> {
  const frontdesk = await open('frontdesk', {});
  const request = graphqlRequest(frontdesk.url, nestedReads.W1, await tokenFrom(frontdesk));
  const memory = await open('memory', { bytes: await bodyOf(request) });
  return compared([
    { name: 'limit', server: memory, request: plainRequest(memory.url, '/bench/bytes') },
    { name: 'frontdesk', server: frontdesk, request },
  ]);
}

async function bookings({ server, data, plan }: Field): Promise<Contestant[]> {
  const [limit, frontdesk] = [await server('limitOfBookings'), await server('frontdesk')];
  const turn = contestedTurns(data.firstDay, plan.contestedDays);
  const rest = () => turn((party) => JSON.stringify(party));
  const graph = () => turn((party) => JSON.stringify({ query: bookingMutation, variables: { input: inputOf(party) } }));
  const contestants = [
    { name: 'limit', server: limit, request: postRequest(`${limit.url}/bench/reservations`), nextTurn: rest },
    { name: 'frontdesk', server: frontdesk, request: postRequest(`${frontdesk.url}/graphql`, benchKey.text), nextTurn: graph },
    { name: 'frontdeskRest', server: frontdesk, request: postRequest(`${frontdesk.url}/api/v1/restaurants/rst_${busyPlace.restaurant}/reservations`, benchKey.text), nextTurn: rest },
  ];
  await compareTurns(contestants);
  return contestants;
}

function inputOf({ startTime, ...party }: Party): object {
  return { ...party, startsAt: startTime };
}

async function compared(contestants: Contestant[]): Promise<Contestant[]> {
  await compareAnswers(contestants);
  return contestants;
}
