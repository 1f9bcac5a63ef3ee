/** Words and figures that the classes are made of. */

/** `price` is that of a drop-in place, in the minor unit. */
export const subjects = [
  { title: 'Vinyasa Flow', category: 'Yoga', minutes: 60, price: 1400, about: 'a moving sequence led by the breath' },
  { title: 'Yin Yoga', category: 'Yoga', minutes: 75, price: 1400, about: 'long, quiet holds for joints and connective tissue' },
  { title: 'Reformer Pilates', category: 'Pilates', minutes: 50, price: 2200, about: 'spring resistance on the reformer' },
  { title: 'Mat Pilates', category: 'Pilates', minutes: 45, price: 1300, about: 'core work with nothing but a mat' },
  { title: 'Wheel Throwing', category: 'Pottery', minutes: 120, price: 3800, about: 'centring, opening and pulling up on the wheel' },
  { title: 'Hand Building', category: 'Pottery', minutes: 120, price: 3200, about: 'pinch, coil and slab without a wheel' },
  { title: 'Life Drawing', category: 'Art', minutes: 90, price: 1800, about: 'short and long poses with a model' },
  { title: 'Watercolour', category: 'Art', minutes: 90, price: 2000, about: 'washes, edges and letting the water work' },
  { title: 'Ballet Barre', category: 'Dance', minutes: 60, price: 1500, about: 'the strength of a dancer, without the stage' },
  { title: 'Salsa', category: 'Dance', minutes: 75, price: 1200, about: 'steps, turns and rhythm, with no partner needed' },
  { title: 'Spin', category: 'Fitness', minutes: 45, price: 1300, about: 'hills and sprints to loud music' },
  { title: 'Boxing Circuits', category: 'Fitness', minutes: 50, price: 1400, about: 'pads, bags and footwork in rounds' },
  { title: 'Meditation', category: 'Wellbeing', minutes: 30, price: 900, about: 'sitting, breathing, and coming back to it' },
  { title: 'Sound Bath', category: 'Wellbeing', minutes: 60, price: 1800, about: 'gongs and bowls while you lie still' },
  { title: 'Ukulele', category: 'Music', minutes: 60, price: 1200, about: 'four strings, three chords, many songs' },
  { title: 'Community Choir', category: 'Music', minutes: 90, price: 1000, about: 'singing in parts, without auditions' },
  { title: 'Sourdough', category: 'Cooking', minutes: 180, price: 6500, about: 'from a living starter to a loaf to take home' },
  { title: 'Fermentation', category: 'Cooking', minutes: 120, price: 4500, about: 'kraut, kimchi and what goes on in the jar' },
  { title: 'Sewing', category: 'Craft', minutes: 150, price: 4200, about: 'reading a pattern and finishing a seam' },
  { title: 'Life Coaching', category: 'Wellbeing', minutes: 60, price: 2400, about: 'finding the next step in a small group' },
] as const;

export const styles = [
  (title: string) => title,
  (title: string) => `${title} for Beginners`,
  (title: string) => `Slow ${title}`,
  (title: string) => `${title}: The Next Level`,
] as const;

export const rooms = ['Studio 1', 'Studio 2', 'The Loft', 'Garden Room', 'Kiln Room, lower ground floor', 'Café (after closing)'] as const;

/** Where no classes are held. */
export const roomsForAppointments = ['Treatment Room', 'Consulting Room', 'Practice Room', 'Reformer Room'] as const;

export const terms = [
  'Cancel up to 12 hours before the start for your money back.',
  'Please arrive ten minutes early; the door closes when class begins.',
  'Bring a towel. Under-16s come with an adult.',
] as const;

/** Hours and minutes at which classes begin. */
export const startTimes = ['06:45', '07:30', '09:15', '10:00', '12:15', '13:00', '16:30', '17:45', '18:30', '19:00', '20:15'] as const;

/** What one credit of a pass pays for, at most, in the minor unit. */
const worthOfCredit = 1600;

/** The credits that stand for a price: 1 for a yoga class, 5 for a day of baking. */
export function creditsFor(price: number): number {
  return Math.max(1, Math.ceil(price / worthOfCredit));
}

/** Limits of the rooms; the smallest ones fill up. */
export const limits = [16, 28, 24, 36, 10, 44, 30, 20] as const;

/**
 * What the company takes for a class. The pattern repeats, so that every method and type occurs among any eight
 * events in a row, and all but the free class among any four.
 */
export const paymentMethods = [
  ['CARD', 'PASS'],
  ['CARD'],
  ['CARD', 'PASS', 'CASH', 'FREE'],
  ['CARD', 'CASH'],
  ['CARD', 'PASS'],
  ['CARD', 'PASS', 'CASH'],
  ['CARD', 'PASS'],
  ['FREE'],
] as const;

export const bookingTypes = [['INDIVIDUAL'], ['INDIVIDUAL', 'GROUP'], ['INDIVIDUAL'], ['INDIVIDUAL', 'GROUP'], ['INDIVIDUAL'], ['GROUP']] as const;
