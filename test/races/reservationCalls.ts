import type { GraphqlAnswer, RestAnswer } from '../support/gateway.js';
import type { Surfaces } from '../support/surfaces.js';
import type { ContestedLocation } from './contestedLocation.js';

/** A reservation as a client was told of it, on either surface. */
export interface Told {
  readonly id: string;
  readonly status: string;
  readonly start: string;
  readonly partySize: number;
  readonly tables: string;
}

/** An answer; its `status` is what REST has for the graph's code too. */
export interface Said {
  readonly status: number;
  /** `ok`, or the restaurant family's code. */
  readonly code: string;
  readonly reservation?: Told;
  readonly isReplayed: boolean;
  readonly retryAfter: string | null;
  /** Of REST. */
  readonly text: string | null;
}

export type Surface = 'rest' | 'graph';

/** What a guest asks for, under a key of its own. */
export interface Order {
  readonly mark: string;
  readonly start: string;
  readonly partySize: number;
}

/** What is to be different of a reservation. */
export interface Wish {
  readonly start?: string;
  readonly partySize?: number;
  readonly durationMinutes?: number;
  readonly status?: string;
}

export type ReservationCalls = ReturnType<typeof reservationCalls>;

export const emailOf = ({ mark }: Pick<Order, 'mark'>): string => `${mark}@example.org`;

/** The calls of a location's clients, on either surface of any gateway. They reject when there is no answer. */
export function reservationCalls({ restaurant, location, key }: ContestedLocation) {
  const rest = async (by: Surfaces, method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
    restSaid(await by.rest(path, { method, token: key, headers, ...(body === undefined ? {} : { body }) }));
  const graph = async (by: Surfaces, field: string, input: object, more = '') =>
    graphSaid(
      await by.graphql(`mutation ($input: ${field[0]?.toUpperCase()}${field.slice(1)}Input!) { ${field}(input: $input) { ${more} reservation { id status startsAt partySize tables { id } } } }`, { token: key, variables: { input } }),
      field,
    );

  return {
    create(by: Surfaces, surface: Surface, { mark, start, partySize }: Order): Promise<Said> {
      const common = { locationId: location, partySize, guest: { firstName: 'Noor', lastName: 'Bakker', email: emailOf({ mark }) } };
      return surface === 'rest'
        ? rest(by, 'POST', `/restaurants/${restaurant}/reservations`, { ...common, startTime: start }, { 'idempotency-key': mark })
        : graph(by, 'createReservation', { ...common, startsAt: start, idempotencyKey: mark }, 'replayed');
    },

    change(by: Surfaces, surface: Surface, ref: string, { start, status, ...others }: Wish): Promise<Said> {
      return surface === 'rest'
        ? rest(by, 'PATCH', `/reservations/${ref}`, { ...others, ...(start === undefined ? {} : { startTime: start }), ...(status === undefined ? {} : { status: status.toLowerCase() }) })
        : graph(by, 'updateReservation', { ref, ...others, ...(start === undefined ? {} : { startsAt: start }), ...(status === undefined ? {} : { status }) });
    },

    cancel: (by: Surfaces, surface: Surface, ref: string): Promise<Said> =>
      surface === 'rest' ? rest(by, 'DELETE', `/reservations/${ref}`) : graph(by, 'cancelReservation', { ref }),

    find: (by: Surfaces, ref: string): Promise<Said> => rest(by, 'GET', `/reservations/${ref}`),

    /** As staff do. */
    async setBookable(by: Surfaces, token: string, table: string, bookable: boolean): Promise<Said> {
      const answer = await by.graphql('mutation ($input: UpdateDiningTableInput!) { updateDiningTable(input: $input) { table { bookable } } }', { token, variables: { input: { id: table, bookable } } });
      return refusalOf(answer) ?? { status: 200, code: 'ok', ...plain };
    },
  };
}

const plain = { isReplayed: false, retryAfter: null, text: null };

function restSaid({ status, headers, json, text }: RestAnswer): Said {
  const seen = { isReplayed: headers.get('idempotency-replayed') === 'true', retryAfter: headers.get('retry-after'), text };
  if (status >= 300) return { status, code: (json as { error?: { code?: string } } | undefined)?.error?.code ?? '', ...seen };
  const { id, status: word, startTime, partySize, tableIds } = (json as { reservation: { id: string; status: string; startTime: string; partySize: number; tableIds: string[] } }).reservation;
  return { status, code: 'ok', ...seen, reservation: { id, status: word.toUpperCase(), start: startTime, partySize, tables: tableIds.join() } };
}

function graphSaid(answer: GraphqlAnswer, field: string): Said {
  const refusal = refusalOf(answer);
  if (refusal !== null) return refusal;
  const payload = answer.data?.[field] as { replayed?: boolean; reservation: { id: string; status: string; startsAt: string; partySize: number; tables: { id: string }[] } } | null | undefined;
  if (payload === null || payload === undefined) return { status: 500, code: 'neither data nor error', ...plain };
  const { id, status, startsAt, partySize, tables } = payload.reservation;
  return { ...plain, status: answer.status, code: 'ok', isReplayed: payload.replayed === true, reservation: { id, status, start: startsAt, partySize, tables: tables.map((table) => table.id).join() } };
}

function refusalOf({ status, headers, errors }: GraphqlAnswer): Said | null {
  const error = errors?.[0];
  if (error === undefined) return null;
  const code = String(error.extensions['code']);
  return { ...plain, status: statuses[code] ?? (status === 200 ? 409 : status), code: code.toLowerCase(), retryAfter: headers.get('retry-after') };
}

const statuses: Readonly<Record<string, number>> = { BAD_USER_INPUT: 400, NOT_FOUND: 404, INTERNAL_SERVER_ERROR: 500, UNAVAILABLE: 503 };
