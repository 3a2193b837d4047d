/** The facts of a run: the fold of its events. Statuses are computed from them in `status.ts`, never stored. */
import type { Config, Tier } from '../plan/config.ts';
import type { Diagnostic } from '../plan/diagnostic.ts';
import type { Graph } from '../plan/graph.ts';
import type { ExecutionChoice } from '../plan/mode.ts';
import type { Plan, RunId, Sha, Task, TaskId } from '../plan/plan.ts';
import type { CommandFailure, Evidence, Judgement } from './attempts/evidence.ts';
import type { Heard } from './dispatch/signs.ts';
import type {
  BackendHealth,
  ChainResult,
  ConflictFile,
  Origin,
  Snapshot,
  Source,
  Target,
  TargetSight,
  TrialVerdict,
} from './event.ts';

/** Before the first event there is no run. */
export type RunState = Started | null;

export interface Started {
  readonly run: RunId;
  readonly host: 'cli' | 'action' | 'app';
  readonly source: Source;
  readonly origin: Origin | null;
  readonly plan: Plan;
  readonly config: Config;
  /** Derived from plan and configuration when they were pinned. */
  readonly graph: Graph;
  readonly choice: ExecutionChoice;
  readonly base: Snapshot;
  readonly target: Target;
  readonly remarks: readonly string[];
  /** What was said about plan and configuration when they were pinned. */
  readonly diagnostics: readonly Diagnostic[];
  readonly startedAt: number;
  /** When the run last went on: at its start, a resume or a retry. */
  readonly since: number;
  /** The time of the newest event. */
  readonly now: number;
  /** In plan order. */
  readonly tasks: ReadonlyMap<TaskId, TaskFacts>;
  readonly integration: Integration;
  readonly landing: Landing;
  /** What is known about each backend since the run last went on. */
  readonly health: ReadonlyMap<string, BackendHealth>;
  /** Up to when each backend's rests are over, in milliseconds since 1970. */
  readonly rests: ReadonlyMap<string, number>;
  /** What other runs have found out about each backend, since the run last went on. */
  readonly heard: ReadonlyMap<string, Heard>;
  /** The first task that the budget did not suffice for. The others go on; what can be paid for is done. */
  readonly park: { readonly at: number; readonly reason: string } | null;
  readonly cancel: { readonly at: number; readonly by: string } | null;
  /** Why no further task starts: `on-failure: stop`, or a base that is red. */
  readonly halt: {
    readonly reason: string;
    readonly kind: 'on-failure' | 'base-red' | 'verify-broken';
    /** The command of the project that is to blame; absent: none is. */
    readonly failure?: CommandFailure;
  } | null;
  /** The first dispatch of a parallel run could start nothing. */
  readonly fellBack: boolean;
  readonly finishedAt: number | null;
  /** Milliseconds between an end and going on again, in all. */
  readonly idleMs: number;
  /** How often the run finished; the number of the report that is due. */
  readonly finishes: number;
  readonly reported: number;
}

export interface TaskFacts {
  readonly task: Task;
  readonly batch: number;
  readonly attempts: readonly Attempt[];
  /** What became of it; null: still on its way. */
  readonly fate: Fate | null;
  /** Conflicts so far, for the limits of `on-conflict` and for the report. */
  readonly conflicts: readonly Conflict[];
  /** Attempts before this number belong to an earlier try of a person and use up no `retries`. */
  readonly countsFrom: number;
  /** Attempts up to this number are not to be merged: they collided, or the ground they stand on has changed. */
  readonly staleTo: number;
  /** The work whose collision the next attempt is to resolve, or has resolved; null: it starts afresh. */
  readonly resolves: Sha | null;
}

/** Of a task for which nothing has been done. */
export function newFacts(task: Task, graph: Graph): TaskFacts {
  const batch = graph.batchOf.get(task.id) ?? 1;
  const nothing = { attempts: [], fate: null, conflicts: [], resolves: null };
  return { task, batch, ...nothing, countsFrom: 1, staleTo: 0 };
}

export interface Conflict {
  /** The attempt that collided. */
  readonly attempt: number;
  readonly files: readonly ConflictFile[];
}

