import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { createAssets, type Source } from './assets.js';

/** A page in a browser, made of nothing but our own files. */
export interface Page {
  /** Serves the page's files below its base, and what its scripts may know. */
  register(app: FastifyInstance, settings: PageSettings): void;
  send(reply: FastifyReply): FastifyReply;
}

/** What a page's scripts may know; public by design. */
export interface PageSettings {
  /** Credentials that the page may offer; null but in demo mode. */
  readonly demo: { readonly clientId: string; readonly clientSecret: string; readonly key?: string } | null;
}

export interface PageOptions {
  /** Its files are at `BASE/assets/NAME`, its settings at `BASE/settings.json`. */
  readonly base: string;
  /** `import.meta.url` of a file beside the page's `index.html`, in which `{{NAME}}` stands for a file's address. */
  readonly beside: string;
  readonly files: Readonly<Record<string, Source>>;
}

/**
 * Nothing but our own files runs, styles or is asked, and no other site may frame the page. Fonts and icons of style
 * sheets are data in them.
 */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "font-src data:",
  "img-src 'self' data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const aYear = 'public, max-age=31536000, immutable';

export function createPage({ base, beside, files }: PageOptions): Page {
  const folder = path.dirname(fileURLToPath(beside));
  const asset = createAssets(folder, files);
  let html: string | null = null;

  /** Rendered once, with the version of each file in its address. */
  function page(): string {
    html ??= Object.keys(files).reduce(
      (text, name) => (text.includes(`{{${name}}}`) ? text.replaceAll(`{{${name}}}`, `${base}/assets/${name}?v=${asset(name)?.version}`) : text),
      readFileSync(path.join(folder, 'index.html'), 'utf8'),
    );
    return html;
  }

  return {
    register(app, settings) {
      app.get<{ Params: { file: string }; Querystring: { v?: string } }>(`${base}/assets/:file`, async (request, reply) => {
        const found = asset(request.params.file);
        if (found === null) return reply.callNotFound();
        const { bytes, type, version } = found;
        reply.type(type).header('etag', `"${version}"`).header('vary', 'Accept-Encoding');
        // Only an address that names this version may be kept without asking again.
        reply.header('cache-control', request.query.v === version ? aYear : 'public, no-cache');
        if (request.headers['if-none-match'] === `"${version}"`) return reply.code(304).send();
        if (!/\bgzip\b/.test(request.headers['accept-encoding'] ?? '')) return reply.send(bytes);
        return reply.header('content-encoding', 'gzip').send(await found.compressed());
      });
      app.get(`${base}/settings.json`, (_request, reply) => reply.header('cache-control', 'no-store').send(settings));
    },

    send: (reply) =>
      reply
        .code(200)
        .type('text/html; charset=utf-8')
        .header('content-security-policy', contentSecurityPolicy)
        .header('referrer-policy', 'no-referrer')
        .header('cache-control', 'no-cache')
        .header('vary', 'Accept')
        .send(page()),
  };
}
