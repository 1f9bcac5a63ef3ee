import type { ImportFile } from './folder.js';
import type { KnownRows } from './knownRows.js';
import { readLines } from './lines.js';
import type { Problems } from './problems.js';
import { type Progress, rowsText } from './progress.js';
import { readRow } from './readRow.js';
import type { RowLookup } from './resource.js';
import type { Surroundings } from './readValue.js';
import type { CheckedFile } from './writeFile.js';

/** Reads a whole file, adds its rows to those that are known, and every mistake to the problems. */
export async function checkFile(file: ImportFile, around: Surroundings & RowLookup, known: KnownRows, problems: Problems, progress: Progress): Promise<CheckedFile> {
  const { resource, name, path } = file;
  let rows = 0;
  for await (const lines of readLines(path)) {
    for (const line of lines) {
      const complain = (field: string | null, sentence: string) => problems.add(`${name}:${line.number}`, field, sentence);
      rows += 1;
      if ('problem' in line) complain(null, line.problem);
      else checkLine(line.text, line.number, complain);
    }
    progress.update(() => rowsText(name, rows, 'read'));
  }
  progress.done(rowsText(name, rows, 'read'));
  return { ...file, rows };

  function checkLine(text: string, number: number, complain: (field: string | null, sentence: string) => void): void {
    readRow(resource, text, around, complain, (id, columns) => {
      // Known from now on whatever else is wrong with the line, so that a mistake is told once and not at each reference.
      const refusal = id === null ? null : known.addNumber(id.space.id, id.number, number);
      if (refusal !== null) complain('id', refusal);
      const parent = resource.parent === undefined ? undefined : columns[resource.parent];
      if (id !== null && refusal === null && typeof parent === 'number') known.addParent(id.space.id, id.number, parent);
      for (const unique of resource.unique ?? []) {
        const taken = known.addValues(unique, columns, number);
        if (taken !== null) complain(unique.field, taken);
      }
    });
  }
}
