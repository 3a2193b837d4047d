/**
 * Who waits for whom. An epic merges as one unit, so an outsider who needs one member waits for all of them: it waits for
 * the epic's end, a point of its own, which waits for the members. A point instead of member times outsider pairs
 * keeps all of this as large as the plan, and makes a cycle between epics a cycle like any other.
 */
import type { TaskId } from '../plan.ts';

export interface CycleTask {
  readonly id: TaskId;
  readonly needs: readonly TaskId[];
  readonly after: readonly TaskId[];
  readonly epic: string | null;
}

/** A task, or the end of an epic. */
export interface Point<T extends CycleTask> {
  /** Null: the end of an epic. */
  readonly task: T | null;
  /** The order in the plan, from 0; the ends of epics come behind all tasks. An index: tables by place are lists. */
  readonly place: number;
  /** The end of the task's epic. */
  readonly epic: Point<T> | null;
  /** Directly, each once. */
  waitsFor: Point<T>[];
  /** Tasks among them in plan order. */
  awaitedBy: Point<T>[];
}

export interface TaskPoint<T extends CycleTask> extends Point<T> {
  readonly task: T;
}

export function isTask<T extends CycleTask>(point: Point<T>): point is TaskPoint<T> {
  return point.task !== null;
}

export interface Waits<T extends CycleTask> {
  /** In plan order. */
  readonly tasks: readonly TaskPoint<T>[];
  readonly epics: readonly Point<T>[];
  readonly byId: ReadonlyMap<TaskId, TaskPoint<T>>;
  /** All places are below. */
  readonly size: number;
}

/** Ids that no task has are passed over; of tasks with the same id the first counts. */
export function findWaits<T extends CycleTask>(tasks: readonly T[]): Waits<T> {
  const ends = new Map<string, Point<T>>();
  for (const { epic } of tasks) {
    if (epic === null || ends.has(epic)) continue;
    ends.set(epic, { task: null, place: tasks.length + ends.size, epic: null, waitsFor: [], awaitedBy: [] });
  }
  const byId = new Map<TaskId, TaskPoint<T>>();
  for (const [place, task] of tasks.entries()) {
    if (byId.has(task.id)) continue;
    const epic = task.epic === null ? null : (ends.get(task.epic) ?? null);
    byId.set(task.id, { task, place, epic, waitsFor: [], awaitedBy: [] });
  }
  const waits = {
    tasks: [...byId.values()],
    epics: [...ends.values()],
    byId,
    size: tasks.length + ends.size,
  };
  connect(waits);
  return waits;
}

/** Lists of a known length are not filled by `push`, which would make room for sixteen more in each. */
function connect<T extends CycleTask>({ tasks, epics, byId, size }: Waits<T>): void {
  const counts = new Int32Array(size);
  const count = ({ place }: Point<T>) => {
    counts[place] = (counts[place] ?? 0) + 1;
  };
  for (const point of tasks) {
    point.waitsFor = awaitedBy(point, byId);
    point.waitsFor.forEach(count);
    point.epic?.waitsFor.push(point);
    if (point.epic !== null) count(point);
  }
  const all = [...tasks, ...epics];
  for (const point of all) point.awaitedBy = new Array(counts[point.place]);
  // From the end, so that each list is in plan order.
  for (const point of all.toReversed()) {
    for (const { place, awaitedBy } of point.waitsFor) {
      const left = (counts[place] ?? 0) - 1;
      counts[place] = left;
      awaitedBy[left] = point;
    }
  }
}

/** For whom a task waits: the end of the epic, for a member of another one. */
function awaitedBy<T extends CycleTask>(point: TaskPoint<T>, byId: Waits<T>['byId']): Point<T>[] {
  const others = new Set<Point<T>>();
  const add = (id: TaskId) => {
    const other = byId.get(id);
    if (other === undefined) return;
    others.add(other.epic !== null && other.epic !== point.epic ? other.epic : other);
  };
  point.task.needs.forEach(add);
  point.task.after.forEach(add);
  return [...others];
}

/** Each point after all that it waits for; points on a cycle, and those that wait for one, are missing. */
export function inOrder<T extends CycleTask>(waits: Waits<T>): readonly Point<T>[] {
  const left = waitCounts(waits);
  const order = [...waits.tasks, ...waits.epics].filter(point => point.waitsFor.length === 0);
  // The list grows while it is read.
  for (const point of order) {
    for (const next of point.awaitedBy) {
      if (isFreed(next, left)) order.push(next);
    }
  }
  return order;
}

/** For how many each waits, by place. */
export type WaitCounts = Int32Array;

export function waitCounts<T extends CycleTask>({ tasks, epics, size }: Waits<T>): WaitCounts {
  const counts = new Int32Array(size);
  for (const { place, waitsFor } of [...tasks, ...epics]) counts[place] = waitsFor.length;
  return counts;
}

/** One of those that it waits for is done: counts that, and says whether it was the last. */
export function isFreed<T extends CycleTask>({ place }: Point<T>, left: WaitCounts): boolean {
  const count = (left[place] ?? 0) - 1;
  left[place] = count;
  return count === 0;
}
