/** Finds tasks that wait for each other, and shows them as a path that a person can follow. */
import type { TaskId } from '../plan.ts';
import { type CycleTask, findWaits, inOrder, type Point } from './waits.ts';

type Circle = readonly Point<CycleTask>[];

/**
 * A cycle as its path, first task repeated at the end (`a → b → c → a` is [a, b, c, a]); null: none.
 * Counts `needs`, `after`, and needs between epics. Each task of the path lists the next one in `needs` or `after`, or
 * is of the same epic as the next one: who needs a member waits for them all.
 */
export function findCycle(tasks: readonly CycleTask[]): readonly TaskId[] | null {
  const waits = findWaits(tasks);
  const free = new Set(inOrder(waits));
  const stuck = waits.tasks.find(point => !free.has(point));
  if (stuck === undefined) return null;
  const circle = namedOnly(shortest(somewhereOn(stuck, free), free));
  const path = circle.flatMap((point, at) =>
    inWords(point, circle.at(at - 1), circle[(at + 1) % circle.length]),
  );
  return fromFirst(path, tasks);
}

/** Whoever is stuck waits for somebody who is stuck: followed for long enough, that leads around a cycle. */
function somewhereOn(stuck: Point<CycleTask>, free: ReadonlySet<Point<CycleTask>>): Point<CycleTask> {
  const met = new Set<Point<CycleTask>>();
  let at = stuck;
  while (!met.has(at)) {
    met.add(at);
    at = at.waitsFor.find(next => !free.has(next)) ?? at;
  }
  return at;
}

/** The shortest way from a point back to itself, without the repeated end. */
function shortest(start: Point<CycleTask>, free: ReadonlySet<Point<CycleTask>>): Circle {
  const cameFrom = new Map<Point<CycleTask>, Point<CycleTask>>();
  const reached = [start];
  for (const point of reached) {
    for (const next of point.waitsFor) {
      if (next === start) return wayTo(point, cameFrom);
      if (free.has(next) || cameFrom.has(next)) continue;
      cameFrom.set(next, point);
      reached.push(next);
    }
  }
  return [start];
}

function wayTo(end: Point<CycleTask>, cameFrom: ReadonlyMap<Point<CycleTask>, Point<CycleTask>>): Circle {
  const way: Point<CycleTask>[] = [];
  for (let at: Point<CycleTask> | undefined = end; at !== undefined; at = cameFrom.get(at)) way.push(at);
  return way.reverse();
}

/** From an epic's end the circle goes on with the member that is listed, if that is on the circle too. */
function namedOnly(found: Circle): Circle {
  let circle = found;
  for (const end of found.filter(point => point.task === null)) {
    const at = circle.indexOf(end);
    if (at === -1) continue;
    const turned = [...circle.slice(at), ...circle.slice(0, at)];
    const listed = listedBy(turned.at(-1));
    const next = turned.findLastIndex(
      point => point.epic === end && point.task !== null && listed.has(point.task.id),
    );
    circle = next === -1 ? turned : [end, ...turned.slice(next)];
  }
  return circle;
}

function listedBy(point: Point<CycleTask> | undefined): ReadonlySet<TaskId> {
  return new Set([...(point?.task?.needs ?? []), ...(point?.task?.after ?? [])]);
}

/** An epic's end is shown as the member that is listed, unless the path goes on with that one. */
function inWords(
  point: Point<CycleTask>,
  before: Point<CycleTask> | undefined,
  next: Point<CycleTask> | undefined,
): readonly TaskId[] {
  if (point.task !== null) return [point.task.id];
  const listed = listedBy(before);
  if (next?.task != null && listed.has(next.task.id)) return [];
  const member = point.waitsFor.find(({ task }) => task !== null && listed.has(task.id));
  return member?.task == null ? [] : [member.task.id];
}

/** Turned so that it begins, and ends, with the task that comes first in the plan. */
function fromFirst(path: readonly TaskId[], tasks: readonly CycleTask[]): readonly TaskId[] {
  const onPath = new Set(path);
  const first = tasks.find(({ id }) => onPath.has(id));
  const at = first === undefined ? 0 : path.indexOf(first.id);
  return [...path.slice(at), ...path.slice(0, at + 1)];
}
