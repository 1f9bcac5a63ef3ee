import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { UserFacingError } from '../database/embedded/errors.js';
import { errorCode } from '../database/errorCode.js';
import type { ZoneCheck } from '../database/timeZones.js';
import type { Fields } from './field.js';
import type { Problems } from './problems.js';
import { parseObject, readFields, type Values } from './readRow.js';
import { fileOf, type Resource } from './resource.js';
import { resources } from './resources.js';

export const companyFile = 'company.json';

/** What `company.json` holds: enough to make the company that the files belong to. */
export const companyFields = {
  name: { kind: 'line', column: 'name', most: 100 },
  timeZone: { kind: 'timeZone', column: 'timeZone' },
  currency: { kind: 'currency', column: 'currency' },
} as const satisfies Fields;

export interface CompanyFacts {
  readonly name: string;
  readonly timeZone: string;
  readonly currency: string;
}

export interface ImportFile {
  readonly resource: Resource;
  readonly name: string;
  readonly path: string;
}

/** Those that an import may meet beside its own and leaves alone. */
const ignored = /^\.|^readme|\.(md|txt)$/i;

/**
 * The files of an import, in the order in which they refer to each other, and whether there is a `company.json`.
 * @throws UserFacingError when there is no such folder, nothing to import in it, or something else
 */
export async function findFiles(folder: string): Promise<{ files: readonly ImportFile[]; hasCompany: boolean }> {
  const names = await readdir(folder).catch((error: unknown) => {
    throw new UserFacingError(`The folder ${path.resolve(folder)} cannot be read: ${errorCode(error) ?? String(error)}.`);
  });
  const known = new Set([companyFile, ...resources.map(fileOf)]);
  const unknown = names.filter((name) => !known.has(name) && !ignored.test(name)).toSorted();
  if (unknown.length > 0) {
    throw new UserFacingError(`${path.resolve(folder)} has what is no file of an import: ${unknown.slice(0, 5).join(', ')}. Nothing was imported; docs/import.md lists the files.`);
  }
  const files = resources.filter((resource) => names.includes(fileOf(resource))).map((resource) => ({ resource, name: fileOf(resource), path: path.join(folder, fileOf(resource)) }));
  const hasCompany = names.includes(companyFile);
  if (files.length === 0 && !hasCompany) throw new UserFacingError(`There is nothing to import in ${path.resolve(folder)}: docs/import.md lists the files.`);
  return { files, hasCompany };
}

/** What `company.json` says; null after a problem. */
export async function readCompanyFile(folder: string, checkZone: ZoneCheck, problems: Problems): Promise<CompanyFacts | null> {
  const before = problems.count;
  const text = await readFile(path.join(folder, companyFile), 'utf8').catch((error: unknown) => {
    throw unreadable(companyFile, error);
  });
  const complain = (field: string | null, sentence: string) => problems.add(companyFile, field, sentence);
  const given = parseObject(text, complain);
  const values: Values = { columns: {}, links: new Map() };
  if (given !== null) readFields(companyFields, given, '', { checkZone, currency: '', has: () => false }, values, complain);
  return problems.count > before ? null : (values.columns as unknown as CompanyFacts);
}

export function unreadable(name: string, error: unknown): UserFacingError {
  return new UserFacingError(`${name} cannot be read: ${errorCode(error) ?? String(error)}.`);
}
