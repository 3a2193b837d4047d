/** Which of many commits would conflict with each other, before any of them is merged. */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Sha } from '../../plan/plan.ts';
import { GitError } from '../git.ts';
import { writeQuoted } from './attributes.ts';
import { readChanges } from './changes.ts';
import { conflictedPaths } from './conflict.ts';
import { type MergeDirectory, makeScratch } from './merge-directory.ts';
import { type MergeResult, readResults } from './merge-output.ts';

export interface PairForecast {
  readonly first: Sha;
  readonly second: Sha;
  readonly clean: boolean;
  /** The paths that would conflict. */
  readonly paths: readonly string[];
}

interface Pair {
  readonly first: Sha;
  readonly second: Sha;
}

/** Every pair, in the order of the commits. Throws when a commit is missing or two share no history. */
export async function allPairs(directory: MergeDirectory, commits: readonly Sha[]): Promise<PairForecast[]> {
  const footprints = await readFootprints(directory, commits);
  const pairs = commits.flatMap((first, at) => commits.slice(at + 1).map(second => ({ first, second })));
  const close = pairs.filter(({ first, second }) => !apart(footprints.get(first), footprints.get(second)));
  const merges = await mergePairs(directory, close);
  return pairs.map(pair => {
    const merge = merges.get(pair);
    if (merge?.kind !== 'conflict') return { ...pair, clean: true, paths: [] };
    const paths = conflictedPaths({ head: pair.first, commit: pair.second, output: merge.output });
    return { ...pair, clean: false, paths };
  });
}

/** What a commit with a single parent changes in it. */
interface Footprint {
  readonly parent: Sha;
  readonly paths: ReadonlySet<string>;
  /** All folders above the paths. */
  readonly folders: ReadonlySet<string>;
  /** It removes a file and adds another: perhaps a rename, which reaches further than its own paths. */
  readonly mayRename: boolean;
}

/** Only commits with a single parent have one. */
async function readFootprints(
  { git }: MergeDirectory,
  commits: readonly Sha[],
): Promise<ReadonlyMap<Sha, Footprint>> {
  if (commits.length === 0) return new Map();
  const input = commits.map(commit => `${commit}\n`).join('');
  const log = await git.run(['log', '--no-walk=unsorted', '--format=%H %P', '--stdin'], { input });
  const single = log.split('\n').flatMap(line => {
    const [commit, parent, more] = line.split(' ');
    return commit && parent && more === undefined ? [{ commit: commit as Sha, parent: parent as Sha }] : [];
  });
  const changes = await readChanges(git, single, { renames: false });
  return new Map(
    single.map(({ commit, parent }) => {
      const own = changes.get(commit) ?? [];
      const statuses = new Set(own.map(change => change.status));
      const paths = new Set(own.map(change => change.to));
      const folders = new Set([...paths].flatMap(foldersAbove));
      return [commit, { parent, paths, folders, mayRename: statuses.has('A') && statuses.has('D') }];
    }),
  );
}

function foldersAbove(path: string): string[] {
  const parts = path.split('/').slice(0, -1);
  return parts.map((_, at) => parts.slice(0, at + 1).join('/'));
}

/**
 * Two changes of one parent in different files, of which neither may be a rename or puts a file where the other has a
 * folder, merge cleanly. Most pairs are of this sort, and a real merge of each would write some trees for nothing.
 */
function apart(first: Footprint | undefined, second: Footprint | undefined): boolean {
  if (first === undefined || second === undefined || first.parent !== second.parent) return false;
  if (first.mayRename || second.mayRename) return false;
  return !reaches(first, second) && !reaches(second, first);
}

function reaches(from: Footprint, to: Footprint): boolean {
  for (const path of from.paths) if (to.paths.has(path) || to.folders.has(path)) return true;
  return false;
}

/** In one process. Its trees go to a folder that is thrown away: nobody needs them in the user's repository. */
async function mergePairs(
  directory: MergeDirectory,
  pairs: readonly Pair[],
): Promise<ReadonlyMap<Pair, MergeResult>> {
  if (pairs.length === 0) return new Map();
  const scratch = await makeScratch(directory);
  try {
    await mkdir(join(scratch, 'info'));
    const objects = Buffer.from(directory.repository.objects).toString('latin1');
    await writeFile(join(scratch, 'info', 'alternates'), `${writeQuoted(objects)}\n`, 'latin1');
    const git = directory.git.with({ GIT_OBJECT_DIRECTORY: scratch });
    const args = ['merge-tree', '--write-tree', '-z', '--stdin'];
    const input = pairs.map(({ first, second }) => `${first} ${second}\n`).join('');
    const result = await git.attempt(args, { input });
    const { results } = readResults(result.stdout);
    if (result.code !== 0 || results.length !== pairs.length) throw new GitError(args, result);
    return new Map(results.flatMap((merge, at) => (pairs[at] === undefined ? [] : [[pairs[at], merge]])));
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}
