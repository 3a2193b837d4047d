/** What a batch came to. */
import type { TaskId } from '../../plan/plan.ts';
import type { Started } from '../../run/state.ts';
import { type BatchStatus, batchStatus } from '../../run/status.ts';
import { enumerate } from '../units.ts';
import type { TaskView } from './task-view.ts';
import { sumOfKnown } from './timing.ts';

export interface BatchView {
  /** 1-based. */
  readonly number: number;
  readonly tasks: readonly TaskId[];
  readonly status: BatchStatus;
  readonly merged: number;
  /** Tasks with nothing left to do but to be merged, or nothing at all. */
  readonly worked: number;
  /** "3 merged, 1 failed" */
  readonly tally: string;
  readonly startedAt: number | null;
  readonly finishedAt: number | null;
  readonly costUsd: number | null;
}

export function batchViews(state: Started, tasks: readonly TaskView[]): readonly BatchView[] {
  const byId = new Map(tasks.map(task => [task.id, task]));
  return state.graph.batches.map((ids, index) => {
    const members = ids.flatMap(id => byId.get(id) ?? []);
    const status = batchStatus(state, index + 1);
    const starts = members.flatMap(task => task.startedAt ?? []);
    const ends = members.flatMap(task => [task.endedAt, task.mergedAt]).filter(at => at !== null);
    const over = status === 'done' || status === 'failed';
    return {
      number: index + 1,
      tasks: ids,
      status,
      merged: members.filter(task => task.status === 'merged').length,
      worked: members.filter(task => task.status !== 'waiting' && task.status !== 'running').length,
      tally: tally(members),
      startedAt: starts.length === 0 ? null : Math.min(...starts),
      finishedAt: over && ends.length > 0 ? Math.max(...ends) : null,
      costUsd: sumOfKnown(members.map(task => task.costUsd)),
    };
  });
}

/** How many of each, the merged ones first. */
export function tally(tasks: readonly TaskView[]): string {
  const counts = new Map<string, number>();
  for (const task of [...tasks].sort((a, b) => rank(a) - rank(b))) {
    counts.set(task.label, (counts.get(task.label) ?? 0) + 1);
  }
  return enumerate([...counts].map(([label, count]) => `${count} ${label}`));
}

function rank(task: TaskView): number {
  return task.status === 'merged' ? 0 : task.tone === 'bad' ? 1 : 2;
}
