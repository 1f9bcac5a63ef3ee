/**
 * Known at once, or later. Most of what the steps of a call ask for is in this process's memory: a promise for each
 * would cost a remembered answer more than the steps themselves.
 */
export type Awaitable<T> = T | Promise<T>;

/** Goes on with a value at once where it is known. */
export function whenKnown<T, Result>(value: Awaitable<T>, goOn: (value: T) => Awaitable<Result>): Awaitable<Result> {
  return value instanceof Promise ? value.then(goOn) : goOn(value);
}
