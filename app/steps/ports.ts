/** What the work on runs needs of the rest of the App. */
import type { MatrixEntry } from '../../shared/io/handover/hop.ts';
import type { Journal, JournalVersion } from '../../shared/io/ports.ts';
import type { Clone } from '../../shared/io/remote/clone.ts';
import type { RunId, Sha, TaskId } from '../../shared/plan/plan.ts';
import type { Site } from '../../shared/report/github/links.ts';
import type { RunEvent } from '../../shared/run/event.ts';
import type { RunStatus } from '../../shared/run/status.ts';
import type { JobSight } from '../api/ports.ts';
import type { Access } from '../github/access.ts';
import type { KnownRepository, Whereabouts } from '../github/whereabouts.ts';
import type { BackendOf, SharedLimit } from '../store/backend-limits.ts';
import type { RunCost } from '../store/costs.ts';
import type { Trouble } from '../store/runs/troubles.ts';
import type { JobNote } from '../store/workflow-runs/jobs.ts';
import type { Place } from '../translate.ts';

export interface RunRecord extends Place {
  readonly run: RunId;
  readonly pullRequest: number | null;
  /** What at most one run at a time is about, see `placeOf`. */
  readonly spot: string;
  /** That was pinned. */
  readonly commit: Sha;
}

/** Which runs there are. What happened in them is in their journals. */
export interface RunBook {
  find(run: RunId): Promise<RunRecord | null>;
  newest(repositoryId: number, spot: string): Promise<RunId | null>;
  /** Where GitHub says that their repository is now, for all of its runs. */
  moved(place: Place): Promise<void>;
  /** For lists, so that they need not read journals. */
  note(run: RunId, note: RunNote): Promise<void>;
}

export interface RunNote {
  readonly status: RunStatus;
  readonly headline: string;
  readonly isOver: boolean;
}

/** A workflow run that a run goes on in. */
export interface Hop {
  /** Which state of the run it goes on with: its name. */
  readonly version: string;
  readonly tasks: readonly MatrixEntry[];
  /** So many of them at once. */
  readonly atOnce: number;
  /** So many jobs verify. */
  readonly legs: number;
  /** Milliseconds since 1970. */
  readonly askedAt: number;
  /** GitHub's number; null: not known. */
  readonly workflowRun: number | null;
  /** GitHub said that it starts it. */
  readonly isStarted: boolean;
}

export interface HopBook {
  /** The one that is not over; null: none is. */
  open(run: RunId): Promise<Hop | null>;
  /** Before it is asked for: nothing is started that nobody knows of. False: somebody else has noted it. */
  add(run: RunId, hop: Hop): Promise<boolean>;
  /** It is started. Null: GitHub does not tell its number. */
  seen(run: RunId, version: string, workflowRun: number | null): Promise<void>;
  close(run: RunId, version: string): Promise<void>;
}

/** What GitHub last said of the jobs of a run's open workflow run: to be shown, and nothing is decided by it. */
export interface JobBook {
  /** The runs that something new is known of. */
  note(jobs: readonly JobNote[]): Promise<readonly RunId[]>;
  of(run: RunId): Promise<readonly JobSight[]>;
  /** Whether something was noted since this was asked last. */
  takeNews(run: RunId): Promise<boolean>;
}

/** What the runs of an installation know together about the backends they use. */
export interface SharedLimits {
  /** By the names of backends. */
  all(installation: number): Promise<ReadonlyMap<string, SharedLimit>>;
  /** As one step among those of all runs: `change` may be asked several times. Null: others were faster each time. */
  change(of: BackendOf, change: (limit: SharedLimit) => SharedLimit): Promise<SharedLimit | null>;
}

/** What each run has cost so far. */
export interface Costs {
  /** In place of what was said of the run before; what is older than that changes nothing. */
  set(cost: RunCost): Promise<void>;
}

/** What somebody asked for, and what becomes of it. */
export interface Keeping {
  readonly run: RunId;
  /** Null: the run is there. */
  readonly begins: { readonly record: RunRecord; readonly begunBefore: number } | null;
  readonly events: readonly RunEvent[];
  /** Of the journal that they come after. */
  readonly version: JournalVersion;
  /** By which it was asked; null: by no webhook. */
  readonly delivery: string | null;
}

/** Runs that could not go on, or have ended where nobody could be told. */
export interface Troubles {
  /** `isGone`: its repository is out of the App's reach. */
  note(run: RunId, now: { readonly at: number; readonly isGone: boolean }): Promise<Trouble>;
  /** Null: it is in none. */
  find(run: RunId): Promise<Trouble | null>;
  /** It went on. */
  forget(run: RunId): Promise<void>;
}

export interface Workshop {
  readonly book: RunBook;
  readonly hops: HopBook;
  readonly jobs: JobBook;
  readonly limits: SharedLimits;
  readonly costs: Costs;
  readonly troubles: Troubles;
  journal(run: RunId): Journal;
  /** The run that a delivery has begun or gone on with; null: none. */
  cameOf(delivery: string): Promise<RunId | null>;
  /** Another number whenever a run has begun in a repository. */
  begun(repositoryId: number): Promise<number>;
  /** All of it or nothing; somebody looks at the run then. False: somebody else wrote since it was decided. */
  keep(keeping: Keeping): Promise<boolean>;
  /** As GitHub says now. */
  whereabouts(known: KnownRepository): Promise<Whereabouts>;
  access(place: Place): Access;
  /** Of a branch; null: there is none. */
  head(place: Place, branch: string): Promise<Sha | null>;
  /** One user of a repository's clone at a time. `work` may be done a second time, from the start. */
  clone<T>(place: Place, work: (clone: Clone) => Promise<T>): Promise<T>;
  site(place: Place, run: RunId | null): Site;
  /** Somebody looks at the run again, `afterMs` from now. */
  wake(run: RunId, afterMs?: number): Promise<void>;
  /** One at a time, over all replicas. `work` is told to end when that does not hold any more, or `signal` says so. */
  alone<T>(name: string, signal: AbortSignal, work: (signal: AbortSignal) => Promise<T>): Promise<T>;
  /** Aborted: whoever works with this writes nothing any more, for somebody else may be at work on the same. */
  readonly signal: AbortSignal;
  /** The workflow file that is dispatched: its name in `.github/workflows`. */
  readonly workflow: string;
  /** GitHub's list of workflow runs lags behind: for so long one that was asked for may be missing there, in milliseconds. */
  readonly lagMs: number;
  /** An empty folder that is gone afterwards. */
  scratch<T>(work: (folder: string) => Promise<T>): Promise<T>;
  /** Milliseconds since 1970. */
  now(): number;
  say(line: string, about: About): void;
  /** Something did not go well. */
  warn(line: string, about: About, error?: unknown): void;
}

export interface About {
  readonly run?: RunId;
  readonly task?: TaskId;
  readonly delivery?: string;
}