export type Fate =
  | { readonly kind: 'merged'; readonly commit: Sha | null; readonly at: number }
  /** `left`: why a resolver's work is not merged; null: there was none. */
  | { readonly kind: 'conflict'; readonly files: readonly ConflictFile[]; readonly left: string | null }
  | {
      readonly kind: 'red';
      readonly with: readonly TaskId[];
      /** False: `with` is the range in which the partners are, not the partners. */
      readonly exact: boolean;
      readonly failure: CommandFailure;
    }
  | { readonly kind: 'held'; readonly cause: HeldCause; readonly reason: string }
  | { readonly kind: 'skipped'; readonly reason: string }
  | { readonly kind: 'cancelled'; readonly reason: string }
  /** The last attempt decided: `failed`, `no-changes`, `out-of-scope`, `timed-out`, `rate-limited`. */
  | { readonly kind: 'unsuccessful'; readonly judgement: Judgement };

export type HeldCause = 'base' | 'epic' | 'budget';

/** `asked`: a person wants it again. */
export type AttemptCause = 'first' | 'retry' | 'rerun' | 'resolve' | 'requeue' | 'restart' | 'asked';

export interface Attempt {
  /** 1, 2, … over the whole run. */
  readonly number: number;
  readonly cause: AttemptCause;
  readonly base: Snapshot;
  /** The work whose merge with the base it is to bring about; null: it starts from the base alone. */
  readonly resolves: Sha | null;
  readonly backend: string;
  /** The name of a model; null: the backend's own choice. */
  readonly model: string | null;
  /** The size of model that was asked for; null: one by name, or none. */
  readonly tier: Tier | null;
  /** Why this backend and this model, for a person. */
  readonly reasons: readonly string[];
  /** What is set aside for it; null: nothing limits it. */
  readonly reserved: Reservation | null;
  readonly prompt: string;
  readonly dispatchedAt: number;
  readonly startedAt: number | null;
  readonly end: AttemptEnd | null;
  /** Of no event: when its job was over, for who looks on before what it left is taken in. Absent: it goes on, or has its end. */
  readonly jobOverAt?: number;
  /** A back-off after this attempt: when it ends, and whether it has. */
  readonly wait: { readonly until: number; readonly over: boolean } | null;
}

export interface Reservation {
  /** Dollars. */
  readonly usd: number;
  /** Read and written. */
  readonly tokens: number;
  /** Where the figure comes from: a budget for the task, a price, or a guess. */
  readonly source: 'budget' | 'price' | 'assumed';
}

export interface AttemptEnd extends Judgement {
  readonly at: number;
  readonly evidence: Evidence;
}

export interface Integration {
  /** The last verified commit (without verification: the last merged one); at first the run's base. */
  readonly head: Snapshot;
  /** How the head came to be: the run's base, then one step for each unit that was accepted. */
  readonly line: readonly LineStep[];
  /** Where the integration branch points; null: not made yet. */
  readonly published: Sha | null;
  readonly round: Round | null;
  readonly rounds: number;
  /** Answers to chain effects, by key. */
  readonly chains: ReadonlyMap<string, ChainResult>;
  /** Answers to verify effects, by tree. */
  readonly trials: ReadonlyMap<Sha, readonly Trial[]>;
}

export interface Trial {
  readonly at: number;
  readonly verdict: TrialVerdict;
  readonly durationMs: number;
}

/** One candidate and all that is asked about it, until it is accepted or a culprit is found. */
export interface Round {
  readonly number: number;
  readonly startedAt: number;
  readonly onto: Snapshot;
  readonly units: readonly Unit[];
}

export interface LineStep {
  /** Null: the base, or a target that had moved and was merged in. */
  readonly unit: Unit | null;
  readonly after: Snapshot;
}

/** What merges as one: a task, or an epic's tasks. */
export interface Unit {
  readonly name: string;
  readonly tasks: readonly TaskId[];
}

export interface Landing {
  /** How often the target was looked at, over the whole run. */
  readonly inspections: number;
  /** What it was found to be, until something was done about it. */
  readonly sight: TargetSight | null;
  /** How often landing was tried, over the whole run. */
  readonly landings: number;
  /** How often the target had moved and was merged in, since the run last went on. */
  readonly moves: number;
  /** How often landing was tried since the run last went on. */
  readonly tries: number;
  /** A retry first merges the moved target in. */
  readonly syncFirst: boolean;
  /** Set when landing is over. */
  readonly outcome: LandingOutcome | null;
  /** The last commit that reached the target. */
  readonly landed: Sha | null;
}

export type LandingOutcome =
  | { readonly kind: 'landed'; readonly commit: Sha; readonly remark: string | null }
  | { readonly kind: 'not-landed'; readonly reason: string }
  /** `land: none`, or nothing to land. */
  | { readonly kind: 'not-asked'; readonly reason: string };

export function factsOf(state: Started, id: TaskId): TaskFacts {
  const facts = state.tasks.get(id);
  if (facts === undefined) throw new Error(`no task ${id} in run ${state.run}`);
  return facts;
}
