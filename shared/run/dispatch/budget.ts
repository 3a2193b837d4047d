/**
 * Money and tokens: what an attempt may cost is set aside before it is dispatched and settled when it has ended, so that a
 * run never starts what it cannot pay for. What nobody knows the cost of counts as what was set aside.
 */
import type { Task } from '../../plan/plan.ts';
import type { Exit } from '../attempts/evidence.ts';
import type { Attempt, Reservation, Started, TaskFacts } from '../state.ts';
import { isActive } from '../status.ts';
import { assumedUsd, estimate, type Work } from './estimate.ts';

/** Sums of cents are not exact. */
const ROUNDING = 1e-9;

/** Null: nothing limits the task, so nothing is set aside. */
export function reservation(state: Started, facts: TaskFacts, work: Work): Reservation | null {
  const { usd, tokens } = state.config.budget;
  const cap = capOf(state, facts.task);
  if (usd === null && tokens === null && cap === null) return null;
  const { usd: guess, tokens: expected, source } = estimate(work);
  const expectedUsd = guess ?? assumedUsd(work.tier);
  if (cap === null || expectedUsd === 0) return { usd: expectedUsd, tokens: expected, source };
  return { usd: Math.max(0, cap - settledUsd(facts)), tokens: expected, source: 'budget' };
}

function capOf(state: Started, task: Task): number | null {
  return task.budgetUsd ?? state.config.budget.perTaskUsd;
}

/** Null: the task may still spend something. */
export function exhausted(state: Started, facts: TaskFacts): string | null {
  const cap = capOf(state, facts.task);
  if (cap === null || facts.attempts.length === 0 || settledUsd(facts) < cap) return null;
  const key = facts.task.budgetUsd === null ? 'budget.per-task-usd' : 'budget-usd';
  return `its budget of ${dollars(cap)} is used up: raise \`${key}\``;
}

/** Null: the run can pay for it. Else why not, for a person. */
export function shortOf(state: Started, wanted: Reservation | null): string | null {
  if (wanted === null) return null;
  const { usd, tokens } = left(state);
  const { budget } = state.config;
  if (usd !== null && wanted.usd > usd + ROUNDING) {
    const rest = usd > ROUNDING ? `${dollars(usd)} of ${dollars(budget.usd ?? 0)} are` : 'nothing is';
    return `needs ${dollars(wanted.usd)}, and ${rest} left`;
  }
  if (tokens !== null && wanted.tokens > tokens) {
    const rest = tokens > 0 ? `${count(tokens)} of ${count(budget.tokens ?? 0)} are` : 'nothing is';
    return `needs ${count(wanted.tokens)} tokens, and ${rest} left`;
  }
  return null;
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

/** Somebody is at work, or will be again, for whom more may be set aside than is used. */
export function mayFreeMoney(state: Started): boolean {
  return [...state.tasks.values()].some(facts => isActive(facts) || isPausing(facts));
}

function isPausing({ attempts, fate }: TaskFacts): boolean {
  const wait = attempts.at(-1)?.wait;
  return fate === null && wait != null && !wait.over;
}

/** What is neither spent nor set aside; below zero when attempts took more than was set aside. Null: no limit. */
export function left(
  state: Started,
  counts: (attempt: Attempt) => boolean = () => true,
): { readonly usd: number | null; readonly tokens: number | null } {
  const { usd, tokens } = state.config.budget;
  if (usd === null && tokens === null) return { usd, tokens };
  const attempts = [...state.tasks.values()].flatMap(facts => facts.attempts).filter(counts);
  return {
    usd: usd === null ? null : usd - sum(attempts.map(attempt => charge(attempt).usd)),
    tokens: tokens === null ? null : tokens - sum(attempts.map(attempt => charge(attempt).tokens)),
  };
}

/** How much of the budget is not spent yet, from 0 to 1; null: there is none. What is only set aside is not spent. */
export function leftShare(state: Started): number | null {
  const { budget } = state.config;
  const { usd, tokens } = left(state, ({ end }) => end !== null);
  const shares = [
    ...(usd === null || budget.usd === null ? [] : [usd / budget.usd]),
    ...(tokens === null || budget.tokens === null ? [] : [tokens / budget.tokens]),
  ];
  return shares.length === 0 ? null : Math.max(0, Math.min(...shares));
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
  const { exit, usage, durationMs } = end.evidence;
  const { costUsd, inputTokens, outputTokens } = usage;
  const isKnown = inputTokens !== null || outputTokens !== null;
  const known = {
    usd: costUsd ?? aside.usd,
    tokens: isKnown ? (inputTokens ?? 0) + (outputTokens ?? 0) : aside.tokens,
  };
  // What was asked for last before the end came is in no account.
  if (exit.kind === 'timed-out' || exit.kind === 'orphaned') {
    return { usd: Math.max(known.usd, aside.usd), tokens: Math.max(known.tokens, aside.tokens) };
  }
  const never =
    isRefused(exit) || exit.kind === 'not-started' || (exit.kind === 'stopped' && durationMs === 0);
  return never ? { usd: costUsd ?? 0, tokens: isKnown ? known.tokens : 0 } : known;
}

/** The backend would not take the work: what it does not name as a cost was none. */
function isRefused(exit: Exit): boolean {
  if (exit.kind === 'rate-limited') return true;
  return exit.kind === 'backend-failed' && (exit.failure === 'auth' || exit.failure === 'quota');
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
