import { type Kysely, sql } from 'kysely';

/**
 * Restaurants: where guests sit and when, what is reserved, what a restaurant knows of its guests, and the memory of
 * writes that must not happen twice.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

/** Hours of a meal on the wall clock of its location. */
const hours = `
    name text not null,
    opens time not null,
    -- At or before the opening: on the next day.
    closes time not null,
    -- Before the opening: on the next day. The last start, whenever its guests leave.
    last_seating time not null,
    slot_interval_minutes integer not null check (slot_interval_minutes between 5 and 120),
    -- Reservations begin as PENDING.
    requires_confirmation boolean not null default false,
    check (opens < '24:00' and closes < '24:00' and last_seating < '24:00')`;

/** Guests that something seats. */
const seats = `
    seats_min integer not null check (seats_min > 0),
    seats_max integer not null check (seats_max >= seats_min),
    -- Among those that fit equally well, the highest is taken first.
    priority integer not null default 0,
    is_bookable boolean not null default true`;

const statements = [
  // Where guests sit
  `create table restaurants (
    company_id integer not null references companies (id),
    number integer not null,
    name text not null,
    time_zone text not null,
    waitlist_enabled boolean not null default false,
    webhooks_enabled boolean not null default false,
    -- Whether time, party size, duration and wishes of a reservation may be changed.
    reservation_changes_enabled boolean not null default true,
    created_at timestamptz not null default now(),
    deleted_at timestamptz,
    primary key (company_id, number)
  )`,
  `create table locations (
    company_id integer not null,
    number integer not null,
    restaurant_number integer not null,
    name text not null,
    city text not null default '',
    time_zone text not null,
    is_active boolean not null default true,
    created_at timestamptz not null default now(),
    deleted_at timestamptz,
    primary key (company_id, number),
    foreign key (company_id, restaurant_number) references restaurants (company_id, number)
  )`,
  `create index locations_of_restaurant on locations (company_id, restaurant_number, number) where deleted_at is null`,
  `alter table api_keys add foreign key (company_id, location_number) references locations (company_id, number)`,
  `create table dining_tables (
    company_id integer not null,
    number integer not null,
    location_number integer not null,
    name text not null,${seats},
    deleted_at timestamptz,
    primary key (company_id, number),
    unique (company_id, location_number, number),
    foreign key (company_id, location_number) references locations (company_id, number)
  )`,
  `create table table_combinations (
    company_id integer not null,
    number integer not null,
    location_number integer not null,
    name text not null,${seats},
    primary key (company_id, number),
    unique (company_id, location_number, number),
    foreign key (company_id, location_number) references locations (company_id, number)
  )`,
  `create table table_combination_members (
    company_id integer not null,
    location_number integer not null,
    combination_number integer not null,
    table_number integer not null,
    primary key (company_id, combination_number, table_number),
    foreign key (company_id, location_number, combination_number)
      references table_combinations (company_id, location_number, number) on delete cascade,
    foreign key (company_id, location_number, table_number) references dining_tables (company_id, location_number, number)
  )`,
  `create index combinations_of_table on table_combination_members (company_id, table_number)`,

  // When they can
  `create table dining_services (
    company_id integer not null,
    number integer not null,
    location_number integer not null,
    -- ISO: 1 is Monday.
    weekdays integer[] not null check (weekdays <@ '{1,2,3,4,5,6,7}' and cardinality(weekdays) > 0),${hours},
    valid_from date,
    valid_until date,
    deleted_at timestamptz,
    primary key (company_id, number),
    unique (company_id, location_number, number),
    check (valid_until >= valid_from),
    foreign key (company_id, location_number) references locations (company_id, number)
  )`,
  `create index dining_services_of_location on dining_services (company_id, location_number, number) where deleted_at is null`,
  `create table special_days (
    company_id integer not null,
    number integer not null,
    location_number integer not null,
    day date not null,
    name text not null,
    -- Otherwise its own services stand in place of the weekday's.
    is_closed boolean not null,
    primary key (company_id, number),
    unique (company_id, location_number, day),
    foreign key (company_id, location_number) references locations (company_id, number)
  )`,
  `create table special_day_services (
    company_id integer not null,
    special_day_number integer not null,
    position integer not null,${hours},
    primary key (company_id, special_day_number, position),
    foreign key (company_id, special_day_number) references special_days (company_id, number) on delete cascade
  )`,
  `create table availability_rules (
    company_id integer not null,
    number integer not null,
    location_number integer not null,
    name text not null,
    -- Null: every service, those of special days included.
    service_number integer,
    -- ISO: 1 is Monday.
    weekdays integer[] not null check (weekdays <@ '{1,2,3,4,5,6,7}' and cardinality(weekdays) > 0),
    buffer_before_minutes integer not null default 0 check (buffer_before_minutes between 0 and 240),
    buffer_after_minutes integer not null default 0 check (buffer_after_minutes between 0 and 240),
    -- Of all reservations that begin at the same moment.
    max_covers_per_slot integer check (max_covers_per_slot > 0),
    max_reservations_per_slot integer check (max_reservations_per_slot > 0),
    is_active boolean not null default true,
    primary key (company_id, number),
    foreign key (company_id, location_number) references locations (company_id, number),
    foreign key (company_id, location_number, service_number) references dining_services (company_id, location_number, number)
  )`,
  `create index availability_rules_of_location on availability_rules (company_id, location_number, number)`,
  // A restaurant has one without a location. A location that has its own follows that one alone.
  `create table booking_policies (
    company_id integer not null,
    number integer not null,
    restaurant_number integer not null,
    location_number integer,
    min_party_size integer not null check (min_party_size > 0),
    max_party_size integer not null check (max_party_size >= min_party_size),
    default_duration_minutes integer not null check (default_duration_minutes between 15 and 480),
    min_lead_time_minutes integer not null check (min_lead_time_minutes >= 0),
    max_advance_booking_days integer not null check (max_advance_booking_days >= 0),
    slot_interval_minutes integer not null check (slot_interval_minutes between 5 and 120),
    primary key (company_id, number),
    unique nulls not distinct (company_id, restaurant_number, location_number),
    foreign key (company_id, restaurant_number) references restaurants (company_id, number),
    foreign key (company_id, location_number) references locations (company_id, number)
  )`,
  // The first row that a party fits into says how long it stays; the default duration when it fits into none.
  `create table party_durations (
    company_id integer not null,
    policy_number integer not null,
    max_party_size integer not null check (max_party_size > 0),
    duration_minutes integer not null check (duration_minutes between 15 and 480),
    primary key (company_id, policy_number, max_party_size),
    foreign key (company_id, policy_number) references booking_policies (company_id, number) on delete cascade
  )`,

  // Guests
  `create table restaurant_profiles (
    company_id integer not null,
    customer_number integer not null,
    phone text,
    -- BCP 47.
    language text,
    consent_marketing boolean not null default false,
    consent_source text check (consent_source in ('IN_PERSON', 'PHONE', 'WEBSITE', 'EMAIL', 'IMPORT')),
    consent_recorded_at timestamptz,
    anonymized_at timestamptz,
    -- When the profile is to be anonymised; null: not said.
    retention_until timestamptz,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    primary key (company_id, customer_number),
    check (not consent_marketing or (consent_source is not null and consent_recorded_at is not null)),
    foreign key (company_id, customer_number) references customers (company_id, number)
  )`,
  `create index restaurant_profiles_by_change on restaurant_profiles (company_id, updated_at desc, customer_number desc)`,

  // What is reserved
  `create table reservations (
    company_id integer not null,
    number integer not null,
    internal_id text not null check (internal_id ~ '^res_[0-9A-Za-z]{1,64}$'),
    public_reference text not null check (public_reference ~ '^rr_[0-9A-Za-z]{1,64}$'),
    location_number integer not null,
    customer_number integer not null,
    -- The guest as they were named when they reserved.
    first_name text not null,
    last_name text not null,
    email text not null,
    phone text,
    party_size integer not null check (party_size > 0),
    starts_at timestamptz not null,
    ends_at timestamptz not null check (ends_at > starts_at),
    duration_minutes integer not null check (duration_minutes > 0),
    -- Null: a service of a special day.
    service_number integer,
    service_name text not null,
    -- Of the location: a start past midnight belongs to the day on which its service opened.
    service_day date not null,
    status text not null check (status in ('PENDING', 'CONFIRMED', 'SEATED', 'COMPLETED', 'CANCELLED', 'NO_SHOW')),
    special_requests text,
    source text not null check (source in ('API', 'WEBSITE', 'PHONE', 'WALK_IN')),
    cancel_reason text,
    -- Counts what was told of the reservation to others.
    sequence integer not null default 0,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    primary key (company_id, number),
    unique (company_id, internal_id),
    unique (company_id, public_reference),
    unique (company_id, location_number, number),
    foreign key (company_id, location_number) references locations (company_id, number),
    foreign key (company_id, customer_number) references customers (company_id, number),
    foreign key (company_id, location_number, service_number) references dining_services (company_id, location_number, number)
  )`,
  `create index reservations_by_start on reservations (company_id, starts_at, number)`,
  `create index reservations_of_location on reservations (company_id, location_number, starts_at, number)`,
  `create index reservations_of_day on reservations (company_id, location_number, service_day, starts_at, number)`,
  `create index reservations_by_day on reservations (company_id, service_day, starts_at, number)`,
  `create index reservations_of_customer on reservations (company_id, customer_number, starts_at desc, number desc)`,
  // Ranges of one number stand for equality: GiST indexes those without an extension.
  `create table reservation_tables (
    company_id integer not null,
    reservation_number integer not null,
    table_number integer not null,
    location_number integer not null,
    -- With the time kept free before and after.
    during tstzrange not null check (not isempty(during)),
    -- While the reservation is PENDING, CONFIRMED or SEATED.
    holds boolean not null,
    primary key (company_id, reservation_number, table_number),
    foreign key (company_id, location_number, reservation_number) references reservations (company_id, location_number, number) on delete cascade,
    foreign key (company_id, location_number, table_number) references dining_tables (company_id, location_number, number),
    constraint reservation_tables_held_once exclude using gist (
      int8range(company_id, company_id, '[]') with &&,
      int8range(location_number, location_number, '[]') with &&,
      during with &&,
      int8range(table_number, table_number, '[]') with &&
    ) where (holds)
  )`,
  `create index reservation_tables_of_table on reservation_tables (company_id, table_number)`,
  `create table reservation_history (
    company_id integer not null,
    reservation_number integer not null,
    position integer not null,
    at timestamptz not null,
    -- Null: it was made.
    from_status text,
    to_status text not null,
    actor_kind text not null check (actor_kind in ('CLIENT', 'KEY', 'STAFF', 'CUSTOMER', 'SYSTEM')),
    actor_id text,
    -- The names of what changed besides the status: startsAt, partySize, durationMinutes, tables, specialRequests.
    changes text[] not null default '{}',
    primary key (company_id, reservation_number, position),
    foreign key (company_id, reservation_number) references reservations (company_id, number) on delete cascade
  )`,
  // A row to lock: whoever gives out tables of a location's service day holds it. Several are locked in order of day.
  `create table service_days (
    company_id integer not null,
    location_number integer not null,
    day date not null,
    primary key (company_id, location_number, day),
    foreign key (company_id, location_number) references locations (company_id, number)
  )`,

  // Writes that must not happen twice, remembered for 24 hours when they succeeded
  `create table idempotency_keys (
    company_id integer not null references companies (id),
    -- The principal's kind and id.
    caller text not null,
    key text not null,
    -- The mutation.
    operation text not null,
    -- Canonical JSON.
    input text not null,
    -- What was made, by its id in the graph.
    result_id text not null,
    -- The answer of the REST call that made it; null when it was made through the graph.
    status integer,
    body bytea,
    created_at timestamptz not null default now(),
    primary key (company_id, caller, key)
  )`,
  `create index idempotency_keys_by_age on idempotency_keys (created_at)`,
];
