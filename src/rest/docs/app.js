import { additions } from './additions.js';
import { startCredentials, token } from './credentials.js';

const { SwaggerUIBundle } = globalThis;

const answer = await fetch('/api/v1/openapi.json');
const openapi = await answer.json();
// Whatever address the gateway goes by, this page may call only where it came from.
openapi.servers = [{ url: `${location.origin}/api/v1` }];

/** Days in example requests lie about the day that the examples are of; here they lie about today. */
const daysSince = Math.round((Date.parse(new Date().toISOString().slice(0, 10)) - Date.parse(openapi['x-examples-day'])) / 86_400_000);
const moved = (value) => {
  if (typeof value === 'string') return value.replace(/^\d{4}-\d\d-\d\d(?=T|$)/, (day) => new Date(Date.parse(day) + daysSince * 86_400_000).toISOString().slice(0, 10));
  if (Array.isArray(value)) return value.map(moved);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, moved(item)]));
};
for (const operation of Object.values(openapi.paths).flatMap((methods) => Object.values(methods))) {
  for (const parameter of operation.parameters ?? []) if ('example' in parameter) parameter.example = moved(parameter.example);
  for (const body of Object.values(operation.requestBody?.content ?? {})) body.example = moved(body.example);
}

/** Paths that hand out credentials are asked without one. */
const isOpen = (url) => ['/token', '/login'].some((path) => new URL(url, location.href).pathname.endsWith(`/api/v1${path}`));

const dark = matchMedia('(prefers-color-scheme: dark)');
const dress = () => document.documentElement.classList.toggle('dark-mode', dark.matches);
dark.addEventListener('change', dress);
dress();

SwaggerUIBundle({
  spec: openapi,
  dom_id: '#operations',
  plugins: [additions],
  filter: true,
  deepLinking: true,
  tryItOutEnabled: true,
  docExpansion: 'list',
  defaultModelsExpandDepth: -1,
  defaultModelExpandDepth: 3,
  displayRequestDuration: true,
  validatorUrl: null,
  requestInterceptor: (request) => {
    if (token() !== '' && !isOpen(request.url)) request.headers['Authorization'] = `Bearer ${token()}`;
    return request;
  },
});

await startCredentials();
