/**
 * What a backend can take now, computed from what its attempts came to: how many at once (a rate limit halves it, success
 * lets it grow again), and whether it rests, because it named a time to come back or broke too often in a row.
 */
import type { Attempt, Started } from '../state.ts';

/** So many attempts in a row that break in the program or the service behind it open the breaker. */
const BREAKER_FAILURES = 5;
/** An open breaker lets nobody through for so long; then one attempt shows whether it closes. */
const BREAKER_MS = 60_000;
/** A limit is waited for; for longer than this, a backend that may take its place does. */
const LONG_LIMIT_MS = 10 * 60_000;

export interface BackendLimit {
  /** At least 1. */
  readonly atOnce: number;
  /** Null: it does not rest. */
  readonly rest: Rest | null;
}

export interface Rest {
  readonly cause: 'limit' | 'broken';
  /** Milliseconds since 1970. */
  readonly until: number;
  /** Goes on where the backend's name ends. */
  readonly reason: string;
}

const remembered = new WeakMap<Started, Map<string, BackendLimit>>();

/** `most`: how many at once are allowed at best. */
export function backendLimit(state: Started, backend: string, most: number): BackendLimit {
  const known = remembered.get(state) ?? new Map<string, BackendLimit>();
  remembered.set(state, known);
  const limit = known.get(`${most} ${backend}`) ?? newLimit(state, backend, most);
  known.set(`${most} ${backend}`, limit);
  return limit;
}

/** Null: it does not rest. */
export function restOf(state: Started, backend: string): Rest | null {
  return backendLimit(state, backend, state.config.parallel.maxWorkers).rest;
}

/** It is not worth waiting for where another may take its place. */
export function isLongRest({ cause, until }: Rest, now: number): boolean {
  return cause === 'broken' || until - now > LONG_LIMIT_MS;
}

/** "14:05:10 UTC": of a rest, which is over within hours. */
export function utcTime(at: number): string {
  return `${new Date(at).toISOString().slice(11, 19)} UTC`;
}

function newLimit(state: Started, backend: string, most: number): BackendLimit {
  const fold = attemptsOn(state, backend).reduce<Fold>(
    (before, attempt) => foldAttempt(before, attempt, most),
    { atOnce: most, cutAt: Number.NEGATIVE_INFINITY, failures: 0, isHalfOpen: false, rest: null },
  );
  const { rest } = fold;
  const isOver = rest === null || rest.until <= (state.rests.get(backend) ?? 0);
  return { atOnce: fold.isHalfOpen ? 1 : Math.floor(fold.atOnce), rest: isOver ? null : rest };
}

interface Fold {
  /** With its fraction: it grows by one in as many successes as it is large. */
  readonly atOnce: number;
  /** When it was last halved: attempts that were under way then belong to the same burst. */
  readonly cutAt: number;
  /** In a row. */
  readonly failures: number;
  /** The breaker has opened, and no attempt has shown since that it may close. */
  readonly isHalfOpen: boolean;
  readonly rest: Rest | null;
}

function foldAttempt(fold: Fold, { startedAt, dispatchedAt, end }: Attempt, most: number): Fold {
  if (end === null) return fold;
  const { exit } = end.evidence;
  switch (exit.kind) {
    case 'rate-limited': {
      const isNew = (startedAt ?? dispatchedAt) >= fold.cutAt;
      const atOnce = isNew ? Math.max(1, Math.floor(fold.atOnce / 2)) : fold.atOnce;
      const rest = exit.retryAfterMs === null ? null : limitRest(end.at + exit.retryAfterMs);
      return { ...fold, atOnce, cutAt: isNew ? end.at : fold.cutAt, rest: later(fold.rest, rest) };
    }
    case 'backend-failed':
      return exit.failure === 'crash' ? broken(fold, end.at) : answered(fold, most);
    case 'exited':
      // A shell line that fails says something about its task; one that succeeds, that the backend works.
      return exit.code === 0 ? answered(fold, most) : fold;
    default:
      return fold;
  }
}

function limitRest(until: number): Rest {
  return { cause: 'limit', until, reason: 'is rate-limited' };
}

function broken(fold: Fold, at: number): Fold {
  const failures = fold.failures + 1;
  if (failures < BREAKER_FAILURES && !fold.isHalfOpen) return { ...fold, failures };
  const reason = `broke ${failures} times in a row`;
  return {
    ...fold,
    failures,
    isHalfOpen: true,
    rest: later(fold.rest, { cause: 'broken', until: at + BREAKER_MS, reason }),
  };
}

function answered(fold: Fold, most: number): Fold {
  return {
    ...fold,
    failures: 0,
    isHalfOpen: false,
    atOnce: Math.min(most, fold.atOnce + 1 / fold.atOnce),
  };
}

function later(one: Rest | null, other: Rest | null): Rest | null {
  if (one === null || other === null) return one ?? other;
  return other.until > one.until ? other : one;
}

/** Those that ended since the run last went on, in the order of their ends: who goes on starts from new. */
function attemptsOn(state: Started, backend: string): readonly Attempt[] {
  return [...state.tasks.values()]
    .flatMap(({ attempts }) => attempts)
    .filter(({ backend: name, end }) => name === backend && end !== null && end.at >= state.since)
    .sort((one, other) => (one.end?.at ?? 0) - (other.end?.at ?? 0));
}
