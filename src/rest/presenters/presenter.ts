import type { ApplicationError } from '../../errors.js';
import type { RequestFacts } from '../../gateway/call.js';

/** How one family words its answers: errors, and the headers that are its own. */
export interface Presenter {
  /** Sent on every answer of the family. */
  readonly headers: Readonly<Record<string, string>>;
  /** What the family's callers choose their answers by, for `Vary`. */
  readonly vary: string;
  refuse(error: ApplicationError, facts: RequestFacts): Refusal;
}

export interface Refusal {
  readonly status: number;
  readonly contentType: typeof json | typeof text;
  readonly body: string;
}

export const json = 'application/json; charset=utf-8';
export const text = 'text/plain; charset=utf-8';

/** The error's text, which begins with the parameter at fault. */
export function namedMessage(error: ApplicationError): string {
  const { field, message } = error;
  return field === undefined || message.startsWith(field) ? message : `${field}: ${message}`;
}
