/** A step of a run by the App: on its own clone, with what the workflow run left that it started for it. */
import type { Hop as NextHop } from '../../shared/io/handover/hop.ts';
import { nextHop } from '../../shared/io/handover/hop.ts';
import type { Desk } from '../../shared/io/hosted/desk.ts';
import { groundOf } from '../../shared/io/hosted/ground.ts';
import { showRun } from '../../shared/io/hosted/show-run.ts';
import { takeStep } from '../../shared/io/hosted/step.ts';
import { readRefs } from '../../shared/io/journal/ref-transaction.ts';
import { journalRef } from '../../shared/io/journal/run-refs.ts';
import type { JournalVersion } from '../../shared/io/ports.ts';
import { claimRef, placeOf } from '../../shared/io/remote/claims.ts';
import { type Clone, fetchCommits, fetchRun } from '../../shared/io/remote/clone.ts';
import { plainLines } from '../../shared/report/plain.ts';
import type { Origin, RunEvent } from '../../shared/run/event.ts';
import type { Started } from '../../shared/run/state.ts';
import { replay } from '../../shared/run/transition.ts';
import { type Arrived, arrivedFrom, NOTHING_ARRIVED } from './arrived.ts';
import type { FinishedHop } from './hops.ts';
import { copyJournal, KeptTarget } from './mirror.ts';
import type { RunRecord, Workshop } from './ports.ts';
import { shownAlone } from './shown.ts';

export interface AppStep {
  readonly workshop: Workshop;
  readonly record: RunRecord;
  readonly state: Started;
  readonly origin: Origin;
  readonly events: readonly RunEvent[];
  readonly version: JournalVersion;
  /** Whose workflow run is over; null: none was under way. */
  readonly hop: FinishedHop | null;
  /** What it adds from outside. */
  readonly added: readonly RunEvent[];
  readonly desk: Desk;
}

export interface AppStepped {
  readonly state: Started;
  /** What is to be done elsewhere now; null: nothing is. */
  readonly next: NextHop | null;
  /** Which state of the run that goes on with. */
  readonly version: string;
}

/** Pauses are for the queue: a worker that waits could do something else. */
const PATIENCE_MS = 0;

export async function takeAppStep(step: AppStep, clone: Clone): Promise<AppStepped> {
  const { workshop, record, origin, hop } = step;
  return workshop.scratch(async folder => {
    const access = workshop.access(record);
    const site = workshop.site(record, null);
    const arrived =
      hop === null ? NOTHING_ARRIVED : await arrivedFrom({ access, hop, run: record.run, folder, site });
    const state = await stepOn(step, { clone, arrived });
    const shown = { before: step.state, state };
    if (state.finishedAt === null) await show(step, shown);
    const { run } = record;
    const ref = journalRef(run);
    const version = (await readRefs(clone.repository.git, [ref])).get(ref)?.commit.slice(0, 12) ?? '';
    return { state, next: origin === null ? null : nextHop(state), version };
  });
}

async function stepOn(
  step: AppStep,
  { clone, arrived }: { readonly clone: Clone; readonly arrived: Arrived },
): Promise<Started> {
  const { workshop, record, state: before, origin, events } = step;
  const { run } = record;
  const seen = await fetchRun(clone, { run, commits: [origin.commit] });
  await fetchCommits(clone, groundOf(before));
  await copyJournal(clone.repository, run, events);
  const claim = claimRef(placeOf(origin));
  const place = await clone.remote.list([claim]);
  const target = new KeptTarget(clone, {
    ...{ run, claim, events, version: step.version, journal: workshop.journal(run) },
    signal: workshop.signal,
    seen: new Map([...seen, ...place]),
  });
  return takeStep({
    ...{ clone, run, target, before, events: step.added, othersWork: false },
    ...{ patienceMs: PATIENCE_MS, clock: { now: workshop.now, until: async () => {} } },
    ...{ sent: arrived.sent, verified: arrived.verified, verdicts: arrived.verdicts },
    noVerdict: () => arrived.noVerdict(),
    attempts: state => arrived.attempts(clone.repository, state),
    report: (from, state) => show(step, { before: from, state }),
    told: (previous, event, state) => {
      const about = { run, ...('task' in event ? { task: event.task } : {}) };
      for (const line of plainLines(previous, event, state)) workshop.say(line, about);
    },
  });
}

async function show(
  { workshop, record, origin, desk, events }: AppStep,
  { before: known, state }: { readonly before: Started; readonly state: Started },
): Promise<void> {
  // Whoever kept a step may have died before it was shown: at the end, everything is shown anew.
  const before = state.finishedAt === null ? known : (replay(events.slice(0, 1)) ?? known);
  const { run, pullRequest } = record;
  await shownAlone(workshop, { place: record, pullRequest, run }, () =>
    showRun(state, {
      ...{ desk, origin, before, buttons: true, now: workshop.now() },
      site: workshop.site(record, run),
      summarize: async () => {},
      warn: line => workshop.warn(line, { run }),
    }),
  );
}
