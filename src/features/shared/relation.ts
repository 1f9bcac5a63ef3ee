import DataLoader from 'dataloader';
import type { Context } from '../../graphql/context.js';
import { connectionFrom, type Connection, type ConnectionJson, type PageArguments } from './connection.js';
import type { Row } from './fields.js';
import { lookAhead, storageKey, type LookAhead, type ResolveInfo, type SelectedField } from './selection.js';

/** Reads one relation of an object that came without it, given the object's row. */
export type LoadRelation = (parent: Row, lookAhead: LookAhead) => Promise<unknown>;

/**
 * Resolvers that hand on what a look-ahead read brought and nothing else, so that its JSON may be written into the
 * answer without them. Told by what they hand on: an object's row, or a connection.
 */
const handedOn = new WeakMap<object, 'row' | 'connection'>();

export function handedOnBy(resolver: object): 'row' | 'connection' | undefined {
  return handedOn.get(resolver);
}

type Resolve<Arguments, Result> = (parent: Row, args: Arguments, context: Context, info: ResolveInfo) => Result | Promise<Result>;

function handsOn<Resolver extends object>(what: 'row' | 'connection', resolver: Resolver): Resolver {
  handedOn.set(resolver, what);
  return resolver;
}

/** A root field that is a list. `list` only hands on what `read` brings. */
export function rootList<Arguments extends PageArguments>(list: (context: Context, lookAhead: LookAhead) => Promise<ConnectionJson>): Resolve<Arguments, Connection> {
  return handsOn('connection', async (_parent, page, context, info) => connectionFrom(await list(context, lookAhead(info)), page, context));
}

/** A root field that is one object, or null. `find` only hands on what `read` brings. */
export function rootRow<Arguments>(find: (context: Context, args: Arguments, lookAhead: LookAhead) => Promise<Row | null>): Resolve<Arguments, Row | null> {
  return handsOn('row', (_parent, args, context, info) => find(context, args, lookAhead(info)));
}

/**
 * A field with a selection of its own. It was read with its parent, unless the parent came by another way; then it is
 * loaded, for all such parents in one statement.
 */
export function relation<Result>(load: (context: Context) => LoadRelation): Resolve<object, Result> {
  return handsOn('row', (parent, _arguments, context, info) => {
    const key = storageKey(info.fieldNodes[0] as ResolveInfo['fieldNodes'][0]);
    return (key in parent ? parent[key] : load(context)(parent, lookAhead(info))) as Result | Promise<Result>;
  });
}

/** A relation that is a connection. */
export function connectionRelation(load: (context: Context) => LoadRelation): Resolve<PageArguments, Connection> {
  const connection = relation<ConnectionJson>(load);
  return handsOn('connection', (parent, page, context, info) => {
    const json = connection(parent, page, context, info);
    return json instanceof Promise
      ? json.then((loaded) => connectionFrom(loaded, page, context))
      : connectionFrom(json, page, context);
  });
}

/** The value of one relation, for each of the rows asked for that exists. */
export type ReadRelation = (lookAhead: LookAhead, numbers: readonly number[]) => Promise<{ number: number; value: unknown }[]>;

/** Loads relations of one type of object: what is asked for in one tick, under one field, is one statement. */
export function createRelationLoader(read: ReadRelation): (number: number, lookAhead: LookAhead) => Promise<unknown> {
  const loaders = new Map<SelectedField, DataLoader<number, unknown>>();
  return (number, { field, variables }) => {
    let loader = loaders.get(field);
    if (loader === undefined) {
      loader = new DataLoader(async (numbers) => {
        const found = await read({ field, variables }, numbers);
        const values = new Map(found.map((row) => [row.number, row.value]));
        return numbers.map((one) => values.get(one) ?? null);
      });
      loaders.set(field, loader);
    }
    return loader.load(number);
  };
}
