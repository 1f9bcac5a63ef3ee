import { getNamedType, getNullableType, isCompositeType, isInterfaceType, isLeafType, isListType, isObjectType, isRequiredArgument, type GraphQLField, type GraphQLInterfaceType, type GraphQLNamedType, type GraphQLObjectType } from 'graphql';
import { resolvers } from '../../src/features/resolvers.js';
import { buildSchema } from '../../src/graphql/schema.js';
import { schemaFacts, type FieldFacts } from '../../src/graphql/schemaFacts.js';

/** The product's schema, as the gateway builds it. */
export const schema = buildSchema(resolvers);
const facts = schemaFacts(schema);

type TypeWithFields = GraphQLObjectType | GraphQLInterfaceType;

/** One field of a way down from a root type. */
export interface Step {
  readonly parent: TypeWithFields;
  readonly field: GraphQLField<unknown, unknown>;
  readonly facts: FieldFacts;
}

/** From a root field down to the field that a test is about. */
export interface Way {
  readonly kind: 'query' | 'mutation';
  readonly steps: readonly Step[];
}

/** Gives a required argument its value, as it is written in a document; throws for one that it does not know. */
export type ArgumentText = (coordinate: string) => string;

export function coordinateOf({ parent, field }: Step): string {
  return `${parent.name}.${field.name}`;
}

/** Every field of the object types that the schema's own root types lead to, by coordinate. */
export function everyField(): Step[] {
  return Object.values(schema.getTypeMap()).flatMap((type) => (isObjectType(type) && !type.name.startsWith('__') ? stepsOf(type) : []));
}

export function rootFields(): Step[] {
  return [schema.getQueryType(), schema.getMutationType()].flatMap((type) => (type === undefined || type === null ? [] : stepsOf(type)));
}

/**
 * The shortest way to a field.
 * @param through The root field to begin with; any when absent.
 * @throws when nothing leads to it: such a field cannot be tested, nor asked for.
 */
export function wayTo(coordinate: string, through?: string): Way {
  for (const kind of ['query', 'mutation'] as const) {
    const root = kind === 'query' ? schema.getQueryType() : schema.getMutationType();
    if (root === undefined || root === null) continue;
    const seen = new Set<GraphQLObjectType>();
    let ways: Step[][] = stepsOf(root).filter(({ field }) => through === undefined || field.name === through).map((step) => [step]);
    while (ways.length > 0) {
      const found = ways.find((way) => coordinateOf(lastOf(way)) === coordinate);
      if (found !== undefined) return { kind, steps: found };
      ways = ways.flatMap((way) => {
        const type = getNamedType(lastOf(way).field.type);
        if (!isObjectType(type) || seen.has(type)) return [];
        seen.add(type);
        return stepsOf(type).map((step) => [...way, step]);
      });
    }
  }
  throw new Error(`Nothing leads to ${coordinate}.`);
}

/**
 * A document that goes one way, and asks on each level for the plain fields beside it that need no scope: the
 * neighbours that a refusal must leave alone.
 */
export function documentFor({ kind, steps }: Way, argumentText: ArgumentText): string {
  const selections = [...steps].reverse().reduce((below, { parent, field }, index) => {
    const type = getNamedType(field.type);
    const inner = isCompositeType(type) ? ` { ${[...(hasFields(type) ? neighbours(type) : []), below].filter(Boolean).join(' ')} }` : '';
    const own = `${field.name}${argumentsOf(parent, field, argumentText)}${inner}`;
    const isRoot = index === steps.length - 1;
    return isRoot && kind === 'query' ? `viewer { kind } ${own}` : own;
  }, '');
  return `${kind} { ${selections} }`;
}

/** Where the last of these fields is in an answer: the first item of each list. */
export function pathOf(steps: readonly Step[]): (string | number)[] {
  const path = steps.flatMap(({ field }) => (isListType(getNullableType(field.type)) ? [field.name, 0] : [field.name]));
  return path.at(-1) === 0 ? path.slice(0, -1) : path;
}

/** The plain fields of a type that ask for no scope and no argument. */
export function neighbours(type: TypeWithFields): string[] {
  return ['__typename', ...stepsOf(type).flatMap(({ field, facts: { scope } }) => (scope === null && isLeafType(getNamedType(field.type)) && !field.args.some(isRequiredArgument) ? [field.name] : []))];
}

/** For each type of an interface, a fragment that asks for its plain fields; nothing for other types. */
export function fragmentsOfTypes(type: TypeWithFields): string[] {
  return isInterfaceType(type) ? schema.getPossibleTypes(type).map((one) => `... on ${one.name} { ${neighbours(one).join(' ')} }`) : [];
}

export function hasFields(type: GraphQLNamedType): type is TypeWithFields {
  return isObjectType(type) || isInterfaceType(type);
}

/** Whether a field returns a connection: a list that is asked for page by page. */
export function isConnection({ field }: Step): boolean {
  return getNamedType(field.type).name.endsWith('Connection');
}

function argumentsOf(parent: TypeWithFields, field: GraphQLField<unknown, unknown>, argumentText: ArgumentText): string {
  const given = field.args.filter(isRequiredArgument).map(({ name }) => `${name}: ${argumentText(`${parent.name}.${field.name}.${name}`)}`);
  return given.length === 0 ? '' : `(${given.join(', ')})`;
}

function stepsOf(type: TypeWithFields): Step[] {
  return Object.values(type.getFields()).map((field) => {
    const found = facts.get(type.name)?.get(field.name);
    if (found === undefined) throw new Error(`Nothing is known of ${type.name}.${field.name}.`);
    return { parent: type, field, facts: found };
  });
}

function lastOf(way: readonly Step[]): Step {
  const step = way.at(-1);
  if (step === undefined) throw new Error('A way has at least one step.');
  return step;
}
