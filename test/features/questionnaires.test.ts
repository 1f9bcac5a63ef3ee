import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { GraphqlAnswer } from '../support/gateway.js';
import type { Studio } from '../support/studio.js';
import { allBut, startStudioGateway, type StudioGateway } from '../support/studioGateway.js';

let here: StudioGateway;
let last = 0;

beforeAll(async () => {
  here = await startStudioGateway({ timeZone: 'America/New_York' });
});
afterAll(() => here.close());

const numberIn = (of: Studio): number => (of === here.rival ? 900_000 : 0) + ++last;

async function questionnaire(of: Studio, name: string): Promise<number> {
  const number = numberIn(of);
  await of.db.insertInto('questionnaires').values({ company_id: of.company.id, number, name }).execute();
  return number;
}

/** @param answer As JSON. */
async function answer(of: Studio, customer: number, questionnaire_number: number, question: string, json: string, answeredAt = '2026-06-11T08:20:00Z'): Promise<number> {
  const number = numberIn(of);
  await of.db
    .insertInto('questionnaire_answers')
    .values({ company_id: of.company.id, number, customer_number: customer, questionnaire_number, question, answer: json, answered_at: new Date(answeredAt) })
    .execute();
  return number;
}

/** A customer with an answer of each kind; the last two were given in the same instant. */
async function questioned() {
  const customer = await here.studio.customer();
  const [first, second] = [await questionnaire(here.studio, 'Before your first class'), await questionnaire(here.studio, 'Feedback')];
  const answers = [
    await answer(here.studio, customer, first, 'What should we know?', '"I am left-handed."', '2026-01-11T03:30:00.999Z'),
    await answer(here.studio, customer, first, 'Have you thrown clay before?', 'false', '2026-01-11T03:31:00Z'),
    await answer(here.studio, customer, second, 'How was it, from 1 to 5?', '4.5'),
    await answer(here.studio, customer, second, 'What did you like?', '["The wheel", "The kiln"]'),
  ] as const;
  return { id: `cust_${customer}`, first, second, answers };
}

const page = `query ($id: ID!, $first: Int, $after: String) { customer(id: $id) { questionnaireAnswers(first: $first, after: $after) {
  nodes { id questionnaire { id name } question answer answeredAt answeredAtLocal } totalCount pageInfo { hasNextPage endCursor } } } }`;

