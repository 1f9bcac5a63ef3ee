import { ApplicationError } from '../../errors.js';
import type { FeatureScope } from '../../graphql/context.js';
import type { UpdateVoucherInput } from '../../graphql/resolvers.generated.js';
import { readUpdateInput } from '../shared/catalogueUpdate.js';
import type { ConnectionJson } from '../shared/connection.js';
import type { Row } from '../shared/fields.js';
import { numberOf } from '../shared/ids.js';
import type { LookAhead } from '../shared/selection.js';
import { createVouchersRepository, type VoucherKey } from './vouchers.repository.js';
import { assertFits, voucherUpdate } from './voucherUpdate.js';

export interface VouchersService {
  list(lookAhead: LookAhead): Promise<ConnectionJson>;
  /** Null when there is no such voucher. Inactive ones are found. */
  find(id: string, lookAhead: LookAhead): Promise<Row | null>;
  /**
   * Changes what is given of a voucher, also of an inactive one.
   * @param voucher What to answer of the changed voucher; null: nothing.
   * @throws BAD_USER_INPUT naming the field, also when vouchers of that type do not have it; NOT_FOUND.
   */
  update(input: UpdateVoucherInput, voucher: LookAhead | null): Promise<Row>;
}

export function createVouchersService(scope: FeatureScope): VouchersService {
  const repository = createVouchersRepository(scope);
  return {
    list: (lookAhead) => repository.list(lookAhead),

    async find(id, lookAhead) {
      const key = keyOf(id);
      return key === null ? null : repository.find(key, lookAhead);
    },

    async update(input, voucher) {
      const changes = readUpdateInput(voucherUpdate, input);
      const key = keyOf(input.id);
      if (key === null) throw new ApplicationError('NOT_FOUND');
      return scope.write(['vouchers'], async (transaction) => {
        const present = await repository.lock(transaction, key);
        if (present === undefined) throw new ApplicationError('NOT_FOUND');
        assertFits(changes, present);
        await repository.update(transaction, key, changes);
        return (voucher === null ? null : await repository.find(key, voucher, transaction)) ?? {};
      });
    },
  };
}

/** `voucher_8` and `voucher_legacy_8` are two vouchers. Null when no voucher can have that id. */
function keyOf(id: string): VoucherKey | null {
  const number = numberOf('voucher', id);
  if (number !== null) return { isLegacy: false, number };
  const legacy = numberOf('legacyVoucher', id);
  return legacy === null ? null : { isLegacy: true, number: legacy };
}
