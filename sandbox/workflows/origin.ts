/** For which commit an event runs workflows, and with what rights. */
import type { Happening } from '../state/happening.ts';
import type { Mergeability } from '../state/pull.ts';
import type { Repository } from '../state/repository.ts';

export interface Origin {
  readonly ref: string;
  /** Of the workflow files, and what is checked out. */
  readonly sha: string;
  /** What is shown: for a pull request, its head. */
  readonly headSha: string;
  readonly headBranch: string | null;
  readonly pulls: readonly number[];
  /** Of a pull request, for filters by path; null: the event's body says it. */
  readonly changedFiles: readonly string[] | null;
  /** From outside: the token only reads, and there are no secrets. */
  readonly restricted: boolean;
}

/** Events that run in the commit that they are about; all others run on the default branch. */
const OF_PULLS = ['pull_request'];
/** Webhooks that start no workflows. */
const SILENT = ['workflow_job', 'installation'];
/** What workflow runs themselves cause: a broken file is not told about again for each. */
const OF_RUNS = ['workflow_run', 'check_run', 'check_suite'];
/** The only ones that a job's token starts workflows with. */
const BY_JOB = ['workflow_dispatch', 'repository_dispatch'];
/** What a job's token does to a pull request makes workflow runs that wait until somebody approves. */
const HELD_ACTIONS = ['opened', 'synchronize', 'reopened'];

export function startsNothing({ name, action, repository, by }: Happening): boolean {
  if (repository === null || SILENT.includes(name)) return true;
  return (
    by.byJob && !BY_JOB.includes(name) && !(name === 'pull_request' && HELD_ACTIONS.includes(action ?? ''))
  );
}

/** Whether a file that cannot be read makes a failed workflow run. */
export function showsProblems(event: string): boolean {
  return !OF_RUNS.includes(event);
}

export function waitsForApproval({ name, by }: Happening): boolean {
  return by.byJob && name === 'pull_request';
}

/** Called when it happens, so that what moves afterwards does not matter. null: there is nothing to run on. */
export async function originOf(repository: Repository, happening: Happening): Promise<Origin | null> {
  const { pull, pushed, name } = happening;
  if (pull !== null && OF_PULLS.includes(name)) {
    const merge = pull.mergeability;
    // There is no merge of a pull request that conflicts, and so nothing that could run.
    if (merge?.commit == null) return null;
    const { branch: headBranch, repository: source } = pull.head;
    return {
      ref: `refs/pull/${pull.number}/merge`,
      sha: merge.commit,
      headSha: merge.headSha,
      headBranch,
      pulls: [pull.number],
      changedFiles: await changedBy(repository, merge),
      restricted: source !== repository || happening.by.account.login === 'dependabot[bot]',
    };
  }
  if (name === 'push') return pushed === null ? null : onRef(pushed.ref, pushed.sha, happening);
  const ref = `refs/heads/${repository.defaultBranch}`;
  const sha = await repository.git.commit(ref);
  return sha === null ? null : onRef(ref, sha, happening);
}

async function changedBy(
  { git }: Repository,
  { baseSha, headSha }: Mergeability,
): Promise<readonly string[]> {
  const from = await git.history.mergeBase(baseSha, headSha);
  return from === null ? [] : (await git.history.changes(from, headSha)).map(({ path }) => path);
}

export function onRef(ref: string, sha: string, { by }: Pick<Happening, 'by'>): Origin {
  return {
    ref,
    sha,
    headSha: sha,
    headBranch: ref.replace(/^refs\/(heads|tags)\//, ''),
    pulls: [],
    changedFiles: null,
    restricted: by.account.login === 'dependabot[bot]',
  };
}
