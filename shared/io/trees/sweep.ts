/** Takes everything out of a tree that its commit does not have. What is missing or changed is left to git. */
import { chmodSync, lstatSync } from 'node:fs';
import { type BytePath, bytePath, onDisk, within } from './byte-path.ts';
import type { Entry, Folder } from './git/layout.ts';
import type { Bin } from './removal.ts';
import { type Found, list, visitAll } from './walk.ts';

/** Names removed at the same time. */
const AT_ONCE = 64;

export interface Sweeping {
  /** Where what is taken goes to. */
  readonly bin: Bin;
  /** The permissions that every folder gets: git does not record any. */
  readonly mode: number;
  /**
   * Answers which of these may stay. Absent: none may. Nor may then a file of the commit with a second name, by which it
   * would be changed unseen.
   */
  readonly spare?: (surplus: readonly Surplus[]) => Promise<ReadonlySet<BytePath>>;
}

/** What is not in the commit, or not as what it is there. */
export interface Surplus {
  readonly path: BytePath;
  readonly kind: Found['kind'];
}

interface Place {
  readonly path: BytePath;
  readonly expected: Folder;
}

const NOTHING: Folder = new Map();

/**
 * Own code instead of `git clean`, which leaves pipes, sockets and `.git` in a folder with files of the commit. It comes before
 * git looks at the tree: git compares a file behind a link that replaced its folder, and takes it for unchanged.
 */
export async function sweep(tree: string, root: Folder, { bin, mode, spare }: Sweeping): Promise<void> {
  const surplus: Surplus[] = [];
  const doubled: BytePath[] = [];
  await visitAll<Place>({ path: bytePath(tree), expected: root }, ({ path, expected }) => {
    setMode(path, mode);
    const inner: Place[] = [];
    for (const found of list(path)) {
      const entry = expected.get(found.name);
      const place = within(path, found.name);
      if (entry === undefined || !fits(found, entry)) surplus.push({ path: place, kind: found.kind });
      else if (entry !== 'file') inner.push({ path: place, expected: entry === 'module' ? NOTHING : entry });
      else if (spare !== undefined && hasSecondName(place)) doubled.push(place);
    }
    return inner;
  });
  const spared = await spare?.(surplus);
  const taken = [...doubled, ...surplus.map(({ path }) => path).filter(path => !spared?.has(path))];
  while (taken.length > 0) await Promise.all(taken.splice(-AT_ONCE).map(one => bin.take(one)));
}

function setMode(path: BytePath, mode: number): void {
  if ((lstatSync(onDisk(path)).mode & 0o7777) !== mode) chmodSync(onDisk(path), mode);
}

function hasSecondName(path: BytePath): boolean {
  return lstatSync(onDisk(path)).nlink > 1;
}

function fits({ kind }: Found, entry: Entry): boolean {
  return entry === 'file' ? kind === 'file' || kind === 'link' : kind === 'folder';
}
