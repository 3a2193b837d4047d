/** What a job's log says of an error. Problems of git are known by their names there: held here against the real ones. */
import { expect, test } from 'vitest';
import { explainFailure } from '../../action/explain.ts';
import { GitError } from '../../shared/io/git.ts';
import { RepositoryProblem } from '../../shared/io/repository.ts';

test('a problem of the repository is told with its hint', () => {
  const problem = new RepositoryProblem('git', 'git is too old', 'update it');
  expect(explainFailure(problem)).toBe('git is too old. Hint: update it');
});

test('what git refuses is told with what it said', () => {
  const error = new GitError(['fetch'], { code: 128, stdout: '', stderr: 'fatal: no remote\n' });
  expect(explainFailure(error)).toBe('git failed: git fetch: fatal: no remote');
});

test('what is no error at all is an internal one', () => {
  expect(explainFailure('lost')).toBe('Internal error: lost');
});
