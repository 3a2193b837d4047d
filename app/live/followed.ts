/** A run that somebody follows: what is known of its newest events and of its jobs, and who waits for the next. */
import { isDeepStrictEqual } from 'node:util';
import type { RunEvent } from '../../shared/run/event.ts';
import type { JobSight } from '../api/ports.ts';

/** Who is further behind reads them itself. */
const MOST_KEPT = 100;

interface Waiting {
  readonly go: () => void;
  readonly fail: (error: unknown) => void;
}

export class Followed {
  followers = 0;
  /** As they are since one of them has changed; always the same list in between. */
  jobs: readonly JobSight[] = [];
  /** What stood for them when they were read, see `marksOfJobs`. */
  mark = '';
  /** The last of them is the newest one. */
  #recent: readonly RunEvent[] = [];
  #newest: number | null = null;
  readonly #waiting = new Set<Waiting>();

  /** The number of the newest event; null: nobody has looked yet. */
  get newest(): number | null {
    return this.#newest;
  }

  /** Null: too many to be kept here. */
  eventsAfter(number: number): readonly RunEvent[] | null {
    if (this.#newest === null) return null;
    const missing = this.#newest - number;
    if (missing <= 0) return [];
    return missing > this.#recent.length ? null : this.#recent.slice(-missing);
  }

  /** Somebody has seen all up to this number. False: there are newer ones already. */
  learn(number: number): boolean {
    if (this.#newest === null || this.#newest < number) {
      this.#newest = number;
      this.#recent = [];
      this.#wake();
    }
    return this.#newest === number;
  }

  /** Those that come after a number that was the newest. */
  add(after: number, events: readonly RunEvent[]): void {
    const known = this.#newest ?? after;
    const fresh = events.slice(known - after);
    if (fresh.length === 0) return;
    this.#newest = known + fresh.length;
    this.#recent = [...this.#recent, ...fresh].slice(-MOST_KEPT);
    this.#wake();
  }

  see(mark: string, jobs: readonly JobSight[]): void {
    this.mark = mark;
    if (isDeepStrictEqual(jobs, this.jobs)) return;
    this.jobs = jobs;
    this.#wake();
  }

  #wake(): void {
    for (const { go } of [...this.#waiting]) go();
  }

  fail(error: unknown): void {
    for (const { fail } of [...this.#waiting]) fail(error);
  }

  /** Resolves when there is an event more, jobs have changed, or the signal says so. */
  change(signal: AbortSignal): Promise<void> {
    if (signal.aborted) return Promise.resolve();
    return new Promise((resolve, reject) => {
      const leave = (then: () => void) => {
        this.#waiting.delete(waiting);
        signal.removeEventListener('abort', waiting.go);
        then();
      };
      const waiting: Waiting = {
        go: () => leave(resolve),
        fail: error => leave(() => reject(error)),
      };
      this.#waiting.add(waiting);
      signal.addEventListener('abort', waiting.go, { once: true });
    });
  }
}
