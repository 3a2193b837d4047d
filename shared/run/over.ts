/** Whether a run is at its end. */
import type { RunState } from './state.ts';
import { wantedEffects } from './wanted.ts';

/** It has ended, it landed what there was to land, and that was reported. */
export function isOver(state: RunState): boolean {
  return state !== null && state.finishedAt !== null && wantedEffects(state).length === 0;
}
