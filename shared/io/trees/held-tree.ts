import type { Sha } from '../../plan/plan.ts';
import type { AttemptFiles } from '../ports.ts';
import type { TaskTree } from '../task-tree.ts';
import type { Collected, CollectOptions } from './git/collect.ts';
import type { Slot } from './slot.ts';

/** A slot while someone has it. */
export class HeldTree implements TaskTree {
  readonly directory: string;
  readonly slot: string;
  readonly files: AttemptFiles;
  readonly #slot: Slot;
  readonly #base: Sha;
  readonly #release: () => Promise<void>;
  readonly #keep: (place: string) => Promise<string | null>;
  #released: Promise<void> | null = null;

  constructor(held: {
    readonly slot: Slot;
    readonly base: Sha;
    readonly files: AttemptFiles;
    readonly release: () => Promise<void>;
    /** Absent: it cannot be kept, and is given back. */
    readonly keep?: (place: string) => Promise<string | null>;
  }) {
    this.directory = held.slot.place.tree;
    this.slot = held.slot.place.name;
    this.files = held.files;
    this.#slot = held.slot;
    this.#base = held.base;
    this.#release = held.release;
    this.#keep = held.keep ?? (() => held.release().then(() => null));
  }

  show(tree: Sha): Promise<void> {
    return this.#slot.show(tree);
  }

  async collect(options: CollectOptions): Promise<Collected> {
    if (this.#released !== null) throw new Error(`${this.slot} was released, there is nothing to collect`);
    return this.#slot.collect(this.#base, options);
  }

  release(): Promise<void> {
    this.#released ??= this.#release();
    return this.#released;
  }

  async keep(place: string): Promise<string | null> {
    if (this.#released !== null) throw new Error(`${this.slot} was released, there is nothing to keep`);
    const keeping = this.#keep(place);
    this.#released = keeping.then(() => {});
    return keeping;
  }
}
