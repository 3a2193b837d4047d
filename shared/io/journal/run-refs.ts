/**
 * Where a run keeps its things in the user's repository: the names of all its refs, and the writes to its branches.
 * A branch that Braid did not make is never moved.
 */
import type { EpicName, RunId, Sha, TaskId } from '../../plan/plan.ts';
import type { Repository } from '../repository.ts';
import { contains, moveRefs, type RefSight, readRefs } from './ref-transaction.ts';

const JOURNALS = 'refs/braid';
const BRANCHES = 'refs/heads/braid';
const ATTEMPTS = 'refs/braid-attempts';
/** How often a write that lost against another process is decided anew. */
const ROUNDS = 5;

export function journalRef(run: RunId): string {
  return `${JOURNALS}/${run}`;
}

/** The task's latest attempt. */
export function taskRef(run: RunId, task: TaskId): string {
  return `${BRANCHES}/${run}/${task}`;
}

export function integrationRef(run: RunId): string {
  return `${BRANCHES}/${run}/integration`;
}

/** Integration plus the epic's earlier tasks; dependents inside the epic start from it. */
export function epicRef(run: RunId, epic: EpicName): string {
  return `${BRANCHES}/${run}/epic/${epic}`;
}

export function attemptRef(run: RunId, task: TaskId, attempt: number): string {
  return `${ATTEMPTS}/${run}/${task}/${attempt}`;
}

