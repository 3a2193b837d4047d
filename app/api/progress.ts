/** The events of a run as others see them: what happened, and which tasks stand elsewhere since. */
import { assertNever } from '../../shared/assert.ts';
import { headline } from '../../shared/report/summary/headline.ts';
import { isoTime } from '../../shared/report/units.ts';
import type { RunEvent } from '../../shared/run/event.ts';
import type { RunState, Started } from '../../shared/run/state.ts';
import { runStatus, type TaskStatus, taskStatus } from '../../shared/run/status.ts';
import { transition } from '../../shared/run/transition.ts';
import { wantedEffects } from '../../shared/run/wanted.ts';
import type { NumberedEvent } from './ports.ts';
import type { Progress } from './schema/answer-schema.ts';

/** Follows one run, event by event. */
export class ProgressReader {
  #state: RunState = null;
  #statuses: ReadonlyMap<string, TaskStatus> = new Map();

  /** What came before is taken in and not told. */
  skip(events: readonly RunEvent[]): void {
    for (const event of events) this.#state = transition(this.#state, event).state;
    if (this.#state !== null) this.#statuses = statusesOf(this.#state);
  }

  read({ number, event }: NumberedEvent): Progress {
    const { state } = transition(this.#state, event);
    if (state === null) throw new Error(`event ${number} comes before the start of its run`);
    this.#state = state;
    const before = this.#statuses;
    this.#statuses = statusesOf(state);
    return {
      number,
      at: isoTime(event.at),
      run: state.run,
      kind: event.type,
      ...aboutOf(event, state),
      status: runStatus(state),
      headline: headline(state).count,
      changed: [...state.tasks.keys()]
        .filter(id => before.get(id) !== this.#statuses.get(id))
        .map(id => ({ task: id, ...taskStatus(state, id) })),
    };
  }

  get isOver(): boolean {
    return isOver(this.#state);
  }
}

/** Nothing will happen any more, unless somebody asks for it. */
export function isOver(state: RunState): boolean {
  return state !== null && state.finishedAt !== null && wantedEffects(state).length === 0;
}

function statusesOf(state: Started): ReadonlyMap<string, TaskStatus> {
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
