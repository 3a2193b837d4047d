/** What a task waits for that has been sent back, or whose backend rests, in words; each with the time until. */
import { newestLimits } from '../attempts/pause.ts';
import { Inquiry } from '../integration/inquiry.ts';
import type { Started, TaskFacts } from '../state.ts';
import { assign } from './assign.ts';
import { type Rest, restOf, utcTime } from './limits.ts';
import { startable } from './schedule.ts';

/** What comes before and after the time of a sentence such as "waits 20 s: sh is rate-limited (3rd time)". */
export interface Pause {
  /** Milliseconds since 1970. */
  readonly until: number;
  readonly because: string;
}

/** Null: it does not pause between two attempts. */
export function pauseOf(facts: TaskFacts): Pause | null {
  const last = facts.attempts.at(-1);
  if (last?.wait == null || last.wait.over || facts.fate !== null) return null;
  const count = newestLimits(facts)?.count ?? 1;
  const often = count === 1 ? '' : ` (${ordinal(count)} time)`;
  return { until: last.wait.until, because: `${last.backend} is rate-limited${often}` };
}

/** "sh rests until 14:05:10 UTC, because it broke 5 times in a row" */
export function restText(backend: string, { until, reason }: Rest): string {
  return `${backend} rests until ${utcTime(until)}, because it ${reason}`;
}

/** Null: neither a pause nor a backend that rests is in its way. */
export function waitingReason(state: Started, facts: TaskFacts): string | null {
  const pause = pauseOf(facts);
  if (pause !== null) return `waits until ${utcTime(pause.until)}: ${pause.because}`;
  if (facts.fate !== null || !Object.keys(state.config.backends).some(name => restOf(state, name) !== null))
    return null;
  const last = facts.attempts.at(-1);
  const isPlaced = last !== undefined && last.startedAt === null && last.end === null;
  if (!isPlaced) return resting(state).get(facts.task.id) ?? null;
  const rest = restOf(state, last.backend);
  return rest === null ? null : restText(last.backend, rest);
}

/** The rests that tasks wait for, a sentence each. */
export function restsInTheWay(state: Started): readonly string[] {
  const waiting = [...state.tasks.values()].filter(facts => pauseOf(facts) === null);
  return [...new Set(waiting.flatMap(facts => waitingReason(state, facts) ?? []))];
}

const remembered = new WeakMap<Started, ReadonlyMap<string, string>>();

/** Those that would be dispatched if their backend did not rest. */
function resting(state: Started): ReadonlyMap<string, string> {
  const known = remembered.get(state);
  if (known !== undefined) return known;
  const found = startable(state, new Inquiry(state)).flatMap(({ facts }): [string, string][] => {
    const assignment = assign(state, facts);
    if (assignment.kind !== 'resting') return [];
    const { backend, until, reasons } = assignment;
    const rest = restOf(state, backend);
    const text = rest === null ? reasons.join('; ') : restText(backend, { ...rest, until });
    return [[facts.task.id, text]];
  });
  const reasons = new Map(found);
  remembered.set(state, reasons);
  return reasons;
}

/** "2nd", "3rd", "11th" */
function ordinal(count: number): string {
  const ending = ['th', 'st', 'nd', 'rd'][count % 100 > 10 && count % 100 < 14 ? 0 : count % 10] ?? 'th';
  return `${count}${ending}`;
}
