import { ListCustomerNotesDocument } from '../../rest/operations.generated.js';
import { idParameter, pageParameters } from '../../rest/openapi/parameters.js';
import { defineRoute, type Route } from '../../rest/route.js';
import { paged } from '../shared/studioAnswers.js';
import { customerPage, pagedList } from '../shared/studioRows.js';
import { note } from './notes.answers.js';

export const notesRoutes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: '/customer/:id/notes',
    family: 'studio',
    resourceType: 'note',
    summary: 'What staff wrote down about a customer, newest first',
    operation: ListCustomerNotesDocument,
    parameters: { id: idParameter('customer', 'The customer'), ...pageParameters },
    answer: paged(note),
    variables: customerPage,
    present: ({ customer }, { variables }) => {
      const notes = customer?.notes ?? null;
      if (notes === null) return undefined;
      const data = notes.nodes.map(({ id, content, createdBy, createdAtLocal, updatedAtLocal }) => ({
        id,
        type: 'note',
        content,
        created_by: createdBy,
        created_at: createdAtLocal,
        updated_at: updatedAtLocal,
      }));
      return pagedList(data, notes.totalCount, variables);
    },
  }),
];
