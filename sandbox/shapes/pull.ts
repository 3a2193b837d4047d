import type { Label, PullRequest } from '../state/pull.ts';
import type { Repository } from '../state/repository.ts';
import type { World } from '../state/world.ts';
import { accountShape } from './account.ts';
import { repositoryShape, repositoryUrl } from './repository.ts';
import { instant, instantOrNull, type Shape } from './schema.ts';

export function labelShape(world: World, repository: Repository, label: Label): Shape<'label'> {
  return {
    id: label.id,
    name: label.name,
    color: label.color,
    description: label.description,
    default: false,
    url: `${repositoryUrl(world, repository)}/labels/${encodeURIComponent(label.name)}`,
  };
}

export function labelsOf(world: World, repository: Repository, pull: PullRequest): readonly Shape<'label'>[] {
  return pull.labels
    .map(name => repository.labels.get(name.toLowerCase()))
    .filter(label => label !== undefined)
    .map(label => labelShape(world, repository, label));
}

/** What a list of pull requests has; one asked for by number has the mergeability too. */
export function pullShape(
  world: World,
  repository: Repository,
  pull: PullRequest,
  baseSha: string | null,
): Shape<'pull-request'> {
  const page = `${world.serverUrl}/${repository.fullName}/pull/${pull.number}`;
  return {
    id: pull.id,
    node_id: `PR_${pull.id}`,
    number: pull.number,
    state: pull.state,
    locked: false,
    draft: pull.draft,
    title: pull.title,
    body: pull.body,
    user: accountShape(world, pull.author),
    labels: labelsOf(world, repository, pull).map(label => ({
      ...label,
      description: label.description ?? null,
    })),
    author_association: pull.author.login === repository.owner.login ? 'OWNER' : 'CONTRIBUTOR',
    created_at: instant(pull.createdAt),
    updated_at: instant(pull.updatedAt),
    closed_at: instantOrNull(pull.closedAt),
    merged_at: instantOrNull(pull.mergedAt),
    merged: pull.mergedAt !== null,
    merge_commit_sha: pull.mergeCommitSha ?? pull.mergeability?.commit ?? null,
    head: sideShape(world, pull.head.repository, pull.head.branch, pull.headSha),
    base: sideShape(world, repository, pull.base, baseSha ?? ''),
    url: `${repositoryUrl(world, repository)}/pulls/${pull.number}`,
    issue_url: `${repositoryUrl(world, repository)}/issues/${pull.number}`,
    html_url: page,
    diff_url: `${page}.diff`,
  };
}

function sideShape(
  world: World,
  repository: Repository,
  branch: string,
  sha: string,
): NonNullable<Shape<'pull-request'>['head']> {
  return {
    ref: branch,
    sha,
    label: `${repository.owner.login}:${branch}`,
    user: accountShape(world, repository.owner),
    repo: repositoryShape(world, repository),
  };
}

/** A pull request as the issue that it also is. */
export function issueShape(world: World, repository: Repository, pull: PullRequest): Shape<'issue'> {
  const url = repositoryUrl(world, repository);
  const page = `${world.serverUrl}/${repository.fullName}/pull/${pull.number}`;
  return {
    id: pull.id,
    number: pull.number,
    state: pull.state,
    title: pull.title,
    body: pull.body,
    user: accountShape(world, pull.author),
    labels: labelsOf(world, repository, pull),
    comments: [...repository.comments.values()].filter(comment => comment.number === pull.number).length,
    created_at: instant(pull.createdAt),
    updated_at: instant(pull.updatedAt),
    closed_at: instantOrNull(pull.closedAt),
    locked: false,
    url: `${url}/issues/${pull.number}`,
    html_url: page,
    pull_request: { url: `${url}/pulls/${pull.number}`, html_url: page },
  };
}
