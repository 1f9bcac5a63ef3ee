import {
  Kind,
  getNamedType,
  isAbstractType,
  type DirectiveNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  type InlineFragmentNode,
  type SelectionSetNode,
} from 'graphql';
import { objectTypesOf, schemaFacts, type FieldFacts } from './schemaFacts.js';

/**
 * A selected field with its duplicates merged, as execution merges them: scopes, resources and price are all
 * derived from this one tree. Introspection fields are `isIntrospection` leaves. Below a field that returns an
 * interface stand the fields of each of its object types, as that type's objects would be asked for them.
 */
export interface TreeField {
  readonly responseKey: string;
  readonly name: string;
  /** An object type. */
  readonly parentType: string;
  readonly isIntrospection: boolean;
  readonly facts: FieldFacts;
  readonly definition: GraphQLField<unknown, unknown> | null;
  /** All nodes of the document that were merged. */
  readonly nodes: FieldNode[];
  /** The field is included when all conditions of one of these hold. */
  readonly occurrences: (readonly Condition[])[];
  readonly children: Map<string, TreeField>;
}

/** `@include` or `@skip` with a variable; constant ones are decided while the tree is built. */
export interface Condition {
  readonly variable: string;
  /** The value with which the selection is kept. */
  readonly keeps: boolean;
}

type Fragments = Readonly<Record<string, FragmentDefinitionNode>>;

const noFacts: FieldFacts = { scope: null, isPublic: true, weight: 0, isWeighedWhole: false, listSize: null, resources: [], caching: 'none' };

/**
 * The tree below some merged fields that return one type. The work is linear in the document with its fragments
 * spread out, which the operation's limits bound before, and in the types of each interface that it goes through.
 */
export function buildFieldTree(schema: GraphQLSchema, type: GraphQLNamedType, selectionSets: readonly SelectionSetNode[], fragments: Fragments): Map<string, TreeField> {
  const facts = schemaFacts(schema);
  const tree = new Map<string, TreeField>();
  for (const selectionSet of selectionSets) collectAll(type, selectionSet, [], tree);
  return tree;

  function collectAll(type: GraphQLNamedType, selectionSet: SelectionSetNode, conditions: readonly Condition[], into: Map<string, TreeField>): void {
    for (const object of objectTypesOf(schema, type)) collect(object, selectionSet, conditions, into, new Set());
  }

  function collect(
    parent: GraphQLObjectType,
    selectionSet: SelectionSetNode,
    conditions: readonly Condition[],
    into: Map<string, TreeField>,
    spread: Set<string>,
  ): void {
    for (const selection of selectionSet.selections) {
      const all = withConditions(selection.directives, conditions);
      if (all === null) continue;
      if (selection.kind === Kind.FIELD) {
        addField(parent, selection, all, into);
        continue;
      }
      if (selection.kind === Kind.FRAGMENT_SPREAD) {
        // The same fragment under the same conditions adds nothing, however often it is spread here.
        const key = `${selection.name.value} ${all.map(({ variable, keeps }) => `${variable}:${keeps}`).join(' ')}`;
        if (spread.has(key)) continue;
        spread.add(key);
      }
      const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? fragments[selection.name.value] : selection;
      if (fragment === undefined || !appliesTo(schema, fragment, parent)) continue;
      collect(parent, fragment.selectionSet, all, into, spread);
    }
  }

  function addField(parent: GraphQLObjectType, node: FieldNode, conditions: readonly Condition[], into: Map<string, TreeField>): void {
    const name = node.name.value;
    const responseKey = node.alias?.value ?? name;
    const isIntrospection = name.startsWith('__');
    const definition: GraphQLField<unknown, unknown> | null = isIntrospection ? null : (parent.getFields()[name] ?? null);
    if (definition === null && !isIntrospection) return;
    const key = `${parent.name}.${responseKey}`;
    let field = into.get(key);
    if (field === undefined) {
      const known = facts.get(parent.name)?.get(name) ?? noFacts;
      field = { responseKey, name, parentType: parent.name, isIntrospection, facts: known, definition, nodes: [], occurrences: [], children: new Map() };
      into.set(key, field);
    }
    field.nodes.push(node);
    field.occurrences.push(conditions);
    if (definition !== null && node.selectionSet !== undefined) {
      collectAll(getNamedType(definition.type), node.selectionSet, conditions, field.children);
    }
  }
}

/** Whether a fragment's fields are asked of the objects of a type. */
export function appliesTo(schema: GraphQLSchema, { typeCondition }: Pick<FragmentDefinitionNode | InlineFragmentNode, 'typeCondition'>, type: GraphQLObjectType): boolean {
  if (typeCondition === undefined || typeCondition.name.value === type.name) return true;
  const condition = schema.getType(typeCondition.name.value);
  return isAbstractType(condition) && schema.isSubType(condition, type);
}

/** Null when a constant condition leaves the selection out. */
function withConditions(directives: readonly DirectiveNode[] | undefined, above: readonly Condition[]): readonly Condition[] | null {
  if (directives === undefined || directives.length === 0) return above;
  let all = above;
  for (const directive of directives) {
    const keeps = directive.name.value === 'include' ? true : directive.name.value === 'skip' ? false : null;
    const value = directive.arguments?.find((argument) => argument.name.value === 'if')?.value;
    if (keeps === null || value === undefined) continue;
    if (value.kind === Kind.BOOLEAN && value.value !== keeps) return null;
    if (value.kind !== Kind.VARIABLE) continue;
    const variable = value.name.value;
    if (!all.some((condition) => condition.variable === variable && condition.keeps === keeps)) all = [...all, { variable, keeps }];
  }
  return all;
}
