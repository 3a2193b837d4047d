/**
 * The one view model of a run: state in, everything that any surface shows out, in the same words. A renderer chooses and
 * escapes; it never phrases.
 */
import type { Diagnostic } from '../plan/diagnostic.ts';
import type { RunId, Sha, TaskId } from '../plan/plan.ts';
import type { CommandFailure } from '../run/attempts/evidence.ts';
import { restsInTheWay } from '../run/dispatch/waiting.ts';
import { integrationBranch } from '../run/integration/chain.ts';
import type { Started } from '../run/state.ts';
import { type RunStatus, runStatus } from '../run/status.ts';
import { type BillText, billText } from './bill.ts';
import { runCommands } from './summary/advice.ts';
import { type BatchView, batchViews } from './summary/batch-view.ts';
import { type Headline, headline, isVerified } from './summary/headline.ts';
import { type TaskView, taskView } from './summary/task-view.ts';
import {
  longestPath,
  type Totals,
  totals,
  type VerificationView,
  verifications,
  workers,
} from './summary/timing.ts';
import { duration, plural, ratio } from './units.ts';

export interface Summary {
  readonly run: RunId;
  readonly plan: string;
  readonly planFile: string;
  readonly status: RunStatus;
  readonly headline: Headline;
  readonly mode: Mode;
  readonly base: Sha;
  /** The last verified commit with merged work; null: nothing was merged. */
  readonly integration: Sha | null;
  readonly integrationBranch: string | null;
  readonly target: string | null;
  readonly landed: Sha | null;
  readonly verified: boolean;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly finishedAt: number | null;
  /** When this was looked at. */
  readonly now: number;
  /** What the reader should know besides. Why a finished run stopped early is said by its tasks. */
  readonly remarks: readonly string[];
  /** About plan and configuration. */
  readonly diagnostics: readonly Diagnostic[];
  /** The command of the project that holds everything up: on a red base, or one that cannot run. */
  readonly failure: CommandFailure | null;
  /** In plan order. */
  readonly tasks: readonly TaskView[];
  /** Those that need someone: at their end and not merged, the skipped ones last. */
  readonly attention: readonly TaskView[];
  /** "3 tasks need you" */
  readonly attentionTitle: string;
  readonly batches: readonly BatchView[];
  readonly totals: Totals;
  /** "14.2 s for 38.0 s of work, 2.7 times as fast as one by one (best possible 12.9 s) · $1.24" */
  readonly effort: string;
  readonly bill: BillText;
  readonly edges: readonly Edge[];
  /** The chain of needs that took longest. */
  readonly criticalPath: readonly TaskId[];
  readonly verifications: readonly VerificationView[];
  /** Commands to type next. */
  readonly next: readonly string[];
}

export interface Mode {
  readonly execution: 'parallel' | 'sequential';
  readonly schedule: 'batches' | 'eager';
  readonly workers: number;
  readonly routing: boolean;
  /** "10 tasks in 3 batches" */
  readonly size: string;
  /** "parallel, 4 workers" */
  readonly how: string;
  readonly reasons: readonly string[];
}

export interface Edge {
  readonly from: TaskId;
  readonly to: TaskId;
  /** `after`: order only. */
  readonly soft: boolean;
  /** What it waits for is merged (soft: has come to its end). */
  readonly satisfied: boolean;
  readonly critical: boolean;
}

export function summarize(state: Started, now: number): Summary {
  const tasks = [...state.tasks.values()].map(facts => taskView(state, facts, now));
  const critical = longestPath(state, now).tasks;
  const { head, published } = state.integration;
  const sums = totals(state, now);
  const bill = billText(sums.bill);
  const unmerged = attention(tasks);
  return {
    run: state.run,
    plan: state.plan.name,
    planFile: state.source.planFile,
    status: runStatus(state),
    headline: headline(state),
    mode: mode(state),
    base: state.base.commit,
    integration: head.commit === state.base.commit ? published : head.commit,
    integrationBranch: published === null ? null : integrationBranch(state.run),
    target: state.target.kind === 'branch' ? state.target.branch : null,
    landed: state.landing.landed,
    verified: isVerified(state),
    startedAt: state.startedAt,
    finishedAt: state.finishedAt,
    now,
    remarks: remarks(state),
    diagnostics: state.diagnostics,
    failure: state.halt?.failure ?? null,
    tasks,
    attention: unmerged,
    attentionTitle: attentionTitle(unmerged.length, state.finishedAt !== null),
    batches: batchViews(state, tasks),
    totals: sums,
    effort: effort(sums, bill),
    bill,
    edges: edges(tasks, critical),
    criticalPath: critical,
    verifications: verifications(state),
    next: runCommands(state),
  };
}

function mode(state: Started): Mode {
  const { execution, schedule, reasons } = state.choice;
  return {
    execution,
    schedule,
    workers: workers(state),
    routing: state.config.routing.enabled,
    size: `${plural(state.tasks.size, 'task')} in ${plural(state.graph.batches.length, 'batch', 'batches')}`,
    how: execution === 'parallel' ? `parallel, ${plural(workers(state), 'worker')}` : 'one at a time',
    reasons,
  };
}

function remarks(state: Started): readonly string[] {
  const { outcome } = state.landing;
  return [
    ...state.remarks,
    ...(state.fellBack
      ? ['no task of the first batch could start, so the run went on one task at a time']
      : []),
    ...(state.halt === null || state.finishedAt !== null
      ? []
      : [`no further task starts: ${state.halt.reason}`]),
    ...(state.finishedAt === null ? restsInTheWay(state) : []),
    ...(state.cancel === null ? [] : [`cancelled by ${state.cancel.by}`]),
    ...(outcome?.kind === 'landed' && outcome.remark !== null ? [outcome.remark] : []),
  ];
}

function attention(tasks: readonly TaskView[]): readonly TaskView[] {
  const unmerged = tasks.filter(task => !task.open && task.status !== 'merged');
  const skipped = unmerged.filter(task => task.status === 'skipped');
  return [...unmerged.filter(task => task.status !== 'skipped'), ...skipped];
}

function attentionTitle(count: number, finished: boolean): string {
  if (!finished) return `${plural(count, 'task is', 'tasks are')} out so far`;
  return plural(count, 'task needs you', 'tasks need you');
}

/** The saving is only claimed when there is one. */
function effort({ wallMs, taskMs, speedup, lowerBoundMs }: Totals, bill: BillText): string {
  if (taskMs === 0) return `${duration(wallMs)}, no task has run`;
  const faster = speedup !== null && speedup >= 1.05;
  const claim = faster
    ? `, ${ratio(speedup)} times as fast as one by one (best possible ${duration(lowerBoundMs)})`
    : '';
  const cost = bill.long === '' ? '' : ` · ${bill.long}`;
  return `${duration(wallMs)} for ${duration(taskMs)} of work${claim}${cost}`;
}

function edges(tasks: readonly TaskView[], critical: readonly TaskId[]): readonly Edge[] {
  const byId = new Map(tasks.map(task => [task.id, task]));
  const steps = new Set(critical.map((id, index) => `${critical[index - 1]} ${id}`));
  return tasks.flatMap(({ id: to, needs, after }) => [
    ...needs.map(from => ({
      from,
      to,
      soft: false,
      satisfied: byId.get(from)?.status === 'merged',
      critical: steps.has(`${from} ${to}`),
    })),
    ...after
      .filter(from => !needs.includes(from))
      .map(from => ({ from, to, soft: true, satisfied: byId.get(from)?.open === false, critical: false })),
  ]);
}
