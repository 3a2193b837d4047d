/** What went wrong, in words and with what to do where that is known; a stack only when asked for. */
import { GitError } from '../shared/io/git.ts';
import { RepositoryProblem } from '../shared/io/repository.ts';
import { visible } from '../shared/report/text/visible.ts';

export function explainFailure(error: unknown): string {
  if (!(error instanceof Error)) return `Internal error: ${visible(String(error))}`;
  const stack = process.env.RUNNER_DEBUG === '1' && error.stack !== undefined ? `\n${error.stack}` : '';
  return `${visible(words(error))}${stack}`;
}

function words(error: Error): string {
  if (error instanceof RepositoryProblem) return `${error.message}. Hint: ${error.hint}`;
  if (error instanceof GitError) return `git failed: ${error.message}`;
  return error.message;
}
