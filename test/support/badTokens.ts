import { createHmac, createPublicKey, type JsonWebKey } from 'node:crypto';
import { exportSPKI, generateKeyPair, SignJWT, type JWTPayload } from 'jose';
import { createKeyring } from '../../src/access/keyring.js';
import { createSealer } from '../../src/access/secrets.js';
import type { TestGateway } from './gateway.js';

const base64url = (value: unknown): string => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');

/** Tokens that look like the good one and are not, by what is wrong with them. */
export async function badTokens(gateway: TestGateway, good: string): Promise<Record<string, string>> {
  const [head = '', body = '', signature = ''] = good.split('.');
  const header = JSON.parse(Buffer.from(head, 'base64url').toString()) as { alg: string; kid: string; typ: string };
  const claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as JWTPayload & { scope: string };
  const keyring = createKeyring({ database: gateway.database, sealer: createSealer('a key that only tests use, 32 characters'), clock: Date.now });
  const { privateKey } = await keyring.current();
  const publicKey = await keyring.publicKey(header.kid);
  if (publicKey === null) throw new Error('The gateway has no public key.');
  const { keys } = (await (await fetch(`${gateway.url}/.well-known/jwks.json`)).json()) as { keys: JsonWebKey[] };
  keyring.close();
  const foreign = await generateKeyPair(header.alg);
  const seconds = Math.floor(Date.now() / 1000);

  const signed = (own: JWTPayload, type: string | null = header.typ, key: Parameters<SignJWT['sign']>[0] = privateKey, kid = header.kid) =>
    new SignJWT({ ...claims, ...own }).setProtectedHeader({ alg: header.alg, kid, ...(type === null ? {} : { typ: type }) }).sign(key);
  const hmac = (secret: string): string => {
    const text = `${base64url({ ...header, alg: 'HS256' })}.${body}`;
    return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
  };
  const pem = createPublicKey({ key: keys[0] ?? {}, format: 'jwk' }).export({ format: 'pem', type: 'spki' }) as string;

  return {
    nonsense: 'nonsense',
    'three parts of nothing': '..',
    'a cut signature': good.slice(0, -10),
    'no signature': `${head}.${body}.`,
    'an altered scope': `${head}.${base64url({ ...claims, scope: `${claims.scope} audit:read` })}.${signature}`,
    'an altered company': `${head}.${base64url({ ...claims, company: 'rival' })}.${signature}`,
    'alg none': `${base64url({ ...header, alg: 'none' })}.${body}.`,
    'alg None': `${base64url({ ...header, alg: 'None' })}.${body}.`,
    'HS256 with the public key as PEM': hmac(pem),
    'HS256 with the public key as PEM, cut otherwise': hmac((await exportSPKI(publicKey)).trim()),
    'HS256 with the public key as JWK': hmac(JSON.stringify(keys[0])),
    'HS256 with nothing': hmac(''),
    'a foreign key': await signed({}, header.typ, foreign.privateKey),
    'a foreign key that names itself': await signed({}, header.typ, foreign.privateKey, 'another'),
    'a key id that is a path': await signed({}, header.typ, privateKey, '../../etc/passwd'),
    expired: await signed({ iat: seconds - 7200, exp: seconds - 3600 }),
    'without an end': await signed({ exp: undefined }),
    'not valid yet': await signed({ nbf: seconds + 3600 }),
    'another issuer': await signed({ iss: 'https://other.example' }),
    'another audience': await signed({ aud: 'https://other.example' }),
    'no company': await signed({ company: undefined }),
    'a company that does not exist': await signed({ company: 'nobody' }),
    'another company': await signed({ company: 'rival' }),
    'a client that does not exist': await signed({ sub: 'm2m_00000000ffff', client_id: 'm2m_00000000ffff' }),
    'an id token’s typ': await signed({}, 'JWT'),
    'no typ': await signed({}, null),
    'a login’s typ on a client’s claims': await signed({}, 'login+jwt'),
    'a client’s typ on a login’s claims': await signed({ sub: 'user_1', client_id: undefined, scope: undefined }),
    'a scope that is a list': await signed({ scope: ['customers:read'] }),
    'a user that does not exist': await signed({ sub: 'user_999999', sessions_valid_from: 0 }, 'login+jwt'),
    'a megabyte': 'x'.repeat(8000),
    'a key of nobody': 'rrk_live_demo0001_0000',
  };
}
