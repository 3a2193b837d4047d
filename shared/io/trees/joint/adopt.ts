/** Takes over the trees that several attempts worked in when their driver died. */
import type { RunId } from '../../../plan/plan.ts';
import type { SlotLeft } from '../abandoned.ts';
import { slotPlace } from '../place.ts';
import type { PoolParts } from '../pool-parts.ts';
import type { Holder } from '../record.ts';
import { Slot } from '../slot.ts';
import { FolderTree } from './folder-tree.ts';
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

export interface Adopted {
  readonly trees: readonly AdoptedFolder[];
  /**
   * Whether the work of an attempt that has a tree of its own is in that: a driver may die when it has named the attempt there,
   * and before it moved the work.
   */
  readonly moved: (holder: Holder) => boolean;
}

export async function adoptFolders(parts: PoolParts, { run, slots, close }: Left): Promise<Adopted> {
  const trees: AdoptedFolder[] = [];
  const own = slots.flatMap(({ record }) => record?.holders.filter(holder => !isSharer(holder)) ?? []);
  let next = Math.max(0, ...slots.map(({ place }) => Number(place.name.replace(/^\D+/, ''))));
  for (const { place, record } of slots) {
    const sharers = (record?.holders ?? []).filter(isSharer).filter(holder => holder.run === run);
    const [first] = sharers;
    if (record === null || first === undefined) continue;
    const slot = await Slot.adopt(parts, place, record, first.base);
    const joint = new JointTree(parts, slot, { base: first.base, present: sharers });
    const leave = async (sharer: Sharer) => {
      await joint.leave(sharer);
      if (joint.isEmpty) await slot.destroy();
    };
    for (const sharer of sharers) {
      if (own.some(holder => isSame(holder, sharer)) && !(await joint.has(sharer))) {
        await leave(sharer);
        continue;
      }
      const tree = new FolderTree(joint, sharer, {
        moveOut: async () => {
          next += 1;
          const { base } = sharer;
          const fresh = await Slot.make(parts, slotPlace(parts.place.folder, next));
          const holder = { ...sharer, folder: null };
          await fresh.prepare({ base, branch: 'work', holder, keepsIgnored: false });
          return { own: fresh, ...(await joint.moveOut(sharer, fresh)) };
        },
        release: async moved => {
          if (moved === null) await leave(sharer);
          else await moved.destroy();
          if (joint.isEmpty) await slot.destroy();
          await close();
        },
        keep: async moved => {
          await moved.destroy();
          return null;
        },
      });
      trees.push({ sharer, root: place.tree, tree });
    }
  }
  return { trees, moved: holder => !trees.some(({ sharer }) => isSame(holder, sharer)) };
}

function isSame(one: Holder, other: Holder): boolean {
  return one.run === other.run && one.task === other.task && one.attempt === other.attempt;
}
