import type { QueryVoucherArgs, Resolvers } from '../../graphql/resolvers.generated.js';
import { connectionResolvers } from '../shared/connection.js';
import { rootList, rootRow } from '../shared/relation.js';
import { lookAheadAt } from '../shared/selection.js';

/** What a voucher is, its row says by `__typename`. */
export const vouchersResolvers: Resolvers = {
  Query: {
    vouchers: rootList(({ features }, asked) => features.vouchers.list(asked)),
    voucher: rootRow<QueryVoucherArgs>(({ features }, { id }, asked) => features.vouchers.find(id, asked)),
  },
  Mutation: {
    updateVoucher: async (_, { input }, { features }, info) => ({ voucher: await features.vouchers.update(input, lookAheadAt('voucher', info)) }),
  },
  VoucherConnection: connectionResolvers,
};
