/** Says what went wrong: an expected failure in its own words, anything else as an internal error. No stack unless asked for. */
import { CommanderError } from 'commander';
import { GitError } from '../shared/io/git.ts';
import { RepositoryProblem } from '../shared/io/repository.ts';
import { visible } from '../shared/report/text/visible.ts';
import { CommandProblem, EXIT } from './exit-code.ts';

/** Prints to standard error; gives the exit code. */
export function explain(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : EXIT.wrong;
  if (error instanceof CommandProblem) {
    say(error.message, error.hint);
    return error.exitCode;
  }
  if (error instanceof RepositoryProblem) {
    say(error.message, error.hint);
    return EXIT.wrong;
  }
  if (error instanceof GitError) {
    say(
      `git failed: ${error.message}`,
      'nothing is lost: work that was done is on its branches, `braid resume` goes on',
    );
  } else {
    say(
      `Internal error: ${error instanceof Error ? error.message : String(error)}`,
      'nothing is lost: `braid resume` goes on; this is a bug in Braid',
    );
  }
  if (process.env.BRAID_DEBUG && error instanceof Error) process.stderr.write(`${error.stack}\n`);
  return EXIT.incomplete;
}

function say(message: string, hint: string | null): void {
  process.stderr.write(`braid: ${visible(message)}\n`);
  if (hint !== null) process.stderr.write(`   Hint: ${visible(hint)}\n`);
}
