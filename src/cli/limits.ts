import type { LimitsInput } from '../features/shared/callerInput.js';
import { CommandError, type CommandOption } from './command.js';

/** What a client or key may spend. */
export const limitOptions = {
  'per-minute': { value: 'N', summary: 'points a minute, 1 to 1,000,000, or "default"', field: 'input.limits.pointsPerMinute' },
  concurrent: { value: 'N', summary: 'requests in flight, 1 to 10,000, or "default"', field: 'input.limits.concurrent' },
  daily: { value: 'N', summary: 'points a UTC day, 1 to 1,000,000,000, or "default"', field: 'input.limits.pointsPerDay' },
} as const satisfies Record<string, CommandOption>;

/** The limits that were given; null: back to the family's own. */
export function readLimits(options: Readonly<Record<string, string>>): LimitsInput {
  return {
    ...one('pointsPerMinute', 'per-minute'),
    ...one('concurrent', 'concurrent'),
    ...one('pointsPerDay', 'daily'),
  };

  function one(name: keyof LimitsInput, option: keyof typeof limitOptions): LimitsInput {
    const text = options[option];
    return text === undefined ? {} : { [name]: text === 'default' ? null : readNumber(option, text) };
  }
}

/** @throws CommandError naming the option */
export function readNumber(option: string, text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new CommandError(`--${option} must be a whole number.`);
  return Number(text);
}
