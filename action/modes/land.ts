/** The last job: the only one that may write. It takes a step, shows what came of it, and starts the next workflow run. */
import { setTimeout as pause } from 'node:timers/promises';
import { type Hop, nextHop } from '../../shared/io/handover/hop.ts';
import { readRefs } from '../../shared/io/journal/ref-transaction.ts';
import { integrationRef, journalRef } from '../../shared/io/journal/run-refs.ts';
import type { Clone } from '../../shared/io/remote/clone.ts';
import { Overtaken } from '../../shared/io/remote/remote-target.ts';
import type { RunId } from '../../shared/plan/plan.ts';
import { COMMENT_MARKER, refusalComment } from '../../shared/report/github/comment.ts';
import type { RunEvent } from '../../shared/run/event.ts';
import type { Started } from '../../shared/run/state.ts';
import { wantedEffects } from '../../shared/run/wanted.ts';
import type { Desk } from '../desk.ts';
import type { Surroundings } from '../environment.ts';
import { handedStart } from '../job.ts';
import { type Showing, showRun, siteOf } from '../land/post.ts';
import { type StepOutcome, step } from '../land/step.ts';
import { legsOf } from '../legs.ts';
import type { StartDocument } from '../start-document.ts';

/** How often a step that others overtook is taken anew. */
const ROUNDS = 5;
/** A pause that is longer is left to the schedule, in milliseconds. */
const LONGEST_WAIT_MS = 10 * 60_000;

export interface LandJob {
  readonly surroundings: Surroundings;
  readonly clone: Clone;
  readonly desk: Desk;
  /** From the dispatch; null: the first job has it. */
  readonly run: RunId | null;
  readonly sent: ReadonlySet<string>;
  readonly verified: boolean;
  /** Some job of this workflow run was cancelled. */
  readonly cancelled: boolean;
  readonly say: (line: string) => void;
  readonly summarize: (markdown: string) => Promise<void>;
}

export async function landJob(job: LandJob): Promise<void> {
  const start = await handedStart(job.surroundings.folder);
  if (start !== null && isAnswered(start)) return;
  const run = job.run ?? start?.run ?? null;
  if (run === null) return job.say('there is no run to go on with');
  const others = start?.command === 'cancel' ? await cancelOthers(job, run, start) : false;
  await goOn(job, { run, start, others });
}

/** Previews and refusals have no run of their own, and were answered beside. */
function isAnswered({ refusal, command }: StartDocument): boolean {
  return refusal !== null || command === 'plan' || command === 'help' || command === 'status';
}

interface Continued {
  readonly run: RunId;
  readonly start: StartDocument | null;
  /** Other workflow runs are still at work for this run. */
  readonly others: boolean;
}

async function goOn(job: LandJob, { run, start, others }: Continued): Promise<void> {
  const { surroundings, desk, say } = job;
  const showing = (state: Started): Showing | null => {
    const origin = state.origin ?? start?.origin ?? null;
    return origin === null
      ? null
      : { desk, site: siteOf(surroundings), origin, now: Date.now(), summarize: job.summarize };
  };
  const show = async (state: Started) => {
    const where = showing(state);
    if (where !== null) await showRun(state, where);
  };
  const events: readonly RunEvent[] = job.cancelled
    ? [{ type: 'cancel-requested', at: Date.now(), by: 'whoever cancelled the workflow' }]
    : [];
  for (;;) {
    const outcome = await patiently(() =>
      step({ ...job, run, othersWork: others, events, report: state => show(state) }),
    );
    if (outcome.kind === 'taken') return say(await refuseTaken(job, run, start));
    const { state } = outcome;
    if (state.finishedAt !== null) return say(`run ${run} has ended`);
    const hop = others ? null : nextHop(state);
    if (hop === null && !others && (await waited(state))) continue;
    await show(state);
    if (hop !== null) await dispatchHop(job, state, hop);
    return say(hop === null ? `run ${run} waits` : `run ${run} goes on in another workflow run`);
  }
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

async function dispatchHop({ clone, desk }: LandJob, state: Started, hop: Hop): Promise<void> {
  const { run, origin } = state;
  if (origin === null) throw new Error(`run \`${run}\` was not started by GitHub Actions`);
  const refs = await readRefs(clone.repository.git, [journalRef(run), integrationRef(run)]);
  const version = refs.get(journalRef(run))?.commit.slice(0, 12) ?? '';
  await desk.dispatch({
    workflow: origin.workflow,
    branch: origin.defaultBranch,
    title: hopTitle(run, version),
    inputs: {
      run,
      hop: version,
      matrix: JSON.stringify(hop.tasks),
      'at-once': String(hop.atOnce),
      legs: JSON.stringify(legsOf(hop)),
      base: state.integration.head.commit,
    },
  });
}

/** As the workflow file's `run-name` has it. */
export function hopTitle(run: RunId, version: string): string {
  return `Braid ${run} ${version}`;
}

async function cancelOthers({ desk, surroundings, say }: LandJob, run: RunId, start: StartDocument) {
  const { origin } = start;
  if (origin === null) return false;
  const active = (await desk.activeRuns(origin.workflow)).filter(
    ({ id, title }) => id !== surroundings.runId && title.startsWith(`Braid ${run} `),
  );
  for (const { id } of active) {
    say(`cancelling workflow run ${id}`);
    await desk.cancelRun(id);
  }
  return active.length > 0;
}

async function refuseTaken(
  { desk, surroundings }: LandJob,
  run: RunId,
  start: StartDocument | null,
): Promise<string> {
  const issue = start?.origin?.pullRequest ?? null;
  if (issue !== null) {
    const body = refusalComment({ kind: 'already-running', run }, { site: siteOf(surroundings) });
    await desk.putComment({ issue, marker: COMMENT_MARKER, body });
  }
  return `another run is at work on this target, so ${run} is not begun`;
}
