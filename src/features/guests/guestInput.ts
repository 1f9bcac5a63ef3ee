import { badInput } from '../../errors.js';
import type { ConsentSource, UpsertGuestInput } from '../../graphql/resolvers.generated.js';
import { wellFormedEmail } from '../customers/customerProfile.js';
import { isGiven } from '../shared/page.js';
import { readLine, readName } from '../shared/text.js';
import type { GuestNames, GuestProfile } from './guestWrites.repository.js';
import { longestLanguage, readLanguage } from './language.js';

/** Characters, not bytes. */
export const longest = { name: 100, email: 254, phone: 30, language: longestLanguage } as const;

/** What is said of a guest, checked: the same however it was said, so that it can be compared. Undefined: left as it is. */
export interface GuestChange {
  readonly email: string;
  readonly firstName?: string;
  readonly lastName?: string;
  readonly phone?: string | null;
  /** BCP 47. */
  readonly language?: string | null;
  readonly marketing?: boolean;
  readonly consentSource?: ConsentSource;
  /** UTC, with milliseconds. */
  readonly retentionUntil?: string | null;
}

/** @throws badInput naming the field. */
export function readGuestChange(input: UpsertGuestInput): GuestChange {
  const { firstName, lastName, phone, language, consent, retentionUntil } = input;
  const source = consent?.source ?? input.consentSource;
  if (isGiven(consent?.source) && isGiven(input.consentSource) && consent.source !== input.consentSource) {
    throw badInput('consentSource', 'must not differ from the source of consent');
  }
  if (consent?.marketing === true && !isGiven(source)) throw badInput('consentSource', 'is required when marketing consent is given');
  return {
    email: readEmail(input.email),
    ...(isGiven(firstName) ? { firstName: readName('firstName', firstName, longest.name) } : {}),
    ...(isGiven(lastName) ? { lastName: readName('lastName', lastName, longest.name) } : {}),
    ...(phone === undefined ? {} : { phone: readLine('phone', phone ?? '', longest.phone) || null }),
    ...(language === undefined ? {} : { language: readOptionalLanguage(language) }),
    ...(isGiven(consent) ? { marketing: consent.marketing } : {}),
    ...(isGiven(source) ? { consentSource: source } : {}),
    ...(retentionUntil === undefined ? {} : { retentionUntil }),
  };
}

/** @throws badInput naming what a new guest needs. */
export function newNames({ firstName, lastName }: GuestChange): GuestNames {
  if (firstName === undefined) throw badInput('firstName', 'is required for a new guest');
  if (lastName === undefined) throw badInput('lastName', 'is required for a new guest');
  return { first_name: firstName, last_name: lastName };
}

export function changedNames(known: GuestNames, { firstName, lastName }: GuestChange): GuestNames {
  return { first_name: firstName ?? known.first_name, last_name: lastName ?? known.last_name };
}

/** The profile as it is to be. Consent is recorded anew when it, or how it was given, is another than before. */
export function changedProfile(known: GuestProfile, change: GuestChange, now: number): GuestProfile {
  const { phone, language, retentionUntil, marketing = known.consent_marketing, consentSource = known.consent_source } = change;
  const isNew = marketing !== known.consent_marketing || consentSource !== known.consent_source;
  return {
    phone: phone === undefined ? known.phone : phone,
    language: language === undefined ? known.language : language,
    consent_marketing: marketing,
    consent_source: consentSource,
    consent_recorded_at: isNew ? new Date(now) : known.consent_recorded_at,
    anonymized_at: known.anonymized_at,
    retention_until: retentionUntil === undefined ? known.retention_until : retentionUntil === null ? null : new Date(retentionUntil),
  };
}

/** In lower case. @throws badInput naming `email`. */
export function readEmail(value: string): string {
  const email = readLine('email', value, longest.email);
  if (!wellFormedEmail.test(email)) throw badInput('email', 'must be an e-mail address such as noor@example.org');
  return email.toLowerCase();
}

/** Null when nothing is said. */
function readOptionalLanguage(text: string | null): string | null {
  const said = readLine('language', text ?? '', longest.language);
  return said === '' ? null : readLanguage('language', said);
}
