/** The order in a plan: what waits for what, what may run together, and why not. */
import { layBatches, type Serialized } from './order/batches.ts';
import { orderMerges } from './order/merge-order.ts';
import { findWaits, inOrder, isTask, type Point, type TaskPoint, type Waits } from './order/waits.ts';
import type { Plan, Task, TaskId } from './plan.ts';

export type { Serialized } from './order/batches.ts';
export { findCycle } from './order/cycle.ts';
export { whyApart } from './order/neighbours.ts';
export type { CycleTask } from './order/waits.ts';

export interface Graph {
  /** Batch n is `batches[n - 1]`; inside a batch in the order of starting: priority, longest remaining path, plan order. */
  readonly batches: readonly (readonly TaskId[])[];
  /** 1-based. */
  readonly batchOf: ReadonlyMap<TaskId, number>;
  /** Hard dependencies; who needs a member of another epic needs all of its members. */
  readonly needs: ReadonlyMap<TaskId, readonly TaskId[]>;
  /** The inverse of `needs`, direct ones only. */
  readonly dependents: ReadonlyMap<TaskId, readonly TaskId[]>;
  /**
   * The order of merging: priority, then plan order, an epic's tasks together at the place of its first; but nobody
   * before what it needs or is `after`.
   */
  readonly mergeOrder: readonly TaskId[];
  /** Tasks on the longest path that begins with the task, itself included; `after` counts as `needs` does. */
  readonly remaining: ReadonlyMap<TaskId, number>;
  /** A longest path, the first in plan order. */
  readonly criticalPath: readonly TaskId[];
  /** Who was moved to a later batch because of whom, and why, in words for the preview; one entry a moved task. */
  readonly serialized: readonly Serialized[];
}

/** The plan is one without cycles; its parser saw to that. Takes time about in proportion to the plan's size. */
export function buildGraph(plan: Plan, options: { readonly overlap: 'serialize' | 'allow' }): Graph {
  const waits = findWaits(plan.tasks);
  const lengths = longestPaths(waits);
  const { batches, serialized } = layBatches(waits, startingOrder(waits, lengths), options);
  const needs = hardNeeds(waits);
  return {
    batches,
    batchOf: new Map(batches.flatMap((batch, at) => batch.map((id): [TaskId, number] => [id, at + 1]))),
    needs,
    dependents: inverse(needs),
    mergeOrder: orderMerges(waits),
    remaining: new Map(waits.tasks.map(point => [point.task.id, lengths[point.place] ?? 1])),
    criticalPath: criticalPath(waits, lengths),
    serialized,
  };
}

/** By place, counted in tasks: the end of an epic takes no time. */
function longestPaths(waits: Waits<Task>): Int32Array {
  const order = inOrder(waits);
  if (order.length < waits.tasks.length + waits.epics.length) throw new Error('the plan has a cycle');
  const lengths = new Int32Array(waits.size);
  for (const point of order.toReversed()) {
    let longest = 0;
    for (const next of point.awaitedBy) longest = Math.max(longest, lengths[next.place] ?? 0);
    lengths[point.place] = isTask(point) ? longest + 1 : longest;
  }
  return lengths;
}

/** Each task's rank, by place. */
function startingOrder({ tasks, size }: Waits<Task>, lengths: Int32Array): Int32Array {
  const sorted = tasks.toSorted(
    (a, b) =>
      a.task.priority - b.task.priority ||
      (lengths[b.place] ?? 0) - (lengths[a.place] ?? 0) ||
      a.place - b.place,
  );
  const ranks = new Int32Array(size);
  for (const [rank, { place }] of sorted.entries()) ranks[place] = rank;
  return ranks;
}

function hardNeeds({ tasks, epics, byId }: Waits<Task>): ReadonlyMap<TaskId, readonly TaskId[]> {
  const members = new Map(epics.map(end => [end, end.waitsFor.flatMap(({ task }) => task?.id ?? [])]));
  return new Map(
    tasks.map(({ task, epic }) => {
      const needs = new Set<TaskId>();
      for (const id of task.needs) {
        const other = byId.get(id)?.epic ?? null;
        if (other === null || other === epic) needs.add(id);
        else for (const member of members.get(other) ?? []) needs.add(member);
      }
      return [task.id, [...needs]];
    }),
  );
}

function inverse(needs: ReadonlyMap<TaskId, readonly TaskId[]>): ReadonlyMap<TaskId, readonly TaskId[]> {
  const dependents = new Map<TaskId, TaskId[]>([...needs.keys()].map(id => [id, []]));
  for (const [id, needed] of needs) {
    for (const other of needed) dependents.get(other)?.push(id);
  }
  return dependents;
}

function criticalPath({ tasks }: Waits<Task>, lengths: Int32Array): readonly TaskId[] {
  const length = ({ place }: Point<Task>) => lengths[place] ?? 0;
  let longest = 0;
  for (const point of tasks) longest = Math.max(longest, length(point));
  const path: TaskId[] = [];
  let at = tasks.find(point => length(point) === longest);
  while (at !== undefined) {
    path.push(at.task.id);
    const wanted = length(at) - 1;
    at = at.awaitedBy.flatMap(tasksBehind).find(next => length(next) === wanted);
  }
  return path;
}

/** Behind an epic's end come those who wait for it. */
function tasksBehind(point: Point<Task>): readonly TaskPoint<Task>[] {
  return isTask(point) ? [point] : point.awaitedBy.filter(isTask);
}
