/** Commands about a run that exists: what they add to its journal, or why they cannot. */

import type { Sha, TaskId } from '../../plan/plan.ts';
import type { Refusal } from '../../report/github/refusal.ts';
import type { RunEvent } from '../../run/event.ts';
import type { Started } from '../../run/state.ts';
import { runStatus, taskStatus } from '../../run/status.ts';
import { loadPlan } from '../reading/load-plan.ts';
import { filesInCommits } from '../reading/plan-files.ts';
import type { Clone } from '../remote/clone.ts';
import type { Admitted } from './admission.ts';
import type { ExistingRun } from './known-runs.ts';
import { lateness } from './lateness.ts';
import { forMatrix, healthEvents } from './start-run.ts';

export type Continuation =
  | { readonly kind: 'events'; readonly events: readonly RunEvent[] }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

export interface Asking {
  readonly clone: Clone;
  readonly admitted: Admitted;
  /** The newest commit of the default branch. */
  readonly trusted: Sha;
  /** Milliseconds since 1970. */
  readonly now: number;
}

export async function goOn(existing: ExistingRun, asking: Asking): Promise<Continuation> {
  const { run, state } = existing;
  const { admitted, now } = asking;
  const { askedAt, command } = admitted;
  const late = command.kind === 'status' ? null : lateness({ command: command.kind, askedAt, now }, existing);
  if (late !== null) return refused(late);
  switch (command.kind) {
    case 'cancel':
      if (state.finishedAt !== null) return refused({ kind: 'nothing-to-cancel', run });
      return { kind: 'events', events: [{ type: 'cancel-requested', at: now, by: admitted.actor }] };
    case 'retry':
      // What stopped is taken up where it was.
      return command.tasks.length === 0 && isStopped(state)
        ? resume(existing, asking)
        : retry(existing, command.tasks, asking);
    case 'resume':
      return isStopped(state)
        ? resume(existing, asking)
        : refused({ kind: state.finishedAt === null ? 'already-running' : 'nothing-to-retry', run });
    default:
      return { kind: 'events', events: [] };
  }
}

function isStopped(state: Started): boolean {
  return state.finishedAt !== null && ['cancelled', 'parked'].includes(runStatus(state));
}

async function resume({ state }: ExistingRun, asking: Asking): Promise<Continuation> {
  const config = await configNow(state, asking);
  if (config.kind === 'refused') return config;
  const { now, admitted } = asking;
  const health = healthEvents(state.config, now);
  const resumed: RunEvent = { type: 'resumed', at: now, askedAt: admitted.askedAt, budget: config.budget };
  return { kind: 'events', events: [resumed, ...health] };
}

/** A budget is raised where it is configured. */
async function configNow(state: Started, asking: Asking) {
  if (runStatus(state) !== 'parked') return { kind: 'budget', budget: null } as const;
  const loaded = await loadAgain(state, asking);
  if (loaded.config === null)
    return refused({
      kind: 'invalid-plan',
      commit: asking.admitted.commit,
      diagnostics: loaded.diagnostics,
    });
  return { kind: 'budget', budget: loaded.config.budget } as const;
}

async function retry(
  { run, state }: ExistingRun,
  names: readonly string[],
  asking: Asking,
): Promise<Continuation> {
  if (state.finishedAt === null) return refused({ kind: 'already-running', run });
  const ids = [...state.tasks.keys()];
  const unknown = names.find(name => !ids.some(id => id === name));
  if (unknown !== undefined) return refused({ kind: 'no-task', run, task: unknown, tasks: ids });
  const chosen = names.length === 0 ? ids : ids.filter(id => names.includes(id));
  if (!isRetryable(state, chosen)) return refused({ kind: 'nothing-to-retry', run });
  const { plan, config, diagnostics } = await loadAgain(state, asking);
  if (plan === null || config === null)
    return refused({ kind: 'invalid-plan', commit: asking.admitted.commit, diagnostics });
  const { now, admitted } = asking;
  const tasks = names.length === 0 ? null : chosen;
  const event: RunEvent = {
    ...{
      type: 'retry-requested',
      at: now,
      askedAt: admitted.askedAt,
      tasks,
      plan,
      config: forMatrix(config),
      diagnostics,
    },
    remarks: admitted.remarks,
  };
  return { kind: 'events', events: [event, ...healthEvents(config, now)] };
}

/** Whether there is something left to do for these tasks of a run that is over. */
export function isRetryable(state: Started, tasks: readonly TaskId[] = [...state.tasks.keys()]): boolean {
  const isOpen = (id: TaskId) => taskStatus(state, id).status !== 'merged';
  return tasks.some(isOpen) || state.landing.outcome?.kind === 'not-landed';
}

function loadAgain({ source }: Started, { clone, admitted, trusted }: Asking) {
  const { git } = clone.repository;
  const commits = { planCommit: admitted.commit, configCommit: trusted };
  return loadPlan(filesInCommits({ git, planFile: source.planFile, ...commits }));
}

function refused(refusal: Refusal): Extract<Continuation, { kind: 'refused' }> {
  return { kind: 'refused', refusal };
}
