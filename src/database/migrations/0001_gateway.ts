import { type Kysely, sql } from 'kysely';

/**
 * Companies, access, the audit log, and the studio's customers, events and bookings.
 *
 * Every tenant table's keys lead with `company_id`, so that the same schema shards by company. A row's number
 * is unique per company and kind; `number_sequences` holds the highest one given out.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  `create table companies (
    id integer generated always as identity primary key,
    slug text not null unique check (slug ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
    name text not null,
    time_zone text not null,
    currency text not null check (currency ~ '^[A-Z]{3}$'),
    created_at timestamptz not null default now()
  )`,
  `create table number_sequences (
    company_id integer not null references companies (id),
    kind text not null,
    last_number integer not null,
    primary key (company_id, kind)
  )`,

  // Access
  `create table signing_keys (
    kid text primary key,
    algorithm text not null,
    public_jwk jsonb not null,
    sealed_private_jwk text not null,
    created_at timestamptz not null default now(),
    retired_at timestamptz
  )`,
  `create unique index signing_keys_one_current on signing_keys ((true)) where retired_at is null`,
  `create table api_clients (
    id text primary key check (id like 'm2m\\_%'),
    company_id integer not null references companies (id),
    name text not null,
    description text not null default '',
    secret_hash text not null,
    scopes text[] not null,
    is_suspended boolean not null default false,
    expires_at timestamptz,
    points_per_minute integer,
    concurrent integer,
    points_per_day integer,
    created_at timestamptz not null default now(),
    last_token_at timestamptz,
    deleted_at timestamptz
  )`,
  `create index api_clients_by_company on api_clients (company_id, created_at desc, id)`,
  `create table api_keys (
    prefix text primary key check (prefix ~ '^[a-z0-9]{8}$'),
    company_id integer not null references companies (id),
    name text not null,
    secret_hash text not null,
    scopes text[] not null,
    state text not null default 'active' check (state in ('active', 'rotating', 'revoked')),
    location_number integer,
    origins text[] not null default '{}',
    points_per_minute integer,
    concurrent integer,
    points_per_day integer,
    created_at timestamptz not null default now(),
    revoked_at timestamptz
  )`,
  `create index api_keys_by_company on api_keys (company_id, created_at desc, prefix)`,
  `create table users (
    company_id integer not null references companies (id),
    number integer not null,
    kind text not null check (kind in ('staff', 'customer')),
    role text check ((kind = 'staff') = (role is not null)),
    customer_number integer,
    email text not null,
    first_name text not null,
    last_name text not null,
    password_hash text not null,
    sessions_valid_from timestamptz not null default now(),
    created_at timestamptz not null default now(),
    deleted_at timestamptz,
    primary key (company_id, number)
  )`,
  `create unique index users_email on users (company_id, lower(email)) where deleted_at is null`,

  // Audit: partitions are made and dropped by the gateway, the default one is the net under them.
  `create table audit_entries (
    id bigint generated always as identity,
    at timestamptz not null,
    company_id integer,
    principal_kind text not null,
    principal_id text,
    principal_name text,
    method text not null,
    path text not null,
    resource_type text,
    action text not null,
    operation_name text,
    status integer not null,
    missing_scope text,
    points integer not null,
    duration_ms integer not null,
    request_id text not null,
    count integer not null default 1,
    primary key (at, id)
  ) partition by range (at)`,
  `create table audit_entries_default partition of audit_entries default`,
  `create index audit_entries_by_company on audit_entries (company_id, at desc, id desc)`,

  // Customers
  `create table customers (
    company_id integer not null references companies (id),
    number integer not null,
    first_name text not null,
    last_name text not null,
    email text not null,
    mobile text,
    archived boolean not null default false,
    created_at timestamptz not null default now(),
    deleted_at timestamptz,
    primary key (company_id, number)
  )`,
  `create unique index customers_email on customers (company_id, lower(email)) where deleted_at is null`,
  `create index customers_newest on customers (company_id, created_at desc, number desc) where deleted_at is null`,
  `alter table users add foreign key (company_id, customer_number) references customers (company_id, number)`,

  // Events
  `create table facilitators (
    company_id integer not null references companies (id),
    number integer not null,
    name text not null,
    time_zone text not null,
    primary key (company_id, number)
  )`,
  `create table events (
    company_id integer not null references companies (id),
    number integer not null,
    name text not null,
    description text not null default '',
    format text not null check (format in ('PHYSICAL', 'VIRTUAL')),
    max_attendees integer check (max_attendees > 0),
    waiting_list_enabled boolean not null default false,
    booking_types text[] not null,
    payment_methods text[] not null,
    categories text[] not null default '{}',
    location text,
    terms text,
    archived boolean not null default false,
    created_at timestamptz not null default now(),
    primary key (company_id, number)
  )`,
  `create table event_facilitators (
    company_id integer not null,
    event_number integer not null,
    facilitator_number integer not null,
    position integer not null,
    primary key (company_id, event_number, facilitator_number),
    foreign key (company_id, event_number) references events (company_id, number),
    foreign key (company_id, facilitator_number) references facilitators (company_id, number)
  )`,
  `create table event_dates (
    company_id integer not null,
    number integer not null,
    event_number integer not null,
    starts_at timestamptz not null,
    duration_minutes integer not null check (duration_minutes > 0),
    time_zone text not null,
    is_active boolean not null default true,
    primary key (company_id, number),
    foreign key (company_id, event_number) references events (company_id, number)
  )`,
  `create index event_dates_of_event on event_dates (company_id, event_number, starts_at, number) where is_active`,
  `create index event_dates_by_start on event_dates (company_id, starts_at, number) where is_active`,
  `create table pricing_options (
    company_id integer not null,
    number integer not null,
    event_number integer not null,
    position integer not null,
    name text not null,
    price integer not null check (price >= 0),
    currency text not null,
    credits integer check (credits > 0),
    stock integer check (stock > 0),
    primary key (company_id, number),
    foreign key (company_id, event_number) references events (company_id, number)
  )`,
  `create index pricing_options_of_event on pricing_options (company_id, event_number, position)`,

  // Bookings. Money is in the currency's minor unit.
  `create table transactions (
    company_id integer not null,
    number integer not null,
    buyer_number integer not null,
    purchased_at timestamptz not null,
    primary key (company_id, number),
    foreign key (company_id, buyer_number) references customers (company_id, number)
  )`,
  `create table bookings (
    company_id integer not null,
    number integer not null,
    transaction_number integer not null,
    purchased_at timestamptz not null,
    event_date_number integer not null,
    buyer_number integer not null,
    attendee_number integer not null,
    pricing_option_number integer,
    spaces integer not null default 1 check (spaces > 0),
    payment_method text not null check (payment_method in ('CARD', 'PASS', 'CASH', 'FREE')),
    currency text,
    gross_amount integer,
    net_amount integer,
    credits_used integer,
    attended boolean,
    is_cancelled boolean not null default false,
    is_refunded boolean not null default false,
    primary key (company_id, number),
    check ((payment_method = 'PASS') = (credits_used is not null)),
    check ((payment_method = 'PASS') = (gross_amount is null)),
    check ((gross_amount is null) = (currency is null) and (gross_amount is null) = (net_amount is null)),
    foreign key (company_id, transaction_number) references transactions (company_id, number),
    foreign key (company_id, event_date_number) references event_dates (company_id, number),
    foreign key (company_id, buyer_number) references customers (company_id, number),
    foreign key (company_id, attendee_number) references customers (company_id, number),
    foreign key (company_id, pricing_option_number) references pricing_options (company_id, number)
  )`,
  `create index bookings_of_date on bookings (company_id, event_date_number, number)`,
  `create index bookings_of_transaction on bookings (company_id, transaction_number, number)`,
  `create index bookings_of_buyer on bookings (company_id, buyer_number, purchased_at desc, number desc)`,
  `create index bookings_of_attendee on bookings (company_id, attendee_number, purchased_at desc, number desc)`,
  `create table waiting_list_entries (
    company_id integer not null,
    number integer not null,
    event_date_number integer not null,
    customer_number integer not null,
    joined_at timestamptz not null,
    primary key (company_id, number),
    unique (company_id, event_date_number, customer_number),
    foreign key (company_id, event_date_number) references event_dates (company_id, number),
    foreign key (company_id, customer_number) references customers (company_id, number)
  )`,
  `create index waiting_list_entries_of_date on waiting_list_entries (company_id, event_date_number, joined_at, number)`,
];
