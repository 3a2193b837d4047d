/** Reads refs of the user's repository, and moves them in one transaction with their old values. */
import { setTimeout as wait } from 'node:timers/promises';
import type { Sha } from '../../plan/plan.ts';
import { type Git, GitError, type GitResult } from '../git.ts';

export interface RefMove {
  readonly ref: string;
  /** Null: the ref must not exist. */
  readonly from: Sha | null;
  readonly to: Sha;
}

export type MoveOutcome =
  | { readonly kind: 'moved' }
  /** A ref is not where it was expected; nothing was moved. */
  | { readonly kind: 'stale' }
  /** A hook, a lock that stays, the disk: nothing was moved; in git's words. */
  | { readonly kind: 'refused'; readonly reason: string };

export interface RefSight {
  readonly commit: Sha;
  /** The work tree that shows this branch, or ''. */
  readonly workTree: string;
}

/** Milliseconds between tries while another process holds a ref; git itself waits 100 ms in each. */
const LOCK_WAITS = [20, 50, 100, 200, 400] as const;

const LOCK_POLL_MS = 50;

/** The refs of these names and of those below them. */
export async function readRefs(git: Git, names: readonly string[]): Promise<ReadonlyMap<string, RefSight>> {
  const listing = await git.run([
    'for-each-ref',
    '--format=%(refname)%00%(objectname)%00%(worktreepath)',
    ...names,
  ]);
  const refs = new Map<string, RefSight>();
  for (const line of listing.split('\n')) {
    const [ref = '', commit, workTree = ''] = line.split('\0');
    if (commit !== undefined) refs.set(ref, { commit: commit as Sha, workTree });
  }
  return refs;
}

/** All or none. `message` goes to the reflog. */
export async function moveRefs(git: Git, moves: readonly RefMove[], message: string): Promise<MoveOutcome> {
  if (moves.length === 0) return { kind: 'moved' };
  const input = moves
    .map(({ ref, from, to }) =>
      from === null ? `create ${ref}\0${to}\0` : `update ${ref}\0${to}\0${from}\0`,
    )
    .join('');
  for (let round = 0; ; round++) {
    const result = await git.attempt(['update-ref', '-m', message, '--stdin', '-z'], { input });
    if (result.code === 0) return { kind: 'moved' };
    if (await someMoved(git, moves)) return { kind: 'stale' };
    const pause = LOCK_WAITS[round];
    if (!isLocked(result) || pause === undefined) return { kind: 'refused', reason: refusalOf(result) };
    await wait(pause);
  }
}

async function someMoved(git: Git, moves: readonly RefMove[]): Promise<boolean> {
  const refs = await readRefs(
    git,
    moves.map(move => move.ref),
  );
  return moves.some(move => (refs.get(move.ref)?.commit ?? null) !== move.from);
}

/** Is `part` the commit itself or an ancestor of it? */
export async function contains(
  git: Git,
  { commit, part }: { readonly commit: Sha; readonly part: Sha },
): Promise<boolean> {
  const args = ['merge-base', '--is-ancestor', part, commit];
  const result = await git.attempt(args);
  if (result.code > 1) throw new GitError(args, result);
  return result.code === 0;
}

/** Another git process holds the file that this one wanted to write. */
export function isLocked(result: GitResult): boolean {
  return /Unable to create '.*\.lock': File exists/.test(result.stderr);
}

/** Runs git, again and again while another process holds the index. */
export async function patiently(git: Git, args: readonly string[], patienceMs: number): Promise<GitResult> {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const result = await git.attempt(args);
    if (result.code === 0 || !isLocked(result) || Date.now() >= deadline) return result;
    await wait(LOCK_POLL_MS);
  }
}

/** What git, or a hook of the user's, said. */
export function refusalOf(result: GitResult): string {
  const lines = result.stderr.split('\n').map(line => line.trim().replace(/^(fatal|error): /, ''));
  const said = [...new Set(lines.filter(line => line !== ''))];
  const byHook = said.filter(line => !line.includes('aborted by hook'));
  if (byHook.length < said.length) {
    return `the reference-transaction hook refused it: ${byHook.join(' ') || 'without a word'}`;
  }
  return said.join(' ') || `git ended with exit code ${result.code}`;
}
