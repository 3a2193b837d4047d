/** The order in which finished tasks are merged. */
import type { Task, TaskId } from '../plan.ts';
import { Queue } from './queue.ts';
import type { Point, TaskPoint, Waits } from './waits.ts';

/** What merges at one place: a task, or an epic with all of its tasks. */
interface Unit {
  /** Of its first task, by priority, then plan order. */
  readonly rank: number;
  readonly tasks: TaskPoint<Task>[];
  /** Those that wait for it; once for each reason, as `waiting` counts them. */
  readonly frees: Unit[];
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
    const unit = unitAt.get(keyOf(point).place) ?? { rank, tasks: [], frees: [], waiting: 0 };
    if (unit.tasks.length === 0) units.push(unit);
    unit.tasks.push(point);
    unitAt.set(keyOf(point).place, unit);
    unitAt.set(point.place, unit);
  }
  for (const unit of units) {
    for (const point of unit.tasks) {
      for (const awaited of point.waitsFor) link(unit, unitAt.get(awaited.place));
    }
  }
  return follow(units);
}

function link(unit: Unit, awaited: Unit | undefined): void {
  if (awaited === undefined || awaited === unit) return;
  unit.waiting++;
  awaited.frees.push(unit);
}

function follow(units: readonly Unit[]): readonly Unit[] {
  const order: Unit[] = [];
  const line = new Queue(units.filter(({ waiting }) => waiting === 0));
  for (let unit = line.take(); unit !== null; unit = line.take()) {
    order.push(unit);
    for (const next of unit.frees) {
      next.waiting--;
      if (next.waiting === 0) line.add(next);
    }
  }
  return order;
}
