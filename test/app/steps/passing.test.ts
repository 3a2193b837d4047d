/** Which troubles pass by themselves, and which somebody has to mend. */
import { expect, test } from 'vitest';
import { isPassing, pauseAfter } from '../../../app/steps/troubles/passing.ts';
import { GitError } from '../../../shared/io/git.ts';
import { GitHubProblem, type ProblemCode } from '../../../shared/io/github/api/problem.ts';

function git(stderr: string): GitError {
  return new GitError(['fetch'], { code: 128, stdout: '', stderr });
}

function gitHub(code: ProblemCode, retryAt: number | null = null): GitHubProblem {
  return new GitHubProblem({ code, message: code, hint: null, status: null, requestId: null, retryAt });
}

const URL = `fatal: unable to access 'https://github.com/octo/shop.git/'`;

test.each([
  ['an error of GitHub’s', gitHub('unavailable')],
  ['a limit', gitHub('rate-limited')],
  ['a bare answer 502', Object.assign(new Error('Bad Gateway'), { status: 502 })],
  ['a fetch that GitHub fails to answer', git(`${URL}: The requested URL returned error: 503`)],
  ['a name that is not found', git(`${URL}: Could not resolve host: github.com`)],
  [
    'a port that nobody opens',
    git(`${URL}: Failed to connect to github.com port 443 after 4 ms: Couldn't connect to server`),
  ],
  ['a connection that breaks', git('error: RPC failed; curl 56 GnuTLS recv error (-9): closed early')],
])('%s passes', (_, error) => {
  expect(isPassing(error)).toBe(true);
});

test.each([
  ['a right that is missing', gitHub('permission')],
  ['a repository that is gone', gitHub('not-found')],
  ['a bare answer 404', Object.assign(new Error('Not Found'), { status: 404 })],
  ['a repository that is blocked', git(`${URL}: The requested URL returned error: 403`)],
  [
    'a push that is too large',
    git('error: RPC failed; HTTP 413 curl 22 The requested URL returned error: 413'),
  ],
  ['a full disk', git('fatal: write error: No space left on device')],
  ['a bug', new TypeError('undefined is not a function')],
])('%s lasts', (_, error) => {
  expect(isPassing(error)).toBe(false);
});

test('before GitHub lets the App ask again it is not asked', () => {
  expect(pauseAfter(gitHub('rate-limited', 1_000_000), { times: 1, now: 100_000 })).toBe(900_000);
});

test('pauses grow up to five minutes for what passes, and to an hour for what lasts', () => {
  const longest = (error: unknown) => pauseAfter(error, { times: 2_000, now: 0 });
  expect(pauseAfter(gitHub('unavailable'), { times: 3, now: 0 })).toBe(4_000);
  expect(longest(gitHub('unavailable'))).toBe(5 * 60_000);
  expect(longest(new Error('no'))).toBe(60 * 60_000);
});
