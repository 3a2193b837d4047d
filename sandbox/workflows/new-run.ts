/** A workflow run before anything of it has run, and how the runner is asked for it. */
import { z } from 'zod';
import type { JobReport, RunRequest } from '../runner/host.ts';
import type { Cause } from '../state/happening.ts';
import type { Repository } from '../state/repository.ts';
import type { WorkflowRun } from '../state/workflow-run.ts';
import type { World } from '../state/world.ts';
import { type WorkflowFile, workflowOf } from './files.ts';
import { READ_ONLY } from './host.ts';
import type { Origin } from './origin.ts';

export interface Start {
  readonly event: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly inputs: Readonly<Record<string, string>>;
  readonly origin: Origin;
  readonly by: Cause;
}

export function newRun(
  world: World,
  repository: Repository,
  file: WorkflowFile,
  { event, payload, inputs, origin, by }: Start,
): WorkflowRun {
  const workflow = workflowOf(world, repository, file);
  const { ref, sha, restricted, headBranch, headSha, pulls } = origin;
  return {
    id: world.nextId(),
    workflow,
    number: [...repository.runs.values()].filter(run => run.workflow === workflow).length + 1,
    title: titleOf(payload) ?? workflow.name,
    event: { name: event, payload, ref, sha, actor: by.account.login },
    inputs,
    tokenLimit: restricted ? READ_ONLY : null,
    withSecrets: !restricted,
    actor: by.account,
    headBranch,
    headSha,
    pulls,
    createdAt: world.now(),
    updatedAt: world.now(),
    attempt: 1,
    status: 'queued',
    conclusion: null,
    problems: [],
    jobs: [],
    artifacts: [],
    running: null,
    cancelRequested: false,
  };
}

export function requestOf(repository: Repository, run: WorkflowRun, kept: readonly JobReport[]): RunRequest {
  return {
    repository: repository.fullName,
    workflow: run.workflow.path,
    event: run.event,
    inputs: run.inputs,
    runId: run.id,
    runNumber: run.number,
    runAttempt: run.attempt,
    kept,
    tokenLimit: run.tokenLimit,
  };
}

const Titled = z.object({
  pull_request: z.object({ title: z.string() }).optional(),
  head_commit: z.object({ message: z.string() }).nullish(),
});

/** GitHub calls a run after its pull request or its commit. */
function titleOf(payload: Readonly<Record<string, unknown>>): string | null {
  const found = Titled.safeParse(payload).data;
  return found?.pull_request?.title ?? found?.head_commit?.message.split('\n')[0] ?? null;
}
