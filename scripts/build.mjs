// Compiles src/ into dist/ and copies what is not TypeScript. dist/ is replaced only by a build that succeeded.
import { spawnSync } from 'node:child_process';
import { cpSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root } from './paths.mjs';

const next = join(root, 'dist.next');
rmSync(next, { recursive: true, force: true });

const tsc = join(createRequire(import.meta.url).resolve('typescript/package.json'), '../bin/tsc');
const { status } = spawnSync(process.execPath, [tsc, '-p', join(root, 'tsconfig.build.json'), '--outDir', next], { stdio: 'inherit' });
if (status !== 0) process.exit(status ?? 1);

cpSync(join(root, 'src'), next, { recursive: true, filter: (path) => !path.endsWith('.ts') });

rmSync(join(root, 'dist'), { recursive: true, force: true });
cpSync(next, join(root, 'dist'), { recursive: true, preserveTimestamps: true });
rmSync(next, { recursive: true, force: true });
