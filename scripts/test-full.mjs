// `npm run test:full`: every test with the full counts of its races, faults and property tests.
import { spawnSync } from 'node:child_process';
import { root } from './paths.mjs';

const { status } = spawnSync('npx', ['vitest', 'run', ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, TEST_COUNTS: 'full' },
});
process.exit(status ?? 1);
