/** After a driver died: ends what it left running, saves what lies in its trees, and removes the rest. */
import type { RunId } from '../../plan/plan.ts';
import type { Evidence } from '../../run/attempts/evidence.ts';
import type { Started } from '../../run/state.ts';
import { dispatchKey } from '../../run/wanted.ts';
import { saveAttempt } from '../journal/run-refs.ts';
import { markerPrefix } from '../processes/mark.ts';
import { endProcesses } from '../processes/process-search.ts';
import type { Repository } from '../repository.ts';
import { type Orphan, pruneTrees, recoverOrphans } from '../task-tree.ts';
import { commitMessage, notBegun } from './left.ts';

export interface Recovery {
  readonly run: RunId;
  readonly state: () => Started;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** What the attempts that were under way have left, by dispatch key. Only for who holds the run's lock. */
export async function recoverAttempts(
  repository: Repository,
  recovery: Recovery,
): Promise<ReadonlyMap<string, Evidence>> {
  const { run, state } = recovery;
  const orphans = await recoverOrphans(repository, run);
  await endProcesses({
    marker: markerPrefix(run),
    directories: orphans.flatMap(({ root, tree }) => [root, tree.files.temporary]),
    since: state().startedAt,
    force: true,
  });
  const found = new Map<string, Evidence>();
  for (const orphan of orphans) {
    // Work that cannot be saved now either stays where it is, for the next time.
    const evidence = await save(repository, orphan, recovery).catch(() => null);
    if (evidence !== null && isAttemptOf(state(), orphan)) found.set(keyOf(orphan), evidence);
  }
  await pruneTrees(repository, { forget: () => false });
  return found;
}

/** Ends every process of a run, at once. */
export async function endRun(run: RunId, since: number): Promise<void> {
  await endProcesses({ marker: markerPrefix(run), directories: [], since, force: true });
}

/** A run may have been deleted and its name used again: what an older one left is saved, but is no attempt of this one. */
function isAttemptOf(state: Started, { task, attempt, base }: Orphan): boolean {
  const attempts = state.tasks.get(task)?.attempts ?? [];
  return attempts.some(each => each.number === attempt && each.base.commit === base);
}

function keyOf({ task, attempt }: Orphan): string {
  return dispatchKey({ task: { id: task } }, { number: attempt });
}

async function save(
  repository: Repository,
  orphan: Orphan,
  { run, state, now }: Recovery,
): Promise<Evidence> {
  const { task, attempt, tree } = orphan;
  const known = state().tasks.get(task)?.task;
  const message = known === undefined ? `Work of ${task}\n` : commitMessage(known, run);
  const { commit, files, unstorable } = await tree.collect({ at: now(), message });
  if (commit !== null) await saveAttempt(repository, { run, task, attempt, commit });
  await tree.release();
  return { ...notBegun({ kind: 'orphaned' }), commit, files, unstorable, log: tree.files.log };
}
