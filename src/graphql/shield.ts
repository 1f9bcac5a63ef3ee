import { createRequire } from 'node:module';
import type { GraphQLResolveInfo, GraphQLSchema, OperationDefinitionNode, SelectionSetNode } from 'graphql';
import { isObjectType, Kind } from 'graphql';
import type { IMiddlewareFieldMap } from 'graphql-middleware';
import { ApplicationError, missingScope } from '../errors.js';
import type { Context } from './context.js';
import { schemaFacts, type ScopeRule } from './schemaFacts.js';
import { missingOf, scopeToNameInExecution } from './scopes.js';

const require = createRequire(import.meta.url);
// graphql-shield calls `util.isUndefined`, which Node 23 removed. Both packages must come from the same module
// system, or shield's middleware is not recognised as one.
const util = require('node:util') as { isUndefined?: (value: unknown) => boolean };
util.isUndefined ??= (value) => value === undefined;
const { rule: shieldRule, shield } = require('graphql-shield') as typeof import('graphql-shield');
const { applyMiddleware } = require('graphql-middleware') as typeof import('graphql-middleware');

type Arguments = Record<string, unknown>;
type Resolve = (parent: unknown, args: Arguments, context: Context, info: GraphQLResolveInfo) => unknown;
type FieldMiddleware = (resolve: Resolve, parent: unknown, args: Arguments, context: Context, info: GraphQLResolveInfo) => unknown;

/**
 * The schema with its scopes enforced: a field whose scope the caller lacks is null, with FORBIDDEN naming the
 * scope, and UNAUTHENTICATED for a root field asked by nobody. Fields without `@scope` are left as they are:
 * wrapping them too would more than double the cost of every answer.
 */
export function applyShield(schema: GraphQLSchema): GraphQLSchema {
  const rules = scopeRules(schema);
  const tree = Object.fromEntries(
    [...rules].map(([type, fields]) => [type, Object.fromEntries([...fields].map(([name, scope]) => [name, ruleFor(type, name, scope)]))]),
  );
  const generated = shield<unknown, Context, Arguments>(tree, { allowExternalErrors: true }).generate(schema) as Record<string, IMiddlewareFieldMap>;
  const pruned: Record<string, IMiddlewareFieldMap> = {};
  for (const [type, fields] of rules) {
    const kept: IMiddlewareFieldMap = {};
    for (const [name, scope] of fields) {
      const middleware = generated[type]?.[name];
      if (typeof middleware !== 'function') throw new Error(`The shield made no rule for ${type}.${name}.`);
      kept[name] = holdersPassAtOnce(scope, middleware as FieldMiddleware) as IMiddlewareFieldMap[string];
    }
    pruned[type] = kept;
  }
  return applyMiddleware(schema, pruned);
}

function scopeRules(schema: GraphQLSchema): Map<string, Map<string, ScopeRule>> {
  const rules = new Map<string, Map<string, ScopeRule>>();
  for (const [type, fields] of schemaFacts(schema)) {
    // An interface's fields are never resolved, those of its types are; they say the same.
    if (!isObjectType(schema.getType(type))) continue;
    const scoped = [...fields].flatMap(([name, { scope }]): [string, ScopeRule][] => (scope === null ? [] : [[name, scope]]));
    if (scoped.length > 0) rules.set(type, new Map(scoped));
  }
  return rules;
}

function ruleFor(type: string, field: string, scope: ScopeRule): ReturnType<ReturnType<typeof shieldRule>> {
  return shieldRule(`${type}.${field}`, { cache: 'no_cache' })((_parent, _args, context: Context, info) => {
    const missing = missingHere(scope, context, info);
    if (missing === null) return true;
    if (context.principal.kind === 'anonymous' && info.path.prev === undefined) return new ApplicationError('UNAUTHENTICATED');
    return missingScope(scopeToNameInExecution(scope, missing, info, rootFieldOf(info)));
  });
}

/** Shield answers through three promises a field; whoever holds the scope does not wait for them. */
function holdersPassAtOnce(scope: ScopeRule, shielded: FieldMiddleware): FieldMiddleware {
  return (resolve, parent, args, context, info) =>
    missingHere(scope, context, info) === null ? resolve(parent, args, context, info) : shielded(resolve, parent, args, context, info);
}

function missingHere(scope: ScopeRule, context: Context, info: GraphQLResolveInfo): string | null {
  const missing = missingOf(scope, context.principal.scopes);
  return missing !== null && scope.coveredBy !== null && scope.coveredBy === rootFieldOf(info) ? null : missing;
}

const rootFields = new WeakMap<OperationDefinitionNode, Map<string, string>>();

/** The name, not the alias, of the root field that this field is below. */
function rootFieldOf(info: GraphQLResolveInfo): string {
  let path = info.path;
  while (path.prev !== undefined) path = path.prev;
  let names = rootFields.get(info.operation);
  if (names === undefined) {
    names = new Map();
    nameRootFields(info.operation.selectionSet, info.fragments, names, new Set());
    rootFields.set(info.operation, names);
  }
  return names.get(String(path.key)) ?? '';
}

function nameRootFields(selectionSet: SelectionSetNode, fragments: GraphQLResolveInfo['fragments'], names: Map<string, string>, seen: Set<string>): void {
  for (const selection of selectionSet.selections) {
    if (selection.kind === Kind.FIELD) {
      names.set(selection.alias?.value ?? selection.name.value, selection.name.value);
    } else if (selection.kind === Kind.INLINE_FRAGMENT) {
      nameRootFields(selection.selectionSet, fragments, names, seen);
    } else if (!seen.has(selection.name.value)) {
      seen.add(selection.name.value);
      const fragment = fragments[selection.name.value];
      if (fragment !== undefined) nameRootFields(fragment.selectionSet, fragments, names, seen);
    }
  }
}
