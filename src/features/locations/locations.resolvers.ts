import type { Context } from '../../graphql/context.js';
import type { QueryLocationArgs, Resolvers } from '../../graphql/resolvers.generated.js';
import type { Row } from '../shared/fields.js';
import { relation, rootRow } from '../shared/relation.js';
import type { ResolveInfo } from '../shared/selection.js';
import type { DatedList } from './serviceHours.fields.js';

const related = ({ features }: Context) => features.locations.related;

const dated = relation<DatedList | null>(related);

/** Tells the context when the clock alone changes the list. */
async function datedList(location: Row, args: object, context: Context, info: ResolveInfo): Promise<Row[] | null> {
  const list = await dated(location, args, context, info);
  if (list === null) return null;
  if (list.until !== null) context.validUntil(list.until);
  return [...list.items];
}

export const locationsResolvers: Resolvers = {
  Query: {
    location: rootRow<QueryLocationArgs>(({ features }, { id }, asked) => features.locations.find(id, asked)),
  },
  Location: {
    restaurant: relation(related),
    tables: relation(related),
    combinations: relation(related),
    services: relation(related),
    openingHours: datedList,
    specialDays: datedList,
    availabilityRules: relation(related),
    bookingPolicy: relation(related),
  },
};
