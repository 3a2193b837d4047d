/** Troubles that are GitHub's or the network's alone to mend: they pass, whatever anybody here does, and nothing is given up for them. */
import { GitError } from '../../../shared/io/git.ts';
import { GitHubProblem, readFailure } from '../../../shared/io/github/api/problem.ts';

const FIRST_PAUSE_MS = 1_000;
/** Between two tries, in milliseconds: what passes may be over each moment, and what somebody has to mend lasts. */
const LONGEST_PASSING_MS = 5 * 60_000;
const LONGEST_MS = 60 * 60_000;

/** What git says of a server or a way to it that does not work just now, in the locale C. */
const AWAY = [
  /The requested URL returned error: (5\d\d|429)/,
  /RPC failed; HTTP (5\d\d|429)/,
  // But not 22: that is what the server answered.
  /RPC failed; curl (?!22\b)\d+/,
  /Could not resolve host/i,
  /(Failed|Could ?n[o']t) (to )?connect/i,
  /Connection (refused|reset|timed out)|Operation timed out/i,
];

export function isPassing(error: unknown): boolean {
  if (error instanceof GitHubProblem) return error.code === 'unavailable' || error.code === 'rate-limited';
  if (error instanceof GitError) return AWAY.some(sign => sign.test(error.result.stderr));
  const status = readFailure(error)?.status;
  return status !== undefined && (status >= 500 || status === 429);
}

/** Until it is tried again, in milliseconds. `times`: so often in a row it has failed. */
export function pauseAfter(error: unknown, { times, now }: { times: number; now: number }): number {
  const pause = Math.min(
    FIRST_PAUSE_MS * 2 ** (times - 1),
    isPassing(error) ? LONGEST_PASSING_MS : LONGEST_MS,
  );
  const retryAt = error instanceof GitHubProblem ? (error.retryAt ?? now) : now;
  return Math.max(pause, retryAt - now);
}
