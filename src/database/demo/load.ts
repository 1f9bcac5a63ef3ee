import { type Kysely, sql } from 'kysely';
import type { Tables } from '../tables.js';
import { accessStep } from './access.js';
import { appointmentsStep } from './appointments.js';
import { bookingsStep } from './bookings.js';
import { type DemoCompany, demoCompanies } from './company.js';
import { customersStep } from './customers.js';
import { eventDatesStep } from './eventDates.js';
import { eventsStep } from './events.js';
import { facilitatorsStep } from './facilitators.js';
import { facilitatorSchedulesStep } from './facilitatorSchedules.js';
import { guestsStep } from './guests.js';
import { insertRows } from './insertRows.js';
import { notesStep } from './notes.js';
import { passesStep } from './passes.js';
import { passPurchasesStep } from './passPurchases.js';
import { pricingOptionsStep } from './pricingOptions.js';
import { questionnaireAnswersStep, questionnairesStep } from './questionnaires.js';
import { reservationsStep } from './reservations.js';
import { restaurantsStep } from './restaurants.js';
import { roomsStep } from './rooms.js';
import { servicesStep } from './services.js';
import { subscriptionMandatesStep } from './subscriptionMandates.js';
import { subscriptionPlansStep } from './subscriptionPlans.js';
import { videoPurchasesStep } from './videoPurchases.js';
import { videosStep } from './videos.js';
import { vouchersStep } from './vouchers.js';
import { waitingListStep } from './waitingList.js';
import { createWorld, type DemoStep } from './world.js';

export { demoCredentials } from './credentials.js';

/** In the order in which rows refer to each other. A new noun is a new file and a line here. */
const steps: readonly DemoStep[] = [
  customersStep,
  facilitatorsStep,
  eventsStep,
  pricingOptionsStep,
  eventDatesStep,
  roomsStep,
  bookingsStep,
  waitingListStep,
  passesStep,
  subscriptionPlansStep,
  subscriptionMandatesStep,
  passPurchasesStep,
  videosStep,
  videoPurchasesStep,
  vouchersStep,
  notesStep,
  questionnairesStep,
  questionnaireAnswersStep,
  servicesStep,
  facilitatorSchedulesStep,
  appointmentsStep,
  restaurantsStep,
  reservationsStep,
  guestsStep,
  accessStep,
];

/** Two processes that start at once must not both find the demo company missing. */
const loadingLock = 7_305_301;

/** Older than anything that happened in the companies. */
const foundedAt = new Date('2020-03-02T09:00:00Z');

export interface DemoOptions {
  /** Dates are relative to its day in each company's zone; the time of day changes nothing. */
  readonly now: Date;
  /** Told of each noun as it is loaded, and once at the end. */
  readonly progress: (line: string) => void;
  /** `demo` and `rival` unless given. */
  readonly companies?: readonly DemoCompany[];
}

/**
 * Loads the demo data, all of it or, after an error, nothing. Does nothing when the first company exists.
 * The rows are the same on every machine on the same day, salts of password hashes apart.
 */
export async function loadDemo(db: Kysely<Tables>, options: DemoOptions): Promise<{ loaded: boolean }> {
  const { now, progress, companies = demoCompanies } = options;
  return db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(${loadingLock})`.execute(trx);
    const slugs = companies.map((company) => company.slug);
    const known = await trx.selectFrom('companies').select('slug').where('slug', 'in', slugs).executeTakeFirst();
    if (known !== undefined) return { loaded: false };

    const startedAt = performance.now();
    for (const company of companies) await loadCompany(trx, company, now, progress);
    // Without statistics the planner takes the tables for empty until it looks by itself, a minute later.
    const filled = steps.flatMap((step) => step.tables).map((table) => sql.table(table));
    await sql`analyze ${sql.join(filled)}`.execute(trx);
    progress(`Demo data is loaded (${((performance.now() - startedAt) / 1000).toFixed(1)} s).`);
    return { loaded: true };
  });
}

/** Whether the demo company is in the database. */
export async function hasDemo(db: Kysely<Tables>): Promise<boolean> {
  const known = await db.selectFrom('companies').select('id').where('slug', '=', 'demo').executeTakeFirst();
  return known !== undefined;
}

async function loadCompany(trx: Kysely<Tables>, company: DemoCompany, now: Date, progress: (line: string) => void): Promise<void> {
  const { id } = await trx
    .insertInto('companies')
    .values({ slug: company.slug, name: company.name, time_zone: company.timeZone, currency: company.currency, created_at: foundedAt })
    .returning('id')
    .executeTakeFirstOrThrow();
  const world = createWorld(trx, company, id, now);
  for (const step of steps) {
    const count = await step.load(world);
    progress(`Demo data: ${company.slug}, ${count.toLocaleString('en')} ${step.noun}`);
  }
  const sequences = [...world.numbers].map(([kind, last_number]) => ({ company_id: id, kind, last_number }));
  await insertRows(trx, 'number_sequences', sequences);
}
