import type { Database } from '../database/connect.js';
import { errorTable } from '../errors.js';
import type { Company } from '../gateway/principal.js';
import { findCompany, findLoginUser, type LoginUser } from './callers.repository.js';
import { loginCookie } from './credentials.js';
import { type EndpointAnswer, type EndpointAudit, type EndpointRequest, jsonAnswer, nobody, textAnswer } from './endpoint.js';
import type { FailureCounter } from './failures.js';
import { type FieldProblem, isSlug, type LoginRefusal, readLoginRequest } from './loginRequest.js';
import { verifyPassword } from './secrets.js';
import { createTokens, loginTokenSeconds, type TokensOptions, userId } from './tokens.js';

export interface LoginEndpointOptions extends TokensOptions {
  database: Pick<Database, 'db'>;
  /** Made with `loginFailureRule`. */
  failures: FailureCounter;
  /** How a password is compared; null stands for a user who does not exist. Tests listen in. */
  verify?: typeof verifyPassword;
}

const typeOfKind = { staff: 'Tenant::Staff', customer: 'Tenant::Customer' } as const satisfies Record<LoginUser['kind'], string>;

/** `POST /api/v1/login`: e-mail and password of staff or a customer for a bearer token, in the home-services dialect. */
export function createLoginEndpoint(options: LoginEndpointOptions): (request: EndpointRequest) => Promise<EndpointAnswer> {
  const { database, failures } = options;
  const verify = options.verify ?? verifyPassword;
  const tokens = createTokens(options);

  return async function login(request) {
    const asked = readLoginRequest(request, new URL(options.publicUrl).host);
    if ('status' in asked) return refuse(asked);
    const company = isSlug(asked.company) ? await findCompany(database.db, asked.company) : null;
    if (company === null) return jsonAnswer(404, { error: 'There is no such company.' }, nobody);

    const attempts = [`email ${company.id} ${asked.email.toLowerCase()}`, `ip ${request.ip}`];
    if (await isLockedOut(attempts)) return lockedOut(company);
    const user = await findLoginUser(database.db, company.id, asked.email);
    const isRight = await verify(asked.password, user?.password_hash ?? null);
    // Asked again: attempts that ran side by side must not learn more than five answers between them.
    if (await isLockedOut(attempts)) return lockedOut(company);
    if (user === null || !isRight) {
      await Promise.all(attempts.map((attempt) => failures.fail(attempt)));
      return jsonAnswer(401, { error: 'The e-mail or the password is wrong.' }, auditOf(company, user));
    }
    return welcome(request, company, user);
  };

  async function isLockedOut(attempts: string[]): Promise<boolean> {
    const seconds = await Promise.all(attempts.map((attempt) => failures.blockedFor(attempt)));
    return seconds.some((left) => left > 0);
  }

  async function welcome(request: EndpointRequest, company: Company, user: LoginUser): Promise<EndpointAnswer> {
    const bearer = await tokens.issueLoginToken({
      company: company.slug,
      userNumber: user.number,
      email: user.email,
      sessionsValidFrom: user.sessions_valid_from,
    });
    const body = {
      id: user.number,
      email: user.email,
      type: typeOfKind[user.kind],
      first_name: user.first_name,
      last_name: user.last_name,
      single_access_token: null,
      bearer,
    };
    // Only a script of ours can send this header across origins, and only with leave: no form can make a cookie be set.
    const wantsCookie = request.headers['x-requested-with'] !== undefined;
    const cookie = `${loginCookie}=${bearer}; Path=/; Max-Age=${loginTokenSeconds}; HttpOnly; Secure; SameSite=Lax`;
    return jsonAnswer(200, body, auditOf(company, user), wantsCookie ? { 'set-cookie': cookie } : {});
  }
}

function auditOf(company: Company, user: LoginUser | null): EndpointAudit {
  if (user === null) return { ...nobody, companyId: company.id };
  return {
    companyId: company.id,
    principalKind: user.kind,
    principalId: userId(user.number),
    principalName: `${user.first_name} ${user.last_name}`.trim(),
  };
}

/** The same text whether or not somebody has that e-mail. */
function lockedOut(company: Company): EndpointAnswer {
  return jsonAnswer(403, { error: errorTable.LOCKED_OUT.text }, { ...nobody, companyId: company.id });
}

function refuse(refusal: LoginRefusal): EndpointAnswer {
  if (refusal.status === 400) return textAnswer(400, refusal.text, nobody);
  if (refusal.status === 415) return jsonAnswer(415, { error: errorTable.UNSUPPORTED_MEDIA_TYPE.text }, nobody);
  return jsonAnswer(422, unprocessable(refusal.problems), nobody);
}

/** The documented body of a 422: every complaint, and the first once more on top. */
function unprocessable(problems: readonly FieldProblem[]): object {
  const errors = problems.map(({ field, description }) => ({ field, message: `${field}: ${description}`, description }));
  return { error: errorTable.UNPROCESSABLE.text, message: errors[0]?.message, description: errors[0]?.description, errors };
}
