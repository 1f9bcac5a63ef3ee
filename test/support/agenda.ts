import type { Insertable } from 'kysely';
import type { Tables } from '../../src/database/tables.js';
import type { Studio } from './studio.js';

/** Rows that a facilitator's availability is made of: each call writes one and answers its number. */
export interface AgendaRows {
  /** In the company's zone unless told. */
  facilitator(row?: Partial<Insertable<Tables['facilitators']>>): Promise<number>;
  room(): Promise<number>;
  /** For these services, every day from 09:00 to 12:00 for ever, without a room, unless told. */
  schedule(facilitator: number, services: readonly number[], row?: Partial<Insertable<Tables['facilitator_schedules']>>): Promise<number>;
  /** An event that the facilitator leads. */
  led(facilitator: number, row?: Partial<Insertable<Tables['events']>>): Promise<number>;
}

/** @param firstNumber Beyond the numbers that the studio itself gives. */
export function agendaRows(studio: Studio, firstNumber: number): AgendaRows {
  const { db, company } = studio;
  let last = firstNumber - 1;
  const keys = () => ({ company_id: company.id, number: ++last });

  return {
    async facilitator(row = {}) {
      const key = keys();
      await db.insertInto('facilitators').values({ ...key, name: `Facilitator ${key.number}`, time_zone: company.timeZone, ...row }).execute();
      return key.number;
    },
    async room() {
      const key = keys();
      await db.insertInto('rooms').values({ ...key, name: `Room ${key.number}` }).execute();
      return key.number;
    },
    async schedule(facilitator, services, row = {}) {
      const key = keys();
      const everyDay = { first_day: '2026-01-01', last_day: null, weekdays: [1, 2, 3, 4, 5, 6, 7], opens: '09:00', closes: '12:00', room_number: null };
      await db.insertInto('facilitator_schedules').values({ ...key, facilitator_number: facilitator, ...everyDay, ...row }).execute();
      for (const service_number of services) {
        await db.insertInto('facilitator_schedule_services').values({ company_id: company.id, schedule_number: key.number, service_number }).execute();
      }
      return key.number;
    },
    async led(facilitator, row = {}) {
      const event_number = await studio.event(row);
      await db.insertInto('event_facilitators').values({ company_id: company.id, event_number, facilitator_number: facilitator, position: 1 }).execute();
      return event_number;
    },
  };
}
