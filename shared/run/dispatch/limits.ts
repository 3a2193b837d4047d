/**
 * What a backend can take now, computed from what attempts came to, here and in other runs: how many at once (a rate limit halves
 * it, success lets it grow again), and whether it rests, because it named a time to come back or broke too often in a row.
 */
import { assertNever } from '../../assert.ts';
import type { Started } from '../state.ts';
import { ownSigns, type Sign } from './signs.ts';

/** So many attempts in a row that break in the program or the service behind it open the breaker. */
const BREAKER_FAILURES = 5;
/** An open breaker lets nobody through for so long; then one attempt shows whether it closes. */
const BREAKER_MS = 60_000;
/** A limit is waited for; for longer than this, a backend that may take its place does. */
const LONG_LIMIT_MS = 10 * 60_000;
/** So long a run keeps away because of what others say, then it looks itself: what they say may be wrong, and must keep nobody for ever. */
const HEARSAY_MS = 10 * 60_000;
/** Where no time was named, other runs keep away for the minute that most limits are about. */
const UNNAMED_MS = 60_000;

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
  /** What was asked for; later than `until` where another run was told so, which is believed for a while only. */
  readonly asked: number;
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
export function isLongRest({ cause, asked }: Rest, now: number): boolean {
  return cause === 'broken' || asked - now > LONG_LIMIT_MS;
}

/** "14:05:10 UTC": of a rest, which is over within hours. */
export function utcTime(at: number): string {
  return `${new Date(at).toISOString().slice(11, 19)} UTC`;
}

function newLimit(state: Started, backend: string, most: number): BackendLimit {
  const heard = state.heard.get(backend);
  const fold = allSigns(state, backend).reduce<Fold>((before, sign) => foldSign(before, sign, most), {
    ...{ atOnce: most, cutAt: Number.NEGATIVE_INFINITY, failures: 0, heardOf: 0, isHalfOpen: false },
    rest: null,
  });
  const { rest } = fold;
  const over = Math.max(state.rests.get(backend) ?? 0, heard?.at ?? 0);
  const isOver = rest === null || rest.until <= over;
  return { atOnce: fold.isHalfOpen ? 1 : Math.floor(fold.atOnce), rest: isOver ? null : rest };
}

/** Up to when it is believed; null: it is the run's own. */
type Told = Sign & { readonly believedUntil: number | null };

/** In the order of the ends. */
function allSigns(state: Started, backend: string): readonly Told[] {
  const heard = state.heard.get(backend);
  const believedUntil = (heard?.since ?? 0) + HEARSAY_MS;
  return [
    ...ownSigns(state, backend).map(sign => ({ ...sign, believedUntil: null })),
    ...(heard?.signs ?? []).map(sign => ({ ...sign, believedUntil })),
  ].sort((one, other) => one.at - other.at);
}

interface Fold {
  /** With its fraction: it grows by one in as many successes as it is large. */
  readonly atOnce: number;
  /** When it was last halved: attempts that were under way then belong to the same burst. */
  readonly cutAt: number;
  /** In a row. */
  readonly failures: number;
  /** How many of them other runs have told of. */
  readonly heardOf: number;
  /** The breaker has opened, and no attempt has shown since that it may close. */
  readonly isHalfOpen: boolean;
  readonly rest: Rest | null;
}

function foldSign(fold: Fold, sign: Told, most: number): Fold {
  switch (sign.says) {
    case 'limited': {
      const isNew = sign.began >= fold.cutAt;
      const atOnce = isNew ? Math.max(1, Math.floor(fold.atOnce / 2)) : fold.atOnce;
      const rest = limitRest(sign, sign.restMs);
      return { ...fold, atOnce, cutAt: isNew ? sign.at : fold.cutAt, rest: later(fold.rest, rest) };
    }
    case 'broken':
      return broken(fold, sign);
    case 'answered':
      return answered(fold, most);
    default:
      return assertNever(sign);
  }
}

function limitRest(sign: Told, restMs: number | null): Rest | null {
  const isOwn = sign.believedUntil === null;
  // Whoever was refused without a time pauses by itself.
  if (isOwn && restMs === null) return null;
  const asked = sign.at + (restMs ?? UNNAMED_MS);
  const reason = isOwn ? 'is rate-limited' : 'rate-limited another run';
  return { cause: 'limit', until: believed(sign, asked), asked, reason };
}

function broken(fold: Fold, sign: Told): Fold {
  const failures = fold.failures + 1;
  const heardOf = fold.heardOf + (sign.believedUntil === null ? 0 : 1);
  if (failures < BREAKER_FAILURES && !fold.isHalfOpen) return { ...fold, failures, heardOf };
  const asked = sign.at + BREAKER_MS;
  const rest: Rest = {
    ...{ cause: 'broken', until: believed(sign, asked), asked },
    reason: `broke ${failures} times in a row${heardOf === 0 ? '' : ', counting other runs'}`,
  };
  return { ...fold, failures, heardOf, isHalfOpen: true, rest: later(fold.rest, rest) };
}

function believed({ believedUntil }: Told, asked: number): number {
  return believedUntil === null ? asked : Math.min(asked, believedUntil);
}

function answered(fold: Fold, most: number): Fold {
  return {
    ...fold,
    failures: 0,
    heardOf: 0,
    isHalfOpen: false,
    atOnce: Math.min(most, fold.atOnce + 1 / fold.atOnce),
  };
}

function later(one: Rest | null, other: Rest | null): Rest | null {
  if (one === null || other === null) return one ?? other;
  return other.until > one.until ? other : one;
}
