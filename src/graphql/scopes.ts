import { getNamedType, type GraphQLResolveInfo } from 'graphql';
import { buildFieldTree, type TreeField } from './fieldTree.js';
import type { ScopeRule } from './schemaFacts.js';

/** One `@scope` that a document meets. Exactly one of the two lists is filled. */
export interface ScopeRequirement {
  /** The field that asks for it: `Customer.email`. */
  readonly field: string;
  readonly requires: readonly string[];
  readonly anyOf: readonly string[];
  /** The scope to name when none of `anyOf` is held: the documented one of what is asked below the field. */
  readonly named: string;
}

/** The requirements of an operation's fields, in document order. */
export function scopeRequirements(tree: ReadonlyMap<string, TreeField>): ScopeRequirement[] {
  const requirements: ScopeRequirement[] = [];
  for (const root of tree.values()) collect(root, root.name, requirements);
  return requirements;
}

function collect(field: TreeField, rootField: string, into: ScopeRequirement[]): void {
  const { scope } = field.facts;
  if (scope !== null && scope.coveredBy !== rootField) {
    into.push({
      field: `${field.parentType}.${field.name}`,
      requires: scope.requires,
      anyOf: scope.anyOf,
      named: scopeToName(scope, field.children, rootField),
    });
  }
  for (const child of field.children.values()) collect(child, rootField, into);
}

/**
 * A field that any of several scopes opens is refused in the name of what is asked through it: a customer's
 * profile is refused for `profile:read`, their bookings for `bookings:read`.
 */
function scopeToName(scope: ScopeRule, children: ReadonlyMap<string, TreeField>, rootField: string): string {
  const first = scope.requires[0] ?? scope.anyOf[0] ?? '';
  if (scope.anyOf.length === 0) return first;
  const below: ScopeRequirement[] = [];
  for (const child of children.values()) collect(child, rootField, below);
  return below.flatMap(({ requires }) => requires).find((required) => scope.anyOf.includes(required)) ?? first;
}

/** The first scope that is needed and not held; null when nothing is missing. */
export function missingScopeOf(requirements: readonly ScopeRequirement[], held: ReadonlySet<string>): string | null {
  for (const requirement of requirements) {
    const missing = missingOf(requirement, held);
    if (missing !== null) return requirement.anyOf.length > 0 ? requirement.named : missing;
  }
  return null;
}

/** The first scope of a rule that is not held; for `anyOf` the first of the list. Null when the rule is satisfied. */
export function missingOf(rule: Pick<ScopeRule, 'requires' | 'anyOf'>, held: ReadonlySet<string>): string | null {
  for (const scope of rule.requires) if (!held.has(scope)) return scope;
  if (rule.anyOf.length === 0) return null;
  for (const scope of rule.anyOf) if (held.has(scope)) return null;
  return rule.anyOf[0] ?? null;
}

/** The same name for a refusal met in execution as `scopeRequirements` gives before it. */
export function scopeToNameInExecution(rule: ScopeRule, missing: string, info: GraphQLResolveInfo, rootField: string): string {
  if (rule.anyOf.length === 0) return missing;
  const selectionSets = info.fieldNodes.flatMap(({ selectionSet }) => (selectionSet === undefined ? [] : [selectionSet]));
  return scopeToName(rule, buildFieldTree(info.schema, getNamedType(info.returnType), selectionSets, info.fragments), rootField);
}
