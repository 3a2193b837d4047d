/** What is asked of GitHub with tokens of people. Octokit is not used: it would hold a token longer than the one question. */
import { z } from 'zod';
import { GitHubProblem, type ProblemCode } from '../../shared/io/github/api/problem.ts';
import type { Person } from '../api/ports.ts';

export interface GitHubPlace {
  /** Without a slash at its end: `https://api.github.com`, or that of a GitHub Enterprise Server. */
  readonly apiUrl: string;
}

/** By which GitHub knows the App where it signs people in. */
export interface ClientCredentials {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** A form or JSON, `sent` by POST; as a person by their token, as the App by its client, or as nobody. */
export interface Question {
  readonly token?: string;
  readonly client?: ClientCredentials;
  readonly form?: URLSearchParams;
  readonly sent?: object;
}

export interface GitHubAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly json: unknown;
}

const TIMEOUT_MS = 10_000;

const personSchema = z.object({
  id: z.int().positive(),
  login: z.string().min(1),
  type: z.string().optional(),
});

/** Null: GitHub does not know the token, or it is nobody's, as that of an installation. */
export async function personOf({ apiUrl }: GitHubPlace, token: string): Promise<Person | null> {
  const { status, json } = await ask(`${apiUrl}/user`, { token });
  if (status !== 200) return null;
  const { id, login } = parsed(personSchema, json);
  return { id, login };
}

/** Rejects when GitHub is not there, limits or breaks. What it refuses is an answer. */
export async function ask(url: string, { token, client, form, sent }: Question): Promise<GitHubAnswer> {
  const asApi = { 'x-github-api-version': '2022-11-28' };
  const basic = client === undefined ? '' : btoa(`${client.clientId}:${client.clientSecret}`);
  const headers = {
    accept: 'application/json',
    'user-agent': 'braid',
    ...(token === undefined ? {} : { authorization: `Bearer ${token}`, ...asApi }),
    ...(client === undefined ? {} : { authorization: `Basic ${basic}`, ...asApi }),
  };
  const body = form ?? (sent === undefined ? undefined : JSON.stringify(sent));
  const posted = body === undefined ? {} : { method: 'POST', body };
  let response: Response;
  try {
    // A redirection would take the token, or the secret, elsewhere.
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    response = await fetch(url, { headers, signal, redirect: 'manual', ...posted });
  } catch {
    throw problem('unavailable', 'no answer', null);
  }
  const { status } = response;
  if (status === 429 || (status === 403 && isLimit(response.headers)))
    throw problem('rate-limited', 'its limit of requests is reached', status);
  if (status >= 500) throw problem('unavailable', `it answers ${status}`, status);
  const json: unknown = await response.json().catch(() => null);
  return { status, headers: response.headers, json };
}

function isLimit(headers: Headers): boolean {
  return headers.get('x-ratelimit-remaining') === '0' || headers.has('retry-after');
}

export function parsed<Value>(schema: z.ZodType<Value>, json: unknown): Value {
  const read = schema.safeParse(json);
  if (read.success) return read.data;
  throw problem('unexpected-answer', 'its answer has another shape than documented', null);
}

/** Without the address, the token and what was sent. */
function problem(code: ProblemCode, said: string, status: number | null): GitHubProblem {
  const message = `could not ask GitHub who somebody is: ${said}`;
  return new GitHubProblem({ code, message, hint: null, status, requestId: null, retryAt: null });
}
