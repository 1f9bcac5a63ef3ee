import { parse } from 'node:querystring';
import type { RouteInput } from './route.js';

const none: RouteInput['query'] = Object.freeze({});

/**
 * The values of a query string by name; a name given twice has an array. Bad percent-encoding is read as it stands. The
 * object has no prototype.
 */
export function parseQuery(search: string): RouteInput['query'] {
  const text = search.startsWith('?') ? search.slice(1) : search;
  return text === '' ? none : parse(text, '&', '=', { maxKeys: 0 });
}
