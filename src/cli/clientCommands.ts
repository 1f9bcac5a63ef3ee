import { studioScopes } from '../access/scopes.js';
import { type ApiClient, type ApiClientsService, createApiClientsService } from '../features/clients/clients.service.js';
import { type Command, CommandError, type CommandInput, type Io } from './command.js';
import { limitOptions, readLimits, readNumber } from './limits.js';
import { companyNamed, companyOfClient, featureScope } from './scope.js';

const company = { value: 'SLUG', summary: 'the company', isRequired: true } as const;

export const clientCommands: readonly Command[] = [
  {
    words: ['client', 'create'],
    summary: 'Make an API client; its secret is shown once',
    options: {
      company,
      name: { value: 'NAME', summary: 'what people call it', isRequired: true, field: 'input.name' },
      scopes: { value: 'A,B,...', summary: 'what it may do, or "all"', isRequired: true, field: 'input.scopes' },
      description: { value: 'TEXT', summary: 'what it is for', field: 'input.description' },
      'expires-after-days': { value: 'N', summary: 'days until it expires; never when absent', field: 'input.expiresAfterDays' },
      ...limitOptions,
    },
    async run(input) {
      const { options, io } = input;
      const clients = createApiClientsService(featureScope(input, await companyNamed(input, options['company'] ?? '')));
      const days = options['expires-after-days'];
      const { apiClient, secret } = await clients.create({
        name: options['name'] ?? '',
        scopes: readScopes([options['scopes'] ?? '']),
        description: options['description'] ?? '',
        expiresAfterDays: days === undefined ? null : readNumber('expires-after-days', days),
        limits: readLimits(options),
      });
      showSecret(io, apiClient, secret);
    },
  },
  {
    words: ['client', 'list'],
    summary: 'List a company’s API clients, newest first',
    options: { company },
    async run(input) {
      const clients = createApiClientsService(featureScope(input, await companyNamed(input, input.options['company'] ?? '')));
      for (let after: string | null = null; ; ) {
        const { nodes, pageInfo } = await clients.list({ first: 1000, after });
        for (const client of nodes) input.io.out(lineOf(client));
        if (!pageInfo.hasNextPage) return;
        after = pageInfo.endCursor;
      }
    },
  },
  {
    words: ['client', 'rotate'],
    summary: 'Replace the secret; the new one is shown once, the old one stops working now',
    positionals: ['ID'],
    async run(input) {
      const { apiClient, secret } = await (await serviceOf(input)).rotateSecret(idOf(input));
      showSecret(input.io, apiClient, secret);
    },
  },
  {
    words: ['client', 'suspend'],
    summary: 'No new tokens until it is activated again',
    positionals: ['ID'],
    run: (input) => change(input, (clients, id) => clients.suspend(id)),
  },
  {
    words: ['client', 'activate'],
    summary: 'Let a suspended client have tokens again',
    positionals: ['ID'],
    run: (input) => change(input, (clients, id) => clients.activate(id)),
  },
  {
    words: ['client', 'scopes'],
    summary: 'Replace the scopes; the next token has the new ones',
    positionals: ['ID', 'SCOPE...'],
    run: (input) => change(input, (clients, id) => clients.update(id, { scopes: readScopes(input.positionals.slice(1)) })),
  },
  {
    words: ['client', 'limits'],
    summary: 'Change what it may spend, within a second',
    positionals: ['ID'],
    options: limitOptions,
    run(input) {
      const limits = readLimits(input.options);
      if (Object.keys(limits).length === 0) throw new CommandError('Say at least one of --per-minute, --concurrent and --daily.');
      return change(input, (clients, id) => clients.update(id, { limits }));
    },
  },
  {
    words: ['client', 'delete'],
    summary: 'End the client for good; live tokens run out within the hour',
    positionals: ['ID'],
    async run(input) {
      await (await serviceOf(input)).remove(idOf(input));
      input.io.out(`${idOf(input)} is deleted.`);
    },
  },
];

async function serviceOf(input: CommandInput): Promise<ApiClientsService> {
  return createApiClientsService(featureScope(input, await companyOfClient(input, idOf(input))));
}

async function change(input: CommandInput, make: (clients: ApiClientsService, id: string) => Promise<ApiClient>): Promise<void> {
  input.io.out(lineOf(await make(await serviceOf(input), idOf(input))));
}

function idOf({ positionals }: CommandInput): string {
  return positionals[0] ?? '';
}

/** Scopes by comma or as arguments of their own. */
function readScopes(texts: readonly string[]): string[] {
  const scopes = texts.flatMap((text) => text.split(/[\s,]+/)).filter(Boolean);
  return scopes.length === 1 && scopes[0] === 'all' ? [...studioScopes] : scopes;
}

function lineOf({ id, status, name, scopes, limits, expiresAt, lastTokenAt }: ApiClient): string {
  const spend = `${limits.pointsPerMinute}/minute, ${limits.concurrent} in flight, ${limits.pointsPerDay}/day`;
  const until = expiresAt === null ? 'never expires' : `expires ${expiresAt.toISOString()}`;
  const last = lastTokenAt === null ? 'no token yet' : `last token ${lastTokenAt.toISOString()}`;
  return [id, status, JSON.stringify(name), spend, until, last, scopes.join(',')].join('  ');
}

function showSecret(io: Io, client: ApiClient, secret: string): void {
  io.out(lineOf(client));
  io.out(`client_id      ${client.id}`);
  io.out(`client_secret  ${secret}`);
  io.error('Keep the secret now: it is not shown again.');
}
