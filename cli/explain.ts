/** Says what went wrong: an expected failure in its own words, anything else as an internal error. No stack unless asked for. */
import { tmpdir } from 'node:os';
import { CommanderError } from 'commander';
import { GitError } from '../shared/io/git.ts';
import { DamagedJournal, UnwritableJournal } from '../shared/io/journal/journal-git.ts';
import { RepositoryProblem } from '../shared/io/repository.ts';
import { visible } from '../shared/report/text/visible.ts';
import { CommandProblem, EXIT, type ExitCode, Interrupted } from './exit-code.ts';

export interface Explanation {
  readonly message: string;
  readonly hint: string | null;
  readonly exitCode: ExitCode;
}

/** Prints to standard error; gives the exit code. */
export function explain(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : EXIT.wrong;
  const { message, hint, exitCode } = explanationOf(error);
  process.stderr.write(`braid: ${visible(message)}\n`);
  if (hint !== null) process.stderr.write(`   Hint: ${visible(hint)}\n`);
  const cause = error instanceof Interrupted ? error.cause : error;
  const expected = cause instanceof CommandProblem || cause instanceof RepositoryProblem;
  if (process.env.BRAID_DEBUG && !expected && cause instanceof Error)
    process.stderr.write(`${cause.stack}\n`);
  return exitCode;
}

export function explanationOf(error: unknown): Explanation {
  if (error instanceof CommandProblem) return error;
  if (error instanceof RepositoryProblem) {
    return { message: error.message, hint: error.hint, exitCode: EXIT.wrong };
  }
  const cause = error instanceof Interrupted ? error.cause : error;
  const goOn = error instanceof Interrupted ? `nothing is lost: \`braid resume ${error.run}\` goes on` : null;
  const { message, hint } = troubleOf(cause) ?? {
    message: `Internal error: ${cause instanceof Error ? cause.message : String(cause)}`,
    hint: 'this is a bug in Braid',
  };
  const hints = [hint, goOn].filter(each => each !== null);
  return {
    message,
    hint: hints.length === 0 ? null : hints.join('; then '),
    exitCode: EXIT.incomplete,
  };
}

type Trouble = Pick<Explanation, 'message' | 'hint'>;

/** What the system says, and what a person can do about it. */
const TROUBLES: Readonly<Record<string, readonly [problem: string, said: RegExp, remedy: string]>> = {
  EACCES: ['permission denied', /permission denied|insufficient permission/i, 'let your user write there'],
  EPERM: ['not permitted', /operation not permitted/i, 'let your user write there'],
  EROFS: ['the file system is read-only', /read-only file system/i, 'make it writable'],
  ENOSPC: ['no space is left there', /no space left on device/i, 'make room'],
  EDQUOT: ['the quota there is used up', /quota exceeded/i, 'make room'],
  EMFILE: ['too many open files', /too many open files/i, 'raise `ulimit -n`, or lower --max-workers'],
  ENFILE: ['too many open files', /too many open files in system/i, 'close other programs'],
  EIO: ['reading or writing failed', /input\/output error/i, 'look after the disk'],
};
/** When a folder is made: something else is in its place, or there is no place. */
const NO_PLACE: readonly string[] = ['ENOENT', 'ENOTDIR', 'EEXIST'];

/** git does not always say why. */
const REFS = 'see whether your user may write to `refs` in the git directory, and whether the disk is full';

/** Null: nothing that this machine or its user brought about, as far as is known. */
function troubleOf(error: unknown): Trouble | null {
  if (error instanceof UnwritableJournal || error instanceof GitError) {
    const message = error instanceof GitError ? `git failed: ${error.message}` : error.message;
    const known = Object.values(TROUBLES).find(([, said]) => said.test(error.message));
    return { message, hint: known?.[2] ?? (error instanceof UnwritableJournal ? REFS : null) };
  }
  if (error instanceof DamagedJournal) return { message: error.message, hint: null };
  return systemTrouble(error);
}

function systemTrouble(error: unknown): Trouble | null {
  if (!(error instanceof Error)) return null;
  const { code, path, syscall }: NodeJS.ErrnoException = error;
  const known = code === undefined ? undefined : TROUBLES[code];
  const place = path === undefined ? '' : ` ${path}`;
  if (known !== undefined) {
    const [problem, , remedy] = known;
    return { message: `could not use${place}: ${problem}`, hint: elsewhere(path) ?? remedy };
  }
  if (code !== undefined && NO_PLACE.includes(code) && (syscall === 'mkdir' || syscall === 'mkdtemp')) {
    const problem =
      code === 'ENOENT' ? 'the folder around it is not there' : 'something else is in its place';
    return { message: `could not make${place}: ${problem}`, hint: elsewhere(path) ?? 'move that away' };
  }
  return systemTrouble(error.cause);
}

/** Of the two places outside of the repository, the one that a variable can name. */
function elsewhere(path: string | undefined): string | null {
  return path?.startsWith(tmpdir()) ? 'set TMPDIR to a folder that can be written to' : null;
}
