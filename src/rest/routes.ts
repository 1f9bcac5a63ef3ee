import { appointmentsRoutes } from '../features/appointments/appointments.routes.js';
import { availabilityRoutes } from '../features/availability/availability.routes.js';
import { bookingsRoutes } from '../features/bookings/bookings.routes.js';
import { customersRoutes } from '../features/customers/customers.routes.js';
import { eventsRoutes } from '../features/events/events.routes.js';
import { facilitatorsRoutes } from '../features/facilitators/facilitators.routes.js';
import { guestsRoutes } from '../features/guests/guests.routes.js';
import { notesRoutes } from '../features/notes/notes.routes.js';
import { packagesRoutes } from '../features/packages/packages.routes.js';
import { passesRoutes } from '../features/passes/passes.routes.js';
import { questionnairesRoutes } from '../features/questionnaires/questionnaires.routes.js';
import { reservationsRoutes } from '../features/reservations/reservations.routes.js';
import { restaurantsRoutes } from '../features/restaurants/restaurants.routes.js';
import { servicesRoutes } from '../features/services/services.routes.js';
import { subscriptionsRoutes } from '../features/subscriptions/subscriptions.routes.js';
import { videosRoutes } from '../features/videos/videos.routes.js';
import { vouchersRoutes } from '../features/vouchers/vouchers.routes.js';
import type { Route } from './route.js';

/**
 * The REST table: every row that is an operation of the graph, kept by the noun it is about. The rows that hand out
 * credentials are made with their services, by `access/access.routes.ts`.
 */
export const routes: readonly Route[] = [...customersRoutes, ...bookingsRoutes, ...eventsRoutes, ...videosRoutes, ...notesRoutes, ...questionnairesRoutes, ...appointmentsRoutes, ...servicesRoutes, ...facilitatorsRoutes, ...passesRoutes, ...packagesRoutes, ...subscriptionsRoutes, ...vouchersRoutes, ...restaurantsRoutes, ...availabilityRoutes, ...reservationsRoutes, ...guestsRoutes];
