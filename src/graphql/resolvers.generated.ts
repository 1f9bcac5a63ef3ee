import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { AppointmentPaymentSource, AppointmentSource, BookedServiceSource, AppointmentServiceSource, ServiceOptionSource, AvailabilitySlotSource, AppointmentConnectionSource, AppointmentEdgeSource, AppointmentServiceConnectionSource, AppointmentServiceEdgeSource, AuditEntrySource, AuditEntryConnectionSource, AuditEntryEdgeSource, BookingSource, BookedEventSource, BookedPricingOptionSource, TransactionSource, BookingConnectionSource, BookingEdgeSource, TransactionConnectionSource, TransactionEdgeSource, ApiClientSource, ApiClientLimitsSource, CreateApiClientPayloadSource, RotateApiClientSecretPayloadSource, ApiClientPayloadSource, DeleteApiClientPayloadSource, ApiClientConnectionSource, ApiClientEdgeSource, PageInfoSource, MoneySource, PersonSource, PaymentSource, PurchasePaymentSource, CustomerSource, CustomerConnectionSource, CustomerEdgeSource, UpdateCustomerProfilePayloadSource, EventSource, BookingConfigurationSource, EventPropertiesSource, PricingOptionSource, FacilitatorSource, EventDateSource, RegisterSource, AttendeeSource, WaitingListEntrySource, EventConnectionSource, EventEdgeSource, AttendeeConnectionSource, AttendeeEdgeSource, WaitingListConnectionSource, WaitingListEdgeSource, GuestSource, GuestConsentSource, UpsertGuestPayloadSource, AnonymizeGuestPayloadSource, GuestConnectionSource, GuestEdgeSource, ApiKeySource, ApiKeyLimitsSource, CreateApiKeyPayloadSource, RotateApiKeyPayloadSource, ApiKeyPayloadSource, ApiKeyConnectionSource, ApiKeyEdgeSource, NoteSource, NoteConnectionSource, NoteEdgeSource, PassValiditySource, PassSource, PackagePassSource, PackageSource, UpdatePassPayloadSource, PassConnectionSource, PassEdgeSource, PackageConnectionSource, PackageEdgeSource, QuestionnaireSource, QuestionnaireAnswerSource, QuestionnaireAnswerConnectionSource, QuestionnaireAnswerEdgeSource, ReservationSource, ReservationGuestSource, ReservationChangeSource, CreateReservationPayloadSource, UpdateReservationPayloadSource, CancelReservationPayloadSource, ReservationConnectionSource, ReservationEdgeSource, DiningTablePayloadSource, DeletedPayloadSource, TableCombinationPayloadSource, SpecialDayPayloadSource, AvailabilityRulePayloadSource, DiningServicePayloadSource, RestaurantPayloadSource, LocationPayloadSource, BookingPolicyPayloadSource, RestaurantSource, RestaurantFeaturesSource, LocationSource, DiningTableSource, TableCombinationSource, DiningServiceSource, WeekdayHoursSource, ServiceHoursSource, SpecialDaySource, AvailabilityRuleSource, BookingPolicySource, PartyDurationSource, DiningSlotSource, RestaurantConnectionSource, RestaurantEdgeSource, SubscriptionPlanSource, MandatePlanSource, SubscriptionMandateSource, UpdateSubscriptionPlanPayloadSource, SubscriptionPlanConnectionSource, SubscriptionPlanEdgeSource, SubscriptionMandateConnectionSource, SubscriptionMandateEdgeSource, MediaLibrarySource, VideoSource, PurchasedVideoSource, VideoPurchaseSource, UpdateVideoPayloadSource, VideoConnectionSource, VideoEdgeSource, VideoPurchaseConnectionSource, VideoPurchaseEdgeSource, ViewerSource, CompanySource, RateLimitSource, DiscountVoucherSource, CreditVoucherSource, GiftCardVoucherSource, UpdateVoucherPayloadSource, VoucherConnectionSource, VoucherEdgeSource } from './sources.js';
import type { Context } from './context.js';
export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** A string, a number, a Boolean or a list of strings. */
  AnswerValue: { input: string | number | boolean | string[]; output: string | number | boolean | string[]; }
  /** An upper-case ISO 4217 code. */
  CurrencyCode: { input: string; output: string; }
  /** An instant in UTC, ISO 8601 with milliseconds: `2026-09-14T17:30:00.000Z`. */
  DateTime: { input: string; output: Date | number | string; }
  /** A calendar day without a zone: `2026-09-14`. */
  LocalDate: { input: string; output: string; }
  /** Wall-clock time without a zone, always beside a `timeZone`: `2026-09-14T18:30:00`. */
  LocalDateTime: { input: string; output: string; }
  /** A time of day on the wall clock, to the minute: `18:30`. */
  LocalTime: { input: string; output: string; }
  /** An IANA zone name: `Europe/London`. */
  TimeZone: { input: string; output: string; }
};

export type AnonymizeGuestInput = {
  /** The customer's id. */
  id: Scalars['ID']['input'];
};

export type AnonymizeGuestPayload = {
  __typename?: 'AnonymizeGuestPayload';
  guest: Guest;
};

export type ApiClient = {
  __typename?: 'ApiClient';
  createdAt: Scalars['DateTime']['output'];
  description: Scalars['String']['output'];
  /** Null: never. */
  expiresAt?: Maybe<Scalars['DateTime']['output']>;
  id: Scalars['ID']['output'];
  /** When its last token was issued; null before the first. */
  lastTokenAt?: Maybe<Scalars['DateTime']['output']>;
  limits: ApiClientLimits;
  name: Scalars['String']['output'];
  scopes: Array<Scalars['String']['output']>;
  status: ApiClientStatus;
};

export type ApiClientConnection = {
  __typename?: 'ApiClientConnection';
  edges: Array<ApiClientEdge>;
  nodes: Array<ApiClient>;
  pageInfo: PageInfo;
  totalCount: Scalars['Int']['output'];
};

export type ApiClientEdge = {
  __typename?: 'ApiClientEdge';
  cursor: Scalars['String']['output'];
  node: ApiClient;
};

export type ApiClientInput = {
  id: Scalars['ID']['input'];
};

export type ApiClientLimits = {
  __typename?: 'ApiClientLimits';
  concurrent: Scalars['Int']['output'];
  pointsPerDay: Scalars['Int']['output'];
  pointsPerMinute: Scalars['Int']['output'];
};

export type ApiClientLimitsInput = {
  /** 1 to 10,000. */
  concurrent?: InputMaybe<Scalars['Int']['input']>;
  /** 1 to 1,000,000,000. */
  pointsPerDay?: InputMaybe<Scalars['Int']['input']>;
  /** 1 to 1,000,000. */
  pointsPerMinute?: InputMaybe<Scalars['Int']['input']>;
};

export type ApiClientPayload = {
  __typename?: 'ApiClientPayload';
  apiClient: ApiClient;
};

export type ApiClientStatus =
  | 'ACTIVE'
  /** Past its expiry. Access returns only with a new client. */
  | 'EXPIRED'
  | 'SUSPENDED';

export type ApiKey = {
  __typename?: 'ApiKey';
  createdAt: Scalars['DateTime']['output'];
  /** Its public part: `rrk_live_` and 8 characters. */
  id: Scalars['ID']['output'];
  limits: ApiKeyLimits;
  /** Where it works; null: at every location of the company. */
  locationId?: Maybe<Scalars['ID']['output']>;
  name: Scalars['String']['output'];
  /** Web origins whose pages may use it; none: any. Calls without an `Origin` header are never held to it. */
  origins: Array<Scalars['String']['output']>;
  /** Null: it works. */
  revokedAt?: Maybe<Scalars['DateTime']['output']>;
  scopes: Array<Scalars['String']['output']>;
  state: ApiKeyState;
};

export type ApiKeyConnection = {
  __typename?: 'ApiKeyConnection';
  edges: Array<ApiKeyEdge>;
  nodes: Array<ApiKey>;
  pageInfo: PageInfo;
  totalCount: Scalars['Int']['output'];
};

export type ApiKeyEdge = {
  __typename?: 'ApiKeyEdge';
  cursor: Scalars['String']['output'];
  node: ApiKey;
};

export type ApiKeyInput = {
  id: Scalars['ID']['input'];
};

export type ApiKeyLimits = {
  __typename?: 'ApiKeyLimits';
  /** Null: not limited. */
  concurrent?: Maybe<Scalars['Int']['output']>;
  /** Null: not limited. */
  pointsPerDay?: Maybe<Scalars['Int']['output']>;
  pointsPerMinute: Scalars['Int']['output'];
};

/** Null: the usual limit of a key. */
export type ApiKeyLimitsInput = {
  /** 1 to 10,000; not limited unless given. */
  concurrent?: InputMaybe<Scalars['Int']['input']>;
  /** 1 to 1,000,000,000; not limited unless given. */
  pointsPerDay?: InputMaybe<Scalars['Int']['input']>;
  /** 1 to 1,000,000; 120 unless given. */
  pointsPerMinute?: InputMaybe<Scalars['Int']['input']>;
};

export type ApiKeyPayload = {
  __typename?: 'ApiKeyPayload';
  apiKey: ApiKey;
};

export type ApiKeyState =
  | 'ACTIVE'
  | 'REVOKED'
  /** Works until it is revoked; another key was made in its place. */
  | 'ROTATING';

export type Appointment = {
  __typename?: 'Appointment';
  createdAt: Scalars['DateTime']['output'];
  /** The same moment on the company's wall clock. */
  createdAtLocal: Scalars['LocalDateTime']['output'];
  customer: Person;
  durationMinutes: Scalars['Int']['output'];
  endsAt: Scalars['DateTime']['output'];
  facilitator: Facilitator;
  id: Scalars['ID']['output'];
  /** Empty when there are none. */
  notes: Scalars['String']['output'];
  optionName: Scalars['String']['output'];
  payment: AppointmentPayment;
  service: BookedService;
  startsAt: Scalars['DateTime']['output'];
  /** The start on the wall clock of `timeZone`. */
  startsAtLocal: Scalars['LocalDateTime']['output'];
  status: AppointmentStatus;
  timeZone: Scalars['TimeZone']['output'];
};

export type AppointmentConnection = {
  __typename?: 'AppointmentConnection';
  edges: Array<AppointmentEdge>;
  nodes: Array<Appointment>;
  pageInfo: PageInfo;
  totalCount: Scalars['Int']['output'];
};

export type AppointmentEdge = {
  __typename?: 'AppointmentEdge';
  cursor: Scalars['String']['output'];
  node: Appointment;
};

/** How an appointment was paid for. A pass is paid in credits, everything else in money. */
export type AppointmentPayment = {
  __typename?: 'AppointmentPayment';
  /** Null when paid with a pass. */
  amount?: Maybe<Money>;
  /** Null unless paid with a pass. */
  creditsUsed?: Maybe<Scalars['Int']['output']>;
  method: PaymentMethod;
  status: PaymentStatus;
};

export type AppointmentService = {
  __typename?: 'AppointmentService';
  /** Kept free after each appointment. */
  bufferMinutes: Scalars['Int']['output'];
  categories: Array<Scalars['String']['output']>;
  description: Scalars['String']['output'];
  id: Scalars['ID']['output'];
  location?: Maybe<Scalars['String']['output']>;
  name: Scalars['String']['output'];
  options: Array<ServiceOption>;
};

export type AppointmentServiceConnection = {
  __typename?: 'AppointmentServiceConnection';
  edges: Array<AppointmentServiceEdge>;
  nodes: Array<AppointmentService>;
  pageInfo: PageInfo;
  totalCount: Scalars['Int']['output'];
};

export type AppointmentServiceEdge = {
  __typename?: 'AppointmentServiceEdge';
  cursor: Scalars['String']['output'];
  node: AppointmentService;
};

export type AppointmentStatus =
  | 'CANCELLED'
  | 'COMPLETED'
  | 'NO_SHOW'
  | 'SCHEDULED';

export type Attendee = {
  __typename?: 'Attendee';
  /** Null until attendance is marked. */
  attended?: Maybe<Scalars['Boolean']['output']>;
  cancelled: Scalars['Boolean']['output'];
  customer: Person;
  /** The booking's id. */
  id: Scalars['ID']['output'];
  paymentMethod: PaymentMethod;
  pricingOption?: Maybe<BookedPricingOption>;
  role: AttendeeRole;
  spaces: Scalars['Int']['output'];
};

export type AttendeeConnection = {
  __typename?: 'AttendeeConnection';
  edges: Array<AttendeeEdge>;
  nodes: Array<Attendee>;
  pageInfo: PageInfo;
  totalCount: Scalars['Int']['output'];
};

export type AttendeeEdge = {
  __typename?: 'AttendeeEdge';
  cursor: Scalars['String']['output'];
  node: Attendee;
};

export type AttendeeRole =
  /** Paid for the booking. */
  | 'BOOKER'
  /** Somebody else paid. */
  | 'GUEST';

export type AuditAction =
  | 'READ'
  | 'UPDATE';

/** One recorded call. Query strings and bodies are not kept. */
export type AuditEntry = {
  __typename?: 'AuditEntry';
  action: AuditAction;
  at: Scalars['DateTime']['output'];
  /** How many refusals from one address this row stands for; 1 for an ordinary call. */
  count: Scalars['Int']['output'];
  durationMs: Scalars['Int']['output'];
  id: Scalars['ID']['output'];
  method: Scalars['String']['output'];
  missingScope?: Maybe<Scalars['String']['output']>;
  operationName?: Maybe<Scalars['String']['output']>;
  path: Scalars['String']['output'];
  points: Scalars['Int']['output'];
  principalId?: Maybe<Scalars['String']['output']>;
  principalKind: ViewerKind;
  principalName?: Maybe<Scalars['String']['output']>;
  requestId: Scalars['String']['output'];
  resourceType?: Maybe<Scalars['String']['output']>;
  status: Scalars['Int']['output'];
};

export type AuditEntryConnection = {
  __typename?: 'AuditEntryConnection';
  edges: Array<AuditEntryEdge>;
  nodes: Array<AuditEntry>;
  pageInfo: PageInfo;
  totalCount: Scalars['Int']['output'];
};

export type AuditEntryEdge = {
  __typename?: 'AuditEntryEdge';
  cursor: Scalars['String']['output'];
  node: AuditEntry;
};

export type AuditFilter = {
  action?: InputMaybe<AuditAction>;
  from?: InputMaybe<Scalars['DateTime']['input']>;
  /** `/api/v1/customer` finds every path that begins so. */
  pathPrefix?: InputMaybe<Scalars['String']['input']>;
  /** The client's, key's or user's id. */
  principalId?: InputMaybe<Scalars['ID']['input']>;
  /** `2` for 2xx, `4` for 4xx, `5` for 5xx. */
  statusClass?: InputMaybe<Scalars['Int']['input']>;
  until?: InputMaybe<Scalars['DateTime']['input']>;
};

/**
 * Time kept free around reservations, and limits on how many begin within one slot: an interval of the service's own, counted
 * from its opening, whatever interval is asked for. Where several rules apply the strictest counts.
 */
export type AvailabilityRule = {
  __typename?: 'AvailabilityRule';
  active: Scalars['Boolean']['output'];
  bufferAfterMinutes: Scalars['Int']['output'];
  bufferBeforeMinutes: Scalars['Int']['output'];
  /** Of the service day. ISO: 1 is Monday. */
  daysOfWeek: Array<Scalars['Int']['output']>;
  id: Scalars['ID']['output'];
  /** Guests of all reservations that begin within one slot; null: not limited. */
  maxCoversPerSlot?: Maybe<Scalars['Int']['output']>;
  /** Reservations that begin within one slot; null: not limited. */
  maxReservationsPerSlot?: Maybe<Scalars['Int']['output']>;
  name: Scalars['String']['output'];
  /** Null: every service. */
  service?: Maybe<DiningService>;
};

export type AvailabilityRulePayload = {
  __typename?: 'AvailabilityRulePayload';
  availabilityRule: AvailabilityRule;
};

export type AvailabilitySlot = {
  __typename?: 'AvailabilitySlot';
  durationMinutes: Scalars['Int']['output'];
  option: ServiceOption;
  service: BookedService;
  startsAt: Scalars['DateTime']['output'];
  /** The start on the wall clock of `timeZone`. */
  startsAtLocal: Scalars['LocalDateTime']['output'];
  timeZone: Scalars['TimeZone']['output'];
};

/** What a booking tells of its event. The whole event is `Query.event`. */
export type BookedEvent = {
  __typename?: 'BookedEvent';
  id: Scalars['ID']['output'];
  name: Scalars['String']['output'];
};

export type BookedPricingOption = {
  __typename?: 'BookedPricingOption';
  id: Scalars['ID']['output'];
  name: Scalars['String']['output'];
};

/** What an appointment tells of its service. The whole service is `Query.appointmentService`. */
export type BookedService = {
  __typename?: 'BookedService';
  id: Scalars['ID']['output'];
  name: Scalars['String']['output'];
};

/** Spaces on one date of an event, bought by one customer for the same or another one. */
export type Booking = {
  __typename?: 'Booking';
  attendee: Person;
  buyer: Person;
  cancelled: Scalars['Boolean']['output'];
  date: EventDate;
  event: BookedEvent;
  id: Scalars['ID']['output'];
  payment: Payment;
  /** Null when the option was not kept with the booking. */
  pricingOption?: Maybe<BookedPricingOption>;
  refunded: Scalars['Boolean']['output'];
  spaces: Scalars['Int']['output'];
  transaction: Transaction;
};

export type BookingConfiguration = {
  __typename?: 'BookingConfiguration';
  bookingTypes: Array<BookingType>;
  /** Null: unlimited. */
  maxAttendees?: Maybe<Scalars['Int']['output']>;
  paymentMethods: Array<PaymentMethod>;
  waitingListEnabled: Scalars['Boolean']['output'];
};

export type BookingConnection = {
  __typename?: 'BookingConnection';
  edges: Array<BookingEdge>;
  nodes: Array<Booking>;
  pageInfo: PageInfo;
  totalCount: Scalars['Int']['output'];
};

export type BookingEdge = {
  __typename?: 'BookingEdge';
  cursor: Scalars['String']['output'];
  node: Booking;
};

export type BookingOrder =
  /** By purchase, newest first. */
  | 'NEWEST'
  /** By the event date, earliest first. */
  | 'SOONEST';

export type BookingPolicy = {
  __typename?: 'BookingPolicy';
  /** Of parties that `durations` says nothing of. */
  defaultDurationMinutes: Scalars['Int']['output'];
  /** By party size, the smallest first. */
  durations: Array<PartyDuration>;
  maxAdvanceBookingDays: Scalars['Int']['output'];
  maxPartySize: Scalars['Int']['output'];
  minLeadTimeMinutes: Scalars['Int']['output'];
  minPartySize: Scalars['Int']['output'];
  /** What new services begin with. */
  slotIntervalMinutes: Scalars['Int']['output'];
};

export type BookingPolicyPayload = {
  __typename?: 'BookingPolicyPayload';
  /** What counts now. */
  bookingPolicy: BookingPolicy;
};

export type BookingType =
  | 'GROUP'
  | 'INDIVIDUAL';

export type CancelReservationInput = {
  /** At most 500 characters. */
  reason?: InputMaybe<Scalars['String']['input']>;
  /** The id or the public reference. */
  ref: Scalars['ID']['input'];
};

export type CancelReservationPayload = {
  __typename?: 'CancelReservationPayload';
  reservation: Reservation;
};

export type Company = {
  __typename?: 'Company';
  currency: Scalars['CurrencyCode']['output'];
  /** The company's slug. */
  id: Scalars['ID']['output'];
  name: Scalars['String']['output'];
  timeZone: Scalars['TimeZone']['output'];
};

export type ConsentSource =
  | 'EMAIL'
  | 'IMPORT'
  | 'IN_PERSON'
  | 'PHONE'
  | 'WEBSITE';

export type CreateApiClientInput = {
  /** At most 1,000 characters. */
  description?: InputMaybe<Scalars['String']['input']>;
  /** Days until the client expires, 1 to 36,500; never when absent. */
  expiresAfterDays?: InputMaybe<Scalars['Int']['input']>;
  limits?: InputMaybe<ApiClientLimitsInput>;
  /** 1 to 100 characters. */
  name: Scalars['String']['input'];
  /** At least one; only the documented scopes can be given to a client. */
  scopes: Array<Scalars['String']['input']>;
};

export type CreateApiClientPayload = {
  __typename?: 'CreateApiClientPayload';
  apiClient: ApiClient;
  /** 64 hexadecimal characters, shown this once. */
  secret: Scalars['String']['output'];
};

export type CreateApiKeyInput = {
  limits?: InputMaybe<ApiKeyLimitsInput>;
  /** Binds the key to a location. */
  locationId?: InputMaybe<Scalars['ID']['input']>;
  /** 1 to 100 characters. */
  name: Scalars['String']['input'];
  /** At most 50, such as `https://www.example.org`; any when there are none. */
  origins?: InputMaybe<Array<Scalars['String']['input']>>;
  /** At least one; only the documented scopes can be given to a key. */
  scopes: Array<Scalars['String']['input']>;
};

export type CreateApiKeyPayload = {
  __typename?: 'CreateApiKeyPayload';
  apiKey: ApiKey;
  /** The whole key, shown this once. */
  key: Scalars['String']['output'];
};

export type CreateAvailabilityRuleInput = {
  active?: InputMaybe<Scalars['Boolean']['input']>;
  /** 0 to 240. */
  bufferAfterMinutes?: InputMaybe<Scalars['Int']['input']>;
  /** 0 to 240. */
  bufferBeforeMinutes?: InputMaybe<Scalars['Int']['input']>;
  /** ISO: 1 is Monday. */
  daysOfWeek: Array<Scalars['Int']['input']>;
  locationId: Scalars['ID']['input'];
  /** 1 to 10,000; not limited unless given. */
  maxCoversPerSlot?: InputMaybe<Scalars['Int']['input']>;
  /** 1 to 10,000; not limited unless given. */
  maxReservationsPerSlot?: InputMaybe<Scalars['Int']['input']>;
  /** 1 to 100 characters; no other rule of the location has it. */
  name: Scalars['String']['input'];
  /** Of the location; every service unless given. */
  serviceId?: InputMaybe<Scalars['ID']['input']>;
};

/** No two services of a location are open at the same time. */
export type CreateDiningServiceInput = {
  /** At or before the opening: on the next day. */
  closes: Scalars['LocalTime']['input'];
  /** ISO: 1 is Monday. */
  daysOfWeek: Array<Scalars['Int']['input']>;
  /** The last start; before the opening: on the next day. Not after the closing. */
  lastSeating: Scalars['LocalTime']['input'];
  locationId: Scalars['ID']['input'];
  /** 1 to 100 characters. */
  name: Scalars['String']['input'];
  opens: Scalars['LocalTime']['input'];
  requiresConfirmation?: InputMaybe<Scalars['Boolean']['input']>;
  /** 5 to 120. */
  slotIntervalMinutes: Scalars['Int']['input'];
  /** Since ever unless given. */
  validFrom?: InputMaybe<Scalars['LocalDate']['input']>;
  /** Inclusive; for ever unless given. */
  validUntil?: InputMaybe<Scalars['LocalDate']['input']>;
};

export type CreateDiningTableInput = {
  bookable?: InputMaybe<Scalars['Boolean']['input']>;
  locationId: Scalars['ID']['input'];
  /** `minSeats` to 100. */
  maxSeats: Scalars['Int']['input'];
  /** The smallest party that it is given to, 1 to 100. */
  minSeats: Scalars['Int']['input'];
  /** 1 to 100 characters; no other table of the location has it. */
  name: Scalars['String']['input'];
  /** Among those that fit equally well, the highest is taken first. -1,000 to 1,000. */
  priority?: InputMaybe<Scalars['Int']['input']>;
};

