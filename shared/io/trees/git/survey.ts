/**
 * Looks through a whole tree before git does, for what git must not meet: repositories in it, whose `.git` git would read and
 * follow; pipes and devices, at which it would wait for ever; folders that it may not enter.
 */
import { chmodSync, existsSync, lstatSync, unlinkSync } from 'node:fs';
import { type BytePath, bytePath, onDisk, shown, within } from '../byte-path.ts';
import type { Bin } from '../removal.ts';
import { type Found, hasCode, list, visitAll } from '../walk.ts';
import { ATTRIBUTES, type Entry, type Folder, type Layout } from './layout.ts';

export interface Survey {
  /** Every `.git` but the tree's own. */
  readonly innerGits: readonly BytePath[];
  /** For people, relative to the tree. */
  readonly unstorable: readonly string[];
  /** Some `.gitattributes` is in the tree. */
  readonly attributes: boolean;
}

interface Place {
  readonly path: BytePath;
  readonly parent: BytePath;
  /** What the base has there; undefined: nothing. */
  readonly entry: Entry | undefined;
}

const NOTHING: Folder = new Map();

/** Removes what is neither file, link nor folder, and opens folders that are closed to the user. */
export async function survey(
  tree: string,
  layout: Layout,
  { bin, ignoreCase }: { readonly bin: Bin; readonly ignoreCase: boolean },
): Promise<Survey> {
  const root = bytePath(tree);
  const surveyor = new Surveyor(root, ignoreCase);
  await visitAll<Place>({ path: root, parent: root, entry: layout.root }, place => surveyor.visit(place));
  for (const path of surveyor.tooDeep) {
    // One may be in another.
    if (existsSync(onDisk(path))) await bin.take(path);
  }
  return surveyor;
}

class Surveyor implements Survey {
  readonly innerGits: BytePath[] = [];
  readonly unstorable: string[] = [];
  readonly tooDeep = new Set<BytePath>();
  attributes = false;
  readonly #root: BytePath;
  readonly #ignoreCase: boolean;

  constructor(root: BytePath, ignoreCase: boolean) {
    this.#root = root;
    this.#ignoreCase = ignoreCase;
  }

  /** Answers the folders in it. */
  visit(place: Place): Place[] {
    const { path, parent, entry } = place;
    try {
      openFolder(path);
      const found = list(path);
      if (entry === 'module') this.#judgeModule(path, found);
      const expected = entry instanceof Map ? entry : NOTHING;
      return found.flatMap(one => this.#judge(one, path, expected.get(one.name)));
    } catch (error) {
      if (!hasCode(error, 'ENAMETOOLONG')) throw error;
      if (!this.tooDeep.has(parent)) this.unstorable.push(`${this.#shown(parent).slice(0, 200)}…`);
      this.tooDeep.add(parent);
      return [];
    }
  }

  /** Answers the place itself when it is a folder to be visited. */
  #judge({ name, kind }: Found, parent: BytePath, entry: Entry | undefined): Place[] {
    const path = within(parent, name);
    if (this.#isGit(name)) {
      if (parent === this.#root) return [];
      // Throws when the path is too long: git names it from the tree on, and would reach it.
      lstatSync(onDisk(path));
      this.innerGits.push(path);
      return [];
    }
    if (kind === 'folder') return [{ path, parent, entry }];
    if (kind === 'other') {
      if (entry !== undefined) this.unstorable.push(this.#shown(path));
      unlinkSync(onDisk(path));
    } else if (name === ATTRIBUTES) this.attributes = true;
    return [];
  }

  /** A submodule stays at the commit that the base names. Without a `.git` files in its place belong to no repository. */
  #judgeModule(path: BytePath, found: readonly Found[]): void {
    if (found.some(({ name }) => this.#isGit(name))) return;
    for (const { name } of found) this.unstorable.push(this.#shown(within(path, name)));
  }

  #isGit(name: string): boolean {
    return name === '.git' || (this.#ignoreCase && name.toLowerCase() === '.git');
  }

  #shown(path: BytePath): string {
    return shown(path.slice(this.#root.length + 1) as BytePath);
  }
}

/** git does not record the permissions of folders, so opening one changes nothing of the work. */
function openFolder(path: BytePath): void {
  const { mode } = lstatSync(onDisk(path));
  if ((mode & 0o700) !== 0o700) chmodSync(onDisk(path), (mode & 0o7777) | 0o700);
}
