import { expressionBuilder, sql, type AliasedExpression, type Transaction } from 'kysely';
import type { Tables } from '../../database/tables.js';
import type { FeatureScope } from '../../graphql/context.js';
import { planConnection, type ConnectionJson } from '../shared/connection.js';
import type { Row, Rows } from '../shared/fields.js';
import { connectionOfObjects, objectOfItsType, pageOfObjects } from '../shared/interfaces.js';
import type { SortKey } from '../shared/keyset.js';
import { companyId, parameter, read, rowNumber } from '../shared/plan.js';
import type { LookAhead, SelectedField, Selection } from '../shared/selection.js';
import { voucherTypes } from './vouchers.fields.js';
import type { PresentVoucher, VoucherChanges } from './voucherUpdate.js';

export type VouchersRepository = ReturnType<typeof createVouchersRepository>;

/** Vouchers of the old system have numbers of their own. */
export interface VoucherKey {
  readonly isLegacy: boolean;
  readonly number: number;
}

const root = expressionBuilder<Rows>();
const voucher = expressionBuilder<Rows, 'voucher'>();

/** The company's vouchers, inactive ones too. */
const vouchers = root.selectFrom('vouchers as voucher').where('voucher.company_id', '=', companyId);
const activeVouchers = vouchers.where('voucher.is_active', '=', sql.lit(true));

const name: SortKey = { by: voucher.ref('voucher.name'), kind: 'text' };
const isLegacy: SortKey = { by: voucher.ref('voucher.is_legacy'), kind: 'boolean' };
const number: SortKey = { by: voucher.ref('voucher.number'), kind: 'number' };

/** Beside the number of the row to read: 1 when it is one of the old system's, else 0. */
const rowIsLegacy = parameter<boolean>((run) => run.rowNumbers[1] === 1);

/** Every query on vouchers, bound to one company. */
export function createVouchersRepository(scope: FeatureScope) {
  return {
    /** Active ones, by name. */
    list(lookAhead: LookAhead): Promise<ConnectionJson> {
      return read(scope, lookAhead, (field) => {
        const plan = planConnection(field);
        return connectionOfObjects(plan, {
          nodes: (selection) => pageOfObjects(activeVouchers, plan, [name, isLegacy, number], 'asc', (more) => voucherObject(selection, more)),
          totalCount: () => activeVouchers.select((eb) => eb.fn.countAll().as('total')),
        });
      });
    },

    /** @param transaction Reads what it has changed. */
    find(key: VoucherKey, lookAhead: LookAhead, transaction?: Transaction<Tables>): Promise<Row | null> {
      const reading = transaction === undefined ? scope : { ...scope, db: transaction };
      return read(reading, lookAhead, oneVoucher, [key.number, key.isLegacy ? 1 : 0]);
    },

    /** The voucher as it is now, which nobody else changes until the transaction ends. */
    lock(transaction: Transaction<Tables>, key: VoucherKey): Promise<PresentVoucher | undefined> {
      return transaction
        .selectFrom('vouchers')
        .select(['type', 'discount_type', 'discount_value', 'initial_value', 'remaining_value'])
        .where('company_id', '=', scope.company.id)
        .where('is_legacy', '=', key.isLegacy)
        .where('number', '=', key.number)
        .forUpdate()
        .executeTakeFirst();
    },

    /** Of a voucher that has all of these fields. */
    async update(transaction: Transaction<Tables>, key: VoucherKey, changes: VoucherChanges): Promise<void> {
      await transaction
        .updateTable('vouchers')
        .set({
          name: changes.name,
          is_active: changes.active,
          code: changes.code,
          discount_type: changes.discountType,
          discount_value: changes.discountValue,
          initial_value: changes.initialValue,
          remaining_value: changes.remainingValue,
          min_purchase: changes.minPurchase,
          max_discount: changes.maxDiscount,
          expires_months: changes.expiresMonths,
        })
        .where('company_id', '=', scope.company.id)
        .where('is_legacy', '=', key.isLegacy)
        .where('number', '=', key.number)
        .execute();
    },
  };
}

function oneVoucher({ selection }: SelectedField) {
  return vouchers
    .where('voucher.is_legacy', '=', rowIsLegacy)
    .where('voucher.number', '=', rowNumber)
    .select(voucherObject(selection).as('object'));
}

function voucherObject(selection: Selection, more: readonly AliasedExpression<unknown, string>[] = []) {
  return objectOfItsType(voucherTypes, voucher.ref('voucher.type'), selection, more);
}
