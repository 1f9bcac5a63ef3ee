import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createGraph } from '../support/graph.js';
import { voucherRows, type VoucherRows } from '../support/vouchers.js';
import { allBut, startStudioGateway, type StudioGateway } from '../support/studioGateway.js';

let here: StudioGateway;
let ours: VoucherRows;
let theirs: VoucherRows;

beforeAll(async () => {
  here = await startStudioGateway();
  ours = voucherRows(here.studio);
  theirs = voucherRows(here.rival, 900_001);
});
afterAll(() => here.close());

type Kind = keyof VoucherRows;

/** What the rows of test/support/vouchers.ts are on REST; the order of keys counts. */
const rows: Readonly<Record<Kind, (number: number) => object>> = {
  discount: (number) => ({
    id: `voucher_${number}`, type: 'voucher', voucher_type: 'DISCOUNT', name: 'Kiln Week', code: 'KILN15', discount_type: 'PERCENTAGE', discount_value: 15, is_active: true, expires: null, created_at: '2026-07-09T12:00:00',
  }),
  credit: (number) => ({
    id: `voucher_${number}`, type: 'voucher', voucher_type: 'CREDIT', name: 'Goodwill', code: 'GW-40', initial_value_base100: 4000, remaining_value_base100: 1500, is_active: true, expires: '2027-01-31T00:00:00', created_at: '2026-07-09T12:00:00',
  }),
  giftCard: (number) => ({
    id: `voucher_${number}`, type: 'voucher', voucher_type: 'GIFT_CARD', name: 'Clay Gift', min_purchase_base100: 2000, max_discount_base100: 8000, is_active: true, expires_months: 12, created_at: '2026-07-09T12:00:00',
  }),
  legacy: (number) => ({
    id: `voucher_legacy_${number}`, type: 'voucher', voucher_type: 'DISCOUNT', name: 'Old Friends', code: '', discount_type: 'FIXED', discount_value: 4, is_active: true, expires: null, created_at: null,
  }),
};

const created = { createdAt: '2026-07-09T11:00:00.999Z', createdAtLocal: '2026-07-09T12:00:00' };
const pounds = (amount: number) => ({ amount, currency: 'GBP' });

/** And in the graph, asked for with `everyField`. */
const nodes: Readonly<Record<Kind, (number: number) => object>> = {
  discount: (number) => ({
    __typename: 'DiscountVoucher', id: `voucher_${number}`, type: 'DISCOUNT', name: 'Kiln Week', active: true, ...created, code: 'KILN15', discountType: 'PERCENTAGE', discountValue: 15, expiresAt: null, expiresAtLocal: null,
  }),
  credit: (number) => ({
    __typename: 'CreditVoucher', id: `voucher_${number}`, type: 'CREDIT', name: 'Goodwill', active: true, ...created, code: 'GW-40', initialValue: pounds(4000), remainingValue: pounds(1500), expiresAt: '2027-01-31T00:00:00.000Z', expiresAtLocal: '2027-01-31T00:00:00',
  }),
  giftCard: (number) => ({
    __typename: 'GiftCardVoucher', id: `voucher_${number}`, type: 'GIFT_CARD', name: 'Clay Gift', active: true, ...created, minPurchase: pounds(2000), maxDiscount: pounds(8000), expiresMonths: 12,
  }),
  legacy: (number) => ({
    __typename: 'DiscountVoucher', id: `voucher_legacy_${number}`, type: 'DISCOUNT', name: 'Old Friends', active: true, createdAt: null, createdAtLocal: null, code: '', discountType: 'FIXED', discountValue: 4, expiresAt: null, expiresAtLocal: null,
  }),
};

const everyField = `__typename id type name active createdAt createdAtLocal
  ... on DiscountVoucher { code discountType discountValue expiresAt expiresAtLocal }
  ... on CreditVoucher { code initialValue { amount currency } remainingValue { amount currency } expiresAt expiresAtLocal }
  ... on GiftCardVoucher { minPurchase { amount currency } maxDiscount { amount currency } expiresMonths }`;

const idOf = (kind: Kind, number: number): string => (kind === 'legacy' ? `voucher_legacy_${number}` : `voucher_${number}`);
const kinds = Object.keys(rows) as Kind[];

