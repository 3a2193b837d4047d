import type { Repository } from '../state/repository.ts';
import type { World } from '../state/world.ts';
import { accountShape } from './account.ts';
import { instant, type Shape } from './schema.ts';

export function repositoryUrl(world: World, repository: Repository): string {
  return `${world.apiUrl}/repos/${repository.fullName}`;
}

export function repositoryShape(world: World, repository: Repository): Shape<'repository'> {
  const page = `${world.serverUrl}/${repository.fullName}`;
  return {
    id: repository.id,
    node_id: `R_${repository.id}`,
    name: repository.name,
    full_name: repository.fullName,
    owner: accountShape(world, repository.owner),
    private: repository.private,
    visibility: repository.private ? 'private' : 'public',
    fork: repository.forkOf !== null,
    default_branch: repository.defaultBranch,
    archived: false,
    disabled: false,
    created_at: instant(repository.createdAt),
    url: repositoryUrl(world, repository),
    html_url: page,
    clone_url: `${page}.git`,
  };
}

/** As repositories appear inside of answers about other things. */
export function minimalRepositoryShape(world: World, repository: Repository): Shape<'minimal-repository'> {
  return {
    id: repository.id,
    name: repository.name,
    full_name: repository.fullName,
    owner: accountShape(world, repository.owner),
    private: repository.private,
    fork: repository.forkOf !== null,
    url: repositoryUrl(world, repository),
    html_url: `${world.serverUrl}/${repository.fullName}`,
  };
}
