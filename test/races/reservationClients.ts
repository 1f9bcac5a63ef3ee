import { isDeepStrictEqual } from 'node:util';
import { sql } from 'kysely';
import { restaurantScopes } from '../../src/access/scopes.js';
import { insertKey } from '../access/support.js';
import { startTestGateway, type GraphqlAnswer, type RestAnswer, type TestGateway } from '../support/gateway.js';
import { closeGateways } from '../support/gatewayPair.js';
import { restaurantRows } from '../support/restaurants.js';
import { createStudioDatabase } from '../support/studio.js';
import { keepLog, violationsIn, type Limits } from './reservationLog.js';

/** Two gateways on one database, and one location that everybody wants to dine at. */
export interface ContestedLocation {
  /** So many attempts by some clients at once; what should not have been. */
  play(attempts: number): Promise<{ found: string[]; outcomes: ReadonlyMap<string, number> }>;
  close(): Promise<void>;
}

const limits: Limits = { reservations: 3, covers: 12 };
const now = Date.parse('2026-09-01T06:00:00Z');
const days = ['2026-09-02', '2026-09-03', '2026-09-04'];
const times = ['18:00', '18:30', '19:00', '20:00', '21:00', '23:30'];
const clients = 16;

/** What a client was last told of a reservation of its own. */
interface Known {
  readonly id: string;
  status: string;
  start: string;
  partySize: number;
  tables: string;
}

interface Said {
  readonly status: number;
  readonly code: string;
  readonly known?: Known;
}

