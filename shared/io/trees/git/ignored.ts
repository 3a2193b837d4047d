/**
 * What git ignores, by the rules of a commit. It is asked in a folder that holds nothing but the `.gitignore` files of that
 * commit: what a task wrote has no say, and there is nothing that git would follow or wait for.
 */
import { lstatSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Sha } from '../../../plan/plan.ts';
import { GitError } from '../../git.ts';
import { type BytePath, bytePath, onDisk, printed, readPrinted, within } from '../byte-path.ts';
import type { SlotPlace } from '../place.ts';
import type { KeptGit } from './kept-git.ts';
import type { Layout } from './layout.ts';
import type { ChangedPath } from './leaks.ts';

export interface IgnoreRules {
  readonly place: SlotPlace;
  readonly kept: KeptGit;
  readonly base: Sha;
  /** Of the base. */
  readonly layout: Layout;
}

/** Those that are ignored of these paths, which are relative to the tree; a folder ends with a slash. */
export async function ignoredOf(
  { place, kept, base, layout }: IgnoreRules,
  paths: readonly string[],
): Promise<ReadonlySet<string>> {
  if (layout.ignores.length === 0 || paths.length === 0) return new Set();
  const scratch = await mkdtemp(join(place.kept, 'ignored-'));
  try {
    const tree = join(scratch, 'tree');
    await mkdir(tree);
    const git = kept.git.with({ GIT_WORK_TREE: tree, GIT_INDEX_FILE: join(scratch, 'index') });
    await git.run(['read-tree', base]);
    await git.run(['checkout-index', '--stdin'], { input: lines(layout.ignores) });
    const args = ['check-ignore', '--no-index', '--stdin'];
    // This command refuses to take paths literally; after a dot none begins with what is special.
    const found = await git
      .with({ GIT_LITERAL_PATHSPECS: '0' })
      .attempt(args, { input: lines(paths.map(path => printed(`./${path}`))) });
    // 1: none is.
    if (found.code > 1) throw new GitError(args, found);
    return new Set(found.stdout.split('\n').filter(Boolean).map(read));
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/**
 * What was there before the attempt, was ignored then, and is not any more, because the task changed the rules: it is another
 * task's. `began`: when the attempt did, in nanoseconds since 1970. The time of a change cannot be chosen, unlike that of
 * the contents.
 */
export async function leftFromBefore(
  rules: IgnoreRules,
  changes: readonly ChangedPath[],
  began: bigint,
): Promise<readonly ChangedPath[]> {
  const root = bytePath(rules.place.tree);
  const old = changes.filter(({ status, printed: path }) => {
    if (status !== 'A') return false;

    const found = lstatSync(onDisk(within(root, readPrinted(path))), { bigint: true, throwIfNoEntry: false });
    return found !== undefined && found.ctimeNs < began;
  });
  const ignored = await ignoredOf(
    rules,
    old.map(each => readPrinted(each.printed)),
  );
  return old.filter(each => ignored.has(readPrinted(each.printed)));
}

/** A path of the tree, relative to it. */
export function inTree(place: SlotPlace, path: BytePath): string {
  return path.slice(bytePath(place.tree).length + 1);
}

function read(path: string): string {
  return readPrinted(path).slice('./'.length);
}

function lines(texts: readonly string[]): string {
  return texts.map(text => `${text}\n`).join('');
}
