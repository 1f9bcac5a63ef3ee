import { chmod, stat } from 'node:fs/promises';
import path from 'node:path';
import { UserFacingError } from './errors.js';
import type { ServerUser } from './serverUser.js';

/**
 * Lets `user` pass through `folder` and every folder above it, by adding the right to search (`o+x`) where it is
 * missing: what is inside can then be reached by name, but still not listed. Says each folder that it changes.
 */
export async function makeReachable(folder: string, user: ServerUser, log: (line: string) => void): Promise<void> {
  for (const current of withParents(folder)) {
    const { uid, gid, mode } = await stat(current);
    const search = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
    if ((mode & search) !== 0) continue;
    try {
      await chmod(current, (mode & 0o7777) | search);
    } catch (error) {
      throw new UserFacingError(
        `PostgreSQL runs as ${user.name}, who cannot reach ${current}: choose another DATA_DIR, or set DATABASE_URL.`,
        { cause: error },
      );
    }
    log(`${current} can now be passed through by ${user.name}, who runs the embedded PostgreSQL.`);
  }
}

function withParents(folder: string): string[] {
  const parent = path.dirname(folder);
  return parent === folder ? [folder] : [...withParents(parent), folder];
}
