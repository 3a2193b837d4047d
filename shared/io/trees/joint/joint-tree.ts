/**
 * A tree that several attempts work in at once, each in a folder of its own. Nothing but convention keeps them apart: who
 * writes into another's folder there has written in that one's name. What changes outside of all folders is noted for those
 * who were there when it appeared, and is nobody's work; and a tree in which something did takes nobody in any more.
 */
import { chmod, lstat, mkdir, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Sha } from '../../../plan/plan.ts';
import type { Stray } from '../../../run/attempts/evidence.ts';
import { bytePath } from '../byte-path.ts';
import { entryAt } from '../git/layout.ts';
import type { PoolParts } from '../pool-parts.ts';
import type { Holder } from '../record.ts';
import type { Slot } from '../slot.ts';
import { hasCode } from '../walk.ts';
import { findStrays } from './strays.ts';

/** An attempt in such a tree. */
export interface Sharer extends Holder {
  readonly folder: string;
}

export function isSharer(holder: Holder): holder is Sharer {
  return holder.folder !== null;
}

/** `replaced`: the tree, or the way to the folder, was not what it should be; nothing was touched. */
export type Moved = 'moved' | 'gone' | 'replaced';

/** Of one attempt so many are told. */
const MOST_STRAYS = 100;

/** Its calls come one after the other, see `joint-trees.ts`. */
export class JointTree {
  readonly slot: Slot;
  readonly base: Sha;
  readonly #parts: PoolParts;
  readonly #strays = new Map<Sharer, Stray[]>();
  readonly #seen = new Set<string>();
  #isClosed = false;

  /** `present`: who works in it already, as after the death of its driver. */
  constructor(parts: PoolParts, slot: Slot, { base, present }: { base: Sha; present: readonly Sharer[] }) {
    this.#parts = parts;
    this.slot = slot;
    this.base = base;
    for (const sharer of present) this.#strays.set(sharer, []);
  }

  get isEmpty(): boolean {
    return this.#strays.size === 0;
  }

  placeOf({ folder }: Sharer): string {
    return join(this.slot.place.tree, folder);
  }

  /** False: somebody left something in it, or it is broken. Throws when the base has something else in the folder's place. */
  async join(sharer: Sharer): Promise<boolean> {
    this.#requireRoom(sharer.folder);
    await this.#look();
    if (this.#isClosed || this.#seen.size > 0 || !(await this.#isSound())) return false;
    await mkdir(this.placeOf(sharer), { recursive: true });
    await this.#record([...this.#strays.keys(), sharer]);
    this.#strays.set(sharer, []);
    return true;
  }

  /** What the attempt left goes; its folder is again as in the commit. */
  async leave(sharer: Sharer): Promise<void> {
    await this.#look();
    await this.#forget(sharer);
  }

  /** Its folder goes to the same place in a tree of its own, which shows the base. */
  async moveOut(
    sharer: Sharer,
    own: Slot,
  ): Promise<{ readonly moved: Moved; readonly strays: readonly Stray[] }> {
    await this.#look();
    const strays = this.#strays.get(sharer) ?? [];
    const moved = await this.#move(sharer, own);
    await this.#forget(sharer);
    return { moved, strays };
  }

  /** Whether its work is still here. */
  async has(sharer: Sharer): Promise<boolean> {
    return (await this.#isReached(sharer.folder)) && (await kindOf(this.placeOf(sharer))) !== 'nothing';
  }

  async #move(sharer: Sharer, own: Slot): Promise<Moved> {
    if (!(await this.slot.isIntact()) || !(await this.#isReached(sharer.folder))) return 'replaced';
    const to = join(own.place.tree, sharer.folder);
    const bin = await this.#parts.trash.open();
    try {
      // The record of `own` names the attempt by now: from here on its work is found there, unless it still is here.
      if ((await kindOf(to)) !== 'nothing') await bin.take(bytePath(to));
      if ((await kindOf(this.placeOf(sharer))) === 'nothing') return 'gone';
      await mkdir(dirname(to), { recursive: true });
      await rename(this.placeOf(sharer), to);
      return 'moved';
    } finally {
      bin.empty();
    }
  }

  async #forget(sharer: Sharer): Promise<void> {
    this.#strays.delete(sharer);
    await this.#record([...this.#strays.keys()]);
    await this.#reset(sharer.folder).catch(() => {
      this.#isClosed = true;
    });
  }

  /** Notes what is new for all who could have done it: nobody came or went since it was looked for last. */
  async #look(): Promise<void> {
    if (this.isEmpty || this.#isClosed) return;
    const present = [...this.#strays.keys()];
    const { objectFormat } = this.#parts.template;
    const found = await findStrays({
      view: this.slot.view,
      base: this.base,
      folders: present.map(({ folder }) => folder),
      idSize: objectFormat === 'sha256' ? 32 : 20,
    });
    for (const path of found.filter(each => !this.#seen.has(each))) {
      this.#seen.add(path);
      for (const [sharer, strays] of this.#strays) {
        const others = present.filter(other => other !== sharer).map(({ task }) => task);
        if (strays.length < MOST_STRAYS) strays.push({ path, others });
      }
    }
  }

  async #isSound(): Promise<boolean> {
    const { tree } = this.slot.place;
    const hasGit = (await kindOf(join(tree, '.git'))) === 'folder';
    return hasGit && (await kindOf(join(tree, '.git', 'HEAD'))) === 'file' && (await this.slot.isIntact());
  }

  /** The folders above it are folders; those that somebody closed are opened. */
  async #isReached(folder: string): Promise<boolean> {
    for (const above of ['', ...foldersAbove(folder)]) {
      const place = join(this.slot.place.tree, above);
      if ((await kindOf(place)) !== 'folder') return false;
      const { mode } = await lstat(place);
      if ((mode & 0o700) !== 0o700) await chmod(place, (mode & 0o7777) | 0o700);
    }
    return true;
  }

  #requireRoom(folder: string): void {
    for (const path of [...foldersAbove(folder), folder]) {
      const entry = entryAt(this.slot.view.layout, path.split('/'));
      if (entry === undefined || entry instanceof Map) continue;
      throw new Error(`the base has a ${entry} at ${path}, so the task cannot have the folder ${folder}`);
    }
  }

  async #reset(folder: string): Promise<void> {
    if (!(await this.#isReached(folder))) return;
    const place = join(this.slot.place.tree, folder);
    const bin = await this.#parts.trash.open();
    try {
      if ((await kindOf(place)) !== 'nothing') await bin.take(bytePath(place));
    } finally {
      bin.empty();
    }
    const { git } = this.slot.view.kept;
    const input = await git.run(['ls-files', '--', folder]);
    await git.run(['checkout-index', '--stdin'], { input });
  }

  #record(holders: readonly Sharer[]): Promise<void> {
    return this.slot.record(holders);
  }
}

function foldersAbove(path: string): string[] {
  const names = path.split('/').slice(0, -1);
  return names.map((_, at) => names.slice(0, at + 1).join('/'));
}

async function kindOf(path: string): Promise<'folder' | 'file' | 'other' | 'nothing'> {
  const found = await lstat(path).catch(error => {
    // What cannot be looked at may well be there.
    if (hasCode(error, 'ENOENT') || hasCode(error, 'ENOTDIR')) return null;
    throw error;
  });
  if (found === null) return 'nothing';
  if (found.isDirectory()) return 'folder';
  return found.isFile() ? 'file' : 'other';
}
