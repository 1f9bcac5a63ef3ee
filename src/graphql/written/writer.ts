import { getArgumentValues, getVariableValues, locatedError, type ExecutionResult, type FieldNode, type GraphQLObjectType, type GraphQLResolveInfo, type GraphQLSchema } from 'graphql';
import { JsonText } from '../../features/shared/plan.js';
import { collectFields, lookAhead } from '../../features/shared/selection.js';
import { ApplicationError } from '../../errors.js';
import type { Context } from '../context.js';
import { handedOnFields } from '../handedOn.js';
import type { PreparedOperation } from '../operations.js';
import type { Variables } from '../price/cost.js';
import { missingScopeOf } from '../scopes.js';
import { shapeOf } from './compileShape.js';
import { ShapeMismatch, transcribe } from './transcribe.js';

/** The data of an answer that was written without making objects of it. */
export interface WrittenData {
  /** The answer's root fields, in its order. */
  readonly fields: readonly { readonly responseKey: string; readonly json: string }[];
  /** Weighted objects, as the price counts them. */
  readonly objects: number;
}

export interface Writer {
  /**
   * Answers an operation by writing what its statements bring straight into the answer. Null when that cannot be done,
   * or the caller has made a mistake: the operation is then to be executed. A result is what became of an operation
   * whose reads failed.
   * @param typeNames What `__typename` is to be, by type, where it is not the type's name. The same for all calls of an operation.
   */
  write(operation: PreparedOperation, variables: Variables, context: Context, typeNames?: TypeNames): Promise<WrittenData | ExecutionResult | null>;
}

export type TypeNames = Readonly<Record<string, string>>;

/** Root fields of an operation; null when one of them does more than hand on what its read brings. */
type Roots = readonly { readonly responseKey: string; readonly nodes: readonly FieldNode[]; readonly name: string }[];

export function createWriter(schema: GraphQLSchema): Writer {
  const query = schema.getQueryType() as GraphQLObjectType;
  /** Operations that cannot be written, whatever their variables. */
  const unwritable = new WeakSet<PreparedOperation>();

  return {
    async write(operation, variables, context, typeNames = {}) {
      if (operation.kind !== 'query' || unwritable.has(operation)) return null;
      // A refused field is null beside the others: that is the executor's work.
      if (missingScopeOf(operation.scopes, context.principal.scopes) !== null) return null;
      const values = coerce(operation, variables);
      if (values === null) return null;
      const roots = rootsOf(operation, values);
      if (roots === null) {
        unwritable.add(operation);
        return null;
      }
      try {
        const fields = await Promise.all(roots.map((root) => writeRoot(operation, root, values, context, typeNames)));
        if (!fields.every((field) => field !== null)) return null;
        return { fields, objects: fields.reduce((sum, field) => sum + field.objects, 0) };
      } catch (error) {
        if (error instanceof ShapeMismatch) {
          unwritable.add(operation);
          return null;
        }
        // What the caller got wrong is found before anything is read, and the executor says it best.
        if (error instanceof ApplicationError && error.status < 500) return null;
        return failure(roots, error);
      }
    },
  };

  /** The variables with their defaults; null when they do not fit. */
  function coerce({ definition }: PreparedOperation, variables: Variables): Record<string, unknown> | null {
    const definitions = definition.variableDefinitions ?? [];
    if (definitions.length === 0) return {};
    return getVariableValues(schema, definitions, variables).coerced ?? null;
  }

  function rootsOf(operation: PreparedOperation, variableValues: Record<string, unknown>): Roots | null {
    const nodes = [{ selectionSet: operation.definition.selectionSet } as FieldNode];
    const byKey = collectFields({ schema, fragments: operation.fragments, variableValues }, query, nodes, ({ alias, name }) => alias?.value ?? name.value);
    const roots = [...byKey].map(([responseKey, same]) => ({ responseKey, nodes: same, name: same[0]?.name.value ?? '' }));
    return roots.every(({ name }) => handedOnFields(schema).has(`Query.${name}`)) ? roots : null;
  }

  async function writeRoot(operation: PreparedOperation, { responseKey, nodes, name }: Roots[number], variableValues: Record<string, unknown>, context: Context, typeNames: TypeNames) {
    const definition = query.getFields()[name];
    if (definition?.resolve === undefined) return null;
    const info: GraphQLResolveInfo & { wantsText: boolean } = {
      fieldName: name,
      fieldNodes: nodes,
      returnType: definition.type,
      parentType: query,
      path: { prev: undefined, key: responseKey, typename: query.name },
      schema,
      fragments: operation.fragments,
      rootValue: undefined,
      operation: operation.definition,
      variableValues,
      wantsText: true,
    };
    const { field } = lookAhead(info);
    const shape = shapeOf({ ...info, typeNames }, field);
    if (shape === null) return null;
    const values = getArgumentValues(definition, nodes[0] as FieldNode, variableValues);
    const text: unknown = await definition.resolve(undefined, values, context, info);
    if (text === null || text === undefined) return { responseKey, json: 'null', objects: 0 };
    if (!(text instanceof JsonText)) return null;
    const { json, objects, until } = transcribe(text.json, shape, { variables: variableValues, pageLimit: context.pageLimit });
    context.validUntil(until);
    return { responseKey, json, objects };
  }
}

/** No field is shown beside one that failed: what fails here is the database, for all of them. */
function failure(roots: Roots, error: unknown): ExecutionResult {
  return {
    data: Object.fromEntries(roots.map(({ responseKey }) => [responseKey, null])),
    errors: roots.map(({ responseKey, nodes }) => locatedError(error, nodes, [responseKey])),
  };
}

