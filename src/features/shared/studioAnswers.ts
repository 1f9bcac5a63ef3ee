import { z } from 'zod';
import { base100, count, currency, id, localDateTime, minutes, timeZone } from '../../rest/openapi/types.js';

/** Pieces that the studio's REST answers of several nouns are made of: what `studioRows.ts` makes, as schemas. */

/** One thing under `data`. */
export function single<Item extends z.ZodType>(item: Item) {
  return z.strictObject({ data: item });
}

/** The paged envelope. */
export function paged<Item extends z.ZodType>(item: Item) {
  return z.strictObject({
    data: z.array(item),
    total: count.meta({ description: 'Items on all pages together.' }),
    page: count.meta({ description: 'Zero-based.' }),
    pageSize: z.int().min(1).max(100),
  });
}

/** A documented unpaged list, which answers the paged envelope to who asks for a page. */
export function listed<Item extends z.ZodType>(item: Item) {
  return z.union([
    z.strictObject({ data: z.array(item) }).meta({ title: 'Everything' }),
    paged(item).meta({ title: 'A page' }),
  ]);
}

/** What a successful write says. */
export function written<Message extends string>(message: Message) {
  return z.strictObject({ message: z.literal(message) });
}

export const person = z
  .strictObject({ id: id('customer'), type: z.literal('customer'), firstname: z.string(), lastname: z.string(), email: z.string() })
  .meta({ id: 'Person', description: 'Somebody named inside another record.' });

export const eventName = z
  .strictObject({ id: id('event'), type: z.literal('event'), name: z.string() })
  .meta({ id: 'EventName' });

export const eventDate = z
  .strictObject({ id: id('eventDate'), type: z.literal('event_date'), datetime: localDateTime, tz: timeZone, duration: minutes })
  .meta({ id: 'EventDate', description: 'One date of an event.' });

export const facilitator = z
  .strictObject({ id: id('facilitator'), type: z.literal('facilitator'), name: z.string() })
  .meta({ id: 'Facilitator' });

/**
 * How something was paid for: money, under the names that the path has for its amounts, or the credits of a pass.
 * @param also What both forms have besides.
 */
export function payment<Money extends Readonly<Record<string, typeof base100>>, Also extends z.ZodRawShape>(amounts: Money, also: Also) {
  return z.union([
    z.strictObject({ method: z.enum(['CARD', 'CASH', 'FREE']), currency, ...amounts, ...also }),
    z.strictObject({ method: z.literal('PASS'), currency: z.literal('CR'), credits_used: count, ...also }),
  ]);
}

export const purchasePayment = payment({ base100_price: base100 }, {}).meta({ id: 'PurchasePayment', description: 'Money, or with a pass its credits.' });

export const passTemplate = z
  .strictObject({ id: id('pass'), type: z.literal('pass_template'), name: z.string() })
  .meta({ id: 'PassTemplate', description: 'A pass as seen from elsewhere than the catalogue.' });
