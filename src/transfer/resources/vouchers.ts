import type { Columns, Resource, Rule } from '../resource.js';

/** Which fields a voucher of each type has; the others must be null. */
const shapes = [
  { field: 'code', column: 'code', types: ['DISCOUNT', 'CREDIT'] },
  { field: 'discountType', column: 'discount_type', types: ['DISCOUNT'] },
  { field: 'discountValue', column: 'discount_value', types: ['DISCOUNT'] },
  { field: 'initialValue', column: 'initial_value', types: ['CREDIT'] },
  { field: 'remainingValue', column: 'remaining_value', types: ['CREDIT'] },
  { field: 'minPurchase', column: 'min_purchase', types: ['GIFT_CARD'] },
  { field: 'maxDiscount', column: 'max_discount', types: ['GIFT_CARD'] },
  { field: 'expiresMonths', column: 'expires_months', types: ['GIFT_CARD'] },
] as const;

const shapeRules = shapes.map(({ field, column, types }): Rule => ({
  field,
  sentence: `must be given when type is ${types.join(' or ')}, and only then`,
  holds: (row) => types.some((type) => type === row['type']) === (row[column] !== null),
}));

const isLegacy = (row: Columns) => row['is_legacy'] === true;

export const vouchers = {
  table: 'vouchers',
  summary: 'What customers hand in at the till. Discounts of an older system have ids of their own: `voucher_legacy_8`.',
  spaces: [
    { id: 'voucher', sequence: 'voucher', columns: { is_legacy: false } },
    { id: 'legacyVoucher', sequence: 'legacy_voucher', columns: { is_legacy: true } },
  ],
  fields: {
    type: { kind: 'choice', column: 'type', of: ['DISCOUNT', 'CREDIT', 'GIFT_CARD'] },
    name: { kind: 'line', column: 'name', most: 200 },
    code: { kind: 'line', column: 'code', least: 0, most: 64, isNullable: true },
    discountType: { kind: 'choice', column: 'discount_type', of: ['PERCENTAGE', 'FIXED'], isNullable: true },
    discountValue: { kind: 'decimal', column: 'discount_value', above: 0, isNullable: true, about: 'Per cent, or major units of the company’s currency.' },
    initialValue: { kind: 'money', column: 'initial_value', isNullable: true },
    remainingValue: { kind: 'money', column: 'remaining_value', isNullable: true },
    minPurchase: { kind: 'money', column: 'min_purchase', isNullable: true },
    maxDiscount: { kind: 'money', column: 'max_discount', isNullable: true },
    active: { kind: 'boolean', column: 'is_active', default: true },
    expiresAt: { kind: 'instant', column: 'expires_at', isNullable: true, about: 'Null: never.' },
    expiresMonths: { kind: 'integer', column: 'expires_months', least: 1, isNullable: true, about: 'From the purchase of the gift card.' },
    createdAt: { kind: 'instant', column: 'created_at', isNullable: true },
  },
  rules: [
    { field: 'type', sentence: 'must be DISCOUNT for an id with legacy in it', holds: (row) => !isLegacy(row) || row['type'] === 'DISCOUNT' },
    ...shapeRules,
    { field: 'code', sentence: 'must not be empty, unless the id has legacy in it', holds: (row) => row['code'] !== '' || isLegacy(row) },
    {
      field: 'discountValue',
      sentence: 'must be at most 100 when discountType is PERCENTAGE',
      holds: (row) => row['discount_type'] !== 'PERCENTAGE' || Number(row['discount_value']) <= 100,
    },
    {
      field: 'remainingValue',
      sentence: 'must be at most initialValue',
      holds: (row) => Number(row['remaining_value']) <= Number(row['initial_value']),
    },
    { field: 'expiresAt', sentence: 'must be null when type is GIFT_CARD', holds: (row) => row['type'] !== 'GIFT_CARD' || row['expires_at'] === null },
    {
      field: 'createdAt',
      sentence: 'must be given, unless the id has legacy in it, and only then',
      holds: (row) => isLegacy(row) === (row['created_at'] === null),
    },
  ],
  cached: ['vouchers'],
  example: {
    id: 'voucher_31',
    type: 'DISCOUNT',
    name: 'Kiln Week',
    code: 'KILN15',
    discountType: 'PERCENTAGE',
    discountValue: 15,
    active: true,
    expiresAt: null,
    createdAt: '2026-04-01T09:00:00.000Z',
  },
} as const satisfies Resource;
