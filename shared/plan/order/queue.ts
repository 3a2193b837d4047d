/** A waiting line: whoever has the lowest rank is next. Ranks are unique. */

export interface Ranked {
  readonly rank: number;
}

/** A binary heap: adding and taking cost the logarithm of its size. */
export class Queue<T extends Ranked> {
  readonly #heap: T[] = [];

  constructor(items: Iterable<T> = []) {
    for (const item of items) this.add(item);
  }

  first(): T | null {
    return this.#heap[0] ?? null;
  }

  add(item: T): void {
    let at = this.#heap.length;
    while (at > 0) {
      const above = (at - 1) >> 1;
      const parent = this.#heap[above];
      if (parent === undefined || parent.rank < item.rank) break;
      this.#heap[at] = parent;
      at = above;
    }
    this.#heap[at] = item;
  }

  /** The first, which leaves the line; null: nobody waits. */
  take(): T | null {
    const first = this.#heap[0] ?? null;
    const last = this.#heap.pop();
    if (last !== undefined && this.#heap.length > 0) this.#sink(last);
    return first;
  }

  #sink(item: T): void {
    let at = 0;
    for (;;) {
      const [left, right] = [this.#heap[2 * at + 1], this.#heap[2 * at + 2]];
      const below = right !== undefined && left !== undefined && right.rank < left.rank ? right : left;
      if (below === undefined || below.rank > item.rank) break;
      this.#heap[at] = below;
      at = below === left ? 2 * at + 1 : 2 * at + 2;
    }
    this.#heap[at] = item;
  }
}
