import { badInput } from '../errors.js';

/** Nesting that no input type of the schema comes near. */
const deepest = 32;

/**
 * The declared variables as one text: the same for equal values, whatever the order of their keys.
 * @throws ApplicationError BAD_USER_INPUT naming the variable, for values that no column can hold (NUL characters)
 *   or that are nested without end
 */
export function canonicalVariables(names: readonly string[], variables: Readonly<Record<string, unknown>>): string {
  let text = '';
  for (const name of names) {
    if (!Object.hasOwn(variables, name)) continue;
    text += `${name}=${canonical(variables[name], name, 0)};`;
  }
  return text;
}

function canonical(value: unknown, field: string, depth: number): string {
  if (typeof value === 'string') {
    if (value.includes('\0')) throw badInput(field, 'Text cannot hold the NUL character.');
    return JSON.stringify(value);
  }
  if (typeof value !== 'object' || value === null) return String(value);
  if (depth >= deepest) throw badInput(field, `The value is nested deeper than ${deepest} levels.`);
  if (Array.isArray(value)) return `[${value.map((item: unknown) => canonical(item, field, depth + 1)).join()}]`;
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${entries.map(([name, item]) => `${JSON.stringify(name)}:${canonical(item, `${field}.${name}`, depth + 1)}`).join()}}`;
}
