import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../src/config.js';
import { startTestGateway, type TestGateway } from './support/gateway.js';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
const blocks = [...readme.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, commands]) => commands ?? '');
const address = 'http://127.0.0.1:4000';

/** What each block prints, in their order in the README. */
const answers: readonly ((printed: unknown) => void)[] = [
  (token) => expect(token).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/),
  (page) => expect(page).toEqual({ data: [expect.objectContaining({ type: 'customer' }), expect.objectContaining({ type: 'customer' })], total: 2000, page: 0, pageSize: 2 }),
  (graph) => {
    const { data, errors, extensions } = graph as { data: { customers: { nodes: { bookings: { totalCount: number } }[] } }; errors?: unknown; extensions: { cost: unknown } };
    expect(errors).toBeUndefined();
    expect(data.customers.nodes.map(({ bookings }) => bookings.totalCount)).toEqual([expect.any(Number), expect.any(Number)]);
    expect(extensions.cost).toMatchObject({ requested: 1, actual: 1, limit: 20, remaining: expect.any(Number) });
  },
  (message) => expect(message).toEqual({ message: 'Profile updated successfully' }),
  (graph) => expect(graph).toMatchObject({ data: { customer: { firstName: 'Noor', lastName: 'Bakker', email: 'noor.bakker@example.org' } } }),
  (login) => expect(login).toMatchObject({ email: 'staff@demo.example', bearer: expect.any(String) }),
];

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
});
afterAll(() => gateway.close());

const mark = '--- next block ---';

/** The blocks in one shell, as somebody pastes them; a block that fails, or an answer that is an HTTP error, ends it. */
async function paste(): Promise<{ status: number | null; printed: string[]; complaints: string }> {
  const commands = blocks.map((block) => `${block.replaceAll(address, gateway.url).replaceAll('curl -s', 'curl -sS --fail-with-body')}\necho; echo '${mark}'`);
  const shell = spawn('bash', ['-eu', '-o', 'pipefail'], { stdio: ['pipe', 'pipe', 'pipe'] });
  let output = '';
  let complaints = '';
  shell.stdout.on('data', (bytes: Buffer) => (output += bytes.toString()));
  shell.stderr.on('data', (bytes: Buffer) => (complaints += bytes.toString()));
  shell.stdin.end(commands.join('\n').replace(`\necho; echo '${mark}'`, `\necho "$TOKEN"; echo '${mark}'`));
  const status = await new Promise<number | null>((resolve) => shell.on('close', resolve));
  return { status, printed: output.split(mark).map((text) => text.trim()), complaints };
}

describe('the README', () => {
  it('shows commands that work as they are', async () => {
    const { status, printed, complaints } = await paste();
    expect([status, complaints]).toEqual([0, '']);
    expect(blocks).toHaveLength(answers.length);
    for (const [index, check] of answers.entries()) {
      const text = printed[index] ?? '';
      check(index === 0 ? text : JSON.parse(text));
    }
  });

  it('lists the variables of the configuration, with their defaults', () => {
    const table = /^## Configuration$([\s\S]*?)^## /m.exec(readme)?.[1] ?? '';
    const rows = [...table.matchAll(/^\| (`.+?`) \| (.*?) \| .+ \|$/gm)].map(([, names = '', defaults = '']) => ({ names: wholeNames(codes(names)), defaults: codes(defaults) }));
    const listed = rows.flatMap(({ names }) => names);
    const config = readConfig({});
    expect([...listed].sort()).toEqual(variables().sort());
    for (const { names, defaults } of rows) {
      if (defaults.length !== names.length) continue;
      for (const [index, variable] of names.entries()) {
        const value = (config as unknown as Record<string, unknown>)[variable];
        const said = defaults[index];
        if (value === undefined) expect([variable, said]).toEqual([variable, expect.stringMatching(/^http/)]);
        else expect([variable, typeof value === 'boolean' ? (value ? 'on' : 'off') : JSON.stringify(value).replaceAll('"', '')]).toEqual([variable, said]);
      }
    }
  });
});

/** `GRAPHQL_MAX_DEPTH`, `_ALIASES`: the beginning of the others is the first one's. */
function wholeNames([first = '', ...others]: string[]): string[] {
  const beginning = first.slice(0, first.lastIndexOf('_'));
  return [first, ...others.map((name) => (name.startsWith('_') ? beginning + name : name))];
}

function codes(cell: string): string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code);
}

/** Every variable that `src/config.ts` reads. */
function variables(): string[] {
  const source = readFileSync(new URL('../src/config.ts', import.meta.url), 'utf8');
  const object = /const environment = z\.object\(\{([\s\S]*?)^\}\);/m.exec(source)?.[1] ?? '';
  return [...object.matchAll(/^ {2}([A-Z][A-Z_]+): /gm)].map(([, name = '']) => name);
}
