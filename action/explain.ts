/**
 * What went wrong, in words and with what to do where that is known; a stack only when asked for. Problems of git
 * and GitHub are known by their names: to load their modules is to load their tools, which most of what fails early never needed.
 */
import { visible } from '../shared/report/text/visible.ts';

export function explainFailure(error: unknown): string {
  if (!(error instanceof Error)) return `Internal error: ${visible(String(error))}`;
  const stack = process.env.RUNNER_DEBUG === '1' && error.stack !== undefined ? `\n${error.stack}` : '';
  return `${visible(words(error))}${stack}`;
}

const WITH_HINT: readonly string[] = ['RepositoryProblem', 'GitHubProblem'];

function words(error: Error): string {
  if (WITH_HINT.includes(error.name) && 'hint' in error && error.hint !== null)
    return `${error.message}. Hint: ${error.hint}`;
  if (error.name === 'GitError') return `git failed: ${error.message}`;
  return error.message;
}
