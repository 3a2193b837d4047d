/** A tree that shows a conflict: git's own merge of the base and a task's work, and what was left of it in the end. */
import type { Sha } from '../../plan/plan.ts';
import { NO_USAGE } from '../../run/attempts/evidence.ts';
import type { DispatchEffect } from '../../run/effect.ts';
import { type Resolution, unmarkedText } from '../../run/resolution/resolution.ts';
import { conflictedFiles, describeConflict } from '../merging/conflict.ts';
import { mergePair } from '../merging/merge-pair.ts';
import type { BackendOutcome } from '../ports.ts';
import type { TaskTree } from '../task-tree.ts';
import type { AttemptContext } from './attempts.ts';
import { examine } from './examine.ts';

export interface OpenConflict {
  /** The merge succeeded: others have moved on since the collision. */
  readonly isClean: boolean;
  /** What no marker in a file can show, as an addition to the prompt. */
  readonly told: string;
  /** Looks at what was made of it. */
  readonly examine: (result: Sha) => Promise<Resolution>;
}

const ACCOUNTED: Resolution = { markers: [], lost: [] };

/** Null: the attempt starts from its base alone. */
export async function openConflict(
  { merges, run }: Pick<AttemptContext, 'merges' | 'run'>,
  { base, resolves }: Pick<DispatchEffect, 'base' | 'resolves'>,
  tree: Pick<TaskTree, 'show'>,
): Promise<OpenConflict | null> {
  if (resolves === null) return null;
  const { git } = await merges();
  const { commit } = resolves;
  const merge = await mergePair(git, base.commit, commit);
  if (merge.kind === 'clean') {
    await tree.show(merge.tree);
    return { isClean: true, told: '', examine: async () => ACCOUNTED };
  }
  const failed = { run, head: base.commit, commit, output: merge.output };
  await tree.show(merge.output.tree);
  const files = conflictedFiles(failed);
  const described = await describeConflict(git, failed);
  return {
    isClean: false,
    told: unmarkedText(
      files.map(({ path, kind, base: was, ours, theirs }) => ({
        ...{ path, kind },
        ...{ isNew: was === null, hasOurs: ours !== null, hasTheirs: theirs !== null },
      })),
    ),
    examine: result =>
      examine(git, { merged: merge.output.tree, base, commit, result }, { files, described }),
  };
}

/** As of a backend that had nothing to do. */
export function asMerged(): BackendOutcome {
  return {
    exit: { kind: 'exited', code: 0 },
    usage: { ...NO_USAGE, costUsd: 0, inputTokens: 0, outputTokens: 0 },
    tail: 'braid: the conflict is gone: git merges both sides by itself now',
    notes: null,
    durationMs: 0,
  };
}
