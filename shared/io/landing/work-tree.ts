/** Looks at the user's work tree: which branch it shows, what is going on in it, and what of the user's is in the way. Writes nothing. */
import { lstatSync, readdirSync, readFileSync, realpathSync, type Stats } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Sha } from '../../plan/plan.ts';
import type { Git } from '../git.ts';
import type { Repository } from '../repository.ts';

export type Place =
  | { readonly kind: 'here' }
  | { readonly kind: 'elsewhere'; readonly path: string }
  | { readonly kind: 'nowhere' };

/** A file in one of two trees. */
export interface Entry {
  readonly mode: string;
  readonly object: string;
}

/** A path that differs between two trees; null: it is not in that one. */
export interface Change {
  readonly path: string;
  readonly from: Entry | null;
  readonly to: Entry | null;
}

const SUBMODULE = '160000';
/** How many paths a message names. */
const NAMED = 5;
const LOCK_POLL_MS = 50;

/** Which work tree shows the branch; of several the one that Braid cannot bring along. */
export async function whereCheckedOut(repository: Repository, ref: string): Promise<Place> {
  const { git, workTree } = repository;
  const listing = await git.run(['worktree', 'list', '--porcelain', '-z']);
  const [main = '', ...linked] = listing.split('\0\0');
  // git names the main one by a wrong path when its directory lies elsewhere, as a submodule's does: position tells it.
  const others =
    repository.gitDir === repository.commonDir
      ? linked
      : [main, ...linked.filter(record => !samePath(pathOf(record), workTree))];
  const elsewhere = others.find(record => {
    const lines = record.split('\0');
    return lines.includes(`branch ${ref}`) && !lines.some(line => line.startsWith('prunable'));
  });
  if (elsewhere !== undefined) return { kind: 'elsewhere', path: pathOf(elsewhere) };
  if (workTree === null) return { kind: 'nowhere' };
  const head = await git.attempt(['symbolic-ref', '-q', 'HEAD']);
  return { kind: head.stdout.trim() === ref ? 'here' : 'nowhere' };
}

function pathOf(record: string): string {
  return record.split('\0')[0]?.replace(/^worktree /, '') ?? '';
}

function samePath(path: string, other: string | null): boolean {
  try {
    return other !== null && realpathSync(path) === realpathSync(other);
  } catch {
    return false;
  }
}

/** Files and folders of a git directory that exist while something is unfinished. */
const UNFINISHED = [
  ['rebase-merge', 'rebase'],
  ['rebase-apply', 'rebase'],
  ['MERGE_HEAD', 'merge'],
  ['CHERRY_PICK_HEAD', 'cherry-pick'],
  ['REVERT_HEAD', 'revert'],
  ['sequencer', 'cherry-pick'],
  ['BISECT_LOG', 'bisect'],
] as const;

/**
 * What of the user's is unfinished and forbids to move the branch. Null: nothing. A rebase or bisect of the branch counts
 * wherever it runs, since HEAD is detached meanwhile and returns to the branch.
 */
export function findUnfinished(repository: Repository, ref: string, place: Place): string | null {
  const here = UNFINISHED.find(([file]) => exists(join(repository.gitDir, file)));
  if (here !== undefined && place.kind === 'here') return `a ${here[1]} is in progress`;
  const linked = join(repository.commonDir, 'worktrees');
  const folders = exists(linked) ? readdirSync(linked).map(name => join(linked, name)) : [];
  const branch = ref.replace(/^refs\/heads\//, '');
  for (const folder of [repository.commonDir, ...folders]) {
    const rebased = ['rebase-merge', 'rebase-apply'].some(
      name => textOf(join(folder, name, 'head-name')) === ref,
    );
    if (rebased) return `a rebase of ${branch} is in progress`;
    if (textOf(join(folder, 'BISECT_START')) === branch)
      return `a bisect that began on ${branch} is in progress`;
  }
  return null;
}

function textOf(file: string): string | null {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return null;
  }
}

/** False: another git process holds the index, and went on doing so. */
export async function indexIsFree({ gitDir }: Repository, patienceMs: number): Promise<boolean> {
  const deadline = Date.now() + patienceMs;
  while (exists(join(gitDir, 'index.lock'))) {
    if (Date.now() >= deadline) return false;
    await wait(LOCK_POLL_MS);
  }
  return true;
}

