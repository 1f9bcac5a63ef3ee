import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { run } from '../../src/cli/main.js';
import type { Io } from '../../src/cli/command.js';
import { fileOf, type Resource } from '../../src/transfer/resource.js';
import { resources } from '../../src/transfer/resources.js';

export interface Ran {
  code: number;
  out: string[];
  error: string[];
}

/** The command as somebody types it, on this database. */
export async function frontdesk(connectionString: string, argv: readonly string[], more: Partial<Io> = {}): Promise<Ran> {
  const out: string[] = [];
  const error: string[] = [];
  const code = await run(argv, { DATABASE_URL: connectionString }, { out: (line) => out.push(line), error: (line) => error.push(line), ...more });
  return { code, out, error };
}

const progressLine = /^\w+\.ndjson: [\d,]+ rows? (read|written)$/;

/** What was complained of, without the progress before it. */
export function complaints({ error }: Ran): string[] {
  return error.filter((line) => !progressLine.test(line));
}

export function resourceCalled(table: string): Resource {
  const found = resources.find((resource) => resource.table === table);
  if (found === undefined) throw new Error(`There is no file of ${table}.`);
  return found;
}

/** A folder under the system's temporary one, with these files; `remove` ends them. */
export async function makeFolder(files: Readonly<Record<string, string | Uint8Array>> = {}): Promise<{ folder: string; remove: () => Promise<void> }> {
  const folder = await mkdtemp(path.join(tmpdir(), 'frontdesk-transfer-'));
  for (const [name, content] of Object.entries(files)) await writeFile(path.join(folder, name), content);
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** Lines as a file; an object is a line. */
export function ndjson(lines: readonly (string | object)[]): string {
  return lines.map((line) => `${typeof line === 'string' ? line : JSON.stringify(line)}\n`).join('');
}

/** The documented examples, which refer to each other, as the files of one folder. */
export function exampleFiles(): Record<string, string> {
  return Object.fromEntries(resources.map((resource) => [fileOf(resource), ndjson([resource.example])]));
}

/** Every file of a folder, by name. */
export async function filesIn(folder: string): Promise<Record<string, string>> {
  const names = (await readdir(folder)).sort();
  return Object.fromEntries(await Promise.all(names.map(async (name) => [name, await readFile(path.join(folder, name), 'utf8')] as const)));
}

/** An export as if its rows were there several times: each time with other numbers and e-mails. */
export async function multiply(from: string, to: string, times: number): Promise<number> {
  await mkdir(to, { recursive: true });
  let rows = 0;
  for (const [name, text] of Object.entries(await filesIn(from))) {
    if (name === 'company.json') {
      await writeFile(path.join(to, name), text);
      continue;
    }
    const copy = (time: number) =>
      text
        .replaceAll(/"([a-z_]+_|po-)(\d+)"/g, (_, prefix: string, number: string) => `"${prefix}${Number(number) + time * 1_000_000}"`)
        .replaceAll('"email":"', `"email":"c${time}.`);
    const all = Array.from({ length: times }, (_, time) => copy(time)).join('');
    rows += all.split('\n').length - 1;
    await writeFile(path.join(to, name), all);
  }
  return rows;
}
