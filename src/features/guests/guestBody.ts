import { badInput } from '../../errors.js';
import type { UpsertGuestInput } from '../../rest/operations.generated.js';
import { bodyObject, objectField, optionalChoiceField, optionalInstantField, optionalTextField, textField } from '../../rest/parameters.js';
import { graphWord } from '../reservations/reservationBody.js';
import { consentWords } from '../reservations/reservations.answers.js';

/** Lengths are the graph's to check; here it is only looked at so much. */
const longestValue = { least: 0, most: 1000 };

const fields = ['email', 'firstName', 'lastName', 'phone', 'language', 'consent', 'consentSource', 'retentionUntil'];
const consentFields = ['marketing', 'source'];

type Body = Readonly<Record<string, unknown>>;

/** @throws badInput naming the field, `consent.marketing`. */
export function readGivenGuest(body: unknown): Omit<UpsertGuestInput, 'restaurantId' | 'idempotencyKey'> {
  const object = bodyObject(body, fields);
  const { consent, retentionUntil } = object;
  return {
    email: textField(object, 'email', longestValue),
    ...nameIn(object, 'firstName'),
    ...nameIn(object, 'lastName'),
    ...textIn(object, 'phone'),
    ...textIn(object, 'language'),
    ...(consent === undefined || consent === null ? {} : { consent: objectField(object, 'consent', consentFields, readConsent) }),
    ...sourceIn(object, 'consentSource'),
    ...(retentionUntil === undefined ? {} : { retentionUntil: optionalInstantField(object, 'retentionUntil') ?? null }),
  };
}

function readConsent(consent: Body): NonNullable<UpsertGuestInput['consent']> {
  const { marketing } = consent;
  if (typeof marketing !== 'boolean') throw badInput('marketing', marketing === undefined ? 'is required' : 'must be true or false');
  return { marketing, ...sourceIn(consent, 'source') };
}

/** A name cannot be removed. */
function nameIn(object: Body, name: 'firstName' | 'lastName') {
  return object[name] === undefined ? {} : { [name]: textField(object, name, longestValue) };
}

function textIn(object: Body, name: 'phone' | 'language') {
  const text = optionalTextField(object, name, longestValue);
  return text === undefined ? {} : { [name]: text };
}

function sourceIn(object: Body, name: string) {
  const source = optionalChoiceField(object, name, consentWords);
  return source === undefined ? {} : { [name]: graphWord(source) };
}
