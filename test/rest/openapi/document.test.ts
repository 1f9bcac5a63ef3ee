import { readFileSync } from 'node:fs';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import { describe, expect, it } from 'vitest';
import { accessDescriptions } from '../../../src/access/access.routes.js';
import { studioScopes } from '../../../src/access/scopes.js';
import { readSdl } from '../../../src/graphql/schema.js';
import { describeApi, type OpenApiDocument } from '../../../src/rest/openapi/document.js';
import { routes } from '../../../src/rest/routes.js';

const folder = new URL('../../../src/rest/openapi/', import.meta.url);
const read = (file: string | URL): unknown => JSON.parse(readFileSync(new URL(file, folder), 'utf8'));
const document = read('openapi.generated.json') as OpenApiDocument;

/** Complaints of a linter that holds a document to the specification, examples to their schemas included. */
async function lint(source: unknown): Promise<string[]> {
  const config = await createConfig({
    extends: ['recommended-strict'],
    rules: {
      'no-invalid-media-type-examples': 'error',
      'no-invalid-schema-examples': 'error',
      'no-invalid-parameter-examples': 'error',
      'no-unused-components': 'error',
      'operation-operationId-unique': 'error',
      // Ours is nobody's to copy.
      'info-license': 'off',
    },
  });
  const problems = await lintFromString({ source: JSON.stringify(source), absoluteRef: 'openapi.json', config });
  return problems.map(({ ruleId, message, location: [place] }) => `${ruleId}: ${message} (${place?.pointer ?? ''})`);
}

describe('the OpenAPI document', () => {
  it('is what the REST table, the operations and the SDL say', () => {
    const { version } = read('../../../package.json') as { version: string };
    const examples = read('examples.recorded.json') as Record<string, unknown>;
    const made = describeApi({ routes, endpoints: accessDescriptions, sdl: readSdl().join('\n'), version, examples });
    expect(JSON.parse(JSON.stringify(made)), 'Run npm run codegen.').toEqual(document);
  });

  it('is valid', async () => {
    expect(await lint(document)).toEqual([]);
  });

  it('would not be valid with a mistake in it', async () => {
    const broken = structuredClone(document) as unknown as { paths: Record<string, { get: { responses: Record<string, unknown>; parameters: unknown[] } }> };
    const profile = broken.paths['/customer/{id}/profile'];
    if (profile === undefined) throw new Error('There is no such path.');
    profile.get.parameters = [];
    profile.get.responses['200'] = { description: 'x', content: { 'application/json': { schema: { type: 'string' }, example: 1 } } };
    expect((await lint(broken)).join('\n')).toMatch(/no-invalid-media-type-examples[^]*path-parameters-defined/);
  });

  it('has every row of the table, and nothing else', () => {
    const described = Object.entries(document.paths).flatMap(([path, operations]) => Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`));
    const rows = [...routes, ...accessDescriptions].map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`);
    expect(described.sort()).toEqual(rows.sort());
  });

  it('says for each scope what it opens', () => {
    const { scopes } = document.components.securitySchemes.client.flows.clientCredentials;
    expect(Object.keys(scopes)).toEqual([...studioScopes]);
    expect(Object.values(scopes).filter((opens) => !/^(GET|PUT) \//.test(opens))).toEqual([]);
    expect(scopes['bookings:read']).toBe('GET /customer/{id}/bookings, GET /customer/{id}/booking/{bookingId}');
    expect(document.paths['/customers']?.get?.security.map((one) => Object.keys(one)[0])).toEqual(['client', 'key', 'keyHeader', 'session']);
    expect(document.paths['/events']?.get?.security.map((one) => Object.keys(one)[0])).toEqual(['client', 'session']);
  });
});
