import type { z } from 'zod';
import type { WrittenData } from '../graphql/written/writer.js';

/**
 * JSON that goes into an answer as it is. Rows whose operation speaks the documented words (`copies`) are given their
 * objects and lists of nodes as such, and only put them into their envelope.
 */
export class Copied {
  constructor(readonly json: string) {}
}

/** Objects or nodes in a row that copies: of the shape that the answer documents, whatever the operation's types say. */
export function copied<Schema extends z.ZodType>(answer: Schema, nodes: readonly unknown[]): z.output<Schema>[];
export function copied<Schema extends z.ZodType>(answer: Schema, object: object): z.output<Schema>;
export function copied(_answer: z.ZodType, value: unknown): unknown {
  return value;
}

/** What `type: __typename` is in the answers of rows that copy. */
export const documentedTypes: Readonly<Record<string, string>> = {
  Customer: 'customer',
  Event: 'event',
  EventDate: 'event_date',
  Facilitator: 'facilitator',
};

/** The data of a row that copies, where it had to be executed. */
export function inDocumentedTypes(data: unknown): unknown {
  return JSON.parse(JSON.stringify(data, (key, value: unknown) => (key === 'type' ? (documentedTypes[String(value)] ?? value) : value)));
}

const beforeNodes = '{"nodes":';

/** An operation's data, of whose root fields the objects and nodes stay as they were written. Connections ask for their nodes first. */
export function copiedData({ fields }: WrittenData): Record<string, unknown> {
  return Object.fromEntries(
    fields.map(({ responseKey, json }) => {
      if (json === 'null') return [responseKey, null];
      if (!json.startsWith(beforeNodes)) return [responseKey, new Copied(json)];
      // Behind the nodes there are numbers and cursors, in which there is no bracket.
      const end = json.lastIndexOf(']') + 1;
      const rest = JSON.parse(`{${json.slice(end).replace(/^,/, '')}`) as Record<string, unknown>;
      return [responseKey, { nodes: new Copied(json.slice(beforeNodes.length, end)), ...rest }];
    }),
  );
}

const place = '\u0000copied';

/** An answer as JSON, with what is copied in its place. */
export function jsonWithCopied(presented: unknown): string {
  if (presented instanceof Copied) return presented.json;
  const copied: string[] = [];
  const json = JSON.stringify(presented, (_key, value: unknown) => {
    if (!(value instanceof Copied)) return value;
    copied.push(value.json);
    return place;
  });
  if (copied.length === 0) return json;
  return json.split(JSON.stringify(place)).reduce((joined, part, index) => joined + (copied[index - 1] ?? '') + part);
}
