/**
 * Where the parts of a pool lie. A task works in `slot-<n>/tree`; what Braid itself relies on lies in `kept/<n>`, where
 * no task writes. A task can put something else in the place of its tree, so Braid touches a place only while it
 * holds the very folders that Braid made.
 */
import { randomUUID } from 'node:crypto';
import { type BigIntStats, existsSync } from 'node:fs';
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
  /** Of `folder` and `temporary`. */
  readonly inodes: readonly string[];
}

export interface SlotPlace {
  /** For people. */
  readonly name: string;
  readonly pool: string;
  /** The folder around the tree. */
  readonly outer: string;
  readonly tree: string;
  readonly kept: string;
}

export function slotPlace(pool: string, number: number): SlotPlace {
  const outer = join(pool, `slot-${number}`);
  return {
    name: `tree-${number}`,
    pool,
    outer,
    tree: join(outer, 'tree'),
    kept: join(pool, 'kept', String(number)),
  };
}

export async function poolInodes(folder: string, temporary: string): Promise<string[]> {
  const found = await Promise.all([folder, temporary].map(look));
  return found.map(one => (one?.isDirectory() ? String(one.ino) : ''));
}

/** Before anything is written to a pool or removed from it. A temporary folder that the system cleaned up is fine. */
export async function requirePool({ folder, temporary, inodes }: PoolPlace): Promise<void> {
  const found = await poolInodes(folder, temporary);
  const wrong = [folder, temporary].find(
    (path, at) => found[at] !== inodes[at] && (at === 0 || existsSync(path)),
  );
  if (wrong !== undefined) {
    throw new Error(`${wrong} is not the folder that Braid made; what is there now was not touched`);
  }
}

/** Inode numbers of the folder around the tree and of the tree. */
export type Identity = readonly string[];

/** Empty texts stand for what is no folder, or on another file system than what Braid keeps. */
export async function identify({ outer, tree, kept }: SlotPlace): Promise<Identity> {
  const [own, ...found] = await Promise.all([kept, outer, tree].map(look));
  // The number of the device may be another one after a restart of the machine: it is compared, never kept.
  return found.map(one => (one?.isDirectory() && one.dev === own?.dev ? String(one.ino) : ''));
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
  const paths = [place.outer, place.tree];
  const wrong = paths.find((_, at) => found[at] !== identity[at]);
  if (wrong !== undefined) await setAside(wrong, place.pool);
  if (wrong === place.outer) return;
  if (await hasMount(place.outer)) return setAside(place.outer, place.pool);
  await bin.take(bytePath(place.outer));
}

/** Null: there is nothing. */
function look(path: string): Promise<BigIntStats | null> {
  return lstat(path, { bigint: true }).catch(() => null);
}

async function setAside(path: string, pool: string): Promise<void> {
  const found = await lstat(path).catch(() => null);
  if (found === null) return;
  if (!found.isDirectory()) return unlink(path);
  const foreign = join(dirname(dirname(pool)), 'foreign');
  await mkdir(foreign, { recursive: true });
  await rename(path, join(foreign, randomUUID()));
}
