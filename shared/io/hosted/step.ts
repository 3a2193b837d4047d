/**
 * One step of a run by whoever may write: takes in what jobs without a token left, decides, lands, and pushes all of it at once. What
 * has no answer yet stays wanted, for jobs to come.
 */
import type { RunId } from '../../plan/plan.ts';
import type { Effect, VerifyEffect } from '../../run/effect.ts';
import type { RunEvent, TrialVerdict } from '../../run/event.ts';
import { openCandidates } from '../../run/integration/candidates.ts';
import type { RunState, Started } from '../../run/state.ts';
import { isCalledOff } from '../../run/wanted.ts';
import { Driver } from '../drive.ts';
import type { Verdict, VerdictsFile } from '../handover/handed-over.ts';
import { openGitJournal } from '../journal/journal-git.ts';
import { openingMerges } from '../local/local-work.ts';
import { chain } from '../merge.ts';
import { type HostPorts, makePerform } from '../perform.ts';
import { type Clone, holdCandidates } from '../remote/clone.ts';
import type { RemoteTarget } from '../remote/remote-target.ts';

export interface Step {
  readonly clone: Clone;
  readonly run: RunId;
  readonly target: RemoteTarget;
  /** As it is without what this step adds. */
  readonly before: Started;
  /** What is added from outside. */
  readonly events: readonly RunEvent[];
  /** Finds what the attempts left whose jobs are over. */
  readonly attempts: (state: () => Started) => HostPorts['attempts'];
  readonly verdicts: readonly VerdictsFile[];
  /** Keys of the attempts that there were jobs for. */
  readonly sent: ReadonlySet<string>;
  /** There were jobs that verify, so what has no verdict will not get one. */
  readonly verified: boolean;
  /** Why there is no verdict where jobs should have left one. */
  readonly noVerdict: () => Promise<string>;
  /** Attempts without a result may still be at work in another workflow run. */
  readonly othersWork: boolean;
  readonly clock: HostPorts['clock'];
  /** Each event as it is taken in, for a log. */
  readonly told?: (before: RunState, event: RunEvent, after: Started) => void;
  /** Pauses that end within this time are waited for here, in milliseconds. */
  readonly patienceMs: number;
  /** The end of the run, told where people look before the journal says that it was. `before`: as it was before this step. */
  readonly report: (before: Started, state: Started) => Promise<void>;
}

const ENDED_EARLY =
  'the job that verifies was ended from outside, by its time limit or with its machine: see its log';

export async function takeStep(step: Step): Promise<Started> {
  const { clone, run, target, before } = step;
  const verdicts = step.verdicts.flatMap(file => file.verdicts);
  let state: RunState = before;
  const now = (): Started => state ?? before;
  let asked: Promise<string> | null = null;
  const missing = () => {
    asked ??= step.noVerdict();
    return asked;
  };
  const merges = openingMerges({ repository: clone.repository, state: now });
  const ports: HostPorts = {
    attempts: step.attempts(now),
    backends: { check: async () => ({ kind: 'usable', version: null }) },
    merger: { chain: async effect => chain(await merges(), effect, { run }) },
    verifier: { verify: async effect => verdictOn(effect, { verdicts, state: now, missing }) },
    target,
    reporter: {
      // What the report links to is there before it is told of.
      report: async () => {
        await target.flush();
        await step.report(before, now());
      },
    },
    clock: step.clock,
  };
  const isHere = (effect: Effect) => canPerform(effect, { step, verdicts, state: now });
  const driver = new Driver({
    journal: openGitJournal(clone.repository, run),
    perform: makePerform(ports),
    defers: effect => !isHere(effect),
    observe: (previous, event, after) => {
      if (after !== null) step.told?.(previous, event, after);
      state = after;
    },
    loaded: loaded => {
      state = loaded;
    },
  });
  await driver.run(step.events);
  agree(now(), step.verdicts);
  await holdCandidates(clone.repository, run, openCandidates(now()));
  await target.flush();
  return now();
}

interface Ability {
  readonly step: Step;
  readonly verdicts: readonly Verdict[];
  readonly state: () => Started;
}

function canPerform(effect: Effect, { step, verdicts, state }: Ability): boolean {
  switch (effect.kind) {
    case 'dispatch':
      return step.sent.has(effect.key) || (isCalledOff(state(), effect.key) && !step.othersWork);
    case 'verify':
      return verdictIn(verdicts, effect) !== undefined || (step.verified && verdicts.length === 0);
    case 'wait':
    case 'rest':
      return effect.until <= step.clock.now() + step.patienceMs;
    default:
      return true;
  }
}

function verdictIn(verdicts: readonly Verdict[], { tree, trial }: VerifyEffect): Verdict | undefined {
  return verdicts.find(each => each.tree === tree && each.trial === trial);
}

async function verdictOn(
  effect: VerifyEffect,
  { verdicts, state, missing }: Pick<Ability, 'verdicts' | 'state'> & { missing(): Promise<string> },
): Promise<{ readonly verdict: TrialVerdict; readonly durationMs: number }> {
  const found = verdictIn(verdicts, effect);
  const isStopped = state().cancel !== null;
  if (found !== undefined && (found.verdict.kind !== 'stopped' || isStopped))
    return { verdict: found.verdict, durationMs: found.durationMs };
  if (isStopped) return { verdict: { kind: 'stopped' }, durationMs: 0 };
  // Not asked for again and again: a job that cannot verify once will not do better in the next workflow run.
  const message = found === undefined ? await missing() : ENDED_EARLY;
  return { verdict: { kind: 'broken', message }, durationMs: 0 };
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
