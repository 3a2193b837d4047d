/**
 * Lands on a branch of the local repository: looks whether it may be moved, fast-forwards it, and brings along the work
 * tree that shows it. The intention is in the journal before {@link landLocally} is called, and calling it again after a
 * kill at any point finishes what was begun. Never overwrites what is not in git.
 */
import type { RunId, Sha } from '../../plan/plan.ts';
import type { LandResult, Snapshot, TargetSight } from '../../run/event.ts';
import { contains, moveRefs, patiently, readRefs, refusalOf } from '../journal/ref-transaction.ts';
import type { Repository } from '../repository.ts';
import { mendTree, type Step } from './mend-tree.ts';
import {
  changedFiles,
  changesBetween,
  findUnfinished,
  indexIsFree,
  nameFew,
  untrackedInTheWay,
  whereCheckedOut,
} from './work-tree.ts';

/** How long another git process, such as an editor's, may hold the index; our own killed one needs no longer. */
const PATIENCE_MS = 5_000;

export interface Inspection {
  /** Without `refs/heads/`. */
  readonly branch: string;
  readonly head: Sha;
  /** Milliseconds; {@link PATIENCE_MS} when absent. */
  readonly patienceMs?: number;
}

export interface Landing {
  readonly run: RunId;
  /** Without `refs/heads/`. */
  readonly branch: string;
  readonly from: Sha;
  readonly to: Sha;
  /** An inspection found the branch checked out and the tree clean. */
  readonly followTree: boolean;
  /** Milliseconds; {@link PATIENCE_MS} when absent. */
  readonly patienceMs?: number;
}

/** Where the branch is, and whether it and its work tree can go to `head`. */
export async function inspectTarget(repository: Repository, inspection: Inspection): Promise<TargetSight> {
  const { branch, head, patienceMs = PATIENCE_MS } = inspection;
  const { git, workTree } = repository;
  const ref = `refs/heads/${branch}`;
  const snapshot = await snapshotOf(repository, ref);
  if (snapshot === null) return blocked(`branch ${branch} does not exist any more`);
  const { commit: tip } = snapshot;
  const place = await whereCheckedOut(repository, ref);
  if (place.kind === 'elsewhere') {
    return blocked(`${branch} is checked out in ${place.path}; landing there would leave it behind`);
  }
  const unfinished = findUnfinished(repository, ref, place);
  if (unfinished !== null) return blocked(unfinished);
  const contained = await contains(git, { commit: head, part: tip });
  const here = place.kind === 'here' && workTree !== null;
  if (here) {
    const reason = await reasonAgainstFollowing(repository, workTree, {
      from: tip,
      to: head,
      patienceMs,
      contained,
    });
    if (reason !== null) return blocked(reason);
  }
  return { kind: 'found', tip: snapshot, contained, head, tree: here ? 'checked-out' : 'not-checked-out' };
}

/** Null: the work tree is clean, and nothing untracked lies where landing puts files. */
async function reasonAgainstFollowing(
  repository: Repository,
  workTree: string,
  { from, to, patienceMs, contained }: Step & { readonly contained: boolean },
): Promise<string | null> {
  const { git } = repository;
  if (!(await indexIsFree(repository, patienceMs))) return 'another git process holds index.lock';
  // git takes a file that was only touched for a changed one until the index is refreshed.
  await patiently(git, ['update-index', '-q', '--refresh'], patienceMs);
  const changed = await changedFiles(git);
  if (changed.length > 0) return `the work tree has changes in ${nameFew(changed)}`;
  // Without the target merged in, it will be another head that lands.
  if (!contained) return null;
  const inTheWay = untrackedInTheWay(workTree, await changesBetween(git, from, to));
  if (inTheWay.length > 0) return `untracked files are in the way: ${nameFew(inTheWay)}`;
  const rehearsal = await patiently(git, ['read-tree', '-n', '-m', '-u', from, to], patienceMs);
  return rehearsal.code === 0 ? null : `the work tree could not follow: ${refusalOf(rehearsal)}`;
}

/**
 * Fast-forwards the branch from `from` to `to`. `moved`: what the inspection saw is out of date, look again. A tree that
 * could not follow is a remark, since the branch has landed by then.
 */
export async function landLocally(repository: Repository, landing: Landing): Promise<LandResult> {
  const { branch, from, to, patienceMs } = landing;
  const ref = `refs/heads/${branch}`;
  const tip = await tipOf(repository, ref);
  if (tip === null) return { kind: 'moved' };
  if (tip !== from || from === to) return finish(repository, landing, tip);
  const patience = patienceMs === undefined ? {} : { patienceMs };
  const sight = await inspectTarget(repository, { branch, head: to, ...patience });
  if (sight.kind === 'blocked' || sight.tip.commit !== from || !sight.contained) return { kind: 'moved' };
  if (sight.tree === 'checked-out' && !landing.followTree) return { kind: 'moved' };
  const moved = await moveRefs(repository.git, [{ ref, from, to }], `braid: land run ${landing.run}`);
  switch (moved.kind) {
    case 'moved':
      return { kind: 'landed', commit: to, remark: await follow(repository, landing, sight.tree) };
    case 'stale': {
      const now = await tipOf(repository, ref);
      return now === null ? { kind: 'moved' } : finish(repository, landing, now);
    }
    case 'refused':
      return { kind: 'refused', reason: `${branch} could not be moved: ${moved.reason}` };
  }
}

/** The branch is not at `from`: it has landed before this call, or it is somewhere else. */
async function finish(repository: Repository, landing: Landing, tip: Sha): Promise<LandResult> {
  const { to, followTree } = landing;
  if (tip !== to) {
    const landed = await contains(repository.git, { commit: tip, part: to });
    return landed ? { kind: 'landed', commit: to, remark: null } : { kind: 'moved' };
  }
  const place = followTree ? await whereCheckedOut(repository, `refs/heads/${landing.branch}`) : null;
  const { workTree } = repository;
  if (place?.kind !== 'here' || workTree === null) return { kind: 'landed', commit: to, remark: null };
  return { kind: 'landed', commit: to, remark: await mendTree(repository, workTree, stepOf(landing)) };
}

async function follow(
  repository: Repository,
  landing: Landing,
  tree: 'checked-out' | 'not-checked-out',
): Promise<string | null> {
  const { workTree, git } = repository;
  if (tree === 'not-checked-out' || workTree === null) return null;
  const step = stepOf(landing);
  const read = await patiently(git, ['read-tree', '-m', '-u', step.from, step.to], step.patienceMs);
  return read.code === 0 ? null : mendTree(repository, workTree, step);
}

function stepOf({ from, to, patienceMs = PATIENCE_MS }: Landing): Step {
  return { from, to, patienceMs };
}

async function tipOf(repository: Repository, ref: string): Promise<Sha | null> {
  return (await readRefs(repository.git, [ref])).get(ref)?.commit ?? null;
}

/** Null: there is no such branch. */
async function snapshotOf({ git }: Repository, ref: string): Promise<Snapshot | null> {
  const lines = (await git.run(['for-each-ref', '--format=%(refname) %(objectname) %(tree)', ref])).split(
    '\n',
  );
  const [, commit, tree] = lines.map(line => line.split(' ')).find(([name]) => name === ref) ?? [];
  return commit === undefined || tree === undefined ? null : { commit: commit as Sha, tree: tree as Sha };
}

function blocked(reason: string): TargetSight {
  return { kind: 'blocked', reason };
}
