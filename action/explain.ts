/**
 * What went wrong, in words and with what to do where that is known; a stack only when asked for. Problems of git are known by their
 * names: to load their modules is to load git's tools, which most of what fails early never needed.
 */
import { visible } from '../shared/report/text/visible.ts';

export function explainFailure(error: unknown): string {
  if (!(error instanceof Error)) return `Internal error: ${visible(String(error))}`;
  const stack = process.env.RUNNER_DEBUG === '1' && error.stack !== undefined ? `\n${error.stack}` : '';
  return `${visible(words(error))}${stack}`;
}

function words(error: Error): string {
  if (error.name === 'RepositoryProblem' && 'hint' in error) return `${error.message}. Hint: ${error.hint}`;
  if (error.name === 'GitError') return `git failed: ${error.message}`;
  return error.message;
}
