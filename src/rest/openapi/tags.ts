/** The resources by which the document and its page are ordered, and what the rows of each call the thing. */
export const tags = [
  { name: 'Access', description: 'Tokens for API clients, sessions for staff and customers.', resourceTypes: ['token', 'session'] },
  { name: 'Customers', description: 'The people of the studio, and their profiles.', resourceTypes: ['customer'] },
  { name: 'Bookings', description: 'What customers booked on dates of events, by purchase.', resourceTypes: ['booking'] },
  { name: 'Events', description: 'Classes and courses with their dates, and who comes to them.', resourceTypes: ['event', 'register'] },
  { name: 'Appointments', description: 'Services, who gives them and when, and what was arranged.', resourceTypes: ['appointment', 'service', 'availability'] },
  { name: 'Passes', description: 'Credits that are sold together, and what customers have left of them.', resourceTypes: ['pass', 'package'] },
  { name: 'Subscriptions', description: 'Plans, and customers’ consent to be charged for them.', resourceTypes: ['subscription_plan', 'subscription_mandate'] },
  { name: 'Videos', description: 'The catalogue of videos, and what customers bought of it.', resourceTypes: ['video', 'video_purchase'] },
  { name: 'Vouchers', description: 'Discounts, credit and gift cards.', resourceTypes: ['voucher'] },
  { name: 'Restaurants', description: 'Where and when guests are seated, and the rules for it.', resourceTypes: ['restaurant', 'table_availability'] },
  { name: 'Reservations', description: 'Who comes when, and where they sit.', resourceTypes: ['reservation'] },
  { name: 'Guests', description: 'What restaurants know of the people who come.', resourceTypes: ['guest'] },
  { name: 'Notes', description: 'What staff wrote down about customers.', resourceTypes: ['note'] },
  { name: 'Questionnaires', description: 'What customers answered.', resourceTypes: ['questionnaire_answer'] },
] as const satisfies readonly Tag[];

interface Tag {
  readonly name: string;
  readonly description: string;
  /** As the audit log has them. */
  readonly resourceTypes: readonly string[];
}

/** @throws when no tag has the resource type */
export function tagOf(resourceType: string): string {
  const tag = (tags as readonly Tag[]).find(({ resourceTypes }) => resourceTypes.includes(resourceType));
  if (tag === undefined) throw new Error(`Give the resource type ${resourceType} a tag in src/rest/openapi/tags.ts.`);
  return tag.name;
}
