/** The choice of backend and model for a task, with all that led to it. What it is given about health and money is all it knows. */
import type { BackendConfig, RoutingConfig, Tier } from '../plan/config.ts';
import type { Graph } from '../plan/graph.ts';
import type { ExecutionChoice } from '../plan/mode.ts';
import type { Task, TaskType } from '../plan/plan.ts';
import { chooseBackend, type HealthFact, type WantedBackend, wantedBackend } from './backend.ts';
import { classify } from './classify.ts';
import { type Complexity, complexity } from './complexity.ts';
import { chooseModel, type ModelWish } from './model.ts';
import { matchRule, type RuleMatch } from './rule.ts';

export type { HealthFact } from './backend.ts';

export interface RouteContext {
  readonly graph: Graph;
  readonly routing: RoutingConfig;
  /** Wanted in place of what the plan and the rules say; absent: nobody. */
  readonly instead?: WantedBackend | null;
  readonly backends: Readonly<Record<string, BackendConfig>>;
  /** A backend that is missing is not known yet, and counts as usable. */
  readonly health: ReadonlyMap<string, HealthFact>;
  /** 0 to 1 of the run's budget; null: it has none. */
  readonly budgetLeftShare: number | null;
}

/** What a route was chosen by. */
interface Assessment {
  readonly type: TaskType;
  readonly typeReasons: readonly string[];
  readonly complexity: Complexity;
}

export type Route = Assessment &
  (
    | {
        readonly kind: 'routed';
        readonly backend: string;
        /** Null: the backend's own default. */
        readonly model: string | null;
        readonly tier: Tier | null;
        /** Each goes on after "because". */
        readonly reasons: readonly string[];
      }
    /** No backend can be used now, but `backend` can be at `until`, in milliseconds since 1970. */
    | {
        readonly kind: 'resting';
        readonly backend: string;
        readonly until: number;
        readonly reasons: readonly string[];
      }
    /** `reason` says what to install or set. */
    | { readonly kind: 'impossible'; readonly reason: string }
  );

export function route(task: Task, context: RouteContext): Route {
  const { routing } = context;
  const assessment = assess(task, context.graph);
  const { type } = assessment;
  const subject = { task, type, complexity: assessment.complexity.score };
  const match = routing.enabled ? matchRule(routing.rules, subject) : null;
  const wanted = wantedBackend(task.backend, match, routing);
  const choice = chooseBackend(context.instead ?? wanted, routing, context.health);
  if (choice.kind !== 'chosen') return { ...assessment, ...choice };
  const { backend, reasons } = choice;
  const {
    model,
    tier,
    reasons: modelReasons,
  } = chooseModel({
    wishes: wishesOf(task, match, { wanted, routing }),
    complexity: routing.enabled ? assessment.complexity.score : null,
    history: null,
    budgetLeftShare: context.budgetLeftShare,
    backend,
    config: Object.hasOwn(context.backends, backend) ? (context.backends[backend] ?? null) : null,
  });
  return {
    ...assessment,
    kind: 'routed',
    backend,
    model,
    tier,
    reasons: [...reasons, ...modelReasons],
  };
}

const remembered = new WeakMap<Graph, Map<Task, Assessment>>();

/** Asked for again with every step of a run, and always the same for a task of a plan. */
function assess(task: Task, graph: Graph): Assessment {
  const known = remembered.get(graph) ?? new Map<Task, Assessment>();
  remembered.set(graph, known);
  const before = known.get(task);
  if (before !== undefined) return before;
  const { type, reasons: typeReasons } = classify(task);
  const assessment = { type, typeReasons, complexity: complexity(task, graph) };
  known.set(task, assessment);
  return assessment;
}

interface WishContext {
  readonly wanted: WantedBackend;
  readonly routing: RoutingConfig;
}

function wishesOf(task: Task, match: RuleMatch | null, context: WishContext): readonly ModelWish[] {
  const wishes: ModelWish[] = [];
  if (task.model !== null) wishes.push({ model: task.model, by: 'the plan', backend: context.wanted.name });
  if (match !== null && match.rule.model !== null) {
    const isSaid = context.wanted.reason === match.reason;
    wishes.push({
      model: match.rule.model,
      by: isSaid ? `rule ${match.number}` : `${match.reason} and`,
      backend: match.rule.backend ?? context.routing.defaultBackend,
    });
  }
  return wishes;
}

/** What is needed to say where a task goes. */
export interface Placement {
  readonly backend: string;
  readonly model: string | null;
  readonly tier: Tier | null;
}

/** `task models: codex (small) on parallel`: how each start of a task is logged; the reasons follow, after "because". */
export function placementText(
  { id }: Pick<Task, 'id'>,
  { backend, model, tier }: Placement,
  { execution }: Pick<ExecutionChoice, 'execution'>,
): string {
  const size = tier ?? model;
  return `task ${id}: ${size === null ? backend : `${backend} (${size})`} on ${execution}`;
}
