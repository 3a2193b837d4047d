/** Places to work at: so many in all, and so many for each backend, as the machine says; they may change while a run goes on. */
import PQueue from 'p-queue';

export interface Concurrency {
  readonly workers: number;
  readonly byBackend: ReadonlyMap<string, number>;
}

export class Workers {
  readonly #all = new PQueue({ concurrency: 1 });
  readonly #byBackend = new Map<string, PQueue>();

  /** More places start more work at once; fewer let what runs come to its end. */
  allow({ workers, byBackend }: Concurrency): void {
    this.#all.concurrency = workers;
    for (const [name, limit] of byBackend) this.#queue(name).concurrency = limit;
  }

  /** Does the work when there is a place, in the order of asking. Rejects with the signal's reason when it is aborted before. */
  async work<Result>(backend: string, signal: AbortSignal, work: () => Promise<Result>): Promise<Result> {
    return await this.#queue(backend).add(() => this.#all.add(work, { signal }), { signal });
  }

  #queue(backend: string): PQueue {
    const known = this.#byBackend.get(backend);
    if (known !== undefined) return known;
    const queue = new PQueue();
    this.#byBackend.set(backend, queue);
    return queue;
  }
}
