/** What a GraphQL answer can be sent as. @see https://graphql.github.io/graphql-over-http/draft/#sec-Media-Types */
export const mediaTypes = ['application/json', 'application/graphql-response+json'] as const;

export type MediaType = (typeof mediaTypes)[number];

/**
 * The media type to answer in. Without a preference `application/json`, as older clients expect.
 * @returns null when the caller accepts neither
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-12.5.1
 */
export function negotiate(accept: string | string[] | undefined): MediaType | null {
  if (accept === undefined || accept === '') return 'application/json';
  const ranges = String(accept).toLowerCase().split(',').map(readRange);
  let best: { type: MediaType; quality: number; place: number } | null = null;
  for (const type of mediaTypes) {
    // The most specific range that covers a type speaks for it.
    const said = ranges
      .map((range, place) => ({ ...range, place }))
      .filter((range) => specificity(range.type, type) > 0 && range.isUtf8)
      .sort((one, other) => specificity(other.type, type) - specificity(one.type, type))[0];
    if (said === undefined || said.quality === 0) continue;
    const place = specificity(said.type, type) === 3 ? said.place : Infinity;
    if (best === null || said.quality > best.quality || (said.quality === best.quality && place < best.place)) best = { type, quality: said.quality, place };
  }
  return best?.type ?? null;
}

interface Range {
  readonly type: string;
  readonly quality: number;
  readonly isUtf8: boolean;
}

function readRange(text: string): Range {
  const [type = '', ...parameters] = text.split(';').map((part) => part.trim());
  let quality = 1;
  let isUtf8 = true;
  for (const parameter of parameters) {
    const [name, value = ''] = parameter.split('=').map((part) => part.trim());
    if (name === 'q') quality = Number(value);
    else if (name === 'charset') isUtf8 = /^"?utf-?8"?$/.test(value);
  }
  return { type, quality: Number.isFinite(quality) ? Math.min(Math.max(quality, 0), 1) : 0, isUtf8 };
}

function specificity(range: string, type: MediaType): number {
  if (range === type) return 3;
  return range === 'application/*' ? 2 : range === '*/*' ? 1 : 0;
}
