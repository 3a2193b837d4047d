/** Fills a new repository: with the branches and tags of a repository on this machine, or with the files of a folder. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { BareRepository } from './bare.ts';

/** The date of a seeded commit: the same files give the same commit on every machine. */
const SEEDED = '2026-01-01T00:00:00Z';

/** Remote-tracking branches of a clone stay behind: only its own branches and tags come along. */
export async function seed(bare: BareRepository, from: string, defaultBranch: string): Promise<void> {
  if (isRepository(from)) {
    await bare.git.run(['fetch', '--quiet', from, '+refs/heads/*:refs/heads/*', '+refs/tags/*:refs/tags/*']);
    return;
  }
  const git = bare.git.with({
    GIT_DIR: bare.directory,
    GIT_WORK_TREE: from,
    GIT_INDEX_FILE: join(bare.directory, 'seed-index'),
    GIT_AUTHOR_DATE: SEEDED,
    GIT_COMMITTER_DATE: SEEDED,
  });
  await git.run(['-c', 'core.bare=false', 'add', '--all', '--force', from]);
  const tree = (await git.run(['write-tree'])).trim();
  const commit = (await git.run(['commit-tree', tree, '-m', 'Start'])).trim();
  await bare.updateRef(`refs/heads/${defaultBranch}`, commit, null);
}

function isRepository(path: string): boolean {
  return existsSync(join(path, '.git')) || existsSync(join(path, 'objects'));
}
