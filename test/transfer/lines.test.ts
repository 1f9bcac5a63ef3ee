import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { type Line, readLines } from '../../src/transfer/lines.js';
import { createProgress } from '../../src/transfer/progress.js';
import { openTerminal } from '../../src/cli/terminal.js';
import { makeFolder } from '../support/transfer.js';

let remove: () => Promise<void> = async () => undefined;
afterEach(() => remove());

async function linesOf(content: string | Uint8Array): Promise<Line[]> {
  const made = await makeFolder({ 'a.ndjson': content });
  remove = made.remove;
  const lines: Line[] = [];
  for await (const some of readLines(path.join(made.folder, 'a.ndjson'))) lines.push(...some);
  return lines;
}

describe('lines of a file', () => {
  it('are numbered from 1, empty ones too, though they are left out', async () => {
    expect(await linesOf('{"a":1}\n\n  \r\n{"b":2}\r\n{"c":3}')).toEqual([
      { number: 1, text: '{"a":1}' },
      { number: 4, text: '{"b":2}\r' },
      { number: 5, text: '{"c":3}' },
    ]);
    expect(await linesOf('')).toEqual([]);
  });

  it('may begin with a byte order mark', async () => {
    expect(await linesOf('\uFEFF{}\n{}\n')).toEqual([
      { number: 1, text: '{}' },
      { number: 2, text: '{}' },
    ]);
  });

  it('are put together from the chunks of the file, whatever characters these cut apart', async () => {
    const texts = Array.from({ length: 3000 }, (_, index) => '€😀'.repeat(index % 150));
    expect(await linesOf(`${texts.join('\n')}\n`)).toEqual(texts.flatMap((text, index) => (text === '' ? [] : [{ number: index + 1, text }])));
  });

  it('that are not UTF-8 or too long are told, and the ones behind them read', async () => {
    const long = Buffer.alloc(3_000_000, 'x');
    const bytes = Buffer.concat([Buffer.from('1\n'), Buffer.from([0x22, 0xe9, 0x22, 0x0a]), long, Buffer.from('\n2\n'), long]);
    expect(await linesOf(bytes)).toEqual([
      { number: 1, text: '1' },
      { number: 2, problem: 'is not UTF-8' },
      { number: 3, problem: 'is longer than 1,048,576 bytes' },
      { number: 4, text: '2' },
      { number: 5, problem: 'is longer than 1,048,576 bytes' },
    ]);
  });
});

describe('progress', () => {
  it('is said every five seconds where lines stay, every tenth of a second where one is replaced, and at the end always', () => {
    for (const [isTerminal, everyMs] of [[false, 5000], [true, 100]] as const) {
      let now = 0;
      const said: string[] = [];
      const line = (text: string) => said.push(`line ${text}`);
      const progress = createProgress({ line, status: isTerminal ? (text) => said.push(`status ${text}`) : undefined }, () => now);
      for (let step = 1; step <= 20; step += 1) {
        now += everyMs / 10;
        progress.update(() => String(step));
      }
      progress.done('end');
      expect(said).toEqual(isTerminal ? ['status 10', 'status 20', 'line end'] : ['line 10', 'line 20', 'line end']);
    }
  });

  it('on a terminal is one line, which what comes next replaces', () => {
    let screen = '';
    const output = (isTTY: boolean) => ({ isTTY, columns: 10, write: (text: string) => (screen += text) !== '' });
    const io = openTerminal(output(true), output(true));
    io.status?.('a line longer than the terminal');
    io.status?.('short');
    io.out('result');
    io.error('mistake');
    expect(screen).toBe('\r\u001b[2Ka line lo\r\u001b[2Kshort\r\u001b[2Kresult\nmistake\n');
    expect(openTerminal(output(false), output(false)).status).toBeUndefined();
  });
});
