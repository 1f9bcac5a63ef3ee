import { expressionBuilder, sql } from 'kysely';
import type { CreditVoucher, DiscountVoucher, GiftCardVoucher, Voucher, VoucherType } from '../../graphql/resolvers.generated.js';
import { idExpression, utc, wallClock, type FieldExpressions, type Rows } from '../shared/fields.js';
import type { ObjectType } from '../shared/interfaces.js';
import { catalogueMoney } from '../shared/money.js';
import { companyTimeZone } from '../shared/plan.js';

const voucher = expressionBuilder<Rows, 'voucher'>();

const commonFields: FieldExpressions<Voucher> = {
  id: () => {
    const number = voucher.ref('voucher.number');
    return sql`case when ${voucher.ref('voucher.is_legacy')} then ${idExpression('legacyVoucher', number)} else ${idExpression('voucher', number)} end`;
  },
  type: () => voucher.ref('voucher.type'),
  name: () => voucher.ref('voucher.name'),
  active: () => voucher.ref('voucher.is_active'),
  createdAt: () => utc(voucher.ref('voucher.created_at')),
  createdAtLocal: () => wallClock(voucher.ref('voucher.created_at'), companyTimeZone),
};

const redeemedByCode = {
  code: () => voucher.ref('voucher.code'),
  expiresAt: () => utc(voucher.ref('voucher.expires_at')),
  expiresAtLocal: () => wallClock(voucher.ref('voucher.expires_at'), companyTimeZone),
};

const discountFields: FieldExpressions<DiscountVoucher> = {
  ...commonFields,
  ...redeemedByCode,
  discountType: () => voucher.ref('voucher.discount_type'),
  discountValue: () => voucher.ref('voucher.discount_value'),
};

const creditFields: FieldExpressions<CreditVoucher> = {
  ...commonFields,
  ...redeemedByCode,
  initialValue: () => catalogueMoney(voucher.ref('voucher.initial_value')),
  remainingValue: () => catalogueMoney(voucher.ref('voucher.remaining_value')),
};

const giftCardFields: FieldExpressions<GiftCardVoucher> = {
  ...commonFields,
  minPurchase: () => catalogueMoney(voucher.ref('voucher.min_purchase')),
  maxDiscount: () => catalogueMoney(voucher.ref('voucher.max_discount')),
  expiresMonths: () => voucher.ref('voucher.expires_months'),
};

/** Of the row `voucher`, told apart by its `type`. */
export const voucherTypes = {
  DiscountVoucher: { is: 'DISCOUNT', fields: discountFields },
  CreditVoucher: { is: 'CREDIT', fields: creditFields },
  GiftCardVoucher: { is: 'GIFT_CARD', fields: giftCardFields },
} as const satisfies Record<string, ObjectType & { is: VoucherType }>;
