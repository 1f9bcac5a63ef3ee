import { createHash, timingSafeEqual } from 'node:crypto';
import { BlockList, isIPv6 } from 'node:net';
import { ApplicationError } from '../errors.js';

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

/** Headers that a proxy adds. A proxy on this machine makes strangers look local. */
const forwardingHeaders = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'] as const;

export interface MetricsCaller {
  /** The address of the connection itself, whatever the headers say. */
  readonly remoteAddress: string | undefined;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/**
 * Lets callers on this machine read the metrics, and others only with the token.
 * @throws ApplicationError UNAUTHENTICATED when a token would help, FORBIDDEN when none is configured
 */
export function checkMetricsAccess(caller: MetricsCaller, token: string | undefined): void {
  if (isLocal(caller)) return;
  if (token === undefined) {
    throw new ApplicationError('FORBIDDEN', { message: 'Metrics are open to callers on the same machine.' });
  }
  const offered = /^Bearer +(\S+)$/i.exec(String(caller.headers['authorization'] ?? ''))?.[1];
  if (offered === undefined || !isSame(offered, token)) {
    throw new ApplicationError('UNAUTHENTICATED', {
      message: 'Metrics need the metrics token.',
      headers: { 'www-authenticate': 'Bearer realm="metrics"' },
    });
  }
}

function isLocal({ remoteAddress, headers }: MetricsCaller): boolean {
  if (remoteAddress === undefined || forwardingHeaders.some((name) => headers[name] !== undefined)) return false;
  const address = remoteAddress.replace(/^::ffff:(?=\d+\.)/i, '');
  return loopback.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
}

/** Compares in a time that tells nothing of where they differ, or of the length. */
function isSame(one: string, other: string): boolean {
  return timingSafeEqual(digest(one), digest(other));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