/** A branch as people write it. */
export function branchName(ref: string): string {
  return ref.replace(/^refs\/heads\//, '');
}

export type BranchOutcome =
  | { readonly kind: 'set' }
  /** The branch is as it was; `reason` says why and what a person can do. */
  | { readonly kind: 'refused'; readonly reason: string };

export interface SavedAttempt {
  /** Where the commit is kept whatever becomes of the branch. */
  readonly archive: string;
  readonly branch: BranchOutcome;
}

export interface AttemptCommit {
  readonly run: RunId;
  readonly task: TaskId;
  readonly attempt: number;
  readonly commit: Sha;
}

/**
 * Archives an attempt's commit and points the task's branch at it. Done again it finds itself done; an earlier attempt
 * never takes the branch back from a later one. Throws when not even the archive could be written.
 */
export async function saveAttempt(repository: Repository, attempt: AttemptCommit): Promise<SavedAttempt> {
  const { git } = repository;
  const folder = `${ATTEMPTS}/${attempt.run}/${attempt.task}`;
  const ref = taskRef(attempt.run, attempt.task);
  for (let round = 1; ; round++) {
    const refs = await readRefs(git, [folder, ref]);
    const archive = freeArchive(refs, attempt);
    const keep = refs.has(archive) ? [] : [{ ref: archive, from: null, to: attempt.commit }];
    const decision = decideBranch(refs, attempt, archive);
    const point = decision.kind === 'move' ? [{ ref, from: decision.from, to: attempt.commit }] : [];
    const moved = await moveRefs(git, [...keep, ...point], `braid: attempt ${attempt.attempt}`);
    if (moved.kind === 'moved') {
      return { archive, branch: decision.kind === 'refused' ? decision : { kind: 'set' } };
    }
    if (moved.kind === 'stale' && round < ROUNDS) continue;
    const reason = moved.kind === 'stale' ? `${branchName(ref)} keeps moving` : moved.reason;
    await archiveAlone(repository, archive, attempt.commit);
    return { archive, branch: { kind: 'refused', reason: `${reason}. ${keptAt(archive)}` } };
  }
}

async function archiveAlone(repository: Repository, archive: string, commit: Sha): Promise<void> {
  const present = (await readRefs(repository.git, [archive])).get(archive);
  if (present?.commit === commit) return;
  const moved = await moveRefs(repository.git, [{ ref: archive, from: null, to: commit }], 'braid: attempt');
  if (moved.kind === 'moved') return;
  const problem = moved.kind === 'stale' ? 'another process writes it' : moved.reason;
  throw new Error(`${archive} could not be written: ${problem}`);
}

/**
 * An attempt that is collected a second time after a crash may leave another commit under the same number. Nothing is
 * overwritten: the second one is kept beside the first.
 */
function freeArchive(
  refs: ReadonlyMap<string, RefSight>,
  { run, task, attempt, commit }: AttemptCommit,
): string {
  const first = attemptRef(run, task, attempt);
  let name = first;
  for (let copy = 2; ; copy++) {
    const present = refs.get(name);
    if (present === undefined || present.commit === commit) return name;
    name = `${first}.${copy}`;
  }
}

type BranchDecision =
  | { readonly kind: 'move'; readonly from: Sha | null }
  | { readonly kind: 'stay' }
  | { readonly kind: 'refused'; readonly reason: string };

function decideBranch(
  refs: ReadonlyMap<string, RefSight>,
  { run, task, attempt, commit }: AttemptCommit,
  archive: string,
): BranchDecision {
  const ref = taskRef(run, task);
  const present = refs.get(ref);
  if (present === undefined) return { kind: 'move', from: null };
  if (present.commit === commit) return { kind: 'stay' };
  const prefix = attemptRef(run, task, 0).slice(0, -1);
  const attempts = [...refs]
    .filter(([name, sight]) => name.startsWith(prefix) && sight.commit === present.commit)
    .map(([name]) => Number.parseInt(name.slice(prefix.length), 10));
  if (attempts.length === 0) return refused(ref, 'has a commit that is no attempt of this task', archive);
  if (Math.max(...attempts) > attempt) return { kind: 'stay' };
  if (present.workTree !== '') return refused(ref, `is checked out in ${present.workTree}`, archive);
  return { kind: 'move', from: present.commit };
}

function refused(ref: string, why: string, archive: string): BranchDecision {
  return {
    kind: 'refused',
    reason: `branch ${branchName(ref)} ${why}, so it stays as it is. ${keptAt(archive)}`,
  };
}

function keptAt(archive: string): string {
  return `The work is kept at ${archive}. Hint: git branch NAME ${archive}`;
}

export interface BranchMove {
  readonly ref: string;
  readonly commit: Sha;
  /** Where Braid left the branch, when that is known: from there it may move anywhere, from elsewhere only forward. */
  readonly previous: Sha | null;
}

/** Points a branch of Braid's at a commit; does nothing when it is there, and makes it again when a person deleted it. */
export async function setBranch(
  repository: Repository,
  { ref, commit, previous }: BranchMove,
): Promise<BranchOutcome> {
  const { git } = repository;
  const present = (await readRefs(git, [ref])).get(ref);
  if (present?.commit === commit) return { kind: 'set' };
  const name = branchName(ref);
  const from = present?.commit ?? null;
  if (from !== null && from !== previous && !(await contains(git, { commit, part: from }))) {
    const found = `found branch ${name} at ${from.slice(0, 7)}, which holds more than Braid left there`;
    return { kind: 'refused', reason: `${found}: it stays as it is. Hint: git branch -m ${name} NAME` };
  }
  if (present !== undefined && present.workTree !== '') {
    return {
      kind: 'refused',
      reason: `branch ${name} is checked out in ${present.workTree}, so it stays as it is`,
    };
  }
  const moved = await moveRefs(git, [{ ref, from, to: commit }], 'braid: integrate');
  if (moved.kind === 'moved') return { kind: 'set' };
  const reason = moved.kind === 'stale' ? `branch ${name} was moved by another process` : moved.reason;
  return { kind: 'refused', reason };
}

/** Points `braid/<run>/integration` at a verified commit. */
export function publishIntegration(
  repository: Repository,
  { run, commit, previous }: { readonly run: RunId; readonly commit: Sha; readonly previous: Sha | null },
): Promise<BranchOutcome> {
  return setBranch(repository, { ref: integrationRef(run), commit, previous });
}

/** Git keeps a ref as a file, so none can lie under another. Null: nothing is in the way of the run's names. */
export async function checkNames(repository: Repository, run: RunId): Promise<string | null> {
  const branches = [BRANCHES, `${BRANCHES}/${run}`];
  const others = [JOURNALS, ATTEMPTS, `${ATTEMPTS}/${run}`];
  const refs = await readRefs(repository.git, [...branches, ...others]);
  const branch = branches.find(ref => refs.has(ref));
  if (branch !== undefined) {
    const name = branchName(branch);
    return `a branch named \`${name}\` is in the way: git cannot keep braid/${run}/… beside it. Hint: git branch -m ${name} NAME`;
  }
  const below = [...refs.keys()].find(ref => ref.startsWith(`${journalRef(run)}/`));
  const other = others.find(ref => refs.has(ref)) ?? below;
  if (other === undefined) return null;
  return `a ref named \`${other}\` is in the way of this run's. Hint: git branch NAME ${other} && git update-ref -d ${other}`;
}

/** The ids of all runs with a journal here, the one that something happened to last first. */
export async function listRuns(repository: Repository): Promise<readonly RunId[]> {
  const listing = await repository.git.run([
    ...['for-each-ref', '--sort=-refname', '--sort=-committerdate', '--format=%(refname)', `${JOURNALS}/`],
  ]);
  return listing
    .split('\n')
    .filter(ref => ref !== '')
    .map(ref => ref.slice(JOURNALS.length + 1) as RunId);
}

export async function runExists(repository: Repository, run: RunId): Promise<boolean> {
  return (await readRefs(repository.git, [journalRef(run)])).has(journalRef(run));
}
