/** Takes over the trees that several attempts worked in when their driver died. */
import type { RunId } from '../../../plan/plan.ts';
import type { SlotLeft } from '../abandoned.ts';
import { slotPlace } from '../place.ts';
import type { PoolParts } from '../pool-parts.ts';
import type { Holder } from '../record.ts';
import { Slot } from '../slot.ts';
import { type FolderHold, FolderTree } from './folder-tree.ts';
import { isSharer, JointTree, type Sharer } from './joint-tree.ts';

interface Left {
  readonly run: RunId;
  readonly slots: readonly SlotLeft[];
  /** Removes the pool, when nothing is left in it that is to be saved. */
  readonly close: () => Promise<void>;
}

export interface AdoptedFolder {
  readonly sharer: Sharer;
  readonly root: string;
  readonly tree: FolderTree;
}

/**
 * The attempts whose work is still in a shared tree. A driver may die when it has named an attempt in a tree of its own, and
 * before it moved the work there: it is there only if it is not here.
 */
export async function adoptFolders(
  parts: PoolParts,
  { run, slots, close }: Left,
): Promise<readonly AdoptedFolder[]> {
  const own = slots.flatMap(({ record }) => record?.holders.filter(holder => !isSharer(holder)) ?? []);
  const makeSlot = slotMaker(parts, slots);
  const found: AdoptedFolder[] = [];
  for (const { place, record } of slots) {
    const sharers = (record?.holders ?? []).filter(isSharer).filter(holder => holder.run === run);
    const [first] = sharers;
    if (record === null || first === undefined) continue;
    const slot = await Slot.adopt(parts, place, record, first.base);
    const joint = new JointTree(parts, slot, { base: first.base, present: sharers });
    for (const sharer of sharers) {
      const hold = holdOf(joint, sharer, { makeSlot, close });
      const hasMoved = own.some(holder => isSame(holder, sharer)) && !(await joint.has(sharer));
      if (hasMoved) await hold.release(null);
      else found.push({ sharer, root: place.tree, tree: new FolderTree(joint, sharer, hold) });
    }
  }
  return found;
}

export function isSame(one: Holder, other: Holder): boolean {
  return one.run === other.run && one.task === other.task && one.attempt === other.attempt;
}

function holdOf(
  joint: JointTree,
  sharer: Sharer,
  { makeSlot, close }: { readonly makeSlot: () => Promise<Slot> } & Pick<Left, 'close'>,
): FolderHold {
  return {
    moveOut: async () => {
      const own = await makeSlot();
      const holder = { ...sharer, folder: null };
      await own.prepare({ base: sharer.base, branch: 'work', holder, keepsIgnored: false });
      return { own, ...(await joint.moveOut(sharer, own)) };
    },
    release: async own => {
      if (own === null) await joint.leave(sharer);
      else await own.destroy();
      if (joint.isEmpty) await joint.slot.destroy();
      await close();
    },
    // Of what a dead driver left nothing is kept but the work.
    keep: async own => {
      await own.destroy();
      return null;
    },
  };
}

/** Under numbers that no slot of the pool has. */
function slotMaker(parts: PoolParts, slots: readonly SlotLeft[]): () => Promise<Slot> {
  let number = Math.max(0, ...slots.map(({ place }) => Number(place.name.replace(/^\D+/, ''))));
  return () => {
    number += 1;
    return Slot.make(parts, slotPlace(parts.place.folder, number));
  };
}
