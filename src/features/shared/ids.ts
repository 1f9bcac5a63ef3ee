/** Prefixes of ids: each is followed by the row's number. */
export const idPrefixes = {
  customer: 'cust_',
  event: 'evt_',
  eventDate: 'date_',
  facilitator: 'fac_',
  pricingOption: 'po-',
  booking: 'booking_',
  transaction: 'txn_',
  waitingListEntry: 'wait_',
  pass: 'pass_',
  passPurchase: 'pkg_',
  mediaLibrary: 'lib_',
  video: 'video_',
  /** What the documented purchases call the catalogue's video. */
  purchasedMedia: 'media_',
  videoPurchase: 'media_',
  subscriptionPlan: 'plan_',
  subscriptionMandate: 'mandate_',
  voucher: 'voucher_',
  legacyVoucher: 'voucher_legacy_',
  note: 'note_',
  questionnaire: 'questionnaire_',
  questionnaireAnswer: 'answer_',
  room: 'room_',
  service: 'svc_',
  serviceOption: 'opt_',
  facilitatorSchedule: 'schedule_',
  appointment: 'appt_',
  restaurant: 'rst_',
  location: 'loc_',
  diningTable: 't-',
  tableCombination: 'combination_',
  diningService: 'rsvc_',
  specialDay: 'special_',
  availabilityRule: 'rule_',
  /** What the restaurant's REST paths call a customer, by the customer's number. */
  guest: 'gst_',
} as const satisfies Record<string, string>;

export type IdKind = keyof typeof idPrefixes;

/** The largest number of a row: PostgreSQL's integer. */
const largestNumber = 2_147_483_647;

/**
 * The row's number in an id, null when no row can have that id: another prefix, no number, leading zeros, or more
 * than an integer holds. Such an id is simply unknown.
 */
export function numberOf(kind: IdKind, id: unknown): number | null {
  const prefix = idPrefixes[kind];
  if (typeof id !== 'string' || !id.startsWith(prefix)) return null;
  const digits = id.slice(prefix.length);
  if (!/^[1-9]\d{0,9}$/.test(digits)) return null;
  const number = Number(digits);
  return number <= largestNumber ? number : null;
}

/** @param number The row's number. */
export function idOf(kind: IdKind, number: number): string {
  return `${idPrefixes[kind]}${number}`;
}
