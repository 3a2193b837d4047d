/** GitHub or the database that does not do what it should: what to say of it, and when to come again. */
import { GitError } from '../../shared/io/git.ts';
import { GitHubProblem, readFailure } from '../../shared/io/github/api/problem.ts';
import type { Problem } from '../api/problems.ts';
import { isSuspension } from '../github/whereabouts.ts';
import { DatabaseUnreachable } from '../store/engines/failure.ts';

const USUAL_WAIT_S = 30;
const LONGEST_WAIT_S = 3600;
/** Somebody has to do something first. */
const LONG_WAIT_S = 300;
/** It is near, and started again by whoever watches it. */
const DATABASE_WAIT_S = 10;

/** Null: it is none of them. `now`: milliseconds since 1970. */
export function outsideTrouble(error: unknown, now: number): Problem | null {
  if (error instanceof DatabaseUnreachable)
    return unavailable('database-unavailable', DATABASE_WAIT_S, {
      title: 'the database does not answer',
      detail: 'Braid cannot reach its database, where all runs are kept.',
    });
  if (error instanceof GitHubProblem) return gitHubTrouble(error, now);
  const isAsked = error instanceof GitError && ASKING.includes(error.args[0] ?? '');
  return isAsked || readFailure(error) !== null ? noAnswer(USUAL_WAIT_S) : null;
}

/** What git does at the server, and nowhere else. */
const ASKING = ['ls-remote', 'fetch'];

function gitHubTrouble(problem: GitHubProblem, now: number): Problem {
  const { code, retryAt } = problem;
  if (isSuspension(problem))
    return unavailable('app-suspended', LONG_WAIT_S, {
      title: 'the App is suspended there',
      detail: 'Whoever owns the repository has suspended the App: GitHub tells it nothing.',
    });
  if (code !== 'rate-limited') return noAnswer(USUAL_WAIT_S);
  const until = retryAt === null ? USUAL_WAIT_S : Math.ceil((retryAt - now) / 1000);
  return unavailable('github-unavailable', Math.min(LONGEST_WAIT_S, Math.max(1, until)), {
    title: 'GitHub does not answer',
    detail: 'Braid asks GitHub who may do what, and its limit of requests is reached.',
  });
}

function noAnswer(seconds: number): Problem {
  return unavailable('github-unavailable', seconds, {
    title: 'GitHub does not answer',
    detail: 'Braid asks GitHub who may do what, and it gave no usable answer.',
  });
}

function unavailable(code: string, seconds: number, words: Pick<Problem, 'title' | 'detail'>): Problem {
  return {
    ...{ status: 503, code, ...words },
    hint: `Try again in ${seconds} s.`,
    headers: { 'retry-after': String(seconds) },
  };
}
