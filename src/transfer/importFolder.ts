import { randomUUID } from 'node:crypto';
import { type Kysely, sql, type Transaction } from 'kysely';
import { UserFacingError } from '../database/embedded/errors.js';
import type { Tables } from '../database/tables.js';
import { readZones } from '../database/timeZones.js';
import { inTransaction } from '../database/transaction.js';
import { insertCompany } from '../features/companies/companies.repository.js';
import { notifyChange } from '../gateway/cache/changes.js';
import type { Company } from '../gateway/principal.js';
import { checkFile } from './checkFile.js';
import { type CompanyFacts, findFiles, readCompanyFile } from './folder.js';
import { findTarget, type Target } from './importCompany.js';
import { KnownRows, loadKnownRows } from './knownRows.js';
import { Problems } from './problems.js';
import type { Progress } from './progress.js';
import { resources } from './resources.js';
import { type CheckedFile, writeFile } from './writeFile.js';

export interface ImportOptions {
  readonly folder: string;
  readonly slug: string;
  /** What is said of the company besides the folder: makes it if it does not exist. */
  readonly company: Partial<CompanyFacts>;
  /** Reads and checks everything, and writes nothing. */
  readonly isCheck: boolean;
  readonly now: Date;
  readonly progress: Progress;
}

export interface Imported {
  readonly company: Omit<Company, 'id'>;
  /** Made by this import. */
  readonly isNew: boolean;
  readonly rows: number;
}

/** Nothing was imported, because of what the files say. */
export class ImportRefused extends UserFacingError {
  constructor(
    /** One line each: file, line, field, sentence. */
    readonly lines: readonly string[],
    count: number,
  ) {
    super(`Nothing was imported: ${count === 1 ? 'there is a mistake' : `there are ${count.toLocaleString('en')} mistakes`} in the folder.`);
  }
}

/** Any number: two imports into one company would refer to what the other may take back. */
const importLock = 7_305_302;

/**
 * Imports a folder of NDJSON files into a company, all of it or nothing. Every line is read and checked before the
 * first row is written, so that all mistakes are told at once. Memory holds the rows' numbers and one batch of rows.
 *
 * Running gateways hear of it as it commits. Numbers that they give out go on behind the highest one.
 *
 * @throws ImportRefused with every mistake; UserFacingError and badInput for everything else that people can mend
 */
export async function importFolder(db: Kysely<Tables>, options: ImportOptions): Promise<Imported> {
  const imported = await inTransaction(db, (trx) => importInto(trx, options));
  const { tables, ...result } = imported;
  // Without statistics the planner takes the tables for what they were until it looks by itself, a minute later.
  if (tables.length > 0) await sql`analyze ${sql.join(tables.map((table) => sql.table(table)))}`.execute(db);
  return result;
}

async function importInto(trx: Transaction<Tables>, { folder, slug, company: said, isCheck, now, progress }: ImportOptions): Promise<Imported & { tables: readonly string[] }> {
  const { rows: locks } = await sql<{ isFree: boolean }>`select pg_try_advisory_xact_lock(${importLock}, hashtext(${slug})) as "isFree"`.execute(trx);
  if (locks[0]?.isFree !== true) throw new UserFacingError(`Another import into ${slug} is running.`);

  const { files, hasCompany } = await findFiles(folder);
  const problems = new Problems();
  const checkZone = await readZones(trx, now.getTime());
  const file = hasCompany ? await readCompanyFile(folder, checkZone, problems) : null;
  if (problems.count > 0) throw new ImportRefused(problems.lines(), problems.count);
  const target = await findTarget(trx, slug, said, file, checkZone);
  const known = await rowsOf(trx, target, files.map(({ resource }) => resource));
  const company = 'existing' in target ? target.existing : target.fresh;
  const around = { currency: company.currency, checkZone, has: known.has.bind(known), parentOf: known.parentOf.bind(known) };

  const checked: CheckedFile[] = [];
  for (const one of files) checked.push(await checkFile(one, around, known, problems, progress));
  if (problems.count > 0) throw new ImportRefused(problems.lines(), problems.count);
  const result = { company, isNew: 'fresh' in target, rows: checked.reduce((sum, { rows }) => sum + rows, 0) };
  if (isCheck) return { ...result, tables: [] };

  const { id: companyId } = await companyOf(trx, target, now);
  const filled = checked.filter(({ rows }) => rows > 0);
  // First, so that whoever makes a row in the meantime waits for a number that the import has not.
  await moveSequences(trx, companyId, filled, known);
  for (const one of filled) await writeFile(trx, companyId, one, around, progress);
  const names = [...new Set(filled.flatMap(({ resource }) => resource.cached))].sort();
  if (names.length > 0) await notifyChange(trx, { id: randomUUID(), companyId, resources: names });
  return { ...result, tables: filled.flatMap(({ resource }) => resource.table) };
}

function rowsOf(trx: Transaction<Tables>, target: Target, reading: Parameters<typeof loadKnownRows>[2]): Promise<KnownRows> {
  return 'existing' in target ? loadKnownRows(trx, target.existing.id, reading, resources) : Promise.resolve(new KnownRows());
}

async function companyOf(trx: Transaction<Tables>, target: Target, now: Date): Promise<Company> {
  if ('existing' in target) return target.existing;
  const made = await insertCompany(trx, target.fresh, now);
  if (made === null) throw new UserFacingError(`There is a company called ${target.fresh.slug} since this moment: try again.`);
  return made;
}

async function moveSequences(trx: Transaction<Tables>, companyId: number, files: readonly CheckedFile[], known: KnownRows): Promise<void> {
  const sequences = files
    .flatMap(({ resource }) => resource.spaces)
    .map(({ id, sequence }) => ({ company_id: companyId, kind: sequence, last_number: known.highest(id) }))
    .filter(({ last_number }) => last_number > 0);
  if (sequences.length === 0) return;
  await trx
    .insertInto('number_sequences')
    .values(sequences)
    .onConflict((conflict) =>
      conflict.columns(['company_id', 'kind']).doUpdateSet({ last_number: sql`greatest(number_sequences.last_number, excluded.last_number)` }),
    )
    .execute();
}
