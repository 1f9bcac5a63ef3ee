import { exportFolder } from '../transfer/exportFolder.js';
import { ImportRefused, importFolder } from '../transfer/importFolder.js';
import { createProgress } from '../transfer/progress.js';
import type { Command, Io } from './command.js';

export const transferCommands: readonly Command[] = [
  {
    words: ['import'],
    summary: 'Import a folder of NDJSON files into a company, all of it or nothing; docs/import.md has the formats',
    positionals: ['FOLDER'],
    options: {
      company: { value: 'SLUG', summary: 'the company; made when it does not exist', isRequired: true, field: 'slug' },
      name: { value: 'NAME', summary: 'of the company to make, when the folder has no company.json', field: 'name' },
      'time-zone': { value: 'ZONE', summary: 'its IANA zone', field: 'timeZone' },
      currency: { value: 'CODE', summary: 'its ISO 4217 currency', field: 'currency' },
      check: { summary: 'read and check everything, write nothing' },
    },
    async run({ positionals, options, session, io, now }) {
      const { name, 'time-zone': timeZone, currency } = options;
      const startedAt = performance.now();
      try {
        const { company, isNew, rows } = await importFolder(session.database.db, {
          folder: positionals[0] ?? '',
          slug: options['company'] ?? '',
          company: { ...(name === undefined ? {} : { name }), ...(timeZone === undefined ? {} : { timeZone }), ...(currency === undefined ? {} : { currency }) },
          isCheck: options['check'] !== undefined,
          now,
          progress: progressOn(io),
        });
        const one = isNew ? `the new company ${company.slug} (${company.name}, ${company.timeZone}, ${company.currency})` : company.slug;
        const counted = `${rows.toLocaleString('en')} ${rows === 1 ? 'row' : 'rows'}`;
        if (options['check'] === undefined) io.out(`Imported ${counted} into ${one} in ${secondsSince(startedAt)} s.`);
        else io.out(`${counted} can be imported into ${one}. Nothing was written.`);
      } catch (error) {
        if (error instanceof ImportRefused) for (const line of error.lines) io.error(line);
        throw error;
      }
    },
  },
  {
    words: ['export'],
    summary: 'Export a company to a folder of NDJSON files, which import reads',
    positionals: ['FOLDER'],
    options: {
      company: { value: 'SLUG', summary: 'the company', isRequired: true },
      force: { summary: 'write into a folder that is not empty, over the files of an earlier export' },
    },
    async run({ positionals, options, session, io }) {
      const startedAt = performance.now();
      const { rows } = await exportFolder(session.database.db, {
        folder: positionals[0] ?? '',
        slug: options['company'] ?? '',
        force: options['force'] !== undefined,
        progress: progressOn(io),
      });
      io.out(`Exported ${rows.toLocaleString('en')} ${rows === 1 ? 'row' : 'rows'} in ${secondsSince(startedAt)} s.`);
    },
  },
];

function progressOn(io: Io) {
  return createProgress({ line: io.error, status: io.status });
}

function secondsSince(startedAt: number): string {
  return ((performance.now() - startedAt) / 1000).toFixed(1);
}
