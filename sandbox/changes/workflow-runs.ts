/** Workflow runs and jobs begin and end, with the check run that each job has. */
import type { JobReport, RunProgress } from '../runner/host.ts';
import { jobShape, workflowRunShape, workflowShape } from '../shapes/workflow-run.ts';
import type { Cause } from '../state/happening.ts';
import type { Repository } from '../state/repository.ts';
import type { Job, WorkflowRun } from '../state/workflow-run.ts';
import type { World } from '../state/world.ts';
import { beginCheckRun, checkRunHappened } from './checks.ts';

export function runHappened(
  world: World,
  repository: Repository,
  run: WorkflowRun,
  action: 'requested' | 'in_progress' | 'completed',
): void {
  run.updatedAt = world.now();
  world.announce({
    name: 'workflow_run',
    action,
    repository,
    payload: {
      workflow: workflowShape(world, repository, run.workflow),
      workflow_run: workflowRunShape(world, repository, run),
    },
    by: { account: run.actor, byJob: false },
    onlyTo: null,
    pushed: null,
    pull: null,
  });
}

export function jobProgressed(
  world: World,
  repository: Repository,
  run: WorkflowRun,
  progress: RunProgress,
): void {
  switch (progress.kind) {
    case 'job-queued':
      ensureJob(world, repository, run, progress);
      return;
    case 'job-started':
      startJob(world, repository, run, ensureJob(world, repository, run, progress));
      return;
    case 'job-ended':
      endJob(world, repository, run, progress.report);
      return;
  }
}

/** By key and name: the legs of a matrix share the key. */
function ensureJob(
  world: World,
  repository: Repository,
  run: WorkflowRun,
  { key, name }: { key: string; name: string },
): Job {
  const known = run.jobs.find(job => job.attempt === run.attempt && job.key === key && job.name === name);
  if (known !== undefined) return known;
  const check = beginCheckRun(world, repository, { app: world.actionsApp, headSha: run.headSha, name });
  const job: Job = {
    id: world.nextId(),
    key,
    name,
    attempt: run.attempt,
    checkRunId: check.id,
    status: 'queued',
    conclusion: null,
    startedAt: null,
    completedAt: null,
    report: null,
  };
  run.jobs.push(job);
  check.detailsUrl = `${world.serverUrl}/${repository.fullName}/actions/runs/${run.id}/job/${job.id}`;
  checkRunHappened(world, repository, check, { action: 'created', by: byActions(world) });
  jobHappened(world, repository, run, { job, action: 'queued' });
  return job;
}

function startJob(world: World, repository: Repository, run: WorkflowRun, job: Job): void {
  job.status = 'in_progress';
  job.startedAt = world.now();
  const check = repository.checkRuns.get(job.checkRunId);
  if (check !== undefined) Object.assign(check, { status: job.status, startedAt: job.startedAt });
  jobHappened(world, repository, run, { job, action: 'in_progress' });
}

function endJob(world: World, repository: Repository, run: WorkflowRun, report: JobReport): void {
  const job = ensureJob(world, repository, run, report);
  if (job.status === 'completed') return;
  job.status = 'completed';
  job.conclusion = report.conclusion;
  job.completedAt = world.now();
  job.report = report;
  const check = repository.checkRuns.get(job.checkRunId);
  if (check !== undefined) {
    check.status = 'completed';
    check.conclusion = report.conclusion;
    check.completedAt = job.completedAt;
    check.output = { title: null, summary: report.summaries.join('\n'), text: null };
    for (const annotation of report.annotations)
      check.annotations.push({
        path: annotation.path ?? '.github',
        start_line: annotation.startLine ?? 1,
        end_line: annotation.endLine ?? annotation.startLine ?? 1,
        annotation_level: annotation.level,
        message: annotation.message,
        ...(annotation.title === null ? {} : { title: annotation.title }),
      });
    checkRunHappened(world, repository, check, { action: 'completed', by: byActions(world) });
  }
  jobHappened(world, repository, run, { job, action: 'completed' });
}

/** GitHub's own doing starts no workflows, as what a job's token does. */
function byActions(world: World): Cause {
  return { account: world.actionsApp.bot, byJob: true };
}

function jobHappened(
  world: World,
  repository: Repository,
  run: WorkflowRun,
  { job, action }: { job: Job; action: 'queued' | 'in_progress' | 'completed' },
): void {
  world.announce({
    name: 'workflow_job',
    action,
    repository,
    payload: { workflow_job: jobShape(world, repository, run, job) },
    by: { account: run.actor, byJob: true },
    onlyTo: null,
    pushed: null,
    pull: null,
  });
}
