/** The values of a plan, after parsing: nothing here can be unchecked. Made by `parse-plan.ts` alone. */

export type TaskId = string & { readonly brand: 'TaskId' };
export type EpicName = string & { readonly brand: 'EpicName' };
export type RunId = string & { readonly brand: 'RunId' };
/** A full object id of git, 40 or 64 hexadecimal digits. */
export type Sha = string & { readonly brand: 'Sha' };

export const TASK_TYPES = [
  'prototyping',
  'refactoring',
  'testing',
  'documentation',
  'bug-fixing',
  'general',
] as const;
export type TaskType = (typeof TASK_TYPES)[number];

export interface Plan {
  readonly name: string;
  readonly epics: readonly Epic[];
  readonly tasks: readonly Task[];
}

export interface Epic {
  readonly name: EpicName;
  readonly title: string;
}

export interface Task {
  readonly id: TaskId;
  readonly title: string;
  /** The text of `prompt`, or of `prompt-file` once it was read. */
  readonly prompt: string;
  /** Relative to the repository's root, when the plan named a file. */
  readonly promptFile: string | null;
  readonly acceptance: readonly string[];
  readonly needs: readonly TaskId[];
  readonly after: readonly TaskId[];
  readonly epic: EpicName | null;
  /** Null: classified later. */
  readonly type: TaskType | null;
  /** Globs relative to the repository's root; empty: the whole repository, and overlaps nobody. */
  readonly paths: readonly string[];
  readonly conflictsWith: readonly TaskId[];
  /** Lower first. */
  readonly priority: number;
  /** The plan's choice, its default included; null: the configuration decides. */
  readonly backend: string | null;
  readonly model: string | null;
  /** Minutes; null: `parallel.timeout-minutes` of the configuration. */
  readonly timeoutMinutes: number | null;
  readonly retries: number;
  /** Dollars, for all attempts together; null: `budget.per-task-usd` of the configuration. */
  readonly budgetUsd: number | null;
  /** Shell lines that Braid runs on the task's branch. */
  readonly verify: readonly string[];
  readonly allowEmpty: boolean;
  readonly labels: readonly string[];
  /** How many workers it takes. */
  readonly weight: number;
  /** Where the task begins in the plan file, 1-based. */
  readonly line: number;
}
