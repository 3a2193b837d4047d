/** Repositories and forks come into being, and get another name. */
import { join } from 'node:path';
import { BareRepository } from '../git/bare.ts';
import { seed } from '../git/seed.ts';
import type { Role } from '../state/account.ts';
import type { ActionsSettings, Repository } from '../state/repository.ts';
import { ensureAccount, type World } from '../state/world.ts';

export interface NewRepository {
  /** `owner/name`; the owner is made when it is new. */
  readonly fullName: string;
  /** A repository or a folder on this machine; null: empty. */
  readonly from: string | null;
  readonly private: boolean;
  readonly defaultBranch: string;
  readonly collaborators: Readonly<Record<string, Role>>;
  readonly actions: ActionsSettings;
}

export async function createRepository(
  world: World,
  wanted: NewRepository,
  forkOf: Repository | null = null,
): Promise<Repository> {
  const [ownerLogin = '', name = ''] = wanted.fullName.split('/');
  const id = world.nextId();
  // A name may be used again.
  const directory = join(world.folder, 'repositories', `${wanted.fullName}-${id}.git`);
  const git = await BareRepository.create(directory, join(world.folder, 'home'), wanted.defaultBranch);
  if (wanted.from !== null) await seed(git, wanted.from, wanted.defaultBranch);
  for (const login of Object.keys(wanted.collaborators)) ensureAccount(world, login, 'User');
  const repository: Repository = {
    id,
    owner: ensureAccount(world, ownerLogin, forkOf === null ? 'Organization' : 'User'),
    name,
    fullName: wanted.fullName,
    private: wanted.private,
    defaultBranch: wanted.defaultBranch,
    git,
    forkOf,
    createdAt: world.now(),
    collaborators: new Map(Object.entries(wanted.collaborators)),
    pulls: new Map(),
    labels: new Map(),
    comments: new Map(),
    checkSuites: new Map(),
    checkRuns: new Map(),
    workflows: new Map(),
    runs: new Map(),
    protections: new Map(),
    actions: wanted.actions,
    nextNumber: 1,
  };
  world.repositories.set(wanted.fullName.toLowerCase(), repository);
  return repository;
}

export async function forkRepository(world: World, origin: Repository, owner: string): Promise<Repository> {
  const wanted: NewRepository = {
    fullName: `${owner}/${origin.name}`,
    from: origin.git.directory,
    private: origin.private,
    defaultBranch: origin.defaultBranch,
    collaborators: {},
    actions: { defaultPermissions: 'read', secrets: {}, variables: {} },
  };
  return createRepository(world, wanted, origin);
}

/** To another owner, too. GitHub leads on from the old name until somebody takes it. */
export function renameRepository(world: World, repository: Repository, to: string): void {
  const [owner = '', name = ''] = to.split('/');
  const before = repository.fullName.toLowerCase();
  world.repositories.delete(before);
  world.formerNames.set(before, repository.id);
  Object.assign(repository, { owner: ensureAccount(world, owner, 'Organization'), name, fullName: to });
  world.repositories.set(to.toLowerCase(), repository);
}
