export const libraryNames = ['Move at Home', 'The Pottery Shed', 'Kitchen Table', 'Quiet Hours'] as const;

export interface VideoOnOffer {
  readonly name: string;
  readonly description: string;
  /** By place in `libraryNames`. */
  readonly library: 0 | 1 | 2 | 3 | null;
  /** In the minor unit. */
  readonly price: number;
  /** Of a pass; 0: it cannot be had with one. */
  readonly credits: number;
  readonly expiryDays: number | null;
  readonly isUnready?: true;
  readonly deletedAgo?: number;
}

type Line = readonly [name: string, description: string, library: VideoOnOffer['library'], price: number, expiryDays: number | null];

const lines: readonly Line[] = [
  ['Morning Flow in 20 Minutes', 'Sun salutations for a small rug and a stiff back.', 0, 500, 14],
  ['Glazing at Home', 'Dipping, pouring and brushing, and what to do about pinholes.', 1, 1250, null],
  ['Your First Sourdough', 'From flour and water to a starter that doubles, in seven days.', 2, 1500, 90],
  ['Welcome to the Studio', 'Where to find the lockers, the kiln shelf and the good coffee.', null, 0, null],
  ['Sleep: A Long Body Scan', 'Forty minutes, lying down. Nobody minds if you miss the end.', 3, 400, 30],
];

const more: readonly Line[] = [
  ['Mat Pilates: The Hundred and After', 'Core work that starts where most people stop.', 0, 600, 14],
  ['Yin for Runners', 'Hips, calves and the outside of the thigh.', 0, 600, 30],
  ['Barre Without a Barre', 'A kitchen chair is enough.', 0, 600, 14],
  ['Ten-Minute Desk Reset', 'Neck, wrists and eyes. Keep your shoes on.', 0, 300, 7],
  ['Prenatal Yoga: Second Trimester', 'Gentle standing work with a wall at your back.', 0, 900, 90],
  ['Handstands, Slowly', 'Six weeks of wrists, shoulders and courage.', 0, 1400, null],
  ['Salsa: Cross-Body Lead', 'The turn that every other turn is made of.', 0, 700, 30],
  ['Spin Playlist with Coaching', 'Forty-five minutes; bring your own bike.', 0, 500, 14],
  ['Shadow Boxing Rounds', 'Six rounds of three minutes, no kit.', 0, 500, 14],
  ['Pelvic Floor: What Nobody Told You', 'With time for the questions people ask most.', 0, 800, null],
  ['Trimming a Bowl', 'Finding the middle again, and when to stop.', 1, 750, 14],
  ['Pulling Handles', 'Mugs that are good to hold.', 1, 750, 14],
  ['Centring: Why It Wobbles', 'Seven ways that clay gets away from you.', 1, 750, null],
  ['Building a Slab Box', 'Templates, mitres and lids that fit.', 1, 900, 30],
  ['Sgraffito on Terracotta', 'Slip, needle and a steady hand.', 1, 850, 30],
  ['Reading a Firing Log', 'What the cones say that the pyrometer does not.', 1, 650, null],
  ['Reclaiming Clay', 'The bucket, the plaster bat, and patience.', 1, 350, null],
  ['Kimchi in an Afternoon', 'Napa cabbage, and how hot is hot.', 2, 950, 60],
  ['Kraut and Friends', 'Salt by weight, and nothing else to remember.', 2, 650, 60],
  ['Scoring and Shaping', 'The blade, the angle, the ear.', 2, 850, 30],
  ['Rye Bread the Danish Way', 'Dark, dense and better on the third day.', 2, 850, 30],
  ['Kombucha from a Scoby', 'First and second fermentation, without explosions.', 2, 650, 60],
  ['Pickles for Impatient People', 'Ready by the evening.', 2, 350, 14],
  ['Breathing: Four, Seven, Eight', 'A short practice for the bus.', 3, 200, null],
  ['Sound Bath: Rain', 'Gongs, bowls and a wet roof.', 3, 700, 30],
  ['Loving-Kindness for Sceptics', 'Twenty minutes, no incense.', 3, 400, 30],
  ['Walking Meditation', 'For headphones and a park.', 3, 400, null],
  ['A Minute’s Peace', 'One minute. Really.', 3, 0, null],
  ['Yoga Nidra', 'Half an hour on the edge of sleep.', 3, 500, 30],
  ['Three Chords on the Ukulele', 'C, F and G7, and eleven songs that need no more.', null, 700, 90],
  ['Reading a Sewing Pattern', 'Notches, grainlines and ease.', null, 900, 90],
];

/** Where only one video shows what it shows. */
const rest: readonly VideoOnOffer[] = [
  { name: 'Warm-ups for the Choir', description: '', library: null, price: 300, credits: 1, expiryDays: null },
  { name: 'Watercolour Skies', description: 'Filmed last week; the sound is still being cleaned.', library: null, price: 900, credits: 1, expiryDays: 30, isUnready: true },
  { name: 'Raku in the Garden', description: 'Smoke, sawdust and a metal bin. Not on a pass.', library: 1, price: 1250, credits: 0, expiryDays: 60 },
  { name: 'Lockdown Live: Vinyasa', description: 'A recording from the living room.', library: 0, price: 300, credits: 1, expiryDays: 7, deletedAgo: 320 },
];

const onOffer = ([name, description, library, price, expiryDays]: Line): VideoOnOffer => ({
  name,
  description,
  library,
  price,
  credits: price === 0 ? 0 : 1,
  expiryDays,
});

export const videosOnOffer: readonly VideoOnOffer[] = [...lines.map(onOffer), ...rest, ...more.map(onOffer)];
