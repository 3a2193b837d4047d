/** One merge in a process of its own. */
import type { Sha } from '../../plan/plan.ts';
import { type Git, GitError } from '../git.ts';
import { type MergeResult, readMerge } from './merge-output.ts';

/** Throws when git fails, a commit is missing, or the histories are unrelated. */
export async function mergePair(git: Git, head: Sha, commit: Sha): Promise<MergeResult> {
  const args = ['merge-tree', '--write-tree', '-z', head, commit];
  const result = await git.attempt(args);
  const output = readMerge(result.stdout);
  // git exits with 1 for a conflict and for a bad name alike; only a conflict has a tree.
  if (output === null || result.code > 1) throw explained(new GitError(args, result), head, commit);
  return result.code === 0 ? { kind: 'clean', tree: output.tree } : { kind: 'conflict', output };
}

function explained(error: GitError, head: Sha, commit: Sha): Error {
  if (!error.result.stderr.includes('unrelated histories')) return error;
  return new Error(`${commit} cannot be merged: it shares no history with ${head}`, { cause: error });
}
