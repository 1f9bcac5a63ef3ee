import { randomUUID } from 'node:crypto';
import { type FastifyBaseLogger, type FastifyReply, type FastifyRequest, LogController } from 'fastify';
import { DatabaseError } from 'pg';
import { type DestinationStream, type Logger, type LoggerOptions, pino } from 'pino';
import type { Config } from '../config.js';

const secretNames = [
  'authorization', 'cookie', 'set-cookie', 'x-api-key', 'proxy-authorization',
  'password', 'secret', 'client_secret', 'clientSecret', 'token', 'access_token', 'accessToken', 'secretKey', 'connectionString',
];

/** A secret's name wherever a log line could hold it: at the top, or up to two objects deep. */
const secretPaths = ['', '*.', '*.*.'].flatMap((depth) =>
  secretNames.map((name) => (name.includes('-') ? `${depth.replace(/\.$/, '')}["${name}"]` : `${depth}${name}`)),
);

/**
 * How log lines are made. Nothing of a request's query string, headers or body is ever part of one, and what carries
 * the name of a secret is blanked out even if somebody logs it by mistake.
 */
export function loggerOptions(level: string): LoggerOptions {
  return {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    redact: { paths: secretPaths, censor: '[secret]' },
    serializers: { err: describeError, error: describeError, req: describeRequest, res: describeResponse },
  };
}

/** The process's logger: JSON lines on standard output, or into `destination`. */
export function createLogger(config: Pick<Config, 'LOG_LEVEL'>, destination?: DestinationStream): Logger {
  const options = loggerOptions(config.LOG_LEVEL);
  return destination === undefined ? pino(options) : pino(options, destination);
}

/**
 * The request's id: the caller's own `x-request-id` when it is well formed, so that a call can be followed through
 * several systems, else a new one.
 */
export function requestIdOf(headers: Readonly<Record<string, string | string[] | undefined>>): string {
  const offered = headers['x-request-id'];
  return typeof offered === 'string' && /^[\w.:-]{8,128}$/.test(offered) ? offered : randomUUID();
}

/** Of Fastify's own lines only those about failures: the others repeat ours, or hold a query string. */
class FailureLog extends LogController {
  override incomingRequest(): void {}
  override requestCompleted(): void {}
  override routeNotFound(): void {}
  override defaultErrorLog(error: Error, request: FastifyRequest, reply: FastifyReply): void {
    if (reply.statusCode >= 500) request.log.error({ requestId: request.id, req: request, err: error }, 'request failed');
  }
}

/** Fastify's settings for all this: `fastify({ ...loggingOptions(log) })`. */
export function loggingOptions(log: FastifyBaseLogger) {
  return {
    loggerInstance: sharedByRequests(log),
    logController: new FailureLog({ requestIdLogLabel: 'requestId' }),
    requestIdHeader: false as const,
    genReqId: (request: { headers: Record<string, string | string[] | undefined> }) => requestIdOf(request.headers),
  };
}

/** A logger for each request would be made for lines that hardly any request has; ours name the request's id. */
function sharedByRequests(log: FastifyBaseLogger): FastifyBaseLogger {
  const shared: FastifyBaseLogger = Object.create(log, { child: { value: () => shared } });
  return shared;
}

/** An error without the data in it: PostgreSQL quotes values in its details, and in what it says of bad data. */
function describeError(error: unknown): object {
  if (!(error instanceof Error)) return { type: typeof error };
  const isAboutData = error instanceof DatabaseError && /^2[23]/.test(error.code ?? '');
  const message = isAboutData ? error.message.replace(/: ".*"$/s, '') : error.message;
  const stack = error.stack?.replace(error.message, message);
  return {
    type: error.name,
    message,
    ...('code' in error ? { code: error.code } : {}),
    stack,
    ...(error.cause instanceof Error ? { cause: describeError(error.cause) } : {}),
  };
}

function describeRequest(request: unknown): object {
  const { id, method, url } = request as { id?: unknown; method?: unknown; url?: unknown };
  return { id, method, path: typeof url === 'string' ? pathOf(url) : undefined };
}

function describeResponse(response: unknown): object {
  return { status: (response as { statusCode?: unknown }).statusCode };
}

/** A URL without its query string. */
export function pathOf(url: string): string {
  const end = url.indexOf('?');
  return end === -1 ? url : url.slice(0, end);
}
