import { badInput } from '../../errors.js';
import type { UpdateVoucherInput, VoucherType } from '../../graphql/resolvers.generated.js';
import type { Changes, UpdateFields } from '../shared/catalogueUpdate.js';

/** What may be changed of a voucher. Most of it vouchers of some types alone have. */
export const voucherUpdate = {
  name: { rest: 'name', kind: 'name', most: 200 },
  active: { rest: 'is_active', kind: 'boolean' },
  code: { rest: 'code', kind: 'name', most: 64 },
  discountType: { rest: 'discount_type', kind: 'choice', of: ['PERCENTAGE', 'FIXED'] },
  discountValue: { rest: 'discount_value', kind: 'decimal', above: 0 },
  initialValue: { rest: 'initial_value_base100', kind: 'integer', least: 0 },
  remainingValue: { rest: 'remaining_value_base100', kind: 'integer', least: 0 },
  minPurchase: { rest: 'min_purchase_base100', kind: 'integer', least: 0 },
  maxDiscount: { rest: 'max_discount_base100', kind: 'integer', least: 0 },
  expiresMonths: { rest: 'expires_months', kind: 'integer', least: 1 },
} as const satisfies UpdateFields<UpdateVoucherInput>;

export type VoucherChanges = Changes<typeof voucherUpdate>;

type Field = keyof typeof voucherUpdate;

const everyType: readonly VoucherType[] = ['DISCOUNT', 'CREDIT', 'GIFT_CARD'];

/** Which vouchers have each field. */
const typesWith: Readonly<Record<Field, readonly VoucherType[]>> = {
  name: everyType,
  active: everyType,
  code: ['DISCOUNT', 'CREDIT'],
  discountType: ['DISCOUNT'],
  discountValue: ['DISCOUNT'],
  initialValue: ['CREDIT'],
  remainingValue: ['CREDIT'],
  minPurchase: ['GIFT_CARD'],
  maxDiscount: ['GIFT_CARD'],
  expiresMonths: ['GIFT_CARD'],
};

/** What changes are held against. */
export interface PresentVoucher {
  readonly type: VoucherType;
  readonly discount_type: 'PERCENTAGE' | 'FIXED' | null;
  readonly discount_value: number | null;
  /** In the minor unit. */
  readonly initial_value: number | null;
  readonly remaining_value: number | null;
}

/**
 * Whether changes can be made to a voucher as it is now.
 * @throws badInput naming the field.
 */
export function assertFits(changes: VoucherChanges, present: PresentVoucher): void {
  for (const field of Object.keys(changes) as Field[]) {
    const types = typesWith[field];
    if (types.includes(present.type)) continue;
    throw badInput(field, `is a field of ${types.join(' and ')} vouchers, and this one is of type ${present.type}`);
  }
  const { discountType = present.discount_type, discountValue = present.discount_value } = changes;
  if (discountType === 'PERCENTAGE' && discountValue !== null && discountValue > 100) {
    if (changes.discountValue !== undefined) throw badInput('discountValue', 'must be at most 100 per cent');
    throw badInput('discountType', `must not be PERCENTAGE while the value is ${discountValue}`);
  }
  const { initialValue = present.initial_value, remainingValue = present.remaining_value } = changes;
  if (initialValue !== null && remainingValue !== null && remainingValue > initialValue) {
    if (changes.remainingValue !== undefined) throw badInput('remainingValue', `must be at most the initial value, ${initialValue}`);
    throw badInput('initialValue', `must be at least what remains, ${remainingValue}`);
  }
}
