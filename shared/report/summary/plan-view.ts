/** A plan before it runs: what the preview shows and `braid.plan/1` says. */
import type { Config } from '../../plan/config.ts';
import type { Graph } from '../../plan/graph.ts';
import type { ExecutionChoice } from '../../plan/mode.ts';
import type { Plan, TaskId, TaskType } from '../../plan/plan.ts';
import { batchReasons, routeReason } from './reasons.ts';

export interface PlanInputs {
  readonly plan: Plan;
  readonly graph: Graph;
  readonly choice: ExecutionChoice;
  readonly config: Config;
}

export interface PlannedTask {
  readonly id: TaskId;
  readonly title: string;
  readonly batch: number;
  readonly needs: readonly TaskId[];
  readonly backend: string;
  /** False: it is the default backend. */
  readonly backendNamed: boolean;
  readonly model: string | null;
  readonly type: TaskType | null;
  /** 0 to 1; null: not rated. */
  readonly complexity: number | null;
  readonly paths: readonly string[];
  /** Why this batch and this backend, a sentence each. */
  readonly reasons: readonly string[];
}

/** In plan order. */
export function planTasks({ plan, graph, config }: PlanInputs): readonly PlannedTask[] {
  return plan.tasks.map(task => {
    const batch = graph.batchOf.get(task.id) ?? 1;
    return {
      id: task.id,
      title: task.title,
      batch,
      needs: graph.needs.get(task.id) ?? [],
      backend: task.backend ?? config.routing.defaultBackend,
      backendNamed: task.backend !== null,
      model: task.model,
      type: task.type,
      complexity: null,
      paths: task.paths,
      reasons: [...batchReasons(graph, task, batch), routeReason(task, config)],
    };
  });
}
