/**
 * The first job: who asks for what, whether they may, and what is to be done for it. It only reads; what it finds out goes to the
 * jobs after it.
 */
import { readFile } from 'node:fs/promises';
import { type Admitted, admit, type Doorkeeper } from '../../shared/io/asking/admission.ts';
import { type ExistingRun, goOn, readRun } from '../../shared/io/asking/existing-run.ts';
import { pinRun } from '../../shared/io/asking/start-run.ts';
import { type Hop, nextHop } from '../../shared/io/handover/hop.ts';
import { loadConfig } from '../../shared/io/reading/load-plan.ts';
import { filesInCommits, PLAN_FILE } from '../../shared/io/reading/plan-files.ts';
import { isOver, newestRun, placeOf } from '../../shared/io/remote/claims.ts';
import { branchRef, type Clone } from '../../shared/io/remote/clone.ts';
import type { Sha } from '../../shared/plan/plan.ts';
import { parseRunName } from '../../shared/request/run-name.ts';
import { readTrigger } from '../../shared/request/trigger.ts';
import type { Origin } from '../../shared/run/event.ts';
import type { RunState } from '../../shared/run/state.ts';
import { replay } from '../../shared/run/transition.ts';
import type { Surroundings } from '../environment.ts';
import type { StartDocument } from '../start-document.ts';

export interface PlanJob {
  readonly surroundings: Surroundings;
  readonly github: Doorkeeper & {
    repository(): Promise<{ readonly defaultBranch: string }>;
  };
  readonly clone: Clone;
  /** Milliseconds since 1970. */
  readonly now: number;
}

export interface Asked {
  readonly kind: 'asked';
  readonly document: StartDocument;
  /** What the jobs of this workflow run do; null: none of their own. */
  readonly hop: Hop | null;
  /** Where set-up steps are taken from. */
  readonly base: Sha | null;
}

export type PlanOutcome = Asked | { readonly kind: 'ignored'; readonly reason: string };

export async function planJob(job: PlanJob): Promise<PlanOutcome> {
  const { surroundings, github, clone } = job;
  const payload: unknown = JSON.parse(await readFile(surroundings.eventPath, 'utf8'));
  const { eventName: name, ref, sha, actor } = surroundings;
  const trigger = readTrigger({ name, payload, ref, sha, actor });
  if (trigger.kind === 'ignored') return trigger;
  if (trigger.kind === 'schedule') return asked({ command: 'reconcile' });
  const label = trigger.kind === 'label' ? trigger.label : null;
  const { defaultBranch } = await github.repository();
  const trusted = await fetchBranch(clone, defaultBranch);
  const labelPrefix = await labelPrefixOf(clone, trusted);
  const admission = await admit(trigger, { github, labelPrefix });
  if (admission.kind === 'ignored') return admission;
  if (admission.kind === 'refused') {
    const { refusal, comment, pullRequest } = admission;
    const origin = { ...originOf(job, defaultBranch), pullRequest, branch: '', commit: sha as Sha };
    return asked({ command: 'run', refusal, comment, label, origin });
  }
  const { pullRequest, branch, commit, comment } = admission;
  const asks = { pullRequest, branch, commit, actor: admission.actor };
  const origin: Origin = { ...originOf(job, defaultBranch), ...asks };
  const told = { command: admission.command.kind, origin, comment, label, labelPrefix };
  const outcome = await decide(job, { admitted: admission, origin, trusted });
  return outcome.kind === 'asked' ? { ...outcome, document: { ...outcome.document, ...told } } : outcome;
}

function originOf(
  { surroundings }: PlanJob,
  defaultBranch: string,
): Omit<Origin, 'pullRequest' | 'branch' | 'commit'> {
  const { repository, actor, workflow, runId } = surroundings;
  return { repository, actor, workflow, workflowRun: runId, defaultBranch };
}

interface Question {
  readonly admitted: Admitted;
  readonly origin: Origin;
  readonly trusted: Sha;
}

