import { execFile } from 'node:child_process';
import { chown, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { errorCode } from '../errorCode.js';
import { type Binaries, lastWords } from './binaries.js';
import { UserFacingError } from './errors.js';
import { runAs, type ServerUser } from './serverUser.js';

const superuser = 'frontdesk';

/** The connection string of an embedded server: its one role, and the database that every cluster begins with. */
export function embeddedAddress(password: string, port: number): string {
  return `postgresql://${superuser}:${password}@127.0.0.1:${port}/postgres`;
}

/**
 * The major version of the cluster in `folder`; null when there is none.
 * @throws UserFacingError when something else lies there, or another user's cluster.
 */
export async function clusterVersion(folder: string): Promise<number | null> {
  try {
    return Number(await readFile(path.join(folder, 'PG_VERSION'), 'utf8'));
  } catch (error) {
    if (!isAbsent(error)) throw unreadable(folder, error);
  }
  try {
    // An empty folder is one that somebody has made ready, such as a mount point's.
    if ((await readdir(folder)).length === 0) return null;
  } catch (error) {
    if (isAbsent(error)) return null;
    throw unreadable(folder, error);
  }
  throw new UserFacingError(`${folder} is not empty and holds no database: move it away, or choose another DATA_DIR.`);
}

/**
 * Makes an empty cluster at `folder`, all of it or nothing: in a temporary folder beside, which is then renamed.
 * A cluster that another process put there meanwhile stays, and is the one to use.
 *
 * `isFlushed`: false saves the wait for the disk, where nothing has to survive the machine.
 */
export async function createCluster(
  folder: string,
  binaries: Binaries,
  user: ServerUser | null,
  { password, isFlushed }: { password: string; isFlushed: boolean },
): Promise<void> {
  const draft = await mkdtemp(`${folder}.new-`);
  try {
    const cluster = path.join(draft, 'cluster');
    const passwordFile = path.join(draft, 'password');
    await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
    if (user !== null) {
      await chown(passwordFile, user.uid, user.gid);
      await chown(draft, user.uid, user.gid);
    }
    await initdb(binaries, user, [
      `--pgdata=${cluster}`,
      `--username=${superuser}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--no-instructions',
      ...(isFlushed ? [] : ['--no-sync']),
    ]);
    await rename(cluster, folder);
  } catch (error) {
    if (!['ENOTEMPTY', 'EEXIST', 'EPERM'].includes(errorCode(error) ?? '') || (await clusterVersion(folder)) === null) throw error;
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

async function initdb(binaries: Binaries, user: ServerUser | null, settings: readonly string[]): Promise<void> {
  try {
    await promisify(execFile)(binaries.initdb, settings, { ...runAs(user), cwd: path.parse(binaries.initdb).root });
  } catch (error) {
    throw new UserFacingError(`The embedded database cannot be created: ${lastWords(error)}.`, { cause: error });
  }
}

function unreadable(folder: string, cause: unknown): UserFacingError {
  return new UserFacingError(
    `${folder} cannot be read (${errorCode(cause)}): start the gateway as the user who made it, or as root.`,
    { cause },
  );
}

function isAbsent(error: unknown): boolean {
  return errorCode(error) === 'ENOENT';
}
