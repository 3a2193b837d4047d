/** One step of a run in the job that may write: takes in what the jobs before left, decides, lands, and pushes all of it at once. */

import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { arrivalsOf } from '../../../action/arrivals.ts';
import { PLACES, type Surroundings } from '../../../action/environment.ts';
import { fetchState } from '../../../action/job.ts';
import { VERDICTS_FILE } from '../../../action/scripts/verify-script.ts';
import type { RunId } from '../../plan/plan.ts';
import type { Effect, VerifyEffect } from '../../run/effect.ts';
import type { RunEvent, TrialVerdict } from '../../run/event.ts';
import { openCandidates } from '../../run/integration/candidates.ts';
import type { RunState, Started } from '../../run/state.ts';
import { isCalledOff } from '../../run/wanted.ts';
import { Driver } from '../drive.ts';
import { readVerdicts, type Verdict, type VerdictsFile } from '../handover/handed-over.ts';
import { openGitJournal } from '../journal/journal-git.ts';
import { openingMerges, until } from '../local/local-work.ts';
import { chain } from '../merge.ts';
import { type HostPorts, makePerform } from '../perform.ts';
import { claimRef, claims, isOver, placeOf } from '../remote/claims.ts';
import { type Clone, holdCandidates } from '../remote/clone.ts';
import { RemoteTarget, type Unpushed } from '../remote/remote-target.ts';

/** Pauses that end within this time are waited for here, in milliseconds: a workflow run of its own takes longer to start. */
const PATIENCE_MS = 60_000;

export interface Step {
  readonly surroundings: Surroundings;
  readonly clone: Clone;
  readonly run: RunId;
  /** Keys of the attempts that this workflow run had jobs for. */
  readonly sent: ReadonlySet<string>;
  /** What changes workflows can be pushed; absent: it cannot. */
  readonly changesWorkflows?: boolean;
  /** This workflow run had jobs that verify, so what has no verdict will not get one. */
  readonly verified: boolean;
  /** Attempts without a result may still be at work in another workflow run. */
  readonly othersWork: boolean;
  /** What is to be added to what the first job said. */
  readonly events: readonly RunEvent[];
  /** The end of the run, told where people look before the journal says that it was. `before`: as it was before this step. */
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

export async function step(request: Step): Promise<StepOutcome> {
  const { surroundings, clone, run } = request;
  const fetched = await fetchState(clone, surroundings, run);
  if (fetched === null) throw new Error(`run \`${run}\` has no journal, and this job was handed no start`);
  const { start, seen } = fetched;
  const origin = fetched.state.origin ?? start?.origin ?? null;
  if (origin === null) throw new Error(`run \`${run}\` was not started by GitHub Actions`);
  const claim = claimRef(placeOf(origin));
  const place = await clone.remote.list([claim]);
  const journal = openGitJournal(clone.repository, run);
  const { events: before } = await journal.read();
  if (before.length === 0) {
    const by = await takenBy(clone, claim);
    if (by !== null) return { kind: 'taken', by };
  }
  const target = new RemoteTarget(clone, { run, claim, seen: new Map([...seen, ...place]) });
  const handed = await handedVerdicts(surroundings, run);
  const verdicts = handed.flatMap(file => file.verdicts);
  let state: RunState = fetched.state;
  const now = (): Started => state ?? fetched.state;
  const merges = openingMerges({ repository: clone.repository, state: now });
  const ports: HostPorts = {
    attempts: arrivalsOf({
      ...{ run, repository: clone.repository, surroundings, state: now, sent: request.sent },
      changesWorkflows: request.changesWorkflows ?? false,
    }),
    backends: { check: async () => ({ kind: 'usable', version: null }) },
    merger: { chain: async effect => chain(await merges(), effect, { run }) },
    verifier: { verify: async effect => verdictOn(effect, { verdicts, state: now }) },
    target,
    reporter: {
      // What the report links to is there before it is told of.
      report: async () => {
        await target.flush();
        await request.report(fetched.state, now());
      },
    },
    clock: { now: Date.now, until },
  };
  const isHere = (effect: Effect) => canPerform(effect, { request, verdicts, state: now });
  const driver = new Driver({
    journal,
    perform: makePerform(ports),
    defers: effect => !isHere(effect),
    observe: (_before, _event, after) => {
      state = after;
    },
    loaded: loaded => {
      state = loaded;
    },
  });
  await driver.run([...(start?.events ?? []), ...request.events]);
  agree(now(), handed);
  await holdCandidates(clone.repository, run, openCandidates(now()));
  await target.flush();
  return { kind: 'stepped', before: fetched.state, state: now(), unpushed: target.unpushed };
}

interface Ability {
  readonly request: Step;
  readonly verdicts: readonly Verdict[];
  readonly state: () => Started;
}

function canPerform(effect: Effect, { request, verdicts, state }: Ability): boolean {
  switch (effect.kind) {
    case 'dispatch':
      return request.sent.has(effect.key) || (isCalledOff(state(), effect.key) && !request.othersWork);
    case 'verify':
      return verdictIn(verdicts, effect) !== undefined || (request.verified && verdicts.length === 0);
    case 'wait':
    case 'rest':
      return effect.until <= Date.now() + PATIENCE_MS;
    default:
      return true;
  }
}

function verdictIn(verdicts: readonly Verdict[], { tree, trial }: VerifyEffect): Verdict | undefined {
  return verdicts.find(each => each.tree === tree && each.trial === trial);
}

async function verdictOn(
  effect: VerifyEffect,
  { verdicts, state }: Pick<Ability, 'verdicts' | 'state'>,
): Promise<{ readonly verdict: TrialVerdict; readonly durationMs: number }> {
  const found = verdictIn(verdicts, effect);
  if (found !== undefined) return { verdict: found.verdict, durationMs: found.durationMs };
  // Not asked for again and again: a job that cannot verify once will not do better in the next workflow run.
  const isStopped = state().cancel !== null;
  const verdict: TrialVerdict = isStopped
    ? { kind: 'stopped' }
    : { kind: 'broken', message: 'the job that verifies left no verdict: see its log' };
  return { verdict, durationMs: 0 };
}

/** The same commits merged elsewhere must be the same tree: else what was tested is not what would land. */
function agree({ integration: { trials } }: Started, handed: readonly VerdictsFile[]): void {
  const [stray] = handed.filter(({ verdicts }) => verdicts.length > 0);
  const isKnownHere = handed.some(({ verdicts }) => verdicts.some(({ tree }) => trials.has(tree)));
  if (stray === undefined || isKnownHere) return;
  throw new Error(
    `the tree that was verified with ${stray.git} is not the one that is made here: use the same version of git in all jobs`,
  );
}

/** Of all jobs that verified; a file that is not as it should be says nothing. */
async function handedVerdicts({ folder }: Surroundings, run: RunId): Promise<readonly VerdictsFile[]> {
  const place = join(folder, PLACES.verdicts);
  const names = await readdir(place).catch(() => []);
  const found = await Promise.all(
    // The newest of each job comes first, and the first verdict on a tree counts.
    [...names]
      .sort()
      .reverse()
      .map(name => readVerdicts(join(place, name, VERDICTS_FILE), run)),
  );
  return found.flatMap(each => (each.kind === 'read' ? [each.value] : []));
}

/** Another run on this target that is not over; null: there is none. */
async function takenBy({ remote, repository }: Clone, claim: string): Promise<RunId | null> {
  const holder = (await claims(remote)).find(({ ref }) => ref === claim);
  if (holder === undefined) return null;
  await remote.fetch([holder.version]);
  return (await isOver(repository.git, holder.version)) ? null : holder.run;
}
