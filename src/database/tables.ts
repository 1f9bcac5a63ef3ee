import type { ColumnType, Generated, GeneratedAlways, JSONColumnType } from 'kysely';

/** The tables as Kysely sees them; the migrations are their definition. */
export interface Tables {
  companies: CompaniesTable;
  number_sequences: { company_id: number; kind: string; last_number: number };
  signing_keys: SigningKeysTable;
  api_clients: ApiClientsTable;
  api_keys: ApiKeysTable;
  users: UsersTable;
  audit_entries: AuditEntriesTable;
  customers: CustomersTable;
  facilitators: { company_id: number; number: number; name: string; time_zone: string };
  events: EventsTable;
  event_facilitators: { company_id: number; event_number: number; facilitator_number: number; position: number };
  event_dates: EventDatesTable;
  pricing_options: PricingOptionsTable;
  transactions: { company_id: number; number: number; buyer_number: number; purchased_at: Date };
  bookings: BookingsTable;
  waiting_list_entries: WaitingListEntriesTable;
  passes: PassesTable;
  pass_purchases: PassPurchasesTable;
  media_libraries: NamedTable;
  videos: VideosTable;
  video_purchases: VideoPurchasesTable;
  subscription_plans: SubscriptionPlansTable;
  subscription_mandates: SubscriptionMandatesTable;
  vouchers: VouchersTable;
  notes: NotesTable;
  questionnaires: NamedTable;
  questionnaire_answers: QuestionnaireAnswersTable;
  rooms: NamedTable;
  services: ServicesTable;
  service_options: ServiceOptionsTable;
  facilitator_schedules: FacilitatorSchedulesTable;
  facilitator_schedule_services: { company_id: number; schedule_number: number; service_number: number };
  appointments: AppointmentsTable;
  restaurants: RestaurantsTable;
  locations: LocationsTable;
  dining_tables: DiningTablesTable;
  table_combinations: TableCombinationsTable;
  table_combination_members: { company_id: number; location_number: number; combination_number: number; table_number: number };
  dining_services: DiningServicesTable;
  special_days: SpecialDaysTable;
  special_day_services: SpecialDayServicesTable;
  availability_rules: AvailabilityRulesTable;
  booking_policies: BookingPoliciesTable;
  party_durations: { company_id: number; policy_number: number; max_party_size: number; duration_minutes: number };
  restaurant_profiles: RestaurantProfilesTable;
  reservations: ReservationsTable;
  reservation_tables: ReservationTablesTable;
  reservation_history: ReservationHistoryTable;
  service_days: { company_id: number; location_number: number; day: string };
  idempotency_keys: IdempotencyKeysTable;
}

/** Rows that are little more than a name. */
interface NamedTable {
  company_id: number;
  number: number;
  name: string;
}

/** How something was paid for: credits of a pass, or an amount of money in minor units. */
interface PaymentColumns {
  payment_method: 'CARD' | 'PASS' | 'CASH' | 'FREE';
  currency: string | null;
  amount: number | null;
  credits_used: number | null;
}

interface CompaniesTable {
  id: GeneratedAlways<number>;
  slug: string;
  name: string;
  time_zone: string;
  currency: string;
  created_at: Generated<Date>;
}

interface SigningKeysTable {
  kid: string;
  algorithm: string;
  public_jwk: JSONColumnType<Record<string, unknown>>;
  sealed_private_jwk: string;
  created_at: Generated<Date>;
  retired_at: Date | null;
}

/** What a client or key may spend; null: the documented default of its family. */
interface LimitColumns {
  points_per_minute: number | null;
  concurrent: number | null;
  points_per_day: number | null;
}

interface ApiClientsTable extends LimitColumns {
  id: string;
  company_id: number;
  name: string;
  description: Generated<string>;
  secret_hash: string;
  scopes: string[];
  is_suspended: Generated<boolean>;
  expires_at: Date | null;
  created_at: Generated<Date>;
  last_token_at: Date | null;
  deleted_at: Date | null;
}

interface ApiKeysTable extends LimitColumns {
  prefix: string;
  company_id: number;
  name: string;
  secret_hash: string;
  scopes: string[];
  state: Generated<'active' | 'rotating' | 'revoked'>;
  location_number: number | null;
  origins: Generated<string[]>;
  created_at: Generated<Date>;
  revoked_at: Date | null;
}

