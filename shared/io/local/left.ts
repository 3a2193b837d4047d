/** What an attempt leaves, as evidence and as a commit's message; also of one that never began. */
import { join } from 'node:path';
import type { RunId, Sha, Task } from '../../plan/plan.ts';
import {
  type Evidence,
  judge,
  judgeExit,
  judgeWork,
  leakText,
  NO_USAGE,
} from '../../run/attempts/evidence.ts';
import type { DispatchEffect } from '../../run/effect.ts';
import { closedTaskFile } from '../backends/registry.ts';
import { saveAttempt } from '../journal/run-refs.ts';
import { unmistakable } from '../output/secrets.ts';
import type { BackendOutcome } from '../ports.ts';
import type { Collected, TaskTree } from '../task-tree.ts';
import type { AttemptContext } from './attempts.ts';
import type { OpenConflict } from './conflicted-tree.ts';

/** What a task left could not be put where it is safe. */
export class Unsaved extends Error {}

interface Left {
  /** What it was to resolve; null: nothing. */
  readonly conflict: OpenConflict | null;
  readonly tree: TaskTree;
  readonly outcome: BackendOutcome;
  readonly signal: AbortSignal;
}

/** Makes what lies in the tree a commit on the task's branch, runs the task's own tests if it is worth it, and says what came of it. */
export async function gather(
  context: AttemptContext,
  effect: DispatchEffect,
  { tree, outcome, conflict, signal }: Left,
): Promise<Evidence> {
  const { attempt, base } = effect;
  const task = context.task(effect.task);
  const { collected, remark } = await keep(context, effect, tree);
  const ended = judgeExit(outcome) === null;
  const resolution = ended && conflict !== null ? await conflict.examine(collected.tree) : null;
  const closes = ended ? await closingOf(context, effect, collected) : {};
  const sound = ended && judgeWork(task, context.config(), { ...collected, ...closes, resolution }) === null;
  const verifyFailure =
    sound && task.verify.length > 0
      ? await context.verifyOwn(tree, { task, attempt, base: base.commit, signal })
      : null;
  return {
    ...outcome,
    durationMs: Math.round(outcome.durationMs),
    tail: [leakRemark(outcome, collected), outcome.tail, remark]
      .filter(text => text !== null && text !== '')
      .join('\n'),
    exit: signal.aborted && verifyFailure !== null ? { kind: 'stopped' } : outcome.exit,
    ...kept(collected),
    ...closes,
    verifyFailure,
    resolution,
    log: context.folder.log(task.id, attempt),
  };
}

/** Nothing: its backend keeps no files of tasks, or it closed none. */
async function closingOf(
  { config, repository: { git } }: AttemptContext,
  { backend, task, base }: DispatchEffect,
  { commit, files }: Collected,
): Promise<Pick<Evidence, 'closes'>> {
  const path = await closedTaskFile(git, config().backends[backend], {
    task,
    base: base.commit,
    commit,
    files,
  });
  return path === null ? {} : { closes: path };
}

/** Gives the tree back, or keeps it for a person, as configured. */
export async function leave(
  context: AttemptContext,
  { task: id, attempt }: DispatchEffect,
  { tree, evidence }: { readonly tree: TaskTree; readonly evidence: Evidence },
): Promise<Evidence> {
  const config = context.config();
  const isWanted =
    config.keepTrees === 'always' ||
    (config.keepTrees === 'failed' && judge(context.task(id), config, evidence).outcome !== 'succeeded');
  if (!isWanted) {
    await tree.release();
    return evidence;
  }
  const kept = await tree.keep(join(context.repository.cache, 'kept', context.run, `${id}-${attempt}`));
  return { ...evidence, tree: kept };
}

/** Of an attempt that is judged by its end, nobody else would tell. */
function leakRemark(outcome: BackendOutcome, { leaks }: Collected): string | null {
  return leaks.length > 0 && judgeExit(outcome) !== null ? `braid: ${leakText(leaks)}` : null;
}

async function keep(context: AttemptContext, effect: DispatchEffect, tree: TaskTree) {
  const message = commitMessage(context.task(effect.task), context.run);
  try {
    const secrets = unmistakable(context.backend(effect.backend).secrets);
    const collected = await tree.collect({ at: context.now(), message, secrets });
    const remark = collected.commit === null ? null : await save(context, effect, collected.commit);
    return { collected, remark };
  } catch (error) {
    throw new Unsaved(error instanceof Error ? error.message : String(error));
  }
}

/** Null, or what is to be said: the work is safe in any case, but a branch that someone else uses stays where it is. */
async function save(
  { repository, run }: AttemptContext,
  { task, attempt }: DispatchEffect,
  commit: Sha,
): Promise<string | null> {
  const saved = await saveAttempt(repository, { run, task, attempt, commit });
  return saved.branch.kind === 'refused' ? `braid: ${saved.branch.reason} (${saved.archive})` : null;
}

export function commitMessage(task: Task, run: RunId): string {
  return `${task.title.replace(/\s+/g, ' ').trim()}\n\nBraid-Run: ${run}\nBraid-Task: ${task.id}\n`;
}

export function kept({
  commit,
  files,
  unstorable,
  leaks,
  strays = [],
}: Collected): Pick<Evidence, 'commit' | 'files' | 'unstorable' | 'leaks' | 'strays'> {
  return {
    commit,
    files,
    unstorable,
    ...(leaks.length > 0 ? { leaks } : {}),
    ...(strays.length > 0 ? { strays } : {}),
  };
}

export function notBegun(exit: Evidence['exit']): Evidence {
  return {
    exit,
    commit: null,
    files: [],
    unstorable: [],
    verifyFailure: null,
    resolution: null,
    tail: '',
    notes: null,
    usage: NO_USAGE,
    durationMs: 0,
    log: null,
  };
}
