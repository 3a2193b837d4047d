/** Other workflow runs that are at work for a run, and those that should be. */

import type { RunId } from '../../plan/plan.ts';
import type { Origin } from '../../run/event.ts';
import type { Desk, WorkflowRunSight } from './desk.ts';

/** As the workflow file's `run-name` has it. */
export function hopTitle(run: RunId, version: string): string {
  return `${titlePrefix(run)}${version}`;
}

function titlePrefix(run: RunId): string {
  return `Braid ${run} `;
}

export interface Elsewhere {
  readonly desk: Desk;
  /** The workflow run that this is; null: none is. */
  readonly workflowRun: number | null;
  readonly say: (line: string) => void;
}

/** Workflow runs that go on with a run, this one not among them, newest first. */
export async function runsFor(
  { desk, workflowRun: own }: Elsewhere,
  run: RunId,
  { workflow, workflowRun }: Origin,
): Promise<readonly WorkflowRunSight[]> {
  const runs = await desk.workflowRuns(workflow);
  return runs.filter(
    ({ id, title }) => id !== own && (title.startsWith(titlePrefix(run)) || id === workflowRun),
  );
}

/** Whether any was at work: its own last job then ends the run. */
export async function cancelOthers(elsewhere: Elsewhere, run: RunId, origin: Origin): Promise<boolean> {
  const active = (await runsFor(elsewhere, run, origin)).filter(({ isOver }) => !isOver);
  for (const { id } of active) await cancel(elsewhere, id);
  return active.length > 0;
}

/** Of a run that has no journal yet; false: nothing is at work at this commit. */
export async function cancelAnnounced(elsewhere: Elsewhere, origin: Origin): Promise<boolean> {
  const id = await elsewhere.desk.announcedRun(origin.commit);
  if (id === null) return false;
  await cancel(elsewhere, id);
  return true;
}

async function cancel({ desk, say }: Elsewhere, id: number): Promise<void> {
  say(`cancelling workflow run ${id}`);
  await desk.cancelRun(id);
}
