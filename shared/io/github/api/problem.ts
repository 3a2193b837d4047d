/**
 * What GitHub refuses or fails to do: a code for programs, words and a next step for people. Made from Octokit's errors in
 * one place, so that nobody else reads statuses and messages.
 */
import { z } from 'zod';
import type { Route } from './routes.ts';

export type ProblemCode =
  /** The token is wrong, expired or revoked. */
  | 'unauthenticated'
  /** The token may not do this. */
  | 'permission'
  /** A rule of the organisation or enterprise; only its owners can change it. */
  | 'forbidden-by-organisation'
  /** A rule of a branch or the repository. */
  | 'protected'
  /** Not there, or not visible to this token: GitHub does not tell them apart. */
  | 'not-found'
  | 'rate-limited'
  | 'validation'
  | 'conflict'
  | 'too-large'
  /** An error of the server or of the network: whether the call had an effect is not known. */
  | 'unavailable'
  /** An answer of another shape than GitHub documents. */
  | 'unexpected-answer';

export interface ProblemFacts {
  readonly code: ProblemCode;
  /** What happened, a full sentence without a full stop. */
  readonly message: string;
  /** What to do next; null: nothing is known to help. */
  readonly hint: string | null;
  /** Null: there was no answer. */
  readonly status: number | null;
  /** For GitHub's support: `x-github-request-id`. */
  readonly requestId: string | null;
  /** Milliseconds since 1970: before this, GitHub will refuse again. */
  readonly retryAt: number | null;
}

/** Holds no token and nothing that was sent: it may be shown to everybody. */
export class GitHubProblem extends Error {
  readonly code: ProblemCode;
  readonly hint: string | null;
  readonly status: number | null;
  readonly requestId: string | null;
  readonly retryAt: number | null;

  constructor(facts: ProblemFacts) {
    super(facts.message);
    this.name = 'GitHubProblem';
    this.code = facts.code;
    this.hint = facts.hint;
    this.status = facts.status;
    this.requestId = facts.requestId;
    this.retryAt = facts.retryAt;
  }
}

/** Found here, before anything was asked. */
export function refusedHere(code: ProblemCode, message: string, hint: string): GitHubProblem {
  return new GitHubProblem({ code, message, hint, status: null, requestId: null, retryAt: null });
}

export function unexpectedAnswer(route: Route, error: z.ZodError): GitHubProblem {
  const where = error.issues.map(issue => `${issue.path.join('.')}: ${issue.message}`).join('; ');
  return new GitHubProblem({
    code: 'unexpected-answer',
    message: `could not ${route.doing}: GitHub's answer has another shape than documented (${where.slice(0, 300)})`,
    hint: 'Is this address an API of GitHub, and of a version that is still supported?',
    status: null,
    requestId: null,
    retryAt: null,
  });
}

/** Whether the call may have had its effect although it failed. */
export function mayHaveHappened(problem: unknown): boolean {
  return problem instanceof GitHubProblem && problem.code === 'unavailable';
}

const failureSchema = z.object({
  message: z.string(),
  status: z.number(),
  response: z
    .object({ headers: z.record(z.string(), z.unknown()), data: z.unknown() })
    .optional()
    .catch(undefined),
});

const bodySchema = z.object({
  message: z.string(),
  errors: z
    .union([
      z.array(
        z.union([
          z.string(),
          z.object({
            message: z.string().nullish(),
            field: z.string().nullish(),
            code: z.string().nullish(),
          }),
        ]),
      ),
      z.string(),
    ])
    .optional()
    .catch(undefined),
});

/** Octokit's error, as read. */
interface Failure {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  /** GitHub's words, or the network's. */
  readonly said: string;
  readonly answered: boolean;
}

/** Null: not an error of a request, but a bug. */
export function readFailure(error: unknown): Failure | null {
  const parsed = failureSchema.safeParse(error);
  if (!parsed.success) return null;
  const { status, message, response } = parsed.data;
  if (response === undefined) return { status, headers: {}, said: message, answered: false };
  const said = wordsOf(response.data) ?? 'nothing that can be read';
  return { status, headers: response.headers, said, answered: true };
}

function wordsOf(data: unknown): string | null {
  const body = bodySchema.safeParse(data);
  if (!body.success) return null;
  const { message, errors } = body.data;
  const details = (typeof errors === 'string' ? [errors] : (errors ?? [])).map(detail =>
    typeof detail === 'string'
      ? detail
      : (detail.message ?? `${detail.field ?? ''} ${detail.code ?? ''}`.trim()),
  );
  return details.length === 0 ? message : `${message}: ${details.join('; ')}`;
}

