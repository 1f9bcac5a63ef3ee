import { expressionBuilder, sql, type Kysely } from 'kysely';
import type { Tables } from '../../database/tables.js';
import type { FeatureScope } from '../../graphql/context.js';
import type { Days } from '../../scheduling/days.js';
import type { Rows } from '../shared/fields.js';
import { jsonArrayFrom } from '../shared/json.js';
import { companyId, read, rowNumbers } from '../shared/plan.js';
import type { LookAhead, SelectedField } from '../shared/selection.js';
import { reachOf, searchedSeating, seatingExpression, type SeatingJson } from './seating.fields.js';

export type AvailabilityRepository = ReturnType<typeof createAvailabilityRepository>;

const root = expressionBuilder<Rows>();

/** Every query on what seating is decided from, bound to one company. */
export function createAvailabilityRepository(scope: FeatureScope) {
  return {
    /** For an `availability` field of each of the locations that exists. */
    readSeatings: (lookAhead: LookAhead, numbers: readonly number[]): Promise<{ number: number; value: SeatingJson }[]> =>
      read(scope, lookAhead, seatingOfLocations, numbers),

    /** @param db The transaction that has locked the days, when something is to be booked. */
    async readSeating(db: Kysely<Tables>, locationNumber: number, days: Days): Promise<SeatingJson> {
      const { first, last } = reachOf(days);
      const row = await db
        .selectFrom('locations as location')
        .where('location.company_id', '=', scope.company.id)
        .where('location.number', '=', locationNumber)
        .where('location.deleted_at', 'is', null)
        .select(seatingExpression({ first: sql<string>`${first}::date`, last: sql<string>`${last}::date` }).as('seating'))
        .executeTakeFirst();
      return row?.seating ?? null;
    },
  };
}

function seatingOfLocations(field: SelectedField) {
  return jsonArrayFrom(
    root
      .selectFrom('locations as location')
      .where('location.company_id', '=', companyId)
      .where('location.deleted_at', 'is', null)
      .where(sql<boolean>`location.number = any(${rowNumbers})`)
      .select(['location.number', searchedSeating(field).as('value')]),
  );
}
