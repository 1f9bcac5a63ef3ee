import { insertRows } from './insertRows.js';
import type { Random } from './random.js';
import { type DemoSchedule, type DemoService, type DemoStep, type DemoWorld, randomFor, takeNumber } from './world.js';

const morningsAndAfternoons = [['09:00', '13:00'], ['10:00', '17:00'], ['12:30', '18:30'], ['14:00', '20:00'], ['08:00', '12:00']] as const;
const weeks = [[1, 3, 5], [2, 4], [1, 2, 3, 4], [3, 4, 5], [2, 5]] as const;

/**
 * When people take appointments, on their own wall clock. Nine in ten do. Who lives elsewhere does so by video and
 * needs no room. A third changed their hours lately or will soon; some also work on Saturdays for a while, and one
 * watches the kiln at night.
 */
export const facilitatorSchedulesStep: DemoStep = {
  noun: 'facilitator schedules',
  tables: ['facilitator_schedules', 'facilitator_schedule_services'],
  async load(world) {
    const random = randomFor(world, 'facilitator schedules');
    world.facilitators.forEach((facilitator, index) => {
      if (index % 10 !== 9) world.schedules.push(...schedulesOf(world, facilitator, index, random));
    });
    const rows = world.schedules.map(({ service_numbers: _services, ...row }) => row);
    const links = world.schedules.flatMap(({ number, service_numbers: services }) =>
      services.map((service_number) => ({ company_id: world.companyId, schedule_number: number, service_number })),
    );
    await insertRows(world.db, 'facilitator_schedules', rows);
    await insertRows(world.db, 'facilitator_schedule_services', links);
    return rows.length;
  },
};

function schedulesOf(world: DemoWorld, facilitator: DemoWorld['facilitators'][number], index: number, random: Random): DemoSchedule[] {
  const services = servicesOf(world, facilitator, index);
  const [first] = services;
  if (first === undefined) return [];
  const [opens, closes] = random.pick(morningsAndAfternoons);
  const weekdays = random.pick(weeks);
  const since = -random.whole(200, 420);
  const make = (change: Partial<DemoSchedule> & { from: number; until: number | null }): DemoSchedule => {
    const { from, until, ...own } = change;
    return {
      company_id: world.companyId,
      number: takeNumber(world, 'facilitator_schedule'),
      facilitator_number: facilitator.number,
      first_day: dayFromToday(world, from),
      last_day: until === null ? null : dayFromToday(world, until),
      weekdays: [...weekdays],
      opens,
      closes,
      room_number: roomFor(world, first),
      service_numbers: services.map((service) => service.number),
      ...own,
    };
  };

  const schedules =
    index % 3 === 1 ? [make({ from: since, until: -60 }), make({ from: -59, until: null, opens: '11:00', closes: '16:00' })]
    : index % 12 === 5 ? [make({ from: since, until: 20 }), make({ from: 21, until: 140, weekdays: [1, 2] })]
    : [make({ from: since, until: null })];
  if (index % 4 === 0) schedules.push(make({ from: -120, until: 75, weekdays: [6], opens: '09:30', closes: '14:30' }));
  const night = world.services.find((service) => service.name === 'Night Firing');
  if (index === 3 && night !== undefined) {
    schedules.push(make({ from: -150, until: null, weekdays: [5, 7], opens: '21:00', closes: '02:00', room_number: roomFor(world, night), service_numbers: [night.number] }));
  }
  return schedules;
}

/** All services of a room, for one who works there; those without a room for one who lives elsewhere. */
function servicesOf(world: DemoWorld, facilitator: DemoWorld['facilitators'][number], index: number): DemoService[] {
  const offered = world.services.filter((service) => service.name !== 'Night Firing');
  const anywhere = offered.filter((service) => service.location === null);
  if (facilitator.time_zone !== world.company.timeZone) return anywhere;
  const main = offered[(index * 3) % offered.length];
  if (main === undefined) return [];
  const alike = offered.filter((service) => service.location === main.location);
  return main.location === null || index % 2 === 0 ? alike : [...alike, ...anywhere.slice(0, 1)];
}

function roomFor(world: DemoWorld, service: DemoService): number | null {
  return world.rooms.find((room) => room.name === service.location)?.number ?? null;
}

function dayFromToday(world: DemoWorld, days: number): string {
  return world.today.add({ days }).toString();
}
