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

export interface BegunRun {
  readonly run: RunId;
  readonly origin: Origin;
  /** Milliseconds since 1970. */
  readonly since: number;
}

/** Workflow runs that go on with a run, this one not among them, newest first. */
export async function runsFor(
  { desk, workflowRun: own }: Elsewhere,
  { run, origin: { workflow, workflowRun }, since }: BegunRun,
): Promise<readonly WorkflowRunSight[]> {
  const dispatched = await desk.workflowRuns({ workflow, since });
  // That one was started by whoever asked, and not by a dispatch.
  const first = workflowRun === null ? null : await desk.workflowRun(workflowRun);
  const runs = dispatched.filter(({ id, title }) => id !== first?.id && title.startsWith(titlePrefix(run)));
  return [...runs, ...(first === null ? [] : [first])].filter(({ id }) => id !== own);
}

/** Whether any was at work: its own last job then ends the run. */
export async function cancelOthers(elsewhere: Elsewhere, begun: BegunRun): Promise<boolean> {
  const active = (await runsFor(elsewhere, begun)).filter(({ isOver }) => !isOver);
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
