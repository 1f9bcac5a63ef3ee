import type { Kysely } from 'kysely';
import { UserFacingError } from '../database/embedded/errors.js';
import type { Tables } from '../database/tables.js';
import type { ImportFile } from './folder.js';
import { insertRows, type NumberedRow, RowRefused } from './insertRows.js';
import { readLines } from './lines.js';
import { type Progress, rowsText } from './progress.js';
import { readRow } from './readRow.js';
import type { Surroundings } from './readValue.js';
import type { RowLookup } from './resource.js';

export interface CheckedFile extends ImportFile {
  /** How many it had when it was checked. */
  readonly rows: number;
}

/** A statement takes this many rows, or fewer long ones. */
const rowsPerStatement = 5000;
const charactersPerStatement = 8_000_000;

/**
 * Inserts the rows of a file that was checked, reading on while the database is at work.
 * @throws UserFacingError when the file is not what it was, or the database refuses a row
 */
export async function writeFile(trx: Kysely<Tables>, companyId: number, { resource, name, path, rows }: CheckedFile, around: Surroundings & RowLookup, progress: Progress): Promise<void> {
  let batch: NumberedRow[] = [];
  let characters = 0;
  let read = 0;
  let written = 0;
  let writing: Promise<void> = Promise.resolve();
  const changed = (): never => {
    throw new UserFacingError(`${name} was changed during the import. Nothing was imported.`);
  };

  const flush = async (): Promise<void> => {
    await writing;
    const inserted = batch;
    writing = insertRows(trx, companyId, resource, inserted).then(() => {
      written += inserted.length;
      progress.update(() => rowsText(name, written, 'written'));
    });
    // It is awaited before the next one, or below.
    writing.catch(() => undefined);
    batch = [];
    characters = 0;
  };

  try {
    for await (const lines of readLines(path)) {
      for (const line of lines) {
        const row = 'problem' in line ? null : readRow(resource, line.text, around, changed);
        if (row === null || !('text' in line)) return changed();
        read += 1;
        batch.push({ line: line.number, row });
        characters += line.text.length;
        if (batch.length === rowsPerStatement || characters > charactersPerStatement) await flush();
      }
    }
    if (batch.length > 0) await flush();
    if (read !== rows) changed();
    await writing;
  } catch (error) {
    // Before the transaction is given up on the same connection.
    await writing.catch(() => undefined);
    if (error instanceof RowRefused) throw new UserFacingError(`${name}:${error.line}: ${error.sentence}. Nothing was imported.`);
    throw error;
  }
  progress.done(rowsText(name, written, 'written'));
}