/** Rows that a test writes by itself are not announced: what was remembered of the list is voided by a change. */
async function voidCaches(): Promise<void> {
  const number = await ours.giftCard({ name: '~ voids caches', is_active: false });
  await here.rest(`/voucher/voucher_${number}`, { method: 'PUT', body: { expires_months: 1 } });
}

describe('GET /voucher/{id} and Query.voucher', () => {
  test.each(kinds)('answer every documented field of a %s and no other, in one statement, and again from the cache', async (kind) => {
    const number = await ours[kind]();
    const path = `/voucher/${idOf(kind, number)}`;
    const { answer, statements } = await here.counted(() => here.rest(path));
    expect([answer.status, answer.text, statements]).toEqual([200, JSON.stringify({ data: rows[kind](number) }), 1]);
    const again = await here.counted(() => here.rest(path));
    expect([again.statements, again.answer.text]).toEqual([0, answer.text]);
    const graph = await here.counted(() => here.graphql(`{ voucher(id: "${idOf(kind, number)}") { ${everyField} } }`));
    expect([graph.statements, graph.answer.errors, graph.answer.data]).toEqual([1, undefined, { voucher: nodes[kind](number) }]);
  });

  test('know new and old vouchers by numbers of their own', async () => {
    await ours.discount({ number: 5008, name: 'New' });
    await ours.legacy({ number: 5008, name: 'Old' });
    await ours.legacy({ number: 5009, name: 'Only old' });
    expect((await here.rest('/voucher/voucher_5008')).json).toMatchObject({ data: { id: 'voucher_5008', name: 'New' } });
    expect((await here.rest('/voucher/voucher_legacy_5008')).json).toMatchObject({ data: { id: 'voucher_legacy_5008', name: 'Old' } });
    expect((await here.rest('/voucher/voucher_5009')).status).toBe(404);
    const { data } = await here.graphql('{ a: voucher(id: "voucher_5008") { name } b: voucher(id: "voucher_legacy_5008") { name } c: voucher(id: "voucher_5009") { name } }');
    expect(data).toEqual({ a: { name: 'New' }, b: { name: 'Old' }, c: null });
  });

  test('find inactive ones, values that are no whole number, and an end in summer on the company’s clock', async () => {
    const number = await ours.discount({ is_active: false, discount_type: 'FIXED', discount_value: 2.5, expires_at: new Date('2026-08-31T23:00:00Z') });
    expect((await here.rest(`/voucher/voucher_${number}`)).json).toEqual({
      data: { ...rows.discount(number), is_active: false, discount_type: 'FIXED', discount_value: 2.5, expires: '2026-09-01T00:00:00' },
    });
    expect((await here.graphql(`{ voucher(id: "voucher_${number}") { active ... on DiscountVoucher { discountValue expiresAt } } }`)).data).toEqual({
      voucher: { active: false, discountValue: 2.5, expiresAt: '2026-08-31T23:00:00.000Z' },
    });
  });

  test('know no voucher of another company, and no id that cannot be one', async () => {
    const foreign = await theirs.discount({ name: 'Theirs' });
    const foreignLegacy = await theirs.legacy();
    const own = await ours.discount();
    for (const id of [`voucher_${foreign}`, `voucher_legacy_${foreignLegacy}`, `voucher_legacy_${own}`, 'voucher_77777777', `pass_${own}`, `${own}`, 'voucher_', 'voucher_legacy_', 'voucher_legacy_0', 'voucher_4294967297', 'voucher_legacy_1x']) {
      const { status, json } = await here.rest(`/voucher/${id}`);
      expect([id, status, json]).toEqual([id, 404, { error: 'There is no such resource.' }]);
    }
    for (const id of [`voucher_${foreign}`, '', 'voucher_legacy_', '\ud800']) {
      const { data, errors } = await here.graphql('query ($id: ID!) { voucher(id: $id) { id } }', { variables: { id } });
      expect([data, errors]).toEqual([{ voucher: null }, undefined]);
    }
    expect((await here.gateway.rest(`/voucher/voucher_${foreign}`, { token: await here.token(['vouchers:read'], 'rival') })).json).toMatchObject({ data: { name: 'Theirs' } });
  });

  test('need vouchers:read and nothing else, in fragments too', async () => {
    const number = await ours.discount();
    for (const path of ['/vouchers', '/vouchers?page=x', `/voucher/voucher_${number}`, '/voucher/voucher_77777777']) {
      const { status, json } = await here.rest(path, { scopes: allBut('vouchers:read') });
      expect([status, json]).toEqual([403, { error: 'Missing required scope: vouchers:read' }]);
    }
    for (const path of ['/vouchers', `/voucher/voucher_${number}`]) expect((await here.rest(path, { scopes: ['vouchers:read'] })).status).toBe(200);
    const document = `{ vouchers { nodes { ... on DiscountVoucher { code } } } voucher(id: "voucher_${number}") { ...D } customers { totalCount } } fragment D on DiscountVoucher { code }`;
    const { data, errors } = await here.graphql(document, { scopes: ['customers:read'] });
    expect(data).toEqual({ vouchers: null, voucher: null, customers: { totalCount: expect.any(Number) } });
    expect(errors?.map(({ extensions }) => extensions['missingScope'])).toEqual(['vouchers:read', 'vouchers:read']);
  });
});

