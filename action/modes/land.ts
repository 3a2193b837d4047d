/** The last job: the only one that may write. It takes a step, shows what came of it, and starts the next workflow run. */
import { setTimeout as pause } from 'node:timers/promises';
import { runsInGit } from '../../shared/io/asking/known-runs.ts';
import { nextHop } from '../../shared/io/handover/hop.ts';
import type { Desk } from '../../shared/io/hosted/desk.ts';
import { dispatchHop } from '../../shared/io/hosted/dispatch-hop.ts';
import {
  cancelAnnounced,
  cancelOthers,
  type Elsewhere,
  hopTitle,
  runsFor,
} from '../../shared/io/hosted/others.ts';
import { showAnswer } from '../../shared/io/hosted/show-answer.ts';
import { showRun } from '../../shared/io/hosted/show-run.ts';
import { journalRef } from '../../shared/io/journal/run-refs.ts';
import { claims, isOver } from '../../shared/io/remote/claims.ts';
import type { Clone } from '../../shared/io/remote/clone.ts';
import { Overtaken } from '../../shared/io/remote/remote-target.ts';
import type { RunId } from '../../shared/plan/plan.ts';
import { stuckAnswer } from '../../shared/report/github/answer.ts';
import { COMMENT_MARKER, refusalComment } from '../../shared/report/github/comment.ts';
import type { Refusal } from '../../shared/report/github/refusal.ts';
import type { Decision } from '../../shared/request/decision.ts';
import type { RunEvent } from '../../shared/run/event.ts';
import type { Started } from '../../shared/run/state.ts';
import { wantedEffects } from '../../shared/run/wanted.ts';
import { type Surroundings, seedOf, siteOf } from '../environment.ts';
import { handedStart } from '../job.ts';
import { type FailedRun, rerunLost } from '../land/lost-runs.ts';
import { type StepOutcome, stepHere } from '../land/step.ts';

/** How often a step that others overtook is taken anew. */
const ROUNDS = 5;
/** A pause that is longer is left to the schedule, in milliseconds. */
const LONGEST_WAIT_MS = 10 * 60_000;
/** How often the jobs of one workflow run that failed are run again before its part is begun anew. */
const RERUNS = 2;

export interface LandJob {
  readonly surroundings: Surroundings;
  readonly clone: Clone;
  readonly desk: Desk;
  /** Workflow runs of Braid's own file that failed not long ago. */
  readonly failed: () => Promise<readonly FailedRun[]>;
  /** From the dispatch; null: the first job has it. */
  readonly run: RunId | null;
  /** Keys of the attempts that this workflow run had jobs for. */
  readonly sent: ReadonlySet<string>;
  /** What changes workflows can be pushed; absent: it cannot. */
  readonly changesWorkflows?: boolean;
  /** This workflow run had jobs that verify. */
  readonly verified: boolean;
  /** Some job of this workflow run was cancelled. */
  readonly cancelled: boolean;
  /** The job's own token lands; absent: another one does. */
  readonly landsByItself?: boolean;
  /** All that the tasks' jobs uploaded could be unpacked; absent: it could. */
  readonly unpacked?: boolean;
  readonly say: (line: string) => void;
  readonly warn: (line: string) => void;
  readonly summarize: (markdown: string) => Promise<void>;
}

export async function landJob(job: LandJob): Promise<void> {
  const start = await handedStart(job.surroundings.folder);
  if (start !== null && isAnswered(start)) return;
  try {
    await land(job, start);
  } catch (error) {
    if (start?.origin != null && start.run !== null) await tellStuck(job, start, error);
    throw error;
  }
}

/** As long as a run has no journal, it is in nobody's hands but those of its first workflow run. */
async function tellStuck(job: LandJob, start: Decision, error: unknown): Promise<void> {
  const { clone, desk, surroundings, warn } = job;
  try {
    if (start.run === null || (await clone.remote.list([journalRef(start.run)])).size > 0) return;
    const reason = error instanceof Error ? error.message : String(error);
    const site = siteOf(surroundings);
    const answer = stuckAnswer({ at: 'begin', run: start.run, reason }, { site, now: Date.now() });
    await showAnswer(answer, { desk, decision: { ...start, label: null, comment: null } });
  } catch (untold) {
    warn(`nobody could be told: ${untold instanceof Error ? untold.message : String(untold)}`);
  }
}

async function land(job: LandJob, start: Decision | null): Promise<void> {
  if (start?.command === 'reconcile') return reconcile(job);
  const run = job.run ?? start?.run ?? null;
  if (run !== null) return goOn(job, { run, start, others: await cancelled(job, run, start) });
  const origin = start?.origin ?? null;
  if (start?.command !== 'cancel' || origin === null) return job.say('there is no run to go on with');
  if (await cancelAnnounced(elsewhere(job), origin)) return;
  await refuse(job, start, { kind: 'no-run', run: null });
}

