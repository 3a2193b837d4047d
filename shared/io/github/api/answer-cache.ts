/**
 * What was read before, with GitHub's mark of its version. A read that comes back with "not modified" costs nothing of the
 * rate limit, so that a host may ask as often as it likes.
 */

export interface KeptAnswer {
  readonly etag: string;
  /** As parsed: what was not asked for is not kept. */
  readonly value: unknown;
  readonly hasMore: boolean;
}

/** As many as a run of several hundred tasks reads, at some kilobytes each. */
const LIMIT = 500;

export class AnswerCache {
  // A map keeps the order in which keys came: the first one is the one that was used longest ago.
  readonly #kept = new Map<string, KeptAnswer>();

  find(key: string): KeptAnswer | null {
    const kept = this.#kept.get(key);
    if (kept === undefined) return null;
    this.#kept.delete(key);
    this.#kept.set(key, kept);
    return kept;
  }

  keep(key: string, answer: KeptAnswer): void {
    this.#kept.delete(key);
    this.#kept.set(key, answer);
    const oldest = this.#kept.keys().next();
    if (this.#kept.size > LIMIT && oldest.done === false) this.#kept.delete(oldest.value);
  }
}