export type CreateLocationInput = {
  /** Inactive ones take no reservations. */
  active?: InputMaybe<Scalars['Boolean']['input']>;
  /** At most 100 characters. */
  city?: InputMaybe<Scalars['String']['input']>;
  /** 1 to 100 characters; no other location of the restaurant has it. */
  name: Scalars['String']['input'];
  restaurantId: Scalars['ID']['input'];
  /** On whose clocks its services open and its guests come. */
  timeZone: Scalars['TimeZone']['input'];
};

export type CreateReservationInput = {
  /** 15 to 480; what the policy says for the party unless given. */
  durationMinutes?: InputMaybe<Scalars['Int']['input']>;
  guest: ReservationGuestInput;
  /** 1 to 255 characters. The same call again, within 24 hours, answers the same reservation. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** The one that the caller's key is bound to unless given. */
  locationId?: InputMaybe<Scalars['ID']['input']>;
  /** 1 to 30, within the location's policy. */
  partySize: Scalars['Int']['input'];
  /** Given, the location must be one of this restaurant's. */
  restaurantId?: InputMaybe<Scalars['ID']['input']>;
  source?: InputMaybe<ReservationChannel>;
  /** At most 1,000 characters. */
  specialRequests?: InputMaybe<Scalars['String']['input']>;
  startsAt: Scalars['DateTime']['input'];
};

export type CreateReservationPayload = {
  __typename?: 'CreateReservationPayload';
  /** True: it was made by an earlier call with the same `idempotencyKey`. */
  replayed: Scalars['Boolean']['output'];
  reservation: Reservation;
};

export type CreateRestaurantInput = {
  /** What is left out: no waitlist, no webhooks, but reservations may be changed. */
  features?: InputMaybe<RestaurantFeaturesInput>;
  /** 1 to 100 characters; no other restaurant of the company has it. */
  name: Scalars['String']['input'];
  timeZone: Scalars['TimeZone']['input'];
};

export type CreateSpecialDayInput = {
  closed: Scalars['Boolean']['input'];
  /** No other special day of the location is on it. */
  date: Scalars['LocalDate']['input'];
  locationId: Scalars['ID']['input'];
  /** 1 to 100 characters. */
  name: Scalars['String']['input'];
  /** Instead of the weekday's: none when closed, else 1 to 20 that are not open at the same time. */
  services?: InputMaybe<Array<ServiceHoursInput>>;
};

export type CreateTableCombinationInput = {
  bookable?: InputMaybe<Scalars['Boolean']['input']>;
  locationId: Scalars['ID']['input'];
  /** `minSeats` to 100. */
  maxSeats: Scalars['Int']['input'];
  /** The smallest party that it is given to, 1 to 100. */
  minSeats: Scalars['Int']['input'];
  /** 1 to 100 characters; no other combination of the location has it. */
  name: Scalars['String']['input'];
  /** Among those that fit equally well, the highest is taken first. -1,000 to 1,000. */
  priority?: InputMaybe<Scalars['Int']['input']>;
  /** 2 to 20 tables of the location. */
  tableIds: Array<Scalars['ID']['input']>;
};

export type CreditVoucher = Voucher & {
  __typename?: 'CreditVoucher';
  active: Scalars['Boolean']['output'];
  code: Scalars['String']['output'];
  createdAt?: Maybe<Scalars['DateTime']['output']>;
  createdAtLocal?: Maybe<Scalars['LocalDateTime']['output']>;
  /** Null: never. */
  expiresAt?: Maybe<Scalars['DateTime']['output']>;
  expiresAtLocal?: Maybe<Scalars['LocalDateTime']['output']>;
  id: Scalars['ID']['output'];
  initialValue: Money;
  name: Scalars['String']['output'];
  remainingValue: Money;
  type: VoucherType;
};

export type Customer = {
  __typename?: 'Customer';
  /** The customer's appointments, newest first by their making, cancelled ones included. */
  appointments?: Maybe<AppointmentConnection>;
  archived?: Maybe<Scalars['Boolean']['output']>;
  /** One of the bookings that this customer paid for or attends. */
  booking?: Maybe<Booking>;
  /** Bookings that this customer paid for or attends. */
  bookings?: Maybe<BookingConnection>;
  email?: Maybe<Scalars['String']['output']>;
  firstName?: Maybe<Scalars['String']['output']>;
  /** The restaurant's profile of this customer; null when they are no guest. */
  guest?: Maybe<Guest>;
  id: Scalars['ID']['output'];
  lastName?: Maybe<Scalars['String']['output']>;
  mobile?: Maybe<Scalars['String']['output']>;
  /** What staff wrote down about this customer, newest first. */
  notes?: Maybe<NoteConnection>;
  /** Passes that this customer bought, newest first. */
  packages?: Maybe<PackageConnection>;
  /** What this customer answered to questionnaires, newest first. */
  questionnaireAnswers?: Maybe<QuestionnaireAnswerConnection>;
  /** What this customer reserved, the latest start first. */
  reservations?: Maybe<ReservationConnection>;
  /** The customer's subscriptions, newest first. Cancelled ones are left out. */
  subscriptionMandates?: Maybe<SubscriptionMandateConnection>;
  /** The purchases behind `bookings`, each with the bookings it made, newest first. */
  transactions?: Maybe<TransactionConnection>;
  /** Videos that this customer bought, newest first. */
  videos?: Maybe<VideoPurchaseConnection>;
};


export type CustomerAppointmentsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  page?: InputMaybe<Scalars['Int']['input']>;
  pageSize?: InputMaybe<Scalars['Int']['input']>;
};


export type CustomerBookingArgs = {
  id: Scalars['ID']['input'];
};


export type CustomerBookingsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  futureOnly?: InputMaybe<Scalars['Boolean']['input']>;
  orderBy?: InputMaybe<BookingOrder>;
  page?: InputMaybe<Scalars['Int']['input']>;
  pageSize?: InputMaybe<Scalars['Int']['input']>;
  purchasedFrom?: InputMaybe<Scalars['LocalDate']['input']>;
  purchasedUntil?: InputMaybe<Scalars['LocalDate']['input']>;
};


export type CustomerNotesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  page?: InputMaybe<Scalars['Int']['input']>;
  pageSize?: InputMaybe<Scalars['Int']['input']>;
};


export type CustomerPackagesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  page?: InputMaybe<Scalars['Int']['input']>;
  pageSize?: InputMaybe<Scalars['Int']['input']>;
};


export type CustomerQuestionnaireAnswersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  page?: InputMaybe<Scalars['Int']['input']>;
  pageSize?: InputMaybe<Scalars['Int']['input']>;
};


export type CustomerReservationsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  page?: InputMaybe<Scalars['Int']['input']>;
  pageSize?: InputMaybe<Scalars['Int']['input']>;
};


export type CustomerSubscriptionMandatesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  page?: InputMaybe<Scalars['Int']['input']>;
  pageSize?: InputMaybe<Scalars['Int']['input']>;
};


export type CustomerTransactionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  futureOnly?: InputMaybe<Scalars['Boolean']['input']>;
  page?: InputMaybe<Scalars['Int']['input']>;
  pageSize?: InputMaybe<Scalars['Int']['input']>;
  purchasedFrom?: InputMaybe<Scalars['LocalDate']['input']>;
  purchasedUntil?: InputMaybe<Scalars['LocalDate']['input']>;
};


export type CustomerVideosArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  page?: InputMaybe<Scalars['Int']['input']>;
  pageSize?: InputMaybe<Scalars['Int']['input']>;
};

export type CustomerConnection = {
  __typename?: 'CustomerConnection';
  edges: Array<CustomerEdge>;
  nodes: Array<Customer>;
  pageInfo: PageInfo;
  totalCount: Scalars['Int']['output'];
};

export type CustomerEdge = {
  __typename?: 'CustomerEdge';
  cursor: Scalars['String']['output'];
  node: Customer;
};

export type DeleteApiClientPayload = {
  __typename?: 'DeleteApiClientPayload';
  deletedId: Scalars['ID']['output'];
};

export type DeleteAvailabilityRuleInput = {
  id: Scalars['ID']['input'];
};

export type DeleteBookingPolicyInput = {
  locationId: Scalars['ID']['input'];
};

export type DeleteDiningServiceInput = {
  id: Scalars['ID']['input'];
};

export type DeleteDiningTableInput = {
  id: Scalars['ID']['input'];
};

export type DeleteSpecialDayInput = {
  id: Scalars['ID']['input'];
};

export type DeleteTableCombinationInput = {
  id: Scalars['ID']['input'];
};

export type DeletedPayload = {
  __typename?: 'DeletedPayload';
  deletedId: Scalars['ID']['output'];
};

/** A meal that is served every week, such as lunch. */
export type DiningService = {
  __typename?: 'DiningService';
  /** At or before the opening: on the next day. */
  closes: Scalars['LocalTime']['output'];
  /** ISO: 1 is Monday. */
  daysOfWeek: Array<Scalars['Int']['output']>;
  id: Scalars['ID']['output'];
  /** The last start; before the opening: on the next day. */
  lastSeating: Scalars['LocalTime']['output'];
  name: Scalars['String']['output'];
  opens: Scalars['LocalTime']['output'];
  /** Its reservations begin as PENDING. */
  requiresConfirmation: Scalars['Boolean']['output'];
  slotIntervalMinutes: Scalars['Int']['output'];
  /** Null: since ever. */
  validFrom?: Maybe<Scalars['LocalDate']['output']>;
  /** Inclusive; null: for ever. */
  validUntil?: Maybe<Scalars['LocalDate']['output']>;
};

export type DiningServicePayload = {
  __typename?: 'DiningServicePayload';
  service: DiningService;
};

export type DiningSlot = {
  __typename?: 'DiningSlot';
  available: Scalars['Boolean']['output'];
  /** Seats of the proposed tables; 0 when there are none. */
  capacity: Scalars['Int']['output'];
  endsAt: Scalars['DateTime']['output'];
  /** Null when available. */
  reason?: Maybe<SlotRefusal>;
  /** A start past midnight belongs to the day on which its service opened. */
  serviceDay: Scalars['LocalDate']['output'];
  serviceName: Scalars['String']['output'];
  startsAt: Scalars['DateTime']['output'];
  /** The start on the wall clock of the location. */
  startsAtLocal: Scalars['LocalDateTime']['output'];
  /** The proposed tables; several for a combination. */
  tableIds: Array<Scalars['ID']['output']>;
};

export type DiningTable = {
  __typename?: 'DiningTable';
  bookable: Scalars['Boolean']['output'];
  id: Scalars['ID']['output'];
  maxSeats: Scalars['Int']['output'];
  /** The smallest party it is given to. */
  minSeats: Scalars['Int']['output'];
  name: Scalars['String']['output'];
  /** Among those that fit equally well, the highest is taken first. */
  priority: Scalars['Int']['output'];
};

export type DiningTablePayload = {
  __typename?: 'DiningTablePayload';
  table: DiningTable;
};

export type DiscountType =
  | 'FIXED'
  | 'PERCENTAGE';

export type DiscountVoucher = Voucher & {
  __typename?: 'DiscountVoucher';
  active: Scalars['Boolean']['output'];
  /** Empty for discounts of the old system. */
  code: Scalars['String']['output'];
  createdAt?: Maybe<Scalars['DateTime']['output']>;
  createdAtLocal?: Maybe<Scalars['LocalDateTime']['output']>;
  discountType: DiscountType;
  /** Per cent, or major units of the company's currency. */
  discountValue: Scalars['Float']['output'];
  /** Null: never. */
  expiresAt?: Maybe<Scalars['DateTime']['output']>;
  expiresAtLocal?: Maybe<Scalars['LocalDateTime']['output']>;
  id: Scalars['ID']['output'];
  name: Scalars['String']['output'];
  type: VoucherType;
};

export type Event = {
  __typename?: 'Event';
  archived: Scalars['Boolean']['output'];
  bookingConfiguration: BookingConfiguration;
  /** Active dates, earliest first. */
  dates: Array<EventDate>;
  description: Scalars['String']['output'];
  facilitators: Array<Facilitator>;
  format: EventFormat;
  id: Scalars['ID']['output'];
  name: Scalars['String']['output'];
  pricingOptions: Array<PricingOption>;
  properties: EventProperties;
};


export type EventDatesArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  from?: InputMaybe<Scalars['DateTime']['input']>;
  until?: InputMaybe<Scalars['DateTime']['input']>;
};

export type EventConnection = {
  __typename?: 'EventConnection';
  edges: Array<EventEdge>;
  nodes: Array<Event>;
  pageInfo: PageInfo;
  totalCount: Scalars['Int']['output'];
};

export type EventDate = {
  __typename?: 'EventDate';
  durationMinutes: Scalars['Int']['output'];
  endsAt: Scalars['DateTime']['output'];
  event?: Maybe<Event>;
  id: Scalars['ID']['output'];
  register?: Maybe<Register>;
  startsAt: Scalars['DateTime']['output'];
  /** The start on the wall clock of `timeZone`. */
  startsAtLocal: Scalars['LocalDateTime']['output'];
  timeZone: Scalars['TimeZone']['output'];
};

export type EventEdge = {
  __typename?: 'EventEdge';
  cursor: Scalars['String']['output'];
  node: Event;
};

export type EventFormat =
  | 'PHYSICAL'
  | 'VIRTUAL';

export type EventProperties = {
  __typename?: 'EventProperties';
  categories: Array<Scalars['String']['output']>;
  location?: Maybe<Scalars['String']['output']>;
  terms?: Maybe<Scalars['String']['output']>;
};

export type EventTimeFilter =
  | 'FUTURE'
  | 'PAST';

export type Facilitator = {
  __typename?: 'Facilitator';
  /**
   * Starts at which an appointment can be made: from the facilitator's schedules, less appointments with their
   * buffers, less events of the facilitator and of the room. Starts that have passed are left out. Each availability costs
   * one point, as it does on REST.
   */
  availability?: Maybe<Array<AvailabilitySlot>>;
  id: Scalars['ID']['output'];
  name: Scalars['String']['output'];
  timeZone: Scalars['TimeZone']['output'];
};


export type FacilitatorAvailabilityArgs = {
  endDate?: InputMaybe<Scalars['LocalDate']['input']>;
  optionId?: InputMaybe<Scalars['ID']['input']>;
  serviceId: Scalars['ID']['input'];
  startDate?: InputMaybe<Scalars['LocalDate']['input']>;
};

export type GiftCardVoucher = Voucher & {
  __typename?: 'GiftCardVoucher';
  active: Scalars['Boolean']['output'];
  createdAt?: Maybe<Scalars['DateTime']['output']>;
  createdAtLocal?: Maybe<Scalars['LocalDateTime']['output']>;
  /** Months from the purchase of the card. */
  expiresMonths: Scalars['Int']['output'];
  id: Scalars['ID']['output'];
  maxDiscount: Money;
  minPurchase: Money;
  name: Scalars['String']['output'];
  type: VoucherType;
};

/** A customer as the restaurants know them. */
export type Guest = {
  __typename?: 'Guest';
  /** When the profile was anonymised; null: it is not. */
  anonymizedAt?: Maybe<Scalars['DateTime']['output']>;
  consent: GuestConsent;
  createdAt: Scalars['DateTime']['output'];
  email: Scalars['String']['output'];
  firstName: Scalars['String']['output'];
  /** The customer's id. */
  id: Scalars['ID']['output'];
  /** BCP 47. */
  language?: Maybe<Scalars['String']['output']>;
  lastName: Scalars['String']['output'];
  phone?: Maybe<Scalars['String']['output']>;
  /** When it is to be anonymised; null: not said. */
  retentionUntil?: Maybe<Scalars['DateTime']['output']>;
  updatedAt: Scalars['DateTime']['output'];
  /** Completed reservations. */
  visits: Scalars['Int']['output'];
};

export type GuestConnection = {
  __typename?: 'GuestConnection';
  edges: Array<GuestEdge>;
  nodes: Array<Guest>;
  pageInfo: PageInfo;
  totalCount: Scalars['Int']['output'];
};

export type GuestConsent = {
  __typename?: 'GuestConsent';
  marketing: Scalars['Boolean']['output'];
  recordedAt?: Maybe<Scalars['DateTime']['output']>;
  /** How it was given; null when it was never asked for. */
  source?: Maybe<ConsentSource>;
};

export type GuestConsentInput = {
  marketing: Scalars['Boolean']['input'];
  /** Needed when `marketing` is true. */
  source?: InputMaybe<ConsentSource>;
};

export type GuestEdge = {
  __typename?: 'GuestEdge';
  cursor: Scalars['String']['output'];
  node: Guest;
};

/** Where a restaurant receives its guests. */
export type Location = {
  __typename?: 'Location';
  /** Inactive ones take no reservations. */
  active?: Maybe<Scalars['Boolean']['output']>;
  /**
   * Starts at which a party can be seated, the earliest first: exactly those for which `createReservation` finds a table.
   * Each availability costs one point, as it does on REST.
   */
  availability?: Maybe<Array<DiningSlot>>;
  /** By id. */
  availabilityRules?: Maybe<Array<AvailabilityRule>>;
  /** The location's own, else the restaurant's. */
  bookingPolicy?: Maybe<BookingPolicy>;
  /** Empty when not said. */
  city?: Maybe<Scalars['String']['output']>;
  /** Tables that are put together for larger parties, by id. */
  combinations?: Maybe<Array<TableCombination>>;
  id: Scalars['ID']['output'];
  name?: Maybe<Scalars['String']['output']>;
  /** Monday to Sunday, each with the services that are valid today; none: closed. */
  openingHours?: Maybe<Array<WeekdayHours>>;
  restaurant?: Maybe<Restaurant>;
  /** By their opening. */
  services?: Maybe<Array<DiningService>>;
  /** From today on unless given. */
  specialDays?: Maybe<Array<SpecialDay>>;
  /** By id. */
  tables?: Maybe<Array<DiningTable>>;
  timeZone?: Maybe<Scalars['TimeZone']['output']>;
};


/** Where a restaurant receives its guests. */
export type LocationAvailabilityArgs = {
  date: Scalars['LocalDate']['input'];
  durationMinutes?: InputMaybe<Scalars['Int']['input']>;
  includeUnavailable?: InputMaybe<Scalars['Boolean']['input']>;
  intervalMinutes?: InputMaybe<Scalars['Int']['input']>;
  partySize: Scalars['Int']['input'];
  until?: InputMaybe<Scalars['LocalDate']['input']>;
};


/** Where a restaurant receives its guests. */
export type LocationAvailabilityRulesArgs = {
  includeInactive?: InputMaybe<Scalars['Boolean']['input']>;
};


/** Where a restaurant receives its guests. */
export type LocationSpecialDaysArgs = {
  from?: InputMaybe<Scalars['LocalDate']['input']>;
  until?: InputMaybe<Scalars['LocalDate']['input']>;
};

export type LocationPayload = {
  __typename?: 'LocationPayload';
  location: Location;
};

/** What a mandate tells of its plan. The whole plan is `Query.subscriptionPlan`. */
export type MandatePlan = {
  __typename?: 'MandatePlan';
  id: Scalars['ID']['output'];
  name: Scalars['String']['output'];
  recurringPrice: Money;
};

export type MediaLibrary = {
  __typename?: 'MediaLibrary';
  id: Scalars['ID']['output'];
  name: Scalars['String']['output'];
};

/** An amount of money in the currency's minor unit (pence, cents). */
export type Money = {
  __typename?: 'Money';
  amount: Scalars['Int']['output'];
  currency: Scalars['CurrencyCode']['output'];
};

export type Mutation = {
  __typename?: 'Mutation';
  activateApiClient?: Maybe<ApiClientPayload>;
  /** Removes for good what tells who a guest is, from the profile and from their reservations. */
  anonymizeGuest?: Maybe<AnonymizeGuestPayload>;
  /** Cancels a reservation. One that is cancelled already stays as it is. */
  cancelReservation?: Maybe<CancelReservationPayload>;
  /** Makes a client. Its secret is in this answer and never again. */
  createApiClient?: Maybe<CreateApiClientPayload>;
  /** Makes a key. The whole key is in this answer and never again. */
  createApiKey?: Maybe<CreateApiKeyPayload>;
  /** Reservations keep the times that were kept free around them when they were made. */
  createAvailabilityRule?: Maybe<AvailabilityRulePayload>;
  createDiningService?: Maybe<DiningServicePayload>;
  createDiningTable?: Maybe<DiningTablePayload>;
  /** Guests can be seated there when it has tables and services. */
  createLocation?: Maybe<LocationPayload>;
  /** Reserves for a guest, whose profile is made or completed by the e-mail. The tables are chosen as in `availability`. */
  createReservation?: Maybe<CreateReservationPayload>;
  /**
   * Its booking policy begins with parties of 1 to 12 for two hours, from 30 minutes to 90 days ahead: `setBookingPolicy`
   * changes that.
   */
  createRestaurant?: Maybe<RestaurantPayload>;
  /** Reservations of the day stay as they are. */
  createSpecialDay?: Maybe<SpecialDayPayload>;
  createTableCombination?: Maybe<TableCombinationPayload>;
  /** Ends the client id for good; live tokens run out. */
  deleteApiClient?: Maybe<DeleteApiClientPayload>;
  deleteAvailabilityRule?: Maybe<DeletedPayload>;
  /** The location follows its restaurant's policy again. NOT_FOUND when it has none of its own. */
  deleteBookingPolicy?: Maybe<BookingPolicyPayload>;
  /** CONFLICT while an availability rule is made for it. Its reservations stay as they are. */
  deleteDiningService?: Maybe<DeletedPayload>;
  /** CONFLICT while a combination is made of it, or a reservation that is not over holds it. */
  deleteDiningTable?: Maybe<DeletedPayload>;
  /** The services of the weekday count again. */
  deleteSpecialDay?: Maybe<DeletedPayload>;
  /** Reservations keep the tables that they have. */
  deleteTableCombination?: Maybe<DeletedPayload>;
  /** Ends a key for good, within a second. One that is revoked already stays as it is. */
  revokeApiKey?: Maybe<ApiKeyPayload>;
  /** Replaces the secret. The old one stops working at once; tokens already issued run out. */
  rotateApiClientSecret?: Maybe<RotateApiClientSecretPayload>;
  /** Makes an active key in place of another, which keeps working as ROTATING until it is revoked. CONFLICT unless that one is active. */
  rotateApiKey?: Maybe<RotateApiKeyPayload>;
  /** Of a restaurant, or of a location for itself. Reservations stay as they are. */
  setBookingPolicy?: Maybe<BookingPolicyPayload>;
  /** No new tokens until the client is activated again; live tokens run out. */
  suspendApiClient?: Maybe<ApiClientPayload>;
  /** Changes name, description, scopes or limits. Scopes reach the next token, limits the next second. */
  updateApiClient?: Maybe<ApiClientPayload>;
  /** Changes what is given of a key that is not revoked. It holds within a second. */
  updateApiKey?: Maybe<ApiKeyPayload>;
  updateAvailabilityRule?: Maybe<AvailabilityRulePayload>;
  /** Changes a customer's names, e-mail and, when given, mobile number. */
  updateCustomerProfile?: Maybe<UpdateCustomerProfilePayload>;
  /** Its reservations stay as they are. */
  updateDiningService?: Maybe<DiningServicePayload>;
  /** Reservations keep the tables that they have, also one that is not bookable any more. */
  updateDiningTable?: Maybe<DiningTablePayload>;
  /** CONFLICT for another time zone, or closing it, while reservations are to come. */
  updateLocation?: Maybe<LocationPayload>;
  /** Changes what is given of a pass, also of a deleted one. Purchases made before stay as they are. */
  updatePass?: Maybe<UpdatePassPayload>;
  /** Moves a reservation to another status, time, size or table. It is re-checked like a new one. */
  updateReservation?: Maybe<UpdateReservationPayload>;
  updateRestaurant?: Maybe<RestaurantPayload>;
  updateSpecialDay?: Maybe<SpecialDayPayload>;
  /** Changes what is given of a plan. */
  updateSubscriptionPlan?: Maybe<UpdateSubscriptionPlanPayload>;
  updateTableCombination?: Maybe<TableCombinationPayload>;
  /** Changes what is given of a video. Purchases made before stay as they are. */
  updateVideo?: Maybe<UpdateVideoPayload>;
  /** Changes what is given of a voucher. A value that its type does not have is refused. */
  updateVoucher?: Maybe<UpdateVoucherPayload>;
  /** Makes the guest with that e-mail, or changes what is given of them. */
  upsertGuest?: Maybe<UpsertGuestPayload>;
};


