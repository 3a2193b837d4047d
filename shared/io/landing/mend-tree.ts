/**
 * Brings a work tree that was left between two commits to the second one, wherever a killed git left it. What is
 * overwritten is only what git history holds: files as `from` or `to` has them, or the beginning of a file of `to`.
 * Anything else is the user's and stays.
 */
import { lstatSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readFile, rm, rmdir, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Sha } from '../../plan/plan.ts';
import type { Git, GitResult } from '../git.ts';
import { isLocked, patiently, refusalOf } from '../journal/ref-transaction.ts';
import type { Repository } from '../repository.ts';
import {
  type Change,
  changesBetween,
  exists,
  indexIsFree,
  inTheWay,
  isFileAt,
  nameFew,
} from './work-tree.ts';

export interface Step {
  readonly from: Sha;
  readonly to: Sha;
  /** Milliseconds to wait for another git process that holds the index. */
  readonly patienceMs: number;
}

interface Mending extends Step {
  readonly git: Git;
  readonly workTree: string;
  readonly changes: readonly Change[];
  /** git with an index of its own, which is already at `to`. */
  readonly ahead: Git;
  readonly scratch: string;
}

/** What becomes of one changed path: it is right, it is to be written or removed, or it is the user's. */
type Fate = 'right' | 'replace' | 'foreign';

