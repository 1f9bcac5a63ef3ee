import type { Random } from './random.js';

type Answer = string | number | boolean | string[];

interface Question {
  readonly question: string;
  readonly answer: (random: Random) => Answer;
  readonly isOptional?: true;
}

interface Form {
  readonly name: string;
  readonly questions: readonly Question[];
}

const oneOf = (...answers: readonly string[]) => (random: Random) => random.pick(answers);
const yesIn = (share: number) => (random: Random) => random.chance(share);
const between = (least: number, most: number) => (random: Random) => random.whole(least, most);
const halvesBetween = (least: number, most: number) => (random: Random) => random.whole(least * 2, most * 2) / 2;
/** Any number of boxes, in their order on the form. */
const ticked = (share: number, ...boxes: readonly string[]) => (random: Random) => boxes.filter(() => random.chance(share));

export const forms: readonly Form[] = [
  {
    name: 'Health Form for New Students',
    questions: [
      { question: 'Is there anything that your teacher should know about your health?', answer: oneOf('No', 'Lower back pain since spring, otherwise fine', 'Asthma, inhaler is in my bag', 'High blood pressure, under control', 'Hip replacement (left), 2021', 'I faint easily when it is hot', 'Migraines now and then', 'Hypermobile, please stop me from overstretching', 'Type 1 diabetes; I may eat something during class') },
      { question: 'Are you pregnant, or have you given birth in the last six months?', answer: yesIn(0.06) },
      { question: 'Hours of sleep in a usual night', answer: halvesBetween(5, 9) },
      { question: 'Where do you feel tension?', answer: ticked(0.35, 'Neck', 'Shoulders', 'Lower back', 'Hips', 'Knees', 'Wrists') },
      { question: 'How often do you move for more than half an hour, per week?', answer: between(0, 7) },
      { question: 'Whom should we call in an emergency?', answer: oneOf('My partner, number is in my profile', 'My mum, Aoife', 'Flatmate (Tomasz)', 'My daughter: she works next door at the bakery', 'Nobody nearby, please ring the surgery on Salter Road') },
    ],
  },
  {
    name: 'How Did You Find Us?',
    questions: [
      { question: 'Where did you first hear of us?', answer: oneOf('A friend', 'Walked past', 'Search', 'The market stall', 'My physio', 'Instagram', 'A poster in the library') },
      { question: 'What would you like to try?', answer: ticked(0.3, 'Yoga', 'Pilates', 'Pottery', 'Art', 'Dance', 'Cooking', 'Music', 'Craft') },
      { question: 'May we send you the newsletter?', answer: yesIn(0.55) },
      { question: 'How likely are you to tell a friend about us, from 0 to 10?', answer: between(4, 10) },
      { question: 'Anything else?', answer: oneOf('', 'More evening classes, please!', 'Is there somewhere to lock a bike?', 'The website says you close at 9 & the door says 9.30', 'Lovely people at the desk 😊', 'I’d come more often if there were a crèche'), isOptional: true },
    ],
  },
  {
    name: 'Before Your First Firing',
    questions: [
      { question: 'Have you used a wheel before?', answer: yesIn(0.45) },
      { question: 'Which clays have you worked with?', answer: ticked(0.35, 'Stoneware', 'Earthenware', 'Porcelain', 'Air-drying clay') },
      { question: 'How many pieces do you expect to fire in a month?', answer: between(1, 14) },
      { question: 'What would you like to make?', answer: oneOf('Mugs', 'A dinner set for six', 'Planters for the balcony', 'Something for my sister’s wedding', 'Whatever does not collapse', 'Tiles') },
      { question: 'I have read the kiln rules.', answer: yesIn(0.96) },
    ],
  },
  {
    name: 'Before Your Appointment',
    questions: [
      { question: 'What would you like help with?', answer: oneOf('Shoulder that clicks', 'Back to running after a break', 'Sleep', 'Preparing for an audition', 'A change of job', 'Posture at the desk', 'Stiff neck') },
      { question: 'How long has this been going on, in weeks?', answer: between(1, 60) },
      { question: 'How bad is it today, from 0 to 10?', answer: halvesBetween(0, 9) },
      { question: 'Are you seeing anybody else about it?', answer: yesIn(0.3) },
      { question: 'Medicines', answer: ticked(0.15, 'Painkillers', 'Blood thinners', 'Antihistamines', 'Hormones') },
    ],
  },
];
