/** A plan before it runs: what the preview shows and `braid.plan/1` says. */
import type { Task, TaskId, TaskType } from '../../plan/plan.ts';
import type { ComplexityPart } from '../../routing/complexity.ts';
import type { Route } from '../../routing/route.ts';
import type { Estimate } from '../../run/dispatch/estimate.ts';
import type { Forecast, Planned } from '../../run/dispatch/forecast.ts';
import { batchReasons } from './reasons.ts';

export interface PlanInputs extends Planned {
  readonly forecast: Forecast;
}

export interface PlannedTask {
  readonly id: TaskId;
  readonly title: string;
  readonly batch: number;
  readonly needs: readonly TaskId[];
  readonly backend: string;
  readonly model: string | null;
  readonly type: TaskType;
  readonly typeReasons: readonly string[];
  /** 0 to 1. */
  readonly complexity: number;
  readonly complexityParts: readonly ComplexityPart[];
  readonly paths: readonly string[];
  readonly estimate: Estimate | null;
  /** Why this backend and this model, each after "because". */
  readonly routeReasons: readonly string[];
  /** Why this batch and this backend, a sentence each. */
  readonly reasons: readonly string[];
}

/** In plan order. */
export function planTasks({ plan, graph, config, forecast }: PlanInputs): readonly PlannedTask[] {
  return plan.tasks.flatMap(task => {
    const route = forecast.routes.get(task.id);
    return route === undefined ? [] : [planned(task, { route, graph, config, forecast })];
  });
}

interface Around extends Pick<PlanInputs, 'graph' | 'config' | 'forecast'> {
  readonly route: Route;
}

function planned(task: Task, { route, graph, config, forecast }: Around): PlannedTask {
  const batch = graph.batchOf.get(task.id) ?? 1;
  const backend = route.kind === 'impossible' ? config.routing.defaultBackend : route.backend;
  const model = route.kind === 'routed' ? (route.model ?? route.tier) : null;
  const routeReasons = route.kind === 'impossible' ? [route.reason] : route.reasons;
  return {
    id: task.id,
    title: task.title,
    batch,
    needs: graph.needs.get(task.id) ?? [],
    backend,
    model,
    type: route.type,
    typeReasons: route.typeReasons,
    complexity: route.complexity.score,
    complexityParts: route.complexity.parts,
    paths: task.paths,
    estimate: forecast.estimates.get(task.id) ?? null,
    routeReasons,
    reasons: [...batchReasons(graph, task, batch), `on ${backend}, because ${routeReasons.join('; ')}`],
  };
}
