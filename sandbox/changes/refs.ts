/** What follows when a ref has moved, by a push or over REST: the push event, and the pull requests on it. */
import type { CommitFields } from '../git/history.ts';
import type { RefCommand } from '../git/packet.ts';
import { commitShape } from '../shapes/commit.ts';
import type { Cause } from '../state/happening.ts';
import type { Repository } from '../state/repository.ts';
import type { World } from '../state/world.ts';
import { followBranch } from './pulls.ts';

const NO_OBJECT = '0'.repeat(40);
/** A push event lists at most this many commits. */
const LISTED = 20;

export async function refMoved(
  world: World,
  repository: Repository,
  command: RefCommand,
  by: Cause,
): Promise<void> {
  const { ref, from, to } = command;
  // Other namespaces are git's own business: GitHub tells of branches and tags alone.
  if (!/^refs\/(heads|tags)\//.test(ref)) return;
  world.announce({
    name: 'push',
    action: null,
    repository,
    payload: { ...(await describePush(world, repository, command)), pusher: { name: by.account.login } },
    by,
    onlyTo: null,
    pushed: to === null ? null : { ref, sha: (await repository.git.commit(ref)) ?? to },
    pull: null,
  });
  const branch = /^refs\/heads\/(.*)$/.exec(ref)?.[1];
  if (branch !== undefined && to !== null) await followBranch(world, { repository, branch, from, to }, by);
}

async function describePush(
  world: World,
  repository: Repository,
  { ref, from, to }: RefCommand,
): Promise<Readonly<Record<string, unknown>>> {
  const known = from !== null && to !== null && (await repository.git.history.isAncestor(from, to));
  const range = to === null ? null : known ? [to, `^${from}`] : [to];
  const commits = range === null ? [] : await repository.git.history.commits(range, known ? LISTED : 1);
  const described = await Promise.all(commits.map(commit => describeCommit(world, repository, commit)));
  return {
    ref,
    before: from ?? NO_OBJECT,
    after: to ?? NO_OBJECT,
    created: from === null,
    deleted: to === null,
    forced: from !== null && to !== null && !known,
    base_ref: null,
    commits: described.toReversed(),
    head_commit: described[0] ?? null,
  };
}

async function describeCommit(
  world: World,
  repository: Repository,
  commit: CommitFields,
): Promise<Readonly<Record<string, unknown>>> {
  const [parent] = commit.parents;
  const changes = parent === undefined ? [] : await repository.git.history.changes(parent, commit.sha);
  const paths = (status: string): readonly string[] =>
    changes.filter(change => change.status === status).map(change => change.path);
  return {
    id: commit.sha,
    message: commit.message,
    timestamp: commit.committer.date,
    url: commitShape(world, repository, commit).html_url,
    author: { name: commit.author.name, email: commit.author.email },
    committer: { name: commit.committer.name, email: commit.committer.email },
    added: paths('added'),
    removed: paths('removed'),
    modified: [...paths('modified'), ...paths('renamed')],
  };
}
