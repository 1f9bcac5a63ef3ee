import { createPage } from '../../pages/page.js';

/** GraphiQL, which answers `GET /graphql` of a browser. */
export const graphiql = createPage({
  base: '/graphiql',
  beside: import.meta.url,
  files: {
    'style.css': 'own',
    'app.js': 'own',
    'price.js': 'own',
    'starters.js': 'own',
    'bar.css': 'shared',
    'credentials.js': 'shared',
    'icon.svg': 'shared',
    'react.js': { from: 'react', path: 'umd/react.production.min.js' },
    'react-dom.js': { from: 'react-dom', path: 'umd/react-dom.production.min.js' },
    'graphiql.js': { from: 'graphiql', path: 'graphiql.min.js' },
    'graphiql.css': { from: 'graphiql', path: 'graphiql.min.css' },
  },
});

/**
 * Whether a page is wanted rather than an answer: HTML is named, and no JSON type is preferred to it. A wildcard alone
 * names nothing.
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-12.5.1
 */
export function wantsHtml(accept: string | undefined): boolean {
  if (accept === undefined) return false;
  const weights = new Map(accept.split(',').map(readMediaRange));
  const html = weights.get('text/html') ?? 0;
  const json = Math.max(weights.get('application/json') ?? 0, weights.get('application/graphql-response+json') ?? 0);
  return html > 0 && html >= json;
}

function readMediaRange(range: string): [type: string, weight: number] {
  const [type = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
  const quality = parameters.find((parameter) => parameter.startsWith('q='));
  return [type, quality === undefined ? 1 : Number(quality.slice(2)) || 0];
}
