import { createHash } from 'node:crypto';
import {
  getArgumentValues,
  getDirectiveValues,
  getNamedType,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  isAbstractType,
  isEnumType,
  Kind,
  print,
  typeFromAST,
  type FieldNode,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  type SelectionNode,
} from 'graphql';
import { appliesTo } from '../../graphql/fieldTree.js';
import { objectTypesOf } from '../../graphql/schemaFacts.js';
import { variablesIn } from './variables.js';

/** Variables of one call, as graphql has coerced them. */
export type Variables = Readonly<Record<string, unknown>>;

/**
 * The fields asked for of one object, by storage key. Below a field that returns an interface: for each of its object
 * types one entry by the type's name, whose selection holds the fields asked for of that type's objects.
 */
export type Selection = ReadonlyMap<string, SelectedField>;

/** One field of a selection. The same object comes back each time that the same document is asked for in the same shape. */
export interface SelectedField {
  /** Where a look-ahead read puts the field's value in its parent: see `storageKey`. */
  readonly key: string;
  readonly name: string;
  /** Empty for scalars. */
  readonly selection: Selection;
  /** Coerced arguments, defaults included. */
  argumentsIn(variables: Variables): Readonly<Record<string, unknown>>;
  /**
   * The arguments of the call that the field was made for. Only what is the same for every call of its shape may be
   * used: which arguments are present, Booleans, enums, and the sizes `first` and `pageSize`.
   */
  readonly shapeArguments: Readonly<Record<string, unknown>>;
}

/** What a resolver knows of its field and everything asked for below it. */
export interface LookAhead {
  readonly field: SelectedField;
  readonly variables: Variables;
  /** Whether the read's JSON is wanted as text: see `read`. */
  readonly wantsText?: boolean;
}

/** Works under graphql-js and graphql-jit, whose infos both carry the field's own nodes. */
export type ResolveInfo = Pick<
  GraphQLResolveInfo,
  'fieldNodes' | 'fragments' | 'variableValues' | 'schema' | 'parentType' | 'operation'
> & { readonly wantsText?: boolean };

/** Shapes remembered for one field of a document; a document with more of them is read anew. */
const shapesPerField = 64;

interface KnownField {
  readonly variables: ReadonlyMap<string, { readonly isSize: boolean }>;
  readonly byShape: Map<string, SelectedField>;
}

const knownFields = new WeakMap<FieldNode, KnownField>();

const nothing: Selection = new Map();
const noArguments = () => ({});

/**
 * The field that is being resolved, with its selection. Fragments are opened, `@skip` and `@include` obeyed, and
 * fields with the same storage key merged; `__typename` is left out.
 */
export function lookAhead(info: ResolveInfo): LookAhead {
  const first = info.fieldNodes[0];
  if (first === undefined) throw new Error('A field is resolved without a node.');
  const variables = info.variableValues;
  let known = knownFields.get(first);
  if (known === undefined) {
    known = { variables: variablesIn(info.fieldNodes, info.fragments), byShape: new Map() };
    knownFields.set(first, known);
  }
  let shape = '';
  for (const [name, { isSize }] of known.variables) shape += `${shapeOf(info, name, isSize)},`;
  let field = known.byShape.get(shape);
  if (field === undefined) {
    field = selectField(info, info.parentType, info.fieldNodes);
    if (known.byShape.size >= shapesPerField) known.byShape.clear();
    known.byShape.set(shape, field);
  }
  return info.wantsText === true ? { field, variables, wantsText: true } : { field, variables };
}

/** The field of that name below the one that is being resolved, such as a payload's; null when it is not asked for. */
export function lookAheadAt(name: string, info: ResolveInfo): LookAhead | null {
  const { field, variables } = lookAhead(info);
  const below = field.selection.get(name);
  return below === undefined ? null : { field: below, variables };
}

const storageKeys = new WeakMap<FieldNode, string>();

/** PostgreSQL cuts longer names. */
const longestName = 63;

/**
 * Names a field within its parent by its name and arguments, as the document spells them: `dates`,
 * `dates(first: 4)`. So aliases cost nothing, the same thing asked for twice is read once, and the same field
 * asked for with other arguments has a place of its own.
 */
export function storageKey(node: FieldNode): string {
  let key = storageKeys.get(node);
  if (key === undefined) {
    const list = (node.arguments ?? []).map((argument) => print(argument)).join(', ');
    key = list === '' ? node.name.value : `${node.name.value}(${list})`;
    // Not ASCII: a name's bytes are what is counted.
    if (Buffer.byteLength(key) > longestName) {
      key = `${node.name.value.slice(0, 30)}(${createHash('sha256').update(list).digest('hex').slice(0, 24)})`;
    }
    storageKeys.set(node, key);
  }
  return key;
}

