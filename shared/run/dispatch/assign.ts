/** Who does a task now, on which model, and what is set aside for it; or what is in the way. */
import type { Tier } from '../../plan/config.ts';
import { type HealthFact, type Route, route } from '../../routing/route.ts';
import { limitedOut, limitsText } from '../attempts/pause.ts';
import { isResolving } from '../attempts/retry.ts';
import type { Reservation, Started, TaskFacts } from '../state.ts';
import { exhausted, leftShare, reservation, shortOf } from './budget.ts';
import { isLongRest, restOf, utcTime } from './limits.ts';

export interface Assigned {
  readonly kind: 'assigned';
  readonly backend: string;
  readonly model: string | null;
  readonly tier: Tier | null;
  readonly reasons: readonly string[];
  readonly reserved: Reservation | null;
}

export type Assignment =
  | Assigned
  /** Nobody has looked yet whether the backend can work. */
  | { readonly kind: 'unchecked'; readonly backend: string }
  | {
      readonly kind: 'resting';
      readonly backend: string;
      readonly until: number;
      readonly reasons: readonly string[];
    }
  /** `isForGood`: nothing that is under way can give back enough. */
  | { readonly kind: 'unaffordable'; readonly reason: string; readonly isForGood: boolean }
  | { readonly kind: 'impossible'; readonly reason: string };

export function assign(state: Started, facts: TaskFacts): Assignment {
  const broke = exhausted(state, facts);
  if (broke !== null) return { kind: 'impossible', reason: broke };
  const routed = routeNow(state, facts);
  if (routed.kind !== 'routed') return routed;
  const { backend: name, tier, model, reasons } = routed;
  const backend = state.config.backends[name];
  if (backend === undefined) return { kind: 'impossible', reason: `there is no backend ${name}` };
  if (!state.health.has(name)) return { kind: 'unchecked', backend: name };
  const rest = restOf(state, name);
  if (rest !== null)
    return { kind: 'resting', backend: name, until: rest.until, reasons: [`${name} ${rest.reason}`] };
  const reserved = reservation(state, facts, { backend, tier, model });
  const short = shortOf(state, reserved);
  if (short !== null) return { kind: 'unaffordable', ...short };
  return { kind: 'assigned', backend: name, model, tier, reasons, reserved };
}

const RESOLVER = '`merge.resolver` names it';

export function routeNow(state: Started, facts: TaskFacts): Route {
  const { config, graph } = state;
  const { resolver } = config.merge;
  return route(facts.task, {
    instead: resolver !== null && isResolving(facts) ? { name: resolver, reason: RESOLVER } : null,
    graph,
    routing: config.routing,
    backends: config.backends,
    health: healthFor(state, facts),
    budgetLeftShare: leftShare(state),
  });
}

/** Another backend than that of the newest attempt is to take the task. */
export function isElsewhere(state: Started, facts: TaskFacts): boolean {
  const routed = routeNow(state, facts);
  return routed.kind === 'routed' && routed.backend !== facts.attempts.at(-1)?.backend;
}

/** It was dispatched and has not begun, its backend rests for long, and another one is to take its place. */
export function isStranded(state: Started, facts: TaskFacts): boolean {
  const last = facts.attempts.at(-1);
  if (last === undefined || last.startedAt !== null || last.end !== null) return false;
  const rest = restOf(state, last.backend);
  return rest?.cause === 'limit' && isLongRest(rest, state.now) && isElsewhere(state, facts);
}

/** What is known about the backends, as it concerns a task: for one that was sent back too often, that backend is out. */
function healthFor(state: Started, facts: TaskFacts): ReadonlyMap<string, HealthFact> {
  const known = Object.keys(state.config.backends).flatMap((name): [string, HealthFact][] => {
    const fact = healthOf(state, name);
    return fact === null ? [] : [[name, fact]];
  });
  const out = [...limitedOut(facts)].map(([name, limits]): [string, HealthFact] => [
    name,
    { kind: 'unusable', reason: `was rate-limited ${limitsText(limits)}`, hint: 'try later' },
  ]);
  return new Map([...known, ...out]);
}

/** Null: not known yet. */
function healthOf(state: Started, name: string): HealthFact | null {
  const ill = illness(state, name);
  if (ill !== null)
    return {
      kind: 'unusable',
      reason: `says: ${ill}`,
      hint: `check the credentials and the account of ${name}`,
    };
  const checked = state.health.get(name);
  if (checked?.kind === 'unusable') return { ...checked, reason: `cannot be used: ${checked.reason}` };
  const rest = restOf(state, name);
  if (rest !== null && isLongRest(rest, state.now)) {
    const reason = rest.cause === 'limit' ? `${rest.reason} until ${utcTime(rest.asked)}` : rest.reason;
    return { kind: 'resting', until: rest.until, reason };
  }
  return checked === undefined ? null : { kind: 'usable' };
}

/** What the backend itself said since the run went on, and what no pause mends. */
function illness(state: Started, name: string): string | null {
  for (const { attempts } of state.tasks.values()) {
    for (const { backend, end } of attempts) {
      if (backend !== name || end === null || end.at < state.since) continue;
      const { exit } = end.evidence;
      if (exit.kind === 'backend-failed' && (exit.failure === 'auth' || exit.failure === 'quota'))
        return exit.message;
    }
  }
  return null;
}
