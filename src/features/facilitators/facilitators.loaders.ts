import { createRelationLoader } from '../shared/relation.js';
import type { LookAhead } from '../shared/selection.js';
import type { AgendaJson } from './agenda.fields.js';
import type { FacilitatorsRepository } from './facilitators.repository.js';

/** For facilitators that came inside something else: those of one tick and one field in one statement, each once. */
export function createFacilitatorsLoaders(repository: FacilitatorsRepository): { agenda(number: number, lookAhead: LookAhead): Promise<AgendaJson | null> } {
  const load = createRelationLoader(repository.readAgendas);
  return { agenda: async (number, lookAhead) => (await load(number, lookAhead)) as AgendaJson | null };
}
