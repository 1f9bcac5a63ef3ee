import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

/** Ends the process with one sentence when dist/ is missing or older than src/. */
export function requireFreshBuild() {
  const built = newest(join(root, 'dist'));
  if (built === 0) stop('The gateway is not built: dist/ is missing. Run `npm run build` (`npm ci` does it too).');
  if (newest(join(root, 'src')) > built) stop('The build is older than src/. Run `npm run build`.');
}

function stop(sentence) {
  console.error(sentence);
  process.exit(1);
}

/** The latest modification time below a folder, in milliseconds; 0 when there is no such folder. */
function newest(folder) {
  let latest = 0;
  let entries;
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch {
    return 0;
  }
  for (const entry of entries) {
    const path = join(folder, entry.name);
    latest = Math.max(latest, entry.isDirectory() ? newest(path) : statSync(path).mtimeMs);
  }
  return latest;
}
