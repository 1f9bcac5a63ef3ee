import { CompiledQuery, sql, type AliasableExpression, type Kysely, type RawBuilder } from 'kysely';
import type { Tables } from '../../database/tables.js';
import type { FeatureScope } from '../../graphql/context.js';
import type { Company } from '../../gateway/principal.js';
import { positionalRows } from './json.js';
import { checkPages, pagedFields } from './page.js';
import type { LookAhead, SelectedField, Variables } from './selection.js';

/**
 * Building and compiling a nested statement costs more than running the rest of a request. It is done once for each
 * field of a document and shape of its variables; what differs from call to call stands in it as a `Parameter`
 * and is filled in when the statement runs. A plan lives as long as its document.
 */
const plans = { ofObjects: new WeakMap<SelectedField, Plan>(), ofText: new WeakMap<SelectedField, Plan>() };

interface Plan {
  readonly sql: string;
  readonly parameters: readonly unknown[];
  readonly paged: readonly SelectedField[];
}

/** What a read needs of its feature's scope. */
export type ReadScope = Pick<FeatureScope, 'company' | 'now' | 'pageLimit' | 'boundLocation'>;

/** What a read brought, not parsed: the executor writes it into the answer (`src/graphql/written/`). */
export class JsonText {
  constructor(readonly json: string) {}
}

/** One run of a plan: what its parameters are computed from. */
export class Run {
  readonly company: Company;
  readonly now: number;
  readonly pageLimit: number;
  readonly boundLocation: number | null;
  readonly variables: Variables;
  /** Numbers of the rows to read, where they are known beforehand. */
  readonly rowNumbers: readonly number[];
  readonly #known = new Map<object, unknown>();

  constructor(scope: ReadScope, variables: Variables, rowNumbers: readonly number[]) {
    this.company = scope.company;
    this.now = scope.now;
    this.pageLimit = scope.pageLimit;
    this.boundLocation = scope.boundLocation ?? null;
    this.variables = variables;
    this.rowNumbers = rowNumbers;
  }

  once<T>(key: object, compute: (run: Run) => T): T {
    if (!this.#known.has(key)) this.#known.set(key, compute(this));
    return this.#known.get(key) as T;
  }
}

/** A value of one run. It may throw what the caller should see, such as `badInput`. */
export type RunValue<T> = (run: Run) => T;

/** Computed at most once in a run, however many parameters ask for it. */
export function oncePerRun<T>(compute: RunValue<T>): RunValue<T> {
  const key = {};
  return (run) => run.once(key, compute);
}

class Parameter {
  constructor(readonly valueIn: RunValue<unknown>) {}
}

/** What PostgreSQL must be told where it cannot see a parameter's type from its place. */
export type ParameterType = 'integer' | 'bigint' | 'timestamptz' | 'timestamp' | 'date' | 'text' | 'integer[]';

/**
 * Stands in a statement for a value that each run has its own of.
 * @typeParam T What the value is to the statement; an instant may be bound as ISO text.
 */
export function parameter<T>(valueIn: RunValue<unknown>, type?: ParameterType): RawBuilder<T> {
  const value = sql.val(new Parameter(valueIn));
  return type === undefined ? sql<T>`${value}` : sql<T>`${value}::${sql.raw(type)}`;
}

export const companyId = parameter<number>((run) => run.company.id);

export const companyTimeZone = parameter<string>((run) => run.company.timeZone, 'text');

/** ISO 4217; what catalogue prices are in. */
export const companyCurrency = parameter<string>((run) => run.company.currency, 'text');

/** The one row to read. */
export const rowNumber = parameter<number>((run) => run.rowNumbers[0], 'integer');

/** All the rows to read. */
export const rowNumbers = parameter<number[]>((run) => run.rowNumbers, 'integer[]');

/** The location that the caller's key is bound to; null when it is not. */
export const boundLocation = parameter<number | null>((run) => run.boundLocation, 'integer');

/** The moment of the call. */
export const now = parameter<Date>((run) => new Date(run.now).toISOString(), 'timestamptz');

/** Makes what a field asks for: a subquery that answers JSON. */
export type Build = (field: SelectedField) => AliasableExpression<unknown>;

/**
 * Reads what a field asks for in one statement. For a look-ahead that wants text the result is a `JsonText` in truth,
 * which services and resolvers only hand on.
 * @param build Called when the field is new; what it throws is thrown each time.
 * @throws badInput naming the argument, when a page that cannot be had is asked for at any depth.
 */
export async function read<T>(
  scope: ReadScope & Pick<FeatureScope, 'db' | 'readText'>,
  { field, variables, wantsText }: LookAhead,
  build: Build,
  rowNumbers: readonly number[] = [],
): Promise<T> {
  const isText = wantsText === true;
  const known = (isText ? plans.ofText : plans.ofObjects).get(field);
  const paged = known?.paged ?? pagedFields(field);
  checkPages(paged, variables, scope.pageLimit);
  const plan = known ?? makePlan(scope.db, field, build, paged, isText);
  const run = new Run(scope, variables, rowNumbers);
  const values = plan.parameters.map((value) => (value instanceof Parameter ? value.valueIn(run) : value));
  if (isText) {
    const json = await scope.readText(plan.sql, values);
    return (json === null ? null : new JsonText(json)) as T;
  }
  const result = await scope.db.executeQuery<{ data: T }>(CompiledQuery.raw(plan.sql, values));
  return (result.rows[0] as { data: T }).data;
}

function makePlan(db: Kysely<Tables>, field: SelectedField, build: Build, paged: readonly SelectedField[], isText: boolean): Plan {
  const { sql: text, parameters } = (isText ? db.withPlugin(positionalRows) : db).selectNoFrom(build(field).as('data')).compile();
  const plan = { sql: text, parameters, paged };
  (isText ? plans.ofText : plans.ofObjects).set(field, plan);
  return plan;
}
