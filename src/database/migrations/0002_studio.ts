import { type Kysely, sql } from 'kysely';

/**
 * The studio's catalogues (passes, videos, plans, vouchers), what customers bought of them, appointments, notes and
 * questionnaires. Money is in the currency's minor unit.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

/** How something was paid for: credits of a pass, or an amount of money. */
const payment = `
    payment_method text not null check (payment_method in ('CARD', 'PASS', 'CASH', 'FREE')),
    currency text,
    amount integer check (amount >= 0),
    credits_used integer check (credits_used > 0),
    check ((payment_method = 'PASS') = (credits_used is not null)),
    check ((payment_method = 'PASS') = (amount is null)),
    check ((amount is null) = (currency is null))`;

/** Without their zone, since an index cannot be on what depends on one. */
const dateEnds = `(starts_at at time zone 'UTC') + duration_minutes * interval '1 minute'`;
const appointmentEnds = `${dateEnds} + buffer_minutes * interval '1 minute'`;

const statements = [
  // Passes
  `create table passes (
    company_id integer not null references companies (id),
    number integer not null,
    name text not null,
    description text not null default '',
    price integer not null check (price >= 0),
    credits integer not null check (credits > 0),
    start_mode text not null check (start_mode in ('ON_PURCHASE', 'ON_FIRST_BOOKING')),
    validity_period integer not null check (validity_period > 0),
    validity_unit text not null check (validity_unit in ('DAYS', 'MONTHS')),
    subscriptions_only boolean not null default false,
    purchase_limit integer check (purchase_limit > 0),
    created_at timestamptz not null default now(),
    deleted_at timestamptz,
    primary key (company_id, number)
  )`,
  `create index passes_by_name on passes (company_id, name, number) where deleted_at is null`,
  `create table pass_purchases (
    company_id integer not null,
    number integer not null,
    pass_number integer not null,
    customer_number integer not null,
    credits_total integer not null check (credits_total > 0),
    credits_remaining integer not null check (credits_remaining between 0 and credits_total),
    created_at timestamptz not null default now(),
    expires_at timestamptz,
    is_cancelled boolean not null default false,
    is_refunded boolean not null default false,${payment},
    primary key (company_id, number),
    foreign key (company_id, pass_number) references passes (company_id, number),
    foreign key (company_id, customer_number) references customers (company_id, number)
  )`,
  `create index pass_purchases_of_customer on pass_purchases (company_id, customer_number, created_at desc, number desc)`,
  `create index pass_purchases_of_pass on pass_purchases (company_id, pass_number, created_at desc, number desc)`,
  `create index pass_purchases_by_expiry on pass_purchases (company_id, pass_number, expires_at)
    where not is_cancelled and not is_refunded and expires_at is not null`,

  // Videos
  `create table media_libraries (
    company_id integer not null references companies (id),
    number integer not null,
    name text not null,
    primary key (company_id, number)
  )`,
  `create table videos (
    company_id integer not null references companies (id),
    number integer not null,
    library_number integer,
    name text not null,
    description text not null default '',
    price integer not null check (price >= 0),
    credits integer not null check (credits >= 0),
    has_expiry boolean not null default false,
    expiry_days integer check (expiry_days > 0),
    is_ready boolean not null default true,
    updated_at timestamptz not null default now(),
    deleted_at timestamptz,
    primary key (company_id, number),
    check (has_expiry = (expiry_days is not null)),
    foreign key (company_id, library_number) references media_libraries (company_id, number)
  )`,
  `create index videos_by_name on videos (company_id, name, number) where deleted_at is null`,
  `create table video_purchases (
    company_id integer not null,
    number integer not null,
    video_number integer not null,
    customer_number integer not null,
    created_at timestamptz not null default now(),
    expires_at timestamptz,
    is_cancelled boolean not null default false,
    is_refunded boolean not null default false,${payment},
    primary key (company_id, number),
    foreign key (company_id, video_number) references videos (company_id, number),
    foreign key (company_id, customer_number) references customers (company_id, number)
  )`,
  `create index video_purchases_of_customer on video_purchases (company_id, customer_number, created_at desc, number desc)`,

  // Subscriptions
  `create table subscription_plans (
    company_id integer not null references companies (id),
    number integer not null,
    name text not null,
    state text not null check (state in ('PENDING_SETUP', 'ACTIVE', 'PAUSED', 'SUSPENDED')),
    term_days integer not null check (term_days > 0),
    initial_price integer not null check (initial_price >= 0),
    recurring_price integer not null check (recurring_price >= 0),
    renews_on_expire boolean not null default true,
    pass_number integer,
    modified_at timestamptz not null default now(),
    deleted_at timestamptz,
    primary key (company_id, number),
    foreign key (company_id, pass_number) references passes (company_id, number)
  )`,
  `create index subscription_plans_by_name on subscription_plans (company_id, name, number) where deleted_at is null`,
  `create table subscription_mandates (
    company_id integer not null,
    number integer not null,
    plan_number integer not null,
    customer_number integer not null,
    state text not null check (state in ('ACTIVE', 'PAUSED', 'SUSPENDED', 'CANCELLED')),
    created_at timestamptz not null default now(),
    grace_days integer not null check (grace_days >= 0),
    earliest_cancellation_at timestamptz not null,
    renewal_at timestamptz not null,
    primary key (company_id, number),
    foreign key (company_id, plan_number) references subscription_plans (company_id, number),
    foreign key (company_id, customer_number) references customers (company_id, number)
  )`,
  `create index subscription_mandates_of_customer on subscription_mandates (company_id, customer_number, created_at desc, number desc)`,

  // Vouchers. Those of the old system have numbers of their own.
  `create table vouchers (
    company_id integer not null references companies (id),
    is_legacy boolean not null default false,
    number integer not null,
    type text not null check (type in ('DISCOUNT', 'CREDIT', 'GIFT_CARD')),
    name text not null,
    code text,
    discount_type text check (discount_type in ('PERCENTAGE', 'FIXED')),
    discount_value double precision check (discount_value > 0),
    initial_value integer check (initial_value >= 0),
    remaining_value integer check (remaining_value between 0 and initial_value),
    min_purchase integer check (min_purchase >= 0),
    max_discount integer check (max_discount >= 0),
    is_active boolean not null default true,
    expires_at timestamptz,
    expires_months integer check (expires_months > 0),
    created_at timestamptz,
    primary key (company_id, is_legacy, number),
    check (is_legacy = (created_at is null)),
    check (not is_legacy or type = 'DISCOUNT'),
    check ((type = 'GIFT_CARD') = (code is null)),
    check ((type = 'DISCOUNT') = (discount_type is not null) and (type = 'DISCOUNT') = (discount_value is not null)),
    check (discount_type is distinct from 'PERCENTAGE' or discount_value <= 100),
    check ((type = 'CREDIT') = (initial_value is not null) and (type = 'CREDIT') = (remaining_value is not null)),
    check ((type = 'GIFT_CARD') = (min_purchase is not null) and (type = 'GIFT_CARD') = (max_discount is not null)),
    check ((type = 'GIFT_CARD') = (expires_months is not null) and (type <> 'GIFT_CARD' or expires_at is null))
  )`,
  `create index vouchers_by_name on vouchers (company_id, name, is_legacy, number) where is_active`,

  // What staff and customers wrote
  `create table notes (
    company_id integer not null,
    number integer not null,
    customer_number integer not null,
    content text not null,
    created_by text not null,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    primary key (company_id, number),
    foreign key (company_id, customer_number) references customers (company_id, number)
  )`,
  `create index notes_of_customer on notes (company_id, customer_number, created_at desc, number desc)`,
  `create table questionnaires (
    company_id integer not null references companies (id),
    number integer not null,
    name text not null,
    primary key (company_id, number)
  )`,
  `create table questionnaire_answers (
    company_id integer not null,
    number integer not null,
    questionnaire_number integer not null,
    customer_number integer not null,
    question text not null,
    -- A list is of strings, a number one that JavaScript has: an answer is shown as it stands.
    answer jsonb not null check (case jsonb_typeof(answer)
      when 'string' then true
      when 'boolean' then true
      when 'number' then abs(answer::numeric) <= 1.7976931348623157e308
      when 'array' then not jsonb_path_exists(answer, 'strict $[*] ? (@.type() != "string")')
      else false end),
    answered_at timestamptz not null default now(),
    primary key (company_id, number),
    foreign key (company_id, questionnaire_number) references questionnaires (company_id, number),
    foreign key (company_id, customer_number) references customers (company_id, number)
  )`,
  `create index questionnaire_answers_of_customer on questionnaire_answers (company_id, customer_number, answered_at desc, number desc)`,

  // Appointments
  `create table rooms (
    company_id integer not null references companies (id),
    number integer not null,
    name text not null,
    primary key (company_id, number)
  )`,
  `alter table events add room_number integer`,
  `alter table events add foreign key (company_id, room_number) references rooms (company_id, number)`,
  `create index events_of_room on events (company_id, room_number) where room_number is not null`,
  // By their ends, in UTC: what keeps somebody busy from a moment on, whenever it began, without what is over by then.
  `create index event_dates_by_end on event_dates (company_id, event_number, (${dateEnds})) where is_active`,
  `create index event_facilitators_of_facilitator on event_facilitators (company_id, facilitator_number)`,
  `create table services (
    company_id integer not null references companies (id),
    number integer not null,
    name text not null,
    description text not null default '',
    buffer_minutes integer not null default 0 check (buffer_minutes >= 0),
    categories text[] not null default '{}',
    location text,
    primary key (company_id, number)
  )`,
  `create index services_by_name on services (company_id, name, number)`,
  `create table service_options (
    company_id integer not null,
    number integer not null,
    service_number integer not null,
    position integer not null,
    name text not null,
    duration_minutes integer not null check (duration_minutes > 0),
    price integer not null check (price >= 0),
    currency text not null,
    primary key (company_id, number),
    foreign key (company_id, service_number) references services (company_id, number)
  )`,
  `create index service_options_of_service on service_options (company_id, service_number, position)`,
  `create table facilitator_schedules (
    company_id integer not null,
    number integer not null,
    facilitator_number integer not null,
    first_day date not null,
    last_day date,
    -- ISO: 1 is Monday.
    weekdays integer[] not null check (weekdays <@ '{1,2,3,4,5,6,7}' and cardinality(weekdays) > 0),
    opens time not null,
    -- At or before the opening: on the next day.
    closes time not null,
    room_number integer,
    primary key (company_id, number),
    check (last_day >= first_day),
    foreign key (company_id, facilitator_number) references facilitators (company_id, number),
    foreign key (company_id, room_number) references rooms (company_id, number)
  )`,
  `create index facilitator_schedules_of_facilitator on facilitator_schedules (company_id, facilitator_number)`,
  `create table facilitator_schedule_services (
    company_id integer not null,
    schedule_number integer not null,
    service_number integer not null,
    primary key (company_id, schedule_number, service_number),
    foreign key (company_id, schedule_number) references facilitator_schedules (company_id, number),
    foreign key (company_id, service_number) references services (company_id, number)
  )`,
  `create table appointments (
    company_id integer not null,
    number integer not null,
    customer_number integer not null,
    facilitator_number integer not null,
    service_number integer not null,
    service_option_number integer not null,
    room_number integer,
    status text not null check (status in ('SCHEDULED', 'COMPLETED', 'NO_SHOW', 'CANCELLED')),
    starts_at timestamptz not null,
    duration_minutes integer not null check (duration_minutes > 0),
    -- Kept free after it, as its service asked for when it was made.
    buffer_minutes integer not null default 0 check (buffer_minutes >= 0),
    time_zone text not null,
    notes text not null default '',
    payment_status text not null check (payment_status in ('PAID', 'PENDING', 'FAILED')),
    created_at timestamptz not null default now(),${payment},
    primary key (company_id, number),
    check (payment_method not in ('PASS', 'FREE') or payment_status = 'PAID'),
    foreign key (company_id, customer_number) references customers (company_id, number),
    foreign key (company_id, facilitator_number) references facilitators (company_id, number),
    foreign key (company_id, service_number) references services (company_id, number),
    foreign key (company_id, service_option_number) references service_options (company_id, number),
    foreign key (company_id, room_number) references rooms (company_id, number)
  )`,
  `create index appointments_by_start on appointments (company_id, starts_at desc, number desc)`,
  `create index appointments_by_status on appointments (company_id, status, starts_at desc, number desc)`,
  `create index appointments_of_customer on appointments (company_id, customer_number, created_at desc, number desc)`,
  `create index appointments_of_facilitator on appointments (company_id, facilitator_number, starts_at desc, number desc)`,
  `create index appointments_of_facilitator_by_end on appointments (company_id, facilitator_number, (${appointmentEnds}))`,
  `create index appointments_in_room_by_end on appointments (company_id, room_number, (${appointmentEnds})) where room_number is not null`,
];