export type MutationActivateApiClientArgs = {
  input: ApiClientInput;
};


export type MutationAnonymizeGuestArgs = {
  input: AnonymizeGuestInput;
};


export type MutationCancelReservationArgs = {
  input: CancelReservationInput;
};


export type MutationCreateApiClientArgs = {
  input: CreateApiClientInput;
};


export type MutationCreateApiKeyArgs = {
  input: CreateApiKeyInput;
};


export type MutationCreateAvailabilityRuleArgs = {
  input: CreateAvailabilityRuleInput;
};


export type MutationCreateDiningServiceArgs = {
  input: CreateDiningServiceInput;
};


export type MutationCreateDiningTableArgs = {
  input: CreateDiningTableInput;
};


export type MutationCreateLocationArgs = {
  input: CreateLocationInput;
};


export type MutationCreateReservationArgs = {
  input: CreateReservationInput;
};


export type MutationCreateRestaurantArgs = {
  input: CreateRestaurantInput;
};


export type MutationCreateSpecialDayArgs = {
  input: CreateSpecialDayInput;
};


export type MutationCreateTableCombinationArgs = {
  input: CreateTableCombinationInput;
};


export type MutationDeleteApiClientArgs = {
  input: ApiClientInput;
};


export type MutationDeleteAvailabilityRuleArgs = {
  input: DeleteAvailabilityRuleInput;
};


export type MutationDeleteBookingPolicyArgs = {
  input: DeleteBookingPolicyInput;
};


export type MutationDeleteDiningServiceArgs = {
  input: DeleteDiningServiceInput;
};


export type MutationDeleteDiningTableArgs = {
  input: DeleteDiningTableInput;
};


export type MutationDeleteSpecialDayArgs = {
  input: DeleteSpecialDayInput;
};


export type MutationDeleteTableCombinationArgs = {
  input: DeleteTableCombinationInput;
};


export type MutationRevokeApiKeyArgs = {
  input: ApiKeyInput;
};


export type MutationRotateApiClientSecretArgs = {
  input: ApiClientInput;
};


export type MutationRotateApiKeyArgs = {
  input: ApiKeyInput;
};


export type MutationSetBookingPolicyArgs = {
  input: SetBookingPolicyInput;
};


export type MutationSuspendApiClientArgs = {
  input: ApiClientInput;
};


export type MutationUpdateApiClientArgs = {
  input: UpdateApiClientInput;
};


export type MutationUpdateApiKeyArgs = {
  input: UpdateApiKeyInput;
};


export type MutationUpdateAvailabilityRuleArgs = {
  input: UpdateAvailabilityRuleInput;
};


export type MutationUpdateCustomerProfileArgs = {
  input: UpdateCustomerProfileInput;
};


export type MutationUpdateDiningServiceArgs = {
  input: UpdateDiningServiceInput;
};


export type MutationUpdateDiningTableArgs = {
  input: UpdateDiningTableInput;
};


export type MutationUpdateLocationArgs = {
  input: UpdateLocationInput;
};


export type MutationUpdatePassArgs = {
  input: UpdatePassInput;
};


export type MutationUpdateReservationArgs = {
  input: UpdateReservationInput;
};


export type MutationUpdateRestaurantArgs = {
  input: UpdateRestaurantInput;
};


export type MutationUpdateSpecialDayArgs = {
  input: UpdateSpecialDayInput;
};


export type MutationUpdateSubscriptionPlanArgs = {
  input: UpdateSubscriptionPlanInput;
};


export type MutationUpdateTableCombinationArgs = {
  input: UpdateTableCombinationInput;
};


export type MutationUpdateVideoArgs = {
  input: UpdateVideoInput;
};


export type MutationUpdateVoucherArgs = {
  input: UpdateVoucherInput;
};


export type MutationUpsertGuestArgs = {
  input: UpsertGuestInput;
};

export type Note = {
  __typename?: 'Note';
  content: Scalars['String']['output'];
  createdAt: Scalars['DateTime']['output'];
  /** The same moment on the company's wall clock. */
  createdAtLocal: Scalars['LocalDateTime']['output'];
  /** Name of the member of staff. */
  createdBy: Scalars['String']['output'];
  id: Scalars['ID']['output'];
  updatedAt: Scalars['DateTime']['output'];
  updatedAtLocal: Scalars['LocalDateTime']['output'];
};

export type NoteConnection = {
  __typename?: 'NoteConnection';
  edges: Array<NoteEdge>;
  nodes: Array<Note>;
  pageInfo: PageInfo;
  totalCount: Scalars['Int']['output'];
};

export type NoteEdge = {
  __typename?: 'NoteEdge';
  cursor: Scalars['String']['output'];
  node: Note;
};

/** A pass that was bought, with the credits left on it. */
export type Package = {
  __typename?: 'Package';
  cancelled: Scalars['Boolean']['output'];
  createdAt: Scalars['DateTime']['output'];
  creditsRemaining: Scalars['Int']['output'];
  creditsTotal: Scalars['Int']['output'];
  customer: Person;
  expired: Scalars['Boolean']['output'];
  /** Null: never, or not before the first booking. */
  expiresAt?: Maybe<Scalars['DateTime']['output']>;
  id: Scalars['ID']['output'];
  pass: PackagePass;
  payment: PurchasePayment;
  refunded: Scalars['Boolean']['output'];
};

export type PackageConnection = {
  __typename?: 'PackageConnection';
  edges: Array<PackageEdge>;
  nodes: Array<Package>;
  pageInfo: PageInfo;
  totalCount: Scalars['Int']['output'];
};

export type PackageEdge = {
  __typename?: 'PackageEdge';
  cursor: Scalars['String']['output'];
  node: Package;
};

/** What a purchase tells of its pass. The whole pass is `Query.pass`. */
export type PackagePass = {
  __typename?: 'PackagePass';
  id: Scalars['ID']['output'];
  name: Scalars['String']['output'];
};

export type PageInfo = {
  __typename?: 'PageInfo';
  endCursor?: Maybe<Scalars['String']['output']>;
  hasNextPage: Scalars['Boolean']['output'];
  hasPreviousPage: Scalars['Boolean']['output'];
  startCursor?: Maybe<Scalars['String']['output']>;
};

/** How long a party stays: the first row that it fits into counts. */
export type PartyDuration = {
  __typename?: 'PartyDuration';
  durationMinutes: Scalars['Int']['output'];
  maxPartySize: Scalars['Int']['output'];
};

/** How long a party stays: the first row that it fits into counts. */
export type PartyDurationInput = {
  /** 15 to 480. */
  durationMinutes: Scalars['Int']['input'];
  /** 1 to 30; larger than the row's before. */
  maxPartySize: Scalars['Int']['input'];
};

/** Credits that are sold together. */
export type Pass = {
  __typename?: 'Pass';
  /** Purchases that can still be used, newest first: neither cancelled, refunded nor expired. */
  activePackages?: Maybe<PackageConnection>;
  createdAt: Scalars['DateTime']['output'];
  /** The same moment on the company's wall clock. */
  createdAtLocal: Scalars['LocalDateTime']['output'];
  credits: Scalars['Int']['output'];
  deleted: Scalars['Boolean']['output'];
  description: Scalars['String']['output'];
  id: Scalars['ID']['output'];
  name: Scalars['String']['output'];
  price: Money;
  /** How many one customer may buy; null when unlimited. */
  purchaseLimit?: Maybe<Scalars['Int']['output']>;
  startMode: PassStartMode;
  /** Only given out by subscription plans. */
  subscriptionsOnly: Scalars['Boolean']['output'];
  validity: PassValidity;
};


/** Credits that are sold together. */
export type PassActivePackagesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  page?: InputMaybe<Scalars['Int']['input']>;
  pageSize?: InputMaybe<Scalars['Int']['input']>;
};

export type PassConnection = {
  __typename?: 'PassConnection';
  edges: Array<PassEdge>;
  nodes: Array<Pass>;
  pageInfo: PageInfo;
  totalCount: Scalars['Int']['output'];
};

export type PassEdge = {
  __typename?: 'PassEdge';
  cursor: Scalars['String']['output'];
  node: Pass;
};

export type PassStartMode =
  /** The validity begins with the first date that is booked with the pass. */
  | 'ON_FIRST_BOOKING'
  | 'ON_PURCHASE';

export type PassValidity = {
  __typename?: 'PassValidity';
  period: Scalars['Int']['output'];
  unit: ValidityUnit;
};

export type PassValidityInput = {
  /** 1 or more. */
  period?: InputMaybe<Scalars['Int']['input']>;
  unit?: InputMaybe<ValidityUnit>;
};

/** How something was paid for. A pass is paid in credits, everything else in money. */
export type Payment = {
  __typename?: 'Payment';
  /** Null unless paid with a pass. */
  creditsUsed?: Maybe<Scalars['Int']['output']>;
  /** What was charged; null when paid with a pass. */
  gross?: Maybe<Money>;
  method: PaymentMethod;
  /** What is left after fees; null when paid with a pass. */
  net?: Maybe<Money>;
};

export type PaymentMethod =
  | 'CARD'
  | 'CASH'
  | 'FREE'
  | 'PASS';

export type PaymentStatus =
  | 'FAILED'
  | 'PAID'
  | 'PENDING';

/** Somebody named inside a booking or a register. The scope of that record covers these fields. */
export type Person = {
  __typename?: 'Person';
  email: Scalars['String']['output'];
  firstName: Scalars['String']['output'];
  id: Scalars['ID']['output'];
  lastName: Scalars['String']['output'];
};

export type PricingOption = {
  __typename?: 'PricingOption';
  /** Pass credits that pay for it; null when a pass cannot. */
  credits?: Maybe<Scalars['Int']['output']>;
  id: Scalars['ID']['output'];
  name: Scalars['String']['output'];
  price: Money;
  /** Spaces sold at this price on each date; null when unlimited. */
  stock?: Maybe<Scalars['Int']['output']>;
};

/** How a pass or a video was paid for. A pass is paid in credits, everything else in money. */
export type PurchasePayment = {
  __typename?: 'PurchasePayment';
  /** Null when paid with a pass. */
  amount?: Maybe<Money>;
  /** Null unless paid with a pass. */
  creditsUsed?: Maybe<Scalars['Int']['output']>;
  method: PaymentMethod;
};

/** What a purchase tells of its video. The whole video is `Query.video`. */
export type PurchasedVideo = {
  __typename?: 'PurchasedVideo';
  /** The catalogue's id. */
  id: Scalars['ID']['output'];
  name: Scalars['String']['output'];
};

export type Query = {
  __typename?: 'Query';
  /** One API client by its `m2m_` id. */
  apiClient?: Maybe<ApiClient>;
  /** The company's API clients, newest first. Deleted ones are left out. */
  apiClients?: Maybe<ApiClientConnection>;
  /** One API key by its public part, `rrk_live_` and 8 characters. */
  apiKey?: Maybe<ApiKey>;
  /** The company's restaurant API keys, newest first. Revoked ones are included. */
  apiKeys?: Maybe<ApiKeyConnection>;
  /** One appointment by id, cancelled ones included. */
  appointment?: Maybe<Appointment>;
  appointmentService?: Maybe<AppointmentService>;
  /** What can be booked with a facilitator, by name. */
  appointmentServices?: Maybe<AppointmentServiceConnection>;
  /** The company's appointments, the latest start first. */
  appointments?: Maybe<AppointmentConnection>;
  /** Every call of the company's clients, keys and users in the last 90 days, newest first. */
  auditLog?: Maybe<AuditEntryConnection>;
  /** One customer by id. Any scope on customer records opens it; its fields have scopes of their own. */
  customer?: Maybe<Customer>;
  /** Every customer of the company, newest first. Archived ones are included, deleted ones are not. */
  customers?: Maybe<CustomerConnection>;
  /** One event by id, archived ones included. */
  event?: Maybe<Event>;
  /** One date of an event by id. */
  eventDate?: Maybe<EventDate>;
  /**
   * Events that have a date and are not archived, by their next date: those with a date to come first, the
   * soonest at the top, then those of the past, the latest at the top.
   */
  events?: Maybe<EventConnection>;
  facilitator?: Maybe<Facilitator>;
  /** One guest by the customer's id. */
  guest?: Maybe<Guest>;
  /** Customers with a restaurant profile, the latest changed first. */
  guests?: Maybe<GuestConnection>;
  /** One location by id, inactive ones included. Its fields have scopes of their own. */
  location?: Maybe<Location>;
  /** One pass by id, deleted ones included. */
  pass?: Maybe<Pass>;
  /** Passes on sale, by name. Deleted ones are left out. */
  passes?: Maybe<PassConnection>;
  /** What the caller may still spend. Asking costs a point like any other query. */
  rateLimit?: Maybe<RateLimit>;
  /** One reservation by its id or its public reference. */
  reservation?: Maybe<Reservation>;
  /** The company's reservations, the earliest start first. */
  reservations?: Maybe<ReservationConnection>;
  /** One restaurant by id. Its fields have scopes of their own. */
  restaurant?: Maybe<Restaurant>;
  /** The company's restaurants, by id. */
  restaurants?: Maybe<RestaurantConnection>;
  /** One plan by id, whatever its state, deleted ones included. */
  subscriptionPlan?: Maybe<SubscriptionPlan>;
  /** Plans by name. Deleted ones are left out. */
  subscriptionPlans?: Maybe<SubscriptionPlanConnection>;
  /** One video by id, deleted ones included. */
  video?: Maybe<Video>;
  /** The catalogue, by name. Deleted videos are left out. */
  videos?: Maybe<VideoConnection>;
  /** Who is asking. */
  viewer?: Maybe<Viewer>;
  /** One voucher by id, inactive ones included. */
  voucher?: Maybe<Voucher>;
  /** Active vouchers, by name. Discounts of the old system are among them. */
  vouchers?: Maybe<VoucherConnection>;
};


export type QueryApiClientArgs = {
  id: Scalars['ID']['input'];
};


export type QueryApiClientsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  page?: InputMaybe<Scalars['Int']['input']>;
  pageSize?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryApiKeyArgs = {
  id: Scalars['ID']['input'];
};


export type QueryApiKeysArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  page?: InputMaybe<Scalars['Int']['input']>;
  pageSize?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryAppointmentArgs = {
  id: Scalars['ID']['input'];
};


export type QueryAppointmentServiceArgs = {
  id: Scalars['ID']['input'];
};


export type QueryAppointmentServicesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  page?: InputMaybe<Scalars['Int']['input']>;
  pageSize?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryAppointmentsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  customerId?: InputMaybe<Scalars['ID']['input']>;
  endDate?: InputMaybe<Scalars['LocalDate']['input']>;
  facilitatorId?: InputMaybe<Scalars['ID']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  page?: InputMaybe<Scalars['Int']['input']>;
  pageSize?: InputMaybe<Scalars['Int']['input']>;
  startDate?: InputMaybe<Scalars['LocalDate']['input']>;
  status?: InputMaybe<AppointmentStatus>;
};


export type QueryAuditLogArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<AuditFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  page?: InputMaybe<Scalars['Int']['input']>;
  pageSize?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryCustomerArgs = {
  id: Scalars['ID']['input'];
};


export type QueryCustomersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  page?: InputMaybe<Scalars['Int']['input']>;
  pageSize?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryEventArgs = {
  id: Scalars['ID']['input'];
};


export type QueryEventDateArgs = {
  eventId?: InputMaybe<Scalars['ID']['input']>;
  id: Scalars['ID']['input'];
};


export type QueryEventsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  endDate?: InputMaybe<Scalars['DateTime']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  page?: InputMaybe<Scalars['Int']['input']>;
  pageSize?: InputMaybe<Scalars['Int']['input']>;
  startDate?: InputMaybe<Scalars['DateTime']['input']>;
  timeFilter?: InputMaybe<EventTimeFilter>;
};


export type QueryFacilitatorArgs = {
  id: Scalars['ID']['input'];
};


export type QueryGuestArgs = {
  id: Scalars['ID']['input'];
};


export type QueryGuestsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  email?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  page?: InputMaybe<Scalars['Int']['input']>;
  pageSize?: InputMaybe<Scalars['Int']['input']>;
  query?: InputMaybe<Scalars['String']['input']>;
  restaurantId?: InputMaybe<Scalars['ID']['input']>;
  updatedSince?: InputMaybe<Scalars['DateTime']['input']>;
};


export type QueryLocationArgs = {
  id: Scalars['ID']['input'];
};


export type QueryPassArgs = {
  id: Scalars['ID']['input'];
};


export type QueryPassesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  page?: InputMaybe<Scalars['Int']['input']>;
  pageSize?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryReservationArgs = {
  ref: Scalars['ID']['input'];
};


export type QueryReservationsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  date?: InputMaybe<Scalars['LocalDate']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  locationId?: InputMaybe<Scalars['ID']['input']>;
  page?: InputMaybe<Scalars['Int']['input']>;
  pageSize?: InputMaybe<Scalars['Int']['input']>;
  restaurantId?: InputMaybe<Scalars['ID']['input']>;
  status?: InputMaybe<ReservationStatus>;
};


export type QueryRestaurantArgs = {
  id: Scalars['ID']['input'];
};


export type QueryRestaurantsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  page?: InputMaybe<Scalars['Int']['input']>;
  pageSize?: InputMaybe<Scalars['Int']['input']>;
};


export type QuerySubscriptionPlanArgs = {
  id: Scalars['ID']['input'];
};


export type QuerySubscriptionPlansArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  page?: InputMaybe<Scalars['Int']['input']>;
  pageSize?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryVideoArgs = {
  id: Scalars['ID']['input'];
};


export type QueryVideosArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  page?: InputMaybe<Scalars['Int']['input']>;
  pageSize?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryVoucherArgs = {
  id: Scalars['ID']['input'];
};


export type QueryVouchersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  page?: InputMaybe<Scalars['Int']['input']>;
  pageSize?: InputMaybe<Scalars['Int']['input']>;
};

export type Questionnaire = {
  __typename?: 'Questionnaire';
  id: Scalars['ID']['output'];
  name: Scalars['String']['output'];
};

export type QuestionnaireAnswer = {
  __typename?: 'QuestionnaireAnswer';
  answer: Scalars['AnswerValue']['output'];
  answeredAt: Scalars['DateTime']['output'];
  /** The same moment on the company's wall clock. */
  answeredAtLocal: Scalars['LocalDateTime']['output'];
  id: Scalars['ID']['output'];
  question: Scalars['String']['output'];
  questionnaire: Questionnaire;
};

export type QuestionnaireAnswerConnection = {
  __typename?: 'QuestionnaireAnswerConnection';
  edges: Array<QuestionnaireAnswerEdge>;
  nodes: Array<QuestionnaireAnswer>;
  pageInfo: PageInfo;
  totalCount: Scalars['Int']['output'];
};

export type QuestionnaireAnswerEdge = {
  __typename?: 'QuestionnaireAnswerEdge';
  cursor: Scalars['String']['output'];
  node: QuestionnaireAnswer;
};

/** Points: one documented REST request, or up to 100 objects of a GraphQL answer. */
export type RateLimit = {
  __typename?: 'RateLimit';
  /** Requests that may be in flight at once; null when not limited. */
  concurrent?: Maybe<Scalars['Int']['output']>;
  /** Points a UTC day; null when not limited. */
  daily?: Maybe<Scalars['Int']['output']>;
  dailyRemaining?: Maybe<Scalars['Int']['output']>;
  /** Points a full bucket holds. */
  limit: Scalars['Int']['output'];
  remaining: Scalars['Int']['output'];
  /** When the bucket is full again if nothing is spent. */
  resetAt: Scalars['DateTime']['output'];
};

/** Who comes to one date of an event. */
export type Register = {
  __typename?: 'Register';
  /** By booking, oldest first; cancelled ones are included and flagged. */
  attendees: AttendeeConnection;
  /** Null when unlimited. */
  availableSpaces?: Maybe<Scalars['Int']['output']>;
  /** Sum of the pricing options' stock, at most the event's limit; null when unlimited. */
  capacity?: Maybe<Scalars['Int']['output']>;
  event: BookedEvent;
  /** Spaces held by bookings that are not cancelled. */
  totalAttendees: Scalars['Int']['output'];
  /** In the order of joining. */
  waitingList: WaitingListConnection;
};


/** Who comes to one date of an event. */
export type RegisterAttendeesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  page?: InputMaybe<Scalars['Int']['input']>;
  pageSize?: InputMaybe<Scalars['Int']['input']>;
};


/** Who comes to one date of an event. */
export type RegisterWaitingListArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  page?: InputMaybe<Scalars['Int']['input']>;
  pageSize?: InputMaybe<Scalars['Int']['input']>;
};

export type Reservation = {
  __typename?: 'Reservation';
  cancelReason?: Maybe<Scalars['String']['output']>;
  createdAt: Scalars['DateTime']['output'];
  /** The guest's record as it is now. */
  customer?: Maybe<Customer>;
  durationMinutes: Scalars['Int']['output'];
  endsAt: Scalars['DateTime']['output'];
  /** The guest as they were named when they reserved. */
  guest: ReservationGuest;
  /** Every change of it, the oldest first. */
  history: Array<ReservationChange>;
  id: Scalars['ID']['output'];
  location: Location;
  partySize: Scalars['Int']['output'];
  /** May be shown to guests. */
  publicReference: Scalars['ID']['output'];
  /** A start past midnight belongs to the day on which its service opened. */
  serviceDay: Scalars['LocalDate']['output'];
  serviceName: Scalars['String']['output'];
  source: ReservationChannel;
  specialRequests?: Maybe<Scalars['String']['output']>;
  startsAt: Scalars['DateTime']['output'];
  /** The start on the wall clock of the location. */
  startsAtLocal: Scalars['LocalDateTime']['output'];
  status: ReservationStatus;
  /** By id. */
  tables: Array<DiningTable>;
  timeZone: Scalars['TimeZone']['output'];
  updatedAt: Scalars['DateTime']['output'];
};

export type ReservationActor =
  | 'CLIENT'
  | 'CUSTOMER'
  | 'KEY'
  | 'STAFF'
  | 'SYSTEM';

export type ReservationChange = {
  __typename?: 'ReservationChange';
  /** The client's, key's or user's id; null: Frontdesk itself. */
  actorId?: Maybe<Scalars['String']['output']>;
  actorKind: ReservationActor;
  at: Scalars['DateTime']['output'];
  /** What changed besides the status: `startsAt`, `partySize`, `durationMinutes`, `tables`, `specialRequests`. */
  changes: Array<Scalars['String']['output']>;
  /** Null: it was made. */
  fromStatus?: Maybe<ReservationStatus>;
  toStatus: ReservationStatus;
};

export type ReservationChannel =
  | 'API'
  | 'PHONE'
  | 'WALK_IN'
  | 'WEBSITE';

export type ReservationConnection = {
  __typename?: 'ReservationConnection';
  edges: Array<ReservationEdge>;
  nodes: Array<Reservation>;
  pageInfo: PageInfo;
  totalCount: Scalars['Int']['output'];
};

