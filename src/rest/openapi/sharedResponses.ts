import { STATUS_CODES } from 'node:http';
import type { Operation, Paths, Reference } from './paths.js';
import type { Response } from './refusals.js';

/** The same paths, in which answers other than successes that several operations have in common are said once. */
export function shareResponses(paths: Paths): { paths: Paths; responses: Record<string, Response> } {
  const times = new Map<string, number>();
  const keyOf = (status: string, response: Response | Reference) => `${status} ${JSON.stringify(response)}`;
  const eachOperation = (change: (operation: Operation) => Operation): Paths =>
    Object.fromEntries(
      Object.entries(paths).map(([path, operations]) => [path, Object.fromEntries(Object.entries(operations).map(([method, operation]) => [method, change(operation)]))]),
    );
  eachOperation((operation) => {
    for (const [status, response] of Object.entries(operation.responses)) times.set(keyOf(status, response), (times.get(keyOf(status, response)) ?? 0) + 1);
    return operation;
  });

  const responses: Record<string, Response> = {};
  const names = new Map<string, string>();
  const share = (status: string, response: Response | Reference): Response | Reference => {
    const key = keyOf(status, response);
    if ('$ref' in response || Number(status) < 300 || times.get(key) === 1) return response;
    const name = names.get(key) ?? unusedName(STATUS_CODES[status] ?? status, responses);
    names.set(key, name);
    responses[name] = response;
    return { $ref: `#/components/responses/${name}` };
  };
  return {
    paths: eachOperation((operation) => ({
      ...operation,
      responses: Object.fromEntries(Object.entries(operation.responses).map(([status, response]) => [status, share(status, response)])),
    })),
    responses,
  };
}

/** `Too Many Requests` as `TooManyRequests`; the second one of a name is `TooManyRequests2`. */
function unusedName(phrase: string, taken: Readonly<Record<string, unknown>>): string {
  const stem = phrase.replaceAll(/\W/g, '');
  let name = stem;
  for (let count = 2; Object.hasOwn(taken, name); count += 1) name = `${stem}${count}`;
  return name;
}