describe('fragments on the types of a voucher', () => {
  test('ask each type for its own fields, whatever their order, names and repetitions', async () => {
    const numbers = { discount: await ours.discount(), credit: await ours.credit(), giftCard: await ours.giftCard() };
    const document = (id: string) => `{ voucher(id: "${id}") { ...Dated ...Money ... on DiscountVoucher { secret: code ends: expiresAt } ... on Voucher { kind: type ...Dated } ... on GiftCardVoucher { kind: type months: expiresMonths } } }
      fragment Dated on Voucher { ... on DiscountVoucher { ends: expiresAt code } ... on CreditVoucher { ends: expiresAt secret: name } createdAt }
      fragment Money on CreditVoucher { left: remainingValue { amount } left: remainingValue { currency amount } ... on Voucher { name } }`;
    // Three times: from the third on the document is compiled.
    for (let use = 0; use < 3; use += 1) {
      await voidCaches();
      const ask = async (kind: keyof typeof numbers) => (await here.graphql(document(idOf(kind, numbers[kind])))).data?.['voucher'];
      expect(await ask('discount')).toEqual({ ends: null, code: 'KILN15', createdAt: created.createdAt, secret: 'KILN15', kind: 'DISCOUNT' });
      expect(await ask('credit')).toEqual({ ends: '2027-01-31T00:00:00.000Z', secret: 'Goodwill', createdAt: created.createdAt, left: pounds(1500), name: 'Goodwill', kind: 'CREDIT' });
      expect(await ask('giftCard')).toEqual({ createdAt: created.createdAt, kind: 'GIFT_CARD', months: 12 });
    }
  });

  test('that do not apply leave nothing but what all are asked for', async () => {
    const number = await ours.giftCard();
    const ask = async (fields: string) => (await here.graphql(`{ voucher(id: "voucher_${number}") { ${fields} } }`)).data;
    expect(await ask('... on DiscountVoucher { code } ... on CreditVoucher { code }')).toEqual({ voucher: {} });
    expect(await ask('__typename')).toEqual({ voucher: { __typename: 'GiftCardVoucher' } });
    expect(await ask('... on GiftCardVoucher @include(if: false) { expiresMonths } ... on GiftCardVoucher @skip(if: false) { minPurchase { amount } }')).toEqual({ voucher: { minPurchase: { amount: 2000 } } });
    const { data } = await here.graphql('query ($with: Boolean!, $id: ID!) { voucher(id: $id) { ...G @include(if: $with) name @skip(if: $with) } } fragment G on GiftCardVoucher { months: expiresMonths }', { variables: { id: `voucher_${number}`, with: true } });
    expect(data).toEqual({ voucher: { months: 12 } });
    // Fields that another type has are not those of this one.
    const refused = await here.graphql(`{ voucher(id: "voucher_${number}") { code } }`);
    expect([refused.status, refused.errors?.[0]?.extensions['code']]).toEqual([400, 'GRAPHQL_VALIDATION_FAILED']);
  });

  test('read of each type what is asked of it, and nothing else', async () => {
    const graph = createGraph(here.gateway.database);
    const { data, reads } = await graph.ask(here.studio.company, '{ voucher(id: "voucher_1") { ... on CreditVoucher { code } ... on GiftCardVoucher { months: expiresMonths } } }');
    expect(reads).toEqual([
      'select (select case "voucher"."type" ' +
        'when \'DISCOUNT\' then (select to_json(obj) from (select \'DiscountVoucher\' as "__typename") as obj) ' +
        'when \'CREDIT\' then (select to_json(obj) from (select \'CreditVoucher\' as "__typename", "voucher"."code" as "code") as obj) ' +
        'when \'GIFT_CARD\' then (select to_json(obj) from (select \'GiftCardVoucher\' as "__typename", "voucher"."expires_months" as "expiresMonths") as obj) end as "object" ' +
        'from "vouchers" as "voucher" where "voucher"."company_id" = $1 and "voucher"."is_legacy" = $2 and "voucher"."number" = $3::integer) as "data"',
    ]);
    expect(data).toEqual({ voucher: {} });
  });

  test('cost what the voucher costs', async () => {
    const { extensions } = await here.graphql(`{ vouchers(first: 100) { nodes { ${everyField} } } more: vouchers(first: 1) { nodes { ... on CreditVoucher { initialValue { amount } } } } }`);
    expect(extensions.cost.requested).toBe(2);
    expect((await here.graphql(`{ vouchers(first: 100) { nodes { ${everyField} } } }`)).extensions.cost.requested).toBe(1);
  });
});

