/** Pins what a run is made of: its plan at the commit that was asked for, the configuration of the default branch, its target. */
import { createHash } from 'node:crypto';
import type { Config } from '../../plan/config.ts';
import type { Plan, RunId, Sha } from '../../plan/plan.ts';
import type { Refusal } from '../../report/github/refusal.ts';
import type { Origin, RunEvent, Snapshot, Target } from '../../run/event.ts';
import { loadPlan } from '../reading/load-plan.ts';
import { filesInCommits, PLAN_FILE } from '../reading/plan-files.ts';
import type { Clone } from '../remote/clone.ts';
import type { Admitted } from './admission.ts';

/** A pull request's plan is one of the files here. */
const PLAN_FOLDER = '.github/braid';

export interface Pinning {
  readonly clone: Clone;
  readonly host: 'action' | 'app';
  readonly admitted: Admitted;
  readonly origin: Origin;
  /** The newest commit of the default branch. */
  readonly trusted: Sha;
  /** The same when the same question comes again: then the same run is meant. */
  readonly seed: string;
  /** Milliseconds since 1970. */
  readonly now: number;
}

export type Pinned =
  | { readonly kind: 'pinned'; readonly run: RunId; readonly events: readonly RunEvent[] }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  /** A push that changes no plan. */
  | { readonly kind: 'ignored'; readonly reason: string };

export async function pinRun(pinning: Pinning): Promise<Pinned> {
  const { admitted, clone, trusted } = pinning;
  const { commit } = admitted;
  const planFile = admitted.planFile ?? (await findPlan(pinning));
  if (planFile === null) return { kind: 'ignored', reason: 'the push changes no plan' };
  const { git } = clone.repository;
  const request = { git, planFile, planCommit: commit, configCommit: trusted };
  const { plan, config, diagnostics } = await loadPlan(filesInCommits(request));
  if (plan === null || config === null) {
    const isGone = diagnostics.every(({ code, file }) => code === 'missing-file' && file === planFile);
    return {
      kind: 'refused',
      refusal: isGone ? { kind: 'no-plan', commit, planFile } : { kind: 'invalid-plan', commit, diagnostics },
    };
  }
  const run = runName(plan, pinning.seed);
  const start: RunEvent = {
    type: 'run-started',
    at: pinning.now,
    run,
    host: pinning.host,
    plan,
    source: { planFile, configFile: null, overrides: {} },
    config: forMatrix(config),
    base: await snapshotOf(clone, commit),
    target: targetOf(config, admitted),
    remarks: [...admitted.remarks, ...hostRemarks(config)],
    diagnostics,
    origin: pinning.origin,
  };
  return { kind: 'pinned', run, events: [start, ...healthEvents(config, pinning.now)] };
}

/** A matrix is fixed when it starts. */
export function forMatrix(config: Config): Config {
  return { ...config, schedule: 'batches' };
}

/** What the configuration asks for and a workflow's matrix cannot do. */
function hostRemarks(config: Config): readonly string[] {
  const remarks: string[] = [];
  if (config.schedule === 'eager')
    remarks.push('a matrix is fixed when it starts, so on GitHub `schedule: eager` goes by batches');
  return remarks;
}

/** Whether a program is there and has its key is known in the job that uses it, which says so if not. */
export function healthEvents(config: Config, at: number): readonly RunEvent[] {
  return Object.keys(config.backends).map(backend => ({
    type: 'backend-checked',
    at,
    backend,
    health: { kind: 'usable', version: null },
  }));
}

/** The one plan that the change brings, else the usual one; null: a push without any. */
async function findPlan({ clone, admitted }: Pinning): Promise<string | null> {
  const { commit, since, pullRequest } = admitted;
  const { git } = clone.repository;
  if (since === null) return PLAN_FILE;
  const from = 'commit' in since ? since.commit : `refs/heads/${since.branch}`;
  const range = 'commit' in since ? [from, commit] : ['--merge-base', from, commit];
  const args = ['diff-tree', '-r', '-z', '--name-only', '--diff-filter=d', '--no-renames', ...range];
  const changed = await git.attempt([...args, '--', PLAN_FOLDER]);
  const plans = changed.stdout.split('\0').filter(path => /\.ya?ml$/.test(path));
  const [only] = plans;
  if (plans.length === 1 && only !== undefined) return only;
  return pullRequest !== null || plans.includes(PLAN_FILE) ? PLAN_FILE : null;
}

function targetOf({ merge: { land } }: Config, { pullRequest, branch }: Admitted): Target {
  if (land === 'none') return { kind: 'none', configured: land, reason: '`merge.land: none` is configured' };
  if (land.startsWith('branch:'))
    return { kind: 'branch', branch: land.slice('branch:'.length), configured: land };
  if (pullRequest !== null) return { kind: 'branch', branch, configured: land };
  return { kind: 'none', configured: land, reason: `a pull request into ${branch} brings the result` };
}

export async function snapshotOf({ repository }: Clone, commit: Sha): Promise<Snapshot> {
  const tree = await repository.git.run(['rev-parse', '--verify', `${commit}^{tree}`]);
  return { commit, tree: tree.trim() as Sha };
}

/** Run again, a workflow run goes on with the same run. */
function runName(plan: Plan, seed: string): RunId {
  return `${plan.name.slice(0, 70)}-${runDigits(seed)}` as RunId;
}

/** The end of the name of a run. */
export function runDigits(seed: string): string {
  return createHash('sha256').update(seed).digest('hex').slice(0, 6);
}
