/** Where a run on this machine starts and lands. */

import type { Repository } from '../shared/io/repository.ts';
import type { Config } from '../shared/plan/config.ts';
import type { Sha } from '../shared/plan/plan.ts';
import type { Snapshot, Target } from '../shared/run/event.ts';
import { CommandProblem } from './exit-code.ts';

export interface Ground {
  readonly base: Snapshot;
  readonly target: Target;
  /** What the reader should know from the start. */
  readonly remarks: readonly string[];
}

export async function findGround(repository: Repository, config: Config): Promise<Ground> {
  const target = await findTarget(repository, config.merge.land);
  const from = target.kind === 'branch' ? `refs/heads/${target.branch}` : 'HEAD';
  const found = await repository.git.attempt(['log', '--no-walk', '--format=%H%n%T', from, '--']);
  const [commit, tree] = found.stdout.split('\n');
  if (found.code !== 0 || !commit || !tree) {
    throw new CommandProblem('the repository has no commit yet, so there is nothing to start from', {
      hint: 'make a first commit',
    });
  }
  return {
    base: { commit: commit as Sha, tree: tree as Sha },
    target,
    remarks: await uncommitted(repository, target),
  };
}

async function findTarget(repository: Repository, land: Config['merge']['land']): Promise<Target> {
  if (land === 'none') return { kind: 'none', configured: land, reason: '`merge.land: none` is configured' };
  if (land === 'pull-request-head') {
    throw new CommandProblem(
      '`merge.land: pull-request-head` needs a pull request, and a local run has none',
      {
        hint: 'use auto, checked-out, none or branch:NAME',
      },
    );
  }
  if (land.startsWith('branch:')) return namedTarget(repository, land);
  const branch = await currentBranch(repository);
  if (branch !== null) return { kind: 'branch', branch, configured: land };
  return { kind: 'none', configured: land, reason: 'HEAD is detached: no branch is checked out to land on' };
}

/** Null: HEAD is detached. */
async function currentBranch({ git }: Repository): Promise<string | null> {
  const head = await git.attempt(['symbolic-ref', '--quiet', 'HEAD']);
  return head.code === 0 ? head.stdout.trim().replace(/^refs\/heads\//, '') : null;
}

async function namedTarget(repository: Repository, land: string): Promise<Target> {
  const branch = land.slice('branch:'.length);
  const known = await repository.git.attempt(['show-ref', '--verify', '--quiet', `refs/heads/${branch}`]);
  if (known.code === 0) return { kind: 'branch', branch, configured: land };
  throw new CommandProblem(`\`merge.land\` names branch \`${branch}\`, which does not exist`, {
    hint: `git branch ${branch}`,
  });
}

/**
 * Changes that are not committed are not part of the base, where the base is what this work tree shows. They are in the
 * way of landing, too, unless they are gone by then.
 */
export async function uncommitted(repository: Repository, target: Target): Promise<readonly string[]> {
  const { porcelain, workTree } = repository;
  if (workTree === null || (target.kind === 'branch' && target.branch !== (await currentBranch(repository))))
    return [];
  const { files } = await porcelain.status(['--untracked-files=no', '--ignore-submodules=dirty']);
  const [first] = files;
  if (first === undefined) return [];
  const more = files.length > 1 ? ` and ${files.length - 1} more` : '';
  return [
    `changes in ${first.path}${more} are not committed: the tasks do not see them, and nothing lands here before they are`,
  ];
}
