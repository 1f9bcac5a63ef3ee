import { badInput } from '../../errors.js';
import type { ConsentSource, CreateReservationInput, ReservationChannel, ReservationGuestInput } from '../../graphql/resolvers.generated.js';
import { checkBounds, durationBounds, partySizeBounds } from '../availability/availabilitySearch.js';
import { wellFormedEmail } from '../customers/customerProfile.js';
import { longestLanguage, readLanguage } from '../guests/language.js';
import { numberOf } from '../shared/ids.js';
import { isGiven } from '../shared/page.js';
import { readLine, readName, readText } from '../shared/text.js';

/** Characters, not bytes. */
export const longest = { name: 100, email: 254, phone: 30, language: longestLanguage, specialRequests: 1000, reason: 500 } as const;

/** What somebody wants to reserve, checked: the same however it was asked for, so that it can be compared. */
export interface ReservationRequest {
  /** Null: an id that no location can have. */
  readonly locationNumber: number | null;
  /** UTC, with milliseconds. */
  readonly startsAt: string;
  readonly partySize: number;
  /** Null: as long as the policy says. */
  readonly durationMinutes: number | null;
  readonly guest: ReservingGuest;
  readonly specialRequests: string | null;
  readonly source: ReservationChannel;
}

export interface ReservingGuest {
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly phone: string | null;
  /** BCP 47. */
  readonly language: string | null;
  /** Null: not spoken of. */
  readonly consent: { readonly marketing: boolean; readonly source: ConsentSource | null } | null;
}

/**
 * @param boundLocation The location's number that the caller's key is bound to.
 * @throws badInput naming the field.
 */
export function readReservation(input: CreateReservationInput, boundLocation: number | undefined): ReservationRequest {
  const { locationId, startsAt, partySize, durationMinutes, guest, specialRequests, source } = input;
  if (!isGiven(locationId) && boundLocation === undefined) throw badInput('locationId', 'is required, unless the key is bound to a location');
  checkBounds('partySize', partySize, partySizeBounds);
  checkBounds('durationMinutes', durationMinutes, durationBounds);
  return {
    locationNumber: isGiven(locationId) ? numberOf('location', locationId) : (boundLocation ?? null),
    startsAt,
    partySize,
    durationMinutes: durationMinutes ?? null,
    guest: readGuest(guest),
    specialRequests: readWishes(specialRequests),
    source: source ?? 'API',
  };
}

/** @throws badInput; null when nothing is wished for. */
export function readWishes(text: string | null | undefined): string | null {
  return isGiven(text) && text !== '' ? readText('specialRequests', text, longest.specialRequests) : null;
}

/** @throws badInput; null when none is given. */
export function readReason(text: string | null | undefined): string | null {
  return isGiven(text) && text !== '' ? readText('reason', text, longest.reason) : null;
}

function readGuest({ firstName, lastName, email, phone, language, consent }: ReservationGuestInput): ReservingGuest {
  const address = readLine('guest.email', email, longest.email);
  if (!wellFormedEmail.test(address)) throw badInput('guest.email', 'must be an e-mail address such as noor@example.org');
  return {
    firstName: readName('guest.firstName', firstName, longest.name),
    lastName: readName('guest.lastName', lastName, longest.name),
    email: address,
    phone: readLine('guest.phone', phone ?? '', longest.phone) || null,
    language: isGiven(language) ? readLanguage('guest.language', language) : null,
    consent: isGiven(consent) ? readConsent(consent.marketing, consent.source ?? null) : null,
  };
}

function readConsent(marketing: boolean, source: ConsentSource | null): ReservingGuest['consent'] {
  if (marketing && source === null) throw badInput('guest.consent.source', 'is required when consent is given');
  return { marketing, source };
}
