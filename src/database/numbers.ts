import type { QueryCreator, Transaction } from 'kysely';
import type { Tables } from './tables.js';

/** What is numbered, each for itself, from 1 in every company. */
export type NumberKind =
  | 'user'
  | 'customer'
  | 'facilitator'
  | 'event'
  | 'event_date'
  | 'pricing_option'
  | 'transaction'
  | 'booking'
  | 'waiting_list_entry'
  | 'pass'
  | 'pass_purchase'
  | 'media_library'
  | 'video'
  | 'video_purchase'
  | 'subscription_plan'
  | 'subscription_mandate'
  | 'voucher'
  | 'legacy_voucher'
  | 'note'
  | 'questionnaire'
  | 'questionnaire_answer'
  | 'room'
  | 'service'
  | 'service_option'
  | 'facilitator_schedule'
  | 'appointment'
  | 'restaurant'
  | 'location'
  | 'dining_table'
  | 'table_combination'
  | 'dining_service'
  | 'special_day'
  | 'availability_rule'
  | 'booking_policy'
  | 'reservation';

/**
 * Takes the next `howMany` numbers of a kind in a company, and gives the first of them. Numbers of a transaction
 * that is rolled back are given out again.
 *
 * Others who want a number of that kind in that company wait until the transaction ends: take it late.
 */
export async function nextNumber(trx: Transaction<Tables>, companyId: number, kind: NumberKind, howMany = 1): Promise<number> {
  const { last } = await takeNumbers(trx, companyId, kind, howMany).executeTakeFirstOrThrow();
  return last - howMany + 1;
}

/** The same as a statement, or as a part of one: `last` is the last of the numbers. */
export function takeNumbers(db: QueryCreator<Tables>, companyId: number, kind: NumberKind, howMany = 1) {
  return db
    .insertInto('number_sequences')
    .values({ company_id: companyId, kind, last_number: howMany })
    .onConflict((conflict) =>
      conflict
        .columns(['company_id', 'kind'])
        .doUpdateSet((row) => ({ last_number: row('number_sequences.last_number', '+', howMany) })),
    )
    .returning('last_number as last');
}
