import type { Database } from '../database/connect.js';
import type { Sealer } from '../access/secrets.js';

/** One command of the table: what it is called, what it takes, and what it does. */
export interface Command {
  /** As they are typed: `['client', 'create']`. */
  readonly words: readonly string[];
  readonly summary: string;
  /** Names of the arguments after the words; the last may be repeated when it ends in `...`. */
  readonly positionals?: readonly string[];
  readonly options?: Readonly<Record<string, CommandOption>>;
  run(input: CommandInput): Promise<void>;
}

export interface CommandOption {
  /** What stands for the value in the help: `NAME`. Absent: a switch, which takes none. */
  readonly value?: string;
  readonly summary: string;
  readonly isRequired?: boolean;
  /** The field of a service's input that the option fills, by which a refusal names it. */
  readonly field?: string;
}

export interface CommandInput {
  readonly positionals: readonly string[];
  /** Only those that were given; a switch is empty. */
  readonly options: Readonly<Record<string, string>>;
  readonly session: Session;
  readonly io: Io;
  readonly now: Date;
}

/** What a command works on. */
export interface Session {
  readonly database: Database;
  readonly isProduction: boolean;
  /** The seal of the signing keys. @throws CommandError when there is no SECRET_KEY */
  sealer(): Promise<Sealer>;
  close(): Promise<void>;
}

/** Where a command writes, line by line. */
export interface Io {
  readonly out: (line: string) => void;
  readonly error: (line: string) => void;
  /** Shows a line that the next one replaces; absent where lines cannot be taken back. */
  readonly status?: (line: string) => void;
}

/** What the person who typed the command should read: one sentence. */
export class CommandError extends Error {
  override name = 'CommandError';
}