interface UsersTable {
  company_id: number;
  number: number;
  kind: 'staff' | 'customer';
  role: string | null;
  customer_number: number | null;
  email: string;
  first_name: string;
  last_name: string;
  password_hash: string;
  sessions_valid_from: Generated<Date>;
  created_at: Generated<Date>;
  deleted_at: Date | null;
}

interface AuditEntriesTable {
  id: GeneratedAlways<number>;
  at: Date;
  company_id: number | null;
  principal_kind: string;
  principal_id: string | null;
  principal_name: string | null;
  method: string;
  path: string;
  resource_type: string | null;
  action: string;
  operation_name: string | null;
  status: number;
  missing_scope: string | null;
  points: number;
  duration_ms: number;
  request_id: string;
  count: Generated<number>;
}

interface CustomersTable {
  company_id: number;
  number: number;
  first_name: string;
  last_name: string;
  email: string;
  mobile: string | null;
  archived: Generated<boolean>;
  created_at: Generated<Date>;
  deleted_at: Date | null;
}

interface EventsTable {
  company_id: number;
  number: number;
  name: string;
  description: Generated<string>;
  format: 'PHYSICAL' | 'VIRTUAL';
  max_attendees: number | null;
  waiting_list_enabled: Generated<boolean>;
  booking_types: string[];
  payment_methods: string[];
  categories: Generated<string[]>;
  location: string | null;
  terms: string | null;
  archived: Generated<boolean>;
  created_at: Generated<Date>;
  room_number: number | null;
}

interface EventDatesTable {
  company_id: number;
  number: number;
  event_number: number;
  starts_at: ColumnType<Date, Date | string, Date | string>;
  duration_minutes: number;
  time_zone: string;
  is_active: Generated<boolean>;
}

interface PricingOptionsTable {
  company_id: number;
  number: number;
  event_number: number;
  position: number;
  name: string;
  price: number;
  currency: string;
  credits: number | null;
  stock: number | null;
}

interface BookingsTable {
  company_id: number;
  number: number;
  transaction_number: number;
  purchased_at: Date;
  event_date_number: number;
  buyer_number: number;
  attendee_number: number;
  pricing_option_number: number | null;
  spaces: Generated<number>;
  payment_method: 'CARD' | 'PASS' | 'CASH' | 'FREE';
  currency: string | null;
  gross_amount: number | null;
  net_amount: number | null;
  credits_used: number | null;
  attended: boolean | null;
  is_cancelled: Generated<boolean>;
  is_refunded: Generated<boolean>;
}

interface WaitingListEntriesTable {
  company_id: number;
  number: number;
  event_date_number: number;
  customer_number: number;
  joined_at: Date;
}

interface PassesTable {
  company_id: number;
  number: number;
  name: string;
  description: Generated<string>;
  price: number;
  credits: number;
  start_mode: 'ON_PURCHASE' | 'ON_FIRST_BOOKING';
  validity_period: number;
  validity_unit: 'DAYS' | 'MONTHS';
  subscriptions_only: Generated<boolean>;
  purchase_limit: number | null;
  created_at: Generated<Date>;
  deleted_at: Date | null;
}

interface PassPurchasesTable extends PaymentColumns {
  company_id: number;
  number: number;
  pass_number: number;
  customer_number: number;
  credits_total: number;
  credits_remaining: number;
  created_at: Generated<Date>;
  expires_at: Date | null;
  is_cancelled: Generated<boolean>;
  is_refunded: Generated<boolean>;
}

interface VideosTable {
  company_id: number;
  number: number;
  library_number: number | null;
  name: string;
  description: Generated<string>;
  price: number;
  credits: number;
  has_expiry: Generated<boolean>;
  expiry_days: number | null;
  is_ready: Generated<boolean>;
  updated_at: Generated<Date>;
  deleted_at: Date | null;
}

interface VideoPurchasesTable extends PaymentColumns {
  company_id: number;
  number: number;
  video_number: number;
  customer_number: number;
  created_at: Generated<Date>;
  expires_at: Date | null;
  is_cancelled: Generated<boolean>;
  is_refunded: Generated<boolean>;
}

interface SubscriptionPlansTable {
  company_id: number;
  number: number;
  name: string;
  state: 'PENDING_SETUP' | 'ACTIVE' | 'PAUSED' | 'SUSPENDED';
  term_days: number;
  initial_price: number;
  recurring_price: number;
  renews_on_expire: Generated<boolean>;
  pass_number: number | null;
  modified_at: Generated<Date>;
  deleted_at: Date | null;
}

