import type { Resource } from '../resource.js';

export const notes = {
  table: 'notes',
  summary: 'What staff wrote down about customers.',
  spaces: [{ id: 'note', sequence: 'note' }],
  fields: {
    customerId: { kind: 'reference', column: 'customer_number', to: 'customer' },
    content: { kind: 'text', column: 'content', most: 20_000 },
    createdBy: { kind: 'line', column: 'created_by', most: 200, about: 'The name of the member of staff.' },
    createdAt: { kind: 'instant', column: 'created_at' },
    updatedAt: { kind: 'instant', column: 'updated_at' },
  },
  cached: ['notes'],
  example: {
    id: 'note_71',
    customerId: 'cust_8801',
    content: 'Prefers the wheel by the window.',
    createdBy: 'Front Desk',
    createdAt: '2026-06-11T08:20:00.000Z',
    updatedAt: '2026-06-12T09:02:00.000Z',
  },
} as const satisfies Resource;

export const questionnaires = {
  table: 'questionnaires',
  summary: 'What customers are asked.',
  spaces: [{ id: 'questionnaire', sequence: 'questionnaire' }],
  fields: { name: { kind: 'line', column: 'name', most: 200 } },
  cached: ['questionnaireAnswers'],
  example: { id: 'questionnaire_2', name: 'Before your first class' },
} as const satisfies Resource;

export const questionnaireAnswers = {
  table: 'questionnaire_answers',
  summary: 'What customers answered.',
  spaces: [{ id: 'questionnaireAnswer', sequence: 'questionnaire_answer' }],
  fields: {
    questionnaireId: { kind: 'reference', column: 'questionnaire_number', to: 'questionnaire' },
    customerId: { kind: 'reference', column: 'customer_number', to: 'customer' },
    question: { kind: 'text', column: 'question', most: 5000 },
    answer: { kind: 'answer', column: 'answer' },
    answeredAt: { kind: 'instant', column: 'answered_at' },
  },
  cached: ['questionnaireAnswers'],
  example: {
    id: 'answer_310',
    questionnaireId: 'questionnaire_2',
    customerId: 'cust_8801',
    question: 'What would you like to make?',
    answer: ['Bowls', 'Tiles'],
    answeredAt: '2026-06-10T17:05:00.000Z',
  },
} as const satisfies Resource;
