/**
 * From what somebody asked for to what is to be done for it: who asks, whether they may, and which events a run gets by that. It only
 * reads; the same on every host that GitHub tells of it.
 */
import type { RunId, Sha } from '../../plan/plan.ts';
import type { Refusal } from '../../report/github/refusal.ts';
import { type Decision, NO_DECISION } from '../../request/decision.ts';
import { parseRunName } from '../../request/run-name.ts';
import type { Trigger } from '../../request/trigger.ts';
import type { Origin, RunEvent } from '../../run/event.ts';
import { loadConfig } from '../reading/load-plan.ts';
import { filesInCommits, PLAN_FILE } from '../reading/plan-files.ts';
import { placeOf } from '../remote/claims.ts';
import { branchRef, type Clone } from '../remote/clone.ts';
import { type Admission, type Admitted, admit, type Doorkeeper } from './admission.ts';
import { goOn } from './existing-run.ts';
import { type ExistingRun, type KnownRuns, newestOf } from './known-runs.ts';
import { type Pinned, pinRun } from './start-run.ts';

export interface Asking {
  readonly trigger: Exclude<Trigger, { kind: 'schedule' | 'ignored' }>;
  readonly host: 'action' | 'app';
  readonly github: Doorkeeper & { repository(): Promise<{ readonly defaultBranch: string }> };
  /** May take long: it is not asked for by a comment of somebody who may not. `work` may be done a second time, from the start. */
  inClone(work: (at: InClone) => Promise<Outcome>): Promise<Outcome>;
  /** The newest run of a place, for its report: what is refused without a clone stands above that. */
  shown(place: string): Promise<ExistingRun | null>;
  readonly here: Here;
  /** The same when the same question comes again: then the same run is meant. */
  readonly seed: string;
  /** This very question was answered before, and its answer is in the journal of this run; absent or null: it was not. */
  readonly done?: RunId | null;
  /** Milliseconds since 1970. */
  readonly now: number;
}

export interface InClone {
  readonly clone: Clone;
  readonly runs: KnownRuns;
}

/** What the host knows of where it is asked. */
export type Here = Pick<Origin, 'repository' | 'actor' | 'workflow' | 'workflowRun'> & {
  /** Where a refusal is shown when no commit is known that was asked for; empty: nowhere. */
  readonly commit: Sha;
};

export type Outcome = Decided | { readonly kind: 'ignored'; readonly reason: string };

export interface Decided {
  readonly kind: 'decided';
  readonly decision: Decision;
}

export async function decide(asking: Asking): Promise<Outcome> {
  const { trigger, github, here } = asking;
  const label = trigger.kind === 'label' ? trigger.label : null;
  const { defaultBranch } = await github.repository();
  // Which labels are Braid's is written in the repository; and who may set one is no stranger.
  const early = trigger.kind === 'label' ? null : await admit(trigger, { github, labelPrefix: '' });
  const refuse = (admission: Exclude<Admission, Admitted>) =>
    turnedAway(asking, { admission, defaultBranch });
  if (early !== null && early.kind !== 'admitted') return refuse(early);
  return asking.inClone(async ({ clone, runs }) => {
    const trusted = await fetchBranch(clone, defaultBranch);
    const labelPrefix = await labelPrefixOf(clone, trusted);
    const admission = early ?? (await admit(trigger, { github, labelPrefix }));
    if (admission.kind !== 'admitted') return refuse(admission);
    const { pullRequest, branch, commit, comment, actor } = admission;
    const origin: Origin = { ...here, defaultBranch, pullRequest, branch, commit, actor };
    const outcome = await answer({ ...asking, clone, runs, admitted: admission, origin, trusted });
    if (outcome.kind === 'ignored') return outcome;
    const told = { command: admission.command.kind, origin, comment, label, labelPrefix };
    return decided({ ...outcome.decision, ...told });
  });
}

interface TurnedAway {
  readonly admission: Exclude<Admission, Admitted>;
  readonly defaultBranch: string;
}

/** Whoever may not ask takes no report away: it stays below. */
async function turnedAway(
  { trigger, here, shown }: Asking,
  { admission, defaultBranch }: TurnedAway,
): Promise<Outcome> {
  if (admission.kind === 'ignored') return admission;
  const { refusal, comment, pullRequest } = admission;
  const commit = admission.commit ?? here.commit;
  const origin: Origin = { ...here, defaultBranch, pullRequest, branch: '', commit };
  const before = pullRequest === null ? null : await shown(placeOf(origin));
  const label = trigger.kind === 'label' ? trigger.label : null;
  const { run, events: journal } = before ?? { run: null, events: [] };
  return decided({ run, journal, command: 'run', refusal, comment, label, origin });
}

interface Question extends Asking, InClone {
  readonly admitted: Admitted;
  readonly origin: Origin;
  readonly trusted: Sha;
}