interface SubscriptionMandatesTable {
  company_id: number;
  number: number;
  plan_number: number;
  customer_number: number;
  state: 'ACTIVE' | 'PAUSED' | 'SUSPENDED' | 'CANCELLED';
  created_at: Generated<Date>;
  grace_days: number;
  earliest_cancellation_at: Date;
  renewal_at: Date;
}

interface VouchersTable {
  company_id: number;
  is_legacy: Generated<boolean>;
  number: number;
  type: 'DISCOUNT' | 'CREDIT' | 'GIFT_CARD';
  name: string;
  code: string | null;
  discount_type: 'PERCENTAGE' | 'FIXED' | null;
  discount_value: number | null;
  initial_value: number | null;
  remaining_value: number | null;
  min_purchase: number | null;
  max_discount: number | null;
  is_active: Generated<boolean>;
  expires_at: Date | null;
  expires_months: number | null;
  created_at: Date | null;
}

interface NotesTable {
  company_id: number;
  number: number;
  customer_number: number;
  content: string;
  created_by: string;
  created_at: Generated<Date>;
  updated_at: Generated<Date>;
}

interface QuestionnaireAnswersTable {
  company_id: number;
  number: number;
  questionnaire_number: number;
  customer_number: number;
  question: string;
  /** A string, a number, a Boolean or a list of strings, as JSON text when it is written. */
  answer: ColumnType<string | number | boolean | string[], string, string>;
  answered_at: Generated<Date>;
}

interface ServicesTable {
  company_id: number;
  number: number;
  name: string;
  description: Generated<string>;
  buffer_minutes: Generated<number>;
  categories: Generated<string[]>;
  location: string | null;
}

interface ServiceOptionsTable {
  company_id: number;
  number: number;
  service_number: number;
  position: number;
  name: string;
  duration_minutes: number;
  price: number;
  currency: string;
}

interface FacilitatorSchedulesTable {
  company_id: number;
  number: number;
  facilitator_number: number;
  /** `YYYY-MM-DD`. */
  first_day: string;
  last_day: string | null;
  /** ISO: 1 is Monday. */
  weekdays: number[];
  /** `HH:MM:SS`. */
  opens: string;
  /** At or before the opening: on the next day. */
  closes: string;
  room_number: number | null;
}

interface AppointmentsTable extends PaymentColumns {
  company_id: number;
  number: number;
  customer_number: number;
  facilitator_number: number;
  service_number: number;
  service_option_number: number;
  room_number: number | null;
  status: 'SCHEDULED' | 'COMPLETED' | 'NO_SHOW' | 'CANCELLED';
  starts_at: Date;
  duration_minutes: number;
  /** Kept free after it. */
  buffer_minutes: Generated<number>;
  time_zone: string;
  notes: Generated<string>;
  payment_status: 'PAID' | 'PENDING' | 'FAILED';
  created_at: Generated<Date>;
}

interface RestaurantsTable {
  company_id: number;
  number: number;
  name: string;
  time_zone: string;
  waitlist_enabled: Generated<boolean>;
  webhooks_enabled: Generated<boolean>;
  reservation_changes_enabled: Generated<boolean>;
  created_at: Generated<Date>;
  deleted_at: Date | null;
}

interface LocationsTable {
  company_id: number;
  number: number;
  restaurant_number: number;
  name: string;
  city: Generated<string>;
  time_zone: string;
  is_active: Generated<boolean>;
  created_at: Generated<Date>;
  deleted_at: Date | null;
}

/** Guests that something seats. */
interface SeatsColumns {
  seats_min: number;
  seats_max: number;
  /** Among those that fit equally well, the highest is taken first. */
  priority: Generated<number>;
  is_bookable: Generated<boolean>;
}

interface DiningTablesTable extends SeatsColumns {
  company_id: number;
  number: number;
  location_number: number;
  name: string;
  deleted_at: Date | null;
}

interface TableCombinationsTable extends SeatsColumns {
  company_id: number;
  number: number;
  location_number: number;
  name: string;
}

