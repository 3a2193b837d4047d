/** The events of a run as others see them: what happened, and which tasks stand elsewhere since. */
import { assertNever } from '../../shared/assert.ts';
import type { TaskId } from '../../shared/plan/plan.ts';
import { headline } from '../../shared/report/summary/headline.ts';
import { isoTime } from '../../shared/report/units.ts';
import type { RunEvent } from '../../shared/run/event.ts';
import type { Started } from '../../shared/run/state.ts';
import { runStatus, type TaskStatus, taskStatus } from '../../shared/run/status.ts';
import type { NumberedEvent } from './ports.ts';
import type { Progress } from './schema/answer-schema.ts';

/** What is told of an event, after which the run stands so. */
export function progressOf(
  { number, event }: NumberedEvent,
  { before, after, state }: { readonly before: Statuses; readonly after: Statuses; readonly state: Started },
): Progress {
  return {
    number,
    at: isoTime(event.at),
    run: state.run,
    kind: event.type,
    ...aboutOf(event, state),
    status: runStatus(state),
    headline: headline(state).count,
    changed: [...after.keys()]
      .filter(id => before.get(id) !== after.get(id))
      .map(id => ({ task: id, ...taskStatus(state, id) })),
  };
}

export type Statuses = ReadonlyMap<TaskId, TaskStatus>;

export function statusesOf(state: Started): Statuses {
  return new Map([...state.tasks.keys()].map(id => [id, taskStatus(state, id).status]));
}

function aboutOf(event: RunEvent, state: Started): Pick<Progress, 'task' | 'attempt' | 'batch' | 'tree'> {
  const nothing = { task: null, attempt: null, batch: null, tree: null };
  switch (event.type) {
    case 'attempt-started':
    case 'attempt-ended':
    case 'waited': {
      const { task, attempt } = event;
      return { ...nothing, task, attempt, batch: state.tasks.get(task)?.batch ?? null };
    }
    case 'verified':
      return { ...nothing, tree: event.tree };
    case 'run-started':
    case 'backend-checked':
    case 'rested':
    case 'limits-heard':
    case 'chained':
    case 'published':
    case 'target-inspected':
    case 'landed':
    case 'reported':
    case 'cancel-requested':
    case 'resumed':
    case 'retry-requested':
      return nothing;
    default:
      return assertNever(event);
  }
}
