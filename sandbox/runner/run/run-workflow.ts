/** Runs the jobs of one workflow file: each as soon as those it needs are over. */

import type { Status } from '../expressions/evaluate.ts';
import { evaluateText, NO_STATUS, type Scope } from '../expressions/evaluate.ts';
import type { Values } from '../expressions/value.ts';
import { decideJob } from '../jobs/decide-job.ts';
import type { Job } from '../syntax/workflow.ts';
import { type JobOutcome, sumUp, type WorkflowScope } from './run-state.ts';

export async function runWorkflow(scope: WorkflowScope): Promise<JobOutcome> {
  const outcomes = new Map<string, JobOutcome>();
  const started = new Map<string, Promise<void>>();
  const start = (job: Job): Promise<void> => {
    const before = started.get(job.key);
    if (before !== undefined) return before;
    const needed = scope.workflow.jobs.filter(({ key }) => job.needs.includes(key));
    const work = Promise.all(needed.map(start)).then(async () => {
      outcomes.set(job.key, await decideJob(scope, job, standingOf(scope, job, outcomes)));
    });
    started.set(job.key, work);
    return work;
  };
  await Promise.all(scope.workflow.jobs.map(start));
  const results = [...outcomes.values()].map(({ result }) => result);
  const kept = [...outcomes.values()].every(outcome => outcome.kept);
  return { result: sumUp(results), outputs: outputsOf(scope, outcomes), kept };
}

/** What a job sees of those before it. */
export interface Standing {
  readonly needs: Values;
  readonly status: Status;
  /** What the status will be if the run is cancelled now. */
  readonly ifCancelled: Status;
  /** As GitHub does: what needs a job that is run again is run again. */
  readonly renewed: boolean;
}

function standingOf(scope: WorkflowScope, job: Job, outcomes: ReadonlyMap<string, JobOutcome>): Standing {
  const ancestors = ancestorsOf(scope.workflow.jobs, job);
  const results = (names: readonly string[]) =>
    ancestors.filter(key => names.length === 0 || names.includes(key)).map(key => outcomes.get(key)?.result);
  const needs = job.needs.map(key => {
    const { result = 'skipped', outputs = {} } = outcomes.get(key) ?? {};
    return [key, { result, outputs }] as const;
  });
  const cancelled = scope.cancel.aborted;
  return {
    needs: Object.fromEntries(needs),
    status: {
      success: names => !cancelled && results(names).every(result => result === 'success'),
      failure: names => !cancelled && results(names).includes('failure'),
      cancelled,
    },
    ifCancelled: { success: () => false, failure: () => false, cancelled: true },
    renewed: ancestors.some(key => outcomes.get(key)?.kept === false),
  };
}

/** GitHub asks all that came before, not only the direct needs. */
function ancestorsOf(jobs: readonly Job[], job: Job): readonly string[] {
  const found = new Set<string>();
  const visit = (key: string) => {
    if (found.has(key)) return;
    found.add(key);
    for (const need of jobs.find(other => other.key === key)?.needs ?? []) visit(need);
  };
  for (const need of job.needs) visit(need);
  return [...found];
}

/** Of a workflow that is called. */
function outputsOf(
  scope: WorkflowScope,
  outcomes: ReadonlyMap<string, JobOutcome>,
): Readonly<Record<string, string>> {
  const jobs = [...outcomes].map(([key, { result, outputs }]) => [key, { result, outputs }] as const);
  const inside: Scope = {
    path: scope.workflow.path,
    status: NO_STATUS,
    contexts: {
      github: scope.run.github,
      inputs: scope.inputs,
      vars: scope.run.host.variables(scope.run.request.repository),
      jobs: Object.fromEntries(jobs),
    },
  };
  const outputs = scope.workflow.call?.outputs ?? [];
  return Object.fromEntries(outputs.map(({ name, value }) => [name, evaluateText(value, inside)]));
}
