import type { FeatureScope } from '../graphql/context.js';
import { createAppointmentsService, type AppointmentsService } from './appointments/appointments.service.js';
import { createAuditLogService, type AuditLogService } from './audit/audit.service.js';
import { createAvailabilityService, type AvailabilityService } from './availability/availability.service.js';
import { createApiClientsService, type ApiClientsService } from './clients/clients.service.js';
import { createCustomersService, type CustomersService } from './customers/customers.service.js';
import { createEventsService, type EventsService } from './events/events.service.js';
import { createFacilitatorsService, type FacilitatorsService } from './facilitators/facilitators.service.js';
import { createIdempotencyService, type IdempotencyService } from './idempotency/idempotency.service.js';
import { createLocationsService, type LocationsService } from './locations/locations.service.js';
import { createGuestsService, type GuestsService } from './guests/guests.service.js';
import { createApiKeysService, type ApiKeysService } from './keys/keys.service.js';
import { createPassesService, type PassesService } from './passes/passes.service.js';
import { createReservationsService, type ReservationsService } from './reservations/reservations.service.js';
import { createRestaurantManagementService, type RestaurantManagementService } from './restaurantManagement/restaurantManagement.service.js';
import { createRestaurantsService, type RestaurantsService } from './restaurants/restaurants.service.js';
import { createServicesService, type ServicesService } from './services/services.service.js';
import { createSubscriptionsService, type SubscriptionsService } from './subscriptions/subscriptions.service.js';
import { createVideosService, type VideosService } from './videos/videos.service.js';
import { createVouchersService, type VouchersService } from './vouchers/vouchers.service.js';

/** What the product knows, bound to one company and one call. */
export interface Features {
  readonly customers: CustomersService;
  readonly events: EventsService;
  readonly facilitators: FacilitatorsService;
  readonly appointments: AppointmentsService;
  readonly services: ServicesService;
  readonly passes: PassesService;
  readonly videos: VideosService;
  readonly subscriptions: SubscriptionsService;
  readonly vouchers: VouchersService;
  readonly restaurants: RestaurantsService;
  readonly restaurantManagement: RestaurantManagementService;
  readonly locations: LocationsService;
  readonly availability: AvailabilityService;
  readonly reservations: ReservationsService;
  readonly guests: GuestsService;
  readonly idempotency: IdempotencyService;
  readonly apiClients: ApiClientsService;
  readonly apiKeys: ApiKeysService;
  readonly auditLog: AuditLogService;
}

/** Each feature is made when it is first asked for: a call needs one or two of them. */
export function createFeatures(scope: FeatureScope): Features {
  const made = new Map<string, unknown>();
  const lazily = <T>(name: keyof Features, make: (scope: FeatureScope) => T): T => {
    if (!made.has(name)) made.set(name, make(scope));
    return made.get(name) as T;
  };
  return {
    get customers() {
      return lazily('customers', createCustomersService);
    },
    get events() {
      return lazily('events', createEventsService);
    },
    get facilitators() {
      return lazily('facilitators', createFacilitatorsService);
    },
    get appointments() {
      return lazily('appointments', createAppointmentsService);
    },
    get services() {
      return lazily('services', createServicesService);
    },
    get passes() {
      return lazily('passes', createPassesService);
    },
    get videos() {
      return lazily('videos', createVideosService);
    },
    get subscriptions() {
      return lazily('subscriptions', createSubscriptionsService);
    },
    get vouchers() {
      return lazily('vouchers', createVouchersService);
    },
    get restaurants() {
      return lazily('restaurants', createRestaurantsService);
    },
    get restaurantManagement() {
      return lazily('restaurantManagement', createRestaurantManagementService);
    },
    get locations() {
      return lazily('locations', createLocationsService);
    },
    get availability() {
      return lazily('availability', createAvailabilityService);
    },
    get reservations() {
      return lazily('reservations', createReservationsService);
    },
    get idempotency() {
      return lazily('idempotency', createIdempotencyService);
    },
    get apiClients() {
      return lazily('apiClients', createApiClientsService);
    },
    get guests() {
      return lazily('guests', createGuestsService);
    },
    get apiKeys() {
      return lazily('apiKeys', createApiKeysService);
    },
    get auditLog() {
      return lazily('auditLog', createAuditLogService);
    },
  };
}
