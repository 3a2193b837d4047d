/** The joint trees of a pool: one for each commit that attempts start from, and another where one takes nobody in any more. */
import type { Sha } from '../../../plan/plan.ts';
import type { PoolParts } from '../pool-parts.ts';
import type { Slot } from '../slot.ts';
import { JointTree, type Sharer } from './joint-tree.ts';

/** What the pool does for them. */
export interface SlotSource {
  /** One that shows the base. */
  readonly take: (asked: { readonly base: Sha; readonly branch: string }) => Promise<Slot>;
  readonly giveBack: (slot: Slot) => Promise<void>;
}

export class JointTrees {
  readonly #parts: PoolParts;
  readonly #slots: SlotSource;
  readonly #open = new Set<JointTree>();
  #last: Promise<unknown> = Promise.resolve();

  constructor(parts: PoolParts, slots: SlotSource) {
    this.#parts = parts;
    this.#slots = slots;
  }

  /** `branch`: what HEAD is on in a new one. */
  join(sharer: Sharer, { base, branch }: { readonly base: Sha; readonly branch: string }) {
    return this.#inTurn(async () => {
      for (const tree of this.#open) {
        if (tree.base === base && (await tree.join(sharer))) return tree;
      }
      const slot = await this.#slots.take({ base, branch });
      const tree = new JointTree(this.#parts, slot, { base, present: [] });
      this.#open.add(tree);
      try {
        if (await tree.join(sharer)) return tree;
        throw new Error(`${slot.place.tree} was changed by something else`);
      } catch (error) {
        await this.#close(tree);
        throw error;
      }
    });
  }

  leave(tree: JointTree, sharer: Sharer): Promise<void> {
    return this.#inTurn(async () => {
      await tree.leave(sharer);
      if (tree.isEmpty) await this.#close(tree);
    });
  }

  moveOut(tree: JointTree, sharer: Sharer, own: Slot): ReturnType<JointTree['moveOut']> {
    return this.#inTurn(async () => {
      const moved = await tree.moveOut(sharer, own);
      if (tree.isEmpty) await this.#close(tree);
      return moved;
    });
  }

  async #close(tree: JointTree): Promise<void> {
    this.#open.delete(tree);
    await this.#slots.giveBack(tree.slot);
  }

  /** Who comes and who goes is what tells whose a change may be. */
  #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const done = this.#last.then(work);
    this.#last = done.catch(() => {});
    return done;
  }
}
