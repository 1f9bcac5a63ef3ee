import { isIP } from 'node:net';
import { bodyText, type EndpointRequest, isRecord, mediaType } from './endpoint.js';
import { longestPassword } from './secrets.js';

/** A login that is well formed. Nothing in it has been checked against the database. */
export interface LoginRequest {
  email: string;
  password: string;
  /** The company's slug. */
  company: string;
}

/** One complaint, in the documented form of a 422. */
export interface FieldProblem {
  field: string;
  description: string;
}

/** A login that is refused unread: which status, and what is wrong. */
export type LoginRefusal = { status: 400; text: string } | { status: 415 } | { status: 422; problems: FieldProblem[] };

const longestEmail = 255;
const slugForm = /^[a-z0-9][a-z0-9-]{0,62}$/;
/** No spaces or control characters, one `@`: whether it is somebody's is for the database to say. */
const emailForm = /^[^\s@\p{Cc}]+@[^\s@\p{Cc}]+$/u;

/** Reads a login request. `publicHost` is the gateway's own host, whose first label is no company. */
export function readLoginRequest(request: EndpointRequest, publicHost: string): LoginRequest | LoginRefusal {
  const text = bodyText(request.body);
  if (text.trim() === '') return { status: 400, text: 'Bad Request' };
  if (mediaType(request.headers) !== 'application/json') return { status: 415 };
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch (error) {
    return { status: 400, text: parserMessage(error) };
  }
  if (!isRecord(body)) return { status: 422, problems: [{ field: '(root)', description: 'must be an object' }] };

  const problems = problemsOf(body);
  const company = companyInHost(request.host, publicHost) ?? companyNamed(body, request.search);
  if (typeof company !== 'string') problems.push(company);
  if (problems.length > 0 || typeof company !== 'string') return { status: 422, problems };
  return { email: String(body['email']), password: String(body['password']), company };
}

function problemsOf({ email, password, token }: Record<string, unknown>): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const complain = (field: string, description: string) => problems.push({ field, description });
  if (email === undefined) complain('email', 'is required');
  else if (typeof email !== 'string') complain('email', 'must be a string');
  else if (email.length > longestEmail) complain('email', `must have at most ${longestEmail} characters`);
  else if (!emailForm.test(email)) complain('email', 'must be an e-mail address');

  if (password === undefined) complain('password', 'is required');
  else if (typeof password !== 'string') complain('password', 'must be a string');
  else if (password.length === 0) complain('password', 'must have at least 1 character');
  else if (password.length > longestPassword) complain('password', `must have at most ${longestPassword} characters`);

  if (token !== undefined && token !== null && !(typeof token === 'string' && /^\d{6}$/.test(token))) {
    complain('token', 'must be six digits or null');
  }
  return problems;
}

/**
 * The company in the first label of the host: `acme` of `acme.localhost:4000`. Null for a bare address: an IP
 * address, a name without a dot, or the gateway's own public name.
 */
export function companyInHost(host: string, publicHost: string): string | null {
  const name = hostName(host);
  if (name === hostName(publicHost) || name.startsWith('[') || isIP(name) !== 0) return null;
  const [label, ...rest] = name.split('.');
  return rest.length === 0 || label === undefined || label === '' ? null : label;
}

/** Lower case, without port and final dot. */
function hostName(host: string): string {
  return host.toLowerCase().replace(/:\d*$/, '').replace(/\.$/, '');
}

/** The company's slug in the body or else the query; a complaint when neither names one. */
function companyNamed(body: Record<string, unknown>, search: string): string | FieldProblem {
  const company = body['company'] ?? new URLSearchParams(search).get('company') ?? undefined;
  if (company === undefined) return { field: 'company', description: "is required when the host name does not name the company" };
  return typeof company === 'string' && company !== '' ? company : { field: 'company', description: 'must be the short name of a company' };
}

/** Whether a text can be a company's slug at all; others are nobody's. */
export function isSlug(text: string): boolean {
  return slugForm.test(text);
}

/** The parser's message without the piece of the body that it may quote, which can hold a password. */
function parserMessage(error: unknown): string {
  const message = error instanceof Error ? error.message : '';
  const position = /at position \d+/.exec(message)?.[0];
  return `The body is not valid JSON${position === undefined ? '' : ` ${position}`}.`;
}
