import type { Condition } from '../fieldTree.js';
import type { PricedField, SizeRule } from './plan.js';

/** What an operation returns, or may return at most by its own account. */
export interface Price {
  /** Weighted objects; saturates at the largest safe integer. */
  readonly objects: number;
  /** 1 for each 100 objects begun, at least 1. */
  readonly points: number;
}

export type Variables = Readonly<Record<string, unknown>>;

/** Objects that one point buys. */
const objectsPerPoint = 100;
const most = Number.MAX_SAFE_INTEGER;

/**
 * The price before execution: the static type cost of the IBM cost directives, from `@listSize` and `@cost`.
 *
 * @see https://ibm.github.io/graphql-specs/cost-spec.html
 */
export function staticPrice(plan: readonly PricedField[], variables: Variables, defaults: ReadonlyMap<string, unknown>): Price {
  return priceOf(estimate(plan, 1, variables, defaults));
}

/** What the answer really holds, by the same weights. Null branches weigh nothing. */
export function actualPrice(plan: readonly PricedField[], data: unknown): Price {
  return priceOf(count(plan, data));
}

export function priceOf(objects: number): Price {
  const bounded = Math.min(Math.ceil(objects), most);
  return { objects: bounded, points: Math.max(1, Math.ceil(bounded / objectsPerPoint)) };
}

function estimate(fields: readonly PricedField[], enclosingSize: number, variables: Variables, defaults: ReadonlyMap<string, unknown>): number {
  let objects = 0;
  for (const field of fields) {
    if (!isIncluded(field.occurrences, variables, defaults)) continue;
    const { size } = field;
    const sized = size === null ? 1 : sizeOf(size, variables, defaults);
    // A connection is one object, whose size its `nodes` and `edges` take over.
    const isConnection = size !== null && !field.isList;
    const items = field.isList ? (field.isSized ? enclosingSize : sized) : 1;
    const below = heaviest(field.below, (fields) => estimate(fields, isConnection ? sized : 1, variables, defaults));
    objects += field.isWeighedWhole ? field.weight + items * below : items * (field.weight + below);
    if (objects >= most) return most;
  }
  return objects;
}

/** 0 of nothing. */
function heaviest(below: PricedField['below'], objectsOf: (fields: readonly PricedField[]) => number): number {
  let objects = 0;
  for (const fields of below) objects = Math.max(objects, objectsOf(fields));
  return objects;
}

/** The largest slicing argument that is given counts, the assumed size when none is. */
function sizeOf(rule: SizeRule, variables: Variables, defaults: ReadonlyMap<string, unknown>): number {
  let largest = -1;
  for (const given of rule.given) {
    const value = 'constant' in given ? given.constant : valueOf(given.variable, variables, defaults);
    if (typeof value === 'number' && value > largest) largest = value;
  }
  return largest < 0 ? rule.assumedSize : Math.min(largest, rule.most);
}

function isIncluded(occurrences: readonly (readonly Condition[])[], variables: Variables, defaults: ReadonlyMap<string, unknown>): boolean {
  return occurrences.some((conditions) =>
    conditions.every(({ variable, keeps }) => {
      const value = valueOf(variable, variables, defaults);
      // A value that is no boolean is refused later; until then the field is priced.
      return typeof value !== 'boolean' || value === keeps;
    }),
  );
}

function valueOf(variable: string, variables: Variables, defaults: ReadonlyMap<string, unknown>): unknown {
  const given = Object.hasOwn(variables, variable) ? variables[variable] : undefined;
  return given === undefined ? defaults.get(variable) : given;
}

function count(fields: readonly PricedField[], data: unknown): number {
  if (typeof data !== 'object' || data === null) return 0;
  let objects = 0;
  for (const { responseKey, weight, isWeighedWhole, below } of fields) {
    const value = (data as Record<string, unknown>)[responseKey];
    objects += isWeighedWhole && Array.isArray(value) ? weight + countValue(value, 0, below) : countValue(value, weight, below);
  }
  return objects;
}

function countValue(value: unknown, weight: number, below: PricedField['below']): number {
  if (typeof value !== 'object' || value === null) return 0;
  // Which of an interface's types an object has is not in the answer; the fields that it has are.
  if (!Array.isArray(value)) return weight + heaviest(below, (fields) => count(fields, value));
  let objects = 0;
  for (const item of value) objects += countValue(item, weight, below);
  return objects;
}
