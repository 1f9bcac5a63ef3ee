/**
 * What a location is and what it holds already: all that says when a party can come and where it sits. Every value is
 * plain, so that one statement's JSON can be it.
 *
 * Times of day are `HH:MM:SS` on the location's wall clock, days are `YYYY-MM-DD` there, weekdays are ISO (1 is Monday),
 * instants are epoch milliseconds.
 */
export interface Location {
  /** IANA. */
  readonly timeZone: string;
  readonly tables: readonly DiningTable[];
  readonly combinations: readonly TableCombination[];
  /** Earlier ones are preferred where two of them offer the same start. */
  readonly services: readonly WeeklyService[];
  /** At most one for each day. */
  readonly specialDays: readonly SpecialDay[];
  /** Those in force. */
  readonly rules: readonly AvailabilityRule[];
  readonly policy: BookingPolicy;
  /** Those that hold their tables: pending, confirmed or seated. In any order. */
  readonly reservations: readonly HeldReservation[];
}

/** Whom a table or a combination of tables seats. */
export interface Seats {
  readonly number: number;
  readonly seatsMin: number;
  readonly seatsMax: number;
  /** Of those that fit equally well, the highest is taken first. */
  readonly priority: number;
  readonly isBookable: boolean;
}

export interface DiningTable extends Seats {}

/** Tables that are put together. It can be had when each of them can. */
export interface TableCombination extends Seats {
  readonly tables: readonly number[];
}

/** When guests are seated for a meal. */
export interface ServiceHours {
  readonly name: string;
  readonly opens: string;
  /** At or before the opening: on the next day. Nothing starts at this time or after. */
  readonly closes: string;
  /** Before the opening: on the next day. The last start, however long its guests stay. */
  readonly lastSeating: string;
  readonly slotIntervalMinutes: number;
  readonly requiresConfirmation: boolean;
}

export interface WeeklyService extends ServiceHours {
  /** By which a rule names it. */
  readonly number: number;
  readonly weekdays: readonly number[];
  /** Included; null: it always was. */
  readonly validFrom: string | null;
  /** Included; null: it goes on for ever. */
  readonly validUntil: string | null;
}

/** A day whose services stand in place of the weekday's. */
export interface SpecialDay {
  readonly day: string;
  /** None: closed. */
  readonly services: readonly ServiceHours[];
}

/** Of all the rules that apply to a service on a day, the strictest counts: the largest buffers, the smallest limits. */
export interface AvailabilityRule {
  /** Null: every service, those of special days included. */
  readonly service: number | null;
  /** Of the service day. */
  readonly weekdays: readonly number[];
  /** A reservation's tables are kept free so long before it. */
  readonly bufferBeforeMinutes: number;
  readonly bufferAfterMinutes: number;
  /** Guests that may come within one slot; null: any number. */
  readonly maxCoversPerSlot: number | null;
  readonly maxReservationsPerSlot: number | null;
}

export interface BookingPolicy {
  readonly minPartySize: number;
  readonly maxPartySize: number;
  /** How long a party stays that is larger than every one of `durations`. */
  readonly defaultDurationMinutes: number;
  /** A party stays as long as the smallest that it fits into. In any order. */
  readonly durations: readonly { readonly maxPartySize: number; readonly minutes: number }[];
  /** From now until the earliest start. */
  readonly minLeadTimeMinutes: number;
  /** From today until the last service day. */
  readonly maxAdvanceBookingDays: number;
}

export interface HeldReservation {
  readonly number: number;
  readonly start: number;
  readonly partySize: number;
  readonly tables: readonly number[];
  /** Since when it holds them, the buffers included that it was made with; at most `start`. */
  readonly heldFrom: number;
  readonly heldUntil: number;
}
