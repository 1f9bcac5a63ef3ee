import { z } from 'zod';
import { companyDateTime, id } from '../../rest/openapi/types.js';

export const questionnaireAnswer = z
  .strictObject({
    id: id('questionnaireAnswer'),
    type: z.literal('questionnaire_answer'),
    questionnaire: z.strictObject({ id: id('questionnaire'), type: z.literal('questionnaire'), name: z.string() }),
    question: z.string(),
    answer: z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]),
    answered_at: companyDateTime,
  })
  .meta({ id: 'QuestionnaireAnswer' });
