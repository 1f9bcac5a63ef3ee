import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { UserFacingError } from './errors.js';

/** An account of this machine, as `child_process.spawn` takes it. */
export interface ServerUser {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/**
 * Who the server runs as: null for the user of this process, or, since PostgreSQL refuses to run as root, an
 * unprivileged account of this machine.
 *
 * As root that is the owner of the cluster when there is one; else the owner of the folder that DATA_DIR lies in
 * (a checkout in somebody's home is reachable for its owner); else `postgres`, else `nobody`. No account is made.
 */
export async function serverUser(cluster: string): Promise<ServerUser | null> {
  if (process.getuid?.() !== 0) return null;
  const accounts = await readAccounts();

  const clusterOwner = await ownerOf(cluster);
  if (clusterOwner !== null && clusterOwner !== 0) {
    return accounts.find((account) => account.uid === clusterOwner) ?? { name: `${clusterOwner}`, uid: clusterOwner, gid: clusterOwner };
  }
  const folderOwner = await nearestOwner(path.dirname(path.dirname(cluster)));
  const found =
    accounts.find((account) => account.uid !== 0 && account.uid === folderOwner) ??
    accounts.find((account) => account.name === 'postgres') ??
    accounts.find((account) => account.name === 'nobody');
  if (found === undefined || found.uid === 0) {
    throw new UserFacingError(
      'PostgreSQL does not run as root, and this machine has no account `postgres` or `nobody` to run it as: start the gateway as an ordinary user, or set DATABASE_URL.',
    );
  }
  return found;
}

/** The accounts in /etc/passwd: `initdb` needs one that has a name. */
async function readAccounts(): Promise<ServerUser[]> {
  const text = await readFile('/etc/passwd', 'utf8').catch(() => '');
  return text.split('\n').flatMap((line) => {
    const [name, , uid, gid] = line.split(':');
    return name !== undefined && uid !== undefined && gid !== undefined && !name.startsWith('#')
      ? [{ name, uid: Number(uid), gid: Number(gid) }]
      : [];
  });
}

async function ownerOf(file: string): Promise<number | null> {
  try {
    return (await stat(file)).uid;
  } catch {
    return null;
  }
}

async function nearestOwner(folder: string): Promise<number | null> {
  for (let current = folder; ; current = path.dirname(current)) {
    const owner = await ownerOf(current);
    if (owner !== null || current === path.dirname(current)) return owner;
  }
}

/** How the server's programs are spawned: as its user, and with nothing of the gateway's environment, which holds secrets. */
export function runAs(user: ServerUser | null): { env: Record<string, string>; uid?: number; gid?: number } {
  const env: Record<string, string> = { LC_ALL: 'C' };
  for (const name of ['PATH', 'SYSTEMROOT', 'TEMP', 'TMP']) {
    const value = process.env[name];
    if (value !== undefined) env[name] = value;
  }
  return user === null ? { env } : { env, uid: user.uid, gid: user.gid };
}
