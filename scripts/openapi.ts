// Writes the OpenAPI document; with `--check` says whether it would change.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { accessDescriptions } from '../src/access/access.routes.js';
import { readSdl } from '../src/graphql/schema.js';
import { describeApi } from '../src/rest/openapi/document.js';
import { routes } from '../src/rest/routes.js';

const folder = new URL('../src/rest/openapi/', import.meta.url);
const target = new URL('openapi.generated.json', folder);
const { version } = readJson(new URL('../package.json', import.meta.url)) as { version: string };
const examples = readJson(new URL('examples.recorded.json', folder)) as Record<string, unknown>;

const document = describeApi({ routes, endpoints: accessDescriptions, sdl: readSdl().join('\n'), version, examples });
const text = `${JSON.stringify(document, null, 2)}\n`;
const isStale = !existsSync(target) || readFileSync(target, 'utf8') !== text;
const name = 'src/rest/openapi/openapi.generated.json';
if (isStale && process.argv.includes('--check')) {
  console.error(`${name} is not what the REST table says. Run npm run codegen.`);
  process.exit(1);
}
if (isStale) writeFileSync(target, text);
console.log(isStale ? `${name} is written.` : `${name} is up to date.`);

function readJson(file: URL): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}
