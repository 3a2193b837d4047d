/** Small changes of the facts, each giving a new state. */
import type { TaskId } from '../plan/plan.ts';
import type { Attempt, Fate, Integration, Landing, Started, TaskFacts } from './state.ts';
import { factsOf } from './state.ts';
import { isActive } from './status.ts';

export function withTask(state: Started, id: TaskId, change: Partial<TaskFacts>): Started {
  const tasks = new Map(state.tasks);
  tasks.set(id, { ...factsOf(state, id), ...change });
  return { ...state, tasks };
}

export function withFate(state: Started, id: TaskId, fate: Fate): Started {
  return withTask(state, id, { fate });
}

export function withAttempt(state: Started, id: TaskId, number: number, change: Partial<Attempt>): Started {
  const attempts = factsOf(state, id).attempts.map(attempt =>
    attempt.number === number ? { ...attempt, ...change } : attempt,
  );
  return withTask(state, id, { attempts });
}

export function withIntegration(state: Started, change: Partial<Integration>): Started {
  return { ...state, integration: { ...state.integration, ...change } };
}

export function withLanding(state: Started, change: Partial<Landing>): Started {
  return { ...state, landing: { ...state.landing, ...change } };
}

/** Gives a fate to every task that has none and is not at work. */
export function decideAll(state: Started, fateFor: (facts: TaskFacts) => Fate | null): Started {
  return [...state.tasks.values()]
    .filter(facts => facts.fate === null && !isActive(facts))
    .reduce((next, facts) => {
      const fate = fateFor(facts);
      return fate === null ? next : withFate(next, facts.task.id, fate);
    }, state);
}
