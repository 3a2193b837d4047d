/** How long a task is kept back after its backend was rate-limited, and when it is enough. */
import type { Attempt, Started, TaskFacts } from '../state.ts';
import { limitText } from './evidence.ts';

/** So often in a row a task is sent back by a backend, whatever time that takes: every run ends. */
const MOST_LIMITS = 20;
/** From the second of these numbers on it is over, if it took so long: a limit of a minute's window is waited out. */
const FEW_LIMITS = 5;
const LONG_MS = 15 * 60_000;
/** All pauses of a task together, with the one that the last answer named. */
const MOST_WAITED_MS = 24 * 60 * 60_000;
/** The first pause after a rate limit that named no time, doubled each time, in milliseconds. */
const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 60_000;
const LEAST_SPREAD_MS = 500;
const MOST_SPREAD_MS = 30_000;

/** What a backend has sent back since anything else came of an attempt, or a person last started the task. */
export interface Limits {
  readonly backend: string;
  readonly count: number;
  /** From the start of the first to the end of the last. */
  readonly ms: number;
  /** In the pauses between them. */
  readonly waitedMs: number;
  /** The pause that the last answer named; 0: none. */
  readonly namedMs: number;
}

/** How long to wait after the newest attempt, which was rate-limited, in milliseconds; null: it was sent back too often. */
export function pauseAfter({ run }: Pick<Started, 'run'>, facts: TaskFacts): number | null {
  const last = facts.attempts.at(-1);
  const limits = newestLimits(facts);
  if (last === undefined || limits === null || isTooOften(limits)) return null;
  const pause = namedWait(last) ?? Math.min(FIRST_PAUSE_MS * 2 ** (limits.count - 1), LONGEST_PAUSE_MS);
  return Math.round(pause + jitter(`${run}/${facts.task.id}/${last.number}`, pause));
}

/** The backends that have sent the task back too often in a row. */
export function limitedOut(facts: TaskFacts): ReadonlyMap<string, Limits> {
  return new Map(
    limitsOf(facts)
      .filter(isTooOften)
      .map(limits => [limits.backend, limits]),
  );
}

/** Those of the backend that had the newest attempt; null: it was not rate-limited. */
export function newestLimits(facts: TaskFacts): Limits | null {
  const last = facts.attempts.at(-1);
  return limitsOf(facts).find(({ backend }) => backend === last?.backend) ?? null;
}

/** "21 times in a row, over 15.4 min" */
export function limitsText(limits: Limits): string {
  const { count, ms, namedMs } = limits;
  const tries = count === 1 ? 'once' : `${count} times in a row`;
  const further = isTooLong(limits) ? `, and again for ${limitText(namedMs)}: more than a day in all` : '';
  return `${tries}, over ${limitText(ms)}${further}`;
}

function isTooOften(limits: Limits): boolean {
  const { count, ms } = limits;
  return count > MOST_LIMITS || (count > FEW_LIMITS && ms >= LONG_MS) || isTooLong(limits);
}

function isTooLong({ waitedMs, namedMs }: Limits): boolean {
  return waitedMs + namedMs > MOST_WAITED_MS;
}

function namedWait({ end }: Attempt): number | null {
  const exit = end?.evidence.exit;
  return exit?.kind === 'rate-limited' ? exit.retryAfterMs : null;
}

function waitOf({ end, wait }: Attempt): number {
  return end === null || wait === null ? 0 : wait.until - end.at;
}

function limitsOf({ attempts, countsFrom }: TaskFacts): readonly Limits[] {
  const before = attempts.findLastIndex(
    ({ number, end }) => number < countsFrom || (end !== null && end.outcome !== 'rate-limited'),
  );
  const inARow = attempts.slice(before + 1).filter(({ end }) => end !== null);
  return [...new Set(inARow.map(({ backend }) => backend))].map(backend => {
    const own = inARow.filter(attempt => attempt.backend === backend);
    const last = own.at(-1);
    return {
      backend,
      count: own.length,
      ms: span(own),
      waitedMs: own.slice(0, -1).reduce((sum, attempt) => sum + waitOf(attempt), 0),
      namedMs: last === undefined ? 0 : (namedWait(last) ?? 0),
    };
  });
}

function span(attempts: readonly Attempt[]): number {
  const [first] = attempts;
  const last = attempts.at(-1);
  return first === undefined || last?.end == null ? 0 : last.end.at - (first.startedAt ?? first.dispatchedAt);
}

/**
 * Up to a quarter of the pause, at least up to half a second and at most up to half a minute, so that not all come back at once. The machine has no
 * randomness: what differs is the run, the task and the attempt, so a replay waits as long.
 */
function jitter(key: string, pauseMs: number): number {
  return fraction(key) * Math.min(Math.max(pauseMs / 4, LEAST_SPREAD_MS), MOST_SPREAD_MS);
}

/** From 0 to 1, and far apart for keys that differ in one character: FNV-1a, then the finaliser of MurmurHash3. */
function fraction(key: string): number {
  let hash = 0x811c9dc5;
  for (const char of key) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}
