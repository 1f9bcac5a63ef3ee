/** Why a start cannot be had: the refusals' own codes. */
export type Reason = 'party_size_out_of_range' | 'too_soon' | 'too_far_ahead' | 'closed' | 'slot_limit_reached' | 'no_tables_available';

/** What a party needs. The caller has checked that the numbers are whole and in their bounds. */
export interface SeatingRequest {
  readonly partySize: number;
  /** 15 to 480; absent: what the policy says for the party. */
  readonly durationMinutes?: number | undefined;
  /** Chosen for the party, as `chosenCandidate` takes them; absent: the location's choice. */
  readonly tables?: readonly number[] | undefined;
  /** The reservation that is being changed, which is in nobody's way. */
  readonly ignoredReservation?: number | undefined;
}

export interface Refusal {
  readonly available: false;
  readonly reason: Reason;
}

/** A start of a service. */
interface Start {
  /** Epoch milliseconds, as `end`. */
  readonly start: number;
  readonly end: number;
  readonly serviceName: string;
  /** The service's number; null: it is a special day's. */
  readonly service: number | null;
  /** `YYYY-MM-DD`: on which the service opened, also for starts past midnight. */
  readonly serviceDay: string;
  readonly requiresConfirmation: boolean;
  /** Since when tables would be held, the buffer included. */
  readonly heldFrom: number;
  readonly heldUntil: number;
}

export interface AvailableSlot extends Start {
  readonly available: true;
  /** The proposed tables', together. */
  readonly capacity: number;
  /** Ascending; several are a combination. */
  readonly tableNumbers: readonly number[];
}

export interface UnavailableSlot extends Start, Refusal {
  readonly capacity: 0;
  readonly tableNumbers: readonly [];
}

export type Slot = AvailableSlot | UnavailableSlot;
