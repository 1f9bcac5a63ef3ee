import { Temporal } from 'temporal-polyfill';
import { insertRows } from './insertRows.js';
import { type Random, share } from './random.js';
import { startTimes, subjects } from './timetable.js';
import { type DemoEventDate, type DemoStep, type DemoWorld, randomFor, takeNumber } from './world.js';

/** Weeks between two dates of an event: most are weekly, some fortnightly, a few monthly. */
const intervals = [1, 1, 2, 1, 1, 4, 1, 2] as const;

/** How many dates an event has, relative to the others: from a short course to a class of many weeks. */
const lengths = [10, 8, 12, 6, 14, 10, 7, 13] as const;

/**
 * Dates on a weekly timetable around the Monday of this week, at the same time on the wall clock whatever the
 * season. Archived events are over. In a large company one event has no date and one has no active date.
 */
export const eventDatesStep: DemoStep = {
  noun: 'event dates',
  tables: ['event_dates'],
  async load(world) {
    const random = randomFor(world, 'event dates');
    const weights = world.events.map((_, index) => (isUnscheduled(index) ? 0 : (lengths[index % lengths.length] ?? 10)));
    const counts = share(world.company.counts.eventDates, weights);
    const dates = world.events.flatMap((_, index) => datesOf(world, index, counts[index] ?? 0, random));
    // Numbered by start, so that the ids of an event are not a row of neighbours.
    dates.sort((left, right) => left.starts_at.getTime() - right.starts_at.getTime() || left.event_number - right.event_number);
    for (const date of dates) world.eventDates.push({ ...date, number: takeNumber(world, 'event_date') });
    await insertRows(world.db, 'event_dates', world.eventDates);
    return world.eventDates.length;
  },
};

const isUnscheduled = (index: number) => index % 80 === 45;
const isWithdrawn = (index: number) => index % 80 === 53;

function datesOf(world: DemoWorld, index: number, count: number, random: Random): Omit<DemoEventDate, 'number'>[] {
  const event = world.events[index];
  if (event === undefined) return [];
  const monday = world.today.subtract({ days: world.today.dayOfWeek - 1 });
  const weekday = random.whole(0, 6);
  const time = Temporal.PlainTime.from(random.pick(startTimes));
  const timeZone = index % 8 === 1 ? random.pick(world.company.otherTimeZones) : world.company.timeZone;
  const interval = intervals[index % intervals.length] ?? 1;
  const pastOnes = event.archived ? count + 2 : Math.ceil(count * 0.6);
  const subject = subjects[index % subjects.length] ?? subjects[0];

  return Array.from({ length: count }, (_, position) => {
    const day = monday.add({ days: weekday + (position - pastOnes) * interval * 7 });
    return {
      company_id: world.companyId,
      event_number: event.number,
      starts_at: new Date(day.toPlainDateTime(time).toZonedDateTime(timeZone).epochMilliseconds),
      duration_minutes: subject.minutes,
      time_zone: timeZone,
      is_active: !(isWithdrawn(index) || (index % 3 === 0 && position === 2)),
    };
  });
}
