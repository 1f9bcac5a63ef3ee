import { isObjectType, type GraphQLSchema } from 'graphql';
import { handedOnBy } from '../features/shared/relation.js';
import type { Resolvers } from './resolvers.generated.js';

/** By `Type.field`: fields whose resolver only hands on what look-ahead SQL brought, and what that is. */
export type HandedOnFields = ReadonlyMap<string, 'row' | 'connection'>;

const known = new WeakMap<GraphQLSchema, HandedOnFields>();
const none: HandedOnFields = new Map();

export function handedOnFields(schema: GraphQLSchema): HandedOnFields {
  return known.get(schema) ?? none;
}

/** Told by the resolvers as the features wrote them: the schema has them wrapped. */
export function rememberHandedOn(schema: GraphQLSchema, resolvers: readonly Resolvers[]): void {
  const roots = [schema.getQueryType(), schema.getMutationType()];
  const fields = new Map<string, 'row' | 'connection'>();
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    const own = Object.assign({}, ...resolvers.map((one) => one[type.name as keyof Resolvers])) as Record<string, object | undefined>;
    for (const name of Object.keys(type.getFields())) {
      const resolver = own[name];
      const what = resolver === undefined ? (roots.includes(type) ? undefined : 'row') : handedOnBy(resolver);
      if (what !== undefined) fields.set(`${type.name}.${name}`, what);
    }
  }
  known.set(schema, fields);
}
