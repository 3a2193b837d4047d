/** Pull requests open, move, close, and are merged when their base takes them in. */
import { mergeability, trackHead } from '../git/mergeability.ts';
import { labelShape, pullShape } from '../shapes/pull.ts';
import type { Cause, Happening } from '../state/happening.ts';
import type { Label, PullRequest } from '../state/pull.ts';
import type { Repository } from '../state/repository.ts';
import type { World } from '../state/world.ts';

export interface NewPull {
  readonly head: { readonly repository: Repository; readonly branch: string };
  readonly base: string;
  readonly title: string;
  readonly body: string | null;
  readonly draft: boolean;
}

/** The head's branch must exist. */
export async function openPull(
  world: World,
  repository: Repository,
  wanted: NewPull,
  by: Cause,
): Promise<PullRequest> {
  const headSha = await wanted.head.repository.git.commit(`refs/heads/${wanted.head.branch}`);
  if (headSha === null)
    throw new Error(`${wanted.head.repository.fullName} has no branch ${wanted.head.branch}`);
  const pull: PullRequest = {
    ...wanted,
    id: world.nextId(),
    number: repository.nextNumber++,
    author: by.account,
    headSha,
    state: 'open',
    createdAt: world.now(),
    updatedAt: world.now(),
    mergedAt: null,
    mergeCommitSha: null,
    closedAt: null,
    labels: [],
    mergeability: null,
  };
  await trackHead(repository, pull);
  repository.pulls.set(pull.number, pull);
  await pullHappened(world, repository, pull, { action: 'opened', by });
  return pull;
}

export interface PullEvent {
  readonly action: string;
  readonly by: Cause;
  readonly more?: Readonly<Record<string, unknown>>;
}

export async function pullHappened(
  world: World,
  repository: Repository,
  pull: PullRequest,
  { action, by, more = {} }: PullEvent,
): Promise<void> {
  const found = await mergeability(repository, pull);
  const shape = pullShape(world, repository, pull, found?.baseSha ?? null);
  world.announce({
    ...named('pull_request', action),
    repository,
    payload: { number: pull.number, pull_request: { ...shape, mergeable: null }, ...more },
    by,
    pull,
  });
}

function named(name: string, action: string): Pick<Happening, 'name' | 'action' | 'onlyTo' | 'pushed'> {
  return { name, action, onlyTo: null, pushed: null };
}

export async function setPullState(
  world: World,
  repository: Repository,
  pull: PullRequest,
  { state, by }: { state: 'open' | 'closed'; by: Cause },
): Promise<void> {
  if (pull.state === state) return;
  pull.state = state;
  pull.updatedAt = world.now();
  pull.closedAt = state === 'closed' ? world.now() : null;
  await pullHappened(world, repository, pull, { action: state === 'closed' ? 'closed' : 'reopened', by });
}

/** After a branch has moved: open pull requests follow their head, and those that the base now holds are merged. */
export async function followBranch(
  world: World,
  moved: {
    readonly repository: Repository;
    readonly branch: string;
    readonly from: string | null;
    readonly to: string;
  },
  by: Cause,
): Promise<void> {
  for (const repository of world.repositories.values())
    for (const pull of [...repository.pulls.values()].filter(({ state }) => state === 'open')) {
      if (pull.head.repository === moved.repository && pull.head.branch === moved.branch)
        await synchronize(world, repository, pull, { from: moved.from, to: moved.to, by });
      if (repository === moved.repository && pull.base === moved.branch)
        await noticeMerge(world, repository, pull, { to: moved.to, by });
    }
}

async function synchronize(
  world: World,
  repository: Repository,
  pull: PullRequest,
  { from, to, by }: { from: string | null; to: string; by: Cause },
): Promise<void> {
  pull.headSha = to;
  pull.updatedAt = world.now();
  await trackHead(repository, pull);
  await pullHappened(world, repository, pull, {
    action: 'synchronize',
    by,
    more: { before: from, after: to },
  });
}

async function noticeMerge(
  world: World,
  repository: Repository,
  pull: PullRequest,
  { to, by }: { to: string; by: Cause },
): Promise<void> {
  if (!(await repository.git.history.isAncestor(pull.headSha, to))) return;
  pull.state = 'closed';
  pull.mergedAt = world.now();
  pull.closedAt = world.now();
  pull.mergeCommitSha = to;
  await pullHappened(world, repository, pull, { action: 'closed', by });
}

const DEFAULT_COLOR = 'ededed';

/** The label of this name, made when it is new, as GitHub does when it is set on something. */
export function ensureLabel(world: World, repository: Repository, name: string): Label {
  const known = repository.labels.get(name.toLowerCase());
  if (known !== undefined) return known;
  const label: Label = { id: world.nextId(), name, color: DEFAULT_COLOR, description: null };
  repository.labels.set(name.toLowerCase(), label);
  return label;
}

export async function setLabels(
  world: World,
  repository: Repository,
  pull: PullRequest,
  { names, by }: { names: readonly string[]; by: Cause },
): Promise<void> {
  const wanted = new Set(names.map(name => ensureLabel(world, repository, name).name));
  const before = [...pull.labels];
  pull.labels = [...wanted];
  pull.updatedAt = world.now();
  const tell = async (action: string, name: string): Promise<void> => {
    const label = labelShape(world, repository, ensureLabel(world, repository, name));
    await pullHappened(world, repository, pull, { action, by, more: { label } });
  };
  for (const name of wanted) if (!before.includes(name)) await tell('labeled', name);
  for (const name of before) if (!wanted.has(name)) await tell('unlabeled', name);
}
