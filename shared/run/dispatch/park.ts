/** A run that cannot pay for its next task comes to rest: what is done is merged, the rest waits for a higher budget. */
import { Inquiry } from '../integration/inquiry.ts';
import { decideAll } from '../lens.ts';
import type { Started } from '../state.ts';
import { finished } from '../status.ts';
import { assign } from './assign.ts';
import { mayFreeMoney } from './budget.ts';
import { startable } from './schedule.ts';

/** When nothing is under way that could give money back, and what is next cannot be paid for. */
export function park(state: Started): Started {
  if (state.park !== null || state.halt !== null || state.cancel !== null) return state;
  if (state.integration.round !== null || state.landing.syncFirst) return state;
  if (mayFreeMoney(state)) return state;
  const next = startable(state, new Inquiry(state)).map(({ facts }) => ({ facts, at: assign(state, facts) }));
  const short = next.find(({ at }) => at.kind === 'unaffordable');
  if (short?.at.kind !== 'unaffordable' || next.some(({ at }) => at.kind !== 'unaffordable')) return state;
  const reason = `the budget: ${short.facts.task.id} ${short.at.reason}`;
  return { ...state, park: { at: state.now, reason } };
}

/** Once parked, what is not done is held; what is done is merged. */
export function holdParked(state: Started): Started {
  const { park: parked } = state;
  if (parked === null) return state;
  return decideAll(state, facts =>
    finished(facts) ? null : { kind: 'held', cause: 'budget', reason: parked.reason },
  );
}
