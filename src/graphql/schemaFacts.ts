import {
  getDirectiveValues,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isLeafType,
  isObjectType,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';

/** What `@scope` says. Exactly one of the two lists is filled. */
export interface ScopeRule {
  /** All of these are needed. */
  readonly requires: readonly string[];
  /** One of these is enough. */
  readonly anyOf: readonly string[];
  /** Below this root field nothing is needed. */
  readonly coveredBy: string | null;
}

/** What `@listSize` says. */
export interface ListSize {
  readonly assumedSize: number | null;
  readonly slicingArguments: readonly string[];
  readonly sizedFields: readonly string[];
}

/** What the directives of the SDL say of one field. */
export interface FieldFacts {
  readonly scope: ScopeRule | null;
  readonly isPublic: boolean;
  /** Objects that one returned object counts for; 0 for scalars and enums. */
  readonly weight: number;
  /** Whether a list counts for `weight` objects as a whole, however many it holds. */
  readonly isWeighedWhole: boolean;
  readonly listSize: ListSize | null;
  /** Resources whose change voids a cached answer with this field in it. */
  readonly resources: readonly string[];
  readonly caching: 'shared' | 'perPrincipal' | 'none';
}

/** By type name, then field name. */
export type SchemaFacts = ReadonlyMap<string, ReadonlyMap<string, FieldFacts>>;

const known = new WeakMap<GraphQLSchema, SchemaFacts>();

/** The directives of every field of the schema's object and interface types, read once for a schema. */
export function schemaFacts(schema: GraphQLSchema): SchemaFacts {
  let facts = known.get(schema);
  if (facts === undefined) {
    facts = readFacts(schema);
    known.set(schema, facts);
  }
  return facts;
}

/** The object types that a field may return: those of an interface or a union, else the type itself; none for scalars and enums. */
export function objectTypesOf(schema: GraphQLSchema, type: GraphQLNamedType): readonly GraphQLObjectType[] {
  if (isAbstractType(type)) return schema.getPossibleTypes(type);
  return isObjectType(type) ? [type] : [];
}

function readFacts(schema: GraphQLSchema): SchemaFacts {
  const facts = new Map<string, Map<string, FieldFacts>>();
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith('__') || !('getFields' in type) || !isCompositeType(type)) continue;
    const fields = new Map<string, FieldFacts>();
    for (const field of Object.values(type.getFields())) fields.set(field.name, readField(schema, field));
    facts.set(type.name, fields);
  }
  return facts;
}

type AnyField = GraphQLField<unknown, unknown>;

function readField(schema: GraphQLSchema, field: AnyField): FieldFacts {
  const listSize = directive(schema, 'listSize', field);
  const uncached = directive(schema, 'uncached', field);
  return {
    scope: readScope(directive(schema, 'scope', field)),
    isPublic: directive(schema, 'public', field) !== undefined,
    weight: readWeight(schema, field),
    isWeighedWhole: directive(schema, 'cost', field)?.['wholeList'] === true,
    listSize:
      listSize === undefined
        ? null
        : {
            assumedSize: typeof listSize['assumedSize'] === 'number' ? listSize['assumedSize'] : null,
            slicingArguments: texts(listSize['slicingArguments']),
            sizedFields: texts(listSize['sizedFields']),
          },
    resources: readResources(schema, field),
    caching: uncached === undefined ? 'shared' : uncached['perPrincipal'] === true ? 'perPrincipal' : 'none',
  };
}

function readScope(scope: Record<string, unknown> | undefined): ScopeRule | null {
  if (scope === undefined) return null;
  const coveredBy = scope['coveredBy'];
  return {
    requires: texts(scope['requires']),
    anyOf: texts(scope['anyOf']),
    coveredBy: typeof coveredBy === 'string' ? coveredBy : null,
  };
}

function readWeight(schema: GraphQLSchema, field: AnyField): number {
  const type = getNamedType(field.type);
  if (isLeafType(type)) return 0;
  const cost = directive(schema, 'cost', field) ?? directive(schema, 'cost', type);
  if (cost !== undefined) return Number(cost['weight']);
  // Nobody knows beforehand which of an interface's types it will be: the heaviest.
  return Math.max(0, ...objectTypesOf(schema, type).map((object) => Number(directive(schema, 'cost', object)?.['weight'] ?? 1)));
}

function readResources(schema: GraphQLSchema, field: AnyField): readonly string[] {
  const type = getNamedType(field.type);
  const declared = new Set([field, type, ...objectTypesOf(schema, type)]);
  return [...new Set([...declared].flatMap((one) => texts(directive(schema, 'cached', one)?.['resources'])))];
}

type Declared = Pick<AnyField, 'astNode'> | { astNode?: Parameters<typeof getDirectiveValues>[1] | null };

function directive(schema: GraphQLSchema, name: string, declared: Declared): Record<string, unknown> | undefined {
  const definition = schema.getDirective(name);
  if (definition === undefined || definition === null || declared.astNode === undefined || declared.astNode === null) return undefined;
  return getDirectiveValues(definition, declared.astNode);
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}
