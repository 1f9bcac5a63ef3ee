import type { WriteStream } from 'node:tty';
import type { Io } from './command.js';

type Output = Pick<WriteStream, 'write' | 'isTTY' | 'columns'>;

/** The beginning of the line, and nothing on it. */
const cleared = '\r\u001b[2K';
/** Where a terminal does not tell how wide it is. */
const usualColumns = 80;

/** Standard output and error. On a terminal, a status is a line that whatever comes next replaces. */
export function openTerminal(stdout: Output, stderr: Output): Io {
  let hasStatus = false;
  const write = (output: Output, line: string): void => {
    if (hasStatus) stderr.write(cleared);
    hasStatus = false;
    output.write(`${line}\n`);
  };
  const io: Io = { out: (line) => write(stdout, line), error: (line) => write(stderr, line) };
  if (!stderr.isTTY) return io;
  return {
    ...io,
    status(line) {
      hasStatus = true;
      // A line that wraps could not be taken back.
      stderr.write(cleared + line.slice(0, (stderr.columns || usualColumns) - 1));
    },
  };
}
