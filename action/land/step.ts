/** A step of the run in the job that may write, on what the jobs before left in its folder. */
import { join } from 'node:path';
import { handedVerdicts } from '../../shared/io/handover/from-jobs.ts';
import type { VerdictsFile } from '../../shared/io/handover/handed-over.ts';
import type { Desk } from '../../shared/io/hosted/desk.ts';
import { noVerdict } from '../../shared/io/hosted/silent-jobs.ts';
import { takeStep } from '../../shared/io/hosted/step.ts';
import { until } from '../../shared/io/local/local-work.ts';
import { claimRef, claims, isOver, placeOf } from '../../shared/io/remote/claims.ts';
import type { Clone } from '../../shared/io/remote/clone.ts';
import { RemoteTarget, type Unpushed, WorkflowsForbidden } from '../../shared/io/remote/remote-target.ts';
import type { RunId } from '../../shared/plan/plan.ts';
import type { RunEvent } from '../../shared/run/event.ts';
import type { Started } from '../../shared/run/state.ts';
import { arrivalsOf } from '../arrivals.ts';
import { PLACES, type Surroundings, siteOf } from '../environment.ts';
import { fetchState } from '../job.ts';
import { approval } from './approval.ts';

/** A workflow run of its own takes longer to start. */
const PATIENCE_MS = 60_000;

export interface StepHere {
  readonly surroundings: Surroundings;
  readonly clone: Clone;
  readonly desk: Desk;
  readonly run: RunId;
  /** Keys of the attempts that this workflow run had jobs for. */
  readonly sent: ReadonlySet<string>;
  /** What changes workflows can be pushed; absent: it cannot. */
  readonly changesWorkflows?: boolean;
  /** The job's own token lands; absent: another one does. */
  readonly landsByItself?: boolean;
  /** All that the tasks' jobs uploaded could be unpacked; absent: it could. */
  readonly unpacked?: boolean;
  /** This workflow run had jobs that verify, so what has no verdict will not get one. */
  readonly verified: boolean;
  /** Attempts without a result may still be at work in another workflow run. */
  readonly othersWork: boolean;
  /** What is to be added to what the first job said. */
  readonly events: readonly RunEvent[];
  readonly report: (before: Started, state: Started) => Promise<void>;
}

export type StepOutcome =
  | {
      readonly kind: 'stepped';
      /** As the journal and the first job had it. */
      readonly before: Started;
      readonly state: Started;
      readonly unpushed: readonly Unpushed[];
    }
  /** Another run came first on this target; nothing of this one is kept. */
  | { readonly kind: 'taken'; readonly by: RunId };

export async function stepHere(request: StepHere): Promise<StepOutcome> {
  try {
    return await stepWith(request);
  } catch (error) {
    if (!(error instanceof WorkflowsForbidden)) throw error;
    // Without that work other trees are made than those that were verified.
    return stepWith({ ...request, changesWorkflows: false, verified: false, believed: false });
  }
}

async function stepWith(request: StepHere & { readonly believed?: boolean }): Promise<StepOutcome> {
  const { surroundings, clone, run, sent } = request;
  const fetched = await fetchState(clone, surroundings, run);
  if (fetched === null) throw new Error(`run \`${run}\` has no journal, and this job was handed no start`);
  const { start, seen, state: before, isJournaled } = fetched;
  const origin = before.origin ?? start?.origin ?? null;
  if (origin === null) throw new Error(`run \`${run}\` was not started by GitHub Actions`);
  const claim = claimRef(placeOf(origin));
  const place = await clone.remote.list([claim]);
  if (!isJournaled) {
    const by = await takenBy(clone, claim);
    if (by !== null) return { kind: 'taken', by };
  }
  const { changesWorkflows = false, unpacked = true, landsByItself = false } = request;
  const target = new RemoteTarget(clone, {
    ...{ run, claim, seen: new Map([...seen, ...place]), changesWorkflows },
    remark: async commit =>
      landsByItself ? approval({ git: clone.repository.git, origin, target: before.target, commit }) : null,
  });
  const state = await takeStep({
    ...{ ...request, target, before, patienceMs: PATIENCE_MS, clock: { now: Date.now, until } },
    events: [...(start?.events ?? []), ...request.events],
    attempts: now =>
      arrivalsOf({
        ...{ run, repository: clone.repository, surroundings, state: now, sent },
        ...{ changesWorkflows, unpacked, landsByItself },
      }),
    noVerdict: () => noVerdict(() => request.desk.jobs(surroundings.runId)),
    verdicts: request.believed === false ? [] : await verdictsHere(surroundings, run),
  });
  return { kind: 'stepped', before, state, unpushed: target.unpushed };
}

function verdictsHere(here: Surroundings, run: RunId): Promise<readonly VerdictsFile[]> {
  return handedVerdicts(join(here.folder, PLACES.verdicts), { run, log: siteOf(here).detailsUrl });
}

/** Another run on this target that is not over; null: there is none. */
async function takenBy({ remote, repository }: Clone, claim: string): Promise<RunId | null> {
  const holder = (await claims(remote)).find(({ ref }) => ref === claim);
  if (holder === undefined) return null;
  await remote.fetch([holder.version]);
  return (await isOver(repository.git, holder.version)) ? null : holder.run;
}
