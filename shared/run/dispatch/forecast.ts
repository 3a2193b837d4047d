/** What a plan will take as a whole, before anything has run: the time of its batches on so many workers, and the money. */
import type { Config } from '../../plan/config.ts';
import type { Graph } from '../../plan/graph.ts';
import { buildGraph } from '../../plan/graph.ts';
import type { ExecutionChoice } from '../../plan/mode.ts';
import type { Plan, Task, TaskId } from '../../plan/plan.ts';
import { type Route, route } from '../../routing/route.ts';
import { type Estimate, estimate } from './estimate.ts';
import { type Outlook, outlook } from './outlook.ts';

export interface Forecast {
  readonly routes: ReadonlyMap<TaskId, Route>;
  readonly estimates: ReadonlyMap<TaskId, Estimate>;
  /** From the first start to the last end; retries, merging and verification not included. */
  readonly minutes: number;
  readonly minutesOneByOne: number;
  /** How much longer it takes because tasks with common paths are kept apart. */
  readonly minutesForOverlap: number;
  /** Dollars, of the tasks whose cost can be guessed; null: of none. */
  readonly usd: number | null;
  /** Tasks that may cost something, and nobody knows what. */
  readonly unpriced: readonly TaskId[];
  readonly outlook: Outlook;
}

export interface Planned {
  readonly plan: Plan;
  readonly graph: Graph;
  readonly choice: ExecutionChoice;
  readonly config: Config;
}

export function forecast({ plan, graph, choice, config }: Planned): Forecast {
  const routes = new Map(plan.tasks.map(task => [task.id, plannedRoute(task, graph, config)]));
  const estimates = new Map(plan.tasks.flatMap(({ id }) => estimateOf(id, routes.get(id), config)));
  const minutesOf = (id: TaskId) => estimates.get(id)?.minutes ?? 0;
  const weights = new Map(plan.tasks.map(({ id, weight }) => [id, weight]));
  const workers = choice.execution === 'parallel' ? config.parallel.maxWorkers : 1;
  const span = ({ batches }: Graph) =>
    batches.reduce((sum, batch) => sum + spanOf(batch, { minutesOf, weights, workers }), 0);
  const minutes = span(graph);
  const known = [...estimates].filter(([, { usd }]) => usd !== null);
  const free = graph.serialized.length === 0 ? graph : buildGraph(plan, { overlap: 'allow' });
  return {
    routes,
    estimates,
    minutes,
    minutesOneByOne: plan.tasks.reduce((sum, { id }) => sum + minutesOf(id), 0),
    minutesForOverlap: Math.max(0, minutes - span(free)),
    usd: known.length === 0 ? null : known.reduce((sum, [, { usd }]) => sum + (usd ?? 0), 0),
    unpriced: [...estimates].flatMap(([id, { usd }]) => (usd === null ? [id] : [])),
    outlook: outlook({ plan, graph, config, routes }),
  };
}

/** As if all backends were there, and nothing were spent. */
export function plannedRoute(task: Task, graph: Graph, config: Config): Route {
  const { routing, backends, budget } = config;
  const budgetLeftShare = budget.usd === null && budget.tokens === null ? null : 1;
  return route(task, { graph, routing, backends, health: new Map(), budgetLeftShare });
}

function estimateOf(id: TaskId, found: Route | undefined, config: Config): [TaskId, Estimate][] {
  if (found?.kind !== 'routed') return [];
  const backend = config.backends[found.backend];
  return backend === undefined ? [] : [[id, estimate({ backend, tier: found.tier, model: found.model })]];
}

interface Hall {
  readonly minutesOf: (id: TaskId) => number;
  readonly weights: ReadonlyMap<TaskId, number>;
  readonly workers: number;
}

/** Whoever is next takes the workers that are free first; who needs several waits for all of them. */
function spanOf(batch: readonly TaskId[], { minutesOf, weights, workers }: Hall): number {
  const free = Array.from({ length: Math.min(workers, Math.max(1, batch.length)) }, () => 0);
  for (const id of batch) {
    free.sort((a, b) => a - b);
    const taken = Math.min(weights.get(id) ?? 1, free.length);
    const end = (free[taken - 1] ?? 0) + minutesOf(id);
    free.fill(end, 0, taken);
  }
  return Math.max(0, ...free);
}
