import { setFlagsFromString } from 'node:v8';
import { Kind, execute as interpret, isInputObjectType, getNamedType, typeFromAST, visit, BREAK, type ExecutionResult, type GraphQLInputObjectType, type GraphQLSchema } from 'graphql';
import { compileQuery, isCompiledQuery, type CompiledQuery } from 'graphql-jit';
import { LRUCache } from 'lru-cache';
import type { Context } from './context.js';
import { withCodes } from './executionErrors.js';
import type { PreparedOperation } from './operations.js';
import type { Variables } from './price/cost.js';
import { createWriter, type TypeNames, type WrittenData } from './written/writer.js';

export interface Executor {
  /** Runs an operation. Never rejects: what resolvers throw is in `errors`, each with a code of the error table. */
  execute(operation: PreparedOperation, variables: Variables, context: Context): Promise<ExecutionResult>;
  /**
   * Writes the answer without executing, where the operation only hands on what look-ahead reads bring: several times
   * as fast. Null: it has to be executed.
   */
  write(operation: PreparedOperation, variables: Variables, context: Context, typeNames?: TypeNames): Promise<WrittenData | ExecutionResult | null>;
  /** Compiles now and for good what is known to be asked often, such as the operations of the REST table. */
  compile(operation: PreparedOperation): void;
}

export interface ExecutorOptions {
  /** Compiled operations that are kept, besides those compiled for good. */
  compiledOperations?: number;
}

/** A compilation costs as much as some tens of interpreted runs, so an operation has to come back first. */
const usesBeforeCompiling = 3;
/** What was pushed out has to come back more often, or a round of too many operations would compile for ever. */
const usesAfterEviction = 20;
/** Compiled operations that are kept take about 4 KB for each of their fields. */
const keptSelections = 6_000;
/**
 * Code that is made at run time is slow to leave memory. Operations that come, are asked a few times and go, by the
 * thousand, are interpreted once these are used up; what is asked all the time gets its turn within seconds.
 */
const compilations = { burst: 250, perSecond: 1 } as const;
/** Larger operations would compile for longer than a request may block the others. */
const mostCompiledSelections = 400;

/** Queries are compiled when they come back; mutations and what the compiler cannot do right are interpreted. */
export function createExecutor(schema: GraphQLSchema, options: ExecutorOptions = {}): Executor {
  const recursive = recursiveInputTypes(schema);
  const uses = new WeakMap<PreparedOperation, number>();
  const pinned = new WeakMap<PreparedOperation, CompiledQuery>();
  const compiled = new LRUCache<PreparedOperation, CompiledQuery>({
    max: options.compiledOperations ?? 250,
    maxSize: keptSelections,
    sizeCalculation: (_query, { selections }) => selections,
    dispose: (_query, operation) => uses.set(operation, usesBeforeCompiling - usesAfterEviction),
  });
  const writer = createWriter(schema);
  let budget: number = compilations.burst;
  let budgetAt = performance.now();

  return {
    compile(operation) {
      const query = canCompile(operation, schema, recursive) ? compileOperation(schema, operation) : null;
      if (query !== null) pinned.set(operation, query);
    },
    async write(operation, variables, context, typeNames) {
      const written = await writer.write(operation, variables, context, typeNames);
      return written !== null && 'errors' in written && written.errors !== undefined ? { ...written, errors: withCodes(written.errors) } : written;
    },
    async execute(operation, variables, context) {
      const query = pinned.get(operation) ?? compiled.get(operation) ?? compileWhenUsedAgain(operation);
      let result = query === null ? null : ((await query.query(undefined, context, variables)) as ExecutionResult);
      // Nothing has run when there is no data: the variables do not fit, and graphql-js says so with more words.
      if (result === null || result.data === undefined) {
        result = await interpret({ schema, document: operation.document, operationName: operation.name, variableValues: variables, contextValue: context });
      }
      if (result.errors === undefined) return result;
      return { ...result, errors: withCodes(result.errors) };
    },
  };

  function compileWhenUsedAgain(operation: PreparedOperation): CompiledQuery | null {
    const used = (uses.get(operation) ?? 0) + 1;
    uses.set(operation, used);
    if (used < usesBeforeCompiling || !takeFromBudget()) return null;
    const query = canCompile(operation, schema, recursive) ? compileOperation(schema, operation) : null;
    if (query === null) uses.set(operation, -Infinity);
    else compiled.set(operation, query);
    return query;
  }

  function takeFromBudget(): boolean {
    const now = performance.now();
    budget = Math.min(compilations.burst, budget + ((now - budgetAt) / 1000) * compilations.perSecond);
    budgetAt = now;
    if (budget < 1) return false;
    budget -= 1;
    return true;
  }
}

/**
 * Null when it cannot be compiled. V8 remembers the source of all code made at run time, some 60 KB for an operation
 * of 30 fields, and lets go of it only when memory is nearly exhausted; ours is never compiled from the same source twice.
 */
function compileOperation(schema: GraphQLSchema, operation: PreparedOperation): CompiledQuery | null {
  setFlagsFromString('--no-compilation-cache');
  try {
    const query = compileQuery(schema, operation.document, operation.name ?? undefined, { disablingCapturingStackErrors: true });
    return isCompiledQuery(query) ? query : null;
  } finally {
    setFlagsFromString('--compilation-cache');
  }
}

/** What graphql-jit answers as graphql-js does; the differences were found by comparing both. */
function canCompile(operation: PreparedOperation, schema: GraphQLSchema, recursive: ReadonlySet<GraphQLInputObjectType>): boolean {
  if (operation.kind !== 'query' || operation.selections > mostCompiledSelections) return false;
  for (const { type } of operation.definition.variableDefinitions ?? []) {
    // A variable of a recursive input type makes the compiler eat all memory.
    const named = getNamedType(typeFromAST(schema, type));
    if (named === undefined || (isInputObjectType(named) && recursive.has(named))) return false;
  }
  let isFaithful = true;
  visit(operation.document, {
    enter(node) {
      // A condition on one spread of a fragment is applied to all of them.
      const isConditional = (node.kind === Kind.FRAGMENT_SPREAD || node.kind === Kind.INLINE_FRAGMENT) && (node.directives?.length ?? 0) > 0;
      // The answer's objects are literals, where this name sets the prototype.
      const isPrototype = node.kind === Kind.NAME && node.value === '__proto__';
      if (!isConditional && !isPrototype) return undefined;
      isFaithful = false;
      return BREAK;
    },
  });
  return isFaithful;
}

/** Input types that can hold themselves, at any depth. */
function recursiveInputTypes(schema: GraphQLSchema): Set<GraphQLInputObjectType> {
  const types = Object.values(schema.getTypeMap()).filter(isInputObjectType);
  const reaches = (from: GraphQLInputObjectType, seen: Set<GraphQLInputObjectType>): boolean =>
    Object.values(from.getFields()).some(({ type }) => {
      const named = getNamedType(type);
      if (!isInputObjectType(named)) return false;
      if (seen.has(named)) return true;
      return reaches(named, new Set([...seen, named]));
    });
  return new Set(types.filter((type) => reaches(type, new Set([type]))));
}
