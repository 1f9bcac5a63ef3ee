import type { GraphqlAnswer, GraphqlOptions, RestAnswer, RestOptions } from './gateway.js';

/** What a gateway serves, in this process or another. Without a `token` its calls have no credentials. */
export interface Surfaces {
  /** A request below `/api/v1`. */
  rest(path: string, options?: RestOptions): Promise<RestAnswer>;
  graphql(query: string, options?: GraphqlOptions): Promise<GraphqlAnswer>;
}

export function surfacesAt(url: string): Surfaces {
  return {
    rest: (path, options = {}) => call(`${url}/api/v1${path}`, options),
    async graphql(query, { variables, operationName, extensions, ...options } = {}) {
      const { status, headers, json } = await call(`${url}/graphql`, { ...options, method: 'POST', body: { query, variables, operationName, extensions } });
      return { status, headers, ...(json as Omit<GraphqlAnswer, 'status' | 'headers'>) };
    },
  };
}

async function call(url: string, { token, method = 'GET', body, headers }: RestOptions): Promise<RestAnswer> {
  const response = await fetch(url, {
    method,
    headers: {
      ...(token === null || token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, json: parsed(text) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
