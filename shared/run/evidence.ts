/**
 * What is known about an attempt after it ended, gathered by Braid and never told by the agent,
 * and the one judgement over it: success is evidence.
 */
import type { Config } from '../plan/config.ts';
import type { Sha, Task } from '../plan/plan.ts';

/** How the backend's process ended. */
export type Exit =
  | { readonly kind: 'exited'; readonly code: number }
  | { readonly kind: 'killed'; readonly signal: string }
  | { readonly kind: 'timed-out'; readonly afterMs: number }
  /** Braid ended it because the run was cancelled. */
  | { readonly kind: 'stopped' }
  /** `retryAfterMs` is null when the backend named no time. */
  | { readonly kind: 'rate-limited'; readonly retryAfterMs: number | null }
  /** The work could not begin: no tree, no process. */
  | { readonly kind: 'not-started'; readonly message: string }
  /** The process that drove the run died; the tree was found later. */
  | { readonly kind: 'orphaned' };

export interface Usage {
  /** Dollars; null: unknown. */
  readonly costUsd: number | null;
  readonly inputTokens: number | null;
  readonly outputTokens: number | null;
  readonly turns: number | null;
  /** What the backend says it used; null: unknown. */
  readonly model: string | null;
}

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
}

export interface Evidence {
  readonly exit: Exit;
  /** The one commit on the base that holds all the attempt left; null: nothing was changed or nothing could be kept. */
  readonly commit: Sha | null;
  /** Paths that differ from the base, sorted. */
  readonly files: readonly string[];
  /** Paths that git refuses to store (such as `sub/.GIT/config`); they are not in the commit. */
  readonly unstorable: readonly string[];
  /** The first red `verify` command of the task's own; null: all were green, or none ran. */
  readonly verifyFailure: CommandFailure | null;
  /** The last lines of the backend's output, escape sequences removed. */
  readonly tail: string;
  /** What the task wrote for its readers: untrusted text; null: nothing. */
  readonly notes: string | null;
  readonly usage: Usage;
  /** From the start of the process to its end, in milliseconds; own `verify` not included. */
  readonly durationMs: number;
  /** Where the log is, for a person; null: none. */
  readonly log: string | null;
}

export type Outcome =
  | 'succeeded'
  | 'failed'
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

/** Tells whether a path may be changed by a task; given by `shared/plan/scope.ts`. */
export interface ScopeCheck {
  (task: Task, config: Config, files: readonly string[]): {
    readonly outside: readonly string[];
    readonly protectedPaths: readonly string[];
  };
}

export type { Task };