interface Page {
  nodes: { id: string; question: string; answer: unknown }[];
  totalCount: number;
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

const pageIn = ({ data }: GraphqlAnswer): Page => (data as { customer: { questionnaireAnswers: Page } }).customer.questionnaireAnswers;

describe('GET /customer/{id}/questionnaire-answers', () => {
  test('answers every documented field, newest first, in one statement', async () => {
    const { id, first, second, answers } = await questioned();
    const asked = await here.counted(() => here.rest(`/customer/${id}/questionnaire-answers`));
    expect([asked.answer.status, asked.statements]).toEqual([200, 1]);
    const before = { id: `questionnaire_${first}`, type: 'questionnaire', name: 'Before your first class' };
    const feedback = { id: `questionnaire_${second}`, type: 'questionnaire', name: 'Feedback' };
    expect(asked.answer.text).toBe(
      JSON.stringify({
        data: [
          { id: `answer_${answers[3]}`, type: 'questionnaire_answer', questionnaire: feedback, question: 'What did you like?', answer: ['The wheel', 'The kiln'], answered_at: '2026-06-11T04:20:00' },
          { id: `answer_${answers[2]}`, type: 'questionnaire_answer', questionnaire: feedback, question: 'How was it, from 1 to 5?', answer: 4.5, answered_at: '2026-06-11T04:20:00' },
          { id: `answer_${answers[1]}`, type: 'questionnaire_answer', questionnaire: before, question: 'Have you thrown clay before?', answer: false, answered_at: '2026-01-10T22:31:00' },
          { id: `answer_${answers[0]}`, type: 'questionnaire_answer', questionnaire: before, question: 'What should we know?', answer: 'I am left-handed.', answered_at: '2026-01-10T22:30:00' },
        ],
        total: 4,
        page: 0,
        pageSize: 30,
      }),
    );
    const again = await here.counted(() => here.rest(`/customer/${id}/questionnaire-answers`));
    expect([again.statements, again.answer.text === asked.answer.text]).toEqual([0, true]);
  });

  test('pages from zero, and says the total past the end', async () => {
    const { id, answers } = await questioned();
    const get = async (query: string) => (await here.rest(`/customer/${id}/questionnaire-answers?${query}`)).json;
    expect(await get('page=0&pageSize=3')).toMatchObject({ data: [{ id: `answer_${answers[3]}` }, {}, {}], total: 4, page: 0, pageSize: 3 });
    expect(await get('page=1&pageSize=3')).toMatchObject({ data: [{ id: `answer_${answers[0]}` }], total: 4, page: 1, pageSize: 3 });
    expect(await get('page=7')).toEqual({ data: [], total: 4, page: 7, pageSize: 30 });
    expect(await get('pageSize=101')).toMatchObject({ total: 4, page: 0, pageSize: 100 });
  });

  test.each([['page', '-1'], ['page', 'one'], ['pageSize', '0'], ['pageSize', '1e1']])('refuses %s=%s by its name', async (name, value) => {
    const refused = await here.rest(`/customer/cust_1/questionnaire-answers?${name}=${value}`);
    expect([refused.status, refused.json]).toEqual([400, { error: expect.stringMatching(`^${name}: `) }]);
  });

  test('is 404 for a customer who is unknown, deleted, another company’s, or named wrongly', async () => {
    const theirs = await here.rival.customer();
    await answer(here.rival, theirs, await questionnaire(here.rival, 'Theirs'), 'Theirs?', '"Theirs"');
    const deleted = await here.studio.customer({ deleted_at: new Date() });
    for (const id of [`cust_${theirs}`, `cust_${deleted}`, 'cust_77777777', 'answer_1', 'cust_', 'cust_99999999999']) {
      const { status, json } = await here.rest(`/customer/${id}/questionnaire-answers`);
      expect([id, status, json]).toEqual([id, 404, { error: expect.any(String) }]);
      const { data, errors } = await here.graphql(page, { variables: { id } });
      expect([data, errors]).toEqual([{ customer: null }, undefined]);
    }
    const own = await here.gateway.rest(`/customer/cust_${theirs}/questionnaire-answers`, { token: await here.token(['questionnaire-answers:read'], 'rival') });
    expect([own.status, own.json]).toMatchObject([200, { data: [{ answer: 'Theirs' }], total: 1 }]);
  });

  test('needs questionnaire-answers:read and nothing else', async () => {
    const { id } = await questioned();
    expect((await here.rest(`/customer/${id}/questionnaire-answers`, { scopes: ['questionnaire-answers:read'] })).status).toBe(200);
    const refused = await here.rest(`/customer/${id}/questionnaire-answers?page=-1`, { scopes: allBut('questionnaire-answers:read') });
    expect([refused.status, refused.json]).toEqual([403, { error: 'Missing required scope: questionnaire-answers:read' }]);
  });
});

describe('Customer.questionnaireAnswers', () => {
  test('answers every field, walks each answer once, and costs one statement a page', async () => {
    const { id, first, answers } = await questioned();
    const whole = await here.graphql(page, { variables: { id } });
    expect(whole.errors).toBeUndefined();
    expect(pageIn(whole).nodes.at(-1)).toEqual({
      id: `answer_${answers[0]}`,
      questionnaire: { id: `questionnaire_${first}`, name: 'Before your first class' },
      question: 'What should we know?',
      answer: 'I am left-handed.',
      answeredAt: '2026-01-11T03:30:00.999Z',
      answeredAtLocal: '2026-01-10T22:30:00',
    });
    for (const size of [1, 2, 4]) {
      const seen: string[] = [];
      let after: string | null = null;
      do {
        const asked: { answer: GraphqlAnswer; statements: number } = await here.counted(() => here.graphql(page, { variables: { id, first: size, after } }));
        const { nodes, totalCount, pageInfo }: Page = pageIn(asked.answer);
        expect([asked.statements, totalCount]).toEqual([1, 4]);
        seen.push(...nodes.map((node) => node.id));
        after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
      } while (after !== null);
      expect(seen).toEqual(answers.toReversed().map((number) => `answer_${number}`));
    }
  });

  test('is refused by itself without its scope', async () => {
    const { id } = await questioned();
    const document = `{ customer(id: "${id}") { firstName questionnaireAnswers { totalCount } } }`;
    const refused = await here.graphql(document, { scopes: allBut('questionnaire-answers:read') });
    expect(refused.data).toEqual({ customer: { firstName: 'Noor', questionnaireAnswers: null } });
    expect(refused.errors).toMatchObject([{ message: 'Missing required scope: questionnaire-answers:read', extensions: { code: 'FORBIDDEN' } }]);
    const alone = await here.graphql(`{ customer(id: "${id}") { questionnaireAnswers { totalCount } } }`, { scopes: ['questionnaire-answers:read'] });
    expect([alone.data, alone.errors]).toEqual([{ customer: { questionnaireAnswers: { totalCount: 4 } } }, undefined]);
  });
});

test('an answer is shown as it was given, whatever its kind and characters', async () => {
  const customer = await here.studio.customer();
  const asked = await questionnaire(here.studio, '“Zoë’s” \u2028 </script> 👩‍👩‍👧 \u0001');
  const given: unknown[] = [
    '', '0', 'null', '"quoted" \\', '</script><script>alert(1)</script>', 'line\u2028\u2029\u0001\u007f\ufeff', 'עברית \u202E', '👩‍👩‍👧‍👦\u{10ffff}', 'x'.repeat(20_000),
    0, -1.5, 1e21, 5e-324, 9_007_199_254_740_991, true, false, [], [''], ['a', 'b "c"', '\u2028'], Array.from({ length: 500 }, (_, index) => `Choice ${index}`),
  ];
  for (const [index, value] of given.entries()) {
    const json = JSON.stringify(value);
    await answer(here.studio, customer, asked, `${index}: ${typeof value === 'string' ? value : json}`, json, new Date(Date.UTC(2026, 0, 1, 0, 0, -index)).toISOString());
  }
  const rest = (await here.rest(`/customer/cust_${customer}/questionnaire-answers`)).json as { data: { question: string; answer: unknown; questionnaire: { name: string } }[] };
  expect(rest.data.map((one) => one.answer)).toEqual(given);
  expect(rest.data[4]).toMatchObject({ question: '4: </script><script>alert(1)</script>', questionnaire: { name: '“Zoë’s” \u2028 </script> 👩‍👩‍👧 \u0001' } });
  // Interpreted at first, compiled when it comes back.
  for (let index = 0; index < 4; index++) {
    const { nodes } = pageIn(await here.graphql(page, { variables: { id: `cust_${customer}`, first: 30 - index } }));
    expect(nodes.map((node) => node.answer)).toEqual(given);
  }
});

test('nothing else than an answer can be stored as one', async () => {
  const customer = await here.studio.customer();
  const asked = await questionnaire(here.studio, 'Brought from elsewhere');
  for (const json of ['1e309', '-1e999', 'null', '{}', '{"a": "b"}', '[1]', '["a", null]', '[["a"]]', '[{}]', '[true]']) {
    await expect(answer(here.studio, customer, asked, 'What?', json)).rejects.toMatchObject({ code: '23514' });
  }
  for (const json of ['1.7976931348623157e308', '-1.7976931348623157e308', '[]', '["a"]']) await answer(here.studio, customer, asked, 'What?', json);
  const { json } = await here.rest(`/customer/cust_${customer}/questionnaire-answers`);
  expect((json as { data: { answer: unknown }[] }).data.map((one) => one.answer)).toEqual([['a'], [], -Number.MAX_VALUE, Number.MAX_VALUE]);
});
