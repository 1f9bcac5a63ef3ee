import { Temporal } from 'temporal-polyfill';
import { insertRows } from './insertRows.js';
import { firstNames } from './names.js';
import { noteTexts, signUpTexts } from './noteTexts.js';
import { byTime, type Occasion, planOccasions } from './occasions.js';
import type { Random } from './random.js';
import { rooms, subjects } from './timetable.js';
import { instantOf, isDeskOpen } from './wallClock.js';
import { type DemoStep, type DemoWorld, randomFor, takeNumber } from './world.js';

const desk = ['Front Desk', 'Front Desk', 'Front Desk', 'Robin Marsh', 'Sinéad O’Rourke', 'Gwen Adeyemi', 'Kofi Fitzroy-Howard'] as const;
const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const;

/**
 * What staff wrote while somebody was at the desk, on the telephone or in class; some was put right later.
 * Who joins while the desk is closed does so online, and the desk notes down what they asked.
 */
export const notesStep: DemoStep = {
  noun: 'notes',
  tables: ['notes'],
  async load(world) {
    const random = randomFor(world, 'notes');
    const occasions = planOccasions(world, world.company.counts.notes, 3, random).map((occasion) => inOpeningHours(world, occasion, random));
    const rows = occasions.sort(byTime).map(({ customer, at }) => {
      const isAtDesk = isDeskOpen(at, world.company.timeZone);
      const content = fill(world, random.pick(isAtDesk ? noteTexts : signUpTexts), random);
      const author = isAtDesk && random.chance(0.2) ? random.pick(world.facilitators).name : random.pick(desk);
      const later = at.getTime() + Math.floor(random.next() ** 2 * 60 * 86_400) * 1000;
      const isChanged = random.chance(0.2) && later < world.dayBegan;
      return {
        company_id: world.companyId,
        number: takeNumber(world, 'note'),
        customer_number: customer.number,
        content,
        created_by: author,
        created_at: at,
        updated_at: isChanged ? new Date(later) : at,
      };
    });
    await insertRows(world.db, 'notes', rows);
    return rows.length;
  },
};

/** The same day between seven and ten, unless the customer joined later than that. */
function inOpeningHours(world: DemoWorld, { customer, at }: Occasion, random: Random): Occasion {
  const zone = world.company.timeZone;
  const date = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone).toPlainDate();
  const opening = instantOf(date, '07:00', zone).getTime() + random.whole(0, 15 * 3600 - 1) * 1000;
  return opening < customer.created_at.getTime() ? { customer, at } : { customer, at: new Date(opening) };
}

function fill(world: DemoWorld, text: string, random: Random): string {
  const values: Record<string, () => string> = {
    class: () => random.pick(subjects).title,
    teacher: () => random.pick(world.facilitators).name.split(' ')[0] ?? 'the teacher',
    name: () => random.pick(firstNames),
    weekday: () => random.pick(weekdays),
    side: () => random.pick(['left', 'right']),
    number: () => String(random.whole(2, 9)),
    room: () => random.pick(rooms).split(/[,(]/)[0]?.trim() ?? 'Studio 1',
  };
  return text.replace(/\{(\w+)\}/g, (whole, key: string) => values[key]?.() ?? whole);
}