export type ReservationEdge = {
  __typename?: 'ReservationEdge';
  cursor: Scalars['String']['output'];
  node: Reservation;
};

export type ReservationGuest = {
  __typename?: 'ReservationGuest';
  email: Scalars['String']['output'];
  firstName: Scalars['String']['output'];
  lastName: Scalars['String']['output'];
  phone?: Maybe<Scalars['String']['output']>;
};

export type ReservationGuestInput = {
  /** Left as it is unless given. */
  consent?: InputMaybe<GuestConsentInput>;
  /** Well formed, at most 254 characters. Finds the guest's profile. */
  email: Scalars['String']['input'];
  /** 1 to 100 characters. */
  firstName: Scalars['String']['input'];
  /** BCP 47: `pt-PT`. */
  language?: InputMaybe<Scalars['String']['input']>;
  /** 1 to 100 characters. */
  lastName: Scalars['String']['input'];
  /** At most 30 characters. */
  phone?: InputMaybe<Scalars['String']['input']>;
};

export type ReservationStatus =
  | 'CANCELLED'
  | 'COMPLETED'
  | 'CONFIRMED'
  | 'NO_SHOW'
  /** Waits for the restaurant's confirmation. */
  | 'PENDING'
  | 'SEATED';

export type Restaurant = {
  __typename?: 'Restaurant';
  /** What its locations follow that have no policy of their own. */
  bookingPolicy?: Maybe<BookingPolicy>;
  features?: Maybe<RestaurantFeatures>;
  id: Scalars['ID']['output'];
  /** One of the restaurant's locations; the one that the caller's key is bound to unless given. */
  location?: Maybe<Location>;
  /** By id. A key that is bound to a location sees that one alone. */
  locations?: Maybe<Array<Location>>;
  name?: Maybe<Scalars['String']['output']>;
  timeZone?: Maybe<Scalars['TimeZone']['output']>;
};


export type RestaurantLocationArgs = {
  id?: InputMaybe<Scalars['ID']['input']>;
};


export type RestaurantLocationsArgs = {
  includeInactive?: InputMaybe<Scalars['Boolean']['input']>;
};

export type RestaurantConnection = {
  __typename?: 'RestaurantConnection';
  edges: Array<RestaurantEdge>;
  nodes: Array<Restaurant>;
  pageInfo: PageInfo;
  totalCount: Scalars['Int']['output'];
};

export type RestaurantEdge = {
  __typename?: 'RestaurantEdge';
  cursor: Scalars['String']['output'];
  node: Restaurant;
};

export type RestaurantFeatures = {
  __typename?: 'RestaurantFeatures';
  /** Whether time, party size, duration and wishes of a reservation may be changed. */
  reservationChanges: Scalars['Boolean']['output'];
  waitlist: Scalars['Boolean']['output'];
  webhooks: Scalars['Boolean']['output'];
};

/** What is left out stays as it is. */
export type RestaurantFeaturesInput = {
  /** Whether time, party size, duration and wishes of a reservation may be changed. */
  reservationChanges?: InputMaybe<Scalars['Boolean']['input']>;
  waitlist?: InputMaybe<Scalars['Boolean']['input']>;
  webhooks?: InputMaybe<Scalars['Boolean']['input']>;
};

export type RestaurantPayload = {
  __typename?: 'RestaurantPayload';
  restaurant: Restaurant;
};

export type RotateApiClientSecretPayload = {
  __typename?: 'RotateApiClientSecretPayload';
  apiClient: ApiClient;
  /** 64 hexadecimal characters, shown this once. */
  secret: Scalars['String']['output'];
};

export type RotateApiKeyPayload = {
  __typename?: 'RotateApiKeyPayload';
  /** The new one. */
  apiKey: ApiKey;
  /** The whole new key, shown this once. */
  key: Scalars['String']['output'];
  /** The earlier one, which works until it is revoked. */
  previous: ApiKey;
};

/** The hours of one meal, on the location's wall clock. */
export type ServiceHours = {
  __typename?: 'ServiceHours';
  /** At or before the opening: on the next day. */
  closes: Scalars['LocalTime']['output'];
  /** The last start; before the opening: on the next day. */
  lastSeating: Scalars['LocalTime']['output'];
  name: Scalars['String']['output'];
  opens: Scalars['LocalTime']['output'];
  /** Its reservations begin as PENDING. */
  requiresConfirmation: Scalars['Boolean']['output'];
  slotIntervalMinutes: Scalars['Int']['output'];
};

/** The hours of one meal, on the location's wall clock. */
export type ServiceHoursInput = {
  /** At or before the opening: on the next day. */
  closes: Scalars['LocalTime']['input'];
  /** The last start; before the opening: on the next day. Not after the closing. */
  lastSeating: Scalars['LocalTime']['input'];
  /** 1 to 100 characters. */
  name: Scalars['String']['input'];
  opens: Scalars['LocalTime']['input'];
  requiresConfirmation?: InputMaybe<Scalars['Boolean']['input']>;
  /** 5 to 120. */
  slotIntervalMinutes: Scalars['Int']['input'];
};

export type ServiceOption = {
  __typename?: 'ServiceOption';
  durationMinutes: Scalars['Int']['output'];
  id: Scalars['ID']['output'];
  name: Scalars['String']['output'];
  price: Money;
};

/** What is left out stays as it is; a location begins its own policy with what it followed until then. */
export type SetBookingPolicyInput = {
  /** Of parties that `durations` says nothing of, 15 to 480. */
  defaultDurationMinutes?: InputMaybe<Scalars['Int']['input']>;
  /** All of them, the smallest party first. */
  durations?: InputMaybe<Array<PartyDurationInput>>;
  /** A location of the restaurant, to have a policy of its own. Unless given, the policy is the restaurant's, which its other locations follow. */
  locationId?: InputMaybe<Scalars['ID']['input']>;
  /** 0 to 3,660. */
  maxAdvanceBookingDays?: InputMaybe<Scalars['Int']['input']>;
  /** `minPartySize` to 30. */
  maxPartySize?: InputMaybe<Scalars['Int']['input']>;
  /** 0 to 527,040, which is a year. */
  minLeadTimeMinutes?: InputMaybe<Scalars['Int']['input']>;
  /** 1 to 30. */
  minPartySize?: InputMaybe<Scalars['Int']['input']>;
  restaurantId: Scalars['ID']['input'];
  /** What new services begin with, 5 to 120. */
  slotIntervalMinutes?: InputMaybe<Scalars['Int']['input']>;
};

/** Why a start cannot be had. */
export type SlotRefusal =
  /** No table or combination is free for the party. */
  | 'NO_TABLES_AVAILABLE'
  | 'PARTY_SIZE_OUT_OF_RANGE'
  /** As many guests or reservations begin within the slot as a rule allows. */
  | 'SLOT_LIMIT_REACHED'
  | 'TOO_FAR_AHEAD'
  /** It has passed, or is nearer than the policy's lead time. */
  | 'TOO_SOON';

/** A day on which the services of the weekday do not count. */
export type SpecialDay = {
  __typename?: 'SpecialDay';
  closed: Scalars['Boolean']['output'];
  date: Scalars['LocalDate']['output'];
  id: Scalars['ID']['output'];
  name: Scalars['String']['output'];
  /** What is served instead; none when closed. */
  services: Array<ServiceHours>;
};

export type SpecialDayPayload = {
  __typename?: 'SpecialDayPayload';
  specialDay: SpecialDay;
};

/** A customer's consent to be charged for a plan each cycle. */
export type SubscriptionMandate = {
  __typename?: 'SubscriptionMandate';
  createdAt: Scalars['DateTime']['output'];
  earliestCancellationAt: Scalars['DateTime']['output'];
  /** Days after a failed charge before the mandate is suspended. */
  graceDays: Scalars['Int']['output'];
  id: Scalars['ID']['output'];
  plan: MandatePlan;
  /** The next charge. */
  renewalAt: Scalars['DateTime']['output'];
  state: SubscriptionMandateState;
};

export type SubscriptionMandateConnection = {
  __typename?: 'SubscriptionMandateConnection';
  edges: Array<SubscriptionMandateEdge>;
  nodes: Array<SubscriptionMandate>;
  pageInfo: PageInfo;
  totalCount: Scalars['Int']['output'];
};

export type SubscriptionMandateEdge = {
  __typename?: 'SubscriptionMandateEdge';
  cursor: Scalars['String']['output'];
  node: SubscriptionMandate;
};

export type SubscriptionMandateState =
  | 'ACTIVE'
  | 'PAUSED'
  | 'SUSPENDED';

export type SubscriptionPlan = {
  __typename?: 'SubscriptionPlan';
  deleted: Scalars['Boolean']['output'];
  id: Scalars['ID']['output'];
  /** The first charge. */
  initialPrice: Money;
  modifiedAt: Scalars['DateTime']['output'];
  /** The same moment on the company's wall clock. */
  modifiedAtLocal: Scalars['LocalDateTime']['output'];
  name: Scalars['String']['output'];
  /** The pass that each cycle gives out. */
  pass?: Maybe<PackagePass>;
  /** Each later charge. */
  recurringPrice: Money;
  renewsOnExpire: Scalars['Boolean']['output'];
  state: SubscriptionPlanState;
  /** Days of one billing cycle. */
  termDays: Scalars['Int']['output'];
};

export type SubscriptionPlanConnection = {
  __typename?: 'SubscriptionPlanConnection';
  edges: Array<SubscriptionPlanEdge>;
  nodes: Array<SubscriptionPlan>;
  pageInfo: PageInfo;
  totalCount: Scalars['Int']['output'];
};

export type SubscriptionPlanEdge = {
  __typename?: 'SubscriptionPlanEdge';
  cursor: Scalars['String']['output'];
  node: SubscriptionPlan;
};

export type SubscriptionPlanState =
  | 'ACTIVE'
  | 'PAUSED'
  | 'PENDING_SETUP'
  | 'SUSPENDED';

export type TableCombination = {
  __typename?: 'TableCombination';
  bookable: Scalars['Boolean']['output'];
  id: Scalars['ID']['output'];
  maxSeats: Scalars['Int']['output'];
  /** The smallest party it is given to. */
  minSeats: Scalars['Int']['output'];
  name: Scalars['String']['output'];
  /** Among those that fit equally well, the highest is taken first. */
  priority: Scalars['Int']['output'];
  tables: Array<DiningTable>;
};

export type TableCombinationPayload = {
  __typename?: 'TableCombinationPayload';
  combination: TableCombination;
};

/** One purchase: the bookings that were paid for together. */
export type Transaction = {
  __typename?: 'Transaction';
  bookings: Array<Booking>;
  id: Scalars['ID']['output'];
  purchasedAt: Scalars['DateTime']['output'];
  /** The same moment on the company's wall clock. */
  purchasedAtLocal: Scalars['LocalDateTime']['output'];
};

export type TransactionConnection = {
  __typename?: 'TransactionConnection';
  edges: Array<TransactionEdge>;
  nodes: Array<Transaction>;
  pageInfo: PageInfo;
  totalCount: Scalars['Int']['output'];
};

export type TransactionEdge = {
  __typename?: 'TransactionEdge';
  cursor: Scalars['String']['output'];
  node: Transaction;
};

export type UpdateApiClientInput = {
  description?: InputMaybe<Scalars['String']['input']>;
  id: Scalars['ID']['input'];
  limits?: InputMaybe<ApiClientLimitsInput>;
  name?: InputMaybe<Scalars['String']['input']>;
  scopes?: InputMaybe<Array<Scalars['String']['input']>>;
};

/** What is left out stays as it is. */
export type UpdateApiKeyInput = {
  id: Scalars['ID']['input'];
  limits?: InputMaybe<ApiKeyLimitsInput>;
  /** Null: at every location. */
  locationId?: InputMaybe<Scalars['ID']['input']>;
  name?: InputMaybe<Scalars['String']['input']>;
  /** An empty list: any. */
  origins?: InputMaybe<Array<Scalars['String']['input']>>;
  scopes?: InputMaybe<Array<Scalars['String']['input']>>;
};

/** What is left out stays as it is. */
export type UpdateAvailabilityRuleInput = {
  active?: InputMaybe<Scalars['Boolean']['input']>;
  bufferAfterMinutes?: InputMaybe<Scalars['Int']['input']>;
  bufferBeforeMinutes?: InputMaybe<Scalars['Int']['input']>;
  daysOfWeek?: InputMaybe<Array<Scalars['Int']['input']>>;
  id: Scalars['ID']['input'];
  /** Null: not limited. */
  maxCoversPerSlot?: InputMaybe<Scalars['Int']['input']>;
  /** Null: not limited. */
  maxReservationsPerSlot?: InputMaybe<Scalars['Int']['input']>;
  name?: InputMaybe<Scalars['String']['input']>;
  /** Null: every service. */
  serviceId?: InputMaybe<Scalars['ID']['input']>;
};

export type UpdateCustomerProfileInput = {
  /** Well formed, at most 254 characters, and used by no other customer of the company. */
  email: Scalars['String']['input'];
  /** 1 to 100 characters. */
  firstName: Scalars['String']['input'];
  /** The customer's id. */
  id: Scalars['ID']['input'];
  /** 1 to 100 characters. */
  lastName: Scalars['String']['input'];
  /** At most 30 characters. Left as it is when omitted; null or an empty string removes it. */
  mobile?: InputMaybe<Scalars['String']['input']>;
};

export type UpdateCustomerProfilePayload = {
  __typename?: 'UpdateCustomerProfilePayload';
  customer: Customer;
};

/** What is left out stays as it is. */
export type UpdateDiningServiceInput = {
  closes?: InputMaybe<Scalars['LocalTime']['input']>;
  daysOfWeek?: InputMaybe<Array<Scalars['Int']['input']>>;
  id: Scalars['ID']['input'];
  lastSeating?: InputMaybe<Scalars['LocalTime']['input']>;
  name?: InputMaybe<Scalars['String']['input']>;
  opens?: InputMaybe<Scalars['LocalTime']['input']>;
  requiresConfirmation?: InputMaybe<Scalars['Boolean']['input']>;
  slotIntervalMinutes?: InputMaybe<Scalars['Int']['input']>;
  /** Null: since ever. */
  validFrom?: InputMaybe<Scalars['LocalDate']['input']>;
  /** Null: for ever. */
  validUntil?: InputMaybe<Scalars['LocalDate']['input']>;
};

/** What is left out stays as it is. */
export type UpdateDiningTableInput = {
  /** False closes the table: nobody new is seated there. */
  bookable?: InputMaybe<Scalars['Boolean']['input']>;
  id: Scalars['ID']['input'];
  maxSeats?: InputMaybe<Scalars['Int']['input']>;
  minSeats?: InputMaybe<Scalars['Int']['input']>;
  name?: InputMaybe<Scalars['String']['input']>;
  priority?: InputMaybe<Scalars['Int']['input']>;
};

/** What is left out stays as it is. */
export type UpdateLocationInput = {
  active?: InputMaybe<Scalars['Boolean']['input']>;
  city?: InputMaybe<Scalars['String']['input']>;
  id: Scalars['ID']['input'];
  name?: InputMaybe<Scalars['String']['input']>;
  timeZone?: InputMaybe<Scalars['TimeZone']['input']>;
};

/** What is left out stays as it is. */
export type UpdatePassInput = {
  /** 1 or more. */
  credits?: InputMaybe<Scalars['Int']['input']>;
  /** At most 5,000 characters. */
  description?: InputMaybe<Scalars['String']['input']>;
  id: Scalars['ID']['input'];
  /** 1 to 200 characters. */
  name?: InputMaybe<Scalars['String']['input']>;
  /** In the currency's minor unit, 0 or more. */
  price?: InputMaybe<Scalars['Int']['input']>;
  /** 1 or more; null: unlimited. */
  purchaseLimit?: InputMaybe<Scalars['Int']['input']>;
  startMode?: InputMaybe<PassStartMode>;
  subscriptionsOnly?: InputMaybe<Scalars['Boolean']['input']>;
  validity?: InputMaybe<PassValidityInput>;
};

export type UpdatePassPayload = {
  __typename?: 'UpdatePassPayload';
  pass: Pass;
};

/** What is left out stays as it is. */
export type UpdateReservationInput = {
  /** 15 to 480. */
  durationMinutes?: InputMaybe<Scalars['Int']['input']>;
  partySize?: InputMaybe<Scalars['Int']['input']>;
  /** The id or the public reference. */
  ref: Scalars['ID']['input'];
  /** At most 1,000 characters; null removes them. */
  specialRequests?: InputMaybe<Scalars['String']['input']>;
  /** This and those below need the restaurant's `reservationChanges`. */
  startsAt?: InputMaybe<Scalars['DateTime']['input']>;
  status?: InputMaybe<ReservationStatus>;
  /** Tables of the reservation's location. */
  tableIds?: InputMaybe<Array<Scalars['ID']['input']>>;
};

export type UpdateReservationPayload = {
  __typename?: 'UpdateReservationPayload';
  reservation: Reservation;
};

/** What is left out stays as it is. */
export type UpdateRestaurantInput = {
  features?: InputMaybe<RestaurantFeaturesInput>;
  id: Scalars['ID']['input'];
  name?: InputMaybe<Scalars['String']['input']>;
  /** Its locations keep theirs. */
  timeZone?: InputMaybe<Scalars['TimeZone']['input']>;
};

/** What is left out stays as it is. */
export type UpdateSpecialDayInput = {
  closed?: InputMaybe<Scalars['Boolean']['input']>;
  date?: InputMaybe<Scalars['LocalDate']['input']>;
  id: Scalars['ID']['input'];
  name?: InputMaybe<Scalars['String']['input']>;
  /** All of its services. */
  services?: InputMaybe<Array<ServiceHoursInput>>;
};

/** What is left out stays as it is. */
export type UpdateSubscriptionPlanInput = {
  id: Scalars['ID']['input'];
  /** In the currency's minor unit, 0 or more. */
  initialPrice?: InputMaybe<Scalars['Int']['input']>;
  /** 1 to 200 characters. */
  name?: InputMaybe<Scalars['String']['input']>;
  /** In the currency's minor unit, 0 or more. */
  recurringPrice?: InputMaybe<Scalars['Int']['input']>;
  renewsOnExpire?: InputMaybe<Scalars['Boolean']['input']>;
  state?: InputMaybe<SubscriptionPlanState>;
  /** 1 or more. */
  termDays?: InputMaybe<Scalars['Int']['input']>;
};

export type UpdateSubscriptionPlanPayload = {
  __typename?: 'UpdateSubscriptionPlanPayload';
  subscriptionPlan: SubscriptionPlan;
};

/** What is left out stays as it is. */
export type UpdateTableCombinationInput = {
  bookable?: InputMaybe<Scalars['Boolean']['input']>;
  id: Scalars['ID']['input'];
  maxSeats?: InputMaybe<Scalars['Int']['input']>;
  minSeats?: InputMaybe<Scalars['Int']['input']>;
  name?: InputMaybe<Scalars['String']['input']>;
  priority?: InputMaybe<Scalars['Int']['input']>;
  /** All of its tables. */
  tableIds?: InputMaybe<Array<Scalars['ID']['input']>>;
};

/** What is left out stays as it is. */
export type UpdateVideoInput = {
  /** 0 or more. */
  credits?: InputMaybe<Scalars['Int']['input']>;
  /** At most 5,000 characters. */
  description?: InputMaybe<Scalars['String']['input']>;
  /** 1 or more; null: never, which needs `hasExpiry: false`. */
  expiryDays?: InputMaybe<Scalars['Int']['input']>;
  /** False also removes `expiryDays`. */
  hasExpiry?: InputMaybe<Scalars['Boolean']['input']>;
  id: Scalars['ID']['input'];
  /** 1 to 200 characters. */
  name?: InputMaybe<Scalars['String']['input']>;
  /** In the currency's minor unit, 0 or more. */
  price?: InputMaybe<Scalars['Int']['input']>;
  ready?: InputMaybe<Scalars['Boolean']['input']>;
};

export type UpdateVideoPayload = {
  __typename?: 'UpdateVideoPayload';
  video: Video;
};

/** What is left out stays as it is. */
export type UpdateVoucherInput = {
  active?: InputMaybe<Scalars['Boolean']['input']>;
  /** DISCOUNT and CREDIT; 1 to 64 characters. */
  code?: InputMaybe<Scalars['String']['input']>;
  /** DISCOUNT. */
  discountType?: InputMaybe<DiscountType>;
  /** DISCOUNT. Above 0; PERCENTAGE: at most 100. */
  discountValue?: InputMaybe<Scalars['Float']['input']>;
  /** GIFT_CARD. 1 or more. */
  expiresMonths?: InputMaybe<Scalars['Int']['input']>;
  id: Scalars['ID']['input'];
  /** CREDIT. In the currency's minor unit, 0 or more. */
  initialValue?: InputMaybe<Scalars['Int']['input']>;
  /** GIFT_CARD. In the currency's minor unit, 0 or more. */
  maxDiscount?: InputMaybe<Scalars['Int']['input']>;
  /** GIFT_CARD. In the currency's minor unit, 0 or more. */
  minPurchase?: InputMaybe<Scalars['Int']['input']>;
  /** 1 to 200 characters. */
  name?: InputMaybe<Scalars['String']['input']>;
  /** CREDIT. In the currency's minor unit, 0 or more, at most the initial value. */
  remainingValue?: InputMaybe<Scalars['Int']['input']>;
};

export type UpdateVoucherPayload = {
  __typename?: 'UpdateVoucherPayload';
  voucher: Voucher;
};

/** What is left out stays as it is. */
export type UpsertGuestInput = {
  /** Left as it is unless given. */
  consent?: InputMaybe<GuestConsentInput>;
  /** How consent was given, where `consent` does not say it. */
  consentSource?: InputMaybe<ConsentSource>;
  /** Well formed, at most 254 characters. Compared in lower case. */
  email: Scalars['String']['input'];
  /** 1 to 100 characters. Needed for a new guest. */
  firstName?: InputMaybe<Scalars['String']['input']>;
  /** 1 to 255 characters. The same call again, within 24 hours, changes nothing and answers the same guest. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** BCP 47; null removes it. */
  language?: InputMaybe<Scalars['String']['input']>;
  /** 1 to 100 characters. Needed for a new guest. */
  lastName?: InputMaybe<Scalars['String']['input']>;
  /** At most 30 characters; null removes it. */
  phone?: InputMaybe<Scalars['String']['input']>;
  /** Given, it must be one of the company's. */
  restaurantId?: InputMaybe<Scalars['ID']['input']>;
  /** Null: not said. */
  retentionUntil?: InputMaybe<Scalars['DateTime']['input']>;
};

export type UpsertGuestPayload = {
  __typename?: 'UpsertGuestPayload';
  /** False: the guest was known. */
  created: Scalars['Boolean']['output'];
  guest: Guest;
  /** True: an earlier call with the same `idempotencyKey` did it. */
  replayed: Scalars['Boolean']['output'];
};

export type ValidityUnit =
  | 'DAYS'
  | 'MONTHS';

export type Video = {
  __typename?: 'Video';
  /** Pass credits that pay for it. */
  credits: Scalars['Int']['output'];
  deleted: Scalars['Boolean']['output'];
  description: Scalars['String']['output'];
  /** Days from the purchase; null when it never expires. */
  expiryDays?: Maybe<Scalars['Int']['output']>;
  hasExpiry: Scalars['Boolean']['output'];
  id: Scalars['ID']['output'];
  library?: Maybe<MediaLibrary>;
  name: Scalars['String']['output'];
  price: Money;
  /** Whether it can be watched yet. */
  ready: Scalars['Boolean']['output'];
  updatedAt: Scalars['DateTime']['output'];
  /** The same moment on the company's wall clock. */
  updatedAtLocal: Scalars['LocalDateTime']['output'];
};