describe('GET /vouchers and Query.vouchers', () => {
  let expected: { id: string; row: object; node: object }[];

  beforeEach(async () => {
    await here.studio.db.deleteFrom('vouchers').where('company_id', '=', here.studio.company.id).execute();
    await theirs.discount({ name: 'A' });
    await ours.discount({ name: 'Alpha', is_active: false });
    const named = async (kind: Kind, name: string, number: number) => {
      await ours[kind]({ name, number });
      return { id: idOf(kind, number), row: { ...rows[kind](number), name }, node: { ...nodes[kind](number), name } };
    };
    // By name, new ones before old ones, then by number.
    expected = [
      await named('giftCard', 'Alpha', 904),
      await named('credit', 'Beta "2"', 902),
      await named('discount', 'Beta "2"', 903),
      await named('legacy', 'Beta "2"', 901),
      await named('legacy', 'Beta "2"', 905),
      await named('discount', 'Gamma', 901),
    ];
    await voidCaches();
  });

  test('answer the whole list of active ones, each with the keys of its type', async () => {
    const { answer, statements } = await here.counted(() => here.rest('/vouchers'));
    expect([answer.status, statements]).toEqual([200, 1]);
    expect(answer.text).toBe(JSON.stringify({ data: expected.map(({ row }) => row) }));
    const graph = await here.counted(() => here.graphql(`{ vouchers { nodes { ${everyField} } totalCount } }`));
    expect([graph.statements, graph.answer.errors, graph.answer.data]).toEqual([1, undefined, { vouchers: { nodes: expected.map(({ node }) => node), totalCount: 6 } }]);
  });

  test('answer the paged envelope when a page is asked for', async () => {
    const page = async (query: string) => {
      const { answer, statements } = await here.counted(() => here.rest(`/vouchers?${query}`));
      expect(statements).toBeLessThanOrEqual(1);
      return answer.json;
    };
    const shown = expected.map(({ row }) => row);
    expect(await page('page=0&pageSize=4')).toEqual({ data: shown.slice(0, 4), total: 6, page: 0, pageSize: 4 });
    expect(await page('page=1&pageSize=4')).toEqual({ data: shown.slice(4), total: 6, page: 1, pageSize: 4 });
    expect(await page('page=9')).toEqual({ data: [], total: 6, page: 9, pageSize: 30 });
    expect(await page('pageSize=101')).toEqual({ data: shown, total: 6, page: 0, pageSize: 100 });
  });

  test.each([['page', '-1'], ['page', 'a'], ['pageSize', '0'], ['pageSize', '1.5']])('refuse %s=%s by its name', async (name, value) => {
    expect(await here.rest(`/vouchers?${name}=${value}`)).toMatchObject({ status: 400, json: { error: expect.stringMatching(`^${name}: `) } });
  });

  test('walk each voucher once with cursors, in one statement a page', async () => {
    const document = `query ($first: Int, $after: String) { vouchers(first: $first, after: $after) {
      nodes { ... on CreditVoucher { code } } edges { cursor node { id ... on GiftCardVoucher { expiresMonths } } } pageInfo { hasNextPage endCursor } totalCount } }`;
    for (const first of [1, 2, 3, 4, 6]) {
      const seen: string[] = [];
      const codes: (string | undefined)[] = [];
      let after: string | null = null;
      do {
        const { answer, statements }: Counted = await here.counted(() => here.graphql(document, { variables: { first, after } }));
        const { edges, nodes: plain, pageInfo, totalCount } = (answer.data as unknown as VouchersPage).vouchers;
        expect([statements, totalCount]).toEqual([1, 6]);
        seen.push(...edges.map(({ node }) => node.id));
        codes.push(...plain.map(({ code }) => code));
        expect(pageInfo.endCursor).toBe(edges.at(-1)?.cursor);
        after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
      } while (after !== null);
      expect(seen).toEqual(expected.map(({ id }) => id));
      expect(codes).toEqual([undefined, 'GW-40', undefined, undefined, undefined, undefined]);
    }
  });

  test('answer a cursor, a count or an end alone', async () => {
    const { data, errors } = await here.graphql('{ a: vouchers(first: 1) { edges { cursor } } b: vouchers { totalCount } c: vouchers(first: 6) { pageInfo { hasNextPage } } d: vouchers(first: 2) { edges { node { __typename } } } e: vouchers(first: 2) { pageInfo { startCursor endCursor } } f: vouchers(first: 2) { edges { cursor } } }');
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      a: { edges: [{ cursor: expect.stringMatching(/^\w+$/) }] }, b: { totalCount: 6 }, c: { pageInfo: { hasNextPage: false } },
      d: { edges: [{ node: { __typename: 'GiftCardVoucher' } }, { node: { __typename: 'CreditVoucher' } }] },
      e: { pageInfo: { startCursor: expect.any(String), endCursor: expect.any(String) } }, f: { edges: [expect.anything(), expect.anything()] },
    });
    const { e, f } = data as unknown as { e: { pageInfo: object }; f: { edges: { cursor: string }[] } };
    expect(e.pageInfo).toEqual({ startCursor: f.edges[0]?.cursor, endCursor: f.edges[1]?.cursor });
    for (const [fields, expected] of [['totalCount', { totalCount: 6 }], ['pageInfo { startCursor endCursor }', e], ['pageInfo { hasPreviousPage }', { pageInfo: { hasPreviousPage: false } }], ['__typename', { __typename: 'VoucherConnection' }]] as const) {
      expect((await here.graphql(`{ vouchers(first: 2) { ${fields} } }`)).data).toEqual({ vouchers: expected });
    }
  });

  test('refuse what is no cursor of theirs', async () => {
    const cursorOf = (json: string) => Buffer.from(json).toString('base64url');
    for (const after of ['', 'x', cursorOf('["Alpha",904]'), cursorOf('["Alpha",0,904]'), cursorOf('["Alpha",null,904]'), cursorOf('["a\\u0000",false,1]'), cursorOf('["\\ud800",false,1]'), cursorOf('["Alpha",false,2147483648]')]) {
      const { errors } = await here.graphql('query ($after: String) { vouchers(after: $after) { nodes { id } } }', { variables: { after } });
      expect([after, errors]).toMatchObject([after, [{ extensions: { code: 'BAD_USER_INPUT', field: 'after' } }]]);
    }
  });

  interface VouchersPage {
    vouchers: { nodes: { code?: string }[]; edges: { cursor: string; node: { id: string } }[]; pageInfo: { hasNextPage: boolean; endCursor: string | null }; totalCount: number };
  }
  type Counted = Awaited<ReturnType<typeof here.counted<Awaited<ReturnType<typeof here.graphql>>>>>;
});
