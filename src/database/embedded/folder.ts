import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { errorCode } from '../errorCode.js';
import { UserFacingError } from './errors.js';

/** Where everything of the embedded server lies, all of it below `DATA_DIR`. */
export interface EmbeddedFolder {
  readonly dataDir: string;
  /** PostgreSQL's own data folder, owned by whoever the server runs as. */
  readonly cluster: string;
  readonly passwordFile: string;
  readonly secretKeyFile: string;
  readonly serverLog: string;
}

/** The absolute paths of an embedded server's files; touches nothing. */
export function embeddedFolder(dataDir: string): EmbeddedFolder {
  const absolute = path.resolve(dataDir);
  return {
    dataDir: absolute,
    cluster: path.join(absolute, 'postgres'),
    passwordFile: path.join(absolute, 'postgres.password'),
    secretKeyFile: path.join(absolute, 'secret.key'),
    serverLog: path.join(absolute, 'postgres.log'),
  };
}

/** Makes DATA_DIR for its owner alone, unless it is there. As root, others may pass through: the server's user does. */
export async function createDataDir(dataDir: string): Promise<void> {
  try {
    await mkdir(dataDir, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
  } catch (error) {
    throw new UserFacingError(`DATA_DIR ${dataDir} cannot be created: ${errorCode(error)}.`, { cause: error });
  }
}
