import { afterAll, beforeAll, describe, expect, test } from 'vitest';
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
const kinds: readonly Kind[] = ['discount', 'credit', 'giftCard', 'legacy'];
const idOf = (kind: Kind, number: number): string => (kind === 'legacy' ? `voucher_legacy_${number}` : `voucher_${number}`);

const put = (id: string, body: unknown, scopes?: readonly string[]) => here.rest(`/voucher/${id}`, { method: 'PUT', body, ...(scopes === undefined ? {} : { scopes }) });
const stored = (kind: Kind, number: number) =>
  here.studio.db.selectFrom('vouchers').selectAll().where('company_id', '=', here.studio.company.id).where('is_legacy', '=', kind === 'legacy').where('number', '=', number).executeTakeFirstOrThrow();

const update = `mutation ($input: UpdateVoucherInput!) { updateVoucher(input: $input) { voucher { __typename id name active
  ... on DiscountVoucher { code discountType discountValue } ... on CreditVoucher { code initialValue { amount } remainingValue { amount currency } } ... on GiftCardVoucher { minPurchase { amount } maxDiscount { amount } expiresMonths } } } }`;
const change = (input: Record<string, unknown>) => here.graphql(update, { variables: { input } });

describe('PUT /voucher/{id}', () => {
  const whole: Readonly<Record<Kind, { body: object; changed: object }>> = {
    discount: { body: { name: ' Autumn ', code: ' A-1 ', discount_type: 'FIXED', discount_value: 250.5, is_active: false }, changed: { name: 'Autumn', code: 'A-1', discount_type: 'FIXED', discount_value: 250.5, is_active: false } },
    legacy: { body: { name: 'Older', code: 'OLD', discount_type: 'PERCENTAGE', discount_value: 100, is_active: false }, changed: { name: 'Older', code: 'OLD', discount_type: 'PERCENTAGE', discount_value: 100, is_active: false } },
    credit: { body: { name: 'Sorry', code: 'S', initial_value_base100: 9000, remaining_value_base100: 9000, is_active: true }, changed: { name: 'Sorry', code: 'S', initial_value: 9000, remaining_value: 9000 } },
    giftCard: { body: { name: 'Card', min_purchase_base100: 0, max_discount_base100: 2_147_483_647, expires_months: 1, is_active: true }, changed: { name: 'Card', min_purchase: 0, max_discount: 2_147_483_647, expires_months: 1 } },
  };

  test.each(kinds)('changes everything that is given of a %s, and is there to be read', async (kind) => {
    const number = await ours[kind]();
    const before = await stored(kind, number);
    const { body, changed } = whole[kind];
    const { answer, statements } = await here.counted(() => put(idOf(kind, number), body));
    expect([answer.status, answer.text]).toEqual([200, '{"message":"Voucher updated successfully"}']);
    expect(statements).toBeLessThanOrEqual(6);
    expect(await stored(kind, number)).toEqual({ ...before, ...changed });
    const trimmed = Object.fromEntries(Object.entries(body).map(([key, value]) => [key, typeof value === 'string' ? value.trim() : value]));
    expect((await here.rest(`/voucher/${idOf(kind, number)}`)).json).toMatchObject({ data: { id: idOf(kind, number), ...trimmed } });
  });

  test.each<[Kind, object, object]>([
    ['discount', { name: 'x'.repeat(200) }, { name: 'x'.repeat(200) }],
    ['discount', { code: '🦊'.repeat(64) }, { code: '🦊'.repeat(64) }],
    ['discount', { discount_value: 100 }, { discount_value: 100 }],
    ['discount', { discount_value: 0.01 }, { discount_value: 0.01 }],
    ['discount', { discount_type: 'FIXED' }, { discount_type: 'FIXED' }],
    ['legacy', { is_active: false }, { is_active: false }],
    ['credit', { initial_value_base100: 1500 }, { initial_value: 1500 }],
    ['credit', { remaining_value_base100: 0 }, { remaining_value: 0 }],
    ['credit', { remaining_value_base100: 4000 }, { remaining_value: 4000 }],
    ['giftCard', { max_discount_base100: 0 }, { max_discount: 0 }],
    ['giftCard', { min_purchase_base100: 9000 }, { min_purchase: 9000 }],
    ['giftCard', { expires_months: 24 }, { expires_months: 24 }],
  ])('of a %s with %j leaves the rest as it was', async (kind, body, changed) => {
    const number = await ours[kind]();
    const before = await stored(kind, number);
    expect((await put(idOf(kind, number), body)).status).toBe(200);
    expect(await stored(kind, number)).toEqual({ ...before, ...changed });
  });

  test('changes the new voucher or the old one of the same number, never both', async () => {
    await ours.discount({ number: 7008, name: 'New' });
    await ours.legacy({ number: 7008, name: 'Old' });
    await put('voucher_legacy_7008', { name: 'Old, changed' });
    expect([(await stored('discount', 7008)).name, (await stored('legacy', 7008)).name]).toEqual(['New', 'Old, changed']);
    await change({ id: 'voucher_7008', name: 'New, changed' });
    expect([(await stored('discount', 7008)).name, (await stored('legacy', 7008)).name]).toEqual(['New, changed', 'Old, changed']);
  });

  const others: readonly [Kind, string, unknown, string, string][] = [
    ['discount', 'initial_value_base100', 1, 'CREDIT', 'DISCOUNT'],
    ['discount', 'remaining_value_base100', 1, 'CREDIT', 'DISCOUNT'],
    ['discount', 'min_purchase_base100', 1, 'GIFT_CARD', 'DISCOUNT'],
    ['legacy', 'max_discount_base100', 1, 'GIFT_CARD', 'DISCOUNT'],
    ['legacy', 'expires_months', 1, 'GIFT_CARD', 'DISCOUNT'],
    ['credit', 'discount_type', 'FIXED', 'DISCOUNT', 'CREDIT'],
    ['credit', 'discount_value', 1, 'DISCOUNT', 'CREDIT'],
    ['credit', 'expires_months', 1, 'GIFT_CARD', 'CREDIT'],
    ['giftCard', 'code', 'X', 'DISCOUNT and CREDIT', 'GIFT_CARD'],
    ['giftCard', 'discount_value', 1, 'DISCOUNT', 'GIFT_CARD'],
    ['giftCard', 'initial_value_base100', 1, 'CREDIT', 'GIFT_CARD'],
  ];

  test.each(others)('of a %s refuses %s=%j, which is a field of %s vouchers', async (kind, field, value, type, own) => {
    const number = await ours[kind]();
    const before = await stored(kind, number);
    const answer = await put(idOf(kind, number), { name: 'Other', [field]: value });
    expect([answer.status, answer.json]).toEqual([400, { error: `${field}: is a field of ${type} vouchers, and this one is of type ${own}` }]);
    expect(await stored(kind, number)).toEqual(before);
    // Which type it would be is unknown of what is not there.
    expect((await put('voucher_77777777', { [field]: value })).status).toBe(404);
  });

  test.each<[Kind, object, object, string]>([
    ['discount', {}, { discount_value: 100.5 }, 'discount_value: must be at most 100 per cent'],
    ['discount', { discount_type: 'FIXED', discount_value: 250 }, { discount_type: 'PERCENTAGE' }, 'discount_type: must not be PERCENTAGE while the value is 250'],
    ['discount', { discount_type: 'FIXED', discount_value: 5 }, { discount_type: 'PERCENTAGE', discount_value: 250 }, 'discount_value: must be at most 100 per cent'],
    ['legacy', {}, { discount_type: 'PERCENTAGE', discount_value: 101 }, 'discount_value: must be at most 100 per cent'],
    ['credit', {}, { remaining_value_base100: 4001 }, 'remaining_value_base100: must be at most the initial value, 4000'],
    ['credit', {}, { initial_value_base100: 1499 }, 'initial_value_base100: must be at least what remains, 1500'],
    ['credit', {}, { initial_value_base100: 5000, remaining_value_base100: 5001 }, 'remaining_value_base100: must be at most the initial value, 5000'],
  ])('of a %s with %j refuses %j: %s', async (kind, row, body, sentence) => {
    const number = await ours[kind](row);
    const before = await stored(kind, number);
    const answer = await put(idOf(kind, number), body);
    expect([answer.status, answer.json]).toEqual([400, { error: sentence }]);
    expect(await stored(kind, number)).toEqual(before);
  });

  test.each<[Kind, unknown, string]>([
    ['discount', undefined, 'body'],
    ['discount', {}, 'body'],
    ['discount', [], 'body'],
    ['discount', null, 'body'],
    ['discount', 'name', 'body'],
    ['discount', { id: 'voucher_1', name: 'x' }, 'id'],
    ['discount', { type: 'voucher' }, 'type'],
    ['discount', { voucher_type: 'CREDIT' }, 'voucher_type'],
    ['discount', { expires: null }, 'expires'],
    ['discount', { created_at: null }, 'created_at'],
    ['discount', { active: true }, 'active'],
    ['discount', { discountValue: 3 }, 'discountValue'],
    ['discount', { name: '' }, 'name'],
    ['discount', { name: 'x'.repeat(201) }, 'name'],
    ['discount', { name: 'a\u0000b' }, 'name'],
    ['discount', { name: '\ud800' }, 'name'],
    ['discount', { name: null }, 'name'],
    ['discount', { is_active: 1 }, 'is_active'],
    ['discount', { is_active: null }, 'is_active'],
    ['legacy', { code: '' }, 'code'],
    ['discount', { code: 'x'.repeat(65) }, 'code'],
    ['discount', { code: null }, 'code'],
    ['discount', { code: 7 }, 'code'],
    ['discount', { discount_type: 'percentage' }, 'discount_type'],
    ['discount', { discount_type: null }, 'discount_type'],
    ['discount', { discount_value: 0 }, 'discount_value'],
    ['discount', { discount_value: -1 }, 'discount_value'],
    ['discount', { discount_value: '15' }, 'discount_value'],
    ['discount', { discount_value: 1e300 }, 'discount_value'],
    ['discount', { discount_value: null }, 'discount_value'],
    ['credit', { initial_value_base100: -1 }, 'initial_value_base100'],
    ['credit', { initial_value_base100: 2_147_483_648 }, 'initial_value_base100'],
    ['credit', { remaining_value_base100: 1.5 }, 'remaining_value_base100'],
    ['credit', { remaining_value_base100: null }, 'remaining_value_base100'],
    ['giftCard', { min_purchase_base100: -1 }, 'min_purchase_base100'],
    ['giftCard', { max_discount_base100: '1' }, 'max_discount_base100'],
    ['giftCard', { max_discount_base100: null }, 'max_discount_base100'],
    ['giftCard', { expires_months: 0 }, 'expires_months'],
    ['giftCard', { expires_months: [1] }, 'expires_months'],
    ['giftCard', { expires_months: null }, 'expires_months'],
  ])('of a %s refuses %j naming %s, of an unknown voucher too, and changes nothing', async (kind, body, field) => {
    const number = await ours[kind]();
    const before = await stored(kind, number);
    for (const id of [idOf(kind, number), 'voucher_77777777']) {
      const { status, json } = await put(id, body);
      expect([status, json]).toEqual([400, { error: expect.stringMatching(`^${field}: `) }]);
    }
    expect(await stored(kind, number)).toEqual(before);
  });

  test('is seen at once on both surfaces, by itself and in the list, which an inactive voucher leaves', async () => {
    const number = await ours.discount({ name: 'Before' });
    // Written past the gateway: what was remembered of the list is voided by a change.
    await put(`voucher_${number}`, { is_active: true });
    const reads: (() => Promise<{ text?: string; data?: unknown }>)[] = [
      () => here.rest(`/voucher/voucher_${number}`),
      () => here.rest('/vouchers'),
      () => here.rest('/vouchers?pageSize=100'),
      () => here.graphql(`{ voucher(id: "voucher_${number}") { ... on DiscountVoucher { name } } }`),
      () => here.graphql('{ vouchers(first: 100) { edges { node { ...N } } } } fragment N on Voucher { name }'),
    ];
    const all = () => Promise.all(reads.map(async (read) => {
      const answer = await read();
      return answer.text ?? JSON.stringify(answer.data);
    }));
    for (const text of await all()) expect(text).toContain('"Before"');
    expect((await here.counted(all)).statements).toBe(0);
    await put(`voucher_${number}`, { name: 'By REST' });
    for (const text of await all()) expect(text).toContain('"By REST"');
    await change({ id: `voucher_${number}`, name: 'By the graph' });
    for (const text of await all()) expect(text).toContain('"By the graph"');
    await put(`voucher_${number}`, { is_active: false });
    expect((await all()).map((text) => text.includes('"By the graph"'))).toEqual([true, false, false, true, false]);
  });

  test('is 404 for a voucher that is unknown, another company’s, or named wrongly', async () => {
    const foreign = await theirs.discount();
    const foreignLegacy = await theirs.legacy();
    for (const id of [`voucher_${foreign}`, `voucher_legacy_${foreignLegacy}`, 'voucher_77777777', 'pass_1', 'voucher_legacy_', 'voucher_4294967297']) {
      expect([id, await put(id, { name: 'Mine' })]).toMatchObject([id, { status: 404, json: { error: 'There is no such resource.' } }]);
    }
    expect(await here.studio.db.selectFrom('vouchers').select('name').where('name', '=', 'Mine').execute()).toEqual([]);
  });

  test('needs vouchers:write and nothing else', async () => {
    const number = await ours.giftCard();
    const refused = await put(`voucher_${number}`, { nonsense: 1 }, allBut('vouchers:write'));
    expect([refused.status, refused.json]).toEqual([403, { error: 'Missing required scope: vouchers:write' }]);
    expect((await put(`voucher_${number}`, { expires_months: 2 }, ['vouchers:write'])).status).toBe(200);
    const graph = await here.graphql(update, { variables: { input: { id: `voucher_${number}`, expiresMonths: 3 } }, scopes: allBut('vouchers:write') });
    expect([graph.data, graph.errors]).toMatchObject([{ updateVoucher: null }, [{ extensions: { missingScope: 'vouchers:write' } }]]);
    expect(await stored('giftCard', number)).toMatchObject({ expires_months: 2 });
  });

  test('keeps what remains of a credit within its value when both are changed at once', async () => {
    const number = await ours.credit({ initial_value: 1000, remaining_value: 500 });
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, index) => put(`voucher_${number}`, index % 2 === 0 ? { initial_value_base100: 600 } : { remaining_value_base100: 900 })),
    );
    expect(answers.map(({ status }) => status).filter((status) => status !== 200 && status !== 400)).toEqual([]);
    const { initial_value: initial, remaining_value: remaining } = await stored('credit', number);
    expect([[600, 500], [1000, 900]]).toContainEqual([initial, remaining]);
  });
});