/** Paths of tracked files that differ from HEAD, staged or not. What is changed inside submodules is their own affair. */
export async function changedFiles(git: Git): Promise<readonly string[]> {
  const listing = await git.run([
    ...['status', '--porcelain', '-z', '--no-renames', '--untracked-files=no', '--ignore-submodules=all'],
  ]);
  return listing
    .split('\0')
    .filter(record => record !== '')
    .map(record => record.slice(3));
}

/** Every file that differs between two commits. Submodules are left out: landing does not touch their content. */
export async function changesBetween(git: Git, from: Sha, to: Sha): Promise<readonly Change[]> {
  const listing = await git.run(['diff-tree', '-r', '-z', '--raw', '--no-renames', '--no-abbrev', from, to]);
  const fields = listing.split('\0');
  const changes: Change[] = [];
  for (let at = 0; at + 1 < fields.length; at += 2) {
    const [oldMode = '', newMode = '', oldObject = '', newObject = ''] = (fields[at] ?? '')
      .slice(1)
      .split(' ');
    const path = fields[at + 1] ?? '';
    changes.push({ path, from: entry(oldMode, oldObject), to: entry(newMode, newObject) });
  }
  return changes.filter(change => change.from !== null || change.to !== null);
}

function entry(mode: string, object: string): Entry | null {
  return mode === '000000' || mode === SUBMODULE ? null : { mode, object };
}

/** Files that are not tracked and lie where landing would put others, ignored ones included: git itself overwrites those. */
export function untrackedInTheWay(workTree: string, changes: readonly Change[]): readonly string[] {
  const leaving = new Set(changes.filter(change => change.to === null).map(change => change.path));
  const added = changes.filter(change => change.from === null);
  return [...new Set(added.flatMap(change => inTheWay(workTree, change.path, leaving)))];
}

/**
 * What must not be there when `path` is written, other than the paths in `leaving`: a file of that name, a file in the
 * place of a folder above it, or files in a folder of that name.
 */
export function inTheWay(workTree: string, path: string, leaving: ReadonlySet<string>): readonly string[] {
  const { at, stats } = deepest(workTree, path);
  if (stats === null) return [];
  const found = stats.isDirectory() ? filesBelow(workTree, at) : [at];
  return found.filter(file => !leaving.has(file) && !isRespelled(workTree, file, stats, leaving));
}

/** What lies at the path, or instead of a folder above it; symbolic links are not followed. Null: nothing. */
function deepest(workTree: string, path: string): { readonly at: string; readonly stats: Stats | null } {
  const parts = path.split('/');
  for (let length = 1; length < parts.length; length++) {
    const at = parts.slice(0, length).join('/');
    const stats = look(join(workTree, at));
    if (stats === null || !stats.isDirectory()) return { at, stats };
  }
  return { at: path, stats: look(join(workTree, path)) };
}

/** The file itself, not a folder, and not through a symbolic link. */
export function isFileAt(workTree: string, path: string): boolean {
  const { at, stats } = deepest(workTree, path);
  return at === path && stats !== null && !stats.isDirectory();
}

function filesBelow(workTree: string, folder: string): string[] {
  return readdirSync(join(workTree, folder), { withFileTypes: true }).flatMap(item => {
    const path = `${folder}/${item.name}`;
    return item.isDirectory() ? filesBelow(workTree, path) : [path];
  });
}

/** Where names ignore case, a tracked file that is renamed from `readme` to `README` stands in its own way. */
function isRespelled(workTree: string, file: string, stats: Stats, leaving: ReadonlySet<string>): boolean {
  const twin = [...leaving].find(path => path.toLowerCase() === file.toLowerCase());
  return twin !== undefined && look(join(workTree, twin))?.ino === stats.ino;
}

export function exists(path: string): boolean {
  return look(path) !== null;
}

function look(path: string): Stats | null {
  try {
    return lstatSync(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR'))
      return null;
    throw error;
  }
}

/** `a, b and 3 more files`. */
export function nameFew(paths: readonly string[]): string {
  const named = paths.slice(0, NAMED).join(', ');
  const rest = paths.length - NAMED;
  return rest > 0 ? `${named} and ${rest} more ${rest === 1 ? 'file' : 'files'}` : named;
}
