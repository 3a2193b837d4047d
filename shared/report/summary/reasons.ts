/** Why a task is in its batch: the same words before, while and after it runs. */
import type { Graph, Serialized } from '../../plan/graph.ts';
import type { Task } from '../../plan/plan.ts';
import { some } from '../units.ts';

/** Names in one sentence. */
const NAMED = 5;

export function batchReasons(graph: Graph, task: Task, batch: number): readonly string[] {
  if (batch === 1) return [];
  const before = (graph.needs.get(task.id) ?? []).filter(id => graph.batchOf.get(id) === batch - 1);
  const moved = graph.serialized.filter(each => each.task === task.id);
  const softly = task.after.filter(id => graph.batchOf.get(id) === batch - 1);
  return [
    ...(before.length > 0 ? [`in batch ${batch}, since it needs ${some(before, NAMED)}`] : []),
    ...(softly.length > 0 ? [`in batch ${batch}, since it comes after ${some(softly, NAMED)}`] : []),
    ...moved.map(({ behind, reason }) => `in batch ${batch}, behind ${behind}: ${reason}`),
  ];
}

/** Who was moved behind whom, for a list of all of them. */
export function movedReason(graph: Graph, { task, behind, reason }: Serialized): string {
  return `${task} waits for batch ${graph.batchOf.get(task) ?? 1}, behind ${behind}: ${reason}`;
}
