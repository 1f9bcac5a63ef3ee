import { z } from 'zod';
import { base100, companyDateTime, id } from '../../rest/openapi/types.js';
import { catalogueBody } from '../shared/catalogueBody.js';
import { voucherUpdate } from './voucherUpdate.js';

const head = { id: id('voucher', 'legacyVoucher'), type: z.literal('voucher'), name: z.string(), is_active: z.boolean() };
const expires = companyDateTime.nullable().meta({ description: 'Null: never.' });

export const voucher = z
  .union([
    z
      .strictObject({
        ...head,
        voucher_type: z.literal('DISCOUNT'),
        code: z.string().meta({ description: 'Empty for discounts of the old system.' }),
        discount_type: z.enum(['PERCENTAGE', 'FIXED']),
        discount_value: z.number().meta({ description: 'Per cent, or major units of the company’s currency.' }),
        expires,
        created_at: companyDateTime.nullable().meta({ description: 'Null for discounts of the old system.' }),
      })
      .meta({ id: 'DiscountVoucher' }),
    z
      .strictObject({
        ...head,
        voucher_type: z.literal('CREDIT'),
        code: z.string(),
        initial_value_base100: base100,
        remaining_value_base100: base100,
        expires,
        created_at: companyDateTime,
      })
      .meta({ id: 'CreditVoucher' }),
    z
      .strictObject({
        ...head,
        voucher_type: z.literal('GIFT_CARD'),
        min_purchase_base100: base100,
        max_discount_base100: base100,
        expires_months: z.int().min(1).meta({ description: 'Months from the purchase of the card.' }),
        created_at: companyDateTime,
      })
      .meta({ id: 'GiftCardVoucher' }),
  ])
  .meta({ id: 'Voucher', description: 'What customers hand in at the till.' });

export const voucherChanges = catalogueBody('VoucherChanges', voucherUpdate, { discount_value: 20, is_active: true });
