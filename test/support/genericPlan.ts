import type { Client } from 'pg';

/** A step of a plan, and those that it takes its rows from. */
export interface PlanNode {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Name'?: string;
  Plans?: PlanNode[];
}

/** The plan for any values, which a statement that is used again is run with. */
export async function genericPlan(client: Client, statement: string): Promise<PlanNode> {
  // EXPLAIN (GENERIC_PLAN) would do it at once, from PostgreSQL 16 on.
  const parameters = Math.max(0, ...Array.from(statement.matchAll(/\$(\d+)/g), ([, number]) => Number(number)));
  const values = parameters === 0 ? '' : `(${Array.from({ length: parameters }, () => 'null').join(', ')})`;
  await client.query('set plan_cache_mode = force_generic_plan');
  await client.query(`prepare planned as ${statement}`);
  try {
    const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(`explain (format json) execute planned${values}`);
    return (rows[0] as (typeof rows)[0])['QUERY PLAN'][0].Plan;
  } finally {
    await client.query('deallocate planned');
  }
}
