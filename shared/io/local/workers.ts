/** Places to work at: so many in all, so many for each backend, in so many trees, as the machine says; they may change. */
import { Slots } from './slots.ts';

export interface Concurrency {
  readonly workers: number;
  /** 0: nobody may begin there now. */
  readonly byBackend: ReadonlyMap<string, number>;
  /** At least as many as workers, or one for all. */
  readonly trees: number;
}

/** Who wants to work. */
export interface Asker {
  readonly backend: string;
  /** How many places it takes. */
  readonly weight: number;
  readonly signal: AbortSignal;
}

export class Workers {
  readonly #places = new Limits();
  readonly #trees = new Limits();

  /** More places start more work at once; fewer let what runs come to its end. */
  allow({ workers, byBackend, trees }: Concurrency): void {
    this.#places.allow(workers, byBackend);
    const each = Math.max(1, Math.floor(trees / workers));
    this.#trees.allow(trees, new Map([...byBackend].map(([name, limit]) => [name, limit * each])));
  }

  /** Does the work when there is a place, in the order of asking. Rejects with the signal's reason when it is aborted before. */
  work<Result>(asker: Asker, work: () => Promise<Result>): Promise<Result> {
    return this.#places.within(asker, work);
  }

  /** The same for everything that needs a tree. */
  inTree<Result>(asker: Asker, use: () => Promise<Result>): Promise<Result> {
    return this.#trees.within({ ...asker, weight: 1 }, use);
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
  readonly #all = new Slots();
  readonly #byBackend = new Map<string, Slots>();

  allow(all: number, byBackend: ReadonlyMap<string, number>): void {
    this.#all.allow(all);
    for (const [name, limit] of byBackend) this.#slots(name).allow(limit);
  }

  /** A backend's own limit first: who waits for that must not hold a place that others could use. */
  within<Result>({ backend, weight, signal }: Asker, use: () => Promise<Result>): Promise<Result> {
    return this.#slots(backend).within(1, signal, () => this.#all.within(weight, signal, use));
  }

  #slots(backend: string): Slots {
    const known = this.#byBackend.get(backend);
    if (known !== undefined) return known;
    const slots = new Slots();
    this.#byBackend.set(backend, slots);
    return slots;
  }
}