/** Hours of a meal on the wall clock of its location, each `HH:MM:SS`. */
interface HoursColumns {
  name: string;
  opens: string;
  /** At or before the opening: on the next day. */
  closes: string;
  /** Before the opening: on the next day. */
  last_seating: string;
  slot_interval_minutes: number;
  requires_confirmation: Generated<boolean>;
}

interface DiningServicesTable extends HoursColumns {
  company_id: number;
  number: number;
  location_number: number;
  /** ISO: 1 is Monday. */
  weekdays: number[];
  /** `YYYY-MM-DD`. */
  valid_from: string | null;
  valid_until: string | null;
  deleted_at: Date | null;
}

interface SpecialDaysTable {
  company_id: number;
  number: number;
  location_number: number;
  /** `YYYY-MM-DD`. */
  day: string;
  name: string;
  is_closed: boolean;
}

interface SpecialDayServicesTable extends HoursColumns {
  company_id: number;
  special_day_number: number;
  position: number;
}

interface AvailabilityRulesTable {
  company_id: number;
  number: number;
  location_number: number;
  name: string;
  /** Null: every service. */
  service_number: number | null;
  /** ISO: 1 is Monday. */
  weekdays: number[];
  buffer_before_minutes: Generated<number>;
  buffer_after_minutes: Generated<number>;
  max_covers_per_slot: number | null;
  max_reservations_per_slot: number | null;
  is_active: Generated<boolean>;
}

interface BookingPoliciesTable {
  company_id: number;
  number: number;
  restaurant_number: number;
  /** Null: of the restaurant. A location that has its own follows that one alone. */
  location_number: number | null;
  min_party_size: number;
  max_party_size: number;
  default_duration_minutes: number;
  min_lead_time_minutes: number;
  max_advance_booking_days: number;
  slot_interval_minutes: number;
}

interface RestaurantProfilesTable {
  company_id: number;
  customer_number: number;
  phone: string | null;
  /** BCP 47. */
  language: string | null;
  consent_marketing: Generated<boolean>;
  consent_source: 'IN_PERSON' | 'PHONE' | 'WEBSITE' | 'EMAIL' | 'IMPORT' | null;
  consent_recorded_at: Date | null;
  anonymized_at: Date | null;
  retention_until: Date | null;
  created_at: Generated<Date>;
  updated_at: Generated<Date>;
}

interface ReservationsTable {
  company_id: number;
  number: number;
  /** `res_…`. */
  internal_id: string;
  /** `rr_…`, which guests see. */
  public_reference: string;
  location_number: number;
  customer_number: number;
  /** The guest as they were named when they reserved. */
  first_name: string;
  last_name: string;
  email: string;
  phone: string | null;
  party_size: number;
  starts_at: ColumnType<Date, Date | string, Date | string>;
  ends_at: ColumnType<Date, Date | string, Date | string>;
  duration_minutes: number;
  /** Null: a service of a special day. */
  service_number: number | null;
  service_name: string;
  /** `YYYY-MM-DD`. */
  service_day: string;
  status: ReservationStatus;
  special_requests: string | null;
  source: 'API' | 'WEBSITE' | 'PHONE' | 'WALK_IN';
  cancel_reason: string | null;
  sequence: Generated<number>;
  created_at: Generated<Date>;
  updated_at: Generated<Date>;
}

type ReservationStatus = 'PENDING' | 'CONFIRMED' | 'SEATED' | 'COMPLETED' | 'CANCELLED' | 'NO_SHOW';

interface ReservationTablesTable {
  company_id: number;
  reservation_number: number;
  table_number: number;
  location_number: number;
  /** `[from,until)` as PostgreSQL writes a `tstzrange`, with the time kept free before and after. */
  during: string;
  /** While the reservation is PENDING, CONFIRMED or SEATED. */
  holds: boolean;
}

interface ReservationHistoryTable {
  company_id: number;
  reservation_number: number;
  position: number;
  at: Date;
  from_status: ReservationStatus | null;
  to_status: ReservationStatus;
  actor_kind: 'CLIENT' | 'KEY' | 'STAFF' | 'CUSTOMER' | 'SYSTEM';
  actor_id: string | null;
  changes: Generated<string[]>;
}

interface IdempotencyKeysTable {
  company_id: number;
  caller: string;
  key: string;
  operation: string;
  /** Canonical JSON. */
  input: string;
  result_id: string;
  status: number | null;
  body: Buffer | null;
  created_at: Generated<Date>;
}
