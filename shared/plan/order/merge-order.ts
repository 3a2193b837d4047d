/** The order in which finished tasks are merged. */
import type { Task, TaskId } from '../plan.ts';
import { Queue } from './queue.ts';
import type { Point, TaskPoint, Waits } from './waits.ts';

/** What merges at one place: a task, or an epic with all of its tasks. */
interface Unit {
  readonly rank: number;
  readonly tasks: TaskPoint<Task>[];
}

/** Priority, then plan order, an epic's tasks together at the place of its first; but nobody before what it waits for. */
export function orderMerges({ tasks }: Waits<Task>): readonly TaskId[] {
  const units = new Map<Point<Task>, Unit>();
  const unitOf = new Map<Point<Task>, Unit>();
  const byPriority = tasks.toSorted((a, b) => a.task.priority - b.task.priority || a.place - b.place);
  const single = new Map(
    byPriority.map((point, rank): [TaskPoint<Task>, Unit] => [point, { rank, tasks: [point] }]),
  );
  for (const [point, { rank }] of single) {
    const key = point.epic ?? point;
    const unit = units.get(key) ?? { rank, tasks: [] };
    unit.tasks.push(point);
    units.set(key, unit);
    unitOf.set(point, unit);
    unitOf.set(key, unit);
  }
  return follow([...units.values()], unitOf).flatMap(unit => {
    if (unit.tasks.length === 1) return unit.tasks.map(({ task }) => task.id);
    const members = unit.tasks.flatMap(point => single.get(point) ?? []);
    const inside = new Map<Point<Task>, Unit>(
      members.flatMap(member => member.tasks.map(point => [point, member])),
    );
    return follow(members, inside).flatMap(member => member.tasks.map(({ task }) => task.id));
  });
}

/** By rank, but each unit after those that it waits for; what has no unit here does not count. */
function follow(units: readonly Unit[], unitOf: ReadonlyMap<Point<Task>, Unit>): readonly Unit[] {
  const waiting = new Map(units.map(unit => [unit, 0]));
  const freed = new Map<Unit, Unit[]>(units.map(unit => [unit, []]));
  for (const unit of units) {
    for (const other of unit.tasks.flatMap(point => point.waitsFor.map(awaited => unitOf.get(awaited)))) {
      if (other === undefined || other === unit) continue;
      waiting.set(unit, (waiting.get(unit) ?? 0) + 1);
      freed.get(other)?.push(unit);
    }
  }
  const order: Unit[] = [];
  const line = new Queue(units.filter(unit => waiting.get(unit) === 0));
  for (let unit = line.take(); unit !== null; unit = line.take()) {
    order.push(unit);
    for (const next of freed.get(unit) ?? []) {
      const left = (waiting.get(next) ?? 0) - 1;
      waiting.set(next, left);
      if (left === 0) line.add(next);
    }
  }
  return order;
}
