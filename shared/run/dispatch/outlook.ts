/** Whether a budget will do for a plan, as far as that can be seen before anything has run. */
import type { Config } from '../../plan/config.ts';
import type { Graph } from '../../plan/graph.ts';
import type { Plan, TaskId } from '../../plan/plan.ts';
import type { Route } from '../../routing/route.ts';
import type { Reservation } from '../state.ts';
import { setAside } from './budget.ts';
import { assumedUsd, estimate, type Work } from './estimate.ts';

export interface Outlook {
  /** What each task has set aside when it starts; without limits there are none. */
  readonly asides: ReadonlyMap<TaskId, Reservation>;
  /** Those that the budget is too small for. Both in the order of the plan. */
  readonly held: readonly Held[];
}

/** A task that the budget will not do for. */
export interface Held {
  readonly task: TaskId;
  readonly unit: 'usd' | 'tokens';
  readonly needs: number;
  /** Null: it needs more than the whole budget, so it cannot start. Else what will be left then, if all take what is expected. */
  readonly left: number | null;
}

interface Planned {
  readonly plan: Plan;
  readonly graph: Graph;
  readonly config: Config;
  readonly routes: ReadonlyMap<TaskId, Route>;
}

/** Each task once, one after another: retries come on top, and what is set aside side by side comes back. */
export function outlook({ plan, graph, config, routes }: Planned): Outlook {
  const tasks = new Map(plan.tasks.map(task => [task.id, task]));
  const asides = new Map<TaskId, Reservation>();
  const held = new Map<TaskId, Held>();
  const lost = new Set<TaskId>();
  const left = { usd: config.budget.usd, tokens: config.budget.tokens };
  for (const id of graph.batches.flat()) {
    const task = tasks.get(id);
    const work = workOf(config, routes.get(id));
    const aside =
      task === undefined || work === null ? null : setAside(config.budget, task, { work, spent: 0 });
    if (work === null || aside === null) continue;
    asides.set(id, aside);
    const isLost = (graph.needs.get(id) ?? []).some(need => lost.has(need));
    const short = isLost ? null : shortage(id, aside, { budget: config.budget, left });
    if (short !== null) held.set(id, short);
    if (isLost || short !== null) lost.add(id);
    else spend(left, work, aside);
  }
  const inOrder = <Value>(of: ReadonlyMap<TaskId, Value>) =>
    plan.tasks.flatMap(({ id }): [TaskId, Value][] => {
      const value = of.get(id);
      return value === undefined ? [] : [[id, value]];
    });
  return { asides: new Map(inOrder(asides)), held: inOrder(held).map(([, each]) => each) };
}

function workOf({ backends }: Config, route: Route | undefined): Work | null {
  if (route?.kind !== 'routed' || !Object.hasOwn(backends, route.backend)) return null;
  const backend = backends[route.backend];
  return backend === undefined ? null : { backend, tier: route.tier, model: route.model };
}

interface Purse {
  usd: number | null;
  tokens: number | null;
}

function shortage(
  task: TaskId,
  aside: Reservation,
  { budget, left }: { readonly budget: Config['budget']; readonly left: Readonly<Purse> },
): Held | null {
  for (const unit of ['usd', 'tokens'] as const) {
    const [whole, rest, needs] = [budget[unit], left[unit], aside[unit]];
    if (whole !== null && needs > whole) return { task, unit, needs, left: null };
    if (rest !== null && needs > rest) return { task, unit, needs, left: Math.max(0, rest) };
  }
  return null;
}

/** What an attempt is expected to take, and of what nobody knows all that is set aside. */
function spend(left: Purse, work: Work, aside: Reservation): void {
  const { usd } = estimate(work);
  const expected = usd ?? assumedUsd(work.tier);
  if (left.usd !== null) left.usd -= usd === null ? aside.usd : Math.min(expected, aside.usd);
  if (left.tokens !== null) left.tokens -= aside.tokens;
}
