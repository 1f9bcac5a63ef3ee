import { ListCustomerQuestionnaireAnswersDocument } from '../../rest/operations.generated.js';
import { idParameter, pageParameters } from '../../rest/openapi/parameters.js';
import { defineRoute, type Route } from '../../rest/route.js';
import { paged } from '../shared/studioAnswers.js';
import { customerPage, pagedList } from '../shared/studioRows.js';
import { questionnaireAnswer } from './questionnaires.answers.js';

export const questionnairesRoutes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: '/customer/:id/questionnaire-answers',
    family: 'studio',
    resourceType: 'questionnaire_answer',
    summary: 'What a customer answered to questionnaires, newest first',
    operation: ListCustomerQuestionnaireAnswersDocument,
    parameters: { id: idParameter('customer', 'The customer'), ...pageParameters },
    answer: paged(questionnaireAnswer),
    variables: customerPage,
    present: ({ customer }, { variables }) => {
      const answers = customer?.questionnaireAnswers ?? null;
      if (answers === null) return undefined;
      const data = answers.nodes.map(({ id, questionnaire, question, answer, answeredAtLocal }) => ({
        id,
        type: 'questionnaire_answer',
        questionnaire: { id: questionnaire.id, type: 'questionnaire', name: questionnaire.name },
        question,
        answer,
        answered_at: answeredAtLocal,
      }));
      return pagedList(data, answers.totalCount, variables);
    },
  }),
];
