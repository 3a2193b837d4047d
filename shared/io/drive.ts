/**
 * The only loop: take events, step the machine, append to the journal, perform what is wanted, feed back what answers it, until
 * quiet. It decides nothing. What is wanted is computed from the state, so a replayed run goes on by the same loop.
 */
import type { Effect } from '../run/effect.ts';
import type { RunEvent } from '../run/event.ts';
import type { RunState } from '../run/state.ts';
import { replay, transition } from '../run/transition.ts';
import { isStuck, wantedEffects } from '../run/wanted.ts';
import type { Journal, JournalVersion } from './ports.ts';

/**
 * Performs one effect and hands over its answers; an effect that was performed before finds its result. The signal is aborted
 * when the effect is no longer wanted; then it ends soon, with or without an answer.
 */
export type Perform = (effect: Effect, emit: (event: RunEvent) => void, signal: AbortSignal) => Promise<void>;

export interface DriveOptions {
  readonly journal: Journal;
  readonly perform: Perform;
  /** Told of every event that changed the state, after it was appended. */
  readonly observe?: (before: RunState, event: RunEvent, after: RunState) => void;
  /** What somebody else performs, later and elsewhere: it stays wanted, and does not keep the loop from being quiet. */
  readonly defers?: (effect: Effect) => boolean;
  /** Told of the state after the journal was read, at the start and when someone else had written. */
  readonly loaded?: (state: RunState) => void;
}

/** How often an effect may end without its answer before that is called a bug. */
const SILENCE_LIMIT = 3;

export class Driver {
  readonly #options: DriveOptions;
  readonly #running = new Map<string, AbortController>();
  readonly #silences = new Map<string, number>();
  #incoming: RunEvent[] = [];
  #state: RunState = null;
  #version: JournalVersion = null;
  #stale = false;
  #failure: { readonly error: unknown } | null = null;
  #wake: () => void = () => {};

  constructor(options: DriveOptions) {
    this.#options = options;
  }

  get state(): RunState {
    return this.#state;
  }

  /** An event from outside, such as a wish to cancel. */
  submit(event: RunEvent): void {
    this.#incoming.push(event);
    this.#wake();
  }

  /** Someone else appended to the journal. */
  reload(): void {
    this.#stale = true;
    this.#wake();
  }

  /** Resolves with the state when nothing is outstanding. Rejects with what an effect threw, after the others have ended. */
  async run(first: readonly RunEvent[] = []): Promise<RunState> {
    await this.#load();
    // A wish to cancel may have come in while the journal was read.
    this.#incoming.unshift(...first);
    for (;;) {
      if (this.#stale) await this.#load();
      while (this.#incoming.length > 0) await this.#take(this.#incoming.splice(0));
      this.#reconcile();
      if (this.#running.size === 0 && this.#incoming.length === 0) break;
      await new Promise<void>(resolve => {
        this.#wake = resolve;
        if (this.#incoming.length > 0 || this.#stale) resolve();
      });
    }
    if (this.#failure !== null) throw this.#failure.error;
    if (isStuck(this.#state))
      throw new Error(
        `run ${this.#state?.run} is not at its end, and nothing is left that could bring it there`,
      );
    return this.#state;
  }

  async #load(): Promise<void> {
    this.#stale = false;
    const { events, version } = await this.#options.journal.read();
    this.#state = replay(events);
    this.#version = version;
    this.#options.loaded?.(this.#state);
  }

  /** Steps over the events and appends those that changed something; when someone else was faster, again from what they wrote. */
  async #take(events: readonly RunEvent[]): Promise<void> {
    for (;;) {
      const steps = this.#step(events);
      const last = steps.at(-1);
      if (last === undefined) return;
      const appended = await this.#options.journal.append(
        steps.map(step => step.event),
        this.#version,
      );
      if (appended.kind === 'appended') {
        this.#version = appended.version;
        this.#state = last.after;
        for (const { before, event, after } of steps) this.#options.observe?.(before, event, after);
        return;
      }
      await this.#load();
    }
  }

  #step(events: readonly RunEvent[]): readonly { before: RunState; event: RunEvent; after: RunState }[] {
    let before = this.#state;
    return events.flatMap(event => {
      const after = transition(before, event).state;
      if (after === before) return [];
      const step = { before, event, after };
      before = after;
      return [step];
    });
  }

  /** Starts what is wanted and not under way, in order, and ends what is under way and no longer wanted. */
  #reconcile(): void {
    const wanted = this.#failure === null ? wantedEffects(this.#state) : [];
    const keys = new Set(wanted.map(effect => effect.key));
    for (const [key, controller] of this.#running) if (!keys.has(key)) controller.abort('stop');
    for (const effect of wanted)
      if (!this.#running.has(effect.key) && !this.#options.defers?.(effect)) this.#start(effect);
  }

  #start(effect: Effect): void {
    const silences = this.#silences.get(effect.key) ?? 0;
    // A stop has no answer of its own: once asked for, it is up to what it stops.
    if (effect.kind === 'stop' && silences > 0) return;
    if (silences >= SILENCE_LIMIT) {
      this.#failure ??= {
        error: new Error(`the effect ${effect.key} ended ${silences} times without an answer`),
      };
      return;
    }
    const controller = new AbortController();
    this.#running.set(effect.key, controller);
    const emit = (event: RunEvent) => this.submit(event);
    Promise.resolve()
      .then(() => this.#options.perform(effect, emit, controller.signal))
      .catch((error: unknown) => {
        this.#failure ??= { error };
      })
      .finally(() => {
        this.#running.delete(effect.key);
        this.#silences.set(effect.key, silences + 1);
        this.#wake();
      });
  }
}
