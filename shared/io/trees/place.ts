/**
 * Where the parts of a pool lie. A task works in `slots/<n>/tree`; what Braid itself relies on lies in `kept/<n>`, where
 * no task writes. A task can put something else in the place of its tree, so Braid touches a place only while it
 * holds the very folders that Braid made.
 */
import { randomUUID } from 'node:crypto';
import type { BigIntStats } from 'node:fs';
import { lstat, mkdir, rename, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { bytePath } from './byte-path.ts';
import { type Bin, hasMount } from './removal.ts';

export interface PoolPlace {
  readonly folder: string;
  /** Empty; the home of git when Braid runs it. */
  readonly home: string;
  /** In the system's folder for temporary files, for the sake of a short path: sockets in it have about 100 characters. */
  readonly temporary: string;
}

export interface SlotPlace {
  /** For people. */
  readonly name: string;
  readonly pool: string;
  /** The folder around the tree. */
  readonly outer: string;
  readonly tree: string;
  readonly kept: string;
  /** Where parts of the tree go for a moment. */
  readonly aside: string;
}

export function slotPlace(pool: string, number: number): SlotPlace {
  const outer = join(pool, 'slots', String(number));
  return {
    name: `tree-${number}`,
    pool,
    outer,
    tree: join(outer, 'tree'),
    kept: join(pool, 'kept', String(number)),
    aside: join(pool, 'aside', String(number)),
  };
}

/** Inode numbers of the pool's folder, its `slots`, the slot, and the tree, from the outside in. */
export type Identity = readonly string[];

/** Empty texts stand for what is no folder, or on another file system than what Braid keeps. */
export async function identify({ pool, outer, tree, kept }: SlotPlace): Promise<Identity> {
  const look = (path: string) => lstat(path, { bigint: true }).catch(() => null);
  const [own, ...found] = await Promise.all([kept, pool, dirname(outer), outer, tree].map(look));
  // The number of the device may be another one after a restart of the machine: it is compared, never kept.
  const known = (one: BigIntStats | null) => one?.isDirectory() === true && one.dev === own?.dev;
  return found.map(one => (known(one) ? String(one?.ino) : ''));
}

/** The folders are those that Braid made, and nothing is mounted over them or in them. */
export async function isIntact(place: SlotPlace, identity: Identity): Promise<boolean> {
  const found = await identify(place);
  return found.every((one, at) => one !== '' && one === identity[at]) && !(await hasMount(place.outer));
}

/**
 * Empties the slot's place. Folders that Braid did not make are moved aside, to `foreign` beside the pools, and never removed:
 * a task may have moved anything there.
 */
export async function clearSlot(place: SlotPlace, identity: Identity, bin: Bin): Promise<void> {
  const found = await identify(place);
  if (found[0] !== identity[0]) {
    throw new Error(`${place.pool} is not the folder that Braid made; what is there now was not touched`);
  }
  const inner = [dirname(place.outer), place.outer, place.tree];
  const wrong = inner.find((_, at) => found[at + 1] !== identity[at + 1]);
  if (wrong !== undefined) await setAside(wrong, place.pool);
  if (wrong !== undefined && wrong !== place.tree) return;
  if (await hasMount(place.outer)) return setAside(place.outer, place.pool);
  await bin.take(bytePath(place.outer));
}

async function setAside(path: string, pool: string): Promise<void> {
  const found = await lstat(path).catch(() => null);
  if (found === null) return;
  if (!found.isDirectory()) return unlink(path);
  const foreign = join(dirname(dirname(pool)), 'foreign');
  await mkdir(foreign, { recursive: true });
  await rename(path, join(foreign, randomUUID()));
}
