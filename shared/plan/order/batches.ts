/**
 * Cuts the tasks into batches: a task comes as early as what it waits for and its neighbours allow.
 *
 * Batch by batch, whoever is free is looked at in the order of starting; who may not stand beside somebody already taken
 * is moved to the next batch. A task that was moved because of a pattern waits in that pattern's room. In a batch, the
 * room stays shut from when a task with its pattern is taken, so that a thousand tasks that change one file cost a
 * thousand looks and not a million.
 */
import type { Task, TaskId } from '../plan.ts';
import { inWords, Neighbours, type Obstacle, type Pattern } from './neighbours.ts';
import { Queue } from './queue.ts';
import {
  isFreed,
  isTask,
  type Point,
  type TaskPoint,
  type WaitCounts,
  type Waits,
  waitCounts,
} from './waits.ts';

export interface Serialized {
  readonly task: TaskId;
  /** In the batch just before; who was moved several times is behind several tasks, and the last one is named. */
  readonly behind: TaskId;
  readonly reason: string;
}

export interface Batches {
  readonly batches: readonly (readonly TaskId[])[];
  readonly serialized: readonly Serialized[];
}

/** A task that what it waits for does not keep from starting. */
interface Job {
  readonly rank: number;
  readonly point: TaskPoint<Task>;
  /** Where it waits since it was moved because of its paths. */
  readonly room: Room | null;
  /** Why it was moved; null: it was not. */
  readonly moved: Obstacle | null;
}

interface Room {
  readonly pattern: Pattern;
  readonly line: Queue<Job>;
  /** Who had the pattern in the latest batch, in which the room was therefore shut. */
  owner: Task;
}

/** `ranks` has the order of starting, by place, each rank once. */
export function layBatches(
  waits: Waits<Task>,
  ranks: Int32Array,
  options: { readonly overlap: 'serialize' | 'allow' },
): Batches {
  const hall = new Hall(waits, options.overlap);
  const left = waitCounts(waits);
  const admit = (point: TaskPoint<Task>) => hall.admit(point, ranks[point.place] ?? 0);
  for (const point of waits.tasks) if (point.waitsFor.length === 0) admit(point);
  const batches: TaskId[][] = [];
  for (let taken = hall.nextBatch(); taken.length > 0; taken = hall.nextBatch()) {
    batches.push(taken.map(({ task }) => task.id));
    for (const point of freedBy(taken, left)) admit(point);
  }
  return { batches, serialized: hall.serialized };
}

/** Whom the end of a batch sets free. */
function freedBy(taken: readonly TaskPoint<Task>[], left: WaitCounts): readonly TaskPoint<Task>[] {
  const freed: TaskPoint<Task>[] = [];
  const done: Point<Task>[] = [...taken];
  // The list grows while it is read.
  for (const point of done) {
    for (const next of point.awaitedBy) {
      if (!isFreed(next, left)) continue;
      if (isTask(next)) freed.push(next);
      else done.push(next);
    }
  }
  return freed;
}

/** Those who are free, and the rooms in which the moved ones wait. */
class Hall {
  readonly serialized: Serialized[] = [];
  readonly #neighbours: Neighbours;
  readonly #rooms = new Map<Pattern, Room>();
  #free: Job[] = [];

  constructor({ tasks }: Waits<Task>, overlap: 'serialize' | 'allow') {
    this.#neighbours = new Neighbours(
      tasks.map(({ task }) => task),
      overlap,
    );
  }

  admit(point: TaskPoint<Task>, rank: number): void {
    this.#free.push({ rank, point, room: null, moved: null });
  }

  /** In the order of starting; empty: nobody waits. */
  nextBatch(): readonly TaskPoint<Task>[] {
    this.#neighbours.clear();
    const firsts = [...this.#rooms.values()].flatMap(({ line }) => line.first() ?? []);
    const line = new Queue([...this.#free, ...firsts]);
    this.#free = [];
    const taken: TaskPoint<Task>[] = [];
    for (let job = line.take(); job !== null; job = line.take()) {
      if (job.room !== null && !this.#leave(job.room, line)) continue;
      const obstacle = this.#neighbours.obstacleTo(job.point.task);
      if (obstacle === null) taken.push(this.#take(job));
      else this.#move(job, obstacle);
    }
    for (const room of this.#rooms.values())
      room.owner = this.#neighbours.ownerOf(room.pattern) ?? room.owner;
    return taken;
  }

  /** The first of a room goes, and the next one joins the line; false: the room is shut. */
  #leave(room: Room, line: Queue<Job>): boolean {
    if (this.#neighbours.ownerOf(room.pattern) !== null) return false;
    room.line.take();
    const next = room.line.first();
    if (next === null) this.#rooms.delete(room.pattern);
    else line.add(next);
    return true;
  }

  #take({ point, room, moved }: Job): TaskPoint<Task> {
    this.#neighbours.take(point.task);
    if (moved !== null) {
      const obstacle = { ...moved, behind: room?.owner ?? moved.behind };
      const reason = inWords(point.task, obstacle);
      this.serialized.push({ task: point.task.id, behind: obstacle.behind.id, reason });
    }
    return point;
  }

  #move(job: Job, obstacle: Obstacle): void {
    if (obstacle.patterns === null) {
      this.#free.push({ ...job, room: null, moved: obstacle });
      return;
    }
    const pattern = obstacle.patterns.other;
    const room = this.#rooms.get(pattern) ?? { pattern, line: new Queue(), owner: obstacle.behind };
    this.#rooms.set(pattern, room);
    room.line.add({ ...job, room, moved: obstacle });
  }
}
