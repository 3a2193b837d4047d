/**
 * Makes what a task left into one commit on its base, in the user's objects. Nothing that the task could write is asked for
 * anything but the contents of its files: not its `.git`, not its index.
 */
import { lstat, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Sha } from '../../../plan/plan.ts';
import type { Leak, Stray } from '../../../run/attempts/evidence.ts';
import type { Git } from '../../git.ts';
import { BRAID_IDENTITY } from '../../merging/merge-directory.ts';
import type { Secret } from '../../ports.ts';
import { bytePath, onDisk, readPrinted, shown, within } from '../byte-path.ts';
import type { SlotPlace } from '../place.ts';
import type { Bin } from '../removal.ts';
import { leftFromBefore } from './ignored.ts';
import { without } from './inner-git.ts';
import type { KeptGit } from './kept-git.ts';
import type { Layout } from './layout.ts';
import { type ChangedPath, findLeaks, withoutSecrets } from './leaks.ts';
import { survey } from './survey.ts';
import { copyIndex } from './task-git.ts';

export interface CollectOptions {
  /** Milliseconds since 1970: the date of author and committer. */
  readonly at: number;
  readonly message: string;
  /** Looked for in what was changed; absent: none. */
  readonly secrets?: readonly Secret[];
  /** Braid, when there is none. */
  readonly author?: { readonly name: string; readonly email: string };
}

export interface Collected {
  /** Null: nothing differs from the base, or nothing could be kept. */
  readonly commit: Sha | null;
  readonly tree: Sha;
  /** Paths that differ from the base, sorted. */
  readonly files: readonly string[];
  /** What is in the tree and not in the commit, because git cannot store or read it. */
  readonly unstorable: readonly string[];
  readonly leaks: readonly Leak[];
  /** What changed outside of its folder while it worked in a tree with others; absent: nothing, or the tree was its own. */
  readonly strays?: readonly Stray[];
}

export interface Collecting {
  readonly place: SlotPlace;
  readonly base: Sha;
  readonly layout: Layout;
  readonly kept: KeptGit;
  readonly ignoreCase: boolean;
  readonly bin: Bin;
  /** Since when everything is the attempt’s own, in nanoseconds; null: the tree held nothing of others. */
  readonly began: bigint | null;
}

export async function collect(slot: Collecting, options: CollectOptions): Promise<Collected> {
  const scratch = await mkdtemp(join(slot.place.kept, 'collect-'));
  try {
    // The slot's own index stays as it is: in it no file has times that a task chose.
    const index = join(scratch, 'index');
    await copyIndex(slot.kept.index, index);
    return await commitTree(slot, { git: slot.kept.git.with({ GIT_INDEX_FILE: index }), scratch }, options);
  } finally {
    await rm(scratch, { recursive: true });
  }
}

interface Scratch {
  /** With an index of its own. */
  readonly git: Git;
  /** A folder with nothing else in it. */
  readonly scratch: string;
}

async function commitTree(slot: Collecting, own: Scratch, options: CollectOptions): Promise<Collected> {
  const { place, base, kept, layout } = slot;
  const { git } = own;
  const found = await survey(place.tree, layout, slot);
  const left = await without(found.innerGits, place.pool, () => addAll(git, kept));
  let tree = await writeTree(git);
  let changes = await compare(git, base, tree);
  const untouched =
    layout.attributes !== '' || found.attributes ? await looksLikeBase(slot, own, changes) : [];
  const foreign = slot.began === null ? [] : await leftFromBefore(slot, changes, slot.began);
  if (untouched.length + foreign.length > 0) {
    const input = [...untouched.map(restored), ...foreign.map(removed)].join('');
    await git.run(['update-index', '--index-info'], { input });
    tree = await writeTree(git);
    changes = await compare(git, base, tree);
  }
  const commit = changes.length === 0 ? null : await makeCommit(git, { base, tree }, options);
  const { secrets = [] } = options;
  const leaks = await findLeaks({ tree: place.tree, git, changes, secrets });
  const told = (path: string) => withoutSecrets(path, secrets);
  const files = changes.map(({ printed }) => told(shown(readPrinted(printed)))).sort();
  const unstorable = [...new Set([...found.unstorable, ...left])].map(told).sort();
  return { commit, tree, files, unstorable, leaks };
}

