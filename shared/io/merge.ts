/**
 * Merges on the object database: nothing is checked out, and the cost of a merge follows the size of the change. The same
 * commits in the same order give the same merge commits in every clone, with every user's configuration.
 */
import type { RunId, Sha } from '../plan/plan.ts';
import type { ChainEffect, ChainLink, ChainUnit } from '../run/effect.ts';
import type { ChainResult, ChainStep, ConflictFile, Snapshot, TaskMerge } from '../run/event.ts';
import { contains } from './journal/ref-transaction.ts';
import { describeConflict } from './merging/conflict.ts';
import { writeCommit } from './merging/loose-object.ts';
import type { MergeDirectory } from './merging/merge-directory.ts';
import { isObjectId, type MergeResult } from './merging/merge-output.ts';
import { mergePair } from './merging/merge-pair.ts';
import { type MergeStream, openMergeStream } from './merging/merge-stream.ts';

/** Braid moves branches of its own and no others. */
const BRANCHES = 'refs/heads/braid/';

/**
 * Merges the effect's units onto a commit, one merge commit per link. A unit that conflicts is left out whole, and the next
 * goes on from where the one before it ended. Throws when git fails, a commit is missing, or histories are unrelated.
 */
export async function chain(
  directory: MergeDirectory,
  effect: Pick<ChainEffect, 'onto' | 'units' | 'branch'>,
  options: { readonly run: RunId },
): Promise<ChainResult> {
  const commits = await readCommits(directory, effect);
  const branch = effect.branch === null ? null : braidBranch(effect.branch);
  let head: Snapshot = { commit: effect.onto, tree: known(commits, effect.onto).tree };
  const steps: ChainStep[] = [];
  const stream = await openMergeStream(directory);
  try {
    for (const unit of effect.units) {
      const step = await mergeUnit(unit, { directory, stream, commits, head, run: options.run });
      if (step.kind === 'merged') head = step.after;
      steps.push(step);
    }
  } finally {
    await stream.close();
  }
  if (branch !== null) {
    await directory.repository.git.run(['update-ref', '-m', 'braid: chain', branch, head.commit]);
  }
  return { steps };
}

interface Commit {
  readonly tree: Sha;
  /** Seconds since 1970. */
  readonly date: string;
}

type Commits = ReadonlyMap<Sha, Commit>;

interface Place {
  readonly directory: MergeDirectory;
  readonly stream: MergeStream;
  readonly commits: Commits;
  readonly head: Snapshot;
  readonly run: RunId;
}

/** All in one process; what is not a commit of this repository is an error before anything is merged. */
async function readCommits(
  { git }: MergeDirectory,
  { onto, units }: Pick<ChainEffect, 'onto' | 'units'>,
): Promise<Commits> {
  const ids = new Set([onto, ...units.flatMap(unit => unit.links.flatMap(link => link.commit ?? []))]);
  requireIds([...ids]);
  const input = [...ids].map(id => `${id}\n`).join('');
  const log = await git.run(['log', '--no-walk=unsorted', '--format=%H %T %ct', '--stdin'], { input });
  const commits = new Map<Sha, Commit>();
  for (const line of log.split('\n')) {
    const [id, tree, date = ''] = line.split(' ');
    if (isObjectId(id) && isObjectId(tree)) commits.set(id, { tree, date });
  }
  for (const id of ids) known(commits, id);
  return commits;
}

function requireIds(ids: readonly string[]): void {
  const wrong = ids.find(id => !isObjectId(id));
  if (wrong !== undefined) throw new Error(`expected a full object id to merge, found \`${wrong}\``);
}

function known(commits: Commits, id: Sha): Commit {
  const commit = commits.get(id);
  if (commit === undefined) throw new Error(`expected a commit to merge, found another object: ${id}`);
  return commit;
}

async function mergeUnit(unit: ChainUnit, place: Place): Promise<ChainStep> {
  let { head } = place;
  const merges: TaskMerge[] = [];
  for (const link of unit.links) {
    const merged = await mergeLink(link, { ...place, head });
    if (merged.kind === 'conflict') return { ...merged, unit: unit.name, link: link.name };
    head = merged.after;
    merges.push({ link: link.name, commit: link.commit === null ? null : head.commit });
  }
  return { kind: 'merged', unit: unit.name, merges, after: head };
}

type LinkMerge =
  | { readonly kind: 'merged'; readonly after: Snapshot }
  | { readonly kind: 'conflict'; readonly files: readonly ConflictFile[] };

/** A commit that the head contains already is merged: its merge is the head itself. */
async function mergeLink({ commit, message }: ChainLink, place: Place): Promise<LinkMerge> {
  const { directory, commits, head, run } = place;
  if (commit === null) return { kind: 'merged', after: head };
  const merge = await mergeTrees(place, head.commit, commit);
  if (merge.kind === 'conflict') {
    const failed = { run, head: head.commit, commit, output: merge.output };
    return { kind: 'conflict', files: await describeConflict(directory.git, failed) };
  }
  // Containment is asked for only where it is possible: its merge changes nothing.
  if (merge.tree === head.tree && (await contains(directory.git, { commit: head.commit, part: commit }))) {
    return { kind: 'merged', after: head };
  }
  const date = known(commits, commit).date;
  const parents = [head.commit, commit];
  const id = await writeCommit(directory.repository, { tree: merge.tree, parents, message, date });
  return { kind: 'merged', after: { commit: id, tree: merge.tree } };
}

async function mergeTrees({ directory, stream }: Place, head: Sha, commit: Sha): Promise<MergeResult> {
  const answer = await stream.merge(head, commit);
  if (answer !== null) return answer;
  return mergePair(directory.git, head, commit);
}

function braidBranch(branch: string): string {
  const ref = branch.startsWith('refs/') ? branch : `refs/heads/${branch}`;
  if (ref.startsWith(BRANCHES)) return ref;
  throw new Error(`expected a branch under ${BRANCHES} to move, found ${branch}`);
}
