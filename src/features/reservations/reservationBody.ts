import { badInput } from '../../errors.js';
import type { CreateReservationInput, ReservationGuestInput, UpdateReservationInput } from '../../rest/operations.generated.js';
import { bodyObject, objectField, optionalChoiceField, optionalInstantField, optionalIntegerField, optionalTextField, textField } from '../../rest/parameters.js';
import { isGiven } from '../shared/page.js';
import { readName } from '../shared/text.js';
import { consentWords, sourceWords, statusWords } from './reservations.answers.js';

/** Bodies as the REST family writes them. Lengths and bounds are the graph's to check; here it is only looked at so much. */
const longestValue = { least: 0, most: 5000 };

const fields = ['locationId', 'startTime', 'partySize', 'guest', 'durationMinutes', 'specialRequests', 'source'];
const guestFields = ['firstName', 'lastName', 'email', 'phone', 'language', 'consent'];
const consentFields = ['marketing', 'source'];
const changeFields = ['status', 'tableIds', 'startTime', 'partySize', 'durationMinutes', 'specialRequests'];

type Body = Readonly<Record<string, unknown>>;

/** @throws badInput naming the field, `guest.email`. */
export function readNewReservation(body: unknown): Omit<CreateReservationInput, 'restaurantId' | 'idempotencyKey'> {
  const object = bodyObject(body, fields);
  const location = optionalTextField(object, 'locationId', longestValue);
  const partySize = optionalIntegerField(object, 'partySize');
  const startsAt = optionalInstantField(object, 'startTime');
  if (startsAt === undefined) throw badInput('startTime', 'is required');
  if (partySize === undefined) throw badInput('partySize', 'is required');
  return {
    locationId: isGiven(location) ? readName('locationId', location, 100) : null,
    startsAt,
    partySize,
    guest: objectField(object, 'guest', guestFields, readGuest),
    durationMinutes: optionalIntegerField(object, 'durationMinutes') ?? null,
    specialRequests: optionalTextField(object, 'specialRequests', longestValue) ?? null,
    source: graphWord(optionalChoiceField(object, 'source', sourceWords) ?? 'api'),
  };
}

/** @throws badInput naming the field. */
export function readReservationChanges(body: unknown): Omit<UpdateReservationInput, 'ref'> {
  const object = bodyObject(body, changeFields);
  if (Object.keys(object).length === 0) throw badInput('body', 'must change something');
  const nothing = Object.keys(object).find((name) => object[name] === null && name !== 'specialRequests');
  if (nothing !== undefined) throw badInput(nothing, 'must not be null');
  const status = optionalChoiceField(object, 'status', statusWords);
  const startsAt = optionalInstantField(object, 'startTime');
  const partySize = optionalIntegerField(object, 'partySize');
  const durationMinutes = optionalIntegerField(object, 'durationMinutes');
  const specialRequests = optionalTextField(object, 'specialRequests', longestValue);
  return {
    ...(status === undefined ? {} : { status: graphWord(status) }),
    ...(object['tableIds'] === undefined ? {} : { tableIds: readIds('tableIds', object['tableIds']) }),
    ...(startsAt === undefined ? {} : { startsAt }),
    ...(partySize === undefined ? {} : { partySize }),
    ...(durationMinutes === undefined ? {} : { durationMinutes }),
    ...(specialRequests === undefined ? {} : { specialRequests }),
  };
}

/** `no_show` as `NO_SHOW`. */
export function graphWord<Word extends string>(word: Word): Uppercase<Word> {
  return word.toUpperCase() as Uppercase<Word>;
}

function readGuest(guest: Body): ReservationGuestInput {
  const { consent } = guest;
  return {
    firstName: textField(guest, 'firstName', longestValue),
    lastName: textField(guest, 'lastName', longestValue),
    email: textField(guest, 'email', longestValue),
    phone: optionalTextField(guest, 'phone', longestValue) ?? null,
    language: optionalTextField(guest, 'language', longestValue) ?? null,
    ...(consent === undefined || consent === null ? {} : { consent: objectField(guest, 'consent', consentFields, readConsent) }),
  };
}

function readConsent(consent: Body): NonNullable<ReservationGuestInput['consent']> {
  const { marketing } = consent;
  if (typeof marketing !== 'boolean') throw badInput('marketing', marketing === undefined ? 'is required' : 'must be true or false');
  const source = optionalChoiceField(consent, 'source', consentWords);
  return { marketing, source: source === undefined ? null : graphWord(source) };
}

function readIds(name: string, value: unknown): string[] {
  if (!Array.isArray(value) || !value.every((one) => typeof one === 'string')) throw badInput(name, 'must be a list of ids');
  return value;
}
