/**
 * Takes a run as far as it can go now. Called whenever something may have happened, and at intervals; it looks at how things are, so
 * it does not matter what it was called for, how often, or by whom.
 */
import { isDeepStrictEqual } from 'node:util';
import { Overtaken } from '../../shared/io/remote/remote-target.ts';
import type { RunId } from '../../shared/plan/plan.ts';
import { runCheck } from '../../shared/report/github/check-run.ts';
import { summarize } from '../../shared/report/summary.ts';
import { billOf } from '../../shared/run/dispatch/bill.ts';
import type { Origin, RunEvent } from '../../shared/run/event.ts';
import { isOver } from '../../shared/run/over.ts';
import type { Started } from '../../shared/run/state.ts';
import { replay } from '../../shared/run/transition.ts';
import { wantedEffects } from '../../shared/run/wanted.ts';
import { summarizeLive } from '../live/summarize-live.ts';
import type { RunCost } from '../store/costs.ts';
import type { Place } from '../translate.ts';
import { type FinishedHop, type Looking, lookAt, type Sight, startHop } from './hops.ts';
import { news, share } from './limits/share.ts';
import type { Hop, RunRecord, Workshop } from './ports.ts';
import { type AppStepped, takeAppStep } from './step.ts';
import { type Ending, endHere } from './troubles/end-here.ts';
import { pauseAfter } from './troubles/passing.ts';
import { tellEnd } from './troubles/stuck.ts';

/** How often a step that somebody overtook is taken anew. */
const ROUNDS = 5;
/** Webhooks may be lost: a workflow run is looked at so often anyway, in milliseconds. */
const LOOK_AGAIN_MS = 60_000;
/** Whoever lets the App work again does not say so to its runs, in milliseconds. */
const SUSPENDED_MS = 60 * 60_000;
/** GitHub has ended each job by then (its limit for one is six hours), and who has removed the App by mistake has seen it. */
const GONE_MS = 6 * 60 * 60_000;
/** For so long it is tried to tell of an end that nobody could be told of, in milliseconds. */
const UNTOLD_MS = 7 * 24 * 60 * 60_000;
const GONE = 'the App is not installed in {} any more, or the repository is gone';

/** `in trouble`: its repository is out of reach, which is noted among its troubles. */
export type Advanced = 'in order' | 'in trouble';

export async function advance(workshop: Workshop, run: RunId): Promise<Advanced> {
  const record = await workshop.book.find(run);
  if (record === null) {
    workshop.say('there is no such run', { run });
    return 'in order';
  }
  for (let round = 1; ; round++) {
    try {
      return await advanceOnce(workshop, record);
    } catch (error) {
      workshop.signal.throwIfAborted();
      if (!(error instanceof Overtaken) || round === ROUNDS) throw error;
      workshop.say(`taken anew: ${error.message}`, { run });
    }
  }
}

async function advanceOnce(
  workshop: Workshop,
  recorded: RunRecord,
  unstarted: FinishedHop | null = null,
): Promise<Advanced> {
  const { run } = recorded;
  const { signal } = workshop;
  signal.throwIfAborted();
  const { events, version } = await workshop.journal(run).read();
  const state = replay(events);
  const origin = state?.origin ?? null;
  if (state === null || origin === null) {
    workshop.say('the run has not begun', { run });
    return 'in order';
  }
  const open = await workshop.hops.open(run);
  if (isOver(state) && open === null) {
    await share(workshop, recorded, { state, next: null });
    await note(workshop, recorded, state);
    return tellUntold({ workshop, recorded, state });
  }
  const record = await here({ workshop, recorded, state });
  if (record === 'in order' || record === 'in trouble') return record;
  const { desk } = workshop.access(record);
  const sight = await sightOf({ workshop, record, desk, origin, state }, open, unstarted);
  if (sight?.kind === 'under way') {
    await showJobs({ workshop, record, origin, desk }, state);
    await workshop.wake(run, sight.againMs ?? LOOK_AGAIN_MS);
    return 'in order';
  }
  const hop = sight?.hop ?? null;
  const cancelled: readonly RunEvent[] = sight?.isCancelled
    ? [{ type: 'cancel-requested', at: workshop.now(), by: 'whoever cancelled the workflow run' }]
    : [];
  const added = [...cancelled, ...(await news(workshop, record, state))];
  const stepped = await workshop.clone(record, clone =>
    takeAppStep({ ...{ workshop, record, state, origin, events, version, hop, added, desk } }, clone),
  );
  signal.throwIfAborted();
  // What it left is in the journal now.
  if (hop !== null) await workshop.hops.close(run, hop.version);
  const next = await share(workshop, record, stepped);
  await note(workshop, record, stepped.state);
  return goOn({ workshop, record, origin, stepped: { ...stepped, next } });
}

/** In the check run, what GitHub has said of jobs since it was written. */
async function showJobs(
  { workshop, record, origin, desk }: Pick<Looking, 'workshop' | 'record' | 'origin' | 'desk'>,
  state: Started,
): Promise<void> {
  const { run } = record;
  if (!(await workshop.jobs.takeNews(run))) return;
  const summary = summarizeLive(state, await workshop.jobs.of(run), workshop.now());
  const check = runCheck(summary, { site: workshop.site(record, run), buttons: true });
  await desk.putCheckRun({ ...check, headSha: origin.commit });
}

