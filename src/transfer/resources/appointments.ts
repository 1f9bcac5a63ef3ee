import type { Resource } from '../resource.js';
import { examplePayment, purchasePayment, purchasePaymentRules } from './payment.js';

export const services = {
  table: 'services',
  summary: 'What can be booked with a facilitator. What it costs is in `service_options.ndjson`.',
  spaces: [{ id: 'service', sequence: 'service' }],
  fields: {
    name: { kind: 'line', column: 'name', most: 200 },
    description: { kind: 'text', column: 'description', most: 5000, default: '' },
    bufferMinutes: { kind: 'integer', column: 'buffer_minutes', least: 0, most: 1440, default: 0, about: 'Kept free after each appointment.' },
    categories: { kind: 'lines', column: 'categories', most: 100, default: [] },
    location: { kind: 'line', column: 'location', most: 500, isNullable: true },
  },
  cached: ['appointmentServices'],
  example: { id: 'svc_4', name: 'Wheel Tuition', description: 'One to one, at the wheel.', bufferMinutes: 10, categories: ['Clay'], location: 'Harbour Lane' },
} as const satisfies Resource;

export const serviceOptions = {
  table: 'service_options',
  summary: 'How long an appointment of a service takes, and what it costs.',
  spaces: [{ id: 'serviceOption', sequence: 'service_option' }],
  fields: {
    serviceId: { kind: 'reference', column: 'service_number', to: 'service' },
    position: { kind: 'integer', column: 'position', least: 0, about: 'The service’s options are listed from the lowest to the highest.' },
    name: { kind: 'line', column: 'name', most: 200 },
    durationMinutes: { kind: 'integer', column: 'duration_minutes', least: 1, most: 1440 },
    price: { kind: 'money', column: 'price', currency: 'currency' },
  },
  cached: ['appointmentServices'],
  example: { id: 'opt_6', serviceId: 'svc_4', position: 0, name: '45 minutes', durationMinutes: 45, price: { amount: 3800, currency: 'GBP' } },
} as const satisfies Resource;

export const facilitatorSchedules = {
  table: 'facilitator_schedules',
  summary: 'When facilitators give appointments, on the wall clock of their zone.',
  spaces: [{ id: 'facilitatorSchedule', sequence: 'facilitator_schedule' }],
  fields: {
    facilitatorId: { kind: 'reference', column: 'facilitator_number', to: 'facilitator' },
    firstDay: { kind: 'day', column: 'first_day' },
    lastDay: { kind: 'day', column: 'last_day', isNullable: true, about: 'Inclusive; null: until further notice.' },
    weekdays: { kind: 'weekdays', column: 'weekdays' },
    opens: { kind: 'clock', column: 'opens' },
    closes: { kind: 'clock', column: 'closes', about: 'At or before `opens`: on the next day.' },
    roomId: { kind: 'reference', column: 'room_number', to: 'room', isNullable: true },
    serviceIds: {
      kind: 'references',
      to: 'service',
      link: { table: 'facilitator_schedule_services', owner: 'schedule_number', column: 'service_number' },
      about: 'What is given then.',
    },
  },
  rules: [
    {
      field: 'lastDay',
      sentence: 'must not be before firstDay',
      // Days written so are sorted like texts.
      holds: (row) => row['last_day'] === null || (row['last_day'] as string) >= (row['first_day'] as string),
    },
  ],
  cached: ['appointmentServices', 'appointments'],
  example: {
    id: 'schedule_5',
    facilitatorId: 'fac_2',
    firstDay: '2026-01-05',
    lastDay: null,
    weekdays: [1, 3],
    opens: '09:00',
    closes: '17:30',
    roomId: 'room_1',
    serviceIds: ['svc_4'],
  },
} as const satisfies Resource;

export const appointments = {
  table: 'appointments',
  summary: 'Appointments with facilitators. The service is the option’s.',
  spaces: [{ id: 'appointment', sequence: 'appointment' }],
  fields: {
    customerId: { kind: 'reference', column: 'customer_number', to: 'customer' },
    facilitatorId: { kind: 'reference', column: 'facilitator_number', to: 'facilitator' },
    serviceOptionId: { kind: 'reference', column: 'service_option_number', to: 'serviceOption' },
    roomId: { kind: 'reference', column: 'room_number', to: 'room', isNullable: true },
    status: { kind: 'choice', column: 'status', of: ['SCHEDULED', 'COMPLETED', 'NO_SHOW', 'CANCELLED'] },
    startsAt: { kind: 'instant', column: 'starts_at' },
    durationMinutes: { kind: 'integer', column: 'duration_minutes', least: 1, most: 1440 },
    bufferMinutes: { kind: 'integer', column: 'buffer_minutes', least: 0, most: 1440, default: 0, about: 'Kept free after it.' },
    timeZone: { kind: 'timeZone', column: 'time_zone', about: 'On whose wall clock the start is shown.' },
    notes: { kind: 'text', column: 'notes', most: 20_000, default: '' },
    payment: { fields: { ...purchasePayment, status: { kind: 'choice', column: 'payment_status', of: ['PAID', 'PENDING', 'FAILED'] } } },
    createdAt: { kind: 'instant', column: 'created_at' },
  },
  rules: [
    ...purchasePaymentRules,
    {
      field: 'payment.status',
      sentence: 'must be PAID when payment.method is PASS or FREE',
      holds: (row) => (row['payment_method'] !== 'PASS' && row['payment_method'] !== 'FREE') || row['payment_status'] === 'PAID',
    },
  ],
  copied: { from: 'service_options', by: 'service_option_number', columns: ['service_number'] },
  cached: ['appointments'],
  example: {
    id: 'appt_340',
    customerId: 'cust_8801',
    facilitatorId: 'fac_2',
    serviceOptionId: 'opt_6',
    roomId: 'room_1',
    status: 'SCHEDULED',
    startsAt: '2026-09-16T14:00:00.000Z',
    durationMinutes: 45,
    bufferMinutes: 10,
    timeZone: 'Europe/London',
    notes: '',
    payment: { ...examplePayment, status: 'PAID' },
    createdAt: '2026-07-20T10:05:00.000Z',
  },
} as const satisfies Resource;
