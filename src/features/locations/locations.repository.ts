import { expressionBuilder, sql } from 'kysely';
import type { FeatureScope } from '../../graphql/context.js';
import { columnsOf, type Row, type Rows } from '../shared/fields.js';
import { jsonArrayFrom, jsonObjectFrom } from '../shared/json.js';
import { companyId, read, rowNumber, rowNumbers } from '../shared/plan.js';
import type { ReadRelation } from '../shared/relation.js';
import type { LookAhead, SelectedField } from '../shared/selection.js';
import { isVisible, locationFields, wholeLocationFields } from './locations.fields.js';

export type LocationsRepository = ReturnType<typeof createLocationsRepository>;

const root = expressionBuilder<Rows>();
const location = expressionBuilder<Rows, 'location'>();

/** The company's locations that are not deleted, as far as the caller is shown them. */
const locations = root
  .selectFrom('locations as location')
  .where('location.company_id', '=', companyId)
  .where('location.deleted_at', 'is', null)
  .where(isVisible);

/** Every query on locations, bound to one company. */
export function createLocationsRepository(scope: FeatureScope) {
  return {
    find: (locationNumber: number, lookAhead: LookAhead): Promise<Row | null> => read(scope, lookAhead, oneLocation, [locationNumber]),

    readRelation: (lookAhead: LookAhead, numbers: readonly number[]): ReturnType<ReadRelation> => read(scope, lookAhead, relationOfLocations, numbers),
  };
}

function oneLocation({ selection }: SelectedField) {
  return jsonObjectFrom(locations.where('location.number', '=', rowNumber).select(columnsOf(wholeLocationFields, selection)));
}

function relationOfLocations(field: SelectedField) {
  const value = locationFields[field.name as keyof typeof locationFields](field);
  return jsonArrayFrom(
    locations.where(sql<boolean>`${location.ref('location.number')} = any(${rowNumbers})`).select(['location.number', value.as('value')]),
  );
}
