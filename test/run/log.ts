/** What a run says while it goes on, as the command line prints it to a pipe. */
import { plainLines } from '../../shared/report/plain.ts';
import type { RunEvent } from '../../shared/run/event.ts';
import type { RunState } from '../../shared/run/state.ts';
import { transition } from '../../shared/run/transition.ts';

export function logOf(journal: readonly RunEvent[]): readonly string[] {
  let state: RunState = null;
  return journal.flatMap(event => {
    const before = state;
    const { state: next } = transition(before, event);
    state = next;
    return next === null ? [] : plainLines(before, event, next);
  });
}
