import type { Command, CommandOption } from './command.js';

const invocation = 'npm run frontdesk --';

/** What there is below the given words: all commands, one group's, or one command's arguments and options. */
export function helpLines(words: readonly string[], commands: readonly Command[]): string[] {
  const [only, ...more] = commands;
  if (only !== undefined && more.length === 0 && only.words.length === words.length) return commandHelp(only);
  const width = Math.max(...commands.map((command) => titleOf(command).length));
  return [
    `Usage: ${[invocation, ...words, 'COMMAND', '[OPTIONS]'].join(' ')}`,
    '',
    ...commands.map((command) => `  ${titleOf(command).padEnd(width)}  ${command.summary}`),
    '',
    'COMMAND --help says more. The database is found by DATABASE_URL, or in DATA_DIR (./data).',
  ];
}

function commandHelp(command: Command): string[] {
  const options = Object.entries(command.options ?? {});
  const width = Math.max(0, ...options.map((option) => usageOf(option).length));
  return [
    `Usage: ${invocation} ${titleOf(command)}${options.length === 0 ? '' : ' [OPTIONS]'}`,
    '',
    `${command.summary}.`,
    ...(options.length === 0 ? [] : ['']),
    ...options.map((option) => `  ${usageOf(option).padEnd(width)}  ${option[1].summary}${option[1].isRequired === true ? ' (required)' : ''}`),
  ];
}

/** An option with what stands for its value: `--name NAME`. */
function usageOf([name, { value }]: [string, CommandOption]): string {
  return value === undefined ? `--${name}` : `--${name} ${value}`;
}

/** A command with its arguments: `client scopes ID SCOPE...`. */
export function titleOf({ words, positionals = [] }: Command): string {
  return [...words, ...positionals].join(' ');
}
