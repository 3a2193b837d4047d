/**
 * The trees that tasks and verifications work in. Each is a repository of its own that shares only the user's objects, so
 * through git a task harms nothing but its tree; Braid reads a task's files there and never its `.git`. Trees are
 * prepared for one task after the other: bringing one back to a commit costs a fraction of making one.
 */
import { dirname } from 'node:path';
import type { RunId, Sha, TaskId } from '../plan/plan.ts';
import type { AttemptFiles } from './ports.ts';
import type { Repository } from './repository.ts';
import type { Collected, CollectOptions } from './trees/git/collect.ts';
import { HeldTree } from './trees/held-tree.ts';
import { FolderTree } from './trees/joint/folder-tree.ts';
import { JointTrees } from './trees/joint/joint-trees.ts';
import { requirePool, slotPlace } from './trees/place.ts';
import { makeAttemptFiles, makePool, type PoolParts, removeShell } from './trees/pool-parts.ts';
import type { Holder } from './trees/record.ts';
import { remove } from './trees/removal.ts';
import { type Preparation, Slot } from './trees/slot.ts';

export { type Orphan, pruneTrees, recoverOrphans } from './trees/abandoned.ts';
export type { Collected, CollectOptions };

export interface TreePool {
  /** A clean tree that shows `base`. Throws when there can be none: the disk is full, the commit is not there. */
  prepare(request: TreeRequest): Promise<TaskTree>;
  /** Removes every tree and every file of the pool, those in use too. Throws when something would not go, and names it. */
  close(): Promise<void>;
}

export interface TreeRequest {
  /** For messages: `<run>/<task>/<attempt>`. */
  readonly name: string;
  readonly run: RunId;
  readonly task: TaskId;
  readonly attempt: number;
  readonly base: Sha;
  /** What HEAD is on inside the tree; it is at `base`. */
  readonly branch: string;
  /** Where the attempt's output goes; passed on. */
  readonly log: string;
  /** True: nothing in it is worth saving when the driver dies. */
  readonly disposable?: boolean;
  /** True: a tree that such attempts alone get, and what git ignores in it stays from one to the next. */
  readonly keepsIgnored?: boolean;
  /** A folder in a tree that others on the same base get, too, instead of a tree. HEAD there is on that branch. */
  readonly joint?: { readonly folder: string; readonly branch: string };
}

export interface TaskTree {
  /** Where the work happens: the tree, or a folder in it. Nobody else's. */
  readonly directory: string;
  /** The tree's name, for people. */
  readonly slot: string;
  readonly files: AttemptFiles;
  /** Shows another tree than the base's. What is collected is still compared with the base. */
  show(tree: Sha): Promise<void>;
  /** All that was left in the tree as one commit on the base, in the user's objects. The tree stays as it is. */
  collect(options: CollectOptions): Promise<Collected>;
  /**
   * Takes the tree out of the pool, to stay at `place` for a person to look at, or beside it where something is there already.
   * Gives where it is; null: it was not what it should be, and is given back instead.
   */
  keep(place: string): Promise<string | null>;
  /** Gives the tree back; with it go its files and its temporary folder. */
  release(): Promise<void>;
}

export async function openTreePool(repository: Repository): Promise<TreePool> {
  return new Pool(await makePool(repository));
}

class Pool implements TreePool {
  readonly #parts: PoolParts;
  readonly #joint: JointTrees;
  readonly #slots = new Set<Slot>();
  readonly #idle: Slot[] = [];
  #slotsMade = 0;
  #attempts = 0;

