/**
 * What happened: the only input of the machine, and the lines of the journal. Time (`at`, milliseconds since 1970)
 * and every id arrive in here. Any event may come twice, late or never.
 */
import type { Budget, Config } from '../plan/config.ts';
import type { Diagnostic } from '../plan/diagnostic.ts';
import type { Plan, RunId, Sha, TaskId } from '../plan/plan.ts';
import type { CommandFailure, Evidence } from './attempts/evidence.ts';
import type { Sign } from './dispatch/signs.ts';

export interface Snapshot {
  readonly commit: Sha;
  readonly tree: Sha;
}

/** Where the run lands; a run without a target stops at its integration branch. */
export type Target =
  | { readonly kind: 'branch'; readonly branch: string; readonly configured: string }
  | { readonly kind: 'none'; readonly reason: string; readonly configured: string };

export type RunEvent =
  | {
      readonly type: 'run-started';
      readonly at: number;
      readonly run: RunId;
      readonly host: 'cli' | 'action' | 'app';
      readonly plan: Plan;
      readonly source: Source;
      readonly config: Config;
      readonly base: Snapshot;
      readonly target: Target;
      /** What the reader should know from the start, such as uncommitted changes that are not part of the base. */
      readonly remarks: readonly string[];
      /** What was said about plan and configuration; absent: nothing. */
      readonly diagnostics?: readonly Diagnostic[];
      /** Who asked for it on GitHub, and where; absent: nobody there. */
      readonly origin?: Origin;
    }
  | { readonly type: 'attempt-started'; readonly at: number; readonly task: TaskId; readonly attempt: number }
  | {
      readonly type: 'attempt-ended';
      readonly at: number;
      readonly task: TaskId;
      readonly attempt: number;
      readonly evidence: Evidence;
    }
  | { readonly type: 'waited'; readonly at: number; readonly task: TaskId; readonly attempt: number }
  | {
      readonly type: 'backend-checked';
      readonly at: number;
      readonly backend: string;
      readonly health: BackendHealth;
    }
  /** A backend's rest until then is over. */
  | { readonly type: 'rested'; readonly at: number; readonly backend: string; readonly until: number }
  /** What all other runs that share a backend with this one have found out about it; in place of what was heard before. */
  | {
      readonly type: 'limits-heard';
      readonly at: number;
      readonly backend: string;
      readonly signs: readonly Sign[];
    }
  | { readonly type: 'chained'; readonly at: number; readonly key: string; readonly result: ChainResult }
  | {
      readonly type: 'verified';
      readonly at: number;
      readonly tree: Sha;
      /** 1 for the first verification of this tree, 2 for its first repetition, … */
      readonly trial: number;
      readonly verdict: TrialVerdict;
      readonly durationMs: number;
    }
  /** `remark`: why the branch stayed where it was. */
  | { readonly type: 'published'; readonly at: number; readonly commit: Sha; readonly remark: string | null }
  | {
      readonly type: 'target-inspected';
      readonly at: number;
      readonly inspection: number;
      readonly target: TargetSight;
    }
  | { readonly type: 'landed'; readonly at: number; readonly landing: number; readonly result: LandResult }
  | { readonly type: 'reported'; readonly at: number; readonly report: number }
  | { readonly type: 'cancel-requested'; readonly at: number; readonly by: string }
  /** The run goes on: after a crash, a cancel, or parked. A parked one with the budget as it is configured now. */
  | {
      readonly type: 'resumed';
      readonly at: number;
      readonly askedAt?: number | null;
      readonly budget: Budget | null;
      readonly remarks?: readonly string[];
    }
  /** What is not merged starts again, from a plan and a configuration that are pinned anew. Null: all of it. */
  | {
      readonly type: 'retry-requested';
      readonly at: number;
      readonly askedAt?: number | null;
      readonly tasks: readonly TaskId[] | null;
      readonly plan: Plan;
      readonly config: Config;
      /** In place of those of the start, which may not hold any more. */
      readonly remarks: readonly string[];
      readonly diagnostics?: readonly Diagnostic[];
    };

