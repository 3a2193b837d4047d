/** Parallel or sequential, with the numbers that decided it. */
import type { Config } from './config.ts';
import type { Graph } from './graph.ts';
import { type Length, spanOf, sumOf } from './order/span.ts';
import type { Plan, TaskId } from './plan.ts';

export interface ExecutionChoice {
  readonly execution: 'parallel' | 'sequential';
  readonly schedule: 'batches' | 'eager';
  /** For a person. */
  readonly reasons: readonly string[];
}

/** Percent. For less, running side by side is not worth what it costs: work that did not know of each other is merged. */
const LEAST_GAIN = 10;

/** They are told of it, since nothing keeps them from each other's files. */
const IN_FOLDERS =
  '`isolation: directory` is configured: tasks that start from the same commit share one tree, each in its folder `tasks/<id>`';

/** What is known of the tasks' lengths; a task that is missing counts like any other. */
type Lengths = ReadonlyMap<TaskId, Length>;

/** `config` is what holds for the run: what the command line says is in it. */
export function chooseExecution(
  plan: Plan,
  graph: Graph,
  { config, lengths }: { readonly config: Config; readonly lengths: Lengths },
): ExecutionChoice {
  const { execution, schedule, isolation } = config;
  const { maxWorkers } = config.parallel;
  const together = isolation === 'directory' ? [IN_FOLDERS] : [];
  const sequential = (...reasons: string[]): ExecutionChoice => ({
    execution: 'sequential',
    schedule,
    reasons: [...reasons, ...together],
  });
  if (isolation === 'none' || isolation === 'branch') {
    const left = isolation === 'none' ? ', with what git ignores in it' : '';
    return sequential(
      `\`isolation: ${isolation}\` is configured: all tasks share one tree${left}, one after the other`,
    );
  }
  if (execution === 'sequential') return sequential('`execution: sequential` is configured');
  const gain = gainOf(plan, graph, { lengths, workers: maxWorkers });
  if (execution === 'parallel') {
    return {
      execution,
      schedule,
      reasons: ['`execution: parallel` is configured', gain.inWords, ...together],
    };
  }
  if (maxWorkers === 1) return sequential('`max-workers` is 1');
  if (graph.batches.every(batch => batch.length < 2)) return sequential(nobodyBeside(plan.tasks.length));
  if (gain.percent < LEAST_GAIN) {
    return sequential(
      gain.inWords,
      `parallel execution is for plans that take at least ${LEAST_GAIN} % less time by it`,
    );
  }
  return { execution: 'parallel', schedule, reasons: [gain.inWords, ...together] };
}

interface Gain {
  /** How much less time, of all the time. */
  readonly percent: number;
  readonly inWords: string;
}

function gainOf(
  { tasks }: Plan,
  graph: Graph,
  { lengths, workers }: { readonly lengths: Lengths; readonly workers: number },
): Gain {
  const weights = new Map(tasks.map(({ id, weight }) => [id, weight]));
  const alone = sumOf(graph.batches.flat(), { lengths });
  const together = spanOf(graph.batches, { lengths, weights, workers });
  // Who has nothing that could do its tasks gains nothing.
  const speed = together === 0 ? 1 : Number((alone / together).toFixed(1));
  const comparison = speed > 1 ? `about ${speed} times as fast as` : 'hardly faster than';
  const size = `${counted(tasks.length, 'task', 'tasks')} in ${counted(graph.batches.length, 'batch', 'batches')}`;
  const times = `about ${Math.ceil(together)} against ${Math.ceil(alone)} min`;
  return {
    percent: alone === 0 ? 0 : ((alone - together) * 100) / alone,
    inWords: `${size}: with ${counted(workers, 'worker', 'workers')} ${comparison} one by one (${times})`,
  };
}

function nobodyBeside(tasks: number): string {
  return tasks === 1 ? 'there is one task only' : `each of the ${tasks} tasks is alone in its batch`;
}

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}
