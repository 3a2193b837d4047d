/** What the steps of one job share, and what the steps of one file share. */
import type { JobLog } from '../commands/job-log.ts';
import type { Scope, Status } from '../expressions/evaluate.ts';
import type { Value, Values } from '../expressions/value.ts';
import type { RunnerHost, RunRequest } from '../host.ts';
import type { CompleteOptions } from '../options.ts';
import type { JobProcesses } from '../processes/job-processes.ts';
import type { RunDefaults, Step } from '../syntax/workflow.ts';
import type { Folders } from './folders.ts';
import type { JobStop } from './job-stop.ts';

export interface JobRoom {
  readonly request: RunRequest;
  readonly host: RunnerHost;
  readonly options: CompleteOptions;
  readonly folders: Folders;
  readonly processes: JobProcesses;
  readonly log: JobLog;
  readonly stop: JobStop;
  /** Of the job and of `GITHUB_ENV`: later steps see what earlier ones add. */
  readonly env: Record<string, string>;
  /** What `GITHUB_PATH` added, the newest first. */
  readonly path: string[];
  /** All but `env`, `steps`, `inputs` and what changes in `job` and `github`. */
  readonly contexts: Values;
  readonly github: Values;
  readonly defaults: readonly RunDefaults[];
  readonly token: string;
  /** Stands for the token of GitHub's artifact service, which only JavaScript actions have. */
  readonly runtimeToken: string;
  /** To be run when all steps are over, the last first. */
  readonly posts: PostStep[];
}

export interface PostStep {
  readonly name: string;
  readonly condition: string;
  readonly run: (frame: Frame) => Promise<StepEnd>;
}

/** The steps of a job, or those of a composite action within one. */
export interface Frame {
  /** Of the file that they stand in, for messages. */
  readonly path: string;
  readonly inputs: Values;
  /** Of the step that uses the composite action. */
  readonly env: Readonly<Record<string, string>>;
  readonly actionPath: string | null;
  readonly steps: Record<string, StepContext>;
  failed: boolean;
  /** Of the step of the job that runs now. */
  cancel: AbortSignal;
  readonly depth: number;
}

export interface StepContext {
  readonly outputs: Readonly<Record<string, string>>;
  readonly outcome: string;
  readonly conclusion: string;
  readonly [key: string]: Value;
}

export interface StepEnd {
  readonly ok: boolean;
  /** It was ended because the job was. */
  readonly cancelled?: boolean;
  readonly outputs: Readonly<Record<string, string>>;
}

/** One step on its way: its own environment evaluated. */
export interface StepCall<S extends Step = Step> {
  readonly step: S;
  readonly env: Readonly<Record<string, string>>;
  readonly scope: Scope;
}

/** An action's own failure, in words for the log. */
export class StepError extends Error {}

export function scopeOf(room: JobRoom, frame: Frame, stepEnv: Readonly<Record<string, string>>): Scope {
  const status = statusOf(room, frame);
  const word = status.cancelled ? 'cancelled' : frame.failed ? 'failure' : 'success';
  const action = frame.actionPath === null ? {} : { action_path: frame.actionPath, action_status: word };
  return {
    path: frame.path,
    status,
    contexts: {
      ...room.contexts,
      github: { ...room.github, ...action },
      inputs: frame.inputs,
      env: { ...room.env, ...frame.env, ...stepEnv },
      steps: { ...frame.steps },
      job: { status: word },
    },
  };
}

function statusOf(room: JobRoom, frame: Frame): Status {
  const cancelled = room.stop.cancelled || frame.cancel.aborted;
  return {
    success: () => !frame.failed && !cancelled,
    failure: () => frame.failed && !cancelled,
    cancelled,
  };
}
