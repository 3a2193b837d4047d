/** Finds what drivers left that died: trees with work in them, to be saved, and the rest, to be removed. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunId, Sha, TaskId } from '../../plan/plan.ts';
import type { Repository } from '../repository.ts';
import type { TaskTree } from '../task-tree.ts';
import { HeldTree } from './held-tree.ts';
import { adoptFolders, isSame } from './joint/adopt.ts';
import { isSharer } from './joint/joint-tree.ts';
import { isAbandoned } from './owner.ts';
import { clearSlot, type PoolPlace, requirePool, type SlotPlace, slotPlace } from './place.ts';
import { partsOf, poolsFolder, readPool, removeShell } from './pool-parts.ts';
import { readRecord, type SlotRecord } from './record.ts';
import { remove, Trash } from './removal.ts';
import { Slot } from './slot.ts';

/** An attempt that was under way when its driver died. */
export interface Orphan {
  readonly run: RunId;
  readonly task: TaskId;
  readonly attempt: number;
  readonly base: Sha;
  /** All that no living attempt works in: the tree, with others' folders where it is shared. */
  readonly root: string;
  /** As it was left; its `release` removes it. */
  readonly tree: TaskTree;
}

/** A slot of a pool whose process died; null: it was never complete. */
export interface SlotLeft {
  readonly place: SlotPlace;
  readonly record: SlotRecord | null;
}

/** The attempts of a run whose driver died. Each is to be collected, then released; until then nothing removes it. */
export async function recoverOrphans(repository: Repository, run: RunId): Promise<Orphan[]> {
  const orphans: Orphan[] = [];
  for (const pool of await abandonedPools(repository)) {
    const slots = await slotsOf(pool.folder);
    if (!slots.some(({ record }) => record?.holders.some(holder => holder.run === run))) continue;
    const parts = await partsOf(repository, pool);
    const close = () => removePool(pool, () => false);
    const folders = await adoptFolders(parts, { run, slots, close });
    orphans.push(...folders.map(({ sharer, root, tree }) => ({ ...sharer, root, tree })));
    for (const { place, record } of slots) {
      const [holder] = record?.holders ?? [];
      if (record === null || holder?.run !== run || isSharer(holder)) continue;
      const slot = await Slot.adopt(parts, place, record, holder.base);
      const release = async () => {
        await slot.destroy();
        await close();
      };
      if (folders.some(({ sharer }) => isSame(holder, sharer))) {
        await slot.destroy();
        continue;
      }
      const { base, files } = holder;
      const tree = new HeldTree({ slot, base, files, release });
      orphans.push({ ...holder, root: tree.directory, tree });
    }
  }
  return orphans;
}

/**
 * Removes the pools of dead processes. A tree with an attempt's work stays until it is recovered, unless `forget` says that
 * nobody will come for that run's. Answers, in words, what would not go: it is in nobody's way.
 */
export async function pruneTrees(
  repository: Repository,
  options: { readonly forget: (run: RunId) => boolean },
): Promise<readonly string[]> {
  const left: string[] = [];
  for (const pool of await abandonedPools(repository)) {
    await removePool(pool, options.forget).catch(error => left.push(String(error.message)));
  }
  return left;
}

async function abandonedPools(repository: Repository): Promise<PoolPlace[]> {
  const pools = poolsFolder(repository);
  const found: PoolPlace[] = [];
  for (const name of (await list(pools)).filter(isAbandoned)) {
    const place = await readPool(join(pools, name));
    // What is in the way of removing it is in nobody else's.
    if (place === null) {
      const folder = join(pools, name);
      await remove(folder)
        .then(() => removeShell({ folder }))
        .catch(() => {});
    } else found.push(place);
  }
  return found;
}

/** Everything but the trees with work that is not forgotten; the whole pool, when there are none. */
async function removePool(pool: PoolPlace, forget: (run: RunId) => boolean): Promise<void> {
  const trash = new Trash(pool.folder, () => requirePool(pool));
  const bin = await trash.open();
  let kept = 0;
  for (const { place, record } of await slotsOf(pool.folder)) {
    if (record?.holders.some(holder => !forget(holder.run))) kept++;
    else {
      if (record !== null) await clearSlot(place, record.identity, bin);
      await remove(place.kept);
    }
  }
  bin.empty();
  await trash.settled();
  if (kept > 0) return;
  await remove(pool.temporary);
  await remove(pool.folder);
  await removeShell(pool);
}

async function slotsOf(folder: string): Promise<SlotLeft[]> {
  const numbers = await list(join(folder, 'kept'));
  return Promise.all(
    numbers.map(async number => {
      const place = slotPlace(folder, Number(number));
      return { place, record: await readRecord(place.kept) };
    }),
  );
}

/** A folder that is not there has nothing in it. */
function list(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => []);
}