/** Answers the paths that git would not take. Ignored files stay out, by the tree's own `.gitignore`. */
async function addAll(git: Git, kept: KeptGit): Promise<string[]> {
  const { complete } = await kept.run(git, ['add', '-A', '--ignore-errors']);
  if (complete) return [];
  const left = await git.run(['ls-files', '-z', '--others', '--modified', '--exclude-standard']);
  return left.split('\0').filter(path => path !== '');
}

async function writeTree(git: Git): Promise<Sha> {
  return (await git.run(['write-tree'])).trim() as Sha;
}

async function compare(git: Git, base: Sha, tree: Sha): Promise<ChangedPath[]> {
  // Quoted paths instead of `-z`: they keep the bytes of names that are not UTF-8.
  const args = ['diff-tree', '-r', '--raw', '--no-renames', '--no-abbrev', `${base}^{tree}`, tree];
  return (await git.run(args)).split('\n').flatMap(line => {
    const [, mode, baseObject, status, printed] = /^:\d+ (\d+) (\w+) \w+ (\w)\t(.*)$/.exec(line) ?? [];
    if (mode === undefined || baseObject === undefined || status === undefined || printed === undefined)
      return [];
    return [{ status, mode, baseObject, printed }];
  });
}

/**
 * The files that are, byte by byte, what the base looks like on disk. git says that they changed when the base was committed
 * against its own attributes (`*.txt text`, and a file with CRLF): adding such a file, untouched, changes it.
 */
async function looksLikeBase(
  slot: Collecting,
  { git, scratch }: Scratch,
  changes: readonly ChangedPath[],
): Promise<ChangedPath[]> {
  const edited = changes.filter(({ status, mode }) => status === 'M' && mode.startsWith('100'));
  if (edited.length === 0) return [];
  // An empty work tree: attributes come from the base's index, not from what the task wrote.
  const folder = join(scratch, 'base');
  await mkdir(folder);
  const input = edited.map(({ printed }) => `${printed}\n`).join('');
  const elsewhere = git.with({ GIT_WORK_TREE: folder, GIT_INDEX_FILE: slot.kept.index });
  await elsewhere.run(['checkout-index', '--stdin'], { input });
  const alike: ChangedPath[] = [];
  for (const change of edited) {
    const path = readPrinted(change.printed);
    const [left, base] = [slot.place.tree, folder].map(root => onDisk(within(bytePath(root), path)));
    if (left !== undefined && base !== undefined && (await haveSameContent(left, base))) alike.push(change);
  }
  return alike;
}

/** False when one of them cannot be read. */
async function haveSameContent(one: Buffer, other: Buffer): Promise<boolean> {
  try {
    const [{ size }, { size: otherSize }] = await Promise.all([lstat(one), lstat(other)]);
    return size === otherSize && (await readFile(one)).equals(await readFile(other));
  } catch {
    return false;
  }
}

function restored({ mode, baseObject, printed }: ChangedPath): string {
  return `${mode} ${baseObject}\t${printed}\n`;
}

function removed({ baseObject, printed }: ChangedPath): string {
  return `0 ${baseObject}\t${printed}\n`;
}

async function makeCommit(
  git: Git,
  { base, tree }: { readonly base: Sha; readonly tree: Sha },
  { at, message, author = BRAID_IDENTITY }: CollectOptions,
): Promise<Sha> {
  const date = `@${Math.floor(at / 1000)} +0000`;
  const named = git.with({
    GIT_AUTHOR_NAME: author.name,
    GIT_AUTHOR_EMAIL: author.email,
    GIT_AUTHOR_DATE: date,
    GIT_COMMITTER_NAME: BRAID_IDENTITY.name,
    GIT_COMMITTER_EMAIL: BRAID_IDENTITY.email,
    GIT_COMMITTER_DATE: date,
  });
  return (await named.run(['commit-tree', tree, '-p', base], { input: message })).trim() as Sha;
}
