/**
 * Attempts that ended in a way that may leave less room for others. Each keeps its place until the run has heard of its end and
 * has said how many may work now; else the next one would start into the same limit.
 */
import type { DispatchEffect } from '../../run/effect.ts';
import type { Started } from '../../run/state.ts';

type Ended = Pick<DispatchEffect, 'key' | 'task' | 'attempt'>;

export class Unheard {
  readonly #waiting = new Map<string, { readonly ended: Ended; readonly heard: () => void }>();

  /** Resolves when a state knows of the attempt's end. */
  untilHeard(ended: Ended): Promise<void> {
    return new Promise(heard => {
      this.#waiting.set(ended.key, { ended, heard });
    });
  }

  follow(state: Started): void {
    for (const [key, { ended, heard }] of this.#waiting) {
      if (!knowsEnd(state, ended)) continue;
      this.#waiting.delete(key);
      heard();
    }
  }
}

function knowsEnd({ tasks }: Started, { task, attempt }: Ended): boolean {
  return tasks.get(task)?.attempts.find(({ number }) => number === attempt)?.end != null;
}
