/** (interface first; the implementation follows) */
import type { Plan, TaskId } from './plan.ts';

/** The order in a plan: what waits for what, what may run together, and why not. */
export interface Graph {
  /** Batch n is `batches[n - 1]`; inside a batch in the order of starting: priority, longest remaining path, plan order. */
  readonly batches: readonly (readonly TaskId[])[];
  /** 1-based. */
  readonly batchOf: ReadonlyMap<TaskId, number>;
  /** Hard dependencies; who needs a member of another epic needs all of its members. */
  readonly needs: ReadonlyMap<TaskId, readonly TaskId[]>;
  /** The inverse of `needs`, direct ones only. */
  readonly dependents: ReadonlyMap<TaskId, readonly TaskId[]>;
  /** The order of merging: priority, then plan order, an epic's tasks together at the place of its first. */
  readonly mergeOrder: readonly TaskId[];
  /** Tasks on the longest path that begins with the task, itself included. */
  readonly remaining: ReadonlyMap<TaskId, number>;
  readonly criticalPath: readonly TaskId[];
  /** Who was moved to a later batch because of whom, and why, in words for the preview. */
  readonly serialized: readonly Serialized[];
}

export interface Serialized {
  readonly task: TaskId;
  readonly behind: TaskId;
  readonly reason: string;
}

export declare function buildGraph(plan: Plan, options: { readonly overlap: 'serialize' | 'allow' }): Graph;

/** A cycle as its path, first task repeated at the end (`a → b → c → a` is [a, b, c, a]); null: none. Counts `needs`, `after`, and needs between epics. */
export declare function findCycle(tasks: readonly CycleTask[]): readonly TaskId[] | null;

export interface CycleTask {
  readonly id: TaskId;
  readonly needs: readonly TaskId[];
  readonly after: readonly TaskId[];
  readonly epic: string | null;
}