interface Located {
  readonly workshop: Workshop;
  readonly recorded: RunRecord;
  readonly state: Started;
}

/** The run where its repository is now, or what became of it since nothing can be done there. */
async function here({ workshop, recorded, state }: Located): Promise<RunRecord | Advanced> {
  const { run, repositoryId, repository, installation, isPrivate } = recorded;
  const found = await workshop.whereabouts(recorded);
  if (found.kind === 'there') {
    const known: Place = { installation, repository, repositoryId, isPrivate };
    if (!isDeepStrictEqual(found.place, known)) await workshop.book.moved(found.place);
    return { ...recorded, ...found.place };
  }
  const isGone = found.kind === 'gone';
  const reason = isGone ? GONE.replace('{}', repository) : `the App is suspended for ${repository}`;
  workshop.say(reason, { run });
  if (!isGone && state.cancel === null) {
    await workshop.wake(run, SUSPENDED_MS);
    return 'in order';
  }
  const now = workshop.now();
  // GitHub may say so for a moment only: until it is believed, what its jobs leave is waited for.
  const { times, goneSince } = await workshop.troubles.note(run, { at: now, isGone });
  const isBelieved = goneSince !== null && now - goneSince >= GONE_MS;
  if (isBelieved || state.cancel !== null || isOver(state))
    await endWithout(workshop, recorded, { by: `Braid, since ${reason}`, reason });
  await workshop.wake(run, pauseAfter(null, { times, now }));
  return 'in trouble';
}

/** Of a run that has ended where nobody could be told, everybody is told as soon as that is possible. */
async function tellUntold({ workshop, recorded, state }: Located): Promise<Advanced> {
  const { run } = recorded;
  if ((await workshop.troubles.find(run)) === null) return 'in order';
  if (await tellEnd(workshop, recorded, state)) return 'in order';
  const now = workshop.now();
  const { times, since } = await workshop.troubles.note(run, { at: now, isGone: false });
  if (now - since > UNTOLD_MS) return 'in order';
  await workshop.wake(run, pauseAfter(null, { times, now }));
  return 'in trouble';
}

/** What is to be done in the repository is not done any more. */
export async function endWithout(
  workshop: Workshop,
  record: RunRecord,
  why: Pick<Ending, 'by' | 'reason'>,
): Promise<Started | null> {
  const state = await endHere({ workshop, record, ...why });
  if (state === null) return null;
  await share(workshop, record, { state, next: null });
  await note(workshop, record, state);
  return state;
}

/** Null: no workflow run is under way. */
async function sightOf(
  looking: Omit<Looking, 'hop'>,
  open: Hop | null,
  unstarted: FinishedHop | null,
): Promise<Sight | null> {
  if (unstarted !== null) return { kind: 'over', hop: unstarted, isCancelled: false };
  return open === null ? null : lookAt({ ...looking, hop: open });
}

interface Continuing {
  readonly workshop: Workshop;
  readonly record: RunRecord;
  readonly origin: Origin;
  readonly stepped: AppStepped;
}

async function goOn({ workshop, record, origin, stepped }: Continuing): Promise<Advanced> {
  const { state, next, version } = stepped;
  const { run } = record;
  if (next !== null) {
    const hop: Hop = {
      ...{ version, tasks: next.tasks, atOnce: next.atOnce, legs: next.verifiers },
      ...{ askedAt: workshop.now(), workflowRun: null, isStarted: false },
    };
    const { desk } = workshop.access(record);
    workshop.signal.throwIfAborted();
    // Whoever noted it first asks for it, and nobody beside.
    const unstarted = (await workshop.hops.add(run, hop))
      ? await startHop({ workshop, record, desk, origin, hop, state })
      : null;
    if (unstarted !== null) return advanceOnce(workshop, record, unstarted.hop);
    await workshop.wake(run, LOOK_AGAIN_MS);
    return 'in order';
  }
  const times = wantedEffects(state).flatMap(effect =>
    effect.kind === 'wait' || effect.kind === 'rest' ? [effect.until] : [],
  );
  if (times.length > 0) await workshop.wake(run, Math.max(0, Math.min(...times) - workshop.now()));
  return 'in order';
}

/** Beside the journal, for those who ask about many runs. */
async function note({ book, costs, now }: Workshop, record: RunRecord, state: Started): Promise<void> {
  const { status, headline } = summarize(state, state.finishedAt ?? now());
  await costs.set(costOf(record, state));
  await book.note(state.run, { status, headline: headline.count, isOver: isOver(state) });
}

/** What backends reported; what is set aside for attempts of which nobody knows is not counted. */
function costOf({ installation, repositoryId }: RunRecord, state: Started): RunCost {
  const usages = [...state.tasks.values()].flatMap(({ attempts }) =>
    attempts.flatMap(({ end }) => end?.evidence.usage ?? []),
  );
  return {
    ...{ run: state.run, installation, repositoryId, at: state.now },
    usd: billOf(state).usd.known ?? 0,
    inputTokens: usages.reduce((sum, { inputTokens }) => sum + (inputTokens ?? 0), 0),
    outputTokens: usages.reduce((sum, { outputTokens }) => sum + (outputTokens ?? 0), 0),
  };
}
