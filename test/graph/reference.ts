/** The rules of scheduling once more, so plainly that one sees they are right, for plans of a few tasks. */
import fc from 'fast-check';
import type { EpicName, Task, TaskId } from '../../shared/plan/plan.ts';
import { overlaps } from '../../shared/plan/scope.ts';
import { task } from '../plan/blank.ts';
import { taskId } from './notation.ts';

type Waits = ReadonlyMap<TaskId, ReadonlySet<TaskId>>;

/** With every member of an epic for an outsider who names one of them. */
export function waitsOf(tasks: readonly Task[], kinds: readonly ('needs' | 'after')[]): Waits {
  const epicOf = new Map(tasks.map(({ id, epic }) => [id, epic]));
  const expanded = (self: Task, id: TaskId) => {
    const epic = epicOf.get(id) ?? null;
    return epic === null || epic === self.epic
      ? [id]
      : tasks.filter(other => other.epic === epic).map(({ id }) => id);
  };
  return new Map(
    tasks.map(self => [
      self.id,
      new Set(kinds.flatMap(kind => self[kind]).flatMap(id => expanded(self, id))),
    ]),
  );
}

/** Whether the epics, and the tasks of none, can be put in an order; and so can the tasks in each epic. */
export function hasOrder(tasks: readonly Task[]): boolean {
  const unitOf = (id: TaskId) => tasks.find(other => other.id === id)?.epic ?? id;
  const outside = tasks.flatMap(self =>
    [...self.needs, ...self.after]
      .map((id): [string, string] => [unitOf(self.id), unitOf(id)])
      .filter(([a, b]) => a !== b),
  );
  const inside = tasks.flatMap(self =>
    [...self.needs, ...self.after]
      .filter(id => unitOf(id) === unitOf(self.id))
      .map((id): [string, string] => [self.id, id]),
  );
  return canBeSorted(outside) && canBeSorted(inside);
}

/** Takes away what waits for nothing, again and again. */
function canBeSorted(edges: readonly (readonly [string, string])[]): boolean {
  const left = edges.filter(([, to]) => edges.some(([from]) => from === to));
  return left.length === 0 || (left.length < edges.length && canBeSorted(left));
}

export function longestFrom(id: TaskId, waits: Waits): number {
  const next = [...waits].filter(([, needed]) => needed.has(id)).map(([other]) => longestFrom(other, waits));
  return 1 + Math.max(0, ...next);
}

export function mayStandTogether(a: Task, b: Task, overlap: 'serialize' | 'allow'): boolean {
  if (a.conflictsWith.includes(b.id) || b.conflictsWith.includes(a.id)) return false;
  return overlap === 'allow' || !a.paths.some(one => b.paths.some(other => overlaps(one, other)));
}

/** Everybody is looked at for every batch. */
export function plainBatches(tasks: readonly Task[], overlap: 'serialize' | 'allow'): TaskId[][] {
  const waits = waitsOf(tasks, ['needs', 'after']);
  const length = new Map(tasks.map(({ id }) => [id, longestFrom(id, waits)]));
  const inTurn = tasks.toSorted(
    (a, b) => a.priority - b.priority || (length.get(b.id) ?? 0) - (length.get(a.id) ?? 0),
  );
  const batches: TaskId[][] = [];
  const done = new Set<TaskId>();
  while (done.size < tasks.length) {
    const batch: Task[] = [];
    for (const one of inTurn) {
      const free = !done.has(one.id) && [...(waits.get(one.id) ?? [])].every(id => done.has(id));
      if (free && batch.every(other => mayStandTogether(one, other, overlap))) batch.push(one);
    }
    for (const { id } of batch) done.add(id);
    batches.push(batch.map(({ id }) => id));
  }
  return batches;
}

const PATHS = ['a', 'a/*', 'a/b', 'b/**', '**', 'b/c', '{a,b}/c', 'c', '*/d', 'c/e.ts'];

/** Tasks whose needs point anywhere, so many of them in cycles; ids are t0, t1, … in plan order. */
export function anyTasks({
  most,
  maybe,
}: {
  readonly most: number;
  readonly maybe: 'cycles' | 'mostly none';
}) {
  return fc.integer({ min: 1, max: most }).chain(size => {
    const place = fc.integer({ min: 0, max: size - 1 });
    const shape = fc.record({
      needs: fc.array(place, { maxLength: 2 }),
      after: fc.array(place, { maxLength: 1 }),
      epic: fc.option(fc.integer({ min: 0, max: 2 }), { freq: 1 }),
      priority: fc.integer({ min: 1, max: 2 }),
      paths: fc.array(fc.constantFrom(...PATHS), { maxLength: 2 }),
      foes: fc.array(place, { maxLength: 1 }),
    });
    const order = fc.shuffledSubarray([...Array(size).keys()], { minLength: size });
    return fc.tuple(fc.array(shape, { minLength: size, maxLength: size }), order).map(([shapes, seat]) => {
      const earlier = (self: number) => (other: number) =>
        maybe === 'cycles' || (seat[other] ?? 0) < (seat[self] ?? 0);
      return shapes.map((one, self) =>
        task(`t${self}`, {
          needs: one.needs.filter(earlier(self)).map(nameOf),
          after: one.after.filter(earlier(self)).map(nameOf),
          epic: one.epic === null ? null : (`e${one.epic}` as EpicName),
          priority: one.priority,
          paths: one.paths,
          conflictsWith: one.foes.filter(foe => foe !== self).map(nameOf),
        }),
      );
    });
  });
}

function nameOf(place: number): TaskId {
  return taskId(`t${place}`);
}

/** Tasks of which a plan can be made. */
export function goodTasks(most: number) {
  return anyTasks({ most, maybe: 'mostly none' }).map(tasks =>
    hasOrder(tasks) ? tasks : tasks.map(one => ({ ...one, epic: null })),
  );
}
