/**
 * What the machine wants done: plain data. Each effect has a key that is stable over replays; performing it again under
 * its key finds what it did before. Each names the event that answers it.
 */
import type { Sha, TaskId } from '../plan/plan.ts';
import type { Snapshot } from './event.ts';

export type Effect =
  | DispatchEffect
  | WaitEffect
  | CheckBackendEffect
  | RestEffect
  | ChainEffect
  | VerifyEffect
  | PublishEffect
  | InspectTargetEffect
  | LandEffect
  | StopEffect
  | ReportEffect;

/** Run one attempt of a task. Answers: `attempt-started`, then `attempt-ended`. */
export interface DispatchEffect {
  readonly kind: 'dispatch';
  readonly key: string;
  readonly task: TaskId;
  readonly attempt: number;
  readonly base: Snapshot;
  /** Whose merge with the base conflicted: the tree shows that merge, and what is left must hold both sides. */
  readonly resolves: { readonly commit: Sha } | null;
  readonly backend: string;
  readonly model: string | null;
  /** What it may cost, in dollars, for programs that can keep to it; null: no limit. */
  readonly budgetUsd: number | null;
  /** The whole prompt, the plan's text first. */
  readonly prompt: string;
}

/** Look whether a backend can work. Answer: `backend-checked`. */
export interface CheckBackendEffect {
  readonly kind: 'check-backend';
  readonly key: string;
  readonly backend: string;
}

/** Let time pass before a backend is used again. Answer: `rested`. */
export interface RestEffect {
  readonly kind: 'rest';
  readonly key: string;
  readonly backend: string;
  /** Milliseconds since 1970. */
  readonly until: number;
}

/** Let time pass before a task is tried again. Answer: `waited`. */
export interface WaitEffect {
  readonly kind: 'wait';
  readonly key: string;
  readonly task: TaskId;
  readonly attempt: number;
  /** Milliseconds since 1970. */
  readonly until: number;
}

/** Merge units onto a commit, one after another; a unit that conflicts is left out whole. Answer: `chained`. */
export interface ChainEffect {
  readonly kind: 'chain';
  readonly key: string;
  readonly onto: Sha;
  readonly units: readonly ChainUnit[];
  /** A branch that shall point at the end of the chain, or null. */
  readonly branch: string | null;
}

export interface ChainUnit {
  readonly name: string;
  readonly links: readonly ChainLink[];
}

/** One commit to merge, with the message of its merge commit. */
export interface ChainLink {
  /** A task's id, or `target`. */
  readonly name: string;
  /** Null: the task succeeded without a change. */
  readonly commit: Sha | null;
  readonly message: string;
}

/** Run the project's tests on a tree. Answer: `verified`. */
export interface VerifyEffect {
  readonly kind: 'verify';
  readonly key: string;
  readonly commit: Sha;
  readonly tree: Sha;
  readonly trial: number;
}

/** Move `braid/<run>/integration`. Answer: `published`. */
export interface PublishEffect {
  readonly kind: 'publish';
  readonly key: string;
  readonly commit: Sha;
}

/** Look where the target is and whether it may be moved. Answer: `target-inspected`. */
export interface InspectTargetEffect {
  readonly kind: 'inspect-target';
  readonly key: string;
  readonly inspection: number;
  readonly branch: string;
  readonly head: Sha;
}

/** Fast-forward the target, and the work tree that shows it. Answer: `landed`. */
export interface LandEffect {
  readonly kind: 'land';
  readonly key: string;
  readonly landing: number;
  readonly branch: string;
  readonly from: Sha;
  readonly to: Sha;
  readonly followTree: boolean;
}

/** End what runs under another effect's key. Answer: that effect's own. */
export interface StopEffect {
  readonly kind: 'stop';
  readonly key: string;
  readonly target: string;
}

/** Write the final report. Answer: `reported`. */
export interface ReportEffect {
  readonly kind: 'report';
  readonly key: string;
  readonly report: number;
}
