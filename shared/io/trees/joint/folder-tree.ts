/**
 * A folder in a tree that others work in as well. When the work is over it moves to a tree of its own that shows the base, so
 * that what is collected, tested and kept has nothing of what the others are just doing.
 */
import { join } from 'node:path';
import type { Sha } from '../../../plan/plan.ts';
import type { AttemptFiles } from '../../ports.ts';
import type { TaskTree } from '../../task-tree.ts';
import type { Collected, CollectOptions } from '../git/collect.ts';
import type { Slot } from '../slot.ts';
import type { JointTree, Sharer } from './joint-tree.ts';

export interface MovedOut extends Awaited<ReturnType<JointTree['moveOut']>> {
  readonly own: Slot;
}

/** What whoever has the trees does for it; all of it once. */
export interface FolderHold {
  readonly moveOut: () => Promise<MovedOut>;
  /** `own` is null as long as it has not moved. */
  readonly release: (own: Slot | null) => Promise<void>;
  readonly keep: (own: Slot, place: string) => Promise<string | null>;
}

export class FolderTree implements TaskTree {
  readonly #joint: JointTree;
  readonly #sharer: Sharer;
  readonly #hold: FolderHold;
  #out: MovedOut | null = null;
  #released: Promise<void> | null = null;

  constructor(joint: JointTree, sharer: Sharer, hold: FolderHold) {
    this.#joint = joint;
    this.#sharer = sharer;
    this.#hold = hold;
  }

  get directory(): string {
    return join(this.#place.tree, this.#sharer.folder);
  }

  get slot(): string {
    return this.#place.name;
  }

  get files(): AttemptFiles {
    return this.#sharer.files;
  }

  /** Others work in the tree: it cannot show anything but its base. */
  show(tree: Sha): Promise<void> {
    return Promise.reject(new Error(`${this.slot} is shared and cannot show ${tree}`));
  }

  async collect(options: CollectOptions): Promise<Collected> {
    if (this.#released !== null) throw new Error(`${this.slot} was released, there is nothing to collect`);
    this.#out ??= await this.#hold.moveOut();
    const { own, moved, strays } = this.#out;
    const collected = await own.collect(this.#sharer.base, options);
    const { unstorable } = collected;
    if (moved !== 'replaced') return { ...collected, strays };
    const replaced = `${this.#sharer.folder} (the tree was replaced by something else)`;
    return { ...collected, strays, unstorable: [...unstorable, replaced] };
  }

  release(): Promise<void> {
    this.#released ??= this.#hold.release(this.#out?.own ?? null);
    return this.#released;
  }

  async keep(place: string): Promise<string | null> {
    if (this.#released !== null) throw new Error(`${this.slot} was released, there is nothing to keep`);
    if (this.#out === null) return this.release().then(() => null);
    const keeping = this.#hold.keep(this.#out.own, place);
    this.#released = keeping.then(() => {});
    return keeping;
  }

  get #place() {
    return (this.#out?.own ?? this.#joint.slot).place;
  }
}
