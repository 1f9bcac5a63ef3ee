import { expressionBuilder, sql } from 'kysely';
import type { FeatureScope } from '../../graphql/context.js';
import { columnsOf, type Row, type Rows } from '../shared/fields.js';
import { jsonArrayFrom, jsonObjectFrom } from '../shared/json.js';
import { companyId, read, rowNumber, rowNumbers } from '../shared/plan.js';
import type { LookAhead, SelectedField } from '../shared/selection.js';
import { agendaExpression, type AgendaJson } from './agenda.fields.js';
import { facilitatorFields } from './facilitators.fields.js';

export type FacilitatorsRepository = ReturnType<typeof createFacilitatorsRepository>;

const root = expressionBuilder<Rows>();
const facilitator = expressionBuilder<Rows, 'facilitator'>();

const facilitators = root.selectFrom('facilitators as facilitator').where('facilitator.company_id', '=', companyId);

/** Of one facilitator, everything comes at once: what availability is computed from as well. */
const wholeFields = { ...facilitatorFields, availability: agendaExpression };

/** Every query on facilitators, bound to one company. */
export function createFacilitatorsRepository(scope: FeatureScope) {
  return {
    /** With an `AgendaJson` in the place of each availability. */
    find: (facilitatorNumber: number, lookAhead: LookAhead): Promise<Row | null> => read(scope, lookAhead, oneFacilitator, [facilitatorNumber]),

    /** What an availability field is computed from, for each of the facilitators that exists. */
    readAgendas: (lookAhead: LookAhead, numbers: readonly number[]): Promise<{ number: number; value: AgendaJson }[]> =>
      read(scope, lookAhead, agendas, numbers),
  };
}

function oneFacilitator({ selection }: SelectedField) {
  return jsonObjectFrom(facilitators.where('facilitator.number', '=', rowNumber).select(columnsOf(wholeFields, selection)));
}

function agendas(field: SelectedField) {
  return jsonArrayFrom(
    facilitators
      .where(sql<boolean>`${facilitator.ref('facilitator.number')} = any(${rowNumbers})`)
      .select(['facilitator.number', agendaExpression(field).as('value')]),
  );
}
