import { badInput } from '../../errors.js';
import { isAbsent, type LimitColumns, type LimitsInput, readCallerName, readLimits, readScopes } from '../shared/callerInput.js';

/** What a key can be made or changed with, apart from its location. Null counts as absent, but for a limit it means the family's own. */
export interface KeyInput {
  name?: string | null;
  scopes?: readonly string[] | null;
  origins?: readonly string[] | null;
  limits?: LimitsInput | null;
}

/** The columns that an input sets: only those that it mentions. */
export interface KeyColumns extends LimitColumns {
  name?: string;
  scopes?: string[];
  origins?: string[];
}

const mostOrigins = 50;
/** A name of the DNS with scheme and port. */
const longestOrigin = 300;

/** @throws badInput naming the field: `input.name`, `input.origins` */
export function readKeyInput({ name, scopes, origins, limits }: KeyInput): KeyColumns {
  return {
    ...(isAbsent(name) ? {} : { name: readCallerName(name) }),
    ...(isAbsent(scopes) ? {} : { scopes: readScopes('key', scopes) }),
    ...(isAbsent(origins) ? {} : { origins: readOrigins(origins) }),
    ...readLimits(limits ?? {}),
  };
}

function readOrigins(origins: readonly string[]): string[] {
  if (origins.length > mostOrigins) throw badInput('input.origins', `must have at most ${mostOrigins} origins`);
  return [...new Set(origins.map(readOrigin))];
}

/**
 * An origin as browsers send it: in lower case, international names in ASCII, without the scheme's own port.
 * @see https://html.spec.whatwg.org/multipage/browsers.html#ascii-serialisation-of-an-origin
 */
function readOrigin(text: string): string {
  const isOrigin = text.length <= longestOrigin && /^https?:\/\/[^\s\p{Cc}\p{Surrogate}/?#@\\*]+\/?$/iu.test(text) && URL.canParse(text);
  if (!isOrigin) throw badInput('input.origins', `cannot contain ${JSON.stringify(text.slice(0, 60))}; an origin is such as https://www.example.org`);
  return new URL(text).origin;
}
