/** How long batches take on so many workers, when it is known how long each task does. */
import type { TaskId } from '../plan.ts';

/** What a task is expected to occupy. */
export interface Length {
  readonly minutes: number;
  readonly backend: string;
  /** How many of its backend may be at work at once; null: as many as there are workers. */
  readonly most: number | null;
}

export interface Hall {
  /** A task that is missing takes one minute, anywhere. */
  readonly lengths: ReadonlyMap<TaskId, Length>;
  /** How many workers each takes. */
  readonly weights: ReadonlyMap<TaskId, number>;
  readonly workers: number;
}

/** Minutes, from the first start to the last end: a batch ends before the next one begins. */
export function spanOf(batches: readonly (readonly TaskId[])[], hall: Hall): number {
  return batches.reduce((sum, batch) => sum + batchSpan(batch, hall), 0);
}

/** One after the other. */
export function sumOf(ids: readonly TaskId[], { lengths }: Pick<Hall, 'lengths'>): number {
  return ids.reduce((sum, id) => sum + minutesOf(id, lengths), 0);
}

function minutesOf(id: TaskId, lengths: Hall['lengths']): number {
  return lengths.get(id)?.minutes ?? 1;
}

/** When workers are free, in all and at each backend. */
interface Seats {
  readonly workers: number[];
  readonly byBackend: Map<string, number[]>;
}

/** Next is who can start first, and of several the one that comes first in its batch; who needs several workers waits for all of them. */
function batchSpan(batch: readonly TaskId[], hall: Hall): number {
  const seats: Seats = {
    workers: Array.from({ length: Math.min(hall.workers, Math.max(1, batch.length)) }, () => 0),
    byBackend: new Map(),
  };
  const left = [...batch];
  while (left.length > 0) {
    let [at, from] = [0, Number.POSITIVE_INFINITY];
    for (const [index, id] of left.entries()) {
      const start = startOf(id, hall, seats);
      if (start < from) [at, from] = [index, start];
    }
    for (const id of left.splice(at, 1)) take(id, from + minutesOf(id, hall.lengths), { hall, seats });
  }
  return Math.max(0, ...seats.workers);
}

function startOf(id: TaskId, hall: Hall, seats: Seats): number {
  const workers = seats.workers[workersFor(id, hall, seats) - 1] ?? 0;
  return Math.max(workers, backendSeats(id, hall, seats)?.[0] ?? 0);
}

function workersFor(id: TaskId, { weights }: Hall, { workers }: Seats): number {
  return Math.min(weights.get(id) ?? 1, workers.length);
}

/** Null: its backend has room for all. */
function backendSeats(id: TaskId, { lengths, workers }: Hall, { byBackend }: Seats): number[] | null {
  const length = lengths.get(id);
  if (length?.most == null || length.most >= workers) return null;
  const known = byBackend.get(length.backend) ?? Array.from({ length: length.most }, () => 0);
  byBackend.set(length.backend, known);
  return known;
}

function take(id: TaskId, end: number, { hall, seats }: { hall: Hall; seats: Seats }): void {
  seats.workers.fill(end, 0, workersFor(id, hall, seats)).sort((a, b) => a - b);
  backendSeats(id, hall, seats)
    ?.fill(end, 0, 1)
    .sort((a, b) => a - b);
}
