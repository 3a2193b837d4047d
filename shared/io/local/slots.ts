/** Places to work at that are given out in the order of asking, several at once to whoever needs more; their number may change. */

interface Waiting {
  readonly weight: number;
  readonly admit: () => void;
}

export class Slots {
  #capacity = 1;
  #used = 0;
  readonly #line: Waiting[] = [];

  /** Fewer let what runs come to its end; 0 lets nobody in. */
  allow(capacity: number): void {
    this.#capacity = capacity;
    this.#admit();
  }

  /** Does the work when there is room. Rejects with the signal's reason when it is aborted before; what has begun is waited for. */
  async within<Result>(weight: number, signal: AbortSignal, work: () => Promise<Result>): Promise<Result> {
    await this.#enter(weight, signal);
    try {
      return await work();
    } finally {
      this.#used -= weight;
      this.#admit();
    }
  }

  #enter(weight: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const waiting = {
        weight,
        admit: () => {
          signal.removeEventListener('abort', leave);
          resolve();
        },
      };
      const leave = () => {
        const at = this.#line.indexOf(waiting);
        if (at !== -1) this.#line.splice(at, 1);
        reject(signal.reason);
        this.#admit();
      };
      if (signal.aborted) return reject(signal.reason);
      signal.addEventListener('abort', leave, { once: true });
      this.#line.push(waiting);
      this.#admit();
    });
  }

  /** Who is too heavy for all places together takes them all; who waits is not overtaken by who is lighter. */
  #admit(): void {
    for (let next = this.#line[0]; next !== undefined; next = this.#line[0]) {
      const hasRoom = this.#used + next.weight <= this.#capacity || (this.#used === 0 && this.#capacity > 0);
      if (!hasRoom) return;
      this.#line.shift();
      this.#used += next.weight;
      next.admit();
    }
  }
}
