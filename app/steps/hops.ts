/** Workflow runs that a run goes on in: started once each, found again, looked at, ended. */
import { GitHubProblem, type ProblemCode } from '../../shared/io/github/github.ts';
import type { Desk, WorkflowRunSight } from '../../shared/io/hosted/desk.ts';
import { hopInputs } from '../../shared/io/hosted/dispatch-hop.ts';
import { hopTitle } from '../../shared/io/hosted/others.ts';
import type { Origin } from '../../shared/run/event.ts';
import type { Started } from '../../shared/run/state.ts';
import type { Hop, RunRecord, Workshop } from './ports.ts';

export interface Looking {
  readonly workshop: Workshop;
  readonly record: RunRecord;
  readonly desk: Desk;
  readonly origin: Origin;
  readonly hop: Hop;
  readonly state: Started;
}

/** GitHub's list of workflow runs lags behind: for so long one that was asked for may be missing there, in milliseconds. */
const LAG_MS = 20_000;

export type Sight =
  | { readonly kind: 'under way' }
  /** Whatever it left is there. */
  | { readonly kind: 'over'; readonly hop: FinishedHop; readonly isCancelled: boolean };

export type FinishedHop = StartedHop | RefusedHop;

export interface StartedHop extends Hop {
  readonly workflowRun: number;
  /** How often it was run. */
  readonly runAttempt: number;
  readonly refusal: null;
}

/** GitHub will not start it. */
export interface RefusedHop extends Hop {
  /** Why, for a person. */
  readonly refusal: string;
}

/** Of the workflow file: as it is, GitHub will say so again. */
const LASTING: readonly ProblemCode[] = ['not-found', 'validation', 'too-large'];

export async function lookAt(looking: Looking): Promise<Sight> {
  try {
    return await look(looking);
  } catch (error) {
    return { kind: 'over', hop: refusedHop(looking, error), isCancelled: false };
  }
}

async function look(looking: Looking): Promise<Sight> {
  const { workshop, record, desk, hop, state } = looking;
  const sight = await find(looking);
  if (sight === null) {
    // Whoever asked for it died before or after.
    if (workshop.now() - hop.askedAt > LAG_MS) await start(looking);
    return { kind: 'under way' };
  }
  if (hop.workflowRun === null) await workshop.hops.seen(record.run, hop.version, sight.id);
  if (!sight.isOver) {
    if (state.cancel !== null) await desk.cancelRun(sight.id);
    return { kind: 'under way' };
  }
  const { id: workflowRun, attempt: runAttempt, isCancelled } = sight;
  return { kind: 'over', hop: { ...hop, workflowRun, runAttempt, refusal: null }, isCancelled };
}

async function find({ record, desk, origin, hop }: Looking): Promise<WorkflowRunSight | null> {
  const title = hopTitle(record.run, hop.version);
  const runs = await desk.workflowRuns(origin.workflow);
  return (
    runs.find(({ id, title: found }) =>
      hop.workflowRun === null ? found === title : id === hop.workflowRun,
    ) ?? null
  );
}

/** Starts it, unless it was started already. Not null: GitHub will not. */
export async function startHop(looking: Looking): Promise<RefusedHop | null> {
  try {
    await start(looking);
    return null;
  } catch (error) {
    return refusedHop(looking, error);
  }
}

function refusedHop({ origin, hop }: Looking, error: unknown): RefusedHop {
  if (!(error instanceof GitHubProblem) || !LASTING.includes(error.code)) throw error;
  const file = `.github/workflows/${origin.workflow} on ${origin.defaultBranch}`;
  return { ...hop, refusal: `the workflow run could not start, see ${file}: ${error.message}` };
}

async function start(looking: Looking): Promise<void> {
  const { workshop, desk, origin, hop, state } = looking;
  if ((await find(looking)) !== null) return;
  const { version } = hop;
  const workflowRun = await desk.dispatch({
    workflow: origin.workflow,
    branch: origin.defaultBranch,
    title: hopTitle(state.run, version),
    inputs: hopInputs(state, { ...hop, verifiers: hop.legs }, version),
  });
  // What GitHub says of its jobs can be told from now on.
  if (workflowRun !== null) await workshop.hops.seen(state.run, version, workflowRun);
}
