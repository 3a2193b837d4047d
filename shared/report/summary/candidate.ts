/** What a verified tree was made of, in words: readers know tasks, not the ids of trees. */
import type { Sha } from '../../plan/plan.ts';
import type { ChainStep } from '../../run/event.ts';
import { TARGET_UNIT } from '../../run/integration/chain.ts';
import type { Started } from '../../run/state.ts';
import { shortSha, some } from '../units.ts';

const NAMED = 4;

/** "models and rename": what was merged on top of what had been verified before. */
export function candidateNames(state: Started): (tree: Sha) => string {
  const made = new Map<Sha, readonly ChainStep[]>();
  for (const { steps } of state.integration.chains.values()) {
    for (const [index, step] of steps.entries()) {
      if (step.kind === 'merged' && !made.has(step.after.tree))
        made.set(step.after.tree, steps.slice(0, index + 1));
    }
  }
  return tree => {
    if (tree === state.base.tree) return 'the base';
    const steps = made.get(tree);
    return steps === undefined
      ? `tree ${shortSha(tree)}`
      : some(
          steps.flatMap(step => unitName(state, step)),
          NAMED,
        );
  };
}

function unitName(state: Started, { kind, unit }: ChainStep): readonly string[] {
  if (kind !== 'merged') return [];
  if (unit !== TARGET_UNIT) return [unit];
  return [state.target.kind === 'branch' ? `the new ${state.target.branch}` : 'the moved target'];
}
