/**
 * Workflow runs that a run goes on in: started once each, looked at, ended. Each is work that somebody pays for: what was started is
 * known by its number, and what may have been started is looked for long enough before it is started again.
 */
import { GitHubProblem, type ProblemCode } from '../../shared/io/github/github.ts';
import type { Desk, WorkflowRunSight } from '../../shared/io/hosted/desk.ts';
import { hopInputs } from '../../shared/io/hosted/dispatch-hop.ts';
import { hopTitle } from '../../shared/io/hosted/others.ts';
import type { Origin } from '../../shared/run/event.ts';
import type { Started } from '../../shared/run/state.ts';
import { replay } from '../../shared/run/transition.ts';
import type { Hop, RunRecord, Workshop } from './ports.ts';

export interface Looking {
  readonly workshop: Workshop;
  readonly record: RunRecord;
  readonly desk: Desk;
  readonly origin: Origin;
  readonly hop: Hop;
  readonly state: Started;
}

/** One that GitHub said it has started, without telling its number, is in its list by then, in milliseconds. */
const APPEARS_MS = 15 * 60_000;
/** Clocks differ by less, in milliseconds. */
const ASKEW_MS = 60 * 60_000;

export type Sight =
  /** `againMs`: it is to be looked at again so soon, in milliseconds; null: as usual. */
  | { readonly kind: 'under way'; readonly againMs: number | null }
  /** Whatever it left is there. */
  | { readonly kind: 'over'; readonly hop: FinishedHop; readonly isCancelled: boolean };

export type FinishedHop = StartedHop | RefusedHop | LostHop;

export interface StartedHop extends Hop {
  readonly ending: 'ran';
  readonly workflowRun: number;
  /** How often it was run. */
  readonly runAttempt: number;
}

/** GitHub will not start it. */
export interface RefusedHop extends Hop {
  readonly ending: 'refused';
  /** Why, for a person. */
  readonly reason: string;
}

/** It left nothing: it was never started, or it is gone. */
export interface LostHop extends Hop {
  readonly ending: 'lost';
  /** Why, for a person. */
  readonly reason: string;
}

const GONE = 'the workflow run is gone from GitHub, and what it left with it';
const NEVER_SEEN = 'GitHub said that it starts the workflow run, and has none';
const CALLED_OFF = 'it was called off before the workflow run was started';

/** As things are, GitHub will say so again. */
const LASTING: readonly ProblemCode[] = [
  ...(['not-found', 'validation', 'too-large'] as const),
  ...(['permission', 'forbidden-by-organisation', 'protected'] as const),
];

export async function lookAt(looking: Looking): Promise<Sight> {
  const { workshop, record, desk, hop, state } = looking;
  if (hop.workflowRun === null) return lookFor(looking);
  const sight = (await desk.workflowRun(hop.workflowRun)) ?? (await missing(looking));
  if (sight === 'late') return { kind: 'under way', againMs: workshop.lagMs };
  if (sight === null) return over({ ...hop, ending: 'lost', reason: GONE });
  if (!sight.isOver) {
    if (state.cancel !== null) await desk.cancelRun(sight.id);
    return { kind: 'under way', againMs: null };
  }
  const { id: workflowRun, attempt: runAttempt, isCancelled } = sight;
  workshop.say(`workflow run ${workflowRun} is over`, { run: record.run });
  return { ...over({ ...hop, ending: 'ran', workflowRun, runAttempt }), isCancelled };
}

function over(hop: FinishedHop): Extract<Sight, { kind: 'over' }> {
  return { kind: 'over', hop, isCancelled: false };
}

/** What is known is not there. GitHub may be late with it; null: it is gone. */
async function missing(looking: Looking): Promise<WorkflowRunSight | 'late' | null> {
  const { workshop, desk, hop } = looking;
  if (workshop.now() - hop.askedAt < workshop.lagMs) return 'late';
  const runs = await desk.workflowRuns(sinceAsked(looking));
  return runs.find(({ id }) => id === hop.workflowRun) ?? null;
}

/** Whoever asked for it died before or after, or was told no number. */
async function lookFor(looking: Looking): Promise<Sight> {
  const { workshop, record, hop, state } = looking;
  const { run } = record;
  const found = await attempted(looking, () => find(looking));
  if (found.kind === 'refused') return over(found.hop);
  if (found.value !== null) {
    await workshop.hops.seen(run, hop.version, found.value.id);
    return lookAt({ ...looking, hop: { ...hop, workflowRun: found.value.id } });
  }
  const age = workshop.now() - hop.askedAt;
  if (hop.isStarted) {
    if (age < APPEARS_MS) return { kind: 'under way', againMs: null };
    return over({ ...hop, ending: 'lost', reason: NEVER_SEEN });
  }
  if (age < workshop.lagMs) return { kind: 'under way', againMs: workshop.lagMs - age };
  if (state.cancel !== null) return over({ ...hop, ending: 'lost', reason: CALLED_OFF });
  return (await startHop(looking)) ?? { kind: 'under way', againMs: null };
}

function sinceAsked({ origin, hop }: Looking) {
  return { workflow: origin.workflow, since: hop.askedAt - ASKEW_MS };
}

async function find(looking: Looking): Promise<WorkflowRunSight | null> {
  const title = hopTitle(looking.record.run, looking.hop.version);
  const runs = await looking.desk.workflowRuns(sinceAsked(looking));
  return runs.find(run => run.title === title) ?? null;
}

/** Starts it, unless it was started already, or called off meanwhile. Not null: there is no workflow run, and will be none. */
export async function startHop(looking: Looking): Promise<Extract<Sight, { kind: 'over' }> | null> {
  const { workshop, record, hop } = looking;
  const started = await attempted(looking, () => start(looking));
  if (started.kind === 'refused') return over(started.hop);
  if (started.value === 'called off') return over({ ...hop, ending: 'lost', reason: CALLED_OFF });
  await workshop.hops.seen(record.run, hop.version, started.value);
  return null;
}

/** The number of the workflow run; null: GitHub does not tell it. */
async function start(looking: Looking): Promise<number | null | 'called off'> {
  const { workshop, desk, origin, hop, state } = looking;
  const known = await find(looking);
  if (known !== null) return known.id;
  const { events } = await workshop.journal(state.run).read();
  if (replay(events)?.cancel != null) return 'called off';
  const { version } = hop;
  return desk.dispatch({
    workflow: origin.workflow,
    branch: origin.defaultBranch,
    // Where no answer came it is looked for later, and longer.
    title: null,
    inputs: hopInputs(state, { ...hop, verifiers: hop.legs }, version),
  });
}

type Attempted<Value> =
  | { readonly kind: 'done'; readonly value: Value }
  | { readonly kind: 'refused'; readonly hop: RefusedHop };

async function attempted<Value>(
  { origin, hop }: Looking,
  work: () => Promise<Value>,
): Promise<Attempted<Value>> {
  try {
    return { kind: 'done', value: await work() };
  } catch (error) {
    if (!(error instanceof GitHubProblem) || !LASTING.includes(error.code)) throw error;
    const file = `.github/workflows/${origin.workflow} on ${origin.defaultBranch}`;
    const hint = error.hint === null ? '' : `. ${error.hint}`;
    const reason = `the workflow run could not start, see ${file}: ${error.message}${hint}`;
    return { kind: 'refused', hop: { ...hop, ending: 'refused', reason } };
  }
}