async function decide(job: PlanJob, question: Question): Promise<PlanOutcome> {
  const { clone } = job;
  const { admitted } = question;
  await clone.remote.fetch([admitted.commit]);
  if (admitted.since !== null && 'branch' in admitted.since) await fetchBranch(clone, admitted.since.branch);
  switch (admitted.command.kind) {
    case 'help':
      return asked({});
    case 'plan':
      return preview(job, question);
    case 'run':
      return start(job, question);
    default:
      return continued(job, question);
  }
}

/** The same as of a run that starts, but nothing of it comes into a journal. */
async function preview(job: PlanJob, question: Question): Promise<PlanOutcome> {
  const pinned = await pin(job, question);
  if (pinned.kind === 'ignored') return pinned;
  if (pinned.kind === 'refused') return asked({ refusal: pinned.refusal });
  return asked({ events: pinned.events.slice(0, 1) });
}

async function start(job: PlanJob, question: Question): Promise<PlanOutcome> {
  const { clone } = job;
  const pinned = await pin(job, question);
  if (pinned.kind === 'ignored') return pinned;
  if (pinned.kind === 'refused') return asked({ refusal: pinned.refusal });
  const { run } = pinned;
  const newest = await newestRun(clone.remote, placeOf(question.admitted));
  if (newest !== null) {
    const existing = await readRun(clone, newest.run);
    // All jobs of a workflow run were run again: it goes on where it was.
    if (existing !== null && newest.run === run) return withHop({ run }, existing.state);
    if (existing !== null && !(await isOver(clone.repository.git, newest.version)))
      return asked({
        run: newest.run,
        journal: existing.events,
        refusal: { kind: 'already-running', run: newest.run },
      });
  }
  return withHop({ run, events: pinned.events }, replay(pinned.events));
}

function pin({ surroundings, clone, now }: PlanJob, { admitted, origin, trusted }: Question) {
  const seed = `${surroundings.repository}/${surroundings.runId}`;
  return pinRun({ clone, admitted, origin, trusted, seed, now });
}

/** About a run that is there. */
async function continued(job: PlanJob, { admitted, trusted }: Question): Promise<PlanOutcome> {
  const existing = await findRun(job, admitted);
  // The first workflow run of a run may be at work, and have written no journal yet.
  const isOver = existing === null || existing.state.finishedAt !== null;
  if (admitted.command.kind === 'cancel' && admitted.run === null && isOver)
    return asked({ journal: existing?.events ?? [] });
  if (existing === null) return asked({ refusal: { kind: 'no-run', run: admitted.run } });
  const { clone, now } = job;
  const next = await goOn(existing, { clone, admitted, trusted, now });
  const { run } = existing;
  const journal = existing.events;
  if (next.kind === 'refused') return asked({ run, journal, refusal: next.refusal });
  return withHop({ run, journal, events: next.events }, replay(next.events, existing.state));
}

async function findRun({ clone }: PlanJob, admitted: Admitted): Promise<ExistingRun | null> {
  if (admitted.run !== null) {
    const run = parseRunName(admitted.run);
    return run === null ? null : readRun(clone, run);
  }
  const newest = await newestRun(clone.remote, placeOf(admitted));
  return newest === null ? null : readRun(clone, newest.run);
}

function withHop(document: Partial<StartDocument>, state: RunState): Asked {
  if (state === null) return asked(document);
  return { ...asked(document), hop: nextHop(state), base: state.integration.head.commit };
}

const NOTHING: StartDocument = {
  command: 'run',
  run: null,
  origin: null,
  comment: null,
  label: null,
  labelPrefix: 'braid:',
  refusal: null,
  journal: [],
  events: [],
};

function asked(document: Partial<StartDocument>): Asked {
  return { kind: 'asked', document: { ...NOTHING, ...document }, hop: null, base: null };
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
  return (await loadConfig(files)).config?.labelPrefix ?? NOTHING.labelPrefix;
}
