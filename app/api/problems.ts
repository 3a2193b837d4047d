/** Answers that say no, as problem+json (RFC 9457): what is the case, and what to do next. */
import { assertNever } from '../../shared/assert.ts';
import type { RunId } from '../../shared/plan/plan.ts';
import { type Refusal, refusalWords } from '../../shared/report/github/refusal.ts';
import { diagnosticJson, jsonText } from '../../shared/report/json.ts';
import type { Answer } from '../http/answer.ts';
import { type JsonBody, MOST_JSON_BYTES } from '../http/body.ts';
import { outsideTrouble } from '../http/outside-trouble.ts';
import { TooManyGuesses } from '../people/guesses.ts';

export interface Problem {
  readonly status: number;
  /** Stable, kebab-case, for programs. */
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  /** What to do next; null: nothing. */
  readonly hint: string | null;
  readonly headers?: Readonly<Record<string, string>>;
  /** What programs want to know besides. */
  readonly besides?: Readonly<Record<string, unknown>>;
}

export function problemAnswer({ status, code, title, detail, hint, headers, besides }: Problem): Answer {
  return {
    status,
    headers: {
      'content-type': 'application/problem+json; charset=utf-8',
      'cache-control': 'no-store',
      ...headers,
    },
    body: jsonText({ type: `urn:braid:problem:${code}`, title, status, code, detail, hint, ...besides }),
  };
}

export const NO_SUCH_PATH: Problem = {
  status: 404,
  code: 'no-such-path',
  title: 'no such path',
  detail: 'The API has nothing at this path.',
  hint: '/api/openapi.json describes all that there is.',
};

const NEEDS_TOKEN = { 'www-authenticate': 'Bearer realm="GitHub"' };

export const NO_TOKEN: Problem = {
  status: 401,
  code: 'no-token',
  title: 'a token is needed',
  detail: 'This is done for people that GitHub knows, and the request has no token of GitHub’s.',
  hint: 'Send the header `Authorization: Bearer` with a token of yours.',
  headers: NEEDS_TOKEN,
};

export const BAD_TOKEN: Problem = {
  status: 401,
  code: 'bad-token',
  title: 'GitHub does not know this token',
  detail: 'The token is wrong, has expired, was revoked, or belongs to no person.',
  hint: 'Send another one.',
  headers: NEEDS_TOKEN,
};

/** The same whether there is none or it is nobody's business. */
export function noRun(run: string): Problem {
  return {
    status: 404,
    code: 'no-run',
    title: 'no such run',
    detail: `There is no run \`${run}\`, or it is in a repository that this request may not know of.`,
    hint: 'For a private repository, send a token that may read it.',
  };
}

export function noRepository(fullName: string): Problem {
  return {
    status: 404,
    code: 'no-repository',
    title: 'no such repository',
    detail: `Braid is not installed in \`${fullName}\`, or this request may not know of it.`,
    hint: 'Install the App there, or send a token that may read it.',
  };
}

export function noBatch(number: string, count: number): Problem {
  const detail = `Expected a number from 1 to ${count}, found \`${number}\`.`;
  return { status: 404, code: 'no-batch', title: 'no such batch', detail, hint: null };
}

export function wrongMethod(method: string, allowed: readonly string[]): Problem {
  return {
    status: 405,
    code: 'wrong-method',
    title: 'wrong method',
    detail: `Expected ${allowed.join(' or ')} for this path, found ${method}.`,
    hint: null,
    headers: { allow: allowed.join(', ') },
  };
}

export function wrongRequest(errors: readonly { field: string; message: string }[]): Problem {
  const detail = errors.map(({ field, message }) => (field === '' ? message : `\`${field}\`: ${message}`));
  return {
    status: 400,
    code: 'wrong-request',
    title: 'the request is not as described',
    detail: `${detail.join('; ')}.`,
    hint: '/api/openapi.json describes what is expected.',
    besides: { errors },
  };
}

export function bodyProblem(body: Exclude<JsonBody, { kind: 'read' }>): Problem {
  switch (body.kind) {
    case 'wrong-type': {
      const found = body.found === '' ? 'no content type' : `\`${body.found}\``;
      const detail = `Expected a body of \`application/json\` in UTF-8, found ${found}.`;
      const headers = { accept: 'application/json' };
      return { status: 415, code: 'wrong-type', title: 'wrong content type', detail, hint: null, headers };
    }
    case 'too-large': {
      const detail = `Expected a body of at most ${MOST_JSON_BYTES / 1024} KiB.`;
      return { status: 413, code: 'too-large', title: 'the body is too large', detail, hint: null };
    }
    // Who hangs up gets no answer, whatever it is.
    case 'cut-off':
    case 'too-slow': {
      const detail = 'The body did not come in time.';
      return { status: 408, code: 'too-slow', title: 'the body is too slow', detail, hint: 'Send it again.' };
    }
    case 'not-json': {
      const detail = `The body is not JSON: ${body.problem}.`;
      return { status: 400, code: 'not-json', title: 'the body is not JSON', detail, hint: null };
    }
    default:
      return assertNever(body);
  }
}

function tooManyGuesses(seconds: number): Problem {
  return {
    status: 429,
    code: 'too-many-guesses',
    title: 'too many wrong guesses',
    detail:
      'From here came many tokens or names that GitHub does not know, and it is asked about no further one now.',
    hint: `Try again in ${seconds} s.`,
    headers: { 'retry-after': String(seconds) },
  };
}

export const TOO_MANY: Problem = {
  status: 503,
  code: 'too-many-followers',
  title: 'too many connections',
  detail: 'Too many connections follow runs here at once.',
  hint: 'Try again in 30 s.',
  headers: { 'retry-after': '30' },
};

const INTERNAL: Problem = {
  status: 500,
  code: 'internal-error',
  title: 'Internal error',
  detail: 'Braid has a bug here. Its log says more.',
  hint: null,
};

/** The words of comments and check runs, for programs. */
export function refused(refusal: Refusal, run: RunId | null): Problem {
  const { title, what, next } = refusalWords(refusal);
  const named = 'run' in refusal && refusal.run !== null ? refusal.run : run;
  const diagnostics =
    refusal.kind === 'invalid-plan' ? { diagnostics: refusal.diagnostics.map(diagnosticJson) } : {};
  return {
    status: statusOf(refusal),
    code: refusal.kind,
    title,
    detail: what,
    hint: next,
    besides: { ...(named === null ? {} : { run: named }), ...diagnostics },
  };
}

function statusOf(refusal: Refusal): number {
  switch (refusal.kind) {
    case 'invalid-plan':
    case 'no-plan':
    case 'no-task':
    case 'no-command':
    case 'on-a-tag':
    case 'time-limits':
      return 400;
    case 'not-allowed':
    case 'fork':
    case 'dependabot':
      return 403;
    case 'no-run':
      return 404;
    case 'closed':
    case 'conflicting':
    case 'head-rewritten':
    case 'asked-late':
    case 'already-running':
    case 'nothing-to-retry':
    case 'nothing-to-cancel':
      return 409;
    default:
      return assertNever(refusal);
  }
}

/** What is told where something outside is the cause, which is nobody's bug here: all else is, and is told to the log alone. */
export function troubleOf(
  error: unknown,
  { now, onError }: { readonly now: () => number; readonly onError: (error: unknown) => void },
): Problem {
  if (error instanceof TooManyGuesses) return tooManyGuesses(error.seconds);
  onError(error);
  return outsideTrouble(error, now()) ?? INTERNAL;
}