export type VideoConnection = {
  __typename?: 'VideoConnection';
  edges: Array<VideoEdge>;
  nodes: Array<Video>;
  pageInfo: PageInfo;
  totalCount: Scalars['Int']['output'];
};

export type VideoEdge = {
  __typename?: 'VideoEdge';
  cursor: Scalars['String']['output'];
  node: Video;
};

export type VideoPurchase = {
  __typename?: 'VideoPurchase';
  cancelled: Scalars['Boolean']['output'];
  createdAt: Scalars['DateTime']['output'];
  expired: Scalars['Boolean']['output'];
  /** Null: never. */
  expiresAt?: Maybe<Scalars['DateTime']['output']>;
  id: Scalars['ID']['output'];
  payment: PurchasePayment;
  refunded: Scalars['Boolean']['output'];
  video: PurchasedVideo;
};

export type VideoPurchaseConnection = {
  __typename?: 'VideoPurchaseConnection';
  edges: Array<VideoPurchaseEdge>;
  nodes: Array<VideoPurchase>;
  pageInfo: PageInfo;
  totalCount: Scalars['Int']['output'];
};

export type VideoPurchaseEdge = {
  __typename?: 'VideoPurchaseEdge';
  cursor: Scalars['String']['output'];
  node: VideoPurchase;
};

export type Viewer = {
  __typename?: 'Viewer';
  /** Null when anonymous. */
  company?: Maybe<Company>;
  /** The client's, key's or user's id; null when anonymous. */
  id?: Maybe<Scalars['ID']['output']>;
  kind: ViewerKind;
  name: Scalars['String']['output'];
  scopes: Array<Scalars['String']['output']>;
};

export type ViewerKind =
  | 'ANONYMOUS'
  | 'CLIENT'
  | 'CUSTOMER'
  | 'KEY'
  | 'STAFF';

/** What customers hand in at the till. */
export type Voucher = {
  active: Scalars['Boolean']['output'];
  /** Null for vouchers of the old system. */
  createdAt?: Maybe<Scalars['DateTime']['output']>;
  /** The same moment on the company's wall clock. */
  createdAtLocal?: Maybe<Scalars['LocalDateTime']['output']>;
  id: Scalars['ID']['output'];
  name: Scalars['String']['output'];
  type: VoucherType;
};

export type VoucherConnection = {
  __typename?: 'VoucherConnection';
  edges: Array<VoucherEdge>;
  nodes: Array<Voucher>;
  pageInfo: PageInfo;
  totalCount: Scalars['Int']['output'];
};

export type VoucherEdge = {
  __typename?: 'VoucherEdge';
  cursor: Scalars['String']['output'];
  node: Voucher;
};

export type VoucherType =
  | 'CREDIT'
  | 'DISCOUNT'
  | 'GIFT_CARD';

export type WaitingListConnection = {
  __typename?: 'WaitingListConnection';
  edges: Array<WaitingListEdge>;
  nodes: Array<WaitingListEntry>;
  pageInfo: PageInfo;
  totalCount: Scalars['Int']['output'];
};

export type WaitingListEdge = {
  __typename?: 'WaitingListEdge';
  cursor: Scalars['String']['output'];
  node: WaitingListEntry;
};

export type WaitingListEntry = {
  __typename?: 'WaitingListEntry';
  customer: Person;
  id: Scalars['ID']['output'];
  joinedAt: Scalars['DateTime']['output'];
};

export type WeekdayHours = {
  __typename?: 'WeekdayHours';
  /** ISO: 1 is Monday. */
  dayOfWeek: Scalars['Int']['output'];
  services: Array<ServiceHours>;
};



export type ResolverTypeWrapper<T> = Promise<T> | T;


export type ResolverWithResolve<TResult, TParent, TContext, TArgs> = {
  resolve: ResolverFn<TResult, TParent, TContext, TArgs>;
};
export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs> | ResolverWithResolve<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;




/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  Voucher:
    | ( CreditVoucherSource )
    | ( DiscountVoucherSource )
    | ( GiftCardVoucherSource )
  ;
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  AnonymizeGuestInput: AnonymizeGuestInput;
  AnonymizeGuestPayload: ResolverTypeWrapper<AnonymizeGuestPayloadSource>;
  AnswerValue: ResolverTypeWrapper<Scalars['AnswerValue']['output']>;
  ApiClient: ResolverTypeWrapper<ApiClientSource>;
  ApiClientConnection: ResolverTypeWrapper<ApiClientConnectionSource>;
  ApiClientEdge: ResolverTypeWrapper<ApiClientEdgeSource>;
  ApiClientInput: ApiClientInput;
  ApiClientLimits: ResolverTypeWrapper<ApiClientLimitsSource>;
  ApiClientLimitsInput: ApiClientLimitsInput;
  ApiClientPayload: ResolverTypeWrapper<ApiClientPayloadSource>;
  ApiClientStatus: ApiClientStatus;
  ApiKey: ResolverTypeWrapper<ApiKeySource>;
  ApiKeyConnection: ResolverTypeWrapper<ApiKeyConnectionSource>;
  ApiKeyEdge: ResolverTypeWrapper<ApiKeyEdgeSource>;
  ApiKeyInput: ApiKeyInput;
  ApiKeyLimits: ResolverTypeWrapper<ApiKeyLimitsSource>;
  ApiKeyLimitsInput: ApiKeyLimitsInput;
  ApiKeyPayload: ResolverTypeWrapper<ApiKeyPayloadSource>;
  ApiKeyState: ApiKeyState;
  Appointment: ResolverTypeWrapper<AppointmentSource>;
  AppointmentConnection: ResolverTypeWrapper<AppointmentConnectionSource>;
  AppointmentEdge: ResolverTypeWrapper<AppointmentEdgeSource>;
  AppointmentPayment: ResolverTypeWrapper<AppointmentPaymentSource>;
  AppointmentService: ResolverTypeWrapper<AppointmentServiceSource>;
  AppointmentServiceConnection: ResolverTypeWrapper<AppointmentServiceConnectionSource>;
  AppointmentServiceEdge: ResolverTypeWrapper<AppointmentServiceEdgeSource>;
  AppointmentStatus: AppointmentStatus;
  Attendee: ResolverTypeWrapper<AttendeeSource>;
  AttendeeConnection: ResolverTypeWrapper<AttendeeConnectionSource>;
  AttendeeEdge: ResolverTypeWrapper<AttendeeEdgeSource>;
  AttendeeRole: AttendeeRole;
  AuditAction: AuditAction;
  AuditEntry: ResolverTypeWrapper<AuditEntrySource>;
  AuditEntryConnection: ResolverTypeWrapper<AuditEntryConnectionSource>;
  AuditEntryEdge: ResolverTypeWrapper<AuditEntryEdgeSource>;
  AuditFilter: AuditFilter;
  AvailabilityRule: ResolverTypeWrapper<AvailabilityRuleSource>;
  AvailabilityRulePayload: ResolverTypeWrapper<AvailabilityRulePayloadSource>;
  AvailabilitySlot: ResolverTypeWrapper<AvailabilitySlotSource>;
  BookedEvent: ResolverTypeWrapper<BookedEventSource>;
  BookedPricingOption: ResolverTypeWrapper<BookedPricingOptionSource>;
  BookedService: ResolverTypeWrapper<BookedServiceSource>;
  Booking: ResolverTypeWrapper<BookingSource>;
  BookingConfiguration: ResolverTypeWrapper<BookingConfigurationSource>;
  BookingConnection: ResolverTypeWrapper<BookingConnectionSource>;
  BookingEdge: ResolverTypeWrapper<BookingEdgeSource>;
  BookingOrder: BookingOrder;
  BookingPolicy: ResolverTypeWrapper<BookingPolicySource>;
  BookingPolicyPayload: ResolverTypeWrapper<BookingPolicyPayloadSource>;
  BookingType: BookingType;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  CancelReservationInput: CancelReservationInput;
  CancelReservationPayload: ResolverTypeWrapper<CancelReservationPayloadSource>;
  Company: ResolverTypeWrapper<CompanySource>;
  ConsentSource: ConsentSource;
  CreateApiClientInput: CreateApiClientInput;
  CreateApiClientPayload: ResolverTypeWrapper<CreateApiClientPayloadSource>;
  CreateApiKeyInput: CreateApiKeyInput;
  CreateApiKeyPayload: ResolverTypeWrapper<CreateApiKeyPayloadSource>;
  CreateAvailabilityRuleInput: CreateAvailabilityRuleInput;
  CreateDiningServiceInput: CreateDiningServiceInput;
  CreateDiningTableInput: CreateDiningTableInput;
  CreateLocationInput: CreateLocationInput;
  CreateReservationInput: CreateReservationInput;
  CreateReservationPayload: ResolverTypeWrapper<CreateReservationPayloadSource>;
  CreateRestaurantInput: CreateRestaurantInput;
  CreateSpecialDayInput: CreateSpecialDayInput;
  CreateTableCombinationInput: CreateTableCombinationInput;
  CreditVoucher: ResolverTypeWrapper<CreditVoucherSource>;
  CurrencyCode: ResolverTypeWrapper<Scalars['CurrencyCode']['output']>;
  Customer: ResolverTypeWrapper<CustomerSource>;
  CustomerConnection: ResolverTypeWrapper<CustomerConnectionSource>;
  CustomerEdge: ResolverTypeWrapper<CustomerEdgeSource>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  DeleteApiClientPayload: ResolverTypeWrapper<DeleteApiClientPayloadSource>;
  DeleteAvailabilityRuleInput: DeleteAvailabilityRuleInput;
  DeleteBookingPolicyInput: DeleteBookingPolicyInput;
  DeleteDiningServiceInput: DeleteDiningServiceInput;
  DeleteDiningTableInput: DeleteDiningTableInput;
  DeleteSpecialDayInput: DeleteSpecialDayInput;
  DeleteTableCombinationInput: DeleteTableCombinationInput;
  DeletedPayload: ResolverTypeWrapper<DeletedPayloadSource>;
  DiningService: ResolverTypeWrapper<DiningServiceSource>;
  DiningServicePayload: ResolverTypeWrapper<DiningServicePayloadSource>;
  DiningSlot: ResolverTypeWrapper<DiningSlotSource>;
  DiningTable: ResolverTypeWrapper<DiningTableSource>;
  DiningTablePayload: ResolverTypeWrapper<DiningTablePayloadSource>;
  DiscountType: DiscountType;
  DiscountVoucher: ResolverTypeWrapper<DiscountVoucherSource>;
  Event: ResolverTypeWrapper<EventSource>;
  EventConnection: ResolverTypeWrapper<EventConnectionSource>;
  EventDate: ResolverTypeWrapper<EventDateSource>;
  EventEdge: ResolverTypeWrapper<EventEdgeSource>;
  EventFormat: EventFormat;
  EventProperties: ResolverTypeWrapper<EventPropertiesSource>;
  EventTimeFilter: EventTimeFilter;
  Facilitator: ResolverTypeWrapper<FacilitatorSource>;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  GiftCardVoucher: ResolverTypeWrapper<GiftCardVoucherSource>;
  Guest: ResolverTypeWrapper<GuestSource>;
  GuestConnection: ResolverTypeWrapper<GuestConnectionSource>;
  GuestConsent: ResolverTypeWrapper<GuestConsentSource>;
  GuestConsentInput: GuestConsentInput;
  GuestEdge: ResolverTypeWrapper<GuestEdgeSource>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  LocalDate: ResolverTypeWrapper<Scalars['LocalDate']['output']>;
  LocalDateTime: ResolverTypeWrapper<Scalars['LocalDateTime']['output']>;
  LocalTime: ResolverTypeWrapper<Scalars['LocalTime']['output']>;
  Location: ResolverTypeWrapper<LocationSource>;
  LocationPayload: ResolverTypeWrapper<LocationPayloadSource>;
  MandatePlan: ResolverTypeWrapper<MandatePlanSource>;
  MediaLibrary: ResolverTypeWrapper<MediaLibrarySource>;
  Money: ResolverTypeWrapper<MoneySource>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Note: ResolverTypeWrapper<NoteSource>;
  NoteConnection: ResolverTypeWrapper<NoteConnectionSource>;
  NoteEdge: ResolverTypeWrapper<NoteEdgeSource>;
  Package: ResolverTypeWrapper<PackageSource>;
  PackageConnection: ResolverTypeWrapper<PackageConnectionSource>;
  PackageEdge: ResolverTypeWrapper<PackageEdgeSource>;
  PackagePass: ResolverTypeWrapper<PackagePassSource>;
  PageInfo: ResolverTypeWrapper<PageInfoSource>;
  PartyDuration: ResolverTypeWrapper<PartyDurationSource>;
  PartyDurationInput: PartyDurationInput;
  Pass: ResolverTypeWrapper<PassSource>;
  PassConnection: ResolverTypeWrapper<PassConnectionSource>;
  PassEdge: ResolverTypeWrapper<PassEdgeSource>;
  PassStartMode: PassStartMode;
  PassValidity: ResolverTypeWrapper<PassValiditySource>;
  PassValidityInput: PassValidityInput;
  Payment: ResolverTypeWrapper<PaymentSource>;
  PaymentMethod: PaymentMethod;
  PaymentStatus: PaymentStatus;
  Person: ResolverTypeWrapper<PersonSource>;
  PricingOption: ResolverTypeWrapper<PricingOptionSource>;
  PurchasePayment: ResolverTypeWrapper<PurchasePaymentSource>;
  PurchasedVideo: ResolverTypeWrapper<PurchasedVideoSource>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Questionnaire: ResolverTypeWrapper<QuestionnaireSource>;
  QuestionnaireAnswer: ResolverTypeWrapper<QuestionnaireAnswerSource>;
  QuestionnaireAnswerConnection: ResolverTypeWrapper<QuestionnaireAnswerConnectionSource>;
  QuestionnaireAnswerEdge: ResolverTypeWrapper<QuestionnaireAnswerEdgeSource>;
  RateLimit: ResolverTypeWrapper<RateLimitSource>;
  Register: ResolverTypeWrapper<RegisterSource>;
  Reservation: ResolverTypeWrapper<ReservationSource>;
  ReservationActor: ReservationActor;
  ReservationChange: ResolverTypeWrapper<ReservationChangeSource>;
  ReservationChannel: ReservationChannel;
  ReservationConnection: ResolverTypeWrapper<ReservationConnectionSource>;
  ReservationEdge: ResolverTypeWrapper<ReservationEdgeSource>;
  ReservationGuest: ResolverTypeWrapper<ReservationGuestSource>;
  ReservationGuestInput: ReservationGuestInput;
  ReservationStatus: ReservationStatus;
  Restaurant: ResolverTypeWrapper<RestaurantSource>;
  RestaurantConnection: ResolverTypeWrapper<RestaurantConnectionSource>;
  RestaurantEdge: ResolverTypeWrapper<RestaurantEdgeSource>;
  RestaurantFeatures: ResolverTypeWrapper<RestaurantFeaturesSource>;
  RestaurantFeaturesInput: RestaurantFeaturesInput;
  RestaurantPayload: ResolverTypeWrapper<RestaurantPayloadSource>;
  RotateApiClientSecretPayload: ResolverTypeWrapper<RotateApiClientSecretPayloadSource>;
  RotateApiKeyPayload: ResolverTypeWrapper<RotateApiKeyPayloadSource>;
  ServiceHours: ResolverTypeWrapper<ServiceHoursSource>;
  ServiceHoursInput: ServiceHoursInput;
  ServiceOption: ResolverTypeWrapper<ServiceOptionSource>;
  SetBookingPolicyInput: SetBookingPolicyInput;
  SlotRefusal: SlotRefusal;
  SpecialDay: ResolverTypeWrapper<SpecialDaySource>;
  SpecialDayPayload: ResolverTypeWrapper<SpecialDayPayloadSource>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  SubscriptionMandate: ResolverTypeWrapper<SubscriptionMandateSource>;
  SubscriptionMandateConnection: ResolverTypeWrapper<SubscriptionMandateConnectionSource>;
  SubscriptionMandateEdge: ResolverTypeWrapper<SubscriptionMandateEdgeSource>;
  SubscriptionMandateState: SubscriptionMandateState;
  SubscriptionPlan: ResolverTypeWrapper<SubscriptionPlanSource>;
  SubscriptionPlanConnection: ResolverTypeWrapper<SubscriptionPlanConnectionSource>;
  SubscriptionPlanEdge: ResolverTypeWrapper<SubscriptionPlanEdgeSource>;
  SubscriptionPlanState: SubscriptionPlanState;
  TableCombination: ResolverTypeWrapper<TableCombinationSource>;
  TableCombinationPayload: ResolverTypeWrapper<TableCombinationPayloadSource>;
  TimeZone: ResolverTypeWrapper<Scalars['TimeZone']['output']>;
  Transaction: ResolverTypeWrapper<TransactionSource>;
  TransactionConnection: ResolverTypeWrapper<TransactionConnectionSource>;
  TransactionEdge: ResolverTypeWrapper<TransactionEdgeSource>;
  UpdateApiClientInput: UpdateApiClientInput;
  UpdateApiKeyInput: UpdateApiKeyInput;
  UpdateAvailabilityRuleInput: UpdateAvailabilityRuleInput;
  UpdateCustomerProfileInput: UpdateCustomerProfileInput;
  UpdateCustomerProfilePayload: ResolverTypeWrapper<UpdateCustomerProfilePayloadSource>;
  UpdateDiningServiceInput: UpdateDiningServiceInput;
  UpdateDiningTableInput: UpdateDiningTableInput;
  UpdateLocationInput: UpdateLocationInput;
  UpdatePassInput: UpdatePassInput;
  UpdatePassPayload: ResolverTypeWrapper<UpdatePassPayloadSource>;
  UpdateReservationInput: UpdateReservationInput;
  UpdateReservationPayload: ResolverTypeWrapper<UpdateReservationPayloadSource>;
  UpdateRestaurantInput: UpdateRestaurantInput;
  UpdateSpecialDayInput: UpdateSpecialDayInput;
  UpdateSubscriptionPlanInput: UpdateSubscriptionPlanInput;
  UpdateSubscriptionPlanPayload: ResolverTypeWrapper<UpdateSubscriptionPlanPayloadSource>;
  UpdateTableCombinationInput: UpdateTableCombinationInput;
  UpdateVideoInput: UpdateVideoInput;
  UpdateVideoPayload: ResolverTypeWrapper<UpdateVideoPayloadSource>;
  UpdateVoucherInput: UpdateVoucherInput;
  UpdateVoucherPayload: ResolverTypeWrapper<UpdateVoucherPayloadSource>;
  UpsertGuestInput: UpsertGuestInput;
  UpsertGuestPayload: ResolverTypeWrapper<UpsertGuestPayloadSource>;
  ValidityUnit: ValidityUnit;
  Video: ResolverTypeWrapper<VideoSource>;
  VideoConnection: ResolverTypeWrapper<VideoConnectionSource>;
  VideoEdge: ResolverTypeWrapper<VideoEdgeSource>;
  VideoPurchase: ResolverTypeWrapper<VideoPurchaseSource>;
  VideoPurchaseConnection: ResolverTypeWrapper<VideoPurchaseConnectionSource>;
  VideoPurchaseEdge: ResolverTypeWrapper<VideoPurchaseEdgeSource>;
  Viewer: ResolverTypeWrapper<ViewerSource>;
  ViewerKind: ViewerKind;
  Voucher: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['Voucher']>;
  VoucherConnection: ResolverTypeWrapper<VoucherConnectionSource>;
  VoucherEdge: ResolverTypeWrapper<VoucherEdgeSource>;
  VoucherType: VoucherType;
  WaitingListConnection: ResolverTypeWrapper<WaitingListConnectionSource>;
  WaitingListEdge: ResolverTypeWrapper<WaitingListEdgeSource>;
  WaitingListEntry: ResolverTypeWrapper<WaitingListEntrySource>;
  WeekdayHours: ResolverTypeWrapper<WeekdayHoursSource>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  AnonymizeGuestInput: AnonymizeGuestInput;
  AnonymizeGuestPayload: AnonymizeGuestPayloadSource;
  AnswerValue: Scalars['AnswerValue']['output'];
  ApiClient: ApiClientSource;
  ApiClientConnection: ApiClientConnectionSource;
  ApiClientEdge: ApiClientEdgeSource;
  ApiClientInput: ApiClientInput;
  ApiClientLimits: ApiClientLimitsSource;
  ApiClientLimitsInput: ApiClientLimitsInput;
  ApiClientPayload: ApiClientPayloadSource;
  ApiKey: ApiKeySource;
  ApiKeyConnection: ApiKeyConnectionSource;
  ApiKeyEdge: ApiKeyEdgeSource;
  ApiKeyInput: ApiKeyInput;
  ApiKeyLimits: ApiKeyLimitsSource;
  ApiKeyLimitsInput: ApiKeyLimitsInput;
  ApiKeyPayload: ApiKeyPayloadSource;
  Appointment: AppointmentSource;
  AppointmentConnection: AppointmentConnectionSource;
  AppointmentEdge: AppointmentEdgeSource;
  AppointmentPayment: AppointmentPaymentSource;
  AppointmentService: AppointmentServiceSource;
  AppointmentServiceConnection: AppointmentServiceConnectionSource;
  AppointmentServiceEdge: AppointmentServiceEdgeSource;
  Attendee: AttendeeSource;
  AttendeeConnection: AttendeeConnectionSource;
  AttendeeEdge: AttendeeEdgeSource;
  AuditEntry: AuditEntrySource;
  AuditEntryConnection: AuditEntryConnectionSource;
  AuditEntryEdge: AuditEntryEdgeSource;
  AuditFilter: AuditFilter;
  AvailabilityRule: AvailabilityRuleSource;
  AvailabilityRulePayload: AvailabilityRulePayloadSource;
  AvailabilitySlot: AvailabilitySlotSource;
  BookedEvent: BookedEventSource;
  BookedPricingOption: BookedPricingOptionSource;
  BookedService: BookedServiceSource;
  Booking: BookingSource;
  BookingConfiguration: BookingConfigurationSource;
  BookingConnection: BookingConnectionSource;
  BookingEdge: BookingEdgeSource;
  BookingPolicy: BookingPolicySource;
  BookingPolicyPayload: BookingPolicyPayloadSource;
  Boolean: Scalars['Boolean']['output'];
  CancelReservationInput: CancelReservationInput;
  CancelReservationPayload: CancelReservationPayloadSource;
  Company: CompanySource;
  CreateApiClientInput: CreateApiClientInput;
  CreateApiClientPayload: CreateApiClientPayloadSource;
  CreateApiKeyInput: CreateApiKeyInput;
  CreateApiKeyPayload: CreateApiKeyPayloadSource;
  CreateAvailabilityRuleInput: CreateAvailabilityRuleInput;
  CreateDiningServiceInput: CreateDiningServiceInput;
  CreateDiningTableInput: CreateDiningTableInput;
  CreateLocationInput: CreateLocationInput;
  CreateReservationInput: CreateReservationInput;
  CreateReservationPayload: CreateReservationPayloadSource;
  CreateRestaurantInput: CreateRestaurantInput;
  CreateSpecialDayInput: CreateSpecialDayInput;
  CreateTableCombinationInput: CreateTableCombinationInput;
  CreditVoucher: CreditVoucherSource;
  CurrencyCode: Scalars['CurrencyCode']['output'];
  Customer: CustomerSource;
  CustomerConnection: CustomerConnectionSource;
  CustomerEdge: CustomerEdgeSource;
  DateTime: Scalars['DateTime']['output'];
  DeleteApiClientPayload: DeleteApiClientPayloadSource;
  DeleteAvailabilityRuleInput: DeleteAvailabilityRuleInput;
  DeleteBookingPolicyInput: DeleteBookingPolicyInput;
  DeleteDiningServiceInput: DeleteDiningServiceInput;
  DeleteDiningTableInput: DeleteDiningTableInput;
  DeleteSpecialDayInput: DeleteSpecialDayInput;
  DeleteTableCombinationInput: DeleteTableCombinationInput;
  DeletedPayload: DeletedPayloadSource;
  DiningService: DiningServiceSource;
  DiningServicePayload: DiningServicePayloadSource;
  DiningSlot: DiningSlotSource;
  DiningTable: DiningTableSource;
  DiningTablePayload: DiningTablePayloadSource;
  DiscountVoucher: DiscountVoucherSource;
  Event: EventSource;
  EventConnection: EventConnectionSource;
  EventDate: EventDateSource;
  EventEdge: EventEdgeSource;
  EventProperties: EventPropertiesSource;
  Facilitator: FacilitatorSource;
  Float: Scalars['Float']['output'];
  GiftCardVoucher: GiftCardVoucherSource;
  Guest: GuestSource;
  GuestConnection: GuestConnectionSource;
  GuestConsent: GuestConsentSource;
  GuestConsentInput: GuestConsentInput;
  GuestEdge: GuestEdgeSource;
  ID: Scalars['ID']['output'];
  Int: Scalars['Int']['output'];
  LocalDate: Scalars['LocalDate']['output'];
  LocalDateTime: Scalars['LocalDateTime']['output'];
  LocalTime: Scalars['LocalTime']['output'];
  Location: LocationSource;
  LocationPayload: LocationPayloadSource;
  MandatePlan: MandatePlanSource;
  MediaLibrary: MediaLibrarySource;
  Money: MoneySource;
  Mutation: Record<PropertyKey, never>;
  Note: NoteSource;
  NoteConnection: NoteConnectionSource;
  NoteEdge: NoteEdgeSource;
  Package: PackageSource;
  PackageConnection: PackageConnectionSource;
  PackageEdge: PackageEdgeSource;
  PackagePass: PackagePassSource;
  PageInfo: PageInfoSource;
  PartyDuration: PartyDurationSource;
  PartyDurationInput: PartyDurationInput;
  Pass: PassSource;
  PassConnection: PassConnectionSource;
  PassEdge: PassEdgeSource;
  PassValidity: PassValiditySource;
  PassValidityInput: PassValidityInput;
  Payment: PaymentSource;
  Person: PersonSource;
  PricingOption: PricingOptionSource;
  PurchasePayment: PurchasePaymentSource;
  PurchasedVideo: PurchasedVideoSource;
  Query: Record<PropertyKey, never>;
  Questionnaire: QuestionnaireSource;
  QuestionnaireAnswer: QuestionnaireAnswerSource;
  QuestionnaireAnswerConnection: QuestionnaireAnswerConnectionSource;
  QuestionnaireAnswerEdge: QuestionnaireAnswerEdgeSource;
  RateLimit: RateLimitSource;
  Register: RegisterSource;
  Reservation: ReservationSource;
  ReservationChange: ReservationChangeSource;
  ReservationConnection: ReservationConnectionSource;
  ReservationEdge: ReservationEdgeSource;
  ReservationGuest: ReservationGuestSource;
  ReservationGuestInput: ReservationGuestInput;
  Restaurant: RestaurantSource;
  RestaurantConnection: RestaurantConnectionSource;
  RestaurantEdge: RestaurantEdgeSource;
  RestaurantFeatures: RestaurantFeaturesSource;
  RestaurantFeaturesInput: RestaurantFeaturesInput;
  RestaurantPayload: RestaurantPayloadSource;
  RotateApiClientSecretPayload: RotateApiClientSecretPayloadSource;
  RotateApiKeyPayload: RotateApiKeyPayloadSource;
  ServiceHours: ServiceHoursSource;
  ServiceHoursInput: ServiceHoursInput;
  ServiceOption: ServiceOptionSource;
  SetBookingPolicyInput: SetBookingPolicyInput;
  SpecialDay: SpecialDaySource;
  SpecialDayPayload: SpecialDayPayloadSource;
  String: Scalars['String']['output'];
  SubscriptionMandate: SubscriptionMandateSource;
  SubscriptionMandateConnection: SubscriptionMandateConnectionSource;
  SubscriptionMandateEdge: SubscriptionMandateEdgeSource;
  SubscriptionPlan: SubscriptionPlanSource;
  SubscriptionPlanConnection: SubscriptionPlanConnectionSource;
  SubscriptionPlanEdge: SubscriptionPlanEdgeSource;
  TableCombination: TableCombinationSource;
  TableCombinationPayload: TableCombinationPayloadSource;
  TimeZone: Scalars['TimeZone']['output'];
  Transaction: TransactionSource;
  TransactionConnection: TransactionConnectionSource;
  TransactionEdge: TransactionEdgeSource;
  UpdateApiClientInput: UpdateApiClientInput;
  UpdateApiKeyInput: UpdateApiKeyInput;
  UpdateAvailabilityRuleInput: UpdateAvailabilityRuleInput;
  UpdateCustomerProfileInput: UpdateCustomerProfileInput;
  UpdateCustomerProfilePayload: UpdateCustomerProfilePayloadSource;
  UpdateDiningServiceInput: UpdateDiningServiceInput;
  UpdateDiningTableInput: UpdateDiningTableInput;
  UpdateLocationInput: UpdateLocationInput;
  UpdatePassInput: UpdatePassInput;
  UpdatePassPayload: UpdatePassPayloadSource;
  UpdateReservationInput: UpdateReservationInput;
  UpdateReservationPayload: UpdateReservationPayloadSource;
  UpdateRestaurantInput: UpdateRestaurantInput;
  UpdateSpecialDayInput: UpdateSpecialDayInput;
  UpdateSubscriptionPlanInput: UpdateSubscriptionPlanInput;
  UpdateSubscriptionPlanPayload: UpdateSubscriptionPlanPayloadSource;
  UpdateTableCombinationInput: UpdateTableCombinationInput;
  UpdateVideoInput: UpdateVideoInput;
  UpdateVideoPayload: UpdateVideoPayloadSource;
  UpdateVoucherInput: UpdateVoucherInput;
  UpdateVoucherPayload: UpdateVoucherPayloadSource;
  UpsertGuestInput: UpsertGuestInput;
  UpsertGuestPayload: UpsertGuestPayloadSource;
  Video: VideoSource;
  VideoConnection: VideoConnectionSource;
  VideoEdge: VideoEdgeSource;
  VideoPurchase: VideoPurchaseSource;
  VideoPurchaseConnection: VideoPurchaseConnectionSource;
  VideoPurchaseEdge: VideoPurchaseEdgeSource;
  Viewer: ViewerSource;
  Voucher: ResolversInterfaceTypes<ResolversParentTypes>['Voucher'];
  VoucherConnection: VoucherConnectionSource;
  VoucherEdge: VoucherEdgeSource;
  WaitingListConnection: WaitingListConnectionSource;
  WaitingListEdge: WaitingListEdgeSource;
  WaitingListEntry: WaitingListEntrySource;
  WeekdayHours: WeekdayHoursSource;
};

