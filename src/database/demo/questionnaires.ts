import { insertRows } from './insertRows.js';
import { byTime, planOccasions } from './occasions.js';
import { forms } from './questionnaireForms.js';
import { catalogueOf, type DemoStep, randomFor, takeNumber } from './world.js';

export const questionnairesStep: DemoStep = {
  noun: 'questionnaires',
  tables: ['questionnaires'],
  async load(world) {
    for (const { name } of catalogueOf(world, forms)) world.questionnaires.push({ company_id: world.companyId, number: takeNumber(world, 'questionnaire'), name });
    await insertRows(world.db, 'questionnaires', world.questionnaires);
    return world.questionnaires.length;
  },
};

/** A form is sent whole, but for questions that may be left out: its answers share the moment. Nobody sends one twice. */
export const questionnaireAnswersStep: DemoStep = {
  noun: 'questionnaire answers',
  tables: ['questionnaire_answers'],
  async load(world) {
    const random = randomFor(world, 'questionnaire answers');
    const wanted = world.company.counts.questionnaireAnswers;
    const available = catalogueOf(world, forms).flatMap((form, index) => {
      const questionnaire = world.questionnaires[index];
      return questionnaire === undefined ? [] : [{ ...form, number: questionnaire.number }];
    });
    const filled = new Set<string>();
    const answers = planOccasions(world, wanted, 2, random).flatMap(({ customer, at }) => {
      const form = random.pick(available);
      const key = `${form.number} ${customer.number}`;
      if (filled.has(key)) return [];
      filled.add(key);
      return form.questions
        .filter((question) => question.isOptional !== true || random.chance(0.5))
        .map(({ question, answer }) => ({ form, customer, question, answer: answer(random), at }));
    });
    const rows = answers
      .slice(0, wanted)
      .sort(byTime)
      .map(({ form, customer, question, answer, at }) => ({
        company_id: world.companyId,
        number: takeNumber(world, 'questionnaire_answer'),
        questionnaire_number: form.number,
        customer_number: customer.number,
        question,
        // The rows travel as JSON, so that the value itself becomes the column's JSON.
        answer: answer as string,
        answered_at: at,
      }));
    await insertRows(world.db, 'questionnaire_answers', rows);
    return rows.length;
  },
};
