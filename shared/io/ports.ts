/** What the hosts give to the driver. Each port has one contract suite, run on every implementation. */
import type { BackendConfig, CommandBackendConfig } from '../plan/config.ts';
import type { RunId, Sha, TaskId } from '../plan/plan.ts';
import type { Exit, Usage } from '../run/attempts/evidence.ts';
import type { BackendHealth, RunEvent } from '../run/event.ts';

/** An append-only list of events with compare-and-swap. */
export interface Journal {
  /** Everything so far. An empty list: no such run. */
  read(): Promise<{ readonly events: readonly RunEvent[]; readonly version: JournalVersion }>;
  /** Appends all or nothing. `conflict`: someone else appended since `version`; read again. */
  append(
    events: readonly RunEvent[],
    version: JournalVersion,
  ): Promise<{ readonly kind: 'appended'; readonly version: JournalVersion } | { readonly kind: 'conflict' }>;
}

/** Opaque; null: nothing was appended yet. */
export type JournalVersion = string | null;

/** The only plug-in point: what does the work of a task. */
export interface Backend {
  readonly name: string;
  /** What it is given and nobody else is to see. */
  readonly secrets: readonly Secret[];
  health(): Promise<BackendHealth>;
  /** Resolves when the work is over and no process of it is left; an expected failure is an outcome, never a rejection. */
  run(job: BackendJob): Promise<BackendOutcome>;
}

/** A variable of the environment. */
export interface Secret {
  readonly name: string;
  readonly value: string;
}

export interface BackendJob {
  readonly run: RunId;
  readonly task: TaskId;
  readonly attempt: number;
  readonly base: Sha;
  /** The name of a model; null: the program's own choice. */
  readonly model: string | null;
  /** What the attempt may cost, in dollars, for programs that can keep to it; null: no limit. */
  readonly budgetUsd: number | null;
  /** The directory the work happens in. */
  readonly tree: string;
  /** Others work in the same tree; absent: nobody does. */
  readonly isShared?: boolean;
  /** Outside the tree, private to this attempt. */
  readonly files: AttemptFiles;
  readonly timeoutMs: number;
  /** Aborted with reason `stop` (end it well) or `kill` (end it now). */
  readonly signal: AbortSignal;
  /** Lines as they come, escape sequences removed; for the live display. */
  readonly onOutput: (line: string) => void;
  readonly onStarted: () => void;
}

/** Absolute paths, all private to one attempt. */
export interface AttemptFiles {
  readonly prompt: string;
  readonly notes: string;
  readonly result: string;
  readonly log: string;
  /** An empty directory: TMPDIR. */
  readonly temporary: string;
  /** A git configuration with an identity and nothing else: GIT_CONFIG_GLOBAL. */
  readonly gitConfig: string;
}

export interface BackendOutcome {
  readonly exit: Exit;
  readonly usage: Usage;
  readonly tail: string;
  readonly notes: string | null;
  readonly durationMs: number;
}

/** What the live display is told; never journaled. */
export interface Progress {
  readonly at: number;
  readonly run: RunId;
  readonly batch: number | null;
  readonly task: TaskId | null;
  readonly attempt: number | null;
  /** The pool's name of the tree, or null. */
  readonly tree: string | null;
  readonly kind: 'output' | 'preparing' | 'verifying' | 'collecting';
  readonly data: string;
}

export type { BackendConfig, BackendHealth, CommandBackendConfig };