export type CachedDirectiveArgs = {
  resources: Array<Scalars['String']['input']>;
};

export type CachedDirectiveResolver<Result, Parent, ContextType = Context, Args = CachedDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type CostDirectiveArgs = {
  weight: Scalars['String']['input'];
  wholeList?: Maybe<Scalars['Boolean']['input']>;
};

export type CostDirectiveResolver<Result, Parent, ContextType = Context, Args = CostDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type ListSizeDirectiveArgs = {
  assumedSize?: Maybe<Scalars['Int']['input']>;
  requireOneSlicingArgument?: Maybe<Scalars['Boolean']['input']>;
  sizedFields?: Maybe<Array<Scalars['String']['input']>>;
  slicingArguments?: Maybe<Array<Scalars['String']['input']>>;
};

export type ListSizeDirectiveResolver<Result, Parent, ContextType = Context, Args = ListSizeDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type PublicDirectiveArgs = { };

export type PublicDirectiveResolver<Result, Parent, ContextType = Context, Args = PublicDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type ScopeDirectiveArgs = {
  anyOf?: Maybe<Array<Scalars['String']['input']>>;
  coveredBy?: Maybe<Scalars['String']['input']>;
  requires?: Maybe<Array<Scalars['String']['input']>>;
};

export type ScopeDirectiveResolver<Result, Parent, ContextType = Context, Args = ScopeDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type UncachedDirectiveArgs = {
  perPrincipal?: Maybe<Scalars['Boolean']['input']>;
};

export type UncachedDirectiveResolver<Result, Parent, ContextType = Context, Args = UncachedDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type AnonymizeGuestPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AnonymizeGuestPayload'] = ResolversParentTypes['AnonymizeGuestPayload']> = {
  guest?: Resolver<ResolversTypes['Guest'], ParentType, ContextType>;
};

export interface AnswerValueScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['AnswerValue'], any> {
  name: 'AnswerValue';
}

export type ApiClientResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ApiClient'] = ResolversParentTypes['ApiClient']> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  description?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lastTokenAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  limits?: Resolver<ResolversTypes['ApiClientLimits'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  scopes?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['ApiClientStatus'], ParentType, ContextType>;
};

export type ApiClientConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ApiClientConnection'] = ResolversParentTypes['ApiClientConnection']> = {
  edges?: Resolver<Array<ResolversTypes['ApiClientEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['ApiClient']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ApiClientEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ApiClientEdge'] = ResolversParentTypes['ApiClientEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['ApiClient'], ParentType, ContextType>;
};

export type ApiClientLimitsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ApiClientLimits'] = ResolversParentTypes['ApiClientLimits']> = {
  concurrent?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  pointsPerDay?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  pointsPerMinute?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ApiClientPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ApiClientPayload'] = ResolversParentTypes['ApiClientPayload']> = {
  apiClient?: Resolver<ResolversTypes['ApiClient'], ParentType, ContextType>;
};

export type ApiKeyResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ApiKey'] = ResolversParentTypes['ApiKey']> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  limits?: Resolver<ResolversTypes['ApiKeyLimits'], ParentType, ContextType>;
  locationId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  origins?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  revokedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  scopes?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['ApiKeyState'], ParentType, ContextType>;
};

export type ApiKeyConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ApiKeyConnection'] = ResolversParentTypes['ApiKeyConnection']> = {
  edges?: Resolver<Array<ResolversTypes['ApiKeyEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['ApiKey']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ApiKeyEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ApiKeyEdge'] = ResolversParentTypes['ApiKeyEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['ApiKey'], ParentType, ContextType>;
};

export type ApiKeyLimitsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ApiKeyLimits'] = ResolversParentTypes['ApiKeyLimits']> = {
  concurrent?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  pointsPerDay?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  pointsPerMinute?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ApiKeyPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ApiKeyPayload'] = ResolversParentTypes['ApiKeyPayload']> = {
  apiKey?: Resolver<ResolversTypes['ApiKey'], ParentType, ContextType>;
};

export type AppointmentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Appointment'] = ResolversParentTypes['Appointment']> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  createdAtLocal?: Resolver<ResolversTypes['LocalDateTime'], ParentType, ContextType>;
  customer?: Resolver<ResolversTypes['Person'], ParentType, ContextType>;
  durationMinutes?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  endsAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  facilitator?: Resolver<ResolversTypes['Facilitator'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  notes?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  optionName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  payment?: Resolver<ResolversTypes['AppointmentPayment'], ParentType, ContextType>;
  service?: Resolver<ResolversTypes['BookedService'], ParentType, ContextType>;
  startsAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  startsAtLocal?: Resolver<ResolversTypes['LocalDateTime'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['AppointmentStatus'], ParentType, ContextType>;
  timeZone?: Resolver<ResolversTypes['TimeZone'], ParentType, ContextType>;
};

export type AppointmentConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AppointmentConnection'] = ResolversParentTypes['AppointmentConnection']> = {
  edges?: Resolver<Array<ResolversTypes['AppointmentEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Appointment']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type AppointmentEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AppointmentEdge'] = ResolversParentTypes['AppointmentEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Appointment'], ParentType, ContextType>;
};

export type AppointmentPaymentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AppointmentPayment'] = ResolversParentTypes['AppointmentPayment']> = {
  amount?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  creditsUsed?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  method?: Resolver<ResolversTypes['PaymentMethod'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['PaymentStatus'], ParentType, ContextType>;
};

export type AppointmentServiceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AppointmentService'] = ResolversParentTypes['AppointmentService']> = {
  bufferMinutes?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  categories?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  description?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  location?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  options?: Resolver<Array<ResolversTypes['ServiceOption']>, ParentType, ContextType>;
};

export type AppointmentServiceConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AppointmentServiceConnection'] = ResolversParentTypes['AppointmentServiceConnection']> = {
  edges?: Resolver<Array<ResolversTypes['AppointmentServiceEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['AppointmentService']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type AppointmentServiceEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AppointmentServiceEdge'] = ResolversParentTypes['AppointmentServiceEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['AppointmentService'], ParentType, ContextType>;
};

export type AttendeeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Attendee'] = ResolversParentTypes['Attendee']> = {
  attended?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  cancelled?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  customer?: Resolver<ResolversTypes['Person'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  paymentMethod?: Resolver<ResolversTypes['PaymentMethod'], ParentType, ContextType>;
  pricingOption?: Resolver<Maybe<ResolversTypes['BookedPricingOption']>, ParentType, ContextType>;
  role?: Resolver<ResolversTypes['AttendeeRole'], ParentType, ContextType>;
  spaces?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type AttendeeConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AttendeeConnection'] = ResolversParentTypes['AttendeeConnection']> = {
  edges?: Resolver<Array<ResolversTypes['AttendeeEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Attendee']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type AttendeeEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AttendeeEdge'] = ResolversParentTypes['AttendeeEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Attendee'], ParentType, ContextType>;
};

export type AuditEntryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AuditEntry'] = ResolversParentTypes['AuditEntry']> = {
  action?: Resolver<ResolversTypes['AuditAction'], ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  durationMs?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  method?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  missingScope?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  operationName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  path?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  points?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  principalId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  principalKind?: Resolver<ResolversTypes['ViewerKind'], ParentType, ContextType>;
  principalName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  requestId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  resourceType?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type AuditEntryConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AuditEntryConnection'] = ResolversParentTypes['AuditEntryConnection']> = {
  edges?: Resolver<Array<ResolversTypes['AuditEntryEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['AuditEntry']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type AuditEntryEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AuditEntryEdge'] = ResolversParentTypes['AuditEntryEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['AuditEntry'], ParentType, ContextType>;
};

export type AvailabilityRuleResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AvailabilityRule'] = ResolversParentTypes['AvailabilityRule']> = {
  active?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  bufferAfterMinutes?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  bufferBeforeMinutes?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  daysOfWeek?: Resolver<Array<ResolversTypes['Int']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  maxCoversPerSlot?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  maxReservationsPerSlot?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  service?: Resolver<Maybe<ResolversTypes['DiningService']>, ParentType, ContextType>;
};

export type AvailabilityRulePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AvailabilityRulePayload'] = ResolversParentTypes['AvailabilityRulePayload']> = {
  availabilityRule?: Resolver<ResolversTypes['AvailabilityRule'], ParentType, ContextType>;
};

export type AvailabilitySlotResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AvailabilitySlot'] = ResolversParentTypes['AvailabilitySlot']> = {
  durationMinutes?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  option?: Resolver<ResolversTypes['ServiceOption'], ParentType, ContextType>;
  service?: Resolver<ResolversTypes['BookedService'], ParentType, ContextType>;
  startsAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  startsAtLocal?: Resolver<ResolversTypes['LocalDateTime'], ParentType, ContextType>;
  timeZone?: Resolver<ResolversTypes['TimeZone'], ParentType, ContextType>;
};

export type BookedEventResolvers<ContextType = Context, ParentType extends ResolversParentTypes['BookedEvent'] = ResolversParentTypes['BookedEvent']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type BookedPricingOptionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['BookedPricingOption'] = ResolversParentTypes['BookedPricingOption']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type BookedServiceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['BookedService'] = ResolversParentTypes['BookedService']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type BookingResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Booking'] = ResolversParentTypes['Booking']> = {
  attendee?: Resolver<ResolversTypes['Person'], ParentType, ContextType>;
  buyer?: Resolver<ResolversTypes['Person'], ParentType, ContextType>;
  cancelled?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  date?: Resolver<ResolversTypes['EventDate'], ParentType, ContextType>;
  event?: Resolver<ResolversTypes['BookedEvent'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  payment?: Resolver<ResolversTypes['Payment'], ParentType, ContextType>;
  pricingOption?: Resolver<Maybe<ResolversTypes['BookedPricingOption']>, ParentType, ContextType>;
  refunded?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  spaces?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  transaction?: Resolver<ResolversTypes['Transaction'], ParentType, ContextType>;
};

export type BookingConfigurationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['BookingConfiguration'] = ResolversParentTypes['BookingConfiguration']> = {
  bookingTypes?: Resolver<Array<ResolversTypes['BookingType']>, ParentType, ContextType>;
  maxAttendees?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  paymentMethods?: Resolver<Array<ResolversTypes['PaymentMethod']>, ParentType, ContextType>;
  waitingListEnabled?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type BookingConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['BookingConnection'] = ResolversParentTypes['BookingConnection']> = {
  edges?: Resolver<Array<ResolversTypes['BookingEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Booking']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type BookingEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['BookingEdge'] = ResolversParentTypes['BookingEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Booking'], ParentType, ContextType>;
};

export type BookingPolicyResolvers<ContextType = Context, ParentType extends ResolversParentTypes['BookingPolicy'] = ResolversParentTypes['BookingPolicy']> = {
  defaultDurationMinutes?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  durations?: Resolver<Array<ResolversTypes['PartyDuration']>, ParentType, ContextType>;
  maxAdvanceBookingDays?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  maxPartySize?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  minLeadTimeMinutes?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  minPartySize?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  slotIntervalMinutes?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type BookingPolicyPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['BookingPolicyPayload'] = ResolversParentTypes['BookingPolicyPayload']> = {
  bookingPolicy?: Resolver<ResolversTypes['BookingPolicy'], ParentType, ContextType>;
};

export type CancelReservationPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CancelReservationPayload'] = ResolversParentTypes['CancelReservationPayload']> = {
  reservation?: Resolver<ResolversTypes['Reservation'], ParentType, ContextType>;
};

export type CompanyResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Company'] = ResolversParentTypes['Company']> = {
  currency?: Resolver<ResolversTypes['CurrencyCode'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  timeZone?: Resolver<ResolversTypes['TimeZone'], ParentType, ContextType>;
};

export type CreateApiClientPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreateApiClientPayload'] = ResolversParentTypes['CreateApiClientPayload']> = {
  apiClient?: Resolver<ResolversTypes['ApiClient'], ParentType, ContextType>;
  secret?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type CreateApiKeyPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreateApiKeyPayload'] = ResolversParentTypes['CreateApiKeyPayload']> = {
  apiKey?: Resolver<ResolversTypes['ApiKey'], ParentType, ContextType>;
  key?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type CreateReservationPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreateReservationPayload'] = ResolversParentTypes['CreateReservationPayload']> = {
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  reservation?: Resolver<ResolversTypes['Reservation'], ParentType, ContextType>;
};

export type CreditVoucherResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreditVoucher'] = ResolversParentTypes['CreditVoucher']> = {
  active?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  createdAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  createdAtLocal?: Resolver<Maybe<ResolversTypes['LocalDateTime']>, ParentType, ContextType>;
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  expiresAtLocal?: Resolver<Maybe<ResolversTypes['LocalDateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  initialValue?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  remainingValue?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['VoucherType'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export interface CurrencyCodeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['CurrencyCode'], any> {
  name: 'CurrencyCode';
}

export type CustomerResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Customer'] = ResolversParentTypes['Customer']> = {
  appointments?: Resolver<Maybe<ResolversTypes['AppointmentConnection']>, ParentType, ContextType, Partial<CustomerAppointmentsArgs>>;
  archived?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  booking?: Resolver<Maybe<ResolversTypes['Booking']>, ParentType, ContextType, RequireFields<CustomerBookingArgs, 'id'>>;
  bookings?: Resolver<Maybe<ResolversTypes['BookingConnection']>, ParentType, ContextType, RequireFields<CustomerBookingsArgs, 'futureOnly' | 'orderBy'>>;
  email?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  firstName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  guest?: Resolver<Maybe<ResolversTypes['Guest']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lastName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  mobile?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  notes?: Resolver<Maybe<ResolversTypes['NoteConnection']>, ParentType, ContextType, Partial<CustomerNotesArgs>>;
  packages?: Resolver<Maybe<ResolversTypes['PackageConnection']>, ParentType, ContextType, Partial<CustomerPackagesArgs>>;
  questionnaireAnswers?: Resolver<Maybe<ResolversTypes['QuestionnaireAnswerConnection']>, ParentType, ContextType, Partial<CustomerQuestionnaireAnswersArgs>>;
  reservations?: Resolver<Maybe<ResolversTypes['ReservationConnection']>, ParentType, ContextType, Partial<CustomerReservationsArgs>>;
  subscriptionMandates?: Resolver<Maybe<ResolversTypes['SubscriptionMandateConnection']>, ParentType, ContextType, Partial<CustomerSubscriptionMandatesArgs>>;
  transactions?: Resolver<Maybe<ResolversTypes['TransactionConnection']>, ParentType, ContextType, RequireFields<CustomerTransactionsArgs, 'futureOnly'>>;
  videos?: Resolver<Maybe<ResolversTypes['VideoPurchaseConnection']>, ParentType, ContextType, Partial<CustomerVideosArgs>>;
};

export type CustomerConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CustomerConnection'] = ResolversParentTypes['CustomerConnection']> = {
  edges?: Resolver<Array<ResolversTypes['CustomerEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Customer']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type CustomerEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CustomerEdge'] = ResolversParentTypes['CustomerEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Customer'], ParentType, ContextType>;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type DeleteApiClientPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeleteApiClientPayload'] = ResolversParentTypes['DeleteApiClientPayload']> = {
  deletedId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type DeletedPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeletedPayload'] = ResolversParentTypes['DeletedPayload']> = {
  deletedId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type DiningServiceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DiningService'] = ResolversParentTypes['DiningService']> = {
  closes?: Resolver<ResolversTypes['LocalTime'], ParentType, ContextType>;
  daysOfWeek?: Resolver<Array<ResolversTypes['Int']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lastSeating?: Resolver<ResolversTypes['LocalTime'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  opens?: Resolver<ResolversTypes['LocalTime'], ParentType, ContextType>;
  requiresConfirmation?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  slotIntervalMinutes?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  validFrom?: Resolver<Maybe<ResolversTypes['LocalDate']>, ParentType, ContextType>;
  validUntil?: Resolver<Maybe<ResolversTypes['LocalDate']>, ParentType, ContextType>;
};

export type DiningServicePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DiningServicePayload'] = ResolversParentTypes['DiningServicePayload']> = {
  service?: Resolver<ResolversTypes['DiningService'], ParentType, ContextType>;
};

export type DiningSlotResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DiningSlot'] = ResolversParentTypes['DiningSlot']> = {
  available?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  capacity?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  endsAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['SlotRefusal']>, ParentType, ContextType>;
  serviceDay?: Resolver<ResolversTypes['LocalDate'], ParentType, ContextType>;
  serviceName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  startsAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  startsAtLocal?: Resolver<ResolversTypes['LocalDateTime'], ParentType, ContextType>;
  tableIds?: Resolver<Array<ResolversTypes['ID']>, ParentType, ContextType>;
};

export type DiningTableResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DiningTable'] = ResolversParentTypes['DiningTable']> = {
  bookable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  maxSeats?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  minSeats?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  priority?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type DiningTablePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DiningTablePayload'] = ResolversParentTypes['DiningTablePayload']> = {
  table?: Resolver<ResolversTypes['DiningTable'], ParentType, ContextType>;
};

