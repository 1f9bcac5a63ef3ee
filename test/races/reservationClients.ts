import { setTimeout as sleep } from 'node:timers/promises';
import { patience } from '../support/patience.js';
import type { Surfaces } from '../support/surfaces.js';
import type { ContestedLocation } from './contestedLocation.js';
import { reservationCalls, type Order, type Said, type Surface, type Told, type Wish } from './reservationCalls.js';
import { disagreements } from './reservationTruth.js';
import { violationsIn } from './reservationLog.js';

/** A gateway, and what its clients may meet there. */
export interface Door extends Surfaces {
  /** Whether it may have been dead at some moment since then, `performance.now()`: an answer may be missing. */
  mayBeSilent(since: number): boolean;
  /** Whether its database may have been away: 503 is a true answer. */
  mayBeUnavailable(since: number): boolean;
}

export interface ReservationClients {
  /** Sixteen of them reserve, change and cancel until `isOver`; each goes on until what it asked is answered. */
  play(isOver: () => boolean): Promise<void>;
  /** What should not have been: told to nobody, lost, doubled, beyond a limit, or answered otherwise to the same key. */
  verify(): Promise<readonly string[]>;
  /** How often something was answered so. */
  readonly outcomes: ReadonlyMap<string, number>;
  /** What was tried so far. */
  attempts(): number;
}

const clients = 16;
/** A call that is not answered by then, or whose key is still at work, never will be. */
const answerWithinMs = 30_000;

/** The orders that were placed, and what was told to those who placed them. */
export interface Placed {
  readonly order: Order;
  readonly surface: Surface;
  /** Null: refused. */
  readonly reservation: Told | null;
  /** Of REST. */
  readonly text: string | null;
}

