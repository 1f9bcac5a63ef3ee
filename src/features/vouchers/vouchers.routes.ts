import {
  GetVoucherDocument,
  ListVouchersDocument,
  UpdateVoucherDocument,
  type GetVoucherQuery,
  type UpdateVoucherInput,
} from '../../rest/operations.generated.js';
import { idParameter, optionalPageParameters } from '../../rest/openapi/parameters.js';
import { defineRoute, type Route } from '../../rest/route.js';
import { readUpdateBody, restNames } from '../shared/catalogueUpdate.js';
import { listed, single, written } from '../shared/studioAnswers.js';
import { listEnvelope, listVariables, pagedList } from '../shared/studioRows.js';
import { voucher, voucherChanges } from './vouchers.answers.js';
import { voucherUpdate } from './voucherUpdate.js';

export const vouchersRoutes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: '/vouchers',
    family: 'studio',
    resourceType: 'voucher',
    summary: 'Active vouchers, by name; discounts of the old system are among them',
    operation: ListVouchersDocument,
    parameters: optionalPageParameters,
    answer: listed(voucher),
    variables: ({ query }) => listVariables(query),
    present: ({ vouchers }, { variables }) =>
      vouchers === null ? undefined : pagedList(vouchers.nodes.map(voucherRow), vouchers.totalCount, variables),
    unpaged: {
      applies: ({ withTotal }) => !withTotal,
      connection: ({ vouchers }) => vouchers,
      next: (variables, after) => ({ ...variables, after }),
      item: voucherRow,
      envelope: listEnvelope,
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/voucher/:id',
    family: 'studio',
    resourceType: 'voucher',
    summary: 'One voucher, inactive ones included',
    operation: GetVoucherDocument,
    parameters: { id: idParameter('voucher', 'The voucher', 'legacyVoucher') },
    answer: single(voucher),
    variables: ({ path }) => ({ id: path['id'] ?? '' }),
    present: ({ voucher }) => (voucher === null ? undefined : { data: voucherRow(voucher) }),
  }),
  defineRoute({
    method: 'PUT',
    path: '/voucher/:id',
    family: 'studio',
    resourceType: 'voucher',
    summary: 'Changes what is given of a voucher; a field that its type does not have is refused',
    operation: UpdateVoucherDocument,
    parameters: { id: idParameter('voucher', 'The voucher', 'legacyVoucher') },
    body: voucherChanges,
    answer: written('Voucher updated successfully'),
    parameterNames: restNames(voucherUpdate),
    variables: ({ path, body }) => ({ input: { id: path['id'] ?? '', ...readUpdateBody<UpdateVoucherInput>(voucherUpdate, body) } }),
    present: () => ({ message: 'Voucher updated successfully' }),
  }),
];

type VoucherFields = NonNullable<GetVoucherQuery['voucher']>;

/** Each type has keys of its own. Money is in the company's currency, which no field names. */
function voucherRow(voucher: VoucherFields) {
  const head = { id: voucher.id, type: 'voucher', voucher_type: voucher.type, name: voucher.name };
  if ('discountType' in voucher) {
    return {
      ...head,
      code: voucher.code,
      discount_type: voucher.discountType,
      discount_value: voucher.discountValue,
      is_active: voucher.active,
      expires: voucher.expiresAtLocal,
      created_at: voucher.createdAtLocal,
    };
  }
  if ('initialValue' in voucher) {
    return {
      ...head,
      code: voucher.code,
      initial_value_base100: voucher.initialValue.amount,
      remaining_value_base100: voucher.remainingValue.amount,
      is_active: voucher.active,
      expires: voucher.expiresAtLocal,
      created_at: voucher.createdAtLocal,
    };
  }
  return {
    ...head,
    min_purchase_base100: voucher.minPurchase.amount,
    max_discount_base100: voucher.maxDiscount.amount,
    is_active: voucher.active,
    expires_months: voucher.expiresMonths,
    created_at: voucher.createdAtLocal,
  };
}
