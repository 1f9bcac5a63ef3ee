import type { Resource } from '../resource.js';
import { paymentMethods } from './payment.js';

export const facilitators = {
  table: 'facilitators',
  summary: 'Who teaches events and gives appointments.',
  spaces: [{ id: 'facilitator', sequence: 'facilitator' }],
  fields: {
    name: { kind: 'line', column: 'name', most: 200 },
    timeZone: { kind: 'timeZone', column: 'time_zone', about: 'In which the facilitator’s schedules are.' },
  },
  cached: ['events', 'appointmentServices'],
  example: { id: 'fac_2', name: 'Mo Achterberg', timeZone: 'Europe/London' },
} as const satisfies Resource;

export const rooms = {
  table: 'rooms',
  summary: 'Where events and appointments are, and only one at a time.',
  spaces: [{ id: 'room', sequence: 'room' }],
  fields: { name: { kind: 'line', column: 'name', most: 200 } },
  cached: ['events', 'appointments', 'appointmentServices'],
  example: { id: 'room_1', name: 'The Kiln Room' },
} as const satisfies Resource;

export const events = {
  table: 'events',
  summary: 'What can be booked. When it takes place is in `event_dates.ndjson`, what it costs in `pricing_options.ndjson`.',
  spaces: [{ id: 'event', sequence: 'event' }],
  fields: {
    name: { kind: 'line', column: 'name', most: 200 },
    description: { kind: 'text', column: 'description', most: 5000, default: '' },
    format: { kind: 'choice', column: 'format', of: ['PHYSICAL', 'VIRTUAL'] },
    archived: { kind: 'boolean', column: 'archived', default: false },
    roomId: { kind: 'reference', column: 'room_number', to: 'room', isNullable: true },
    facilitatorIds: {
      kind: 'references',
      to: 'facilitator',
      link: { table: 'event_facilitators', owner: 'event_number', column: 'facilitator_number', position: 'position' },
      default: [],
      about: 'In the order in which they are named.',
    },
    bookingConfiguration: {
      fields: {
        maxAttendees: { kind: 'integer', column: 'max_attendees', least: 1, isNullable: true, about: 'Null: unlimited.' },
        waitingListEnabled: { kind: 'boolean', column: 'waiting_list_enabled', default: false },
        bookingTypes: { kind: 'choices', column: 'booking_types', of: ['INDIVIDUAL', 'GROUP'] },
        paymentMethods: { kind: 'choices', column: 'payment_methods', of: paymentMethods },
      },
    },
    properties: {
      fields: {
        categories: { kind: 'lines', column: 'categories', most: 100, default: [] },
        location: { kind: 'line', column: 'location', most: 500, isNullable: true },
        terms: { kind: 'text', column: 'terms', most: 20_000, isNullable: true },
      },
    },
    createdAt: { kind: 'instant', column: 'created_at' },
  },
  cached: ['events'],
  example: {
    id: 'evt_77',
    name: 'Evening Pottery',
    description: 'Throwing and turning, for everybody.',
    format: 'PHYSICAL',
    archived: false,
    roomId: 'room_1',
    facilitatorIds: ['fac_2'],
    bookingConfiguration: { maxAttendees: 12, waitingListEnabled: true, bookingTypes: ['INDIVIDUAL'], paymentMethods: ['CARD', 'PASS'] },
    properties: { categories: ['Clay'], location: 'Harbour Lane', terms: null },
    createdAt: '2024-01-08T10:00:00.000Z',
  },
} as const satisfies Resource;

export const eventDates = {
  table: 'event_dates',
  summary: 'When events take place.',
  spaces: [{ id: 'eventDate', sequence: 'event_date' }],
  fields: {
    eventId: { kind: 'reference', column: 'event_number', to: 'event' },
    startsAt: { kind: 'instant', column: 'starts_at' },
    durationMinutes: { kind: 'integer', column: 'duration_minutes', least: 1, most: 527_040 },
    timeZone: { kind: 'timeZone', column: 'time_zone', about: 'On whose wall clock the start is shown.' },
    active: { kind: 'boolean', column: 'is_active', default: true, about: 'False: taken off the calendar.' },
  },
  parent: 'event_number',
  cached: ['events', 'bookings'],
  example: { id: 'date_930', eventId: 'evt_77', startsAt: '2026-09-14T17:30:00.000Z', durationMinutes: 90, timeZone: 'Europe/London', active: true },
} as const satisfies Resource;

export const pricingOptions = {
  table: 'pricing_options',
  summary: 'What a space at an event costs.',
  spaces: [{ id: 'pricingOption', sequence: 'pricing_option' }],
  fields: {
    eventId: { kind: 'reference', column: 'event_number', to: 'event' },
    position: { kind: 'integer', column: 'position', least: 0, about: 'The event’s options are listed from the lowest to the highest.' },
    name: { kind: 'line', column: 'name', most: 200 },
    price: { kind: 'money', column: 'price', currency: 'currency' },
    credits: { kind: 'integer', column: 'credits', least: 1, isNullable: true, about: 'Of a pass; null: a pass cannot pay for it.' },
    stock: { kind: 'integer', column: 'stock', least: 1, isNullable: true, about: 'On each date; null: unlimited.' },
  },
  parent: 'event_number',
  cached: ['events', 'bookings'],
  example: { id: 'po-311', eventId: 'evt_77', position: 0, name: 'Drop-in', price: { amount: 1800, currency: 'GBP' }, credits: 1, stock: null },
} as const satisfies Resource;
