import { z } from 'zod';

/** Reads `1`, `true`, `on`, `yes` and their opposites, in any case. */
const flag = z
  .string()
  .transform((text) => text.toLowerCase())
  .pipe(z.enum(['1', 'true', 'on', 'yes', '0', 'false', 'off', 'no']))
  .transform((text) => ['1', 'true', 'on', 'yes'].includes(text));

const whole = (least: number, most: number) => z.coerce.number().int().min(least).max(most);
const text = z.string().min(1);

/** Every setting, its environment variable and its default. `README.md` lists the same. */
const environment = z.object({
  NODE_ENV: z.enum(['production', 'development', 'test']).default('development'),
  PORT: whole(0, 65_535).default(4000),
  HOST: text.default('127.0.0.1'),
  /** Issuer, audience and base of links; `http://HOST:PORT` when absent. */
  PUBLIC_URL: z.url().transform((url) => url.replace(/\/+$/, '')).optional(),
  DATABASE_URL: text.optional(),
  DATA_DIR: text.default('./data'),
  REDIS_URL: text.optional(),
  DEMO: flag.optional(),
  /** Addresses or CIDR ranges, comma separated, whose `X-Forwarded-For` is believed. */
  TRUSTED_PROXIES: z
    .string()
    .default('')
    .transform((list) => list.split(',').map((item) => item.trim()).filter(Boolean)),
  /** Seals signing keys: at least 32 characters. Needed in production; embedded: made once beside the data. */
  SECRET_KEY: z.string().min(32).optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  /** Opens `/metrics` to callers that are not on this machine. */
  METRICS_TOKEN: z.string().min(16).optional(),

  CACHE_TTL_SECONDS: whole(0, 86_400).default(300),
  CACHE_MAX_BYTES: whole(0, 8_589_934_592).default(67_108_864),

  DATABASE_POOL_SIZE: whole(2, 200).default(10),
  DATABASE_STATEMENT_TIMEOUT_MS: whole(100, 600_000).default(15_000),
  /** `off` behind a transaction pooler: statements are sent without names. */
  DATABASE_STATEMENT_NAMES: flag.default(true),

  GRAPHQL_INTROSPECTION: flag.default(true),
  GRAPHQL_MAX_DEPTH: whole(1, 1000).default(15),
  GRAPHQL_MAX_ALIASES: whole(0, 100_000).default(50),
  GRAPHQL_MAX_ROOT_FIELDS: whole(1, 100_000).default(20),
  GRAPHQL_MAX_DIRECTIVES: whole(0, 100_000).default(50),
  GRAPHQL_MAX_TOKENS: whole(10, 1_000_000).default(5000),
  BODY_MAX_BYTES: whole(1024, 104_857_600).default(1_048_576),
  HEADERS_MAX_BYTES: whole(1024, 1_048_576).default(16_384),
  REQUEST_TIMEOUT_MS: whole(1000, 600_000).default(30_000),
  /** Days that the audit log is kept. */
  AUDIT_RETENTION_DAYS: whole(1, 3650).default(90),
});

type Environment = z.output<typeof environment>;

export interface Config extends Readonly<Environment> {
  readonly isProduction: boolean;
}

/** Thrown with one sentence for each variable that is wrong. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

/**
 * The frozen configuration from environment variables; an empty variable counts as absent.
 * @throws ConfigError naming every variable that is wrong, and never a value.
 */
export function readConfig(variables: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== undefined && value !== ''));
  const result = environment.safeParse(given);
  if (!result.success) {
    const problems = result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new ConfigError(`The configuration is not valid.\n  ${problems.join('\n  ')}`);
  }
  const config = result.data;
  const isProduction = config.NODE_ENV === 'production';
  if (isProduction && config.SECRET_KEY === undefined) {
    throw new ConfigError('SECRET_KEY is needed when NODE_ENV=production: 32 or more random characters.');
  }
  if (isProduction && config.DEMO === true) {
    throw new ConfigError('DEMO=1 is refused when NODE_ENV=production: demo credentials are public.');
  }
  return Object.freeze({ ...config, isProduction });
}
