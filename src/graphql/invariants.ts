import { getNamedType, getNullableType, isCompositeType, isListType, isNonNullType, isObjectType, print, type GraphQLObjectType, type GraphQLSchema } from 'graphql';
import { objectTypesOf, schemaFacts, type FieldFacts } from './schemaFacts.js';

/**
 * What the SDL promises the rest of the gateway. Checked when the schema is built, so that a field without an
 * access rule or without a bound on its price never answers anybody.
 *
 * @throws Error with one sentence for each breach.
 */
export function assertInvariants(schema: GraphQLSchema): void {
  const breaches = [...accessBreaches(schema), ...priceBreaches(schema), ...interfaceBreaches(schema)];
  if (breaches.length > 0) throw new Error(`The schema breaks its rules.\n  ${breaches.join('\n  ')}`);
}

function* accessBreaches(schema: GraphQLSchema): Iterable<string> {
  const roots = rootTypes(schema);
  const rootFields = new Set(roots.flatMap((type) => Object.keys(type.getFields())));
  for (const { type, name, facts, isNonNull } of everyField(schema)) {
    const where = `${type.name}.${name}`;
    const { scope, isPublic, weight } = facts;
    if (roots.includes(type) && scope === null && !isPublic) yield `${where} needs @scope or @public, as every root field does.`;
    if (scope !== null && isPublic) yield `${where} has both @scope and @public.`;
    if (scope !== null && isNonNull) yield `${where} has @scope and must be nullable: a refusal would take its neighbours' data away.`;
    if (scope !== null && (scope.requires.length > 0) === (scope.anyOf.length > 0)) {
      yield `${where}: @scope needs either "requires" or "anyOf".`;
    }
    if (scope !== null && scope.coveredBy !== null && !rootFields.has(scope.coveredBy)) {
      yield `${where}: @scope(coveredBy: "${scope.coveredBy}") names no root field.`;
    }
    if (!Number.isFinite(weight) || weight < 0) yield `${where}: @cost(weight:) must be a number, 0 or more.`;
  }
}

/** A list of objects without a size would be free. */
function* priceBreaches(schema: GraphQLSchema): Iterable<string> {
  const sizedFrom = new Map<string, { sized: Set<string> }[]>();
  for (const { facts, returns } of everyField(schema)) {
    for (const { name } of returns) {
      const sizings = sizedFrom.get(name) ?? [];
      sizedFrom.set(name, [...sizings, { sized: new Set(facts.listSize?.sizedFields ?? []) }]);
    }
  }
  for (const { type, name, facts, isObjectList } of everyField(schema)) {
    const where = `${type.name}.${name}`;
    const { listSize } = facts;
    if (listSize !== null && listSize.assumedSize === null) yield `${where}: @listSize needs an assumedSize.`;
    for (const argument of listSize?.slicingArguments ?? []) {
      if (!type.getFields()[name]?.args.some((arg) => arg.name === argument)) yield `${where}: @listSize names the argument "${argument}", which is not there.`;
    }
    if (!isObjectList || listSize !== null) continue;
    const sizings = sizedFrom.get(type.name) ?? [];
    if (sizings.length === 0 || sizings.some(({ sized }) => !sized.has(name))) {
      yield `${where} is a list of objects and needs @listSize, or to be one of the sizedFields of every field that returns ${type.name}.`;
    }
  }
}

/** What is asked of an interface is decided by the directives of the type that answers: nobody may read others there. */
function* interfaceBreaches(schema: GraphQLSchema): Iterable<string> {
  for (const { type, name } of everyField(schema)) {
    for (const implemented of type.getInterfaces()) {
      const promised = implemented.getFields()[name];
      const field = type.getFields()[name];
      if (promised !== undefined && directivesOf(promised) !== directivesOf(field)) {
        yield `${type.name}.${name} needs the same directives as ${implemented.name}.${name}, which it implements.`;
      }
    }
  }
}

function directivesOf(field: ReturnType<GraphQLObjectType['getFields']>[string] | undefined): string {
  return (field?.astNode?.directives ?? []).map((directive) => print(directive)).sort().join(' ');
}

interface DescribedField {
  type: GraphQLObjectType;
  name: string;
  facts: FieldFacts;
  isNonNull: boolean;
  isObjectList: boolean;
  /** More than one for an interface. */
  returns: readonly GraphQLObjectType[];
}

function* everyField(schema: GraphQLSchema): Iterable<DescribedField> {
  const facts = schemaFacts(schema);
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      const known = facts.get(type.name)?.get(field.name);
      if (known === undefined) continue;
      const named = getNamedType(field.type);
      yield {
        type,
        name: field.name,
        facts: known,
        isNonNull: isNonNullType(field.type),
        isObjectList: isListType(getNullableType(field.type)) && isCompositeType(named),
        returns: objectTypesOf(schema, named),
      };
    }
  }
}

function rootTypes(schema: GraphQLSchema): GraphQLObjectType[] {
  return [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].filter((type) => type !== undefined && type !== null);
}
