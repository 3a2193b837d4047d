/**
 * A story that goes the same on every host: a plan, what its tasks do, and what must come of it. A host turns it into its own
 * repository, its own way to ask, and the report that it leaves.
 */
import { type Files, SHELL_BACKEND, type Tasks } from '../cli/rig.ts';

export interface Scenario {
  readonly name: string;
  /** On the branch that the run lands on, besides the configuration and the plan. */
  readonly files?: Files;
  /** Besides the backend `sh`, whose prompts are scripts. */
  readonly config?: Readonly<Record<string, unknown>>;
  /** Keys of the plan besides its tasks. */
  readonly plan?: Readonly<Record<string, unknown>>;
  readonly tasks: Tasks;
  /** Somebody cancels the run as soon as a task waits, see {@link waitOnce}. */
  readonly cancelled?: true;
  /** What is asked for afterwards, one after the other. */
  readonly later?: readonly Sequel[];
  readonly expected: Expected;
}

export interface Sequel {
  readonly ask: 'resume' | 'retry';
  /** A task by its name; without one, all of them. */
  readonly task?: string;
  /** Replaces what was configured; for what is asked next. */
  readonly config?: Readonly<Record<string, unknown>>;
  /** What has happened in the meantime: a file in {@link SCRATCH}. */
  readonly given?: string;
  /** How the run looked before. */
  readonly before: Pick<Expected, 'run' | 'tasks'>;
}

export interface Expected {
  readonly run: string;
  /** Status by task, in the plan's order; with its reason, where that is what the story is about. */
  readonly tasks: Readonly<Record<string, string | readonly [status: string, reason: string]>>;
  /** Where the result is: at the `target` that the run was asked on, at `integration`, at a branch; null: nothing is merged. */
  readonly at: string | null;
  readonly verified?: boolean;
  /** Files of the result; null: there is no such file. */
  readonly tree?: Readonly<Record<string, string | null>>;
  /** What stays on a task's branch alone: file and text by task. */
  readonly kept?: Readonly<Record<string, readonly [path: string, text: string]>>;
  /** Merged without a commit, since nothing had to be changed. */
  readonly uncommitted?: readonly string[];
  /** By a task that is red: with whom, and the end of what the tests said. */
  readonly red?: Readonly<Record<string, { readonly with: readonly string[]; readonly tail: string }>>;
  readonly verifications?: number;
  /** Tasks of each batch; for stories about the order. */
  readonly batches?: readonly (readonly string[])[];
  /** Some words of the report's reasons. */
  readonly says?: readonly string[];
}

/** A folder that outlasts the tasks' trees; each host has its own. */
export const SCRATCH = '/the-scratch-of-this-host';

/** A line for a script: the first to come here waits until it is ended. */
export const waitOnce = `if mkdir ${SCRATCH}/waits 2>/dev/null; then exec tail -f /dev/null; fi`;

/** The same story with the folder of a host in it. */
export function placed(scenario: Scenario, folder: string): Scenario {
  return JSON.parse(JSON.stringify(scenario).replaceAll(SCRATCH, folder)) as Scenario;
}

/** What a host says, with its own folder taken out again. */
export function unplaced<Said>(said: Said, folder: string): Said {
  return JSON.parse(JSON.stringify(said).replaceAll(folder, SCRATCH)) as Said;
}

export const CONFIG_FILE = '.github/braid.yml';
export const PLAN_FILE = '.github/braid/plan.yml';
/** A branch that is there besides the one that the run is asked on. */
export const NEXT = 'next';

export function configText(config: Scenario['config'] = {}): string {
  return `${JSON.stringify({ ...SHELL_BACKEND, ...config }, null, 2)}\n`;
}

export function planText({ tasks, plan }: Scenario): string {
  const list = Object.entries(tasks).map(([id, task]) => ({
    id,
    title: `Do ${id}`,
    ...(typeof task === 'string' ? { prompt: task } : task),
  }));
  const whole = { version: 1, name: 'demo', defaults: { retries: 0 }, ...plan, tasks: list };
  return `${JSON.stringify(whole, null, 2)}\n`;
}

/** On the branch that the run lands on, before there is a configuration. */
export function filesOf({ files }: Scenario): Files {
  return { 'readme.md': 'hello\n', ...files };
}
