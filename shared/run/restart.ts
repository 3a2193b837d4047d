/** A run goes on after it stopped: resume takes up what was left, retry starts again what is not merged. */
import type { TaskId } from '../plan/plan.ts';
import { arrange } from './dispatch/forecast.ts';
import type { RunEvent } from './event.ts';
import { withIntegration, withLanding } from './lens.ts';
import { type Fate, newFacts, type Started, type TaskFacts, type Trial } from './state.ts';

type Resume = Extract<RunEvent, { type: 'resumed' }>;

/** Only a cancelled or parked run has something to take up; one that is under way needs no decision, a finished one has none. */
export function applyResume(state: Started, event: Resume): Started {
  const { cancel, park } = state;
  if (cancel === null && park === null) return state;
  const tasks = new Map(state.tasks);
  for (const [id, facts] of tasks) {
    if (isTakenUp(facts.fate)) tasks.set(id, { ...facts, fate: null });
  }
  // Whoever takes up a run that died may not know that it was to stop; of one that stopped its report has told.
  const undone =
    cancel !== null && state.finishedAt === null
      ? [`the run had been cancelled by ${cancel.by}; it goes on`]
      : [];
  const remarks = [...(event.remarks ?? state.remarks), ...undone];
  const config =
    park === null || event.budget === null ? state.config : { ...state.config, budget: event.budget };
  return reopen({ ...state, config, tasks, cancel: null, park: null, remarks }, event.at);
}

/**
 * What a cancel or a budget kept from being done, and those of its epic that were held with it. Who was skipped may have needed
 * one of them; else it is skipped again.
 */
function isTakenUp(fate: Fate | null): boolean {
  if (fate?.kind === 'held') return fate.cause !== 'base';
  return fate?.kind === 'cancelled' || fate?.kind === 'skipped';
}

type Retry = Extract<RunEvent, { type: 'retry-requested' }>;

/** Merged tasks stay as they are, and in the plan; all else is read anew. */
export function applyRetry(state: Started, event: Retry): Started {
  const chosen = chosenTasks(state, event.tasks);
  const kept = state.plan.tasks.filter(task => state.tasks.get(task.id)?.fate?.kind === 'merged');
  const keptIds = new Set(kept.map(task => task.id));
  const fresh = event.plan.tasks.filter(task => !keptIds.has(task.id));
  if (state.finishedAt === null) return state;
  const { remarks, diagnostics = [] } = event;
  if (!fresh.some(task => chosen.has(task.id) || !state.tasks.has(task.id)))
    return landAgain({ ...state, remarks, diagnostics }, event.at);
  const plan = { ...event.plan, tasks: inOldOrder(state, [...kept, ...fresh]) };
  const planned = arrange(plan, event.config);
  const tasks = new Map(
    plan.tasks.map(task => {
      const fresh = newFacts(task, planned.graph);
      return [task.id, restarted(state.tasks.get(task.id), { fresh, again: chosen.has(task.id) })];
    }),
  );
  const next = {
    ...state,
    ...planned,
    remarks,
    diagnostics,
    tasks,
    cancel: null,
    park: null,
    halt: null,
    fellBack: false,
  };
  return withLanding(reopen(forgetReds(next), event.at), { syncFirst: true });
}

/** Nothing is left to do but to land what is merged. */
function landAgain(state: Started, at: number): Started {
  return state.landing.outcome?.kind === 'not-landed' ? reopen({ ...state, cancel: null }, at) : state;
}

/** The named ones with what was skipped or held because of them; without a name all that is not merged. */
function chosenTasks(state: Started, named: readonly TaskId[] | null): ReadonlySet<TaskId> {
  const open = [...state.tasks.values()]
    .filter(facts => facts.fate?.kind !== 'merged')
    .map(facts => facts.task.id);
  if (named === null) return new Set(open);
  const chosen = new Set(named.filter(id => open.includes(id)));
  const epics = new Set([...chosen].map(id => state.tasks.get(id)?.task.epic).filter(epic => epic != null));
  for (let size = -1; size !== chosen.size; ) {
    size = chosen.size;
    for (const facts of state.tasks.values()) {
      if (facts.fate?.kind !== 'skipped' && facts.fate?.kind !== 'held' && facts.fate?.kind !== 'cancelled')
        continue;
      const { id, epic } = facts.task;
      const needs = state.graph.needs.get(id) ?? [];
      if ((epic !== null && epics.has(epic)) || needs.some(need => chosen.has(need))) chosen.add(id);
    }
  }
  return chosen;
}

function inOldOrder(state: Started, tasks: readonly TaskFacts['task'][]): readonly TaskFacts['task'][] {
  const places = new Map([...state.tasks.keys()].map((id, index) => [id, index]));
  return [...tasks].sort((a, b) => (places.get(a.id) ?? places.size) - (places.get(b.id) ?? places.size));
}

interface Restart {
  /** As if nothing had been done for it. */
  readonly fresh: TaskFacts;
  readonly again: boolean;
}

function restarted(facts: TaskFacts | undefined, { fresh, again }: Restart): TaskFacts {
  if (facts === undefined) return fresh;
  const { task, batch } = fresh;
  if (facts.fate === null || facts.fate.kind === 'merged' || !again) return { ...facts, task, batch };
  const newest = facts.attempts.at(-1)?.number ?? 0;
  const next = { ...facts, task, batch, fate: null, countsFrom: newest + 1 };
  return isSound(facts.fate) ? next : { ...next, staleTo: newest, resolves: null };
}

/** The work itself was not the reason, so it may be merged as it is. */
function isSound(fate: Fate): boolean {
  return fate.kind === 'held' || fate.kind === 'cancelled';
}

/** A person asks again, so a red is verified again; a green stays. */
function forgetReds(state: Started): Started {
  const greens = [...state.integration.trials].filter(([, trials]) => trials.some(isGreen));
  return withIntegration(state, { trials: new Map(greens) });
}

function isGreen(trial: Trial): boolean {
  return trial.verdict.kind === 'green';
}

/** Chains are made anew, to the same commits: those that were not accepted may be gone by now. */
function reopen(state: Started, at: number): Started {
  const idleMs = state.idleMs + (state.finishedAt === null ? 0 : Math.max(0, at - state.finishedAt));
  const next = { ...state, idleMs, finishedAt: null, since: at, health: new Map(), heard: new Map() };
  return withLanding(withIntegration(next, { chains: new Map() }), {
    outcome: null,
    sight: null,
    moves: 0,
    tries: 0,
  });
}
