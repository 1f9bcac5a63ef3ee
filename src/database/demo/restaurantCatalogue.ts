/** Restaurants of the demo data as they are thought out; `restaurants.ts` makes rows of them. Days count from today. */
export interface RestaurantOnOffer {
  readonly name: string;
  readonly features: { readonly waitlist: boolean; readonly webhooks: boolean; readonly reservationChanges: boolean };
  readonly policy: PolicyOnOffer;
  readonly locations: readonly LocationOnOffer[];
}

export interface PolicyOnOffer {
  readonly parties: readonly [least: number, most: number];
  readonly minutes: number;
  readonly durations: readonly (readonly [upToParty: number, minutes: number])[];
  readonly leadMinutes: number;
  readonly daysAhead: number;
  readonly interval: number;
}

export interface LocationOnOffer {
  readonly name: string;
  /** Of the company's cities. */
  readonly city: number;
  /** Of the company's other zones; its own unless given. */
  readonly otherZone?: number;
  readonly isActive?: boolean;
  readonly policy?: PolicyOnOffer;
  readonly tables: readonly TablesOnOffer[];
  /** Tables by their position among the location's. */
  readonly combinations?: readonly (readonly [name: string, tables: readonly number[], seatsMin: number, seatsMax: number, priority: number])[];
  readonly services: readonly (HoursOnOffer & { readonly weekdays: readonly number[]; readonly from?: number; readonly until?: number })[];
  readonly specialDays: readonly { readonly on: number; readonly name: string; readonly services: readonly HoursOnOffer[] }[];
  readonly rules: readonly RuleOnOffer[];
  /** How much of the company's reservations it has. */
  readonly popularity: number;
}

interface TablesOnOffer {
  readonly count: number;
  readonly seats: readonly [least: number, most: number];
  /** `Window 1`, `Window 2`. */
  readonly called: string;
  readonly priority?: number;
  readonly isBookable?: boolean;
}

export interface HoursOnOffer {
  readonly name: string;
  /** Opening, closing, last seating. */
  readonly hours: readonly [opens: string, closes: string, lastSeating: string];
  readonly interval: number;
  readonly asks?: boolean;
}

interface RuleOnOffer {
  readonly name: string;
  /** A service's name; every service unless given. */
  readonly service?: string;
  readonly weekdays?: readonly number[];
  readonly buffers?: readonly [before: number, after: number];
  readonly covers?: number;
  readonly reservations?: number;
  readonly isActive?: boolean;
}

const everyDay = [1, 2, 3, 4, 5, 6, 7] as const;

const usualPolicy: PolicyOnOffer = { parties: [1, 12], minutes: 120, durations: [[2, 90], [4, 105], [8, 120], [12, 150]], leadMinutes: 60, daysAhead: 60, interval: 15 };

