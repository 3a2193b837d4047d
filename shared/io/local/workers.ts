/**
 * Places to work at: so many in all, and so many for each backend, as the machine says; they may change while a run goes on.
 * There are twice as many trees as places, so that the next task's tree is ready when a place becomes free, and the last one's
 * is collected meanwhile.
 */
import PQueue from 'p-queue';

export interface Concurrency {
  readonly workers: number;
  readonly byBackend: ReadonlyMap<string, number>;
}

const TREES_PER_PLACE = 2;

export class Workers {
  readonly #places = new Limits();
  readonly #trees = new Limits();

  /** More places start more work at once; fewer let what runs come to its end. */
  allow({ workers, byBackend }: Concurrency): void {
    this.#places.allow({ workers, byBackend });
    const trees = [...byBackend].map(([name, limit]) => [name, limit * TREES_PER_PLACE] as const);
    this.#trees.allow({ workers: workers * TREES_PER_PLACE, byBackend: new Map(trees) });
  }

  /** Does the work when there is a place, in the order of asking. Rejects with the signal's reason when it is aborted before. */
  work<Result>(backend: string, signal: AbortSignal, work: () => Promise<Result>): Promise<Result> {
    return this.#places.within(backend, signal, work);
  }

  /** The same for everything that needs a tree. */
  inTree<Result>(backend: string, signal: AbortSignal, use: () => Promise<Result>): Promise<Result> {
    return this.#trees.within(backend, signal, use);
  }
}

/** Whoever is dispatched first gets the first place, although another's tree may be ready earlier. */
export class Turns {
  readonly #last = new Map<string, Promise<void>>();

  /** `come` resolves when everybody before in this line has passed; `pass` may be called more than once. */
  take(line: string): { readonly come: Promise<void>; readonly pass: () => void } {
    const come = this.#last.get(line) ?? Promise.resolve();
    let pass = () => {};
    const passed = new Promise<void>(resolve => {
      pass = resolve;
    });
    this.#last.set(
      line,
      Promise.all([come, passed]).then(() => {}),
    );
    return { come, pass };
  }
}

class Limits {
  readonly #all = new PQueue({ concurrency: 1 });
  readonly #byBackend = new Map<string, PQueue>();

  allow({ workers, byBackend }: Concurrency): void {
    this.#all.concurrency = workers;
    for (const [name, limit] of byBackend) this.#queue(name).concurrency = limit;
  }

  /** A backend's own limit first: who waits for that must not hold a place that others could use. */
  async within<Result>(backend: string, signal: AbortSignal, use: () => Promise<Result>): Promise<Result> {
    // The queue turns its back on work that goes on when the signal comes; whoever has begun is waited for.
    const waiting = new AbortController();
    const giveUp = () => waiting.abort(signal.reason);
    const begin = () => {
      signal.removeEventListener('abort', giveUp);
      return use();
    };
    if (signal.aborted) giveUp();
    signal.addEventListener('abort', giveUp);
    const patience = { signal: waiting.signal };
    try {
      return await this.#queue(backend).add(() => this.#all.add(begin, patience), patience);
    } finally {
      signal.removeEventListener('abort', giveUp);
    }
  }

  #queue(backend: string): PQueue {
    const known = this.#byBackend.get(backend);
    if (known !== undefined) return known;
    const queue = new PQueue();
    this.#byBackend.set(backend, queue);
    return queue;
  }
}
