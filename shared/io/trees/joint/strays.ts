/**
 * What differs from the commit in a tree, outside of the folders that somebody works in. Others work on meanwhile, so nothing
 * is changed there, and git does not look at it: it would follow what they left, or wait for it.
 */
import { lstatSync, readFileSync, readlinkSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Sha } from '../../../plan/plan.ts';
import { type BytePath, bytePath, onDisk, printed, shown, within } from '../byte-path.ts';
import { ignoredOf } from '../git/ignored.ts';
import { indexEntries } from '../git/index-file.ts';
import type { Entry, Folder } from '../git/layout.ts';
import type { SlotView } from '../slot.ts';
import { type Found, list, visitAll } from '../walk.ts';

export interface Looking {
  readonly view: SlotView;
  readonly base: Sha;
  /** Relative to the tree; not looked into. */
  readonly folders: readonly string[];
  /** Of an object's id, in bytes. */
  readonly idSize: number;
}

/** Relative to the tree, for people. A folder that the commit does not have stands for all that is in it. */
export async function findStrays(looking: Looking): Promise<readonly string[]> {
  const { view, base } = looking;
  const surplus = await findSurplus(looking);
  const ignored = await ignoredOf({ ...view, base }, surplus);
  const added = surplus.filter(path => !ignored.has(path)).map(path => path.replace(/\/$/, ''));
  const found = new Set([...added, ...(await findChanged(looking))]);
  return [...found].map(path => shown(path as BytePath)).sort();
}

interface Place {
  /** Relative to the tree; empty: the tree. */
  readonly path: string;
  readonly expected: Folder;
}

const NOTHING: Folder = new Map();

/** What the commit does not have; folders with a slash at their end. */
async function findSurplus({ view, folders }: Looking): Promise<string[]> {
  const root = bytePath(view.place.tree);
  const surplus: string[] = [];
  const judge = ({ name, kind }: Found, { path: parent, expected }: Place): Place[] => {
    const path = parent === '' ? name : `${parent}/${name}`;
    if (path === '.git' || folders.includes(path)) return [];
    const entry: Entry | undefined = expected.get(name);
    const isWayTo = folders.some(folder => folder.startsWith(`${path}/`));
    if (kind === 'folder' && (entry instanceof Map || isWayTo)) {
      return [{ path, expected: entry instanceof Map ? entry : NOTHING }];
    }
    // What is there in another form is found by what is missing.
    if (entry === undefined) surplus.push(kind === 'folder' ? `${path}/` : path);
    return [];
  };
  await visitAll<Place>({ path: '', expected: view.layout.root }, place => {
    const path = place.path === '' ? root : within(root, place.path);
    return listed(path).flatMap(found => judge(found, place));
  });
  return surplus;
}

/** A folder that cannot be read, or is gone meanwhile, shows by the files that are missing. */
function listed(path: BytePath): Found[] {
  try {
    return list(path);
  } catch {
    return [];
  }
}

/** What the commit has, and is gone or another. Times tell what to read; contents decide. */
async function findChanged({ view, folders, idSize }: Looking): Promise<string[]> {
  const { place, kept } = view;
  const root = bytePath(place.tree);
  const gone: string[] = [];
  const touched: string[] = [];
  for (const { name, changed } of indexEntries(kept.index, idSize)) {
    if (folders.some(folder => name.startsWith(`${folder}/`))) continue;
    const found = look(within(root, name));
    if (found === null) gone.push(name);
    else if (found.ctimeNs !== changed) touched.push(name);
  }
  if (touched.length === 0) return gone;
  const scratch = await mkdtemp(join(place.kept, 'looked-'));
  try {
    const tree = join(scratch, 'tree');
    await mkdir(tree);
    // Attributes come from the commit's index, since nothing is in the folder.
    const git = kept.git.with({ GIT_WORK_TREE: tree });
    const input = touched.map(name => `${printed(name)}\n`).join('');
    await git.run(['checkout-index', '--stdin'], { input });
    const original = bytePath(tree);
    return [...gone, ...touched.filter(name => !isSame(within(root, name), within(original, name)))];
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

function look(path: BytePath) {
  try {
    return lstatSync(onDisk(path), { bigint: true });
  } catch {
    return null;
  }
}

/** False when one of them cannot be read. */
function isSame(one: BytePath, other: BytePath): boolean {
  try {
    const [found, original] = [lstatSync(onDisk(one)), lstatSync(onDisk(other))];
    if (found.isSymbolicLink() && original.isSymbolicLink()) {
      return readlinkSync(onDisk(one), 'latin1') === readlinkSync(onDisk(other), 'latin1');
    }
    if (!found.isFile() || !original.isFile() || found.size !== original.size) return false;
    const isExecutable = (mode: number) => (mode & 0o100) !== 0;
    if (isExecutable(found.mode) !== isExecutable(original.mode)) return false;
    return readFileSync(onDisk(one)).equals(readFileSync(onDisk(other)));
  } catch {
    return false;
  }
}
