/** Whether a pull request merges, with the refs that GitHub keeps for it: `refs/pull/N/head` and `refs/pull/N/merge`. */
import type { Mergeability, PullRequest } from '../state/pull.ts';
import type { Repository } from '../state/repository.ts';

/** Brings the head's commits into the base repository: a fork has its own. */
export async function trackHead(repository: Repository, pull: PullRequest): Promise<void> {
  const ref = `refs/pull/${pull.number}/head`;
  if (pull.head.repository === repository) {
    await repository.git.git.run(['update-ref', ref, pull.headSha]);
    return;
  }
  const source = pull.head.repository.git.directory;
  await repository.git.git.run(['fetch', '--quiet', source, `+${pull.headSha}:${ref}`]);
}

/** Computed anew only when head or base has moved. */
export async function mergeability(repository: Repository, pull: PullRequest): Promise<Mergeability | null> {
  const { git } = repository;
  const baseSha = await git.commit(`refs/heads/${pull.base}`);
  if (baseSha === null) return null;
  const known = pull.mergeability;
  if (known !== null && known.headSha === pull.headSha && known.baseSha === baseSha) return known;
  const ref = `refs/pull/${pull.number}/merge`;
  const message = `Merge ${pull.headSha} into ${baseSha}`;
  const commit = await git.merge(baseSha, pull.headSha, message);
  await git.git.run(commit === null ? ['update-ref', '-d', ref] : ['update-ref', ref, commit]);
  const found: Mergeability = { headSha: pull.headSha, baseSha, commit, told: false };
  pull.mergeability = found;
  return found;
}