/** The first location of the first is where examples play: open every day, with nothing special in the next weeks. */
export const restaurantsOnOffer: readonly RestaurantOnOffer[] = [
  {
    name: 'The Blue Heron',
    features: { waitlist: true, webhooks: true, reservationChanges: true },
    policy: usualPolicy,
    locations: [
      {
        name: 'Quayside',
        city: 0,
        popularity: 10,
        tables: [
          { count: 8, seats: [1, 2], called: 'Window', priority: 5 },
          { count: 8, seats: [2, 4], called: 'Salon' },
          { count: 4, seats: [4, 6], called: 'Alcove', priority: 2 },
          { count: 1, seats: [7, 10], called: 'Round table' },
          { count: 1, seats: [1, 4], called: 'Kitchen counter', isBookable: false },
        ],
        combinations: [
          ['Window 1 and 2', [0, 1], 3, 4, 0],
          ['Salon 1 and 2', [8, 9], 5, 8, 3],
          ['Salon 3 and 4', [10, 11], 5, 8, 1],
          ['The long table', [16, 17, 18], 9, 18, 0],
        ],
        services: [
          { name: 'Lunch', hours: ['12:00', '15:00', '14:15'], interval: 15, weekdays: everyDay },
          { name: 'Dinner', hours: ['17:30', '23:00', '21:30'], interval: 15, weekdays: everyDay },
          { name: 'Late supper', hours: ['22:30', '01:30', '00:45'], interval: 30, weekdays: [5, 6] },
        ],
        specialDays: [
          { on: -47, name: 'Inventory', services: [] },
          { on: 24, name: 'Staff party', services: [] },
          { on: 33, name: 'Oyster night', services: [{ name: 'Oysters and stout', hours: ['18:00', '00:00', '22:00'], interval: 30 }] },
        ],
        rules: [
          { name: 'Turning the table', buffers: [0, 15] },
          { name: 'Weekend pace', service: 'Dinner', weekdays: [5, 6], covers: 24, reservations: 6 },
          { name: 'One cook at lunch', service: 'Lunch', covers: 16, isActive: false },
        ],
      },
      {
        name: 'Market Hall',
        city: 1,
        popularity: 5,
        tables: [
          { count: 6, seats: [1, 2], called: 'Counter', priority: 1 },
          { count: 5, seats: [2, 4], called: 'Hall' },
          { count: 2, seats: [5, 8], called: 'Bench' },
          { count: 1, seats: [6, 12], called: 'Cellar' },
        ],
        combinations: [['Hall 1 and 2', [6, 7], 5, 8, 0]],
        services: [
          { name: 'Brunch', hours: ['09:30', '14:30', '13:00'], interval: 30, weekdays: [6, 7] },
          { name: 'Dinner', hours: ['18:00', '22:30', '21:00'], interval: 30, weekdays: [3, 4, 5, 6, 7] },
          { name: 'Lunch in the yard', hours: ['12:00', '16:00', '14:30'], interval: 20, weekdays: [3, 4, 5], from: -30, until: 60 },
          { name: 'Winter fondue', hours: ['18:00', '22:00', '20:00'], interval: 60, weekdays: [2], from: -260, until: -150 },
        ],
        specialDays: [
          { on: 5, name: 'Boiler inspection', services: [] },
          { on: 12, name: 'Harvest fair', services: [{ name: 'Fair lunch', hours: ['11:00', '17:00', '15:30'], interval: 30 }, { name: 'Harvest table', hours: ['19:00', '23:30', '19:30'], interval: 30, asks: true }] },
        ],
        rules: [{ name: 'Room to sit down', buffers: [10, 10] }, { name: 'Small kitchen', reservations: 4, covers: 14 }],
      },
      {
        name: 'Boathouse',
        city: 2,
        otherZone: 0,
        popularity: 3,
        policy: { parties: [2, 8], minutes: 150, durations: [], leadMinutes: 180, daysAhead: 30, interval: 30 },
        tables: [
          { count: 6, seats: [2, 4], called: 'Deck' },
          { count: 3, seats: [4, 8], called: 'Boat' },
        ],
        services: [
          { name: 'Lunch', hours: ['12:30', '16:00', '14:30'], interval: 30, weekdays: [4, 5, 6, 7] },
          { name: 'Tasting menu', hours: ['19:00', '00:30', '20:30'], interval: 30, weekdays: [5, 6], asks: true },
        ],
        specialDays: [],
        rules: [],
      },
      {
        name: 'Old Mill',
        city: 1,
        isActive: false,
        popularity: 0,
        tables: [{ count: 3, seats: [2, 4], called: 'Mill' }],
        services: [{ name: 'Dinner', hours: ['18:00', '22:00', '20:30'], interval: 30, weekdays: [5, 6], until: -200 }],
        specialDays: [],
        rules: [],
      },
    ],
  },
  {
    name: 'Night Kitchen',
    features: { waitlist: false, webhooks: false, reservationChanges: false },
    policy: { parties: [1, 6], minutes: 75, durations: [], leadMinutes: 0, daysAhead: 14, interval: 15 },
    locations: [
      {
        name: 'Lantern Court',
        city: 0,
        popularity: 4,
        tables: [
          { count: 5, seats: [1, 2], called: 'Stool' },
          { count: 4, seats: [2, 6], called: 'Booth' },
        ],
        services: [{ name: 'Night', hours: ['21:00', '03:00', '02:00'], interval: 15, weekdays: [4, 5, 6, 7] }],
        specialDays: [{ on: 9, name: 'Long night', services: [{ name: 'Until dawn', hours: ['21:00', '05:00', '04:00'], interval: 30 }] }],
        rules: [{ name: 'Wipe down', buffers: [0, 5] }],
      },
    ],
  },
];
