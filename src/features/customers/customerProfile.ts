import { badInput } from '../../errors.js';
import type { UpdateCustomerProfileInput } from '../../graphql/resolvers.generated.js';
import { readLine, readName } from '../shared/text.js';
import type { CustomerProfile } from './customers.repository.js';

/** Characters, not bytes. */
const longest = { name: 100, email: 254, mobile: 30 };

/**
 * What HTML's e-mail field accepts.
 * @see https://html.spec.whatwg.org/multipage/input.html#valid-e-mail-address
 */
export const wellFormedEmail =
  /^[\w.!#$%&'*+/=?^`{|}~-]+@[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*$/;

/**
 * The profile to store: white space around the values removed.
 * @throws badInput naming the field.
 */
export function readProfile({ firstName, lastName, email, mobile }: UpdateCustomerProfileInput): CustomerProfile {
  return {
    firstName: readName('firstName', firstName, longest.name),
    lastName: readName('lastName', lastName, longest.name),
    email: readEmail(email),
    ...(mobile === undefined ? {} : { mobile: readMobile(mobile) }),
  };
}

function readEmail(value: string): string {
  const email = readLine('email', value, longest.email);
  if (!wellFormedEmail.test(email)) throw badInput('email', 'must be an e-mail address such as noor@example.org');
  return email;
}

function readMobile(value: string | null): string | null {
  const mobile = readLine('mobile', value ?? '', longest.mobile);
  return mobile === '' ? null : mobile;
}
