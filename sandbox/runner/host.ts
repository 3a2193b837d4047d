/**
 * What the runner needs of the embedded GitHub around it, and what it tells it.
 *
 * The runner knows workflow files, jobs, steps and processes; repositories, tokens, artifacts and everything that can be
 * asked over HTTP belong to the host. Neither reaches into the other except through this file.
 */

/** A permission of `GITHUB_TOKEN`, named as in workflow files. */
export type Permission = 'none' | 'read' | 'write';
export type Permissions = Readonly<Record<string, Permission>>;

/** What made a workflow run start. `payload` is the webhook's body as GitHub would send it. */
export interface TriggeringEvent {
  readonly name: string;
  readonly payload: Readonly<Record<string, unknown>>;
  /** `refs/heads/main`, `refs/pull/3/merge`. */
  readonly ref: string;
  readonly sha: string;
  readonly actor: string;
}

export interface RunRequest {
  /** `owner/name`. */
  readonly repository: string;
  /** From the repository's root: `.github/workflows/braid.yml`. */
  readonly workflow: string;
  readonly event: TriggeringEvent;
  /** Inputs of a dispatch, as strings, before the workflow's own defaults. */
  readonly inputs: Readonly<Record<string, string>>;
  readonly runId: number;
  readonly runNumber: number;
  /** 1, and one more at each re-run. */
  readonly runAttempt: number;
  /** Of a re-run of failed jobs: what the jobs that are not run again had given. */
  readonly kept: readonly JobReport[];
  /** What the token of a job may have at most: a fork's event gives a read-only one. */
  readonly tokenLimit: Permissions | null;
}

export type Conclusion = 'success' | 'failure' | 'cancelled' | 'skipped' | 'timed_out';

export interface Annotation {
  readonly level: 'notice' | 'warning' | 'failure';
  readonly message: string;
  readonly title: string | null;
  readonly path: string | null;
  readonly startLine: number | null;
  readonly endLine: number | null;
}

export interface StepReport {
  readonly number: number;
  readonly name: string;
  readonly conclusion: Conclusion;
}

export interface JobReport {
  /** The key in the workflow file, with the calling job's before a slash: `braid / task`. */
  readonly key: string;
  /** As shown, the matrix's values included: `braid / task (models)`. */
  readonly name: string;
  readonly conclusion: Conclusion;
  readonly outputs: Readonly<Record<string, string>>;
  readonly steps: readonly StepReport[];
  readonly annotations: readonly Annotation[];
  /** Markdown of `GITHUB_STEP_SUMMARY`, one entry a step that wrote one. */
  readonly summaries: readonly string[];
  /** Masked. */
  readonly log: string;
  /** The environment variables are not part of a report: they hold tokens. */
  readonly permissions: Permissions;
}

export interface RunReport {
  readonly conclusion: Conclusion;
  readonly jobs: readonly JobReport[];
  /** A workflow file that cannot run: every problem, with line and column. Then there are no jobs. */
  readonly problems: readonly string[];
}

/** What happens while a run goes on, for webhooks, check runs and pages. */
export type RunProgress =
  | { readonly kind: 'job-queued'; readonly key: string; readonly name: string }
  | { readonly kind: 'job-started'; readonly key: string; readonly name: string }
  | { readonly kind: 'job-ended'; readonly report: JobReport };

/** A place in a concurrency group; a run or job whose place is taken over is cancelled. */
export interface ConcurrencyPlace {
  /** Settles when the place is there (`true`) or was lost to a newer one (`false`). */
  readonly ready: Promise<boolean>;
  /** Called when a newer one with `cancel-in-progress` wants the place. */
  onTakenOver(cancel: () => void): void;
  leave(): void;
}

export interface ConcurrencyRequest {
  readonly group: string;
  readonly cancelInProgress: boolean;
  /** `max`: up to 100 wait, in place of one. */
  readonly queue: 'single' | 'max';
}

export interface RunnerHost {
  /** `http://127.0.0.1:PORT`; the API is at `/api/v3`. */
  readonly serverUrl: string;
  readonly apiUrl: string;
  /** A file of a repository at a ref, commit or tag; null where there is none. */
  readFile(repository: string, ref: string, path: string): Promise<string | null>;
  /** Writes a repository's files at a ref into a folder, without git: for `uses: owner/name@ref`. */
  unpack(repository: string, ref: string, folder: string): Promise<void>;
  /** A token that may do this in this repository, until it is revoked. */
  mintToken(repository: string, permissions: Permissions, runId: number): string;
  revokeToken(token: string): void;
  /** `default`: what an unnamed permission is where a workflow names none at all. */
  defaultPermissions(repository: string): Permissions;
  secrets(repository: string): Readonly<Record<string, string>>;
  variables(repository: string): Readonly<Record<string, string>>;
  /** Immutable: a second of the same name in one run is refused with an error. */
  putArtifact(repository: string, runId: number, name: string, zip: Uint8Array): Promise<void>;
  /** Of one workflow run, newest attempt first. */
  listArtifacts(repository: string, runId: number): Promise<readonly string[]>;
  getArtifact(repository: string, runId: number, name: string): Promise<Uint8Array | null>;
  /** In one repository. */
  enter(repository: string, request: ConcurrencyRequest): ConcurrencyPlace;
  progress(runId: number, what: RunProgress): void;
}

/** A workflow run that is going on. */
export interface RunningWorkflow {
  readonly done: Promise<RunReport>;
  /** As the button does: steps get an interrupt, `always()` and `cancelled()` still run. */
  cancel(): void;
  /** Ends all processes of one job at once, as a lost machine does; nothing of that job runs after it. */
  kill(jobKey: string): void;
}
