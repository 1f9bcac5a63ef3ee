import { badInput } from '../../errors.js';

/** What a caller's text must be before it is stored. Lengths are in characters, not bytes. */

/** NUL and half a surrogate pair, which PostgreSQL cannot store. */
export const unstorable = /\0|\p{Surrogate}/u;

/** What cannot be stored, and everything else that no form would send in one line of text. */
const controlCharacter = /[\p{Cc}\p{Surrogate}]/u;

/**
 * A single line without the white space around it. It may be empty.
 * @throws badInput naming the field.
 */
export function readLine(field: string, value: string, most: number): string {
  // Before trimming: some control characters count as white space.
  if (controlCharacter.test(value)) throw badInput(field, 'must not contain control characters');
  const line = value.trim();
  checkLength(field, line, most);
  return line;
}

/**
 * A line that something goes by.
 * @throws badInput naming the field, also when nothing is left of it.
 */
export function readName(field: string, value: string, most: number): string {
  const name = readLine(field, value, most);
  if (name === '') throw badInput(field, 'must not be empty');
  return name;
}

/**
 * Text of any number of lines, as it was written.
 * @throws badInput naming the field.
 */
export function readText(field: string, value: string, most: number): string {
  if (unstorable.test(value)) throw badInput(field, 'has a character that is not text');
  checkLength(field, value, most);
  return value;
}

function checkLength(field: string, text: string, most: number): void {
  if (Array.from(text).length > most) throw badInput(field, `must have at most ${most} characters`);
}
