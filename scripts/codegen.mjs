// `npm run codegen`: everything that is generated from the SDL and the REST table. With `--check` nothing is written, and
// a file that would change fails it.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from './paths.mjs';

const options = process.argv.slice(2);

// The OpenAPI document comes last: it is made from the typed operations that the first one writes.
run('graphql-codegen', '--config', 'codegen.ts');
run('tsx', 'scripts/openapi.ts');

function run(command, ...args) {
  const { status } = spawnSync(join(root, 'node_modules/.bin', command), [...args, ...options], { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
