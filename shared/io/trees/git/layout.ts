/** What a commit's tree looks like on disk: folders, and in them files, links and submodules. */
import type { Sha } from '../../../plan/plan.ts';
import type { Git } from '../../git.ts';
import { readPrinted } from '../byte-path.ts';

/** By name, one character per byte. */
export type Folder = Map<string, Entry>;

/** `file`: a symbolic link, too. `module`: a submodule, which is an empty folder. */
export type Entry = 'file' | 'module' | Folder;

export interface Layout {
  readonly root: Folder;
  /** Every `.gitattributes` in it, as git lists it: they decide what files look like on disk. Empty: there is none. */
  readonly attributes: string;
  /** Every `.gitignore` that is a file, as git prints its path. */
  readonly ignores: readonly string[];
}

export const ATTRIBUTES = '.gitattributes';
export const IGNORES = '.gitignore';

export const EMPTY_LAYOUT: Layout = { root: new Map(), attributes: '', ignores: [] };

export async function readLayout(git: Git, commit: Sha): Promise<Layout> {
  const root: Folder = new Map();
  const folders = new Map<string, Folder>([['', root]]);
  const ignores: string[] = [];
  let attributes = '';
  // Quoted paths instead of `-z`: they keep the bytes of names that are not UTF-8.
  for (const line of (await git.run(['ls-tree', '-r', '--full-tree', commit])).split('\n')) {
    if (line === '') continue;
    const printed = line.slice(line.indexOf('\t') + 1);
    const path = readPrinted(printed);
    const slash = path.lastIndexOf('/');
    const name = path.slice(slash + 1);
    if (name === ATTRIBUTES) attributes += `${line}\n`;
    if (name === IGNORES && line.startsWith('100')) ignores.push(printed);
    const entry = line.startsWith('160000') ? 'module' : 'file';
    folderAt(folders, path.slice(0, Math.max(0, slash))).set(name, entry);
  }
  return { root, attributes, ignores };
}

function folderAt(folders: Map<string, Folder>, path: string): Folder {
  const known = folders.get(path);
  if (known !== undefined) return known;
  const slash = path.lastIndexOf('/');
  const folder: Folder = new Map();
  folderAt(folders, path.slice(0, Math.max(0, slash))).set(path.slice(slash + 1), folder);
  folders.set(path, folder);
  return folder;
}

/** The entry at a path that is given by its names; undefined: the commit has none there. */
export function entryAt(layout: Layout, names: readonly string[]): Entry | undefined {
  let entry: Entry | undefined = layout.root;
  for (const name of names) {
    if (!(entry instanceof Map)) return undefined;
    entry = entry.get(name);
  }
  return entry;
}
