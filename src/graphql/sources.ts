import type { AuditLogPage } from '../features/audit/audit.service.js';
import type { Connection, Edge } from '../features/shared/connection.js';
import type { Row } from '../features/shared/fields.js';

/**
 * What resolvers hand on for each object type of the schema: the parent of its fields. Give a type its feature's own
 * row here; the resolver types follow when `npm run codegen` has run. A type that nobody resolves by hand
 * stays `Source`: graphql reads the properties of whatever object is returned.
 *
 * Adding a type to the schema means adding a line here, and the compiler says so.
 */
export type Source = object;

// common
export type PageInfoSource = Source;
export type MoneySource = Source;
export type PersonSource = Row;
export type PaymentSource = Row;
export type PurchasePaymentSource = Row;

// viewer
export type ViewerSource = Source;
export type CompanySource = Source;
export type RateLimitSource = Source;

// customers
export type CustomerSource = Row;
export type CustomerConnectionSource = Connection;
export type CustomerEdgeSource = Edge;
export type UpdateCustomerProfilePayloadSource = Row;

// bookings
export type BookingSource = Row;
export type BookingConnectionSource = Connection;
export type BookingEdgeSource = Edge;
export type BookedEventSource = Row;
export type BookedPricingOptionSource = Row;
export type TransactionSource = Row;
export type TransactionConnectionSource = Connection;
export type TransactionEdgeSource = Edge;

// events
export type EventSource = Row;
export type EventConnectionSource = Connection;
export type EventEdgeSource = Edge;
export type BookingConfigurationSource = Row;
export type EventPropertiesSource = Row;
export type PricingOptionSource = Row;
export type FacilitatorSource = Row;
export type EventDateSource = Row;
export type RegisterSource = Row;
export type AttendeeSource = Row;
export type AttendeeConnectionSource = Connection;
export type AttendeeEdgeSource = Edge;
export type WaitingListEntrySource = Row;
export type WaitingListConnectionSource = Connection;
export type WaitingListEdgeSource = Edge;

// passes
export type PassSource = Row;
export type PassValiditySource = Row;
export type PackageSource = Row;
export type PackagePassSource = Row;
export type UpdatePassPayloadSource = Row;
export type PassConnectionSource = Connection;
export type PassEdgeSource = Edge;
export type PackageConnectionSource = Connection;
export type PackageEdgeSource = Edge;

// videos
export type MediaLibrarySource = Row;
export type VideoSource = Row;
export type PurchasedVideoSource = Row;
export type VideoPurchaseSource = Row;
export type UpdateVideoPayloadSource = Row;
export type VideoConnectionSource = Connection;
export type VideoEdgeSource = Edge;
export type VideoPurchaseConnectionSource = Connection;
export type VideoPurchaseEdgeSource = Edge;

// subscriptions
export type SubscriptionPlanSource = Row;
export type MandatePlanSource = Row;
export type SubscriptionMandateSource = Row;
export type UpdateSubscriptionPlanPayloadSource = Row;
export type SubscriptionPlanConnectionSource = Connection;
export type SubscriptionPlanEdgeSource = Edge;
export type SubscriptionMandateConnectionSource = Connection;
export type SubscriptionMandateEdgeSource = Edge;

// vouchers
export type VoucherSource = Row;
export type DiscountVoucherSource = Row;
export type CreditVoucherSource = Row;
export type GiftCardVoucherSource = Row;
export type UpdateVoucherPayloadSource = Row;
export type VoucherConnectionSource = Connection;
export type VoucherEdgeSource = Edge;

// notes
export type NoteSource = Row;
export type NoteConnectionSource = Connection;
export type NoteEdgeSource = Edge;

// questionnaires
export type QuestionnaireSource = Row;
export type QuestionnaireAnswerSource = Row;
export type QuestionnaireAnswerConnectionSource = Connection;
export type QuestionnaireAnswerEdgeSource = Edge;

// appointments
export type AppointmentSource = Row;
export type AppointmentPaymentSource = Row;
export type BookedServiceSource = Row;
export type AppointmentServiceSource = Row;
export type ServiceOptionSource = Row;
export type AvailabilitySlotSource = Source;
export type AppointmentConnectionSource = Connection;
export type AppointmentEdgeSource = Edge;
export type AppointmentServiceConnectionSource = Connection;
export type AppointmentServiceEdgeSource = Edge;

// restaurants
export type RestaurantSource = Row;
export type RestaurantFeaturesSource = Row;
export type LocationSource = Row;
export type DiningTableSource = Row;
export type TableCombinationSource = Row;
export type DiningServiceSource = Row;
export type WeekdayHoursSource = Row;
export type ServiceHoursSource = Row;
export type SpecialDaySource = Row;
export type AvailabilityRuleSource = Row;
export type BookingPolicySource = Row;
export type PartyDurationSource = Row;
export type DiningSlotSource = Source;
export type RestaurantConnectionSource = Connection;
export type RestaurantEdgeSource = Edge;
export type DiningTablePayloadSource = Row;
export type TableCombinationPayloadSource = Row;
export type SpecialDayPayloadSource = Row;
export type AvailabilityRulePayloadSource = Row;
export type DiningServicePayloadSource = Row;
export type DeletedPayloadSource = Row;
export type RestaurantPayloadSource = Row;
export type LocationPayloadSource = Row;
export type BookingPolicyPayloadSource = Row;

// reservations
export type ReservationSource = Row;
export type ReservationGuestSource = Row;
export type ReservationChangeSource = Row;
export type CreateReservationPayloadSource = Row;
export type UpdateReservationPayloadSource = Row;
export type CancelReservationPayloadSource = Row;
export type ReservationConnectionSource = Connection;
export type ReservationEdgeSource = Edge;

// guests
export type GuestSource = Row;
export type GuestConsentSource = Row;
export type UpsertGuestPayloadSource = Row;
export type AnonymizeGuestPayloadSource = Row;
export type GuestConnectionSource = Connection;
export type GuestEdgeSource = Edge;

// clients
export type ApiClientSource = Source;
export type ApiClientLimitsSource = Source;
export type ApiClientConnectionSource = Source;
export type ApiClientEdgeSource = Source;
export type ApiClientPayloadSource = Source;
export type CreateApiClientPayloadSource = Source;
export type RotateApiClientSecretPayloadSource = Source;
export type DeleteApiClientPayloadSource = Source;

export type ApiKeySource = Source;
export type ApiKeyLimitsSource = Source;
export type ApiKeyConnectionSource = Source;
export type ApiKeyEdgeSource = Source;
export type ApiKeyPayloadSource = Source;
export type CreateApiKeyPayloadSource = Source;
export type RotateApiKeyPayloadSource = Source;

// audit
export type AuditEntrySource = Source;
export type AuditEntryConnectionSource = AuditLogPage;
export type AuditEntryEdgeSource = Source;
