/**
 * Money and tokens: what an attempt may cost is set aside before it is dispatched and settled when it has ended, so that a
 * run never starts what it cannot pay for. What nobody knows the cost of counts as what was set aside.
 */
import type { Budget } from '../../plan/config.ts';
import type { Task } from '../../plan/plan.ts';
import type { Attempt, AttemptEnd, Reservation, Started, TaskFacts } from '../state.ts';
import { assumedUsd, estimate, type Work } from './estimate.ts';

/** Sums of cents are not exact. */
const ROUNDING = 1e-9;

/** Null: nothing limits the task, so nothing is set aside. */
export function reservation(state: Started, facts: TaskFacts, work: Work): Reservation | null {
  return setAside(state.config.budget, facts.task, { work, spent: settledUsd(facts) });
}

/** `spent`: what the task took before, in dollars. */
export function setAside(
  budget: Budget,
  task: Task,
  { work, spent }: { readonly work: Work; readonly spent: number },
): Reservation | null {
  const cap = capOf(budget, task);
  if (budget.usd === null && budget.tokens === null && cap === null) return null;
  const { usd: guess, tokens: expected, source } = estimate(work);
  const expectedUsd = guess ?? assumedUsd(work.tier);
  if (cap === null || expectedUsd === 0) return { usd: expectedUsd, tokens: expected, source };
  return { usd: Math.max(0, cap - spent), tokens: expected, source: 'budget' };
}

function capOf({ perTaskUsd }: Budget, task: Task): number | null {
  return task.budgetUsd ?? perTaskUsd;
}

/** Null: the task may still spend something. */
export function exhausted(state: Started, facts: TaskFacts): string | null {
  const cap = capOf(state.config.budget, facts.task);
  if (cap === null || facts.attempts.length === 0 || settledUsd(facts) < cap) return null;
  const key = facts.task.budgetUsd === null ? 'budget.per-task-usd' : 'budget-usd';
  return `its budget of ${dollars(cap)} is used up: raise \`${key}\``;
}

export interface Shortage {
  /** For a person; goes on after the name of the task. */
  readonly reason: string;
  /** Also when all that is under way should cost nothing. */
  readonly isForGood: boolean;
}

/** Null: the run can pay for it. */
export function shortOf(state: Started, wanted: Reservation | null): Shortage | null {
  if (wanted === null) return null;
  const { budget } = state.config;
  const now = left(state);
  const atBest = unspent(state);
  if (isOver(wanted.usd, now.usd)) {
    const isForGood = isOver(wanted.usd, atBest.usd);
    const rest = restText(budget.usd ?? 0, (isForGood ? atBest : now).usd ?? 0, dollars);
    const whole = isOver(wanted.usd, budget.usd) ? wholeText(budget.usd ?? 0, dollars) : rest;
    return { isForGood, reason: `needs ${dollars(wanted.usd)}, and ${whole}` };
  }
  if (isOver(wanted.tokens, now.tokens)) {
    const isForGood = isOver(wanted.tokens, atBest.tokens);
    const rest = restText(budget.tokens ?? 0, (isForGood ? atBest : now).tokens ?? 0, count);
    const whole = isOver(wanted.tokens, budget.tokens) ? wholeText(budget.tokens ?? 0, count) : rest;
    return { isForGood, reason: `needs ${count(wanted.tokens)} tokens, and ${whole}` };
  }
  return null;
}

/** Null: no limit. */
function isOver(wanted: number, limit: number | null): boolean {
  return limit !== null && wanted > limit + ROUNDING;
}

function wholeText(budget: number, named: (value: number) => string): string {
  return `the whole budget is ${named(budget)}`;
}

function restText(budget: number, rest: number, named: (value: number) => string): string {
  if (rest > ROUNDING) return `${named(rest)} of ${named(budget)} are left`;
  return rest < -ROUNDING
    ? `nothing is left: ${named(budget - rest)} of ${named(budget)} are spent`
    : 'nothing is left';
}

/**
 * The attempts that were dispatched and have not begun, and for which there is no money any more because others took more than was
 * set aside: those that were dispatched last.
 */