/** Where on GitHub a run was asked for. */
export interface Origin {
  /** `owner/name` */
  readonly repository: string;
  /** The pull request that asked; null: none did. */
  readonly pullRequest: number | null;
  /** The head of the pull request; without one the branch that was dispatched or pushed. */
  readonly branch: string;
  /** The commit that was pinned: the plan is read there, and check runs are shown there. */
  readonly commit: Sha;
  readonly actor: string;
  /** When somebody asked, by GitHub's clock, in milliseconds since 1970; null or absent: it is not known. */
  readonly askedAt?: number | null;
  /** The workflow run that was started by who asked; null: none was, an App was told. */
  readonly workflowRun: number | null;
  /** The workflow file that goes on with the run: its name in `.github/workflows`. */
  readonly workflow: string;
  /** The branch that its dispatches name. */
  readonly defaultBranch: string;
}

/** Where plan and configuration were read, so that a retry reads them again. */
export interface Source {
  /** Relative to the repository's root when it lies inside, else absolute. */
  readonly planFile: string;
  /** The same; null: the default place. */
  readonly configFile: string | null;
  /** What the command line said instead of the configuration. */
  readonly overrides: { readonly execution?: 'parallel' | 'sequential'; readonly maxWorkers?: number };
}

export type TrialVerdict =
  | { readonly kind: 'green' }
  | { readonly kind: 'red'; readonly failure: CommandFailure }
  /** It could not run to an end, and says nothing about the tree. `failure`: the command that could not, when it was one. */
  | { readonly kind: 'broken'; readonly message: string; readonly failure?: CommandFailure }
  | { readonly kind: 'stopped' };

/** One step per unit of the request, in its order. */
export interface ChainResult {
  readonly steps: readonly ChainStep[];
}

export type ChainStep =
  | {
      readonly kind: 'merged';
      readonly unit: string;
      readonly merges: readonly TaskMerge[];
      readonly after: Snapshot;
    }
  | {
      readonly kind: 'conflict';
      readonly unit: string;
      /** The member of the unit that did not merge. */
      readonly link: string;
      readonly files: readonly ConflictFile[];
    };

export interface TaskMerge {
  readonly link: string;
  /** Null: nothing to merge, the task left no commit. */
  readonly commit: Sha | null;
}

export type ConflictKind =
  | 'content'
  | 'add/add'
  | 'modify/delete'
  | 'rename'
  | 'binary'
  | 'mode'
  | 'submodule'
  | 'file/directory';

export interface ConflictFile {
  readonly path: string;
  readonly kind: ConflictKind;
  /** Line ranges, 1-based and inclusive, in the integration's file; an insertion point has `from` = the line after, `to` = `from - 1`. */
  readonly ours: readonly LineRange[];
  /** The same in the task's file. */
  readonly theirs: readonly LineRange[];
  /** The merged tasks that brought the other side; empty: the target itself did. */
  readonly with: readonly TaskId[];
}

export type LineRange = readonly [from: number, to: number];

/** Whether a backend can work: its program is there, and has credentials. */
export type BackendHealth =
  | { readonly kind: 'usable'; readonly version: string | null }
  | { readonly kind: 'unusable'; readonly reason: string; readonly hint: string };

/** What the target was found to be. */
export type TargetSight =
  | {
      readonly kind: 'found';
      readonly tip: Snapshot;
      /** The integration head contains the target's tip: a fast-forward is possible. */
      readonly contained: boolean;
      /** Which integration head this was asked for. */
      readonly head: Sha;
      /** `checked-out`: a work tree shows the branch and is clean enough to follow. */
      readonly tree: 'checked-out' | 'not-checked-out';
    }
  | { readonly kind: 'blocked'; readonly reason: string };

export type LandResult =
  | { readonly kind: 'landed'; readonly commit: Sha; readonly remark: string | null }
  | { readonly kind: 'moved' }
  | { readonly kind: 'refused'; readonly reason: string };
