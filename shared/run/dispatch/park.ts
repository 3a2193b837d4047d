/**
 * What the budget does not suffice for is held, with what needs it, and the run parks at its end. All that can be paid for is
 * done, whatever is held before it.
 */
import { Inquiry } from '../integration/inquiry.ts';
import { withFate } from '../lens.ts';
import type { Fate, Started } from '../state.ts';
import { assign } from './assign.ts';
import { startable } from './schedule.ts';

/** Whoever is in turn and cannot be paid for, also when all that is under way should cost nothing. */
export function holdUnpaid(state: Started): Started {
  if (state.halt !== null || state.cancel !== null || state.landing.syncFirst) return state;
  for (const { facts } of startable(state, new Inquiry(state))) {
    const assignment = assign(state, facts);
    if (assignment.kind !== 'unaffordable' || !assignment.isForGood) continue;
    const reason = `the budget: ${facts.task.id} ${assignment.reason}`;
    const next = withFate(state, facts.task.id, { kind: 'held', cause: 'budget', reason });
    return { ...next, park: state.park ?? { at: state.now, reason } };
  }
  return state;
}

/** Who waits for what the budget does not suffice for is held for the same reason; null: that is not why it is lost. */
export function sharedHold(fate: Fate | null): Fate | null {
  return fate?.kind === 'held' && fate.cause === 'budget' ? fate : null;
}
