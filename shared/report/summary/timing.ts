/** What a run took, what it cost, and how long it had to take at least. */
import type { TaskId } from '../../plan/plan.ts';
import { type Bill, billOf } from '../../run/dispatch/bill.ts';
import type { Attempt, Started, TaskFacts } from '../../run/state.ts';
import { candidateNames } from './candidate.ts';

/** Milliseconds and dollars. */
export interface Totals {
  readonly tasks: number;
  readonly merged: number;
  /** 0 to 1; an empty plan has nothing that could fail. */
  readonly successRate: number;
  /** From the start of the run to its end, or to now. */
  readonly wallMs: number;
  /** All attempts one after another. */
  readonly taskMs: number;
  /** `taskMs` ÷ `wallMs`; null before any time has passed. */
  readonly speedup: number | null;
  /** No schedule is faster: the longest path of needs, or the work divided by the workers. */
  readonly lowerBoundMs: number;
  /** What attempts reported; what a budget counts besides is in the bill. */
  readonly costUsd: number | null;
  readonly bill: Bill;
  readonly verifications: number;
}

/** One verification of a candidate. */
export interface VerificationView {
  /** What was merged into it. */
  readonly name: string;
  readonly startedAt: number;
  readonly durationMs: number;
  readonly verdict: 'green' | 'red' | 'broken' | 'stopped';
}

/** The time an attempt has taken so far. */
export function attemptMs(attempt: Attempt, now: number): number | null {
  if (attempt.end !== null) return attempt.end.evidence.durationMs;
  const { startedAt, jobOverAt = now } = attempt;
  return startedAt === null ? null : Math.max(0, jobOverAt - startedAt);
}

/** All attempts of a task together; null: none has started. */
export function taskMs(facts: TaskFacts, now: number): number | null {
  return sumOfKnown(facts.attempts.map(attempt => attemptMs(attempt, now)));
}

/** Null when nothing is known, else the sum of what is. */
export function sumOfKnown(values: readonly (number | null)[]): number | null {
  const known = values.filter(value => value !== null);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0);
}

export function costOf(facts: TaskFacts): number | null {
  return sumOfKnown(facts.attempts.map(attempt => attempt.end?.evidence.usage.costUsd ?? null));
}

/** Sequential runs have one worker, whatever is configured. */
export function workers(state: Started): number {
  return state.choice.execution === 'parallel' && !state.fellBack ? state.config.parallel.maxWorkers : 1;
}

export interface LongestPath {
  readonly tasks: readonly TaskId[];
  readonly ms: number;
}

/** The chain of needs that took longest. Before anything ran: the one with most tasks. */
export function longestPath(state: Started, now: number): LongestPath {
  const ends = new Map<TaskId, { readonly ms: number; readonly before: TaskId | null }>();
  let last: TaskId | null = null;
  for (const id of state.graph.batches.flat()) {
    const facts = state.tasks.get(id);
    const own = facts === undefined ? 0 : (taskMs(facts, now) ?? 0);
    let before: TaskId | null = null;
    for (const need of state.graph.needs.get(id) ?? []) {
      if (before === null || (ends.get(need)?.ms ?? 0) > (ends.get(before)?.ms ?? 0)) before = need;
    }
    const ms = own + (before === null ? 0 : (ends.get(before)?.ms ?? 0));
    ends.set(id, { ms, before });
    if (last === null || ms > (ends.get(last)?.ms ?? 0)) last = id;
  }
  const ms = last === null ? 0 : (ends.get(last)?.ms ?? 0);
  if (ms === 0) return { tasks: state.graph.criticalPath, ms };
  const tasks: TaskId[] = [];
  for (let id = last; id !== null; id = ends.get(id)?.before ?? null) tasks.unshift(id);
  return { tasks, ms };
}

export function totals(state: Started, now: number): Totals {
  const all = [...state.tasks.values()];
  const merged = all.filter(facts => facts.fate?.kind === 'merged').length;
  const wallMs = Math.max(0, (state.finishedAt ?? now) - state.startedAt - state.idleMs);
  const most = workers(state);
  const bill = billOf(state);
  const weighed = all.reduce(
    (sum, facts) => sum + (taskMs(facts, now) ?? 0) * Math.min(facts.task.weight, most),
    0,
  );
  const work = sumOfKnown(all.map(facts => taskMs(facts, now))) ?? 0;
  return {
    tasks: all.length,
    merged,
    successRate: all.length === 0 ? 1 : merged / all.length,
    wallMs,
    taskMs: work,
    speedup: wallMs === 0 ? null : work / wallMs,
    lowerBoundMs: Math.max(longestPath(state, now).ms, Math.ceil(weighed / most)),
    costUsd: bill.usd.known,
    bill,
    verifications: [...state.integration.trials.values()].reduce((sum, trials) => sum + trials.length, 0),
  };
}

/** In the order in which they began. */
export function verifications(state: Started): readonly VerificationView[] {
  const nameOf = candidateNames(state);
  const views = [...state.integration.trials].flatMap(([tree, trials]) =>
    trials.map(({ at, durationMs, verdict }) => ({
      name: nameOf(tree),
      startedAt: at - durationMs,
      durationMs,
      verdict: verdict.kind,
    })),
  );
  return views.sort((a, b) => a.startedAt - b.startedAt);
}
