import type { RequestFacts, Task } from '../gateway/call.js';
import { present, type Dialect } from './answer.js';
import type { RestInput } from './body.js';
import type { PreparedEndpointRow } from './preparedRow.js';
import { endpointLimit } from './route.js';

/** The call of a row that hands out credentials. It has its address's own budget, whoever calls. */
export function endpointTask({ route }: PreparedEndpointRow, facts: RequestFacts, input: RestInput, dialect: Dialect): Task {
  return {
    operationName: null,
    resourceType: route.resourceType,
    action: 'UPDATE',
    points: 1,
    limit: { subject: `${route.resourceType}:ip:${facts.ip}`, policy: endpointLimit },
    allow() {},
    read() {
      if (input.bodyError !== null) throw input.bodyError;
    },
    async execute() {
      const { ip, host, headers } = facts;
      const answer = await route.endpoint({ ip, host, headers, search: input.search, body: input.body });
      const { 'content-type': contentType = 'application/json; charset=utf-8', ...others } = answer.headers;
      return { status: answer.status, contentType, headers: others, body: Buffer.from(answer.body), points: 1, cacheable: false, audit: answer.audit };
    },
    present: (outcome, seen, cached) => present(outcome, seen, cached, { ...dialect, policy: endpointLimit }),
  };
}
