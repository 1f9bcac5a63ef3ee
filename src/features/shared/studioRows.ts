import { readPage, type Query } from '../../rest/parameters.js';
import { unpagedPageSize, type RouteInput } from '../../rest/route.js';

/** Pieces that the studio's REST rows of several nouns are made of, named as the documented API names them. */

/** Variables of an unpaged list's operation. */
export interface ListVariables {
  first?: number;
  page?: number;
  pageSize?: number;
  /** Asked for with a page only: the whole list needs no count. */
  withTotal: boolean;
}

/** What a documented unpaged list asks of its connection: all of it, or a page when the caller says which. */
export function listVariables(query: Query): ListVariables {
  const { page, pageSize, isPaged } = readPage(query);
  return isPaged ? { page, pageSize, withTotal: true } : { first: unpagedPageSize, withTotal: false };
}

/** The JSON around the items of an unpaged list. */
export const listEnvelope = ['{"data":[', ']}'] as const;

/** Which page of a customer's own rows is asked for, as the variables of its operation. */
export function customerPage({ path, query }: Pick<RouteInput, 'path' | 'query'>): { id: string; page: number; pageSize: number } {
  const { page, pageSize } = readPage(query);
  return { id: path['id'] ?? '', page, pageSize };
}

/** The paged envelope. */
export function pagedList<Item>(
  data: readonly Item[],
  total: number | undefined,
  { page, pageSize }: { page?: number | null | undefined; pageSize?: number | null | undefined },
) {
  return { data, total, page, pageSize };
}

export function personRow({ id, firstName, lastName, email }: { id: string; firstName: string; lastName: string; email: string }) {
  return { id, type: 'customer', firstname: firstName, lastname: lastName, email };
}

/** `duration` is in minutes. */
export function eventDateRow({ id, startsAtLocal, timeZone, durationMinutes }: {
  id: string;
  startsAtLocal: string;
  timeZone: string;
  durationMinutes: number;
}) {
  return { id, type: 'event_date', datetime: startsAtLocal, tz: timeZone, duration: durationMinutes };
}

export function facilitatorRow({ id, name }: { id: string; name: string }) {
  return { id, type: 'facilitator', name };
}

export function eventNameRow({ id, name }: { id: string; name: string }) {
  return { id, type: 'event', name };
}

/** A pass as other records refer to it. */
export function passTemplateRow({ id, name }: { id: string; name: string }) {
  return { id, type: 'pass_template', name };
}
