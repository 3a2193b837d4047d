import type { Ref } from '../git/bare.ts';
import type { CommitFields, FileChange } from '../git/history.ts';
import type { Repository } from '../state/repository.ts';
import type { World } from '../state/world.ts';
import { repositoryUrl } from './repository.ts';
import type { Shape } from './schema.ts';

export function gitCommitShape(
  world: World,
  repository: Repository,
  commit: CommitFields,
): Shape<'git-commit'> {
  const url = repositoryUrl(world, repository);
  return {
    sha: commit.sha,
    message: commit.message,
    author: { ...commit.author },
    committer: { ...commit.committer },
    tree: { sha: commit.tree, url: `${url}/git/trees/${commit.tree}` },
    parents: commit.parents.map(sha => ({ sha, url: `${url}/git/commits/${sha}` })),
    url: `${url}/git/commits/${commit.sha}`,
  };
}

export function commitShape(world: World, repository: Repository, commit: CommitFields): Shape<'commit'> {
  const url = repositoryUrl(world, repository);
  return {
    sha: commit.sha,
    commit: {
      message: commit.message,
      author: { ...commit.author },
      committer: { ...commit.committer },
      tree: { sha: commit.tree, url: `${url}/git/trees/${commit.tree}` },
    },
    author: null,
    committer: null,
    parents: commit.parents.map(sha => ({ sha, url: `${url}/commits/${sha}` })),
    url: `${url}/commits/${commit.sha}`,
    html_url: `${world.serverUrl}/${repository.fullName}/commit/${commit.sha}`,
  };
}

export function refShape(world: World, repository: Repository, ref: Ref): Shape<'git-ref'> {
  const url = repositoryUrl(world, repository);
  return {
    ref: ref.name,
    url: `${url}/git/${ref.name}`,
    object: { sha: ref.sha, type: ref.type, url: `${url}/git/${ref.type}s/${ref.sha}` },
  };
}

export function fileShape(world: World, repository: Repository, change: FileChange): Shape<'diff-entry'> {
  return {
    filename: change.path,
    status: change.status,
    sha: change.sha,
    additions: change.additions,
    deletions: change.deletions,
    changes: change.additions + change.deletions,
    contents_url: `${repositoryUrl(world, repository)}/contents/${encodeURI(change.path)}`,
    ...(change.previous === null ? {} : { previous_filename: change.previous }),
  };
}
