/**
 * From a webhook to what it means for Braid. The only place of the App that knows payloads. A webhook is a hint: what it says of
 * who may do what, and of how things stand, is asked of GitHub again.
 */
import { z } from 'zod';
import type { RunId } from '../shared/plan/plan.ts';
import { type Command, parseLabel } from '../shared/request/command.ts';
import { parseRunName } from '../shared/request/run-name.ts';
import { readTrigger, type Trigger } from '../shared/request/trigger.ts';
import type { JobNote, JobStatus } from './store/workflow-runs/jobs.ts';

/** A repository as an installation of the App sees it. */
export interface Place {
  readonly installation: number;
  /** `owner/name` */
  readonly repository: string;
  readonly repositoryId: number;
  readonly isPrivate: boolean;
}

export type Hint =
  | { readonly kind: 'asked'; readonly place: Place; readonly trigger: Question }
  /** A button below a check run. */
  | {
      readonly kind: 'pressed';
      readonly place: Place;
      readonly run: RunId;
      readonly command: Command;
      readonly actor: string;
    }
  /** Something may have come of a run's workflow run. */
  | { readonly kind: 'moved'; readonly run: RunId; readonly repositoryId: number }
  /** A job of a workflow run, which may be a run's. */
  | { readonly kind: 'worked'; readonly job: JobNote }
  | { readonly kind: 'ignored'; readonly reason: string };

export type Question = Exclude<Trigger, { kind: 'ignored' | 'schedule' }>;

const placed = z.object({
  installation: z.object({ id: z.number().int().positive() }),
  repository: z.object({ id: z.number().int().positive(), full_name: z.string(), private: z.boolean() }),
});
const pressed = z.object({
  action: z.string(),
  check_run: z.object({ external_id: z.string().nullable() }),
  requested_action: z.object({ identifier: z.string() }).optional(),
  sender: z.object({ login: z.string() }),
});
const ran = z.object({ workflow_run: z.object({ display_title: z.string() }) });
const time = z.iso.datetime({ offset: true }).transform(text => Date.parse(text));
const worked = z.object({
  workflow_job: z.object({
    id: z.number().int().positive(),
    run_id: z.number().int().positive(),
    name: z.string(),
    status: z.string(),
    started_at: time.nullish(),
    completed_at: time.nullish(),
    html_url: z.string().nullable(),
  }),
});
/** Any other is that of a job that waits for something. */
const JOB_STATUS: Readonly<Record<string, JobStatus>> = { in_progress: 'running', completed: 'over' };

/** What the three buttons of a check run ask for. */
const BUTTONS: Readonly<Record<string, Command>> = {
  cancel: { kind: 'cancel' },
  retry: { kind: 'retry', tasks: [] },
  resume: { kind: 'resume' },
};

/** Throws where the payload is not of the event's shape. */
export function translate(name: string, payload: unknown): Hint {
  switch (name) {
    case 'pull_request':
    case 'issue_comment':
      return byPeople(name, payload);
    case 'check_run':
      return byButton(payload);
    case 'workflow_run':
      return byWorkflow(payload);
    case 'workflow_job':
      return byJob(payload);
    default:
      return ignored(`Braid does nothing at the event \`${name}\``);
  }
}

function byPeople(name: string, payload: unknown): Hint {
  const trigger = readTrigger({ name, payload, ref: '', sha: '', actor: '' });
  if (trigger.kind === 'ignored') return trigger;
  if (trigger.kind === 'schedule') return ignored('nobody asked');
  if (trigger.kind === 'label' && !mayBeCommand(trigger.label))
    return ignored(`the label \`${trigger.label}\` is no command`);
  return { kind: 'asked', place: placeOf(payload), trigger };
}

/** Which prefix labels have is written in the repository: here it may be any. */
function mayBeCommand(label: string): boolean {
  return Array.from(label, (_, end) => label.slice(0, end)).some(
    prefix => parseLabel(label, prefix) !== null,
  );
}

function byButton(payload: unknown): Hint {
  const { action, check_run, requested_action, sender } = pressed.parse(payload);
  const command = BUTTONS[requested_action?.identifier ?? ''];
  if (action !== 'requested_action' || command === undefined) return ignored('no button was pressed');
  // Of a batch: the run, and its number after a slash.
  const run = parseRunName(check_run.external_id?.split('/')[0] ?? '');
  if (run === null) return ignored('the check run is of no run');
  return { kind: 'pressed', place: placeOf(payload), run, command, actor: sender.login };
}

/** Workflow runs of a run are called after it. */
function byWorkflow(payload: unknown): Hint {
  const { workflow_run } = ran.parse(payload);
  const run = parseRunName(/^Braid (\S+) \S+$/.exec(workflow_run.display_title)?.[1] ?? '');
  if (run === null) return ignored('the workflow run is not one of Braid’s');
  // Anybody may call a workflow run of their own after a run of somebody else.
  return { kind: 'moved', run, repositoryId: placeOf(payload).repositoryId };
}

function byJob(payload: unknown): Hint {
  const { id, run_id, name, status, started_at, completed_at, html_url } = worked.parse(payload).workflow_job;
  const known = JOB_STATUS[status] ?? 'queued';
  const job: JobNote = {
    ...{ job: id, workflowRun: run_id, repositoryId: placeOf(payload).repositoryId, name, status: known },
    // GitHub says of a job that waits when it was asked for.
    startedAt: known === 'queued' ? null : (started_at ?? null),
    endedAt: known === 'over' ? (completed_at ?? null) : null,
    url: html_url ?? '',
  };
  return { kind: 'worked', job };
}

function placeOf(payload: unknown): Place {
  const { installation, repository } = placed.parse(payload);
  return {
    installation: installation.id,
    repository: repository.full_name,
    repositoryId: repository.id,
    isPrivate: repository.private,
  };
}

function ignored(reason: string): Hint {
  return { kind: 'ignored', reason };
}
