/** What is said when something throws: GitHub that does not answer is nobody's bug here; all else is, and is told to the log alone. */
import { GitHubProblem } from '../../shared/io/github/api/problem.ts';
import { INTERNAL, type Problem, unavailable } from './problems.ts';

const USUAL_WAIT_S = 30;
const LONGEST_WAIT_S = 3600;

export function troubleOf(
  error: unknown,
  { now, onError }: { readonly now: () => number; readonly onError: (error: unknown) => void },
): Problem {
  onError(error);
  if (!(error instanceof GitHubProblem)) return INTERNAL;
  const until = error.retryAt === null ? USUAL_WAIT_S : Math.ceil((error.retryAt - now()) / 1000);
  const seconds = Math.min(LONGEST_WAIT_S, Math.max(1, until));
  const why = error.code === 'rate-limited' ? 'its limit of requests is reached' : 'it gave no usable answer';
  return unavailable(why, seconds);
}
