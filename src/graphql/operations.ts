import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import {
  Kind,
  NoSchemaIntrospectionCustomRule,
  getOperationAST,
  parse,
  specifiedRules,
  validate,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { ApplicationError } from '../errors.js';
import { buildFieldTree, type TreeField } from './fieldTree.js';
import { assertWithinLimits, tooComplex, type OperationLimits } from './operationLimits.js';
import { actualPrice, staticPrice, type Price, type Variables } from './price/cost.js';
import { compilePrice, variableDefaults } from './price/plan.js';
import { cachingOf } from './resources.js';
import { scopeRequirements, type ScopeRequirement } from './scopes.js';
import { slimDocument } from './slimDocument.js';

export type { OperationLimits } from './operationLimits.js';
export { missingScopeOf, type ScopeRequirement } from './scopes.js';

/** One operation of a valid document, with all that the steps before execution ask of it. */
export interface PreparedOperation {
  readonly isValid: true;
  /** SHA-256 of the text, hexadecimal: also its persisted-query hash. */
  readonly hash: string;
  readonly text: string;
  readonly document: DocumentNode;
  readonly definition: OperationDefinitionNode;
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
  readonly name: string | null;
  readonly kind: 'query' | 'mutation';
  /** Names, not aliases, in document order. */
  readonly rootFields: readonly string[];
  /** Whether all of it may be asked without credentials. */
  readonly isPublic: boolean;
  /** In document order, whatever `@include` and `@skip` say. */
  readonly scopes: readonly ScopeRequirement[];
  /** Every scope that `scopes` mentions, sorted. */
  readonly scopeNames: readonly string[];
  readonly resources: readonly string[];
  readonly caching: 'shared' | 'perPrincipal' | 'none';
  /** Sorted. */
  readonly variableNames: readonly string[];
  /** Fields with fragments spread out. */
  readonly selections: number;
  /** Before execution. */
  price(variables: Variables): Price;
  /** After it. */
  actual(data: unknown): Price;
}

/** A document that cannot run. */
export interface InvalidOperation {
  readonly isValid: false;
  /** Why, where it is ours to say; null: GraphQL's own parser, validation or operation look-up refuses it. */
  readonly refusal: ApplicationError | null;
}

export interface OperationStore {
  /** The operation of this name, or the only one. A text seen before is not parsed again. */
  prepare(text: string, operationName?: string | null): PreparedOperation | InvalidOperation;
  /** The text of a remembered document by its SHA-256. */
  textOf(hash: string): string | undefined;
  /** The parsed document by its SHA-256, so that nobody else parses it. */
  documentOf(hash: string): DocumentNode | undefined;
}

export interface OperationStoreOptions {
  /** How many operations are remembered, and their estimated bytes. */
  entries?: number;
  bytes?: number;
}

/** Estimated from measured documents: nodes and tree of a selection, and of an empty operation. */
const bytesOfSelection = 750;
const bytesOfOperation = 3_000;

/** Parses, checks, prices and remembers documents. Least recently used ones are forgotten first. */
export function createOperationStore(schema: GraphQLSchema, limits: OperationLimits, options: OperationStoreOptions = {}): OperationStore {
  const { entries = 2_000, bytes = 8 * 1024 * 1024 } = options;
  const rules = limits.introspection ? specifiedRules : [...specifiedRules, NoSchemaIntrospectionCustomRule];
  const byHash = new Map<string, PreparedOperation>();
  const remembered = new LRUCache<string, PreparedOperation>({
    max: entries,
    maxSize: bytes,
    sizeCalculation: ({ text, selections }) => bytesOfOperation + 2 * text.length + bytesOfSelection * selections,
    dispose: (operation) => {
      if (byHash.get(operation.hash) === operation) byHash.delete(operation.hash);
    },
  });
  return {
    prepare(text, operationName) {
      const key = operationName === undefined || operationName === null || operationName === '' ? text : `${operationName}\n${text}`;
      const known = remembered.get(key);
      if (known !== undefined) return known;
      const prepared = prepareOperation(schema, limits, rules, text, operationName);
      if (prepared.isValid) {
        remembered.set(key, prepared);
        if (remembered.has(key)) byHash.set(prepared.hash, prepared);
      }
      return prepared;
    },
    textOf: (hash) => byHash.get(hash)?.text,
    documentOf: (hash) => byHash.get(hash)?.document,
  };
}

function prepareOperation(
  schema: GraphQLSchema,
  limits: OperationLimits,
  rules: Parameters<typeof validate>[2],
  text: string,
  operationName: string | null | undefined,
): PreparedOperation | InvalidOperation {
  const invalid: InvalidOperation = { isValid: false, refusal: null };
  let document: DocumentNode;
  try {
    document = parse(text, { maxTokens: limits.tokens });
  } catch (error) {
    if (isTokenLimit(error)) return { isValid: false, refusal: tooManyTokens(limits.tokens) };
    return error instanceof RangeError ? nestedWithoutEnd(error) : invalid;
  }
  let selections: number;
  try {
    ({ selections } = assertWithinLimits(document, limits));
    if (validate(schema, document, rules).length > 0) return invalid;
  } catch (error) {
    if (error instanceof ApplicationError) return { isValid: false, refusal: error };
    if (error instanceof RangeError) return nestedWithoutEnd(error);
    throw error;
  }
  const definition = getOperationAST(document, operationName === '' ? null : operationName);
  if (definition === undefined || definition === null) return invalid;
  const rootType = schema.getRootType(definition.operation);
  if (rootType === undefined || rootType === null) {
    return { isValid: false, refusal: new ApplicationError('BAD_REQUEST', { message: `The schema has no ${definition.operation}s.` }) };
  }
  slimDocument(document);
  const fragments = fragmentsOf(document);
  const tree = buildFieldTree(schema, rootType, [definition.selectionSet], fragments);
  return describe(text, document, definition, fragments, tree, selections);
}

function describe(
  text: string,
  document: DocumentNode,
  definition: OperationDefinitionNode,
  fragments: Readonly<Record<string, FragmentDefinitionNode>>,
  tree: ReadonlyMap<string, TreeField>,
  selections: number,
): PreparedOperation {
  const plan = compilePrice(tree);
  const defaults = variableDefaults(definition);
  const scopes = scopeRequirements(tree);
  const roots = [...tree.values()];
  const { resources, mode } = cachingOf(definition.operation, tree);
  const variableNames = (definition.variableDefinitions ?? []).map(({ variable }) => variable.name.value).sort();
  let fixedPrice: Price | undefined;
  return {
    isValid: true,
    hash: createHash('sha256').update(text).digest('hex'),
    text,
    document,
    definition,
    fragments,
    name: definition.name?.value ?? null,
    kind: definition.operation === 'mutation' ? 'mutation' : 'query',
    rootFields: roots.map(({ name }) => name),
    isPublic: roots.every(({ facts }) => facts.isPublic),
    scopes,
    scopeNames: [...new Set(scopes.flatMap(({ requires, anyOf }) => [...requires, ...anyOf]))].sort(),
    resources,
    caching: mode,
    variableNames,
    selections,
    price: variableNames.length === 0 ? () => (fixedPrice ??= staticPrice(plan, {}, defaults)) : (variables) => staticPrice(plan, variables, defaults),
    actual: (data) => actualPrice(plan, data),
  };
}

function fragmentsOf(document: DocumentNode): Record<string, FragmentDefinitionNode> {
  const fragments: Record<string, FragmentDefinitionNode> = Object.create(null) as Record<string, FragmentDefinitionNode>;
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments[definition.name.value] = definition;
  }
  return fragments;
}

function isTokenLimit(error: unknown): boolean {
  return error instanceof Error && error.message.includes('tokens. Parsing aborted');
}

/** A document that is nested deeper than the stack. */
function nestedWithoutEnd(cause: RangeError): InvalidOperation {
  return { isValid: false, refusal: new ApplicationError('OPERATION_TOO_COMPLEX', { cause }) };
}

/** The parser stops at the first token too many, so how many there are is not known. */
function tooManyTokens(limit: number): ApplicationError {
  return tooComplex('tokens', `The document has more than ${limit} tokens, which is the limit.`, limit, limit + 1);
}