export async function reservationClients(place: ContestedLocation, doors: readonly Door[]): Promise<ReservationClients> {
  const calls = reservationCalls(place);
  const outcomes = new Map<string, number>();
  const found: string[] = [];
  const known = new Map<string, Told>();
  const placed: Placed[] = [];
  let attempt = 0;

  const pick = <T>(list: readonly T[]): T => list[Math.floor(Math.random() * list.length)] as T;
  const anySize = () => pick([1, 2, 2, 3, 4, 6, 8]);
  const anySurface = () => pick<Surface>(['rest', 'graph']);
  const { json } = await pick(doors).rest('/login', { method: 'POST', body: place.staff });
  const staff = (json as { bearer: string }).bearer;

  const count = (outcome: string) => outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);

  /** Asks again, at any door, until it knows; `isRepeated` when an earlier try may have done it. */
  async function untilAnswered(what: string, ask: (door: Door) => Promise<Said>): Promise<{ said: Said; isRepeated: boolean }> {
    const begunAt = performance.now();
    for (let isRepeated = false; ; ) {
      const door = pick(doors);
      const askedAt = performance.now();
      const said = await ask(door).catch((error: unknown) => String(error));
      const isLate = performance.now() - begunAt > patience(answerWithinMs);
      if (typeof said === 'string') {
        count(`${what} without an answer`);
        if (!door.mayBeSilent(askedAt)) found.push(`${what} was not answered: ${said}`);
        isRepeated = true;
      } else {
        count(`${what} ${said.code}`);
        if (said.status === 503) {
          if (!door.mayBeUnavailable(askedAt)) found.push(`${what} was answered 503`);
          if (!/^[1-9]\d*$/.test(said.retryAfter ?? '')) found.push(`${what} was answered 503 with Retry-After ${said.retryAfter}`);
          isRepeated = true;
        } else if (said.code !== 'idempotency_in_progress') {
          if (said.status >= 500 || said.status === 400 || said.status === 404) found.push(`${what} was answered ${said.status} ${said.code}`);
          return { said, isRepeated };
        }
      }
      if (isLate) throw new Error(`${what} was not answered in time: ${JSON.stringify(said)}`);
      await sleep(10 + Math.random() * 40);
    }
  }

  /** Some are sent twice at once, as a double click does. */
  async function create(mark: string): Promise<Told | undefined> {
    const order: Order = { mark, start: pick(place.starts), partySize: anySize() };
    const surfaces = pick<readonly Surface[]>([['rest'], ['graph'], ['rest', 'rest'], ['rest', 'graph']]);
    const answers = await Promise.all(surfaces.map(async (surface) => ({ surface, said: (await untilAnswered('create', (door) => calls.create(door, surface, order))).said })));
    for (const { surface, said } of answers) placed.push({ order, surface, reservation: said.reservation ?? null, text: said.text });
    const made = answers.flatMap(({ said }) => said.reservation ?? []);
    for (const told of made) known.set(told.id, told);
    return made[0];
  }

  /** A refusal of what was tried before may mean that it is done: then the reservation itself is looked at. */
  async function carryOut(what: string, own: Told, wish: Wish, ask: (door: Door) => Promise<Said>): Promise<Told> {
    const { said, isRepeated } = await untilAnswered(what, ask);
    let told = said.reservation;
    if (told === undefined && isRepeated) {
      // Within a second every process has heard of every change.
      await sleep(patience(1000));
      told = (await untilAnswered('find', (door) => calls.find(door, own.id))).said.reservation;
      if (told !== undefined && !isOneOf(told, own, wish)) found.push(`${JSON.stringify(told)} is neither ${JSON.stringify(own)} nor that with ${JSON.stringify(wish)}`);
    }
    if (told !== undefined) known.set(told.id, told);
    return told ?? own;
  }

  function change(own: Told): Promise<Told> {
    const start = pick(place.starts);
    const partySize = anySize();
    const wishes: readonly Wish[] =
      own.status === 'NO_SHOW'
        ? [{ status: 'SEATED' }]
        : own.status === 'SEATED'
          ? [{ partySize }, { status: 'COMPLETED' }]
          : [{ start }, { start, partySize }, { partySize }, { durationMinutes: pick([60, 180]) }, { status: 'SEATED' }, { status: 'NO_SHOW' }];
    const wish = pick(wishes);
    const surface = anySurface();
    return carryOut(`change of ${Object.keys(wish).join(' and ')}`, own, wish, (door) => calls.change(door, surface, own.id, wish));
  }

  function cancel(own: Told): Promise<Told> {
    const surface = anySurface();
    return carryOut('cancel', own, { status: 'CANCELLED' }, (door) => calls.cancel(door, surface, own.id));
  }

  async function client(isOver: () => boolean): Promise<void> {
    const own: Told[] = [];
    while (!isOver()) {
      const mark = `attempt-${++attempt}`;
      const chosen = own.length === 0 ? undefined : pick(own);
      const chance = Math.random();
      if (chance < 0.02) {
        const [table, bookable] = [pick(place.tables), Math.random() < 0.7];
        await untilAnswered('closing or opening', (door) => calls.setBookable(door, staff, table, bookable));
      } else if (chosen === undefined || chance < 0.45) {
        const made = await create(mark);
        if (made !== undefined) own.push(made);
      } else {
        const isChange = chance < 0.8 || (chosen.status !== 'CONFIRMED' && chance < 0.99);
        const next = await (isChange ? change(chosen) : cancel(chosen));
        own[own.indexOf(chosen)] = next;
        if (isOut(next)) own.splice(own.indexOf(next), 1);
      }
    }
  }

  /** Every key that made a reservation, once more. */
  async function replay(): Promise<void> {
    const left = placed.filter(({ reservation }) => reservation !== null);
    const next = async (): Promise<void> => {
      for (let one = left.pop(); one !== undefined; one = left.pop()) {
        const { order, surface, reservation, text } = one;
        const { said } = await untilAnswered('replay', (door) => calls.create(door, surface, order));
        if (!said.isReplayed || said.reservation?.id !== reservation?.id || said.text !== text || (surface === 'rest' && said.status !== 201)) found.push(`${order.mark} was answered ${text ?? reservation?.id} and then ${said.status} ${said.text ?? JSON.stringify(said)}`);
      }
    };
    await Promise.all(Array.from({ length: clients }, next));
  }

  return {
    outcomes,
    attempts: () => attempt,
    async play(isOver) {
      await Promise.all(Array.from({ length: clients }, () => client(isOver)));
    },
    async verify() {
      await replay();
      return [...found, ...(await disagreements(place, known, placed)), ...(await violationsIn(place.db, place.limits))];
    },
  };
}

/** Whether its client has no more use for it; some of those who did not come are let in after all. */
function isOut({ status }: Told): boolean {
  return status === 'CANCELLED' || status === 'COMPLETED' || (status === 'NO_SHOW' && Math.random() < 0.5);
}

/** Whether what is there is what was before, or that with all that was wished. */
function isOneOf(told: Told, before: Told, { start = before.start, partySize = before.partySize, status = before.status }: Wish): boolean {
  const isAsWished = told.start === start && told.partySize === partySize && told.status === status;
  return isAsWished || (told.start === before.start && told.partySize === before.partySize && told.status === before.status && told.tables === before.tables);
}
