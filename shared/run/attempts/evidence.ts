/**
 * What is known about an attempt after it ended, gathered by Braid and never told by the agent,
 * and the one judgement over it: success is evidence.
 */
import { assertNever } from '../../assert.ts';
import type { Config } from '../../plan/config.ts';
import type { Sha, Task, TaskId } from '../../plan/plan.ts';
import { checkScope, taskFolder } from '../../plan/scope.ts';
import { type Resolution, unresolved } from '../resolution/resolution.ts';

/** How the backend's process ended. */
export type Exit =
  | { readonly kind: 'exited'; readonly code: number }
  | { readonly kind: 'killed'; readonly signal: string }
  | { readonly kind: 'timed-out'; readonly afterMs: number }
  /** Braid ended it because the run was cancelled. */
  | { readonly kind: 'stopped' }
  /** `retryAfterMs` is null when the backend named no time. */
  | { readonly kind: 'rate-limited'; readonly retryAfterMs: number | null }
  /** The program says itself that it could not do its work. */
  | { readonly kind: 'backend-failed'; readonly failure: BackendFailure; readonly message: string }
  /** The work could not begin: no tree, no process. */
  | { readonly kind: 'not-started'; readonly message: string }
  /** The work was done and could not be put where it is safe; the message says where it lies. */
  | { readonly kind: 'unsaved'; readonly message: string }
  /** The process that drove the run died; the tree was found later. */
  | { readonly kind: 'orphaned' };

/**
 * `auth`: no credentials, or they were refused. `quota`: nothing left to spend there, for longer than a pause. `crash`: the
 * program or the service behind it broke. `refused`: the model would not, or was not allowed to. `limit`: it used up the turns or
 * the money of one attempt.
 */
export type BackendFailure = 'auth' | 'quota' | 'crash' | 'refused' | 'limit';

export interface Usage {
  /** Dollars; null: unknown. */
  readonly costUsd: number | null;
  readonly inputTokens: number | null;
  readonly outputTokens: number | null;
  readonly turns: number | null;
  /** What the backend says it used; null: unknown. */
  readonly model: string | null;
}

/** Dollars, and tokens, of one attempt: more is a mistake, and would be taken for a debt of the whole run. */
export const MOST_USD = 1_000_000;
export const MOST_TOKENS = 1_000_000_000_000;

export const NO_USAGE: Usage = {
  costUsd: null,
  inputTokens: null,
  outputTokens: null,
  turns: null,
  model: null,
};

export interface CommandFailure {
  readonly command: string;
  /** What went wrong in words: "exit code 1", "timed out after 5 min". */
  readonly problem: string;
  /** The last lines of its output, escape sequences removed. */
  readonly tail: string;
  /** Where all of its output is, for a person; absent: nowhere. */
  readonly log?: string;
}

/** The value of a variable that is in a file, or in its name. */
export interface Leak {
  readonly name: string;
  readonly path: string;
}

/** A change in a tree that several tasks worked in, outside of all their folders. It is in nobody’s commit. */
export interface Stray {
  readonly path: string;
  /** Who worked there as well when it appeared; nobody: then it is known whose it is. */
  readonly others: readonly TaskId[];
}

export interface Evidence {
  readonly exit: Exit;
  /** The one commit on the base that holds all the attempt left; null: nothing was changed or nothing could be kept. */
  readonly commit: Sha | null;
  /** Paths that differ from the base, sorted. */
  readonly files: readonly string[];
  /** Paths that git refuses to store (such as `sub/.GIT/config`); they are not in the commit. */
  readonly unstorable: readonly string[];
  /** Secrets of its backend that are in what it changed; absent: none. */
  readonly leaks?: readonly Leak[];
  /** Why what it changed cannot be put where others see it, so that it has no commit here; absent: it can. */
  readonly unpushable?: string;
  /** Absent: none. */
  readonly strays?: readonly Stray[];
  /** The file of `files` in which its backend keeps the task, and closed it, and changed nothing else; absent: none. */
  readonly closes?: string;
  /** The first red `verify` command of the task's own; null: all were green, or none ran. */
  readonly verifyFailure: CommandFailure | null;
  /** What was left of the conflict that it was to resolve; null: there was none, or its backend did not end normally. */
  readonly resolution: Resolution | null;
  /** The last lines of the backend's output, escape sequences removed. */
  readonly tail: string;
  /** What the task wrote for its readers: untrusted text; null: nothing. */
  readonly notes: string | null;
  readonly usage: Usage;
  /** From the start of the process to its end, in milliseconds; own `verify` not included. */
  readonly durationMs: number;
  /** Where the tree is that was kept for a person; absent or null: none was. */
  readonly tree?: string | null;
  /** Where the log is, for a person; null: none. */
  readonly log: string | null;
}

export type Outcome =
  | 'succeeded'
  | 'failed'
  | 'unresolved'
  | 'no-changes'
  | 'out-of-scope'
  | 'timed-out'
  | 'rate-limited'
  | 'cancelled'
  | 'not-started'
  | 'lost';

export interface Judgement {
  readonly outcome: Outcome;
  /** For a person: why. Empty for a plain success. */
  readonly reason: string;
}

