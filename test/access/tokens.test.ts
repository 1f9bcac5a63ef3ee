import { createHmac } from 'node:crypto';
import * as fc from 'fast-check';
import { decodeJwt, decodeProtectedHeader, exportJWK, exportSPKI, generateKeyPair, importJWK, SignJWT, UnsecuredJWT, type JWTPayload } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTokens } from '../../src/access/tokens.js';
import { type AccessFixture, createAccessFixture, publicUrl } from './support.js';

let fixture: AccessFixture;

beforeAll(async () => {
  fixture = await createAccessFixture();
});
afterAll(() => fixture.close());

const input = { clientId: 'm2m_token_tests', company: 'acme', scopes: ['customers:read', 'events:read'] };

/** A token signed by the gateway's own key, with claims and header of our choice. */
async function forged(claims: JWTPayload, header: Record<string, unknown> = {}): Promise<string> {
  const { kid, privateKey } = await fixture.keyring.current();
  return new SignJWT(claims).setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid, ...header }).sign(privateKey);
}

async function goodClaims(): Promise<JWTPayload> {
  return decodeJwt(await fixture.tokens.issueClientToken(input));
}

/** One part of a token that is put together by hand. */
const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

async function expectRefusal(token: string): Promise<void> {
  await expect(fixture.tokens.verify(token)).rejects.toMatchObject({ code: 'UNAUTHENTICATED', status: 401 });
}

describe('a client token', () => {
  it('is an RFC 9068 access token of an hour whose scopes are stamped in', async () => {
    const token = await fixture.tokens.issueClientToken(input);
    expect(decodeProtectedHeader(token)).toMatchObject({ alg: 'ES256', typ: 'at+jwt' });
    const now = fixture.clock() / 1000;
    expect(decodeJwt(token)).toMatchObject({
      iss: publicUrl,
      aud: publicUrl,
      sub: input.clientId,
      client_id: input.clientId,
      scope: 'customers:read events:read',
      company: 'acme',
      iat: now,
      exp: now + 3600,
      jti: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    expect(await fixture.tokens.verify(token)).toEqual({
      kind: 'client',
      clientId: input.clientId,
      company: 'acme',
      scopes: input.scopes,
      expiresAt: fixture.clock() + 3_600_000,
    });
  });

  it('ends with its hour', async () => {
    const token = await fixture.tokens.issueClientToken(input);
    fixture.clock.advance(3_599_000);
    await fixture.tokens.verify(token);
    fixture.clock.advance(1000);
    await expectRefusal(token);
  });
});

describe('a login token', () => {
  it('carries who signed in and is never taken for a client token', async () => {
    const sessionsValidFrom = new Date(fixture.clock() - 5);
    const token = await fixture.tokens.issueLoginToken({ company: 'acme', userNumber: 12, email: 'noor@acme.example', sessionsValidFrom });
    expect(decodeProtectedHeader(token)).toMatchObject({ typ: 'login+jwt' });
    expect(decodeJwt(token)).toMatchObject({ email: 'noor@acme.example', iss: publicUrl, sub: 'user_12', company: 'acme' });
    expect(await fixture.tokens.verify(token)).toEqual({
      kind: 'login',
      company: 'acme',
      userNumber: 12,
      sessionsValidFrom: sessionsValidFrom.getTime(),
      expiresAt: fixture.clock() + 86_400_000,
    });
    await expectRefusal(await forged(decodeJwt(token), { typ: 'at+jwt' }));
    await expectRefusal(await forged(await goodClaims(), { typ: 'login+jwt' }));
  });
});

describe('a token is refused', () => {
  it('when it is not signed', async () => {
    await expectRefusal(new UnsecuredJWT(await goodClaims()).encode());
    const [, payload] = (await fixture.tokens.issueClientToken(input)).split('.');
    const header = Buffer.from(JSON.stringify({ alg: 'none', typ: 'at+jwt' })).toString('base64url');
    await expectRefusal(`${header}.${payload}.`);
  });

  it('when it is signed by HMAC with the public key as its secret', async () => {
    const { kid } = await fixture.keyring.current();
    const jwk = (await fixture.keyring.publicJwks()).keys[0];
    if (jwk === undefined) throw new Error('no key');
    const publicKey = await importJWK(jwk, 'ES256');
    if (publicKey instanceof Uint8Array) throw new Error('not an asymmetric key');
    const pem = await exportSPKI(publicKey);
    for (const secret of [pem, JSON.stringify(jwk)]) {
      const signed = `${part({ alg: 'HS256', typ: 'at+jwt', kid })}.${part(await goodClaims())}`;
      await expectRefusal(`${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`);
    }
  });

  it('when its key is a stranger\'s, also under the name of ours or brought along in the header', async () => {
    const { publicKey, privateKey } = await generateKeyPair('ES256');
    const { kid } = await fixture.keyring.current();
    const claims = await goodClaims();
    const sign = (header: object) => new SignJWT(claims).setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', ...header }).sign(privateKey);
    await expectRefusal(await sign({ kid }));
    await expectRefusal(await sign({ kid: 'stranger' }));
    await expectRefusal(await sign({ jwk: await exportJWK(publicKey) }));
    await expectRefusal(await sign({}));
  });

  it.each([
    ['another issuer', { iss: 'http://127.0.0.1:4001' }],
    ['another audience', { aud: 'http://127.0.0.1:4001' }],
    ['no issuer', { iss: undefined }],
    ['no audience', { aud: undefined }],
    ['no subject', { sub: undefined }],
    ['no expiry', { exp: undefined }],
    ['an expiry that is no number', { exp: 'never' }],
    ['no company', { company: undefined }],
    ['scopes that are no text', { scope: ['customers:read'] }],
  ])('for %s, though our key signed it', async (_what, change) => {
    const claims: Record<string, unknown> = { ...(await goodClaims()), ...change };
    await expectRefusal(await forged(claims));
  });

  it.each(['JWT', 'at+JWT2', '', undefined])('for the type %s', async (typ) => {
    await expectRefusal(await forged(await goodClaims(), { typ }));
  });

  it('when any one character of it is changed', async () => {
    const token = await fixture.tokens.issueClientToken(input);
    await fc.assert(
      fc.asyncProperty(fc.nat(token.length - 2), fc.constantFrom('A', 'Z', 'a', 'z', '0', '9', '-', '_', '.'), async (at, character) => {
        fc.pre(token[at] !== character);
        await expectRefusal(token.slice(0, at) + character + token.slice(at + 1));
      }),
      { numRuns: 200 },
    );
  });

  it('when it is no token at all, never with another error', async () => {
    const piece = fc.oneof(fc.base64String(), fc.json().map((text) => Buffer.from(text).toString('base64url')), fc.string());
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 6 }), (pieces) => expectRefusal(pieces.join('.'))),
      { numRuns: 300 },
    );
    await expectRefusal('a'.repeat(100_000));
  });
});

it('a gateway under another public address does not accept our tokens', async () => {
  const other = createTokens({ keyring: fixture.keyring, publicUrl: 'https://other.example', clock: fixture.clock });
  await expect(other.verify(await fixture.tokens.issueClientToken(input))).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
});
