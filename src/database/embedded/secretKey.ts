import { createDataDir, embeddedFolder } from './folder.js';
import { readOrCreateSecret } from './secretFile.js';

/**
 * The `SECRET_KEY` of a gateway on its embedded database: 64 hexadecimal digits, made once, kept in a 0600 file
 * beside the data that it seals.
 */
export async function embeddedSecretKey(dataDir: string): Promise<string> {
  const folder = embeddedFolder(dataDir);
  await createDataDir(folder.dataDir);
  return readOrCreateSecret(folder.secretKeyFile);
}
