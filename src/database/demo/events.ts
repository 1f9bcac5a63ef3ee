import { insertRows } from './insertRows.js';
import type { Random } from './random.js';
import { bookingTypes, limits, paymentMethods, rooms, styles, subjects, terms } from './timetable.js';
import { type DemoEvent, type DemoStep, type DemoWorld, randomFor, takeNumber } from './world.js';

const day = 86_400_000;

/**
 * The classes. Which traits an event has follows from its place, not from chance, so that four events in a row
 * already show them all: the second is online and unlimited, the third has a waiting list, the fourth is archived
 * (every twentieth of them in a larger company).
 */
export const eventsStep: DemoStep = {
  noun: 'events',
  tables: ['events', 'event_facilitators'],
  async load(world) {
    const random = randomFor(world, 'events');
    for (let index = 0; index < world.company.counts.events; index += 1) world.events.push(createEvent(world, index, random));
    world.teachers.push(...world.events.flatMap((event, index) => teachersOf(world, event, index)));
    await insertRows(world.db, 'events', world.events);
    await insertRows(world.db, 'event_facilitators', world.teachers);
    return world.events.length;
  },
};

function createEvent(world: DemoWorld, index: number, random: Random): DemoEvent {
  const subject = subjects[index % subjects.length] ?? subjects[0];
  const round = Math.floor(index / subjects.length);
  const style = styles[round % styles.length] ?? styles[0];
  const isVirtual = index % 4 === 1;
  const isUnlimited = index % 8 === 1 || index % 16 === 4;
  const room = random.pick(rooms);
  const term = random.pick(terms);
  return {
    company_id: world.companyId,
    number: takeNumber(world, 'event'),
    name: round < styles.length ? style(subject.title) : `${style(subject.title)} ${round - styles.length + 2}`,
    description: index % 16 === 10 ? '' : `${style(subject.title)}: ${subject.about}. ${isVirtual ? 'Join from home by video.' : `We meet in ${room}.`}`,
    format: isVirtual ? 'VIRTUAL' : 'PHYSICAL',
    max_attendees: isUnlimited ? null : (limits[(index + round) % limits.length] ?? null),
    waiting_list_enabled: index % 4 === 2,
    booking_types: [...(bookingTypes[index % bookingTypes.length] ?? [])],
    payment_methods: [...(paymentMethods[index % paymentMethods.length] ?? [])],
    categories: index % 16 === 6 ? [] : index % 3 === 0 ? [subject.category, 'New'] : [subject.category],
    location: isVirtual ? null : room,
    terms: index % 3 === 2 ? null : term,
    archived: index % 20 === 3,
    created_at: new Date(world.dayBegan - random.whole(60, 900) * day),
  };
}

/** One or two people teach a class, now and then three, and every sixteenth has nobody yet. */
function teachersOf(world: DemoWorld, event: DemoEvent, index: number) {
  const wanted = index % 16 === 15 ? 0 : index % 16 === 8 ? 3 : 1 + (index % 2);
  const teachers = world.facilitators.length;
  return Array.from({ length: Math.min(wanted, teachers) }, (_, position) => ({
    company_id: world.companyId,
    event_number: event.number,
    facilitator_number: world.company.firstNumber + ((index * 7 + position) % teachers),
    position,
  }));
}
