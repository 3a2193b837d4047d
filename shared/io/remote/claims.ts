/**
 * Which run is the newest on a target: a ref beside the journals that moves along with that run's journal, in the same push. Two
 * who start on one target at once both see where it was, and only one of them can move it.
 */
import { createHash } from 'node:crypto';
import type { RunId, Sha } from '../../plan/plan.ts';
import type { Origin } from '../../run/event.ts';
import type { Git } from '../git.ts';
import type { Remote } from './remote.ts';

const CLAIMS = 'refs/braid-latest';
const JOURNALS = 'refs/braid/';

/** What at most one run at a time is about. */
export function placeOf({ pullRequest, branch }: Pick<Origin, 'pullRequest' | 'branch'>): string {
  return pullRequest === null ? `branch ${branch}` : `pull request ${pullRequest}`;
}

/** `place`: see {@link placeOf}. The branch that a run lands on or stands for. Names of branches may be too long, or lie under each other. */
export function claimRef(place: string): string {
  return `${CLAIMS}/${createHash('sha256').update(place).digest('hex').slice(0, 16)}`;
}

export interface Claim {
  readonly ref: string;
  readonly run: RunId;
  readonly version: Sha;
}

/** Null: there was none. */
export async function newestRun(remote: Remote, place: string): Promise<Claim | null> {
  const ref = claimRef(place);
  return (await claims(remote)).find(claim => claim.ref === ref) ?? null;
}

/** Of all targets. A claim whose journal is gone is none. */
export async function claims(remote: Remote): Promise<readonly Claim[]> {
  const refs = await remote.list([`${JOURNALS}*`, `${CLAIMS}/*`]);
  const runs = new Map(
    [...refs].flatMap(([ref, commit]) =>
      ref.startsWith(JOURNALS) ? [[commit, ref.slice(JOURNALS.length) as RunId] as const] : [],
    ),
  );
  return [...refs].flatMap(([ref, version]) => {
    const run = runs.get(version);
    return ref.startsWith(`${CLAIMS}/`) && run !== undefined ? [{ ref, run, version }] : [];
  });
}

/** Whether the newest entry of a journal says that its run has ended and was reported. */
export async function isOver(git: Git, version: Sha): Promise<boolean> {
  const lines = (await git.run(['log', '--no-walk', '--format=%B', version])).trimEnd().split('\n');
  return lines.at(-1)?.startsWith('{"type":"reported"') ?? false;
}