export type DiscountVoucherResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DiscountVoucher'] = ResolversParentTypes['DiscountVoucher']> = {
  active?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  createdAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  createdAtLocal?: Resolver<Maybe<ResolversTypes['LocalDateTime']>, ParentType, ContextType>;
  discountType?: Resolver<ResolversTypes['DiscountType'], ParentType, ContextType>;
  discountValue?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  expiresAtLocal?: Resolver<Maybe<ResolversTypes['LocalDateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['VoucherType'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type EventResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Event'] = ResolversParentTypes['Event']> = {
  archived?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  bookingConfiguration?: Resolver<ResolversTypes['BookingConfiguration'], ParentType, ContextType>;
  dates?: Resolver<Array<ResolversTypes['EventDate']>, ParentType, ContextType, Partial<EventDatesArgs>>;
  description?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  facilitators?: Resolver<Array<ResolversTypes['Facilitator']>, ParentType, ContextType>;
  format?: Resolver<ResolversTypes['EventFormat'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  pricingOptions?: Resolver<Array<ResolversTypes['PricingOption']>, ParentType, ContextType>;
  properties?: Resolver<ResolversTypes['EventProperties'], ParentType, ContextType>;
};

export type EventConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['EventConnection'] = ResolversParentTypes['EventConnection']> = {
  edges?: Resolver<Array<ResolversTypes['EventEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Event']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type EventDateResolvers<ContextType = Context, ParentType extends ResolversParentTypes['EventDate'] = ResolversParentTypes['EventDate']> = {
  durationMinutes?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  endsAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  event?: Resolver<Maybe<ResolversTypes['Event']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  register?: Resolver<Maybe<ResolversTypes['Register']>, ParentType, ContextType>;
  startsAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  startsAtLocal?: Resolver<ResolversTypes['LocalDateTime'], ParentType, ContextType>;
  timeZone?: Resolver<ResolversTypes['TimeZone'], ParentType, ContextType>;
};

export type EventEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['EventEdge'] = ResolversParentTypes['EventEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Event'], ParentType, ContextType>;
};

export type EventPropertiesResolvers<ContextType = Context, ParentType extends ResolversParentTypes['EventProperties'] = ResolversParentTypes['EventProperties']> = {
  categories?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  location?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  terms?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type FacilitatorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Facilitator'] = ResolversParentTypes['Facilitator']> = {
  availability?: Resolver<Maybe<Array<ResolversTypes['AvailabilitySlot']>>, ParentType, ContextType, RequireFields<FacilitatorAvailabilityArgs, 'serviceId'>>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  timeZone?: Resolver<ResolversTypes['TimeZone'], ParentType, ContextType>;
};

export type GiftCardVoucherResolvers<ContextType = Context, ParentType extends ResolversParentTypes['GiftCardVoucher'] = ResolversParentTypes['GiftCardVoucher']> = {
  active?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  createdAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  createdAtLocal?: Resolver<Maybe<ResolversTypes['LocalDateTime']>, ParentType, ContextType>;
  expiresMonths?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  maxDiscount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  minPurchase?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['VoucherType'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type GuestResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Guest'] = ResolversParentTypes['Guest']> = {
  anonymizedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  consent?: Resolver<ResolversTypes['GuestConsent'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  email?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  firstName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  language?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  lastName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  phone?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  retentionUntil?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  visits?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type GuestConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['GuestConnection'] = ResolversParentTypes['GuestConnection']> = {
  edges?: Resolver<Array<ResolversTypes['GuestEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Guest']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type GuestConsentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['GuestConsent'] = ResolversParentTypes['GuestConsent']> = {
  marketing?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  recordedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  source?: Resolver<Maybe<ResolversTypes['ConsentSource']>, ParentType, ContextType>;
};

export type GuestEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['GuestEdge'] = ResolversParentTypes['GuestEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Guest'], ParentType, ContextType>;
};

export interface LocalDateScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['LocalDate'], any> {
  name: 'LocalDate';
}

export interface LocalDateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['LocalDateTime'], any> {
  name: 'LocalDateTime';
}

export interface LocalTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['LocalTime'], any> {
  name: 'LocalTime';
}

export type LocationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Location'] = ResolversParentTypes['Location']> = {
  active?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  availability?: Resolver<Maybe<Array<ResolversTypes['DiningSlot']>>, ParentType, ContextType, RequireFields<LocationAvailabilityArgs, 'date' | 'includeUnavailable' | 'partySize'>>;
  availabilityRules?: Resolver<Maybe<Array<ResolversTypes['AvailabilityRule']>>, ParentType, ContextType, RequireFields<LocationAvailabilityRulesArgs, 'includeInactive'>>;
  bookingPolicy?: Resolver<Maybe<ResolversTypes['BookingPolicy']>, ParentType, ContextType>;
  city?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  combinations?: Resolver<Maybe<Array<ResolversTypes['TableCombination']>>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  openingHours?: Resolver<Maybe<Array<ResolversTypes['WeekdayHours']>>, ParentType, ContextType>;
  restaurant?: Resolver<Maybe<ResolversTypes['Restaurant']>, ParentType, ContextType>;
  services?: Resolver<Maybe<Array<ResolversTypes['DiningService']>>, ParentType, ContextType>;
  specialDays?: Resolver<Maybe<Array<ResolversTypes['SpecialDay']>>, ParentType, ContextType, Partial<LocationSpecialDaysArgs>>;
  tables?: Resolver<Maybe<Array<ResolversTypes['DiningTable']>>, ParentType, ContextType>;
  timeZone?: Resolver<Maybe<ResolversTypes['TimeZone']>, ParentType, ContextType>;
};

export type LocationPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LocationPayload'] = ResolversParentTypes['LocationPayload']> = {
  location?: Resolver<ResolversTypes['Location'], ParentType, ContextType>;
};

export type MandatePlanResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MandatePlan'] = ResolversParentTypes['MandatePlan']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  recurringPrice?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type MediaLibraryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MediaLibrary'] = ResolversParentTypes['MediaLibrary']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type MoneyResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Money'] = ResolversParentTypes['Money']> = {
  amount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['CurrencyCode'], ParentType, ContextType>;
};

export type MutationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  activateApiClient?: Resolver<Maybe<ResolversTypes['ApiClientPayload']>, ParentType, ContextType, RequireFields<MutationActivateApiClientArgs, 'input'>>;
  anonymizeGuest?: Resolver<Maybe<ResolversTypes['AnonymizeGuestPayload']>, ParentType, ContextType, RequireFields<MutationAnonymizeGuestArgs, 'input'>>;
  cancelReservation?: Resolver<Maybe<ResolversTypes['CancelReservationPayload']>, ParentType, ContextType, RequireFields<MutationCancelReservationArgs, 'input'>>;
  createApiClient?: Resolver<Maybe<ResolversTypes['CreateApiClientPayload']>, ParentType, ContextType, RequireFields<MutationCreateApiClientArgs, 'input'>>;
  createApiKey?: Resolver<Maybe<ResolversTypes['CreateApiKeyPayload']>, ParentType, ContextType, RequireFields<MutationCreateApiKeyArgs, 'input'>>;
  createAvailabilityRule?: Resolver<Maybe<ResolversTypes['AvailabilityRulePayload']>, ParentType, ContextType, RequireFields<MutationCreateAvailabilityRuleArgs, 'input'>>;
  createDiningService?: Resolver<Maybe<ResolversTypes['DiningServicePayload']>, ParentType, ContextType, RequireFields<MutationCreateDiningServiceArgs, 'input'>>;
  createDiningTable?: Resolver<Maybe<ResolversTypes['DiningTablePayload']>, ParentType, ContextType, RequireFields<MutationCreateDiningTableArgs, 'input'>>;
  createLocation?: Resolver<Maybe<ResolversTypes['LocationPayload']>, ParentType, ContextType, RequireFields<MutationCreateLocationArgs, 'input'>>;
  createReservation?: Resolver<Maybe<ResolversTypes['CreateReservationPayload']>, ParentType, ContextType, RequireFields<MutationCreateReservationArgs, 'input'>>;
  createRestaurant?: Resolver<Maybe<ResolversTypes['RestaurantPayload']>, ParentType, ContextType, RequireFields<MutationCreateRestaurantArgs, 'input'>>;
  createSpecialDay?: Resolver<Maybe<ResolversTypes['SpecialDayPayload']>, ParentType, ContextType, RequireFields<MutationCreateSpecialDayArgs, 'input'>>;
  createTableCombination?: Resolver<Maybe<ResolversTypes['TableCombinationPayload']>, ParentType, ContextType, RequireFields<MutationCreateTableCombinationArgs, 'input'>>;
  deleteApiClient?: Resolver<Maybe<ResolversTypes['DeleteApiClientPayload']>, ParentType, ContextType, RequireFields<MutationDeleteApiClientArgs, 'input'>>;
  deleteAvailabilityRule?: Resolver<Maybe<ResolversTypes['DeletedPayload']>, ParentType, ContextType, RequireFields<MutationDeleteAvailabilityRuleArgs, 'input'>>;
  deleteBookingPolicy?: Resolver<Maybe<ResolversTypes['BookingPolicyPayload']>, ParentType, ContextType, RequireFields<MutationDeleteBookingPolicyArgs, 'input'>>;
  deleteDiningService?: Resolver<Maybe<ResolversTypes['DeletedPayload']>, ParentType, ContextType, RequireFields<MutationDeleteDiningServiceArgs, 'input'>>;
  deleteDiningTable?: Resolver<Maybe<ResolversTypes['DeletedPayload']>, ParentType, ContextType, RequireFields<MutationDeleteDiningTableArgs, 'input'>>;
  deleteSpecialDay?: Resolver<Maybe<ResolversTypes['DeletedPayload']>, ParentType, ContextType, RequireFields<MutationDeleteSpecialDayArgs, 'input'>>;
  deleteTableCombination?: Resolver<Maybe<ResolversTypes['DeletedPayload']>, ParentType, ContextType, RequireFields<MutationDeleteTableCombinationArgs, 'input'>>;
  revokeApiKey?: Resolver<Maybe<ResolversTypes['ApiKeyPayload']>, ParentType, ContextType, RequireFields<MutationRevokeApiKeyArgs, 'input'>>;
  rotateApiClientSecret?: Resolver<Maybe<ResolversTypes['RotateApiClientSecretPayload']>, ParentType, ContextType, RequireFields<MutationRotateApiClientSecretArgs, 'input'>>;
  rotateApiKey?: Resolver<Maybe<ResolversTypes['RotateApiKeyPayload']>, ParentType, ContextType, RequireFields<MutationRotateApiKeyArgs, 'input'>>;
  setBookingPolicy?: Resolver<Maybe<ResolversTypes['BookingPolicyPayload']>, ParentType, ContextType, RequireFields<MutationSetBookingPolicyArgs, 'input'>>;
  suspendApiClient?: Resolver<Maybe<ResolversTypes['ApiClientPayload']>, ParentType, ContextType, RequireFields<MutationSuspendApiClientArgs, 'input'>>;
  updateApiClient?: Resolver<Maybe<ResolversTypes['ApiClientPayload']>, ParentType, ContextType, RequireFields<MutationUpdateApiClientArgs, 'input'>>;
  updateApiKey?: Resolver<Maybe<ResolversTypes['ApiKeyPayload']>, ParentType, ContextType, RequireFields<MutationUpdateApiKeyArgs, 'input'>>;
  updateAvailabilityRule?: Resolver<Maybe<ResolversTypes['AvailabilityRulePayload']>, ParentType, ContextType, RequireFields<MutationUpdateAvailabilityRuleArgs, 'input'>>;
  updateCustomerProfile?: Resolver<Maybe<ResolversTypes['UpdateCustomerProfilePayload']>, ParentType, ContextType, RequireFields<MutationUpdateCustomerProfileArgs, 'input'>>;
  updateDiningService?: Resolver<Maybe<ResolversTypes['DiningServicePayload']>, ParentType, ContextType, RequireFields<MutationUpdateDiningServiceArgs, 'input'>>;
  updateDiningTable?: Resolver<Maybe<ResolversTypes['DiningTablePayload']>, ParentType, ContextType, RequireFields<MutationUpdateDiningTableArgs, 'input'>>;
  updateLocation?: Resolver<Maybe<ResolversTypes['LocationPayload']>, ParentType, ContextType, RequireFields<MutationUpdateLocationArgs, 'input'>>;
  updatePass?: Resolver<Maybe<ResolversTypes['UpdatePassPayload']>, ParentType, ContextType, RequireFields<MutationUpdatePassArgs, 'input'>>;
  updateReservation?: Resolver<Maybe<ResolversTypes['UpdateReservationPayload']>, ParentType, ContextType, RequireFields<MutationUpdateReservationArgs, 'input'>>;
  updateRestaurant?: Resolver<Maybe<ResolversTypes['RestaurantPayload']>, ParentType, ContextType, RequireFields<MutationUpdateRestaurantArgs, 'input'>>;
  updateSpecialDay?: Resolver<Maybe<ResolversTypes['SpecialDayPayload']>, ParentType, ContextType, RequireFields<MutationUpdateSpecialDayArgs, 'input'>>;
  updateSubscriptionPlan?: Resolver<Maybe<ResolversTypes['UpdateSubscriptionPlanPayload']>, ParentType, ContextType, RequireFields<MutationUpdateSubscriptionPlanArgs, 'input'>>;
  updateTableCombination?: Resolver<Maybe<ResolversTypes['TableCombinationPayload']>, ParentType, ContextType, RequireFields<MutationUpdateTableCombinationArgs, 'input'>>;
  updateVideo?: Resolver<Maybe<ResolversTypes['UpdateVideoPayload']>, ParentType, ContextType, RequireFields<MutationUpdateVideoArgs, 'input'>>;
  updateVoucher?: Resolver<Maybe<ResolversTypes['UpdateVoucherPayload']>, ParentType, ContextType, RequireFields<MutationUpdateVoucherArgs, 'input'>>;
  upsertGuest?: Resolver<Maybe<ResolversTypes['UpsertGuestPayload']>, ParentType, ContextType, RequireFields<MutationUpsertGuestArgs, 'input'>>;
};

export type NoteResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Note'] = ResolversParentTypes['Note']> = {
  content?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  createdAtLocal?: Resolver<ResolversTypes['LocalDateTime'], ParentType, ContextType>;
  createdBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  updatedAtLocal?: Resolver<ResolversTypes['LocalDateTime'], ParentType, ContextType>;
};

export type NoteConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NoteConnection'] = ResolversParentTypes['NoteConnection']> = {
  edges?: Resolver<Array<ResolversTypes['NoteEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Note']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type NoteEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NoteEdge'] = ResolversParentTypes['NoteEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Note'], ParentType, ContextType>;
};

export type PackageResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Package'] = ResolversParentTypes['Package']> = {
  cancelled?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  creditsRemaining?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  creditsTotal?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  customer?: Resolver<ResolversTypes['Person'], ParentType, ContextType>;
  expired?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  pass?: Resolver<ResolversTypes['PackagePass'], ParentType, ContextType>;
  payment?: Resolver<ResolversTypes['PurchasePayment'], ParentType, ContextType>;
  refunded?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type PackageConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PackageConnection'] = ResolversParentTypes['PackageConnection']> = {
  edges?: Resolver<Array<ResolversTypes['PackageEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Package']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type PackageEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PackageEdge'] = ResolversParentTypes['PackageEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Package'], ParentType, ContextType>;
};

export type PackagePassResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PackagePass'] = ResolversParentTypes['PackagePass']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PartyDurationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PartyDuration'] = ResolversParentTypes['PartyDuration']> = {
  durationMinutes?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  maxPartySize?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type PassResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Pass'] = ResolversParentTypes['Pass']> = {
  activePackages?: Resolver<Maybe<ResolversTypes['PackageConnection']>, ParentType, ContextType, Partial<PassActivePackagesArgs>>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  createdAtLocal?: Resolver<ResolversTypes['LocalDateTime'], ParentType, ContextType>;
  credits?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  deleted?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  description?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  price?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  purchaseLimit?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  startMode?: Resolver<ResolversTypes['PassStartMode'], ParentType, ContextType>;
  subscriptionsOnly?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  validity?: Resolver<ResolversTypes['PassValidity'], ParentType, ContextType>;
};

export type PassConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PassConnection'] = ResolversParentTypes['PassConnection']> = {
  edges?: Resolver<Array<ResolversTypes['PassEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Pass']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type PassEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PassEdge'] = ResolversParentTypes['PassEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Pass'], ParentType, ContextType>;
};

export type PassValidityResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PassValidity'] = ResolversParentTypes['PassValidity']> = {
  period?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  unit?: Resolver<ResolversTypes['ValidityUnit'], ParentType, ContextType>;
};

export type PaymentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Payment'] = ResolversParentTypes['Payment']> = {
  creditsUsed?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  gross?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  method?: Resolver<ResolversTypes['PaymentMethod'], ParentType, ContextType>;
  net?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
};

export type PersonResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Person'] = ResolversParentTypes['Person']> = {
  email?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  firstName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lastName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type PricingOptionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PricingOption'] = ResolversParentTypes['PricingOption']> = {
  credits?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  price?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  stock?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type PurchasePaymentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PurchasePayment'] = ResolversParentTypes['PurchasePayment']> = {
  amount?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  creditsUsed?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  method?: Resolver<ResolversTypes['PaymentMethod'], ParentType, ContextType>;
};

export type PurchasedVideoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PurchasedVideo'] = ResolversParentTypes['PurchasedVideo']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  apiClient?: Resolver<Maybe<ResolversTypes['ApiClient']>, ParentType, ContextType, RequireFields<QueryApiClientArgs, 'id'>>;
  apiClients?: Resolver<Maybe<ResolversTypes['ApiClientConnection']>, ParentType, ContextType, Partial<QueryApiClientsArgs>>;
  apiKey?: Resolver<Maybe<ResolversTypes['ApiKey']>, ParentType, ContextType, RequireFields<QueryApiKeyArgs, 'id'>>;
  apiKeys?: Resolver<Maybe<ResolversTypes['ApiKeyConnection']>, ParentType, ContextType, Partial<QueryApiKeysArgs>>;
  appointment?: Resolver<Maybe<ResolversTypes['Appointment']>, ParentType, ContextType, RequireFields<QueryAppointmentArgs, 'id'>>;
  appointmentService?: Resolver<Maybe<ResolversTypes['AppointmentService']>, ParentType, ContextType, RequireFields<QueryAppointmentServiceArgs, 'id'>>;
  appointmentServices?: Resolver<Maybe<ResolversTypes['AppointmentServiceConnection']>, ParentType, ContextType, Partial<QueryAppointmentServicesArgs>>;
  appointments?: Resolver<Maybe<ResolversTypes['AppointmentConnection']>, ParentType, ContextType, Partial<QueryAppointmentsArgs>>;
  auditLog?: Resolver<Maybe<ResolversTypes['AuditEntryConnection']>, ParentType, ContextType, Partial<QueryAuditLogArgs>>;
  customer?: Resolver<Maybe<ResolversTypes['Customer']>, ParentType, ContextType, RequireFields<QueryCustomerArgs, 'id'>>;
  customers?: Resolver<Maybe<ResolversTypes['CustomerConnection']>, ParentType, ContextType, Partial<QueryCustomersArgs>>;
  event?: Resolver<Maybe<ResolversTypes['Event']>, ParentType, ContextType, RequireFields<QueryEventArgs, 'id'>>;
  eventDate?: Resolver<Maybe<ResolversTypes['EventDate']>, ParentType, ContextType, RequireFields<QueryEventDateArgs, 'id'>>;
  events?: Resolver<Maybe<ResolversTypes['EventConnection']>, ParentType, ContextType, Partial<QueryEventsArgs>>;
  facilitator?: Resolver<Maybe<ResolversTypes['Facilitator']>, ParentType, ContextType, RequireFields<QueryFacilitatorArgs, 'id'>>;
  guest?: Resolver<Maybe<ResolversTypes['Guest']>, ParentType, ContextType, RequireFields<QueryGuestArgs, 'id'>>;
  guests?: Resolver<Maybe<ResolversTypes['GuestConnection']>, ParentType, ContextType, Partial<QueryGuestsArgs>>;
  location?: Resolver<Maybe<ResolversTypes['Location']>, ParentType, ContextType, RequireFields<QueryLocationArgs, 'id'>>;
  pass?: Resolver<Maybe<ResolversTypes['Pass']>, ParentType, ContextType, RequireFields<QueryPassArgs, 'id'>>;
  passes?: Resolver<Maybe<ResolversTypes['PassConnection']>, ParentType, ContextType, Partial<QueryPassesArgs>>;
  rateLimit?: Resolver<Maybe<ResolversTypes['RateLimit']>, ParentType, ContextType>;
  reservation?: Resolver<Maybe<ResolversTypes['Reservation']>, ParentType, ContextType, RequireFields<QueryReservationArgs, 'ref'>>;
  reservations?: Resolver<Maybe<ResolversTypes['ReservationConnection']>, ParentType, ContextType, Partial<QueryReservationsArgs>>;
  restaurant?: Resolver<Maybe<ResolversTypes['Restaurant']>, ParentType, ContextType, RequireFields<QueryRestaurantArgs, 'id'>>;
  restaurants?: Resolver<Maybe<ResolversTypes['RestaurantConnection']>, ParentType, ContextType, Partial<QueryRestaurantsArgs>>;
  subscriptionPlan?: Resolver<Maybe<ResolversTypes['SubscriptionPlan']>, ParentType, ContextType, RequireFields<QuerySubscriptionPlanArgs, 'id'>>;
  subscriptionPlans?: Resolver<Maybe<ResolversTypes['SubscriptionPlanConnection']>, ParentType, ContextType, Partial<QuerySubscriptionPlansArgs>>;
  video?: Resolver<Maybe<ResolversTypes['Video']>, ParentType, ContextType, RequireFields<QueryVideoArgs, 'id'>>;
  videos?: Resolver<Maybe<ResolversTypes['VideoConnection']>, ParentType, ContextType, Partial<QueryVideosArgs>>;
  viewer?: Resolver<Maybe<ResolversTypes['Viewer']>, ParentType, ContextType>;
  voucher?: Resolver<Maybe<ResolversTypes['Voucher']>, ParentType, ContextType, RequireFields<QueryVoucherArgs, 'id'>>;
  vouchers?: Resolver<Maybe<ResolversTypes['VoucherConnection']>, ParentType, ContextType, Partial<QueryVouchersArgs>>;
};

export type QuestionnaireResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Questionnaire'] = ResolversParentTypes['Questionnaire']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type QuestionnaireAnswerResolvers<ContextType = Context, ParentType extends ResolversParentTypes['QuestionnaireAnswer'] = ResolversParentTypes['QuestionnaireAnswer']> = {
  answer?: Resolver<ResolversTypes['AnswerValue'], ParentType, ContextType>;
  answeredAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  answeredAtLocal?: Resolver<ResolversTypes['LocalDateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  question?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  questionnaire?: Resolver<ResolversTypes['Questionnaire'], ParentType, ContextType>;
};

export type QuestionnaireAnswerConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['QuestionnaireAnswerConnection'] = ResolversParentTypes['QuestionnaireAnswerConnection']> = {
  edges?: Resolver<Array<ResolversTypes['QuestionnaireAnswerEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['QuestionnaireAnswer']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type QuestionnaireAnswerEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['QuestionnaireAnswerEdge'] = ResolversParentTypes['QuestionnaireAnswerEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['QuestionnaireAnswer'], ParentType, ContextType>;
};

export type RateLimitResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RateLimit'] = ResolversParentTypes['RateLimit']> = {
  concurrent?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  daily?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  dailyRemaining?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  limit?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  remaining?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  resetAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type RegisterResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Register'] = ResolversParentTypes['Register']> = {
  attendees?: Resolver<ResolversTypes['AttendeeConnection'], ParentType, ContextType, Partial<RegisterAttendeesArgs>>;
  availableSpaces?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  capacity?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  event?: Resolver<ResolversTypes['BookedEvent'], ParentType, ContextType>;
  totalAttendees?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  waitingList?: Resolver<ResolversTypes['WaitingListConnection'], ParentType, ContextType, Partial<RegisterWaitingListArgs>>;
};

