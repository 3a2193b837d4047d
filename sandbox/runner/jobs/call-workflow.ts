/** A job that calls another workflow. */
import { evaluateToken, NO_STATUS, type Scope } from '../expressions/evaluate.ts';
import { isRecord, textOf, type Values } from '../expressions/value.ts';
import type { JobOutcome, WorkflowScope } from '../run/run-state.ts';
import { runWorkflow } from '../run/run-workflow.ts';
import type { CallJob } from '../syntax/workflow.ts';
import { resolveCall } from '../triggers/inputs.ts';
import { takePlace } from './place.ts';
import type { LegCall } from './run-leg.ts';

export async function callWorkflow(scope: WorkflowScope, call: LegCall<CallJob>): Promise<JobOutcome> {
  const { job } = call;
  const called = scope.called.get(job.key);
  if (called === undefined) throw new Error(`the workflow ${job.uses} was not loaded`);
  const { workflow } = called;
  const secrets = secretsOf(scope, call);
  const inner: Omit<WorkflowScope, 'cancel'> = {
    run: scope.run,
    workflow,
    called: called.called,
    keyPrefix: `${call.key} / `,
    namePrefix: `${call.name} / `,
    inputs: inputsOf(scope, call, workflow.call?.inputs ?? []),
    secrets,
    kept: scope.kept,
    permissions: job.permissions ?? scope.workflow.permissions ?? scope.permissions,
  };
  const taken = new AbortController();
  const cancel = AbortSignal.any([call.cancel, taken.signal]);
  const place = await takePlace({
    host: scope.run.host,
    repository: scope.run.request.repository,
    concurrency: workflow.concurrency,
    scope: outsideOf(inner),
    cancel: taken,
    cancelled: cancel,
  });
  if (place === null) return { result: 'cancelled', outputs: {}, kept: false };
  try {
    return await runWorkflow({ ...inner, cancel });
  } finally {
    place.leave();
  }
}

function outsideOf({ run, inputs, workflow }: Omit<WorkflowScope, 'cancel'>): Scope {
  const vars = run.host.variables(run.request.repository);
  return { path: workflow.path, status: NO_STATUS, contexts: { github: run.github, inputs, vars } };
}

function inputsOf(
  scope: WorkflowScope,
  { job, expressions }: LegCall<CallJob>,
  inputs: Parameters<typeof resolveCall>[0],
): Values {
  const given = job.with === null ? {} : evaluateToken(job.with, expressions);
  const { values, problems } = resolveCall(inputs, isRecord(given) ? given : {}, {
    ...outsideOf(scope),
  });
  if (problems.length > 0) throw new Error(problems.join('; '));
  return values;
}

function secretsOf(
  scope: WorkflowScope,
  { job, expressions }: LegCall<CallJob>,
): Readonly<Record<string, string>> {
  if (job.secrets === 'inherit') return scope.secrets;
  if (job.secrets === null) return {};
  const contexts = { ...expressions.contexts, secrets: scope.secrets };
  const given = evaluateToken(job.secrets, { ...expressions, contexts });
  if (!isRecord(given)) return {};
  return Object.fromEntries(Object.entries(given).map(([name, value]) => [name, textOf(value)]));
}
