/** One job, or one combination of its matrix: its place in a group, a machine, and then its steps or the workflow it calls. */
import { evaluateToken, NO_STATUS, type Scope } from '../expressions/evaluate.ts';
import type { Values } from '../expressions/value.ts';
import type { JobReport } from '../host.ts';
import { type JobOutcome, resultOf, type WorkflowScope } from '../run/run-state.ts';
import { JobStop } from '../steps/job-stop.ts';
import type { Job, StepsJob } from '../syntax/workflow.ts';
import { callWorkflow } from './call-workflow.ts';
import { jobName } from './job-name.ts';
import { type Place, takePlace } from './place.ts';
import { notRun, runJob } from './run-job.ts';
import type { Slots } from './slots.ts';

export interface Leg<J extends Job = Job> {
  readonly job: J;
  readonly matrix: Values | null;
  readonly strategy: Values;
  readonly needs: Values;
  /** Aborted when a sibling has failed and `fail-fast` is on. */
  readonly group: AbortSignal;
  /** `max-parallel`. */
  readonly slots: Slots;
}

/** A leg on its way. */
export interface LegCall<J extends Job = Job> extends Leg<J> {
  readonly key: string;
  readonly name: string;
  readonly expressions: Scope;
  readonly cancel: AbortSignal;
}

export async function runLeg(scope: WorkflowScope, leg: Leg): Promise<JobOutcome> {
  const { job, matrix, strategy, needs } = leg;
  const { run } = scope;
  const expressions: Scope = {
    path: scope.workflow.path,
    status: NO_STATUS,
    contexts: {
      github: run.github,
      inputs: scope.inputs,
      vars: run.host.variables(run.request.repository),
      needs,
      matrix,
      strategy,
    },
  };
  const name = scope.namePrefix + jobName(job, expressions, matrix);
  const key = scope.keyPrefix + job.key;
  const kept = scope.kept.find(before => before.key === key && before.name === name);
  if (kept !== undefined) {
    run.reports.push(kept);
    return { result: resultOf(kept.conclusion), outputs: kept.outputs, kept: true };
  }
  const taken = new AbortController();
  const cancel = AbortSignal.any([scope.cancel, leg.group, taken.signal]);
  const call: LegCall = { ...leg, key, name, expressions, cancel };
  if (job.kind === 'steps') run.host.progress(run.request.runId, { kind: 'job-queued', key, name });
  const place = await takePlace({
    host: run.host,
    repository: run.request.repository,
    concurrency: job.concurrency,
    scope: expressions,
    cancel: taken,
    cancelled: cancel,
  });
  return runInPlace(scope, call, place);
}

async function runInPlace(scope: WorkflowScope, call: LegCall, place: Place | null): Promise<JobOutcome> {
  const { job } = call;
  if (place === null) return lost(scope, call);
  await call.slots.take();
  try {
    return job.kind === 'call'
      ? await callWorkflow(scope, { ...call, job })
      : await runOnMachine(scope, { ...call, job });
  } finally {
    call.slots.give();
    place.leave();
  }
}

function lost(scope: WorkflowScope, call: LegCall): JobOutcome {
  if (call.job.kind === 'steps') end(scope, notRun(call));
  return { result: 'cancelled', outputs: {}, kept: false };
}

async function runOnMachine(scope: WorkflowScope, call: LegCall<StepsJob>): Promise<JobOutcome> {
  const { run } = scope;
  await run.machines.take();
  const active = { key: call.key, name: call.name, stop: new JobStop() };
  try {
    if (call.cancel.aborted) return lost(scope, call);
    run.active.add(active);
    run.host.progress(run.request.runId, { kind: 'job-started', key: call.key, name: call.name });
    const report = await runJob(scope, call, active.stop);
    end(scope, report);
    const result = resultOf(report.conclusion);
    const { continueOnError } = call.job;
    const forgiven =
      result === 'failure' &&
      continueOnError !== null &&
      evaluateToken(continueOnError, call.expressions) === true;
    return { result: forgiven ? 'success' : result, outputs: report.outputs, kept: false };
  } finally {
    run.active.delete(active);
    run.machines.give();
  }
}

function end({ run }: WorkflowScope, report: JobReport): void {
  run.reports.push(report);
  run.host.progress(run.request.runId, { kind: 'job-ended', report });
}