const NOTHING_WRONG: Judgement = { outcome: 'succeeded', reason: '' };

/** Success is evidence: what the agent says about itself counts for nothing. */
export function judge(task: Task, config: Config, evidence: Evidence): Judgement {
  const ending = judgeExit(evidence);
  if (ending !== null) return ending;
  const work = judgeWork(task, config, evidence);
  if (work !== null) return work;
  if (evidence.unpushable !== undefined) return { outcome: 'failed', reason: evidence.unpushable };
  const failure = evidence.verifyFailure;
  if (failure === null) return NOTHING_WRONG;
  return { outcome: 'failed', reason: `its own verify \`${failure.command}\` is red: ${failure.problem}` };
}

/** Null: the backend ended normally. */
export function judgeExit({ exit, tail }: Pick<Evidence, 'exit' | 'tail'>): Judgement | null {
  switch (exit.kind) {
    case 'exited':
      return exit.code === 0
        ? null
        : { outcome: 'failed', reason: `exit code ${exit.code}${lastWords(tail)}` };
    case 'killed':
      return { outcome: 'failed', reason: `ended by signal ${exit.signal}${lastWords(tail)}` };
    case 'timed-out':
      return { outcome: 'timed-out', reason: `not done after ${limitText(exit.afterMs)}` };
    case 'stopped':
      return { outcome: 'cancelled', reason: 'stopped because the run was cancelled' };
    case 'rate-limited':
      return { outcome: 'rate-limited', reason: 'the backend is rate-limited' };
    case 'backend-failed':
      return { outcome: 'failed', reason: exit.message };
    case 'not-started':
      return { outcome: 'not-started', reason: `could not start: ${exit.message}` };
    case 'unsaved':
      return { outcome: 'failed', reason: `its work could not be saved: ${exit.message}` };
    case 'orphaned':
      return { outcome: 'lost', reason: 'the process that drove the run died' };
    default:
      return assertNever(exit);
  }
}

/** Null: the diff is what the task may leave. Known before its own `verify` runs, which is not run without it. */
export function judgeWork(
  task: Task,
  config: Config,
  {
    files: all,
    closes,
    unstorable,
    leaks = [],
    strays = [],
    resolution,
  }: Pick<Evidence, 'files' | 'closes' | 'unstorable' | 'leaks' | 'strays' | 'resolution'>,
): Judgement | null {
  if (leaks.length > 0) return { outcome: 'failed', reason: leakText(leaks) };
  const left = resolution == null ? null : unresolved(resolution);
  if (left !== null) return { outcome: 'unresolved', reason: left };
  if (unstorable.length > 0) {
    return { outcome: 'failed', reason: `left paths that git cannot store: ${some(unstorable)}` };
  }
  // That a task is closed is neither its work nor out of its scope.
  const files = all.filter(path => path !== closes);
  const own = strays.filter(({ others }) => others.length === 0).map(({ path }) => path);
  const { outside, outsideFolder, protectedPaths } = checkScope(task, config, files);
  const elsewhere = [...own, ...outsideFolder];
  if (elsewhere.length > 0) {
    const reason = `changed ${some(elsewhere)}, its folder is ${taskFolder(task.id)}`;
    return { outcome: 'out-of-scope', reason };
  }
  if (outside.length > 0) {
    return {
      outcome: 'out-of-scope',
      reason: `changed ${some(outside)}, its paths are ${task.paths.join(', ')}`,
    };
  }
  if (protectedPaths.length > 0) {
    return { outcome: 'out-of-scope', reason: `changed ${some(protectedPaths)}, which is protected` };
  }
  // Both sides of a conflict may have come to be in the base already.
  if (files.length === 0 && !task.allowEmpty && resolution == null) {
    return { outcome: 'no-changes', reason: 'it ended normally and changed nothing' };
  }
  return null;
}

export function leakText(leaks: readonly Leak[]): string {
  const each = leaks.map(({ name, path }) => `${name} (in ${path})`);
  return `its work contains the value of ${some(each)}; its branch does, too: do not push that`;
}

/** What nobody knows whose it is; null: nothing. */
export function strayText(strays: readonly Stray[]): string | null {
  const shared = strays.filter(({ others }) => others.length > 0);
  if (shared.length === 0) return null;
  const others = [...new Set(shared.flatMap(stray => stray.others))];
  const paths = some(shared.map(({ path }) => path));
  return `${paths} changed outside of all tasks’ folders while ${some(others)} worked in the same tree: in nobody’s work`;
}

function lastWords(tail: string): string {
  const line = tail.trimEnd().split('\n').at(-1)?.trim() ?? '';
  return line === '' ? '' : `: "${line.length > 200 ? `${line.slice(0, 200)}…` : line}"`;
}

/** A time limit for people. */
export function limitText(ms: number): string {
  return ms >= 60_000 ? `${Number((ms / 60_000).toFixed(1))} min` : `${Number((ms / 1000).toFixed(1))} s`;
}

/** The first three and how many more. */
function some(paths: readonly string[]): string {
  const more = paths.length - 3;
  return paths.slice(0, 3).join(', ') + (more > 0 ? ` and ${more} more` : '');
}
