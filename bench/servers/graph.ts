import DataLoader from 'dataloader';
import { nextEvents, type Sql } from './sql.js';

/**
 * The part of the schema that the workloads ask for, for the servers beside ours. Arguments are taken and not looked
 * at: the limits are those of the workloads.
 */
export const typeDefs = `
  scalar DateTime
  enum BookingOrder { SOONEST }
  type Query { events(first: Int!): EventConnection! customers(first: Int!): CustomerConnection! }
  type EventConnection { nodes: [Event!]! }
  type Event { id: ID! name: String! dates(first: Int!): [EventDate!]! }
  type EventDate { id: ID! startsAt: DateTime! register: Register! }
  type Register { attendees(first: Int!): AttendeeConnection! }
  type AttendeeConnection { nodes: [Attendee!]! }
  type Attendee { id: ID! customer: Person! }
  type Person { id: ID! firstName: String! lastName: String! email: String! }
  type CustomerConnection { nodes: [Customer!]! }
  type Customer { id: ID! firstName: String! lastName: String! bookings(first: Int!, futureOnly: Boolean!, orderBy: BookingOrder!): BookingConnection! }
  type BookingConnection { nodes: [Booking!]! totalCount: Int! }
  type Booking { id: ID! spaces: Int! date: EventDate! }
`;

interface EventRow { number: number; name: string }
interface DateRow { number: number; event_number: number; starts_at: Date }
interface AttendeeRow { number: number; event_date_number: number; attendee_number: number }
interface CustomerRow { number: number; first_name: string; last_name: string; email: string }
interface BookingRow { number: number; owner: number; spaces: number; event_date_number: number }

const text = {
  datesOfEvents: `select d.* from unnest($2::int[]) as wanted (number) cross join lateral (
    select number, event_number, starts_at from event_dates where company_id = $1 and event_number = wanted.number and is_active
    order by starts_at, number limit 4) d`,
  attendeesOfDates: `select b.* from unnest($2::int[]) as wanted (number) cross join lateral (
    select number, event_date_number, attendee_number from bookings where company_id = $1 and event_date_number = wanted.number
    order by number limit 5) b`,
  customersByNumber: `select number, first_name, last_name, email from customers where company_id = $1 and number = any ($2::int[])`,
  newestCustomers: `select number, first_name, last_name, email from customers where company_id = $1 and deleted_at is null
    order by created_at desc, number desc limit 50`,
  datesByNumber: `select number, event_number, starts_at from event_dates where company_id = $1 and number = any ($2::int[])`,
  nextBookings: `select b.* from unnest($2::int[]) as wanted (number) cross join lateral (
    select b.number, wanted.number as owner, b.spaces, b.event_date_number from bookings b
    join event_dates d on d.company_id = $1 and d.number = b.event_date_number
    where b.company_id = $1 and (b.buyer_number = wanted.number or b.attendee_number = wanted.number) and d.starts_at >= now()
    order by d.starts_at, b.number limit 5) b`,
  countBookings: `select wanted.number as owner, (select count(*)::int from bookings b
    join event_dates d on d.company_id = $1 and d.number = b.event_date_number
    where b.company_id = $1 and (b.buyer_number = wanted.number or b.attendee_number = wanted.number) and d.starts_at >= now()) as count
    from unnest($2::int[]) as wanted (number)`,
};

/** Loaders of one request: what is asked for in one turn of the event loop is one statement. */
export interface GraphContext {
  sql: Sql;
  companyId: number;
  datesOfEvent: DataLoader<number, DateRow[]>;
  attendeesOfDate: DataLoader<number, AttendeeRow[]>;
  customer: DataLoader<number, CustomerRow>;
  date: DataLoader<number, DateRow>;
  nextBookings: DataLoader<number, BookingRow[]>;
  countBookings: DataLoader<number, number>;
}

