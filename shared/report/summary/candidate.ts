/** What a verified tree was made of, in words: readers know tasks, not the ids of trees. */
import type { Sha } from '../../plan/plan.ts';
import { TARGET_UNIT } from '../../run/chain.ts';
import type { ChainStep } from '../../run/event.ts';
import type { Started } from '../../run/state.ts';
import { shortSha, some } from '../units.ts';

const NAMED = 4;

/** "models and rename", what was merged on top of what had been verified before. */
export function candidateName(state: Started, tree: Sha): string {
  if (tree === state.base.tree) return 'the base';
  for (const { steps } of state.integration.chains.values()) {
    const last = steps.findIndex(step => step.kind === 'merged' && step.after.tree === tree);
    if (last >= 0)
      return some(
        steps.slice(0, last + 1).flatMap(step => unitName(state, step)),
        NAMED,
      );
  }
  return `tree ${shortSha(tree)}`;
}

function unitName(state: Started, { kind, unit }: ChainStep): readonly string[] {
  if (kind !== 'merged') return [];
  if (unit !== TARGET_UNIT) return [unit];
  return [state.target.kind === 'branch' ? `the new ${state.target.branch}` : 'the moved target'];
}
