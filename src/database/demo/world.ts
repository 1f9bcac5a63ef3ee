import type { Insertable, Kysely } from 'kysely';
import { Temporal } from 'temporal-polyfill';
import type { NumberKind } from '../numbers.js';
import type { Tables } from '../tables.js';
import type { DemoCompany } from './company.js';
import { createRandom, type Random } from './random.js';
import type { PolicyOnOffer } from './restaurantCatalogue.js';

type Row<Table extends keyof Tables> = Insertable<Tables[Table]>;

export interface DemoCustomer extends Row<'customers'> {
  created_at: Date;
}

export interface DemoEvent extends Row<'events'> {
  waiting_list_enabled: boolean;
  archived: boolean;
}

export interface DemoEventDate extends Row<'event_dates'> {
  starts_at: Date;
  is_active: boolean;
}

export interface DemoBooking extends Row<'bookings'> {
  spaces: number;
  is_cancelled: boolean;
}

export interface DemoPass extends Row<'passes'> {
  created_at: Date;
  deleted_at: Date | null;
}

export interface DemoPlan extends Row<'subscription_plans'> {
  deleted_at: Date | null;
}

export interface DemoMandate extends Row<'subscription_mandates'> {
  created_at: Date;
}

export interface DemoVideo extends Row<'videos'> {
  has_expiry: boolean;
  updated_at: Date;
  deleted_at: Date | null;
}

export interface DemoService extends Row<'services'> {
  buffer_minutes: number;
}

/** A schedule with what may be booked in it. */
export interface DemoSchedule extends Row<'facilitator_schedules'> {
  service_numbers: number[];
}

export interface DemoDiningService extends Row<'dining_services'> {
  slot_interval_minutes: number;
  requires_confirmation: boolean;
}

/** A restaurant's location with everything that says when guests can sit where. */
export interface DemoLocation {
  readonly row: Row<'locations'>;
  /** How much of the company's reservations it has. */
  readonly popularity: number;
  readonly policy: PolicyOnOffer;
  readonly tables: readonly (Row<'dining_tables'> & { is_bookable: boolean; priority: number })[];
  readonly combinations: readonly (Row<'table_combinations'> & { is_bookable: boolean; priority: number; tables: number[] })[];
  readonly services: readonly DemoDiningService[];
  readonly specialDays: readonly (Row<'special_days'> & { services: readonly (Row<'special_day_services'> & { requires_confirmation: boolean })[] })[];
  readonly rules: readonly (Row<'availability_rules'> & { buffer_before_minutes: number; buffer_after_minutes: number; is_active: boolean })[];
}

export interface DemoReservation extends Row<'reservations'> {
  created_at: Date;
  updated_at: Date;
  starts_at: Date;
}

/** What one company's steps share: each reads the rows of the steps before it and adds its own. */
export interface DemoWorld {
  /** The transaction that loads everything. */
  readonly db: Kysely<Tables>;
  readonly company: DemoCompany;
  readonly companyId: number;
  /**
   * The day of loading in the company's zone. Nothing looks at the time of day: whatever happened, happened before
   * the day began, so that loading twice on one day gives the same rows.
   */
  readonly today: Temporal.PlainDate;
  /** The instant that `today` began, epoch milliseconds. */
  readonly dayBegan: number;
  readonly customers: DemoCustomer[];
  readonly facilitators: Row<'facilitators'>[];
  readonly events: DemoEvent[];
  readonly teachers: Row<'event_facilitators'>[];
  readonly pricingOptions: Row<'pricing_options'>[];
  readonly eventDates: DemoEventDate[];
  readonly bookings: DemoBooking[];
  readonly rooms: Row<'rooms'>[];
  readonly passes: DemoPass[];
  readonly plans: DemoPlan[];
  readonly mandates: DemoMandate[];
  readonly videos: DemoVideo[];
  readonly questionnaires: Row<'questionnaires'>[];
  readonly services: DemoService[];
  readonly serviceOptions: Row<'service_options'>[];
  readonly schedules: DemoSchedule[];
  readonly locations: DemoLocation[];
  readonly reservations: DemoReservation[];
  /** The highest number given out, by kind. */
  readonly numbers: Map<NumberKind, number>;
}

/** One noun of the demo data. */
export interface DemoStep {
  /** Plural, for the progress line. */
  readonly noun: string;
  /** The tables it fills. */
  readonly tables: readonly (keyof Tables)[];
  /** Makes and inserts the rows. Answers how many. */
  load(world: DemoWorld): Promise<number>;
}

export function createWorld(db: Kysely<Tables>, company: DemoCompany, companyId: number, now: Date): DemoWorld {
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(company.timeZone).toPlainDate();
  return {
    db,
    company,
    companyId,
    today,
    dayBegan: today.toZonedDateTime(company.timeZone).epochMilliseconds,
    customers: [],
    facilitators: [],
    events: [],
    teachers: [],
    pricingOptions: [],
    eventDates: [],
    bookings: [],
    rooms: [],
    passes: [],
    plans: [],
    mandates: [],
    videos: [],
    questionnaires: [],
    services: [],
    serviceOptions: [],
    schedules: [],
    locations: [],
    reservations: [],
    numbers: new Map(),
  };
}

/** The next number of a kind, as `number_sequences` will hold it. */
export function takeNumber(world: DemoWorld, kind: NumberKind): number {
  const number = (world.numbers.get(kind) ?? world.company.firstNumber - 1) + 1;
  world.numbers.set(kind, number);
  return number;
}

/** A generator of this company and noun alone. */
export function randomFor(world: DemoWorld, noun: string): Random {
  return createRandom(`${world.company.slug}/${noun}`);
}

/** As much of a catalogue as the company has of it; the first ones show the most. */
export function catalogueOf<Item>(world: DemoWorld, items: readonly Item[]): readonly Item[] {
  return items.slice(0, Math.ceil(items.length * world.company.catalogueShare));
}