/** @param isNaive Without what keeps a table from two parties in the database. */
export async function contestedLocation({ isNaive = false } = {}): Promise<ContestedLocation> {
  const database = await createStudioDatabase();
  const studio = await database.studio('contested', { timeZone: 'Etc/UTC' });
  const { db, company } = studio;
  const rows = restaurantRows(studio);
  const restaurant = await rows.restaurant();
  const location = await rows.location(restaurant);
  const tables: number[] = [];
  for (const seats of [2, 2, 4, 4, 6]) tables.push(await rows.table(location, { seats_max: seats }));
  await rows.combination(location, tables.slice(0, 2), { seats_min: 3, seats_max: 4 });
  await rows.combination(location, tables.slice(2, 4), { seats_min: 5, seats_max: 8 });
  await rows.service(location, { opens: '18:00', closes: '00:30', last_seating: '00:00' });
  await rows.rule(location, { buffer_after_minutes: 15, max_reservations_per_slot: limits.reservations, max_covers_per_slot: limits.covers });
  for (const kind of ['customer', 'reservation']) await db.insertInto('number_sequences').values({ company_id: company.id, kind, last_number: 5000 }).execute();
  const key = await insertKey(database.test.database, company, 'contest1', { scopes: [...restaurantScopes] });
  await db.updateTable('api_keys').set({ points_per_minute: 100_000_000 }).execute();
  if (isNaive) await sql`alter table reservation_tables drop constraint reservation_tables_held_once`.execute(db);
  await keepLog(db);
  const { connectionString } = database.test;
  const gateways = [await startTestGateway({ connectionString, clock: () => now }), await startTestGateway({ connectionString, clock: () => now })] as const;

  let attempt = 0;
  const outcomes = new Map<string, number>();
  const found: string[] = [];
  const known = new Map<string, Known>();
  const refused = new Set<string>();

  const noted = (what: string, said: Said): Said => {
    const outcome = `${what} ${said.code}`;
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    if (said.status >= 500 || said.status === 400 || said.status === 404) found.push(`${what} was answered ${said.status} ${said.code}`);
    if (said.known !== undefined) known.set(said.known.id, said.known);
    return said;
  };

  const pick = <T>(list: readonly T[]): T => list[Math.floor(Math.random() * list.length)] as T;
  const anyStart = () => `${pick(days)}T${pick(times)}:00.000Z`;
  const anySize = () => pick([1, 2, 2, 3, 4, 6, 8]);
  const anyGateway = (): TestGateway => pick(gateways);
  const rest = async (gateway: TestGateway, method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
    restSaid(await gateway.rest(path, { method, token: key, headers, ...(body === undefined ? {} : { body }) }));
  const graph = async (gateway: TestGateway, field: string, input: object) =>
    graphSaid(await gateway.graphql(`mutation ($input: ${field[0]?.toUpperCase()}${field.slice(1)}Input!) { ${field}(input: $input) { reservation { id status startsAt partySize tables { id } } } }`, { token: key, variables: { input } }), field);

  /** Half of them over REST; some of those are sent twice at once, as a double click does. */
  async function create(mark: string): Promise<Known | undefined> {
    const [startTime, partySize, gateway] = [anyStart(), anySize(), anyGateway()];
    const guest = { firstName: 'Noor', lastName: 'Bakker', email: `${mark}@example.org` };
    const common = { locationId: `loc_${location}`, partySize, guest };
    const overRest = (by: TestGateway) => rest(by, 'POST', `/restaurants/rst_${restaurant}/reservations`, { ...common, startTime }, { 'idempotency-key': mark });
    const overGraph = (by: TestGateway) => graph(by, 'createReservation', { ...common, startsAt: startTime, idempotencyKey: mark });
    const calls = pick([[overRest], [overGraph], [overRest, overRest], [overRest, overGraph]]);
    const said = await Promise.all(calls.map(async (call, index) => noted('create', await call(index === 0 ? gateway : gateways[gateways[0] === gateway ? 1 : 0]))));
    const made = said.flatMap((one) => one.known ?? []);
    if (new Set(made.map(({ id }) => id)).size > 1) found.push(`${mark} made more than one reservation`);
    if (made.length === 0) refused.add(`${mark}@example.org`);
    return made[0];
  }

  async function change(own: Known): Promise<Known | undefined> {
    const status = own.status === 'NO_SHOW' ? 'SEATED' : pick(['NO_SHOW', 'SEATED']);
    const input = own.status === 'NO_SHOW' ? { status } : own.status === 'SEATED' ? { partySize: anySize() } : pick([{ startsAt: anyStart() }, { startsAt: anyStart(), partySize: anySize() }, { partySize: anySize() }, { durationMinutes: pick([60, 180]) }, { status }]);
    const { startsAt, ...others } = input as { startsAt?: string; status?: string };
    const body = { ...others, ...(startsAt === undefined ? {} : { startTime: startsAt }), ...(others.status === undefined ? {} : { status: others.status.toLowerCase() }) };
    const said = Math.random() < 0.5 ? await rest(anyGateway(), 'PATCH', `/reservations/${own.id}`, body) : await graph(anyGateway(), 'updateReservation', { ref: own.id, ...input });
    return noted(`change of ${Object.keys(input).join(' and ')}`, said).known;
  }

  async function cancel({ id }: Known): Promise<Known | undefined> {
    const said = Math.random() < 0.5 ? await rest(anyGateway(), 'DELETE', `/reservations/${id}`) : await graph(anyGateway(), 'cancelReservation', { ref: id });
    return noted('cancel', said).known;
  }

  /** As staff do it: whoever is about to give the table out is done first. */
  async function closeOrOpen(): Promise<void> {
    await db.transaction().execute(async (transaction) => {
      const locked = transaction.selectFrom('service_days').select('day').where('company_id', '=', company.id).where('location_number', '=', location);
      await locked.orderBy('day').forUpdate().execute();
      await transaction.updateTable('dining_tables').set((row) => ({ is_bookable: row.not('is_bookable') })).where('company_id', '=', company.id).where('number', '=', pick(tables)).execute();
    });
  }

  async function client(attempts: number): Promise<void> {
    const own: Known[] = [];
    while (attempt < attempts) {
      const mark = `attempt-${++attempt}`;
      const chosen = own.length === 0 ? undefined : pick(own);
      const chance = Math.random();
      if (chance < 0.02) await closeOrOpen();
      else if (chosen === undefined || chance < 0.45) {
        const made = await create(mark);
        if (made !== undefined) own.push(made);
      } else {
        const next = await (chance < 0.75 && !(chosen.status === 'SEATED' && chance < 0.5) ? change(chosen) : cancel(chosen));
        if (next !== undefined) own[own.indexOf(chosen)] = next;
        if (next?.status === 'CANCELLED') own.splice(own.indexOf(next), 1);
      }
    }
  }

  /** What was acknowledged is there, as it was told last, and nothing else is. */
  async function compare(): Promise<void> {
    const { rows: all } = await sql<Known & { email: string }>`select internal_id as id, status, to_char(starts_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as start, party_size as "partySize", email,
      (select string_agg('t-' || table_number, ',' order by table_number) from reservation_tables as held where held.company_id = reservations.company_id and reservation_number = number) as tables
      from reservations where company_id = ${company.id}`.execute(db);
    for (const { email, ...row } of all) {
      const told = known.get(row.id);
      if (told === undefined) found.push(`${row.id} of ${email} is there, and nobody was told`);
      else if (!isDeepStrictEqual(told, row)) found.push(`told ${JSON.stringify(told)}, but there is ${JSON.stringify(row)}`);
      if (refused.has(email)) found.push(`${email} was refused, and is there`);
    }
    const there = new Set(all.map(({ id }) => id));
    for (const id of known.keys()) if (!there.has(id)) found.push(`${id} was acknowledged, and is not there`);
  }

  return {
    async play(attempts) {
      await Promise.all(Array.from({ length: clients }, () => client(attempts)));
      await compare();
      found.push(...(await violationsIn(db, limits)));
      return { found, outcomes };
    },
    async close() {
      await closeGateways(gateways);
      await database.test.drop();
    },
  };
}

function restSaid({ status, json }: RestAnswer): Said {
  if (status >= 300) return { status, code: (json as { error?: { code?: string } } | undefined)?.error?.code ?? '' };
  const { id, status: word, startTime, partySize, tableIds } = (json as { reservation: { id: string; status: string; startTime: string; partySize: number; tableIds: string[] } }).reservation;
  return { status, code: 'ok', known: { id, status: word.toUpperCase(), start: startTime, partySize, tables: tableIds.join() } };
}

function graphSaid({ status, data, errors }: GraphqlAnswer, field: string): Said {
  const error = errors?.[0];
  if (error !== undefined) {
    const code = String(error.extensions['code']);
    return { status: statuses[code] ?? (code === 'INTERNAL_SERVER_ERROR' || code === 'UNAVAILABLE' ? 500 : status === 200 ? 409 : status), code: code.toLowerCase() };
  }
  const payload = data?.[field] as { reservation: { id: string; status: string; startsAt: string; partySize: number; tables: { id: string }[] } } | null | undefined;
  if (payload === null || payload === undefined) return { status: 500, code: 'neither data nor error' };
  const { reservation } = payload;
  const { id, startsAt, partySize, tables } = reservation;
  return { status, code: 'ok', known: { id, status: reservation.status, start: startsAt, partySize, tables: tables.map((table) => table.id).join() } };
}

const statuses: Readonly<Record<string, number>> = { BAD_USER_INPUT: 400, NOT_FOUND: 404 };
