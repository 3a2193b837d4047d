/** Which commits a step of a run needs that may be on none of its branches. */
import type { Sha } from '../../plan/plan.ts';
import type { Started } from '../../run/state.ts';
import { wantedEffects } from '../../run/wanted.ts';

/** What attempts and merges stand on: as long as nothing is merged it may be on a branch of somebody else's. */
export function groundOf(state: Started): readonly Sha[] {
  const bases = wantedEffects(state).flatMap(each => (each.kind === 'dispatch' ? [each.base.commit] : []));
  return [...new Set([state.base.commit, state.integration.head.commit, ...bases])];
}
