import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import { UserFacingError } from '../database/embedded/errors.js';
import { errorCode } from '../database/errorCode.js';
import type { Tables } from '../database/tables.js';
import { findCompanyBySlug } from '../features/companies/companies.repository.js';
import type { Company } from '../gateway/principal.js';
import { flatten } from './field.js';
import { companyFile } from './folder.js';
import { inSpace } from './knownRows.js';
import { type Progress, rowsText } from './progress.js';
import { type Columns, fileOf, type NumberSpace, type Resource } from './resource.js';
import { resources } from './resources.js';
import { columnOf, writeLine } from './writeLine.js';

export interface ExportOptions {
  readonly folder: string;
  readonly slug: string;
  /** Writes into a folder that has something in it, over the files of an earlier export. */
  readonly force: boolean;
  readonly progress: Progress;
}

const rowsPerStatement = 5000;
/** What a file is called until all of them are complete. */
const unfinished = '.unfinished';
/** Names and addresses of people are in them. */
const forOwnerOnly = { file: 0o600, folder: 0o700 };

/**
 * Writes a company as the files that an import reads, every file as of the same moment. Files appear in the folder
 * when all of them are complete.
 * @throws UserFacingError for an unknown company, and a folder that cannot be written or is not empty
 */
export async function exportFolder(db: Kysely<Tables>, { folder, slug, force, progress }: ExportOptions): Promise<{ rows: number }> {
  const snapshot = db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only');
  return snapshot.execute(async (trx) => {
    const company = await findCompanyBySlug(trx, slug);
    if (company === null) throw new UserFacingError(`There is no company called ${slug}.`);
    await prepareFolder(folder, force);
    const names = [companyFile, ...resources.map(fileOf)];
    const unfinishedPath = (name: string) => path.join(folder, name + unfinished);
    let rows = 0;
    try {
      const { name, timeZone, currency } = company;
      await writeFile(unfinishedPath(companyFile), `${JSON.stringify({ name, timeZone, currency }, null, 2)}\n`, { mode: forOwnerOnly.file });
      for (const resource of resources) rows += await exportRows(trx, company, resource, unfinishedPath(fileOf(resource)), progress);
      for (const one of names) await rename(unfinishedPath(one), path.join(folder, one));
    } catch (error) {
      for (const one of names) await rm(unfinishedPath(one), { force: true });
      throw isOfFiles(error) ? unwritable(folder, error) : error;
    }
    return { rows };
  });
}

async function prepareFolder(folder: string, force: boolean): Promise<void> {
  let present: string[];
  try {
    await mkdir(folder, { recursive: true, mode: forOwnerOnly.folder });
    present = await readdir(folder);
  } catch (error) {
    throw unwritable(folder, error);
  }
  if (present.length > 0 && !force) {
    throw new UserFacingError(`${path.resolve(folder)} is not empty: choose another folder, or --force to write over an earlier export.`);
  }
}

async function exportRows(trx: Kysely<Tables>, company: Company, resource: Resource, to: string, progress: Progress): Promise<number> {
  let rows = 0;
  async function* lines(): AsyncGenerator<string> {
    for (const space of resource.spaces) {
      for await (const page of pages(trx, company.id, resource, space)) {
        rows += page.length;
        yield page.map((row) => `${writeLine(space, resource.fields, row, company.currency)}\n`).join('');
        progress.update(() => rowsText(fileOf(resource), rows, 'written'));
      }
    }
  }
  await pipeline(Readable.from(lines()), createWriteStream(to, { mode: forOwnerOnly.file }));
  progress.done(rowsText(fileOf(resource), rows, 'written'));
  return rows;
}

/** By number, so that the same rows are always the same file. */
async function* pages(trx: Kysely<Tables>, companyId: number, resource: Resource, space: NumberSpace): AsyncGenerator<readonly Columns[]> {
  const columns = sql.join([sql`number`, ...flatten(resource.fields).flatMap(({ field }) => columnsOf(resource, companyId, field))]);
  for (let after = 0; ; ) {
    const { rows } = await sql<Columns & { number: number }>`select ${columns} from ${sql.table(resource.table)}
      where ${inSpace(companyId, space)} and number > ${after} order by number limit ${sql.lit(rowsPerStatement)}`.execute(trx);
    const last = rows.at(-1);
    if (last !== undefined) yield rows;
    if (last === undefined || rows.length < rowsPerStatement) return;
    after = last.number;
  }
}

function columnsOf({ table }: Resource, companyId: number, field: ReturnType<typeof flatten>[number]['field']): RawBuilder<unknown>[] {
  if (field.kind === 'references') {
    const { link } = field;
    const order = sql.join([link.position, link.column].filter((column) => column !== undefined).map((column) => sql.ref(column)));
    return [
      sql`array(select ${sql.ref(link.column)} from ${sql.table(link.table)} where company_id = ${companyId}
        and ${sql.ref(`${link.table}.${link.owner}`)} = ${sql.ref(`${table}.number`)} order by ${order}) as ${sql.ref(columnOf(field))}`,
    ];
  }
  const own = sql.ref(field.column);
  return field.kind === 'money' && field.currency !== undefined ? [own, sql.ref(field.currency)] : [own];
}

/** Whether it comes from the file system: it names a path, or is what a file alone can fail with once it is open. */
function isOfFiles(error: unknown): boolean {
  return (error instanceof Error && 'syscall' in error && 'path' in error) || /^(ENOSPC|EDQUOT|EFBIG|EIO)$/.test(errorCode(error) ?? '');
}

function unwritable(folder: string, error: unknown): UserFacingError {
  return new UserFacingError(`${path.resolve(folder)} cannot be written: ${errorCode(error) ?? String(error)}.`);
}
