/** What a plan will take as a whole, before anything has run: the time of its batches on so many workers, and the money. */
import type { Config } from '../../plan/config.ts';
import { buildGraph, type Graph } from '../../plan/graph.ts';
import { chooseExecution, type ExecutionChoice } from '../../plan/mode.ts';
import { type Length, spanOf, sumOf } from '../../plan/order/span.ts';
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

/** Where the figures of all come from: guesses of tokens and time, with prices of the configuration or without. */
export function forecastSource({ estimates }: Pick<Forecast, 'estimates'>): 'price' | 'assumed' {
  return [...estimates.values()].some(({ source }) => source === 'price') ? 'price' : 'assumed';
}

export interface Planned {
  readonly plan: Plan;
  readonly graph: Graph;
  readonly choice: ExecutionChoice;
  readonly config: Config;
}

/** Whether it runs in parallel is decided by the same figures as the forecast. */
export function arrange(plan: Plan, config: Config): Planned {
  const graph = buildGraph(plan, { overlap: config.overlap });
  const lengths = lengthsOf(expected(plan, graph, config), config);
  return { plan, graph, choice: chooseExecution(plan, graph, { config, lengths }), config };
}

function expected(plan: Plan, graph: Graph, config: Config): Pick<Forecast, 'routes' | 'estimates'> {
  const routes = new Map(plan.tasks.map(task => [task.id, plannedRoute(task, graph, config)]));
  const estimates = new Map(plan.tasks.flatMap(({ id }) => estimateOf(id, routes.get(id), config)));
  return { routes, estimates };
}

function lengthsOf(
  { routes, estimates }: Pick<Forecast, 'routes' | 'estimates'>,
  { backends }: Config,
): ReadonlyMap<TaskId, Length> {
  return new Map(
    [...estimates].flatMap(([id, { minutes }]): [TaskId, Length][] => {
      const found = routes.get(id);
      if (found?.kind !== 'routed') return [];
      return [[id, { minutes, backend: found.backend, most: backends[found.backend]?.maxParallel ?? null }]];
    }),
  );
}

export function forecast({ plan, graph, choice, config }: Planned): Forecast {
  const { routes, estimates } = expected(plan, graph, config);
  const lengths = lengthsOf({ routes, estimates }, config);
  const weights = new Map(plan.tasks.map(({ id, weight }) => [id, weight]));
  const workers = choice.execution === 'parallel' ? config.parallel.maxWorkers : 1;
  const span = ({ batches }: Graph) => spanOf(batches, { lengths, weights, workers });
  const minutes = span(graph);
  const known = [...estimates].filter(([, { usd }]) => usd !== null);
  const free = graph.serialized.length === 0 ? graph : buildGraph(plan, { overlap: 'allow' });
  return {
    routes,
    estimates,
    minutes,
    minutesOneByOne: sumOf(graph.batches.flat(), { lengths }),
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
