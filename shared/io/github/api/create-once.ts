/**
 * Makes a thing that may not be made twice. When the server fails or the connection drops, nobody knows whether it was
 * made: so it is looked for before it is made again. Also keeps calls for one thing in a row.
 */
import type { Clock } from './api.ts';
import { mayHaveHappened } from './problem.ts';

const ATTEMPTS = 3;

export interface Creation<T> {
  create(): Promise<T>;
  /** What an earlier `create` made; null: nothing. */
  find(): Promise<T | null>;
}

/** Waits 1, 2 and 3 s before it looks: GitHub lists a new thing a moment after it was made. */
export async function createOnce<T>({ create, find }: Creation<T>, clock: Clock): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await create();
    } catch (problem) {
      if (!mayHaveHappened(problem)) throw problem;
      await wait(clock, attempt);
      const found = await find();
      if (found !== null) return found;
      if (attempt === ATTEMPTS) throw problem;
    }
  }
}

export function wait(clock: Clock, seconds: number): Promise<void> {
  return clock.until(clock.now() + seconds * 1000, new AbortController().signal);
}

/** Of two calls for the same thing the second begins when the first has ended. */
export class InTurn {
  readonly #last = new Map<string, Promise<unknown>>();

  run<T>(key: string, work: () => Promise<T>): Promise<T> {
    const turn = (this.#last.get(key) ?? Promise.resolve()).then(work);
    const settled = turn.catch(() => undefined);
    this.#last.set(key, settled);
    void settled.then(() => {
      if (this.#last.get(key) === settled) this.#last.delete(key);
    });
    return turn;
  }
}
