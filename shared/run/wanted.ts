/** What is outstanding: computed from the facts, each effect under its stable key. */
import type { Task } from '../plan/plan.ts';
import { isStranded } from './dispatch/assign.ts';
import { withdrawn } from './dispatch/budget.ts';
import { restOf } from './dispatch/limits.ts';
import { restEffect, wantedForStart } from './dispatch/schedule.ts';
import type { DispatchEffect, Effect, StopEffect, WaitEffect } from './effect.ts';
import { Inquiry } from './integration/inquiry.ts';
import { examineRound } from './integration/integrate.ts';
import { examineLanding, examineSync } from './integration/landing.ts';
import type { Attempt, RunState, Started, TaskFacts } from './state.ts';

const remembered = new WeakMap<Started, readonly Effect[]>();

/** In the order in which they are to be performed. */
export function wantedEffects(state: RunState): readonly Effect[] {
  if (state === null) return [];
  const known = remembered.get(state);
  if (known !== undefined) return known;
  const effects = [
    ...attemptEffects(state),
    ...restEffects(state),
    ...wantedForStart(state),
    ...decisionEffects(state),
    ...runEffects(state),
  ];
  const unique = [...new Map(effects.map(effect => [effect.key, effect])).values()];
  remembered.set(state, unique);
  return unique;
}

/** Neither at its end nor waiting for anything: no event will ever come. The rules never lead there; if they do, that is a bug. */
export function isStuck(state: RunState): boolean {
  return state !== null && state.finishedAt === null && wantedEffects(state).length === 0;
}

function attemptEffects(state: Started): readonly Effect[] {
  const unpaid = withdrawn(state);
  return [...state.tasks.values()].flatMap((facts): readonly Effect[] => {
    const last = facts.attempts.at(-1);
    if (last === undefined) return [];
    if (last.end === null) return [dispatchEffect(facts, last), ...stopEffects(state, facts, unpaid)];
    return last.wait !== null && !last.wait.over && facts.fate === null ? [waitEffect(facts, last)] : [];
  });
}

export function dispatchKey(
  { task }: { readonly task: Pick<Task, 'id'> },
  { number }: Pick<Attempt, 'number'>,
): string {
  return `dispatch/${task.id}/${number}`;
}

function dispatchEffect(facts: TaskFacts, attempt: Attempt): DispatchEffect {
  return {
    kind: 'dispatch',
    key: dispatchKey(facts, attempt),
    task: facts.task.id,
    attempt: attempt.number,
    base: attempt.base,
    resolves: attempt.resolves === null ? null : { commit: attempt.resolves },
    backend: attempt.backend,
    model: attempt.model,
    budgetUsd: attempt.reserved?.usd ?? null,
    prompt: attempt.prompt,
  };
}

/** A cancel stops everything; a halt, a budget that others used up, or a long rest of its backend, only what has not begun. */
function stopEffects(state: Started, facts: TaskFacts, unpaid: ReadonlySet<Attempt>): readonly StopEffect[] {
  const attempt = facts.attempts.at(-1);
  if (attempt === undefined) return [];
  const isCalledOff =
    state.halt !== null ? attempt.startedAt === null : unpaid.has(attempt) || isStranded(state, facts);
  const target = dispatchKey(facts, attempt);
  return state.cancel !== null || isCalledOff ? [{ kind: 'stop', key: `stop/${target}`, target }] : [];
}

/** Whether a dispatch is to be stopped: it need not begin. */
export function isCalledOff(state: Started, key: string): boolean {
  return wantedEffects(state).some(effect => effect.kind === 'stop' && effect.target === key);
}

/** Who was dispatched waits at a place to work at, where nobody begins while the backend rests: its end has to be told. */
function restEffects(state: Started): readonly Effect[] {
  const waiting = [...state.tasks.values()].flatMap(({ attempts }) => {
    const last = attempts.at(-1);
    return last !== undefined && last.end === null && last.startedAt === null ? [last.backend] : [];
  });
  return [...new Set(waiting)].flatMap(backend => {
    const rest = restOf(state, backend);
    return rest === null ? [] : [restEffect(backend, rest.until)];
  });
}

function waitEffect({ task }: TaskFacts, { number, wait }: Attempt): WaitEffect {
  return {
    kind: 'wait',
    key: `wait/${task.id}/${number}`,
    task: task.id,
    attempt: number,
    until: wait?.until ?? 0,
  };
}

function decisionEffects(state: Started): readonly Effect[] {
  const { round } = state.integration;
  const inquiry = new Inquiry(state);
  if (round !== null) examineRound(inquiry, round);
  else if (state.landing.syncFirst) examineSync(inquiry);
  else if (state.landing.outcome === null && isSettled(state)) examineLanding(inquiry);
  return inquiry.wanted;
}

function runEffects(state: Started): readonly Effect[] {
  const { head, published } = state.integration;
  const effects: Effect[] = [];
  if (head.commit !== published && head.commit !== state.base.commit) {
    effects.push({ kind: 'publish', key: `publish/${head.commit}`, commit: head.commit });
  }
  if (state.reported < state.finishes) {
    const report = state.reported + 1;
    effects.push({ kind: 'report', key: `report/${report}`, report });
  }
  return effects;
}

/** Every task has its fate, and nothing is being merged. */
export function isSettled(state: Started): boolean {
  return state.integration.round === null && [...state.tasks.values()].every(facts => facts.fate !== null);
}
