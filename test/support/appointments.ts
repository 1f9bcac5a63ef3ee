import type { Insertable } from 'kysely';
import type { Tables } from '../../src/database/tables.js';
import type { Studio } from './studio.js';

type Row<Table extends keyof Tables> = Partial<Insertable<Tables[Table]>>;

/** Rows around appointments, for a studio of a test: each call writes one and answers its number. */
export interface AppointmentRows {
  facilitator(name: string): Promise<number>;
  service(row?: Row<'services'>): Promise<number>;
  serviceOption(service: number, row?: Row<'service_options'>): Promise<number>;
  /** With a customer, a facilitator, a service and an option of its own where none is named; paid by card. */
  appointment(row?: Row<'appointments'>): Promise<number>;
}

export function appointmentRows(studio: Studio, firstNumber = 1): AppointmentRows {
  const { db, company } = studio;
  let last = firstNumber - 1;
  const keys = () => ({ company_id: company.id, number: ++last });

  const rows: AppointmentRows = {
    facilitator: async (name) => studio.facilitator(await studio.event(), name),
    async service(row = {}) {
      const key = keys();
      await db.insertInto('services').values({ ...key, name: `Service ${key.number}`, ...row }).execute();
      return row.number ?? key.number;
    },
    async serviceOption(service, row = {}) {
      const key = keys();
      await db
        .insertInto('service_options')
        .values({ ...key, service_number: service, position: key.number, name: '45 minutes', duration_minutes: 45, price: 3800, currency: 'GBP', ...row })
        .execute();
      return row.number ?? key.number;
    },
    async appointment(row = {}) {
      const service = row.service_number ?? (await rows.service());
      const key = keys();
      await db
        .insertInto('appointments')
        .values({
          ...key,
          customer_number: row.customer_number ?? (await studio.customer()),
          facilitator_number: row.facilitator_number ?? (await rows.facilitator('Mo Achterberg')),
          service_number: service,
          service_option_number: row.service_option_number ?? (await rows.serviceOption(service)),
          status: 'SCHEDULED',
          starts_at: new Date('2026-07-29T14:00:00Z'),
          duration_minutes: 45,
          time_zone: company.timeZone,
          payment_status: 'PAID',
          payment_method: 'CARD',
          currency: 'GBP',
          amount: 3800,
          created_at: new Date('2026-07-20T10:05:00Z'),
          ...row,
        })
        .execute();
      return row.number ?? key.number;
    },
  };
  return rows;
}

/** A customer’s four appointments, one of each way to pay, with all that the lists show of them. */
export async function bookFour(studio: Studio, rows: AppointmentRows) {
  const customer = await studio.customer({ first_name: 'Noor', last_name: 'Bakker' });
  const facilitator = await rows.facilitator('Mo Achterberg');
  const service = await rows.service({ name: 'Wheel Tuition' });
  const option = await rows.serviceOption(service, { name: '45 minutes' });
  const common = { customer_number: customer, facilitator_number: facilitator, service_number: service, service_option_number: option };
  const noMoney = { currency: null, amount: null };
  const card = await rows.appointment({
    ...common, status: 'NO_SHOW', starts_at: new Date('2026-07-29T14:00:00Z'), created_at: new Date('2026-07-20T10:05:00.999Z'), notes: 'By the “window”',
  });
  // Taught from elsewhere, and made while the company's clocks had not been set forward yet.
  const pass = await rows.appointment({
    ...common, ...noMoney, starts_at: new Date('2026-07-28T23:30:00Z'), time_zone: 'Atlantic/Azores', created_at: new Date('2026-03-28T23:59:59Z'), payment_method: 'PASS', credits_used: 2,
  });
  const cash = await rows.appointment({
    ...common, status: 'COMPLETED', starts_at: new Date('2026-01-10T09:00:00Z'), created_at: new Date('2026-01-01T00:00:00Z'), payment_method: 'CASH', amount: 2500, currency: 'EUR', payment_status: 'PENDING', duration_minutes: 90,
  });
  const free = await rows.appointment({
    ...common, status: 'CANCELLED', starts_at: new Date('2026-07-30T14:00:00Z'), created_at: new Date('2025-12-01T00:00:00Z'), payment_method: 'FREE', amount: 0,
  });
  return {
    customer: { id: `cust_${customer}`, type: 'customer', firstname: 'Noor', lastname: 'Bakker' },
    service: { id: `svc_${service}`, type: 'service', name: 'Wheel Tuition' },
    facilitator: { id: `fac_${facilitator}`, type: 'facilitator', name: 'Mo Achterberg' },
    card: `appt_${card}`,
    pass: `appt_${pass}`,
    cash: `appt_${cash}`,
    free: `appt_${free}`,
  };
}

export type FourBooked = Awaited<ReturnType<typeof bookFour>>;
