import { expressionBuilder } from 'kysely';
import type { Questionnaire, QuestionnaireAnswer } from '../../graphql/resolvers.generated.js';
import { connectionExpression, planConnection } from '../shared/connection.js';
import { columnsOf, idExpression, utc, wallClock, type FieldExpression, type FieldExpressions, type Rows } from '../shared/fields.js';
import { jsonObjectFrom } from '../shared/json.js';
import { pageOf, type SortKey } from '../shared/keyset.js';
import { companyTimeZone } from '../shared/plan.js';

const customer = expressionBuilder<Rows, 'customer'>();
const questionnaire = expressionBuilder<Rows, 'questionnaire'>();
const answer = expressionBuilder<Rows, 'answer'>();

/** Of the row `questionnaire`. */
const questionnaireFields: FieldExpressions<Questionnaire> = {
  id: () => idExpression('questionnaire', questionnaire.ref('questionnaire.number')),
  name: () => questionnaire.ref('questionnaire.name'),
};

/** Of the row `answer`. */
const answerFields: FieldExpressions<QuestionnaireAnswer> = {
  id: () => idExpression('questionnaireAnswer', answer.ref('answer.number')),
  questionnaire: ({ selection }) =>
    jsonObjectFrom(
      answer
        .selectFrom('questionnaires as questionnaire')
        .whereRef('questionnaire.company_id', '=', 'answer.company_id')
        .whereRef('questionnaire.number', '=', 'answer.questionnaire_number')
        .select(columnsOf(questionnaireFields, selection)),
    ),
  question: () => answer.ref('answer.question'),
  answer: () => answer.ref('answer.answer'),
  answeredAt: () => utc(answer.ref('answer.answered_at')),
  answeredAtLocal: () => wallClock(answer.ref('answer.answered_at'), companyTimeZone),
};

const answeredAt: SortKey = { by: answer.ref('answer.answered_at'), kind: 'instant' };
const number: SortKey = { by: answer.ref('answer.number'), kind: 'number' };

const answersOfCustomer = customer
  .selectFrom('questionnaire_answers as answer')
  .whereRef('answer.company_id', '=', 'customer.company_id')
  .whereRef('answer.customer_number', '=', 'customer.number');

/** Of the row `customer`, newest first. */
export const customerQuestionnaireAnswers: FieldExpression = (field) => {
  const plan = planConnection(field);
  return connectionExpression(plan, {
    nodes: (selection) => pageOf(answersOfCustomer.select(columnsOf(answerFields, selection)), plan, [answeredAt, number], 'desc'),
    totalCount: () => answersOfCustomer.select((eb) => eb.fn.countAll().as('total')),
  });
};