/** `now`: milliseconds since 1970. `conceal` takes out what is secret. */
export function classify(
  route: Route,
  failure: Failure,
  { now, conceal }: { readonly now: number; readonly conceal: (text: string) => string },
): GitHubProblem {
  const code = codeOf(failure);
  const retryAt = code === 'rate-limited' ? retryTime(failure.headers, now) : null;
  const requestId = header(failure.headers, 'x-github-request-id');
  const said = conceal(failure.said).slice(0, 1000);
  const origin = [String(failure.status), ...(requestId === null ? [] : [`request ${requestId}`])];
  const what = failure.answered ? `GitHub says "${said}" (${origin.join(', ')})` : `no answer (${said})`;
  return new GitHubProblem({
    code,
    message: `could not ${route.doing}: ${what}`,
    hint: hintOf(code, route, { headers: failure.headers, retryAt }),
    status: failure.answered ? failure.status : null,
    requestId,
    retryAt,
  });
}

// GitHub has no code for these; the words are from its documentation and from reports of users.
const ORGANISATION =
  /not allowed to trigger|(?:organi[sz]ation|enterprise)\b.*\b(?:polic|restrict|disabled|forb|not allow|SAML|IP allow)|IP allow list|SAML enforcement|Actions (?:has been|is) disabled/i;
const PROTECTED = /protected branch|rule violations|required status check|protected ref/i;

function codeOf({ status, headers, said, answered }: Failure): ProblemCode {
  if (!answered || status >= 500) return 'unavailable';
  if (status === 401) return 'unauthenticated';
  if (status === 429 || (status === 403 && isLimit(headers, said))) return 'rate-limited';
  if (status === 404 || status === 410) return 'not-found';
  if (PROTECTED.test(said)) return 'protected';
  if (ORGANISATION.test(said)) return 'forbidden-by-organisation';
  if (status === 403) return 'permission';
  return status === 409 ? 'conflict' : 'validation';
}

function isLimit(headers: Failure['headers'], said: string): boolean {
  if (header(headers, 'retry-after') !== null) return true;
  return /rate limit|abuse detection/i.test(said) || header(headers, 'x-ratelimit-remaining') === '0';
}

function retryTime(headers: Failure['headers'], now: number): number {
  const after = Number(header(headers, 'retry-after') ?? Number.NaN);
  if (Number.isFinite(after)) return now + after * 1000;
  const reset = Number(header(headers, 'x-ratelimit-reset') ?? Number.NaN);
  const exhausted = header(headers, 'x-ratelimit-remaining') === '0';
  // GitHub's advice for a secondary limit that names no time: wait at least a minute.
  return exhausted && Number.isFinite(reset) ? reset * 1000 : now + 60_000;
}

function hintOf(
  code: ProblemCode,
  route: Route,
  { headers, retryAt }: { readonly headers: Failure['headers']; readonly retryAt: number | null },
): string | null {
  const needed =
    acceptedPermissions(headers) ?? (route.permission === null ? null : `\`${route.permission}\``);
  switch (code) {
    case 'unauthenticated':
      return 'The token is wrong, has expired or was revoked: give another one.';
    case 'permission':
      return needed === null
        ? null
        : `The workflow needs ${needed} in its \`permissions\`, or the App this permission.`;
    case 'forbidden-by-organisation':
      return 'An owner of the organisation can allow it in the settings for Actions.';
    case 'protected':
      return 'Let the token pass the rule, or name another branch.';
    case 'not-found':
      return needed === null ? null : `It does not exist, or the token may not see it (${needed}).`;
    case 'rate-limited':
      return retryAt === null ? null : `Try again after ${new Date(retryAt).toISOString()}.`;
    case 'unavailable':
      return 'Try again; if it lasts, look at the status page of GitHub.';
    case 'validation':
    case 'conflict':
    case 'too-large':
    case 'unexpected-answer':
      return null;
  }
}

/** `issues=write; pull_requests=write` (a semicolon: or, a comma: and) as people write it in a workflow. */
function acceptedPermissions(headers: Failure['headers']): string | null {
  const accepted = header(headers, 'x-accepted-github-permissions');
  if (accepted === null || !/^[\w=;, ]+$/.test(accepted)) return null;
  const ways = accepted.split(';').map(way =>
    way
      .split(',')
      .map(one => `\`${one.trim().replaceAll('_', '-').replace('=', ': ')}\``)
      .join(' and '),
  );
  return ways.join(' or ');
}

function header(headers: Failure['headers'], name: string): string | null {
  const value = headers[name];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
}