  constructor(parts: PoolParts) {
    this.#parts = parts;
    this.#joint = new JointTrees(parts, {
      take: asked => this.#ready({ ...asked, holder: null, keepsIgnored: false }),
      giveBack: slot => this.#giveBack(slot),
    });
  }

  async prepare(request: TreeRequest): Promise<TaskTree> {
    this.#attempts += 1;
    const { base, branch, log, run, task, attempt, disposable = false, keepsIgnored = false } = request;
    const files = await makeAttemptFiles(this.#parts.place, { number: this.#attempts, log });
    const holder = { run, task, attempt, base, files, folder: null };
    try {
      if (request.joint !== undefined) return await this.#share(holder, request.joint, branch);
      const slot = await this.#ready({ base, branch, holder: disposable ? null : holder, keepsIgnored });
      return new HeldTree({
        slot,
        base,
        files,
        release: () => this.#takeBack(slot, files),
        keep: place => this.#keep(slot, files, place),
      });
    } catch (error) {
      this.#discardFiles(files);
      const why = error instanceof Error ? error.message : String(error);
      throw new Error(`could not prepare a tree for ${request.name}: ${why}`, { cause: error });
    }
  }

  async close(): Promise<void> {
    await requirePool(this.#parts.place);
    this.#idle.length = 0;
    const ends = await Promise.allSettled([...this.#slots].map(slot => this.#destroy(slot)));
    for (const end of ends) if (end.status === 'rejected') throw end.reason;
    await this.#parts.trash.settled();
    await remove(this.#parts.place.temporary);
    await remove(this.#parts.place.folder);
    await removeShell(this.#parts.place);
  }

  async #share(
    holder: Holder,
    { folder, branch: common }: { readonly folder: string; readonly branch: string },
    branch: string,
  ): Promise<TaskTree> {
    const { base, files } = holder;
    const sharer = { ...holder, folder };
    const joint = await this.#joint.join(sharer, { base, branch: common });
    return new FolderTree(joint, sharer, {
      moveOut: async () => {
        const own = await this.#ready({ base, branch, holder, keepsIgnored: false });
        return { own, ...(await this.#joint.moveOut(joint, sharer, own)) };
      },
      release: async own => {
        if (own !== null) return this.#takeBack(own, files);
        this.#discardFiles(files);
        await this.#joint.leave(joint, sharer);
      },
      keep: (own, place) => this.#keep(own, files, place),
    });
  }

  async #ready(preparation: Preparation): Promise<Slot> {
    const { keepsIgnored } = preparation;
    const at = this.#idle.findLastIndex(slot => slot.keepsIgnored === keepsIgnored);
    const [used] = at < 0 ? [] : this.#idle.splice(at, 1);
    if (used !== undefined) {
      try {
        await used.prepare(preparation);
        return used;
      } catch {
        // Whatever a task did to it: a new one costs time and nothing else.
        await this.#discard(used);
      }
    }
    const made = await this.#make();
    try {
      await made.prepare(preparation);
      return made;
    } catch (error) {
      await this.#discard(made);
      throw error;
    }
  }

  async #make(): Promise<Slot> {
    this.#slotsMade += 1;
    const slot = await Slot.make(this.#parts, slotPlace(this.#parts.place.folder, this.#slotsMade));
    this.#slots.add(slot);
    return slot;
  }

  async #takeBack(slot: Slot, files: AttemptFiles): Promise<void> {
    this.#discardFiles(files);
    await this.#giveBack(slot);
  }

  async #giveBack(slot: Slot): Promise<void> {
    if (!this.#slots.has(slot)) return;
    if (await slot.isIntact()) {
      await slot.record([]);
      this.#idle.push(slot);
    } else await this.#discard(slot);
  }

  async #keep(slot: Slot, files: AttemptFiles, place: string): Promise<string | null> {
    if (!this.#slots.has(slot) || !(await slot.isIntact())) {
      await this.#takeBack(slot, files);
      return null;
    }
    this.#discardFiles(files);
    const kept = await slot.moveTree(place);
    await this.#discard(slot);
    return kept;
  }

  /** What cannot be removed now costs no task anything; closing the pool tries again, and says so. */
  async #discard(slot: Slot): Promise<void> {
    await this.#destroy(slot).catch(() => {});
  }

  async #destroy(slot: Slot): Promise<void> {
    await slot.destroy();
    this.#slots.delete(slot);
  }

  #discardFiles({ gitConfig, temporary }: AttemptFiles): void {
    this.#parts.trash.removeLater(dirname(gitConfig));
    this.#parts.trash.removeLater(temporary);
  }
}
