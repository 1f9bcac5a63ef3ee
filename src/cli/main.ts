import { parseArgs } from 'node:util';
import { SealError } from '../access/secrets.js';
import { ConfigError } from '../config.js';
import { UserFacingError } from '../database/embedded/errors.js';
import { sqlstateOf } from '../database/sqlstate.js';
import { ApplicationError } from '../errors.js';
import { type Command, CommandError, type Io } from './command.js';
import { commands } from './commands.js';
import { helpLines, titleOf } from './help.js';
import { openSession } from './session.js';
import { openTerminal } from './terminal.js';

/** The `frontdesk` command as a process: arguments, environment, standard streams, exit code. */
export async function main(): Promise<void> {
  process.exitCode = await run(process.argv.slice(2), process.env, openTerminal(process.stdout, process.stderr));
}

/**
 * Runs one command.
 * @param argv what was typed after `frontdesk`
 * @returns the exit code: 0, or 1 when it failed, with one sentence on `io.error`
 */
export async function run(argv: readonly string[], environment: Record<string, string | undefined>, io: Io): Promise<0 | 1> {
  let command: Command | undefined;
  try {
    const words = wordsOf(argv);
    command = commands.find((one) => one.words.length <= words.length && one.words.every((word, index) => word === words[index]));
    const wantsHelp = argv.includes('--help') || argv.includes('-h') || words.length === 0;
    if (wantsHelp) {
      const within = command?.words ?? words;
      const below = commands.filter((one) => within.every((word, index) => word === one.words[index]));
      for (const line of below.length === 0 ? helpLines([], commands) : helpLines(within, below)) io.out(line);
      return 0;
    }
    if (command === undefined) throw new CommandError(`There is no command ${JSON.stringify(words.slice(0, 2).join(' '))}: --help lists them.`);
    const input = readArguments(command, argv);
    const session = await openSession(environment, io);
    try {
      await command.run({ ...input, session, io, now: new Date() });
    } finally {
      await session.close();
    }
    return 0;
  } catch (error) {
    io.error(sentenceOf(error, command));
    return 1;
  }
}

/** The arguments before the first option. */
function wordsOf(argv: readonly string[]): readonly string[] {
  const firstOption = argv.findIndex((argument) => argument.startsWith('-'));
  return firstOption === -1 ? argv : argv.slice(0, firstOption);
}

/** @throws CommandError for anything that the command does not take, or takes and did not get */
function readArguments(command: Command, argv: readonly string[]): { positionals: string[]; options: Record<string, string> } {
  const known = command.options ?? {};
  const types = Object.fromEntries(Object.entries(known).map(([name, { value }]) => [name, { type: value === undefined ? ('boolean' as const) : ('string' as const) }]));
  let parsed;
  try {
    parsed = parseArgs({ args: argv.slice(command.words.length), options: types, allowPositionals: true, strict: true });
  } catch (error) {
    const [complaint = ''] = (error instanceof Error ? error.message : '').split(/[.\n]/);
    throw new CommandError(`${complaint}: ${command.words.join(' ')} --help says what it takes.`);
  }
  const { positionals } = parsed;
  const options = Object.fromEntries(Object.entries(parsed.values).flatMap(([name, value]) => (value === undefined ? [] : [[name, value === true ? '' : String(value)]])));
  const wanted = command.positionals ?? [];
  const isRepeated = wanted.at(-1)?.endsWith('...') === true;
  if (positionals.length < wanted.length || (positionals.length > wanted.length && !isRepeated)) {
    throw new CommandError(`Use it as: ${titleOf(command)}.`);
  }
  const missing = Object.keys(known).find((name) => known[name]?.isRequired === true && options[name] === undefined);
  if (missing !== undefined) throw new CommandError(`--${missing} is missing: ${command.words.join(' ')} --help says what it takes.`);
  return { positionals, options };
}

/** What went wrong, in one sentence, without a stack. */
function sentenceOf(error: unknown, command: Command | undefined): string {
  if (error instanceof ApplicationError) return withOption(error, command);
  const isForPeople = error instanceof CommandError || error instanceof ConfigError || error instanceof UserFacingError || error instanceof SealError;
  if (isForPeople) return error.message;
  const state = sqlstateOf(error);
  if (state === '42P01' || state === '42703') {
    return 'The database does not have the tables of this version: run "npm run frontdesk -- migrate" first.';
  }
  const reason = error instanceof Error ? error.message || ('code' in error ? String(error.code) : error.name) : String(error);
  return state === undefined && error instanceof Error && 'code' in error
    ? `The database cannot be reached: ${reason}.`
    : `The command failed: ${reason}.`;
}

/** A refusal of a service, naming the option that filled the field. */
function withOption({ message, field }: ApplicationError, command: Command | undefined): string {
  const option = Object.entries(command?.options ?? {}).find(([, one]) => field !== undefined && one.field === field)?.[0];
  if (/^[A-Z]/.test(message) || field === undefined) return message;
  return `${option === undefined ? field : `--${option}`} ${message}.`;
}
