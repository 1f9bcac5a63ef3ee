import type { Resource } from './resource.js';
import { appointments, facilitatorSchedules, serviceOptions, services } from './resources/appointments.js';
import { bookings, transactions, waitingList } from './resources/bookings.js';
import { customers } from './resources/customers.js';
import { eventDates, events, facilitators, pricingOptions, rooms } from './resources/events.js';
import { notes, questionnaireAnswers, questionnaires } from './resources/notes.js';
import { passes, passPurchases, subscriptionMandates, subscriptionPlans } from './resources/passes.js';
import { mediaLibraries, videoPurchases, videos } from './resources/videos.js';
import { vouchers } from './resources/vouchers.js';

/** Every file of an import or export. A line refers only to files before its own. */
export const resources: readonly Resource[] = [
  customers,
  facilitators,
  rooms,
  events,
  eventDates,
  pricingOptions,
  transactions,
  bookings,
  waitingList,
  passes,
  passPurchases,
  mediaLibraries,
  videos,
  videoPurchases,
  subscriptionPlans,
  subscriptionMandates,
  vouchers,
  notes,
  questionnaires,
  questionnaireAnswers,
  services,
  serviceOptions,
  facilitatorSchedules,
  appointments,
];
