/** Parallel or sequential, with the numbers that decided it. */
import type { Config } from './config.ts';
import type { Graph } from './graph.ts';
import type { Plan } from './plan.ts';

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

/** `config` is what holds for the run: what the command line says is in it. */
export function chooseExecution(plan: Plan, graph: Graph, config: Config): ExecutionChoice {
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
  const gain = gainOf(plan, graph, maxWorkers);
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

/** All tasks count alike, since nothing is known of their lengths; a batch ends before the next one begins. */
function gainOf(plan: Plan, graph: Graph, workers: number): Gain {
  const alone = plan.tasks.length;
  const together = graph.batches.reduce((sum, batch) => sum + Math.ceil(batch.length / workers), 0);
  const speed = Number((alone / together).toFixed(1));
  const comparison = speed > 1 ? `about ${speed} times as fast as` : 'hardly faster than';
  const size = `${counted(alone, 'task', 'tasks')} in ${counted(graph.batches.length, 'batch', 'batches')}`;
  const lengths = `${alone} against ${counted(together, 'task length', 'task lengths')}`;
  return {
    percent: ((alone - together) * 100) / alone,
    inWords: `${size}: with ${counted(workers, 'worker', 'workers')} ${comparison} one by one (${lengths})`,
  };
}

function nobodyBeside(tasks: number): string {
  return tasks === 1 ? 'there is one task only' : `each of the ${tasks} tasks is alone in its batch`;
}

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}