export function createContext(sql: Sql, companyId: number): GraphContext {
  return {
    sql,
    companyId,
    datesOfEvent: new DataLoader(async (numbers) =>
      grouped(numbers, await sql.rows<DateRow>('dates of events', text.datesOfEvents, [companyId, numbers]), (row) => row.event_number),
    ),
    attendeesOfDate: new DataLoader(async (numbers) =>
      grouped(numbers, await sql.rows<AttendeeRow>('attendees of dates', text.attendeesOfDates, [companyId, numbers]), (row) => row.event_date_number),
    ),
    customer: new DataLoader(async (numbers) =>
      byNumber(numbers, await sql.rows<CustomerRow>('customers by number', text.customersByNumber, [companyId, numbers])),
    ),
    date: new DataLoader(async (numbers) =>
      byNumber(numbers, await sql.rows<DateRow>('dates by number', text.datesByNumber, [companyId, numbers])),
    ),
    nextBookings: new DataLoader(async (numbers) =>
      grouped(numbers, await sql.rows<BookingRow>('next bookings', text.nextBookings, [companyId, numbers]), (row) => row.owner),
    ),
    countBookings: new DataLoader(async (numbers) => {
      const rows = await sql.rows<{ owner: number; count: number }>('count bookings', text.countBookings, [companyId, numbers]);
      const counts = new Map(rows.map((row) => [row.owner, row.count]));
      return numbers.map((number) => counts.get(number) ?? 0);
    }),
  };
}

export const resolvers = {
  Query: {
    events: async (_root: unknown, _arguments: unknown, { sql, companyId }: GraphContext) => ({
      nodes: await sql.rows<EventRow>('next events', nextEvents(10), [companyId]),
    }),
    customers: async (_root: unknown, _arguments: unknown, { sql, companyId }: GraphContext) => ({
      nodes: await sql.rows<CustomerRow>('newest customers', text.newestCustomers, [companyId]),
    }),
  },
  Event: {
    id: (event: EventRow) => `evt_${event.number}`,
    dates: (event: EventRow, _: unknown, context: GraphContext) => context.datesOfEvent.load(event.number),
  },
  EventDate: {
    id: (date: DateRow) => `date_${date.number}`,
    startsAt: (date: DateRow) => date.starts_at.toISOString(),
    register: (date: DateRow) => date,
  },
  Register: {
    attendees: async (date: DateRow, _: unknown, context: GraphContext) => ({ nodes: await context.attendeesOfDate.load(date.number) }),
  },
  Attendee: {
    id: (attendee: AttendeeRow) => `booking_${attendee.number}`,
    customer: (attendee: AttendeeRow, _: unknown, context: GraphContext) => context.customer.load(attendee.attendee_number),
  },
  Person: personFields(),
  Customer: {
    ...personFields(),
    bookings: (customer: CustomerRow) => customer,
  },
  BookingConnection: {
    nodes: (customer: CustomerRow, _: unknown, context: GraphContext) => context.nextBookings.load(customer.number),
    totalCount: (customer: CustomerRow, _: unknown, context: GraphContext) => context.countBookings.load(customer.number),
  },
  Booking: {
    id: (booking: BookingRow) => `booking_${booking.number}`,
    date: (booking: BookingRow, _: unknown, context: GraphContext) => context.date.load(booking.event_date_number),
  },
};

function personFields() {
  return {
    id: (customer: CustomerRow) => `cust_${customer.number}`,
    firstName: (customer: CustomerRow) => customer.first_name,
    lastName: (customer: CustomerRow) => customer.last_name,
  };
}

function grouped<Row>(numbers: readonly number[], rows: readonly Row[], keyOf: (row: Row) => number): Row[][] {
  const groups = new Map<number, Row[]>(numbers.map((number) => [number, []]));
  for (const row of rows) groups.get(keyOf(row))?.push(row);
  return numbers.map((number) => groups.get(number) ?? []);
}

function byNumber<Row extends { number: number }>(numbers: readonly number[], rows: readonly Row[]): (Row | Error)[] {
  const found = new Map(rows.map((row) => [row.number, row]));
  return numbers.map((number) => found.get(number) ?? new Error(`Nothing has the number ${number}.`));
}
