/** The reports for programs. Their shape is a contract: fields are added, never renamed; unknown is null. */
import type { Diagnostic } from '../plan/diagnostic.ts';
import type { CommandFailure } from '../run/attempts/evidence.ts';
import type { Account } from '../run/dispatch/bill.ts';
import type { Estimate } from '../run/dispatch/estimate.ts';
import { forecastSource } from '../run/dispatch/forecast.ts';
import type { AttemptView } from './summary/attempt-view.ts';
import type { BatchView } from './summary/batch-view.ts';
import { type PlanInputs, type PlannedTask, planTasks } from './summary/plan-view.ts';
import type { TaskView } from './summary/task-view.ts';
import type { Totals } from './summary/timing.ts';
import type { Summary } from './summary.ts';
import { isoTime } from './units.ts';

export function reportJson(summary: Summary) {
  return {
    schema: 'braid.report/1',
    run: runJson(summary),
    batches: summary.batches.map(batchJson),
    tasks: summary.tasks.map(taskJson),
    totals: totalsJson(summary.totals),
    diagnostics: summary.diagnostics.map(diagnosticJson),
  } as const;
}

/** The report of a run that could not begin. */
export function refusedReportJson(diagnostics: readonly Diagnostic[]) {
  return {
    schema: 'braid.report/1',
    run: {
      id: null,
      plan: null,
      status: 'failed',
      execution: null,
      routing: false,
      schedule: null,
      base: null,
      integration: null,
      target: null,
      landed: null,
      verified: false,
      startedAt: null,
      finishedAt: null,
      failure: null,
      reasons: [],
    },
    batches: [],
    tasks: [],
    totals: {
      tasks: null,
      merged: null,
      successRate: null,
      wallMs: null,
      taskMs: null,
      speedup: null,
      lowerBoundMs: null,
      costUsd: null,
      verifications: null,
      money: null,
      tokens: null,
    },
    diagnostics: diagnostics.map(diagnosticJson),
  } as const;
}

export function planJson(inputs: PlanInputs, diagnostics: readonly Diagnostic[]) {
  return {
    schema: 'braid.plan/1',
    name: inputs.plan.name,
    execution: inputs.choice.execution,
    batches: inputs.graph.batches,
    criticalPath: inputs.graph.criticalPath,
    tasks: planTasks(inputs).map(plannedTaskJson),
    estimate: {
      minutes: inputs.forecast.minutes,
      minutesOneByOne: inputs.forecast.minutesOneByOne,
      minutesForOverlap: inputs.forecast.minutesForOverlap,
      costUsd: inputs.forecast.usd,
      // Those that may cost something beyond that, and nobody knows what.
      unpriced: inputs.forecast.unpriced,
      source: forecastSource(inputs.forecast),
    },
    // Whom the budget will not do for, and what is set aside for whom.
    budget: {
      usd: inputs.config.budget.usd,
      tokens: inputs.config.budget.tokens,
      held: inputs.forecast.outlook.held,
      setAside: Object.fromEntries(
        [...inputs.forecast.outlook.asides].map(([id, { usd, tokens }]) => [id, { usd, tokens }]),
      ),
    },
    diagnostics: diagnostics.map(diagnosticJson),
  } as const;
}

function plannedTaskJson(task: PlannedTask) {
  const { id, batch, backend, model, type, complexity, reasons, estimate } = task;
  return {
    id,
    batch,
    backend,
    model,
    type,
    complexity,
    reasons,
    typeReasons: task.typeReasons,
    complexityParts: task.complexityParts.filter(({ value }) => value > 0),
    estimate: estimate === null ? null : estimateJson(estimate),
  };
}

function estimateJson({ minutes, usd, tokens, source }: Estimate) {
  return { minutes, costUsd: usd, tokens, source };
}

/** The answer to a plan or a configuration that is refused. */
export function refusedPlanJson(diagnostics: readonly Diagnostic[]) {
  return {
    schema: 'braid.plan/1',
    name: null,
    execution: null,
    batches: [],
    criticalPath: [],
    tasks: [],
    estimate: null,
    budget: null,
    diagnostics: diagnostics.map(diagnosticJson),
  } as const;
}

/** Text for a pipe or a terminal: invisible and control characters stay escaped. */
export function jsonText(value: object): string {
  const text = JSON.stringify(value, null, 2);
  return `${text.replace(/[\u007f-\u009f\p{Bidi_Control}\u2028\u2029]/gu, escapeUnit)}\n`;
}

function escapeUnit(char: string): string {
  return `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

function runJson(summary: Summary) {
  return {
    id: summary.run,
    plan: summary.plan,
    status: summary.status,
    execution: summary.mode.execution,
    routing: summary.mode.routing,
    schedule: summary.mode.schedule,
    base: summary.base,
    integration: summary.integration,
    target: summary.target,
    landed: summary.landed,
    verified: summary.verified,
    startedAt: isoTime(summary.startedAt),
    finishedAt: orNull(summary.finishedAt),
    failure: summary.failure === null ? null : failureJson(summary.failure),
    reasons: [...summary.mode.reasons, ...summary.remarks, summary.headline.place].filter(
      text => text !== '',
    ),
  };
}

function totalsJson({ bill, ...totals }: Totals) {
  return { ...totals, money: accountJson(bill.usd), tokens: accountJson(bill.tokens) };
}

/** Dollars or tokens; what is assumed counts besides what is known. */
function accountJson({ known, assumed, assumedOf, budget }: Account) {
  return { known, assumed, assumedOf, budget };
}

function batchJson({ number, tasks, status, startedAt, finishedAt, costUsd }: BatchView) {
  return { number, tasks, status, startedAt: orNull(startedAt), finishedAt: orNull(finishedAt), costUsd };
}

function taskJson(task: TaskView) {
  const { id, status, reason, batch, backend, model, base, branch, commit, mergeCommit } = task;
  const { durationMs, costUsd, tokens, files, notes, conflict, redWith, failure } = task;
  return {
    id,
    status,
    reason,
    batch,
    backend,
    model,
    attempts: task.tries,
    base,
    branch,
    commit,
    mergeCommit,
    durationMs,
    costUsd,
    tokens,
    files,
    notes,
    attemptLog: task.attempts.map(attemptJson),
    conflict: conflict === null ? null : { files: conflict },
    red:
      redWith === null
        ? null
        : {
            with: redWith,
            command: failure?.command ?? '',
            tail: failure?.tail ?? '',
            log: failure?.log ?? null,
          },
  };
}

function failureJson({ command, problem, tail, log }: CommandFailure) {
  return { command, problem, tail, log: log ?? null };
}

function attemptJson(attempt: AttemptView) {
  const { number, base, backend, model, outcome, startedAt, durationMs, turns, costUsd, tokens } = attempt;
  return {
    number,
    base,
    backend,
    model,
    outcome,
    startedAt: orNull(startedAt),
    durationMs,
    turns,
    costUsd,
    tokens,
    strays: attempt.strays,
    tree: attempt.tree,
  };
}

export function diagnosticJson({ severity, code, message, hint, file, line, column }: Diagnostic) {
  return { severity, code, message, hint, file, line, column };
}

function orNull(at: number | null): string | null {
  return at === null ? null : isoTime(at);
}