/** Done again it finds itself done. Null: the tree is at `to`; else what a person has to know and do. */
export async function mendTree(repository: Repository, workTree: string, step: Step): Promise<string | null> {
  const { git } = repository;
  if (!(await indexIsFree(repository, step.patienceMs))) return lockRemark(repository, step);
  await mkdir(repository.state, { recursive: true });
  const scratch = await mkdtemp(join(repository.state, 'mend-'));
  try {
    const index = join(repository.gitDir, 'index');
    if (exists(index)) await copyFile(index, join(scratch, 'index'));
    const ahead = git.with({ GIT_INDEX_FILE: join(scratch, 'index') });
    const changes = await changesBetween(git, step.from, step.to);
    const settled = await indexIsAt(git, step.to, changes);
    const advance = await advanceCopy(repository, step, scratch);
    if (advance.code !== 0) return indexRemark(step, advance);
    const left = await mend({ ...step, git, workTree, changes, ahead, scratch });
    // An index at `to` says that the tree had followed before: what differs now, the user changed since.
    return settled && left.kind === 'foreign' ? null : remarkOf(repository, step, left);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

type Left =
  | { readonly kind: 'foreign'; readonly paths: readonly string[] }
  | { readonly kind: 'failed'; readonly result: GitResult };

async function mend(mending: Mending): Promise<Left> {
  const { git, workTree, changes } = mending;
  const fates = await judge(mending);
  const replaced = changes.filter(change => fates.get(change.path) === 'replace');
  for (const { path } of replaced.filter(change => change.to === null)) await remove(workTree, path);
  const written = await write(
    mending.ahead,
    replaced.filter(change => change.to !== null).map(change => change.path),
  );
  // The index comes last, as git itself does it: only a tree that has followed has an index at `to`.
  const advance = await advanceIndex(git, mending);
  if (advance.code !== 0) return { kind: 'failed', result: advance };
  await patiently(git, ['update-index', '-q', '--refresh'], mending.patienceMs);
  if (written.code !== 0) return { kind: 'failed', result: written };
  return {
    kind: 'foreign',
    paths: [...fates].filter(([, fate]) => fate === 'foreign').map(([path]) => path),
  };
}

/** Takes the index from one commit to the other and leaves the work tree alone. Fails when something else is staged. */
async function advanceIndex(git: Git, { from, to, patienceMs }: Step): Promise<GitResult> {
  const moved = await patiently(git, ['read-tree', '-i', '-m', from, to], patienceMs);
  if (moved.code !== 0) return moved;
  const sparse = await git.attempt(['config', '--bool', 'core.sparseCheckout']);
  // Without `-u`, git does not mark what a sparse checkout leaves out.
  return sparse.stdout.trim() === 'true' ? patiently(git, ['sparse-checkout', 'reapply'], patienceMs) : moved;
}

/** Does the same to the index in `scratch`, with an empty work tree: all that git wants to do to files ends there. */
async function advanceCopy(repository: Repository, step: Step, scratch: string): Promise<GitResult> {
  const empty = join(scratch, 'empty');
  await mkdir(empty);
  const env = { GIT_INDEX_FILE: join(scratch, 'index'), GIT_DIR: repository.gitDir, GIT_WORK_TREE: empty };
  return advanceIndex(repository.git.with(env), step);
}

async function judge(mending: Mending): Promise<ReadonlyMap<string, Fate>> {
  const { workTree, changes, ahead } = mending;
  const stale = new Set(await differing(ahead));
  const present = changes.filter(change => isFileAt(workTree, change.path));
  const suspects = present.filter(change => change.to === null || stale.has(change.path));
  const old = new Set(await likeFrom(mending, suspects));
  const unknown = suspects.filter(change => !old.has(change.path));
  const begun = new Set(await begunFiles(mending, unknown));
  const foreign = new Set(unknown.map(({ path }) => path).filter(path => !begun.has(path)));
  const removed = changes.filter(change => change.to === null && old.has(change.path));
  const leaving = new Set(removed.map(({ path }) => path));
  const fates = new Map<string, Fate>();
  for (const { path, to } of changes) {
    const wrong = to === null ? leaving.has(path) : stale.has(path);
    const blocked = to !== null && wrong && inTheWay(workTree, path, leaving).some(file => file !== path);
    fates.set(path, foreign.has(path) || blocked ? 'foreign' : wrong ? 'replace' : 'right');
  }
  return fates;
}

/** Paths in the index whose file is missing or has another content; what a sparse checkout leaves out does not count. */
async function differing(git: Git): Promise<readonly string[]> {
  await git.attempt(['update-index', '-q', '--refresh']);
  return paths(await git.run(['diff-files', '-z', '--name-only', '--ignore-submodules=all']));
}

/** Those whose file is as `from` has it, by an index that holds nothing else. */
async function likeFrom({ git, scratch }: Mending, changes: readonly Change[]): Promise<readonly string[]> {
  const known = changes.flatMap(({ path, from }) => (from === null ? [] : [{ path, ...from }]));
  if (known.length === 0) return [];
  const behind = git.with({ GIT_INDEX_FILE: join(scratch, 'from') });
  const input = known.map(({ mode, object, path }) => `${mode} ${object}\t${path}\0`).join('');
  await behind.run(['update-index', '-z', '--index-info'], { input });
  const changed = new Set(await differing(behind));
  return known.map(({ path }) => path).filter(path => !changed.has(path));
}

/** Those whose file is the beginning of what `to` has: git was killed while it wrote it. */
async function begunFiles(mending: Mending, changes: readonly Change[]): Promise<readonly string[]> {
  const regular = changes.filter(({ to }) => to?.mode.startsWith('100')).map(({ path }) => path);
  if (regular.length === 0) return [];
  const whole = `${join(mending.scratch, 'whole')}/`;
  const args = ['checkout-index', '-f', `--prefix=${whole}`, '-z', '--stdin'];
  await mending.ahead.attempt(args, { input: listOf(regular) });
  const begun: string[] = [];
  for (const path of regular) {
    const [expected, found] = await Promise.all([
      contentOf(join(whole, path)),
      contentOf(join(mending.workTree, path)),
    ]);
    if (found !== null && expected?.subarray(0, found.length).equals(found)) begun.push(path);
  }
  return begun;
}

/** Null: there is no regular file. */
async function contentOf(file: string): Promise<Buffer | null> {
  return lstatSync(file, { throwIfNoEntry: false })?.isFile() ? readFile(file) : null;
}

async function remove(workTree: string, path: string): Promise<void> {
  await unlink(join(workTree, path));
  for (let folder = dirname(path); folder !== '.'; folder = dirname(folder)) {
    const gone = await rmdir(join(workTree, folder)).then(
      () => true,
      () => false,
    );
    if (!gone) return;
  }
}

async function write(git: Git, files: readonly string[]): Promise<GitResult> {
  // Attributes decide how the other files are written, so they must be there before.
  const isAttributes = (path: string) => /(^|\/)\.gitattributes$/.test(path);
  let result: GitResult = { code: 0, stdout: '', stderr: '' };
  for (const some of [files.filter(isAttributes), files.filter(path => !isAttributes(path))]) {
    if (some.length === 0) continue;
    const done = await git.attempt(['checkout-index', '-f', '-z', '--stdin'], { input: listOf(some) });
    if (done.code !== 0) result = done;
  }
  return result;
}

async function indexIsAt(git: Git, commit: Sha, changes: readonly Change[]): Promise<boolean> {
  const listing = await git.run(['diff-index', '--cached', '-z', '--name-only', commit]);
  const differs = new Set(paths(listing));
  return changes.every(change => !differs.has(change.path));
}

function remarkOf(repository: Repository, step: Step, left: Left): string | null {
  if (left.kind === 'foreign') {
    if (left.paths.length === 0) return null;
    const what = `${nameFew(left.paths)}: what is there is not Braid's to overwrite`;
    return `the work tree follows except for ${what}. Hint: git restore PATH takes what landed`;
  }
  if (isLocked(left.result)) return lockRemark(repository, step);
  return `${behind(step)}: ${refusalOf(left.result)}. Hint: git status, then git restore PATH takes what landed`;
}

function lockRemark(repository: Repository, step: Step): string {
  const lock = join(repository.gitDir, 'index.lock');
  const mend = `rm ${lock} && git reset --merge; if that refuses and git status shows nothing of yours, git reset --hard`;
  return `${behind(step)}: another git process holds ${lock}, or left it when it died. Hint: when no git runs any more, ${mend}`;
}

function indexRemark(step: Step, result: GitResult): string {
  const mend = `git reset --soft ${step.from} && git stash && git merge --ff-only ${step.to} && git stash pop`;
  return `${behind(step)}: the index could not follow (${refusalOf(result)}). Hint: ${mend}`;
}

function behind({ from }: Step): string {
  return `the work tree did not follow and shows ${from.slice(0, 7)}`;
}

function paths(listing: string): readonly string[] {
  return listing.split('\0').filter(path => path !== '');
}

function listOf(files: readonly string[]): string {
  return files.map(path => `${path}\0`).join('');
}
