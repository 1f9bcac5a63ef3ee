import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { FastifyInstance } from 'fastify';
import { docsPath } from '../../access/discovery.js';
import { errorTable } from '../../errors.js';
import { createPage, type PageSettings } from '../../pages/page.js';
import type { OpenApiDocument } from '../openapi/document.js';

const documentPath = '/api/v1/openapi.json';

/** Swagger UI, from fastify's package of it: that one asks nobody anything when it is installed. */
const page = createPage({
  base: docsPath,
  beside: import.meta.url,
  files: {
    'style.css': 'own',
    'app.js': 'own',
    'additions.js': 'own',
    'bar.css': 'shared',
    'credentials.js': 'shared',
    'icon.svg': 'shared',
    'swagger-ui.js': { from: '@fastify/swagger-ui', path: 'static/swagger-ui-bundle.js' },
    'swagger-ui.css': { from: '@fastify/swagger-ui', path: 'static/swagger-ui.css' },
  },
});

export interface OpenApiOptions {
  /** The document's server. */
  readonly publicUrl: string;
  readonly settings: PageSettings;
}

/** Serves the OpenAPI document, to anybody and from any origin, and the page that shows it. */
export function registerOpenApi(app: FastifyInstance, { publicUrl, settings }: OpenApiOptions): void {
  const document = servedAt(publicUrl);
  const bytes = Buffer.from(JSON.stringify(settings.demo === null ? withoutDemoCredentials(document) : document));
  const compressed = promisify(gzip)(bytes);
  const etag = `"${createHash('sha256').update(bytes).digest('base64url')}"`;
  const headers = { etag, vary: 'Accept-Encoding', 'cache-control': 'public, max-age=300', 'access-control-allow-origin': '*' };

  app.get(documentPath, async (request, reply) => {
    void reply.headers(headers).type('application/json; charset=utf-8');
    if (request.headers['if-none-match'] === etag) return reply.code(304).send();
    if (!/\bgzip\b/.test(request.headers['accept-encoding'] ?? '')) return reply.send(bytes);
    return reply.header('content-encoding', 'gzip').send(await compressed);
  });
  app.get(docsPath, (_request, reply) => page.send(reply));
  page.register(app, settings);
  // Before the REST surface, which would ask for credentials first.
  for (const url of [documentPath, docsPath]) {
    app.options(url, (_request, reply) => reply.code(204).header('allow', allowed).send());
    app.route({ url, method: ['DELETE', 'PATCH', 'POST', 'PUT'], handler: (_request, reply) => reply.code(405).header('allow', allowed).send({ error: errorTable.METHOD_NOT_ALLOWED.text }) });
  }
}

const allowed = 'GET, HEAD, OPTIONS';

/** The committed document, with whole addresses instead of relative ones: it is read far from here. */
function servedAt(publicUrl: string): OpenApiDocument {
  const document = JSON.parse(readFileSync(new URL('../openapi/openapi.generated.json', import.meta.url), 'utf8')) as OpenApiDocument;
  const { securitySchemes } = document.components;
  const { clientCredentials } = securitySchemes.client.flows;
  const client = { ...securitySchemes.client, flows: { clientCredentials: { ...clientCredentials, tokenUrl: publicUrl + clientCredentials.tokenUrl } } };
  return {
    ...document,
    servers: document.servers.map((server) => ({ ...server, url: publicUrl + server.url })),
    components: { ...document.components, securitySchemes: { ...securitySchemes, client } as OpenApiDocument['components']['securitySchemes'] },
  };
}

/** What examples show in place of the demo company's credentials, where there is no demo company. */
const nobodysCredentials: Readonly<Record<string, string>> = {
  client_id: 'm2m_7c1e09ab42d8f365',
  client_secret: '…',
  company: 'acme',
  email: 'ann@acme.example',
  password: '…',
};

function withoutDemoCredentials(document: OpenApiDocument): OpenApiDocument {
  return JSON.parse(JSON.stringify(document), (key, value: unknown) => {
    const isCredentials = key === 'example' && typeof value === 'object' && value !== null && ('client_secret' in value || 'password' in value);
    return isCredentials ? Object.fromEntries(Object.entries(value).map(([name, given]) => [name, nobodysCredentials[name] ?? given])) : value;
  }) as OpenApiDocument;
}
