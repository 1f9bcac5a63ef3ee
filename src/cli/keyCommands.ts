import { restaurantScopes } from '../access/scopes.js';
import { type ApiKey, type ApiKeysService, createApiKeysService } from '../features/keys/keys.service.js';
import { type Command, CommandError, type CommandInput, type Io } from './command.js';
import { limitOptions, readLimits } from './limits.js';
import { companyNamed, companyOfKey, featureScope } from './scope.js';

const company = { value: 'SLUG', summary: 'the company', isRequired: true } as const;
/** How a key is named: without its secret part. */
const publicPart = 'rrk_live_XXXXXXXX';

export const keyCommands: readonly Command[] = [
  {
    words: ['key', 'create'],
    summary: 'Make a restaurant API key, which is shown once',
    options: {
      company,
      name: { value: 'NAME', summary: 'what people call it', isRequired: true, field: 'input.name' },
      scopes: { value: 'A,B,...', summary: 'what it may do, or "all"', isRequired: true, field: 'input.scopes' },
      location: { value: 'ID', summary: 'the one location where it works; every one when absent', field: 'input.locationId' },
      origins: { value: 'A,B,...', summary: 'web origins whose pages may use it; any when absent', field: 'input.origins' },
      ...limitOptions,
    },
    async run(input) {
      const { options, io } = input;
      const keys = createApiKeysService(featureScope(input, await companyNamed(input, options['company'] ?? '')));
      const { apiKey, key } = await keys.create({
        name: options['name'] ?? '',
        scopes: readScopes(options['scopes'] ?? ''),
        locationId: options['location'] ?? null,
        origins: split(options['origins'] ?? ''),
        limits: readLimits(options),
      });
      showKey(io, apiKey, key);
    },
  },
  {
    words: ['key', 'list'],
    summary: 'List a company’s API keys, newest first',
    options: { company },
    async run(input) {
      const keys = createApiKeysService(featureScope(input, await companyNamed(input, input.options['company'] ?? '')));
      for (let after: string | null = null; ; ) {
        const { nodes, pageInfo } = await keys.list({ first: 1000, after });
        for (const key of nodes) input.io.out(lineOf(key));
        if (!pageInfo.hasNextPage) return;
        after = pageInfo.endCursor;
      }
    },
  },
  {
    words: ['key', 'rotate'],
    summary: 'Make a key in place of this one, which works until it is revoked; the new one is shown once',
    positionals: [publicPart],
    async run(input) {
      const { apiKey, key, previous } = await (await serviceOf(input)).rotate(idOf(input));
      input.io.out(lineOf(previous));
      showKey(input.io, apiKey, key);
    },
  },
  {
    words: ['key', 'revoke'],
    summary: 'End a key for good, within a second',
    positionals: [publicPart],
    run: (input) => change(input, (keys, id) => keys.revoke(id)),
  },
  {
    words: ['key', 'origins'],
    summary: 'Replace the web origins whose pages may use it, or "any", within a second',
    positionals: [publicPart, 'ORIGIN...'],
    run(input) {
      const origins = input.positionals.slice(1).flatMap(split);
      return change(input, (keys, id) => keys.update(id, { origins: origins.length === 1 && origins[0] === 'any' ? [] : origins }));
    },
  },
  {
    words: ['key', 'limits'],
    summary: 'Change what it may spend, within a second',
    positionals: [publicPart],
    options: limitOptions,
    run(input) {
      const limits = readLimits(input.options);
      if (Object.keys(limits).length === 0) throw new CommandError('Say at least one of --per-minute, --concurrent and --daily.');
      return change(input, (keys, id) => keys.update(id, { limits }));
    },
  },
];

async function serviceOf(input: CommandInput): Promise<ApiKeysService> {
  return createApiKeysService(featureScope(input, await companyOfKey(input, idOf(input))));
}

async function change(input: CommandInput, make: (keys: ApiKeysService, id: string) => Promise<ApiKey>): Promise<void> {
  input.io.out(lineOf(await make(await serviceOf(input), idOf(input))));
}

function idOf({ positionals }: CommandInput): string {
  return positionals[0] ?? '';
}

function readScopes(text: string): string[] {
  return text === 'all' ? [...restaurantScopes] : split(text);
}

function split(text: string): string[] {
  return text.split(/[\s,]+/).filter(Boolean);
}

function lineOf({ id, state, name, limits, locationId, origins, scopes }: ApiKey): string {
  const { pointsPerMinute, concurrent, pointsPerDay } = limits;
  const spend = `${pointsPerMinute}/minute, ${concurrent ?? 'any number'} in flight, ${pointsPerDay ?? 'any number'}/day`;
  return [id, state, JSON.stringify(name), spend, locationId ?? 'every location', origins.join(',') || 'any origin', scopes.join(',')].join('  ');
}

function showKey(io: Io, apiKey: ApiKey, key: string): void {
  io.out(lineOf(apiKey));
  io.out(`api_key  ${key}`);
  io.error('Keep the key now: it is not shown again.');
}
