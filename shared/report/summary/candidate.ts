/** What a verified tree was made of, in words: readers know tasks, not the ids of trees. */
import type { Sha, TaskId } from '../../plan/plan.ts';
import type { ChainStep } from '../../run/event.ts';
import { TARGET_UNIT } from '../../run/integration/chain.ts';
import type { Integration, Started } from '../../run/state.ts';
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

/** The candidate whose green verification covered a merged task. */
export interface Cover {
  /** "models and rename": what was merged in it on top of what had been verified before. */
  readonly name: string;
  readonly commit: Sha;
  /** When its verification ended, in milliseconds since 1970. */
  readonly at: number;
  readonly durationMs: number;
  /** Which verification of this tree was green: 1, or more after a flake. */
  readonly trial: number;
}

const known = new WeakMap<Integration, ReadonlyMap<TaskId, Cover>>();

/** Null: it is not merged, or nothing verifies. */
export function coverOf(state: Started, task: TaskId): Cover | null {
  const { integration } = state;
  const covers = known.get(integration) ?? findCovers(state);
  known.set(integration, covers);
  return covers.get(task) ?? null;
}

/** From the newest step back: each is covered by the first candidate at or behind it that was green. */
function findCovers(state: Started): ReadonlyMap<TaskId, Cover> {
  const nameOf = candidateNames(state);
  const covers = new Map<TaskId, Cover>();
  let cover: Cover | null = null;
  for (const { unit, after } of state.integration.line.toReversed()) {
    const trials = state.integration.trials.get(after.tree) ?? [];
    const index = trials.findIndex(({ verdict }) => verdict.kind === 'green');
    const trial = trials[index];
    if (trial !== undefined) {
      const { at, durationMs } = trial;
      cover = { name: nameOf(after.tree), commit: after.commit, at, durationMs, trial: index + 1 };
    }
    for (const task of unit?.tasks ?? []) if (cover !== null) covers.set(task, cover);
  }
  return covers;
}

function unitName(state: Started, { kind, unit }: ChainStep): readonly string[] {
  if (kind !== 'merged') return [];
  if (unit !== TARGET_UNIT) return [unit];
  return [state.target.kind === 'branch' ? `the new ${state.target.branch}` : 'the moved target'];
}
