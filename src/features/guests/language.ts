import { badInput } from '../../errors.js';
import { readLine } from '../shared/text.js';

/** Characters, not bytes. */
export const longestLanguage = 35;

/** In its canonical form. @throws badInput naming the field. @see https://www.rfc-editor.org/info/bcp47 */
export function readLanguage(field: string, text: string): string {
  const tag = readLine(field, text, longestLanguage);
  try {
    const [language] = Intl.getCanonicalLocales(tag);
    if (language !== undefined) return language;
  } catch {
    // Said below.
  }
  throw badInput(field, 'must be a language tag such as pt-PT');
}
