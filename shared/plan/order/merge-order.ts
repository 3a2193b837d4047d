/** The order in which finished tasks are merged. */
import type { Task, TaskId } from '../plan.ts';
import { Queue } from './queue.ts';
import type { Point, TaskPoint, Waits } from './waits.ts';

/** What merges at one place: a task, or an epic with all of its tasks. */
interface Unit {
  /** Of its first task, by priority, then plan order. */
  readonly rank: number;
  readonly tasks: TaskPoint<Task>[];
  /** For how many points outside. */
  waiting: number;
}

/** Priority, then plan order, an epic's tasks together at the place of its first; but nobody before what it waits for. */
export function orderMerges({ tasks }: Waits<Task>): readonly TaskId[] {
  const sorted = tasks.toSorted((a, b) => a.task.priority - b.task.priority || a.place - b.place);
  return inUnits(sorted, point => point.epic ?? point)
    .flatMap(unit => (unit.tasks.length === 1 ? unit : inUnits(unit.tasks, point => point)))
    .flatMap(unit => unit.tasks.map(({ task }) => task.id));
}

/** By rank, but each unit behind those that it waits for; who is not among these tasks does not count. */
function inUnits(
  sorted: readonly TaskPoint<Task>[],
  keyOf: (point: TaskPoint<Task>) => Point<Task>,
): readonly Unit[] {
  const unitAt = new Map<number, Unit>();
  const units: Unit[] = [];
  for (const [rank, point] of sorted.entries()) {
    const key = keyOf(point).place;
    const known = unitAt.get(key);
    const unit = known ?? { rank, tasks: [point], waiting: 0 };
    if (known !== undefined) known.tasks.push(point);
    else units.push(unit);
    unitAt.set(key, unit);
    unitAt.set(point.place, unit);
  }
  const isOther = (other: Unit | undefined, unit: Unit): other is Unit =>
    other !== undefined && other !== unit;
  for (const unit of units) {
    for (const point of unit.tasks) {
      for (const { place } of point.waitsFor) if (isOther(unitAt.get(place), unit)) unit.waiting++;
    }
  }
  const order: Unit[] = [];
  const line = new Queue(units.filter(({ waiting }) => waiting === 0));
  for (let unit = line.take(); unit !== null; unit = line.take()) {
    order.push(unit);
    for (const { place } of awaitingOf(unit)) {
      const next = unitAt.get(place);
      if (!isOther(next, unit)) continue;
      next.waiting--;
      if (next.waiting === 0) line.add(next);
    }
  }
  return order;
}

/** Who waits for a task of the unit, or for the end of its epic. */
function awaitingOf({ tasks }: Unit): readonly Point<Task>[] {
  const end = tasks[0]?.epic ?? null;
  const points: readonly Point<Task>[] = end === null ? tasks : [end, ...tasks];
  return points.flatMap(({ awaitedBy }) => awaitedBy);
}
