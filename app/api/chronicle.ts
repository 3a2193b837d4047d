/**
 * Runs as far as they were read here. A journal only grows, and reading one of 256 tasks from its start takes a second: so what
 * was read once is kept, and only what is new is added.
 */
import { setImmediate } from 'node:timers/promises';
import type { RunId } from '../../shared/plan/plan.ts';
import { isOver } from '../../shared/run/over.ts';
import type { RunState, Started } from '../../shared/run/state.ts';
import { transition } from '../../shared/run/transition.ts';
import type { NumberedEvent, RecordedRun } from './ports.ts';
import { progressOf, type Statuses, statusesOf } from './progress.ts';
import type { Progress } from './schema/answer-schema.ts';

/** Others go first after so many events. */
const EVENTS_AT_ONCE = 20;
/** About half a megabyte each, when they are large. */
const MOST_KEPT = 100;

export class Chronicles {
  readonly #kept = new Map<RunId, Chronicle>();

  /** With all events that are recorded, at least. */
  async of(recorded: RecordedRun): Promise<Chronicle> {
    const { run } = recorded;
    const chronicle = this.#kept.get(run) ?? new Chronicle();
    this.#kept.delete(run);
    this.#kept.set(run, chronicle);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > MOST_KEPT && oldest !== undefined) this.#kept.delete(oldest);
    await chronicle.takeIn(recorded);
    return chronicle;
  }
}

/** One run. What two requests read at the same time is read once: each goes on from where it stands. */
export class Chronicle {
  readonly #told: Progress[] = [];
  #state: RunState = null;
  #statuses: Statuses = new Map();

  get state(): Started {
    if (this.#state === null) throw new Error('the run has no event');
    return this.#state;
  }

  /** How many events it holds. */
  get count(): number {
    return this.#told.length;
  }

  get isOver(): boolean {
    return isOver(this.#state);
  }

  async takeIn(recorded: RecordedRun): Promise<void> {
    if (this.count >= recorded.count) return;
    const first = this.count + 1;
    const events = await recorded.eventsAfter(this.count);
    for (const [index, event] of events.entries()) {
      this.read({ number: first + index, event });
      if (index % EVENTS_AT_ONCE === EVENTS_AT_ONCE - 1) await setImmediate();
    }
  }

  /** What is told of an event: one that is known, or the next one. */
  read(next: NumberedEvent): Progress {
    const known = this.#told[next.number - 1];
    if (known !== undefined) return known;
    if (next.number !== this.count + 1)
      throw new Error(`expected event ${this.count + 1}, found ${next.number}`);
    const { state } = transition(this.#state, next.event);
    if (state === null) throw new Error(`event ${next.number} comes before the start of its run`);
    const before = this.#statuses;
    this.#state = state;
    this.#statuses = statusesOf(state);
    const progress = progressOf(next, { before, after: this.#statuses, state });
    this.#told.push(progress);
    return progress;
  }
}
