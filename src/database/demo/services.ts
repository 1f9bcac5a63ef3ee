import { insertRows } from './insertRows.js';
import { catalogueOf, type DemoService, type DemoStep, takeNumber } from './world.js';

interface ServiceOnOffer extends Pick<DemoService, 'name' | 'buffer_minutes'> {
  readonly description: string;
  readonly categories: readonly string[];
  /** A room's name; null: by video, or wherever it suits. */
  readonly location: string | null;
  /** Prices in the minor unit. */
  readonly options: readonly (readonly [name: string, minutes: number, price: number])[];
}

const onOffer: readonly ServiceOnOffer[] = [
  { name: 'Private Reformer Pilates', description: 'An hour on the reformer with a teacher to yourself.', buffer_minutes: 10, categories: ['Pilates'], location: 'Reformer Room', options: [['30 minutes', 30, 3200], ['60 minutes', 60, 5500], ['60 minutes for two', 60, 7800]] },
  { name: 'First Consultation', description: 'Twenty minutes to find out what suits you, on us.', buffer_minutes: 5, categories: ['Wellbeing', 'New'], location: null, options: [['20 minutes', 20, 0]] },
  { name: 'Sports Massage', description: 'Deep work on whatever hurts, by a qualified therapist.', buffer_minutes: 15, categories: ['Treatments'], location: 'Treatment Room', options: [['30 minutes', 30, 3800], ['60 minutes', 60, 6200], ['90 minutes', 90, 8800]] },
  { name: 'Wheel Tuition', description: 'One teacher, one wheel, as much clay as you can throw.', buffer_minutes: 15, categories: ['Pottery'], location: 'Kiln Room, lower ground floor', options: [['45 minutes', 45, 3800], ['90 minutes', 90, 7000]] },
  { name: 'Private Yoga', description: 'A practice made for you, to take home.', buffer_minutes: 0, categories: ['Yoga'], location: 'Practice Room', options: [['60 minutes', 60, 5000], ['90 minutes', 90, 7000]] },
  { name: 'Acupuncture', description: 'Traditional needles, in a quiet room.', buffer_minutes: 10, categories: ['Treatments'], location: 'Treatment Room', options: [['First visit', 75, 6500], ['Follow-up', 45, 4800]] },
  { name: 'Life Coaching Session', description: 'Your next step, one to one, by video.', buffer_minutes: 10, categories: ['Wellbeing'], location: null, options: [['50 minutes', 50, 6000]] },
  { name: 'Ukulele Lesson', description: 'At your speed, with your songs.', buffer_minutes: 5, categories: ['Music'], location: 'Practice Room', options: [['30 minutes', 30, 2400], ['60 minutes', 60, 4200]] },
  { name: 'Singing Lesson', description: 'Breath, range and nerves.', buffer_minutes: 5, categories: ['Music'], location: 'Practice Room', options: [['45 minutes', 45, 3600]] },
  { name: 'Portfolio Review', description: '', buffer_minutes: 10, categories: [], location: 'Consulting Room', options: [['60 minutes', 60, 4500]] },
  { name: 'Night Firing', description: 'Watch over your own kiln with a technician. Bring soup.', buffer_minutes: 30, categories: ['Pottery'], location: 'Kiln Room, lower ground floor', options: [['Two hours at the kiln', 120, 3000]] },
];

export const servicesStep: DemoStep = {
  noun: 'services',
  tables: ['services', 'service_options'],
  async load(world) {
    for (const { options, categories, ...service } of catalogueOf(world, onOffer)) {
      const number = takeNumber(world, 'service');
      world.services.push({ company_id: world.companyId, number, ...service, categories: [...categories] });
      options.forEach(([name, minutes, price], position) => {
        world.serviceOptions.push({
          company_id: world.companyId,
          number: takeNumber(world, 'service_option'),
          service_number: number,
          position,
          name,
          duration_minutes: minutes,
          price,
          currency: world.company.currency,
        });
      });
    }
    await insertRows(world.db, 'services', world.services);
    await insertRows(world.db, 'service_options', world.serviceOptions);
    return world.services.length;
  },
};
