/** Whether a job runs, as how many, and what comes of all of them together. */
import { plainAnnotation } from '../commands/annotations.ts';
import { evaluateCondition, evaluateToken, type Scope, TemplateError } from '../expressions/evaluate.ts';
import type { Value, Values } from '../expressions/value.ts';
import type { Conclusion, JobReport } from '../host.ts';
import { type JobOutcome, resultOf, sumUp, type WorkflowScope } from '../run/run-state.ts';
import type { Standing } from '../run/run-workflow.ts';
import { positionOf } from '../syntax/template.ts';
import type { Job } from '../syntax/workflow.ts';
import { plainName } from './job-name.ts';
import { expandMatrix } from './matrix.ts';
import { type Leg, runLeg } from './run-leg.ts';
import { Slots } from './slots.ts';

export async function decideJob(scope: WorkflowScope, job: Job, standing: Standing): Promise<JobOutcome> {
  const expressions: Scope = {
    path: scope.workflow.path,
    status: standing.status,
    contexts: {
      github: scope.run.github,
      inputs: scope.inputs,
      vars: scope.run.host.variables(scope.run.request.repository),
      needs: standing.needs,
    },
  };
  const kept = standing.renewed ? [] : scope.kept;
  const before = keptOf(scope, job, kept);
  if (before !== null) return before;
  try {
    if (!evaluateCondition(job.condition, expressions)) return endEarly(scope, job, 'skipped');
    const strategy = readStrategy(job, expressions);
    // Such a job runs, or runs on, whatever becomes of the run.
    const survives = evaluateCondition(job.condition, { ...expressions, status: standing.ifCancelled });
    const inner = { ...scope, kept, cancel: survives ? new AbortController().signal : scope.cancel };
    return await runAll(inner, job, { ...strategy, needs: standing.needs });
  } catch (error) {
    return endWrong(scope, job, error);
  }
}

/** What the file's author got wrong fails the job; anything else is a bug of the sandbox. */
function endWrong(scope: WorkflowScope, job: Job, error: unknown): JobOutcome {
  if (!(error instanceof Error)) throw error;
  const where = error instanceof TemplateError ? '' : `${scope.workflow.path} ${positionOf(job.at)}: `;
  return endEarly(
    scope,
    job,
    'failure',
    `Error when evaluating the job '${job.key}'. ${where}${error.message}`,
  );
}

/** A job that is not run again, not even its condition is asked. One with a matrix only if it was skipped as a whole. */
function keptOf(scope: WorkflowScope, job: Job, kept: readonly JobReport[]): JobOutcome | null {
  const key = scope.keyPrefix + job.key;
  const whole = scope.namePrefix + plainName(job);
  const report = kept.find(before => before.key === key && (job.matrix === null || before.name === whole));
  if (report === undefined) return null;
  scope.run.reports.push(report);
  return { result: resultOf(report.conclusion), outputs: report.outputs, kept: true };
}

function endEarly(
  scope: WorkflowScope,
  job: Job,
  conclusion: Conclusion,
  message: string | null = null,
): JobOutcome {
  const report: JobReport = {
    key: scope.keyPrefix + job.key,
    name: scope.namePrefix + plainName(job),
    conclusion,
    outputs: {},
    steps: [],
    annotations: message === null ? [] : [plainAnnotation('failure', message)],
    summaries: [],
    log: message === null ? '' : `##[error]${message}\n`,
    permissions: {},
  };
  scope.run.reports.push(report);
  scope.run.host.progress(scope.run.request.runId, { kind: 'job-ended', report });
  return { result: resultOf(conclusion), outputs: {}, kept: false };
}

interface Strategy {
  /** Null: no matrix, one job. */
  readonly legs: readonly Values[] | null;
  readonly failFast: boolean;
  readonly maxParallel: number;
}

function readStrategy(job: Job, scope: Scope): Strategy {
  const value = (token: Job['matrix'], fallback: Value) =>
    token === null ? fallback : evaluateToken(token, scope);
  const maxParallel = value(job.maxParallel, Number.POSITIVE_INFINITY);
  if (typeof maxParallel !== 'number' || maxParallel < 1)
    throw new Error(`Expected a number above 0 in max-parallel, found ${String(maxParallel)}`);
  return {
    legs: job.matrix === null ? null : expandMatrix(evaluateToken(job.matrix, scope)),
    failFast: value(job.failFast, true) !== false,
    maxParallel,
  };
}

async function runAll(
  scope: WorkflowScope,
  job: Job,
  { legs, failFast, maxParallel, needs }: Strategy & { readonly needs: Values },
): Promise<JobOutcome> {
  const group = new AbortController();
  const slots = new Slots(maxParallel);
  const outputs: Record<string, string> = {};
  const total = legs?.length ?? 1;
  const run = async (matrix: Values | null, index: number): Promise<JobOutcome> => {
    const strategy = {
      'fail-fast': failFast,
      'job-index': index,
      'job-total': total,
      'max-parallel': Number.isFinite(maxParallel) ? maxParallel : total,
    };
    const leg: Leg = { job, matrix, strategy, needs, group: group.signal, slots };
    const outcome = await runLeg(scope, leg).catch(error => endWrong(scope, job, error));
    // One map for all of them: the last that has something to say wins.
    for (const [name, value] of Object.entries(outcome.outputs))
      if (value !== '' || outputs[name] === undefined) outputs[name] = value;
    if (outcome.result === 'failure' && failFast) group.abort();
    return outcome;
  };
  const outcomes = await Promise.all((legs ?? [null]).map(run));
  const kept = outcomes.every(outcome => outcome.kept);
  return { result: sumUp(outcomes.map(({ result }) => result)), outputs, kept };
}
