/** Small changes of the facts, each giving a new state. */
import type { TaskId } from '../plan/plan.ts';
import type { Attempt, Fate, Integration, Landing, Started, TaskFacts } from './state.ts';
import { factsOf } from './state.ts';

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