async function answer(question: Question): Promise<Outcome> {
  const { admitted, clone } = question;
  const done = question.done == null ? null : await question.runs.read(question.done);
  // It goes on where it is now.
  if (done !== null) return decided({ run: done.run, journal: done.events });
  const { kind } = admitted.command;
  // They read no files, and a pull request that is closed may have lost both of its branches.
  if (kind === 'help') return decided({ journal: await reported(question) });
  if (kind === 'cancel' || kind === 'status') return continued(question);
  await clone.remote.fetch([admitted.commit]);
  if (admitted.since !== null && 'branch' in admitted.since) await fetchBranch(clone, admitted.since.branch);
  switch (kind) {
    case 'plan':
      return preview(question);
    case 'run':
      return start(question);
    default:
      return continued(question);
  }
}

/** Of the run whose report stays below an answer that is not about it. */
async function reported({ runs, admitted }: Question): Promise<readonly RunEvent[]> {
  return admitted.pullRequest === null ? [] : ((await newestOf(runs, placeOf(admitted)))?.events ?? []);
}

/** The same as of a run that starts, but nothing of it comes into a journal. */
async function preview(question: Question): Promise<Outcome> {
  const pinned = await pinRun(question);
  if (pinned.kind !== 'pinned') return unpinned(pinned, question);
  return decided({ events: pinned.events.slice(0, 1), journal: await reported(question) });
}

async function start(question: Question): Promise<Outcome> {
  const pinned = await pinRun(question);
  if (pinned.kind !== 'pinned') return unpinned(pinned, question);
  const { run, events } = pinned;
  const newest = await question.runs.newest(placeOf(question.admitted));
  const existing = newest === null ? null : await question.runs.read(newest.run);
  // The same question came again: its run goes on where it was.
  if (existing !== null && newest?.run === run) return decided({ run, journal: existing.events });
  if (existing !== null && newest?.isOver === false) {
    const refusal = { kind: 'already-running', run: newest.run } as const;
    return decided({ run: newest.run, journal: existing.events, refusal });
  }
  const refusal = await obstacle(question);
  return decided(refusal === null ? { run, events } : { journal: existing?.events ?? [], refusal });
}

/** Why nothing can come of a run on this pull request; null: something can. */
async function obstacle({ admitted, clone }: Question): Promise<Refusal | null> {
  const { commit, head, conflictsWith } = admitted;
  if (head !== null && head !== commit) {
    await clone.remote.fetch([head]);
    const { code } = await clone.repository.git.attempt(['merge-base', '--is-ancestor', commit, head]);
    // What somebody took off the branch would come back with the result.
    if (code === 1) return { kind: 'head-rewritten', asked: commit, head };
  }
  return conflictsWith === null ? null : { kind: 'conflicting', base: conflictsWith };
}

async function unpinned(pinned: Exclude<Pinned, { kind: 'pinned' }>, question: Question): Promise<Outcome> {
  if (pinned.kind === 'ignored') return pinned;
  return decided({ refusal: pinned.refusal, journal: await reported(question) });
}

async function continued(question: Question): Promise<Outcome> {
  const { admitted, host } = question;
  const existing = await findRun(question);
  // The first workflow run of a run may be at work, and have written no journal yet.
  const isOver = existing === null || existing.state.finishedAt !== null;
  if (host === 'action' && admitted.command.kind === 'cancel' && admitted.run === null && isOver)
    return decided({ journal: existing?.events ?? [] });
  if (existing === null) return decided({ refusal: { kind: 'no-run', run: admitted.run } });
  const { run, events: journal } = existing;
  const next = await goOn(existing, question);
  return decided({ run, journal, ...(next.kind === 'refused' ? { refusal: next.refusal } : next) });
}

async function findRun({ admitted, runs }: Question): Promise<ExistingRun | null> {
  if (admitted.run === null) return newestOf(runs, placeOf(admitted));
  const run = parseRunName(admitted.run);
  return run === null ? null : runs.read(run);
}

function decided(decision: Partial<Decision>): Decided {
  return { kind: 'decided', decision: { ...NO_DECISION, ...decision } };
}

async function fetchBranch({ remote, repository }: Clone, branch: string): Promise<Sha> {
  const ref = branchRef(branch);
  await remote.fetch([`+${ref}:${ref}`]);
  return (await repository.git.run(['rev-parse', '--verify', ref])).trim() as Sha;
}

/** What is wrong with a configuration is said when somebody asks for something. */
async function labelPrefixOf({ repository }: Clone, trusted: Sha): Promise<string> {
  const commits = { planCommit: trusted, configCommit: trusted };
  const files = filesInCommits({ git: repository.git, planFile: PLAN_FILE, ...commits });
  return (await loadConfig(files)).config?.labelPrefix ?? NO_DECISION.labelPrefix;
}