/** Previews and refusals have no run of their own, and were answered beside. */
function isAnswered({ refusal, command }: Decision): boolean {
  return refusal !== null || command === 'plan' || command === 'help' || command === 'status';
}

/** Whether another workflow run, cancelled now, will end the run. */
async function cancelled(job: LandJob, run: RunId, start: Decision | null): Promise<boolean> {
  if (start?.command !== 'cancel' || start.origin === null) return false;
  return cancelOthers(elsewhere(job), { run, origin: start.origin, since: start.journal[0]?.at ?? 0 });
}

interface Continued {
  readonly run: RunId;
  readonly start: Decision | null;
  /** Other workflow runs are still at work for this run. */
  readonly others: boolean;
}

async function goOn(job: LandJob, { run, start, others }: Continued): Promise<void> {
  const { say } = job;
  const events: readonly RunEvent[] = job.cancelled
    ? [{ type: 'cancel-requested', at: Date.now(), by: 'whoever cancelled the workflow' }]
    : [];
  const show = (before: Started, state: Started) => showHere(job, { start, before, state });
  for (;;) {
    const outcome = await patiently(() =>
      stepHere({ ...job, run, othersWork: others, events, report: show }),
    );
    if (outcome.kind === 'taken') {
      if (start !== null) await refuse(job, start, { kind: 'already-running', run: outcome.by });
      return say(`another run is at work on this target, so ${run} is not begun`);
    }
    const { before, state, unpushed } = outcome;
    for (const { ref, reason } of unpushed) job.warn(`${ref} could not be pushed: ${reason}`);
    if (state.finishedAt !== null) return say(`run ${run} has ended`);
    const hop = others ? null : nextHop(state);
    if (hop === null && !others && (await waited(state))) continue;
    await show(before, state);
    if (hop !== null) await dispatchHop({ ...job, state, hop });
    return say(hop === null ? `run ${run} waits` : `run ${run} goes on in another workflow run`);
  }
}

interface Shown {
  readonly start: Decision | null;
  readonly before: Started;
  readonly state: Started;
}

async function showHere(job: LandJob, { start, before, state }: Shown): Promise<void> {
  const origin = state.origin ?? start?.origin ?? null;
  if (origin === null) return;
  const { desk, surroundings, summarize, warn } = job;
  await showRun(state, {
    ...{ desk, origin, before, summarize, warn },
    site: siteOf(surroundings),
    now: Date.now(),
  });
}

/** Somebody who was faster changed what the step was decided on. */
async function patiently(take: () => Promise<StepOutcome>): Promise<StepOutcome> {
  for (let round = 1; ; round++) {
    try {
      return await take();
    } catch (error) {
      if (!(error instanceof Overtaken) || round === ROUNDS) throw error;
    }
  }
}

/** Whether a pause is over now that nothing but time was missing. */
async function waited(state: Started): Promise<boolean> {
  const times = wantedEffects(state).flatMap(effect =>
    effect.kind === 'wait' || effect.kind === 'rest' ? [effect.until] : [],
  );
  if (times.length === 0) return false;
  const ms = Math.min(...times) - Date.now();
  if (ms > LONGEST_WAIT_MS) return false;
  await pause(Math.max(0, ms));
  return true;
}

function elsewhere({ desk, surroundings, say }: LandJob): Elsewhere {
  return { desk, workflowRun: surroundings.runId, say };
}

/** Nothing waits for ever: what nobody is at work on any more goes on. */
async function reconcile(job: LandJob): Promise<void> {
  const { clone, desk, say, warn, surroundings } = job;
  await rerunLost({
    ...{ say, warn },
    remote: clone.remote,
    failed: await job.failed(),
    seedOf: workflowRun => seedOf(surroundings.repository, workflowRun),
    most: RERUNS,
    rerun: id => desk.rerunFailed(id),
  });
  const known = runsInGit(clone);
  for (const { run, version } of await claims(clone.remote)) {
    const existing = await known.read(run);
    const origin = existing?.state.origin ?? null;
    if (origin === null || (await isOver(clone.repository.git, version))) continue;
    const since = existing?.state.startedAt ?? 0;
    const runs = await runsFor(elsewhere(job), { run, origin, since });
    if (runs.some(each => !each.isOver)) {
      say(`run ${run} is under way`);
      continue;
    }
    const title = hopTitle(run, version.slice(0, 12));
    const died = runs.find(each => each.title === title && each.attempt <= RERUNS);
    say(died === undefined ? `going on with run ${run}` : `running the failed jobs of ${died.id} again`);
    if (died === undefined) await goOn(job, { run, start: null, others: false });
    // What its tasks have done is kept that way.
    else await desk.rerunFailed(died.id);
  }
}

async function refuse(
  { desk, surroundings }: LandJob,
  { origin }: Decision,
  refusal: Refusal,
): Promise<void> {
  const issue = origin?.pullRequest ?? null;
  if (issue === null) return;
  const body = refusalComment(refusal, { site: siteOf(surroundings) });
  await desk.putComment({ issue, marker: COMMENT_MARKER, body });
}
