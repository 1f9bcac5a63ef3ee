/** A company of the demo data: who it is and how much of everything it has. */
export interface DemoCompany {
  readonly slug: string;
  readonly name: string;
  /** IANA zone. */
  readonly timeZone: string;
  /** ISO 4217, with two decimals. */
  readonly currency: string;
  /** Zones of the classes that are taught from elsewhere. */
  readonly otherTimeZones: readonly string[];
  /** Where its restaurants are. */
  readonly cities: readonly string[];
  /** Every kind of row is numbered from here. */
  readonly firstNumber: number;
  /** Numbers set aside for fiction, so that nobody is called; three digits follow. */
  readonly mobilePrefix: string;
  readonly counts: DemoCounts;
  /** How much it has of each catalogue of passes, videos, plans, vouchers and services: 1 is all. */
  readonly catalogueShare: number;
}

export interface DemoCounts {
  readonly customers: number;
  readonly facilitators: number;
  readonly events: number;
  readonly eventDates: number;
  readonly bookings: number;
  readonly passPurchases: number;
  readonly videoPurchases: number;
  readonly mandates: number;
  readonly notes: number;
  readonly questionnaireAnswers: number;
  readonly appointments: number;
  readonly reservations: number;
}

const demoCounts: DemoCounts = {
  customers: 2000,
  facilitators: 40,
  events: 80,
  eventDates: 800,
  bookings: 12_000,
  passPurchases: 1500,
  videoPurchases: 700,
  mandates: 260,
  notes: 1200,
  questionnaireAnswers: 2000,
  appointments: 1500,
  reservations: 1500,
};

/**
 * `rival` has the shape of `demo` at a twentieth. Its numbers begin elsewhere, so that an id of one company never
 * means something in the other.
 */
export const demoCompanies: readonly DemoCompany[] = [
  {
    slug: 'demo',
    name: 'Harbour Lane Studios',
    timeZone: 'Europe/London',
    currency: 'GBP',
    otherTimeZones: ['Europe/Lisbon', 'Atlantic/Azores'],
    cities: ['Bristol', 'Bath', 'Lisbon'],
    firstNumber: 1,
    mobilePrefix: '07700900',
    counts: demoCounts,
    catalogueShare: 1,
  },
  {
    slug: 'rival',
    name: 'Atelier aan het Spui',
    timeZone: 'Europe/Amsterdam',
    currency: 'EUR',
    otherTimeZones: ['Atlantic/Azores'],
    cities: ['Amsterdam', 'Haarlem', 'Ponta Delgada'],
    firstNumber: 900_001,
    mobilePrefix: '+31600000',
    counts: twentieth(demoCounts),
    catalogueShare: 0.25,
  },
];

function twentieth(counts: DemoCounts): DemoCounts {
  return {
    customers: counts.customers / 20,
    facilitators: counts.facilitators / 20,
    events: counts.events / 20,
    eventDates: counts.eventDates / 20,
    bookings: counts.bookings / 20,
    passPurchases: counts.passPurchases / 20,
    videoPurchases: counts.videoPurchases / 20,
    mandates: counts.mandates / 20,
    notes: counts.notes / 20,
    questionnaireAnswers: counts.questionnaireAnswers / 20,
    appointments: counts.appointments / 20,
    reservations: counts.reservations / 20,
  };
}
