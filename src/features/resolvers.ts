import type { Resolvers } from '../graphql/resolvers.generated.js';
import { appointmentsResolvers } from './appointments/appointments.resolvers.js';
import { auditResolvers } from './audit/audit.resolvers.js';
import { availabilityResolvers } from './availability/availability.resolvers.js';
import { bookingsResolvers } from './bookings/bookings.resolvers.js';
import { apiClientsResolvers } from './clients/clients.resolvers.js';
import { customersResolvers } from './customers/customers.resolvers.js';
import { eventsResolvers } from './events/events.resolvers.js';
import { facilitatorsResolvers } from './facilitators/facilitators.resolvers.js';
import { locationsResolvers } from './locations/locations.resolvers.js';
import { guestsResolvers } from './guests/guests.resolvers.js';
import { apiKeysResolvers } from './keys/keys.resolvers.js';
import { notesResolvers } from './notes/notes.resolvers.js';
import { packagesResolvers } from './packages/packages.resolvers.js';
import { passesResolvers } from './passes/passes.resolvers.js';
import { questionnairesResolvers } from './questionnaires/questionnaires.resolvers.js';
import { reservationsResolvers } from './reservations/reservations.resolvers.js';
import { restaurantManagementResolvers } from './restaurantManagement/restaurantManagement.resolvers.js';
import { restaurantsResolvers } from './restaurants/restaurants.resolvers.js';
import { servicesResolvers } from './services/services.resolvers.js';
import { subscriptionsResolvers } from './subscriptions/subscriptions.resolvers.js';
import { videosResolvers } from './videos/videos.resolvers.js';
import { viewerResolvers } from './viewer/viewer.resolvers.js';
import { vouchersResolvers } from './vouchers/vouchers.resolvers.js';

/** Every feature's part of the graph. */
export const resolvers: Resolvers[] = [viewerResolvers, customersResolvers, bookingsResolvers, eventsResolvers, apiClientsResolvers, auditResolvers, videosResolvers, notesResolvers, questionnairesResolvers, appointmentsResolvers, servicesResolvers, facilitatorsResolvers, passesResolvers, packagesResolvers, subscriptionsResolvers, vouchersResolvers, restaurantsResolvers, restaurantManagementResolvers, locationsResolvers, availabilityResolvers, apiKeysResolvers, reservationsResolvers, guestsResolvers];
