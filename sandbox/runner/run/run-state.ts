/** One run on its way, and one workflow file in it: that of the run, or one that a job calls. */
import type { AnnotationBudget } from '../commands/annotations.ts';
import type { Values } from '../expressions/value.ts';
import type { Conclusion, JobReport, Permissions, RunnerHost, RunRequest } from '../host.ts';
import type { Slots } from '../jobs/slots.ts';
import type { CompleteOptions } from '../options.ts';
import type { JobStop } from '../steps/job-stop.ts';
import type { Workflow } from '../syntax/workflow.ts';
import type { Called } from './load.ts';

export interface RunState {
  readonly request: RunRequest;
  readonly host: RunnerHost;
  readonly options: CompleteOptions;
  readonly budget: AnnotationBudget;
  /** The `github` context, but for what belongs to a job. */
  readonly github: Values;
  readonly machines: Slots;
  /** In the order of their ends. */
  readonly reports: JobReport[];
  readonly active: Set<ActiveJob>;
}

export interface ActiveJob {
  readonly key: string;
  readonly name: string;
  readonly stop: JobStop;
}

export interface WorkflowScope {
  readonly run: RunState;
  readonly workflow: Workflow;
  /** Workflows that its jobs call, by the job's key. */
  readonly called: ReadonlyMap<string, Called>;
  /** `''`, or `braid / ` within the job `braid`. */
  readonly keyPrefix: string;
  readonly namePrefix: string;
  readonly inputs: Values;
  readonly secrets: Readonly<Record<string, string>>;
  /** Of a job that asks for nothing in a file that asks for nothing. */
  readonly permissions: Permissions;
  /** Of jobs that are not run again, as far as nothing that they need is. */
  readonly kept: readonly JobReport[];
  readonly cancel: AbortSignal;
}

/** What other jobs see of one. */
export interface JobOutcome {
  readonly result: 'success' | 'failure' | 'cancelled' | 'skipped';
  readonly outputs: Readonly<Record<string, string>>;
  /** It is from an earlier attempt. */
  readonly kept: boolean;
}

export function resultOf(conclusion: Conclusion): JobOutcome['result'] {
  return conclusion === 'timed_out' ? 'cancelled' : conclusion;
}

/** Of several jobs, seen as one. */
export function sumUp(results: readonly JobOutcome['result'][]): JobOutcome['result'] {
  if (results.includes('failure')) return 'failure';
  if (results.includes('cancelled')) return 'cancelled';
  return results.length > 0 && results.every(result => result === 'skipped') ? 'skipped' : 'success';
}
