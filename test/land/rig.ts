/** Real repositories in temp directories, and their work trees as values that can be compared. */
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { openRepository, type Repository } from '../../shared/io/repository.ts';
import type { RunId, Sha } from '../../shared/plan/plan.ts';

export const RUN = 'r-1' as RunId;

/** A file as a test writes it; a plain text is a regular file. */
export type File = string | { readonly kind: 'executable' | 'link'; readonly text: string };
/** Path to file. */
export type Files = Readonly<Record<string, File>>;

export function newFolder(): string {
  return realpathSync(mkdtempSync(join(tmpdir(), 'braid-land-')));
}

export function reopen(directory: string): Promise<Repository> {
  return openRepository(directory, { ...process.env, BRAID_CACHE_DIR: dirname(directory) });
}

/** git, past Braid. */
export function git(
  root: string,
  args: readonly string[],
  input = '',
  env: Record<string, string> = {},
): string {
  return execFileSync('git', args, {
    cwd: root,
    input,
    env: { ...process.env, ...env },
    encoding: 'utf8',
    stdio: 'pipe',
  });
}

export function configure(root: string, settings: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(settings)) git(root, ['config', name, value]);
}

/** A repository that has `from` checked out on `main`, and a commit `to` on top of it that is on no branch. */
export async function newRepository(
  from: Files,
  to: Files = from,
): Promise<{ repository: Repository; root: string; from: Sha; to: Sha }> {
  const root = newFolder();
  git(root, ['init', '-q', '-b', 'main', '.']);
  configure(root, { 'user.name': 'Ann', 'user.email': 'ann@example.org' });
  const first = commit(root, from);
  const second = commit(root, to, first);
  git(root, ['reset', '-q', '--hard', first]);
  return { repository: await reopen(root), root, from: first, to: second };
}

/** Makes a commit of exactly these files without touching index or work tree. */
export function commit(root: string, files: Files, parent?: Sha): Sha {
  const scratch = newFolder();
  const env = { GIT_INDEX_FILE: join(scratch, 'index') };
  const lines = Object.entries(files).map(([path, file]) => {
    const text = typeof file === 'string' ? file : file.text;
    return `${modeOf(file)} ${git(root, ['hash-object', '-w', '--stdin'], text).trim()}\t${path}\0`;
  });
  git(root, ['update-index', '-z', '--index-info'], lines.join(''), env);
  const tree = git(root, ['write-tree'], '', env).trim();
  const parents = parent === undefined ? [] : ['-p', parent];
  rmSync(scratch, { recursive: true });
  return git(root, ['commit-tree', tree, ...parents, '-m', 'change']).trim() as Sha;
}

function modeOf(file: File): string {
  if (typeof file === 'string') return '100644';
  return file.kind === 'link' ? '120000' : '100755';
}

export function put(root: string, path: string, file: File): void {
  const target = join(root, path);
  mkdirSync(dirname(target), { recursive: true });
  rmSync(target, { force: true });
  if (typeof file === 'string') writeFileSync(target, file);
  else if (file.kind === 'link') symlinkSync(file.text, target);
  else {
    writeFileSync(target, file.text);
    chmodSync(target, 0o755);
  }
}

/** Removes a file and the folders that it leaves empty, as git does. */
export function drop(root: string, path: string): void {
  rmSync(join(root, path), { force: true });
  for (let folder = dirname(path); folder !== '.'; folder = dirname(folder)) {
    if (readdirSync(join(root, folder)).length > 0) return;
    rmSync(join(root, folder), { recursive: true });
  }
}

export function read(root: string, path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

/** All that lies in a work tree, `.git` left out; folders too, so that an empty one shows. */
export function treeOf(root: string, folder = ''): Record<string, string> {
  const found: Record<string, string> = {};
  for (const name of readdirSync(join(root, folder)).sort()) {
    const path = folder === '' ? name : `${folder}/${name}`;
    const stats = lstatSync(join(root, path));
    if (path === '.git') continue;
    if (stats.isDirectory()) Object.assign(found, { [`${path}/`]: '' }, treeOf(root, path));
    else if (stats.isSymbolicLink()) found[path] = `link ${readlinkSync(join(root, path))}`;
    else
      found[path] =
        `${stats.mode & 0o100 ? 'executable' : 'file'} ${readFileSync(join(root, path), 'latin1')}`;
  }
  return found;
}

export function freshCheckout(root: string, commit: Sha): Record<string, string> {
  const folder = newFolder();
  git(folder, ['clone', '-q', '--shared', '--no-checkout', root, '.']);
  git(folder, ['checkout', '-q', '--detach', commit]);
  const tree = treeOf(folder);
  rmSync(folder, { recursive: true });
  return tree;
}

export function status(root: string): string {
  return git(root, ['status', '--porcelain']);
}

export function tip(root: string, branch = 'main'): Sha {
  return git(root, ['rev-parse', `refs/heads/${branch}`]).trim() as Sha;
}