export type ReservationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Reservation'] = ResolversParentTypes['Reservation']> = {
  cancelReason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  customer?: Resolver<Maybe<ResolversTypes['Customer']>, ParentType, ContextType>;
  durationMinutes?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  endsAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  guest?: Resolver<ResolversTypes['ReservationGuest'], ParentType, ContextType>;
  history?: Resolver<Array<ResolversTypes['ReservationChange']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  location?: Resolver<ResolversTypes['Location'], ParentType, ContextType>;
  partySize?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  publicReference?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  serviceDay?: Resolver<ResolversTypes['LocalDate'], ParentType, ContextType>;
  serviceName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  source?: Resolver<ResolversTypes['ReservationChannel'], ParentType, ContextType>;
  specialRequests?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  startsAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  startsAtLocal?: Resolver<ResolversTypes['LocalDateTime'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['ReservationStatus'], ParentType, ContextType>;
  tables?: Resolver<Array<ResolversTypes['DiningTable']>, ParentType, ContextType>;
  timeZone?: Resolver<ResolversTypes['TimeZone'], ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type ReservationChangeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReservationChange'] = ResolversParentTypes['ReservationChange']> = {
  actorId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  actorKind?: Resolver<ResolversTypes['ReservationActor'], ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  changes?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  fromStatus?: Resolver<Maybe<ResolversTypes['ReservationStatus']>, ParentType, ContextType>;
  toStatus?: Resolver<ResolversTypes['ReservationStatus'], ParentType, ContextType>;
};

export type ReservationConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReservationConnection'] = ResolversParentTypes['ReservationConnection']> = {
  edges?: Resolver<Array<ResolversTypes['ReservationEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Reservation']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ReservationEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReservationEdge'] = ResolversParentTypes['ReservationEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Reservation'], ParentType, ContextType>;
};

export type ReservationGuestResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReservationGuest'] = ResolversParentTypes['ReservationGuest']> = {
  email?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  firstName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  lastName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  phone?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type RestaurantResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Restaurant'] = ResolversParentTypes['Restaurant']> = {
  bookingPolicy?: Resolver<Maybe<ResolversTypes['BookingPolicy']>, ParentType, ContextType>;
  features?: Resolver<Maybe<ResolversTypes['RestaurantFeatures']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  location?: Resolver<Maybe<ResolversTypes['Location']>, ParentType, ContextType, Partial<RestaurantLocationArgs>>;
  locations?: Resolver<Maybe<Array<ResolversTypes['Location']>>, ParentType, ContextType, RequireFields<RestaurantLocationsArgs, 'includeInactive'>>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  timeZone?: Resolver<Maybe<ResolversTypes['TimeZone']>, ParentType, ContextType>;
};

export type RestaurantConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RestaurantConnection'] = ResolversParentTypes['RestaurantConnection']> = {
  edges?: Resolver<Array<ResolversTypes['RestaurantEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Restaurant']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type RestaurantEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RestaurantEdge'] = ResolversParentTypes['RestaurantEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Restaurant'], ParentType, ContextType>;
};

export type RestaurantFeaturesResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RestaurantFeatures'] = ResolversParentTypes['RestaurantFeatures']> = {
  reservationChanges?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  waitlist?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  webhooks?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type RestaurantPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RestaurantPayload'] = ResolversParentTypes['RestaurantPayload']> = {
  restaurant?: Resolver<ResolversTypes['Restaurant'], ParentType, ContextType>;
};

export type RotateApiClientSecretPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RotateApiClientSecretPayload'] = ResolversParentTypes['RotateApiClientSecretPayload']> = {
  apiClient?: Resolver<ResolversTypes['ApiClient'], ParentType, ContextType>;
  secret?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type RotateApiKeyPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RotateApiKeyPayload'] = ResolversParentTypes['RotateApiKeyPayload']> = {
  apiKey?: Resolver<ResolversTypes['ApiKey'], ParentType, ContextType>;
  key?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  previous?: Resolver<ResolversTypes['ApiKey'], ParentType, ContextType>;
};

export type ServiceHoursResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ServiceHours'] = ResolversParentTypes['ServiceHours']> = {
  closes?: Resolver<ResolversTypes['LocalTime'], ParentType, ContextType>;
  lastSeating?: Resolver<ResolversTypes['LocalTime'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  opens?: Resolver<ResolversTypes['LocalTime'], ParentType, ContextType>;
  requiresConfirmation?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  slotIntervalMinutes?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ServiceOptionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ServiceOption'] = ResolversParentTypes['ServiceOption']> = {
  durationMinutes?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  price?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type SpecialDayResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SpecialDay'] = ResolversParentTypes['SpecialDay']> = {
  closed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  date?: Resolver<ResolversTypes['LocalDate'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  services?: Resolver<Array<ResolversTypes['ServiceHours']>, ParentType, ContextType>;
};

export type SpecialDayPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SpecialDayPayload'] = ResolversParentTypes['SpecialDayPayload']> = {
  specialDay?: Resolver<ResolversTypes['SpecialDay'], ParentType, ContextType>;
};

export type SubscriptionMandateResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SubscriptionMandate'] = ResolversParentTypes['SubscriptionMandate']> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  earliestCancellationAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  graceDays?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  plan?: Resolver<ResolversTypes['MandatePlan'], ParentType, ContextType>;
  renewalAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['SubscriptionMandateState'], ParentType, ContextType>;
};

export type SubscriptionMandateConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SubscriptionMandateConnection'] = ResolversParentTypes['SubscriptionMandateConnection']> = {
  edges?: Resolver<Array<ResolversTypes['SubscriptionMandateEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['SubscriptionMandate']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type SubscriptionMandateEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SubscriptionMandateEdge'] = ResolversParentTypes['SubscriptionMandateEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['SubscriptionMandate'], ParentType, ContextType>;
};

export type SubscriptionPlanResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SubscriptionPlan'] = ResolversParentTypes['SubscriptionPlan']> = {
  deleted?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  initialPrice?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  modifiedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  modifiedAtLocal?: Resolver<ResolversTypes['LocalDateTime'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  pass?: Resolver<Maybe<ResolversTypes['PackagePass']>, ParentType, ContextType>;
  recurringPrice?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  renewsOnExpire?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['SubscriptionPlanState'], ParentType, ContextType>;
  termDays?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type SubscriptionPlanConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SubscriptionPlanConnection'] = ResolversParentTypes['SubscriptionPlanConnection']> = {
  edges?: Resolver<Array<ResolversTypes['SubscriptionPlanEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['SubscriptionPlan']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type SubscriptionPlanEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SubscriptionPlanEdge'] = ResolversParentTypes['SubscriptionPlanEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['SubscriptionPlan'], ParentType, ContextType>;
};

export type TableCombinationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TableCombination'] = ResolversParentTypes['TableCombination']> = {
  bookable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  maxSeats?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  minSeats?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  priority?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  tables?: Resolver<Array<ResolversTypes['DiningTable']>, ParentType, ContextType>;
};

export type TableCombinationPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TableCombinationPayload'] = ResolversParentTypes['TableCombinationPayload']> = {
  combination?: Resolver<ResolversTypes['TableCombination'], ParentType, ContextType>;
};

export interface TimeZoneScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['TimeZone'], any> {
  name: 'TimeZone';
}

export type TransactionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Transaction'] = ResolversParentTypes['Transaction']> = {
  bookings?: Resolver<Array<ResolversTypes['Booking']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  purchasedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  purchasedAtLocal?: Resolver<ResolversTypes['LocalDateTime'], ParentType, ContextType>;
};

export type TransactionConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TransactionConnection'] = ResolversParentTypes['TransactionConnection']> = {
  edges?: Resolver<Array<ResolversTypes['TransactionEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Transaction']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type TransactionEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TransactionEdge'] = ResolversParentTypes['TransactionEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Transaction'], ParentType, ContextType>;
};

export type UpdateCustomerProfilePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UpdateCustomerProfilePayload'] = ResolversParentTypes['UpdateCustomerProfilePayload']> = {
  customer?: Resolver<ResolversTypes['Customer'], ParentType, ContextType>;
};

export type UpdatePassPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UpdatePassPayload'] = ResolversParentTypes['UpdatePassPayload']> = {
  pass?: Resolver<ResolversTypes['Pass'], ParentType, ContextType>;
};

export type UpdateReservationPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UpdateReservationPayload'] = ResolversParentTypes['UpdateReservationPayload']> = {
  reservation?: Resolver<ResolversTypes['Reservation'], ParentType, ContextType>;
};

export type UpdateSubscriptionPlanPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UpdateSubscriptionPlanPayload'] = ResolversParentTypes['UpdateSubscriptionPlanPayload']> = {
  subscriptionPlan?: Resolver<ResolversTypes['SubscriptionPlan'], ParentType, ContextType>;
};

export type UpdateVideoPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UpdateVideoPayload'] = ResolversParentTypes['UpdateVideoPayload']> = {
  video?: Resolver<ResolversTypes['Video'], ParentType, ContextType>;
};

export type UpdateVoucherPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UpdateVoucherPayload'] = ResolversParentTypes['UpdateVoucherPayload']> = {
  voucher?: Resolver<ResolversTypes['Voucher'], ParentType, ContextType>;
};

export type UpsertGuestPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UpsertGuestPayload'] = ResolversParentTypes['UpsertGuestPayload']> = {
  created?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  guest?: Resolver<ResolversTypes['Guest'], ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type VideoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Video'] = ResolversParentTypes['Video']> = {
  credits?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  deleted?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  description?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  expiryDays?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  hasExpiry?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  library?: Resolver<Maybe<ResolversTypes['MediaLibrary']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  price?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  ready?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  updatedAtLocal?: Resolver<ResolversTypes['LocalDateTime'], ParentType, ContextType>;
};

export type VideoConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['VideoConnection'] = ResolversParentTypes['VideoConnection']> = {
  edges?: Resolver<Array<ResolversTypes['VideoEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Video']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type VideoEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['VideoEdge'] = ResolversParentTypes['VideoEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Video'], ParentType, ContextType>;
};

export type VideoPurchaseResolvers<ContextType = Context, ParentType extends ResolversParentTypes['VideoPurchase'] = ResolversParentTypes['VideoPurchase']> = {
  cancelled?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  expired?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  payment?: Resolver<ResolversTypes['PurchasePayment'], ParentType, ContextType>;
  refunded?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  video?: Resolver<ResolversTypes['PurchasedVideo'], ParentType, ContextType>;
};

export type VideoPurchaseConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['VideoPurchaseConnection'] = ResolversParentTypes['VideoPurchaseConnection']> = {
  edges?: Resolver<Array<ResolversTypes['VideoPurchaseEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['VideoPurchase']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type VideoPurchaseEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['VideoPurchaseEdge'] = ResolversParentTypes['VideoPurchaseEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['VideoPurchase'], ParentType, ContextType>;
};

export type ViewerResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Viewer'] = ResolversParentTypes['Viewer']> = {
  company?: Resolver<Maybe<ResolversTypes['Company']>, ParentType, ContextType>;
  id?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['ViewerKind'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  scopes?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
};

export type VoucherResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Voucher'] = ResolversParentTypes['Voucher']> = {
  __resolveType: TypeResolveFn<'CreditVoucher' | 'DiscountVoucher' | 'GiftCardVoucher', ParentType, ContextType>;
};

export type VoucherConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['VoucherConnection'] = ResolversParentTypes['VoucherConnection']> = {
  edges?: Resolver<Array<ResolversTypes['VoucherEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Voucher']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type VoucherEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['VoucherEdge'] = ResolversParentTypes['VoucherEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Voucher'], ParentType, ContextType>;
};

export type WaitingListConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['WaitingListConnection'] = ResolversParentTypes['WaitingListConnection']> = {
  edges?: Resolver<Array<ResolversTypes['WaitingListEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['WaitingListEntry']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type WaitingListEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['WaitingListEdge'] = ResolversParentTypes['WaitingListEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['WaitingListEntry'], ParentType, ContextType>;
};

export type WaitingListEntryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['WaitingListEntry'] = ResolversParentTypes['WaitingListEntry']> = {
  customer?: Resolver<ResolversTypes['Person'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  joinedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type WeekdayHoursResolvers<ContextType = Context, ParentType extends ResolversParentTypes['WeekdayHours'] = ResolversParentTypes['WeekdayHours']> = {
  dayOfWeek?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  services?: Resolver<Array<ResolversTypes['ServiceHours']>, ParentType, ContextType>;
};

export type Resolvers<ContextType = Context> = {
  AnonymizeGuestPayload?: AnonymizeGuestPayloadResolvers<ContextType>;
  AnswerValue?: GraphQLScalarType;
  ApiClient?: ApiClientResolvers<ContextType>;
  ApiClientConnection?: ApiClientConnectionResolvers<ContextType>;
  ApiClientEdge?: ApiClientEdgeResolvers<ContextType>;
  ApiClientLimits?: ApiClientLimitsResolvers<ContextType>;
  ApiClientPayload?: ApiClientPayloadResolvers<ContextType>;
  ApiKey?: ApiKeyResolvers<ContextType>;
  ApiKeyConnection?: ApiKeyConnectionResolvers<ContextType>;
  ApiKeyEdge?: ApiKeyEdgeResolvers<ContextType>;
  ApiKeyLimits?: ApiKeyLimitsResolvers<ContextType>;
  ApiKeyPayload?: ApiKeyPayloadResolvers<ContextType>;
  Appointment?: AppointmentResolvers<ContextType>;
  AppointmentConnection?: AppointmentConnectionResolvers<ContextType>;
  AppointmentEdge?: AppointmentEdgeResolvers<ContextType>;
  AppointmentPayment?: AppointmentPaymentResolvers<ContextType>;
  AppointmentService?: AppointmentServiceResolvers<ContextType>;
  AppointmentServiceConnection?: AppointmentServiceConnectionResolvers<ContextType>;
  AppointmentServiceEdge?: AppointmentServiceEdgeResolvers<ContextType>;
  Attendee?: AttendeeResolvers<ContextType>;
  AttendeeConnection?: AttendeeConnectionResolvers<ContextType>;
  AttendeeEdge?: AttendeeEdgeResolvers<ContextType>;
  AuditEntry?: AuditEntryResolvers<ContextType>;
  AuditEntryConnection?: AuditEntryConnectionResolvers<ContextType>;
  AuditEntryEdge?: AuditEntryEdgeResolvers<ContextType>;
  AvailabilityRule?: AvailabilityRuleResolvers<ContextType>;
  AvailabilityRulePayload?: AvailabilityRulePayloadResolvers<ContextType>;
  AvailabilitySlot?: AvailabilitySlotResolvers<ContextType>;
  BookedEvent?: BookedEventResolvers<ContextType>;
  BookedPricingOption?: BookedPricingOptionResolvers<ContextType>;
  BookedService?: BookedServiceResolvers<ContextType>;
  Booking?: BookingResolvers<ContextType>;
  BookingConfiguration?: BookingConfigurationResolvers<ContextType>;
  BookingConnection?: BookingConnectionResolvers<ContextType>;
  BookingEdge?: BookingEdgeResolvers<ContextType>;
  BookingPolicy?: BookingPolicyResolvers<ContextType>;
  BookingPolicyPayload?: BookingPolicyPayloadResolvers<ContextType>;
  CancelReservationPayload?: CancelReservationPayloadResolvers<ContextType>;
  Company?: CompanyResolvers<ContextType>;
  CreateApiClientPayload?: CreateApiClientPayloadResolvers<ContextType>;
  CreateApiKeyPayload?: CreateApiKeyPayloadResolvers<ContextType>;
  CreateReservationPayload?: CreateReservationPayloadResolvers<ContextType>;
  CreditVoucher?: CreditVoucherResolvers<ContextType>;
  CurrencyCode?: GraphQLScalarType;
  Customer?: CustomerResolvers<ContextType>;
  CustomerConnection?: CustomerConnectionResolvers<ContextType>;
  CustomerEdge?: CustomerEdgeResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  DeleteApiClientPayload?: DeleteApiClientPayloadResolvers<ContextType>;
  DeletedPayload?: DeletedPayloadResolvers<ContextType>;
  DiningService?: DiningServiceResolvers<ContextType>;
  DiningServicePayload?: DiningServicePayloadResolvers<ContextType>;
  DiningSlot?: DiningSlotResolvers<ContextType>;
  DiningTable?: DiningTableResolvers<ContextType>;
  DiningTablePayload?: DiningTablePayloadResolvers<ContextType>;
  DiscountVoucher?: DiscountVoucherResolvers<ContextType>;
  Event?: EventResolvers<ContextType>;
  EventConnection?: EventConnectionResolvers<ContextType>;
  EventDate?: EventDateResolvers<ContextType>;
  EventEdge?: EventEdgeResolvers<ContextType>;
  EventProperties?: EventPropertiesResolvers<ContextType>;
  Facilitator?: FacilitatorResolvers<ContextType>;
  GiftCardVoucher?: GiftCardVoucherResolvers<ContextType>;
  Guest?: GuestResolvers<ContextType>;
  GuestConnection?: GuestConnectionResolvers<ContextType>;
  GuestConsent?: GuestConsentResolvers<ContextType>;
  GuestEdge?: GuestEdgeResolvers<ContextType>;
  LocalDate?: GraphQLScalarType;
  LocalDateTime?: GraphQLScalarType;
  LocalTime?: GraphQLScalarType;
  Location?: LocationResolvers<ContextType>;
  LocationPayload?: LocationPayloadResolvers<ContextType>;
  MandatePlan?: MandatePlanResolvers<ContextType>;
  MediaLibrary?: MediaLibraryResolvers<ContextType>;
  Money?: MoneyResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  Note?: NoteResolvers<ContextType>;
  NoteConnection?: NoteConnectionResolvers<ContextType>;
  NoteEdge?: NoteEdgeResolvers<ContextType>;
  Package?: PackageResolvers<ContextType>;
  PackageConnection?: PackageConnectionResolvers<ContextType>;
  PackageEdge?: PackageEdgeResolvers<ContextType>;
  PackagePass?: PackagePassResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  PartyDuration?: PartyDurationResolvers<ContextType>;
  Pass?: PassResolvers<ContextType>;
  PassConnection?: PassConnectionResolvers<ContextType>;
  PassEdge?: PassEdgeResolvers<ContextType>;
  PassValidity?: PassValidityResolvers<ContextType>;
  Payment?: PaymentResolvers<ContextType>;
  Person?: PersonResolvers<ContextType>;
  PricingOption?: PricingOptionResolvers<ContextType>;
  PurchasePayment?: PurchasePaymentResolvers<ContextType>;
  PurchasedVideo?: PurchasedVideoResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  Questionnaire?: QuestionnaireResolvers<ContextType>;
  QuestionnaireAnswer?: QuestionnaireAnswerResolvers<ContextType>;
  QuestionnaireAnswerConnection?: QuestionnaireAnswerConnectionResolvers<ContextType>;
  QuestionnaireAnswerEdge?: QuestionnaireAnswerEdgeResolvers<ContextType>;
  RateLimit?: RateLimitResolvers<ContextType>;
  Register?: RegisterResolvers<ContextType>;
  Reservation?: ReservationResolvers<ContextType>;
  ReservationChange?: ReservationChangeResolvers<ContextType>;
  ReservationConnection?: ReservationConnectionResolvers<ContextType>;
  ReservationEdge?: ReservationEdgeResolvers<ContextType>;
  ReservationGuest?: ReservationGuestResolvers<ContextType>;
  Restaurant?: RestaurantResolvers<ContextType>;
  RestaurantConnection?: RestaurantConnectionResolvers<ContextType>;
  RestaurantEdge?: RestaurantEdgeResolvers<ContextType>;
  RestaurantFeatures?: RestaurantFeaturesResolvers<ContextType>;
  RestaurantPayload?: RestaurantPayloadResolvers<ContextType>;
  RotateApiClientSecretPayload?: RotateApiClientSecretPayloadResolvers<ContextType>;
  RotateApiKeyPayload?: RotateApiKeyPayloadResolvers<ContextType>;
  ServiceHours?: ServiceHoursResolvers<ContextType>;
  ServiceOption?: ServiceOptionResolvers<ContextType>;
  SpecialDay?: SpecialDayResolvers<ContextType>;
  SpecialDayPayload?: SpecialDayPayloadResolvers<ContextType>;
  SubscriptionMandate?: SubscriptionMandateResolvers<ContextType>;
  SubscriptionMandateConnection?: SubscriptionMandateConnectionResolvers<ContextType>;
  SubscriptionMandateEdge?: SubscriptionMandateEdgeResolvers<ContextType>;
  SubscriptionPlan?: SubscriptionPlanResolvers<ContextType>;
  SubscriptionPlanConnection?: SubscriptionPlanConnectionResolvers<ContextType>;
  SubscriptionPlanEdge?: SubscriptionPlanEdgeResolvers<ContextType>;
  TableCombination?: TableCombinationResolvers<ContextType>;
  TableCombinationPayload?: TableCombinationPayloadResolvers<ContextType>;
  TimeZone?: GraphQLScalarType;
  Transaction?: TransactionResolvers<ContextType>;
  TransactionConnection?: TransactionConnectionResolvers<ContextType>;
  TransactionEdge?: TransactionEdgeResolvers<ContextType>;
  UpdateCustomerProfilePayload?: UpdateCustomerProfilePayloadResolvers<ContextType>;
  UpdatePassPayload?: UpdatePassPayloadResolvers<ContextType>;
  UpdateReservationPayload?: UpdateReservationPayloadResolvers<ContextType>;
  UpdateSubscriptionPlanPayload?: UpdateSubscriptionPlanPayloadResolvers<ContextType>;
  UpdateVideoPayload?: UpdateVideoPayloadResolvers<ContextType>;
  UpdateVoucherPayload?: UpdateVoucherPayloadResolvers<ContextType>;
  UpsertGuestPayload?: UpsertGuestPayloadResolvers<ContextType>;
  Video?: VideoResolvers<ContextType>;
  VideoConnection?: VideoConnectionResolvers<ContextType>;
  VideoEdge?: VideoEdgeResolvers<ContextType>;
  VideoPurchase?: VideoPurchaseResolvers<ContextType>;
  VideoPurchaseConnection?: VideoPurchaseConnectionResolvers<ContextType>;
  VideoPurchaseEdge?: VideoPurchaseEdgeResolvers<ContextType>;
  Viewer?: ViewerResolvers<ContextType>;
  Voucher?: VoucherResolvers<ContextType>;
  VoucherConnection?: VoucherConnectionResolvers<ContextType>;
  VoucherEdge?: VoucherEdgeResolvers<ContextType>;
  WaitingListConnection?: WaitingListConnectionResolvers<ContextType>;
  WaitingListEdge?: WaitingListEdgeResolvers<ContextType>;
  WaitingListEntry?: WaitingListEntryResolvers<ContextType>;
  WeekdayHours?: WeekdayHoursResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = Context> = {
  cached?: CachedDirectiveResolver<any, any, ContextType>;
  cost?: CostDirectiveResolver<any, any, ContextType>;
  listSize?: ListSizeDirectiveResolver<any, any, ContextType>;
  public?: PublicDirectiveResolver<any, any, ContextType>;
  scope?: ScopeDirectiveResolver<any, any, ContextType>;
  uncached?: UncachedDirectiveResolver<any, any, ContextType>;
};
