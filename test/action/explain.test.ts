/** What a job's log says of an error. Problems of git and GitHub are known by their names there: held here against the real ones. */
import { expect, test } from 'vitest';
import { explainFailure } from '../../action/explain.ts';
import { GitError } from '../../shared/io/git.ts';
import { GitHubProblem } from '../../shared/io/github/github.ts';
import { RepositoryProblem } from '../../shared/io/repository.ts';

test('a problem of the repository is told with its hint', () => {
  const problem = new RepositoryProblem('git', 'git is too old', 'update it');
  expect(explainFailure(problem)).toBe('git is too old. Hint: update it');
});

test('what GitHub refuses is told with what to do about it', () => {
  const facts = { code: 'permission', hint: 'The workflow needs `checks: write`', status: 403 } as const;
  const problem = new GitHubProblem({ ...facts, message: 'could not write', requestId: null, retryAt: null });
  expect(explainFailure(problem)).toBe('could not write. Hint: The workflow needs `checks: write`');
  const bare = new GitHubProblem({ ...problem, message: 'could not write', hint: null });
  expect(explainFailure(bare)).toBe('could not write');
});

test('what git refuses is told with what it said', () => {
  const error = new GitError(['fetch'], { code: 128, stdout: '', stderr: 'fatal: no remote\n' });
  expect(explainFailure(error)).toBe('git failed: git fetch: fatal: no remote');
});

test('what is no error at all is an internal one', () => {
  expect(explainFailure('lost')).toBe('Internal error: lost');
});
