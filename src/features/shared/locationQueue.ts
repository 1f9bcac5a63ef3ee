import { type RawBuilder, sql } from 'kysely';

type Expression = number | RawBuilder<unknown>;

/**
 * Where whoever wants to lock a location's row stands in line until the transaction ends: those who reserve side by
 * side, and whoever changes its tables, hours or rules alone. A row has no such line: those who share it pass whoever
 * waits to have it alone, who then never gets it while enough is reserved.
 */
export const locationQueue = {
  shared: (companyId: Expression, locationNumber: Expression) => sql<void>`pg_advisory_xact_lock_shared(${companyId}::integer, ${locationNumber}::integer)`,
  alone: (companyId: Expression, locationNumber: Expression) => sql<void>`pg_advisory_xact_lock(${companyId}::integer, ${locationNumber}::integer)`,
};