/** The selections of two fields that are read into the same object, such as a connection's `nodes` and `edges.node`. */
export function mergeSelections(one: Selection, other: Selection): Selection {
  const merged = new Map(one);
  for (const [key, field] of other) {
    const present = merged.get(key);
    merged.set(key, present === undefined ? field : { ...field, selection: mergeSelections(present.selection, field.selection) });
  }
  return merged;
}

/**
 * What a variable can change about a statement: the value of a Boolean, an enum or a size, otherwise whether there is
 * one. PostgreSQL plans well only for a limit that it sees.
 */
function shapeOf(info: ResolveInfo, name: string, isSize: boolean): string {
  const value = info.variableValues[name];
  if (value === undefined || value === null) return '';
  if (typeof value === 'boolean' || isSize) return JSON.stringify(value);
  return isEnumVariable(info, name) ? JSON.stringify(value) : 'given';
}

function isEnumVariable({ operation, schema }: ResolveInfo, name: string): boolean {
  const definition = operation.variableDefinitions?.find((one) => one.variable.name.value === name);
  if (definition === undefined) return false;
  const type = typeFromAST(schema, definition.type as never);
  return type !== undefined && isEnumType(getNamedType(type));
}

function selectField(info: ResolveInfo, parentType: GraphQLObjectType, nodes: readonly FieldNode[]): SelectedField {
  const node = nodes[0] as FieldNode;
  const definition = parentType.getFields()[node.name.value];
  if (definition === undefined) throw new Error(`${parentType.name} has no field ${node.name.value}.`);
  const shapeArguments = getArgumentValues(definition, node, info.variableValues);
  const isConstant = variablesIn([{ ...node, directives: [], selectionSet: undefined }], {}).size === 0;
  const type = getNamedType(definition.type);
  return {
    key: storageKey(node),
    name: node.name.value,
    selection: selectBelow(info, type, nodes),
    argumentsIn: isConstant
      ? () => shapeArguments
      : (variables) => getArgumentValues(definition, node, variables),
    shapeArguments,
  };
}

function selectBelow(info: ResolveInfo, type: GraphQLNamedType, nodes: readonly FieldNode[]): Selection {
  const types = objectTypesOf(info.schema, type);
  const [only] = types;
  if (only === undefined) return nothing;
  if (!isAbstractType(type)) return selectFields(info, only, nodes);
  return new Map(types.map((one) => [one.name, { key: one.name, name: one.name, selection: selectFields(info, one, nodes), argumentsIn: noArguments, shapeArguments: {} }]));
}

function selectFields(info: ResolveInfo, type: GraphQLObjectType, nodes: readonly FieldNode[]): Selection {
  const nodesByKey = collectFields(info, type, nodes, (node) => (node.name.value.startsWith('__') ? null : storageKey(node)));
  return new Map([...nodesByKey].map(([key, same]) => [key, selectField(info, type, same)]));
}

/**
 * The fields asked for below some nodes of one type, in order: fragments opened, `@skip` and `@include` obeyed, and fields of the
 * same key together.
 * @param keyOf Null: the field is left out.
 */
export function collectFields(
  info: Pick<ResolveInfo, 'schema' | 'fragments' | 'variableValues'>,
  type: GraphQLObjectType,
  nodes: readonly FieldNode[],
  keyOf: (node: FieldNode) => string | null,
): Map<string, FieldNode[]> {
  const nodesByKey = new Map<string, FieldNode[]>();
  const collect = (selections: readonly SelectionNode[]) => {
    for (const node of selections) {
      if (!isIncluded(node, info.variableValues)) continue;
      if (node.kind !== Kind.FIELD) {
        const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : info.fragments[node.name.value];
        if (fragment !== undefined && appliesTo(info.schema, fragment, type)) collect(fragment.selectionSet.selections);
        continue;
      }
      const key = keyOf(node);
      if (key === null) continue;
      const same = nodesByKey.get(key);
      if (same === undefined) nodesByKey.set(key, [node]);
      else same.push(node);
    }
  };
  for (const node of nodes) collect(node.selectionSet?.selections ?? []);
  return nodesByKey;
}

function isIncluded(node: SelectionNode, variables: Record<string, unknown>): boolean {
  if (node.directives === undefined || node.directives.length === 0) return true;
  const skip = getDirectiveValues(GraphQLSkipDirective, node, variables);
  const include = getDirectiveValues(GraphQLIncludeDirective, node, variables);
  return skip?.['if'] !== true && include?.['if'] !== false;
}