describe('updateVoucher', () => {
  test.each<[Kind, Record<string, unknown>, object]>([
    ['discount', { name: ' Ten ', code: 'TEN', discountValue: 10 }, { __typename: 'DiscountVoucher', name: 'Ten', active: true, code: 'TEN', discountType: 'PERCENTAGE', discountValue: 10 }],
    ['legacy', { discountType: 'PERCENTAGE' }, { __typename: 'DiscountVoucher', name: 'Old Friends', active: true, code: '', discountType: 'PERCENTAGE', discountValue: 4 }],
    ['credit', { remainingValue: 10, active: false }, { __typename: 'CreditVoucher', name: 'Goodwill', active: false, code: 'GW-40', initialValue: { amount: 4000 }, remainingValue: { amount: 10, currency: 'GBP' } }],
    ['giftCard', { maxDiscount: 5, minPurchase: 6, expiresMonths: 7 }, { __typename: 'GiftCardVoucher', name: 'Clay Gift', active: true, maxDiscount: { amount: 5 }, minPurchase: { amount: 6 }, expiresMonths: 7 }],
  ])('of a %s answers the changed voucher', async (kind, input, expected) => {
    const id = idOf(kind, await ours[kind]());
    const { data, errors } = await change({ id, ...input });
    expect([data, errors]).toEqual([{ updateVoucher: { voucher: { id, ...expected } } }, undefined]);
  });

  test.each<[Kind, Record<string, unknown>, string]>([
    ['discount', {}, 'input'],
    ['discount', { name: null }, 'name'],
    ['discount', { name: '' }, 'name'],
    ['discount', { code: '' }, 'code'],
    ['discount', { discountValue: 0 }, 'discountValue'],
    ['discount', { discountValue: 101 }, 'discountValue'],
    ['discount', { expiresMonths: 1 }, 'expiresMonths'],
    ['credit', { initialValue: -1 }, 'initialValue'],
    ['credit', { remainingValue: 4001 }, 'remainingValue'],
    ['credit', { minPurchase: 1 }, 'minPurchase'],
    ['giftCard', { code: 'X' }, 'code'],
    ['giftCard', { expiresMonths: 0 }, 'expiresMonths'],
    ['giftCard', { active: null }, 'active'],
  ])('of a %s refuses %j naming %s, and changes nothing', async (kind, input, field) => {
    const number = await ours[kind]();
    const before = await stored(kind, number);
    const { data, errors } = await change({ id: idOf(kind, number), ...input });
    expect([data, errors]).toMatchObject([{ updateVoucher: null }, [{ extensions: { code: 'BAD_USER_INPUT', field } }]]);
    expect(await stored(kind, number)).toEqual(before);
  });

  test('finds no voucher of another company, and none by an id that cannot be one', async () => {
    const foreign = await theirs.discount();
    for (const id of [`voucher_${foreign}`, 'voucher_77777777', 'cust_1', '']) {
      const { data, errors } = await change({ id, name: 'Mine' });
      expect([data, errors]).toMatchObject([{ updateVoucher: null }, [{ extensions: { code: 'NOT_FOUND' } }]]);
    }
  });
});
