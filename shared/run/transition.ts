/**
 * The machine: `transition(state, event) → { state, effects }`. Pure and total: no clock, no randomness, no environment.
 *
 *   event ──► apply (facts) ──► advance (decisions become facts, until there is none left) ──► wanted effects
 *
 * What is outstanding is computed from the facts alone, so replaying the journal and going on equals never having stopped:
 * the effects of a step are those wanted now that were not wanted before.
 *
 *   a task:  waiting ─► running ─► verifying ─► merged
 *               ▲ (retry, rerun,  │      └────► conflict, red, held
 *               └ resolve, requeue)┴─► conflict, failed, timed-out, no-changes, out-of-scope, rate-limited
 *            waiting ─► skipped, held          any of the first three ─► cancelled
 *   a run:   running ─► completed, partial, failed, cancelled      (retry and resume lead back to running)
 */
import { advance } from './advance.ts';
import { apply } from './apply.ts';
import type { Effect } from './effect.ts';
import type { RunEvent } from './event.ts';
import type { RunState } from './state.ts';
import { wantedEffects } from './wanted.ts';

export interface Step {
  readonly state: RunState;
  readonly effects: readonly Effect[];
}

/** An event that changes nothing gives back the very same state, and need not be journaled. */
export function transition(state: RunState, event: RunEvent): Step {
  const before = keysOf(state);
  const applied = apply(state, event, key => before.has(key));
  if (applied === state || applied === null) return { state, effects: [] };
  const next = advance(applied);
  return { state: next, effects: wantedEffects(next).filter(effect => !before.has(effect.key)) };
}

/** The state that the events lead to; what is outstanding then is `wantedEffects(state)`. */
export function replay(events: readonly RunEvent[], from: RunState = null): RunState {
  return events.reduce<RunState>((state, event) => transition(state, event).state, from);
}

function keysOf(state: RunState): ReadonlySet<string> {
  return new Set(wantedEffects(state).map(effect => effect.key));
}
