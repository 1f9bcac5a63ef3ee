const general = [
  'First visit.',
  'Running five minutes late, has rung.',
  'Prefers to be called Sam.',
  'Second appointment of a block of four.',
  'Moved from Tuesday, no charge.',
  'Would like a receipt for the employer.',
  'Will bring her own towel; allergic to lavender oil.',
] as const;

const byService: Readonly<Record<string, readonly string[]>> = {
  'Private Reformer Pilates': ['Left knee: no deep lunges.', 'Twelve weeks post-natal, has the midwife’s OK.', 'Wants to work on the roll-over.'],
  'First Consultation': ['Asked about anything for a stiff back.', 'Not sure between Pilates and yoga.', 'Comes from the GP.'],
  'Sports Massage': ['Marathon on the 26th: calves and hips.', 'Lighter pressure than last time, please.', 'Avoid the right shoulder (stitches until Friday).'],
  'Wheel Tuition': ['Wants to throw a teapot lid.', 'Left-handed: turn the wheel the other way.', 'Bring the bats back from Studio 1.'],
  'Private Yoga': ['Preparing for a teacher training.', 'No inversions.'],
  Acupuncture: ['Nervous about needles, go slowly.', 'Tennis elbow, third visit.'],
  'Life Coaching Session': ['Sent the worksheet on Sunday.', 'Camera off is fine.'],
  'Ukulele Lesson': ['Working on “Riptide”.', 'Needs new strings (low G).'],
  'Singing Lesson': ['Audition piece: bring the A-minor backing track.', 'Had a cold, keep it low.'],
  'Portfolio Review': ['Twelve pages, printed.'],
  'Night Firing': ['Cone 9, reduction. About 14 pots.', 'Has the gate key.'],
};

/** What is written beside an appointment of a service. */
export function remarksFor(service: string): readonly string[] {
  return [...general, ...(byService[service] ?? [])];
}