export function withdrawn(state: Started): ReadonlySet<Attempt> {
  const attempts = new Set<Attempt>();
  let { usd, tokens } = left(state);
  const isShort = () => (usd ?? 0) < -ROUNDING || (tokens ?? 0) < 0;
  if (!isShort()) return attempts;
  const waiting = [...state.tasks.values()]
    .flatMap(facts => facts.attempts.slice(-1))
    .filter(({ startedAt, end }) => startedAt === null && end === null)
    .toReversed()
    .sort((one, other) => other.dispatchedAt - one.dispatchedAt);
  for (const attempt of waiting) {
    if (!isShort()) break;
    attempts.add(attempt);
    const { usd: freed, tokens: freedTokens } = charge(attempt);
    usd = usd === null ? null : usd + freed;
    tokens = tokens === null ? null : tokens + freedTokens;
  }
  return attempts;
}

interface Purse {
  readonly usd: number | null;
  readonly tokens: number | null;
}

/** What is neither spent nor set aside; below zero when attempts took more than was set aside. Null: no limit. */
export function left(state: Started): Purse {
  return without(state, () => true);
}

/** What is not spent, whatever is set aside. Null: no limit. */
function unspent(state: Started): Purse {
  return without(state, ({ end }) => end !== null);
}

function without(state: Started, counts: (attempt: Attempt) => boolean): Purse {
  const { usd, tokens } = state.config.budget;
  if (usd === null && tokens === null) return { usd, tokens };
  const attempts = [...state.tasks.values()].flatMap(facts => facts.attempts.filter(counts));
  return {
    usd: usd === null ? null : usd - sum(attempts.map(attempt => charge(attempt).usd)),
    tokens: tokens === null ? null : tokens - sum(attempts.map(attempt => charge(attempt).tokens)),
  };
}

/** How much of the budget is not spent, from 0 to 1; null: there is none. What is only set aside may come back. */
export function leftShare(state: Started): number | null {
  const { budget } = state.config;
  const { usd, tokens } = unspent(state);
  const shares = [
    ...(usd === null || budget.usd === null ? [] : [share(usd, budget.usd)]),
    ...(tokens === null || budget.tokens === null ? [] : [share(tokens, budget.tokens)]),
  ];
  return shares.length === 0 ? null : Math.max(0, Math.min(...shares));
}

function share(rest: number, budget: number): number {
  return budget === 0 ? 0 : rest / budget;
}

/** Since a person last asked for the task: whoever asks again means to spend again. */
function settledUsd({ attempts, countsFrom }: TaskFacts): number {
  const counted = attempts.filter(({ number, end }) => number >= countsFrom && end !== null);
  return sum(counted.map(attempt => charge(attempt).usd));
}

/** What an attempt counts for: its cost when that is known; else what was set aside for it. */
export function charge({ end, reserved }: Attempt): { readonly usd: number; readonly tokens: number } {
  const aside = { usd: reserved?.usd ?? 0, tokens: reserved?.tokens ?? 0 };
  if (end === null) return aside;
  const { exit, usage } = end.evidence;
  const { costUsd, inputTokens, outputTokens } = usage;
  const isKnown = inputTokens !== null || outputTokens !== null;
  const tokens = isKnown ? (inputTokens ?? 0) + (outputTokens ?? 0) : null;
  // What was not done costs nothing but what was reported.
  if (isUndone(end)) return { usd: costUsd ?? 0, tokens: tokens ?? 0 };
  const known = { usd: costUsd ?? aside.usd, tokens: tokens ?? aside.tokens };
  // What was asked for last before the end came is in no account.
  return exit.kind === 'timed-out' || exit.kind === 'orphaned'
    ? { usd: Math.max(known.usd, aside.usd), tokens: Math.max(known.tokens, aside.tokens) }
    : known;
}

/** The backend would not take it, or it was called off before it began. */
function isUndone({ evidence: { exit, durationMs } }: AttemptEnd): boolean {
  switch (exit.kind) {
    case 'rate-limited':
    case 'not-started':
      return true;
    case 'backend-failed':
      return exit.failure === 'auth' || exit.failure === 'quota';
    case 'stopped':
      return durationMs === 0;
    default:
      return false;
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** Of less than ten cents two figures. */
function dollars(usd: number): string {
  return usd === 0 || usd >= 0.1 ? `$${usd.toFixed(2)}` : `$${Number(usd.toPrecision(2))}`;
}

function count(tokens: number): string {
  return Math.round(tokens).toLocaleString('en');
}
