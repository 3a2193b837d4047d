/** What a log says of pauses: who waits for a limit, and which backend rests, when that begins and when it is over. */
import { restOf } from '../../run/dispatch/limits.ts';
import { pauseOf, restText } from '../../run/dispatch/waiting.ts';
import type { RunState, Started } from '../../run/state.ts';
import { duration } from '../units.ts';

/** A burst of refusals moves the end of a rest by little, again and again. */
const SAME_REST_MS = 10_000;

export function pauseLines(previous: RunState, next: Started): readonly string[] {
  return [...next.tasks.values()].flatMap(facts => {
    const pause = pauseOf(facts);
    const before = previous?.tasks.get(facts.task.id);
    if (pause === null || (before !== undefined && pauseOf(before)?.until === pause.until)) return [];
    return [`${facts.task.id}: waits ${duration(pause.until - next.now)}: ${pause.because}`];
  });
}

export function restLines(previous: RunState, next: Started): readonly string[] {
  if (previous === null) return [];
  return Object.keys(next.config.backends).flatMap(name => {
    const before = restOf(previous, name);
    const rest = restOf(next, name);
    if (rest === null) return before === null ? [] : [`${name} may be used again`];
    return before !== null && rest.until - before.until < SAME_REST_MS ? [] : [restText(name, rest)];
  });
}
