/** Workflow runs and their jobs. */
import { json, noContent, notFound, Refused, redirect } from '../../http/answer.ts';
import { type Call, counted, type RepositoryHandler, type Route } from '../../http/call.ts';
import type { Downloads } from '../../http/downloads.ts';
import { jobShape, workflowRunShape } from '../../shapes/workflow-run.ts';
import type { Repository } from '../../state/repository.ts';
import type { Job, WorkflowRun } from '../../state/workflow-run.ts';
import type { Workflows } from '../../workflows/workflows.ts';
import { forRepository, reads, writes } from '../route.ts';

/** GitHub runs a workflow run again this often. */
const RERUNS = 50;
const READ = reads('actions');
const WRITE = writes('write', 'actions');

export function runRoutes(workflows: Workflows, downloads: Downloads): readonly Route[] {
  return [
    forRepository('GET', '/actions/runs', READ, listRuns),
    forRepository('GET', '/actions/runs/:run', READ, (call, repository) =>
      json(workflowRunShape(call.world, repository, existingRun(call, repository))),
    ),
    forRepository('GET', '/actions/runs/:run/jobs', READ, listJobs),
    forRepository('POST', '/actions/runs/:run/cancel', WRITE, (call, repository) => {
      const run = existingRun(call, repository);
      if (run.status === 'completed')
        throw new Refused(409, 'Cannot cancel a workflow run that is completed.');
      workflows.cancel(run);
      return json({}, 202);
    }),
    forRepository('POST', '/actions/runs/:run/rerun', WRITE, again(workflows, 'all')),
    forRepository('POST', '/actions/runs/:run/rerun-failed-jobs', WRITE, again(workflows, 'failed')),
    forRepository('POST', '/actions/runs/:run/approve', WRITE, (call, repository) => {
      const run = existingRun(call, repository);
      if (run.conclusion !== 'action_required')
        throw new Refused(403, 'This run is not waiting for approval');
      workflows.approve(repository, run);
      return json({}, 201);
    }),
    forRepository('GET', '/actions/jobs/:job', READ, (call, repository) => {
      const { run, job } = existingJob(call, repository);
      return json(jobShape(call.world, repository, run, job));
    }),
    forRepository('GET', '/actions/jobs/:job/logs', READ, (call, repository) => {
      const { report } = existingJob(call, repository).job;
      // There is nothing before a job has ended.
      if (report === null) throw notFound();
      return redirect(downloads.offer(() => report.log));
    }),
    forRepository('DELETE', '/actions/runs/:run', WRITE, (call, repository) => {
      repository.runs.delete(existingRun(call, repository).id);
      return noContent;
    }),
  ];
}

function again(workflows: Workflows, which: 'all' | 'failed'): RepositoryHandler {
  return (call, repository) => {
    const run = existingRun(call, repository);
    if (run.status !== 'completed') throw new Refused(403, 'This workflow is already running');
    if (run.attempt > RERUNS)
      throw new Refused(403, `This workflow run cannot be rerun more than ${RERUNS} times`);
    if (which === 'failed' && !hasFailedJobs(run))
      throw new Refused(403, 'This workflow run has no failed jobs');
    workflows.rerun(repository, run, which);
    return json({}, 201);
  };
}

export function existingRun(call: Call, repository: Repository): WorkflowRun {
  const run = repository.runs.get(call.number('run'));
  if (run === undefined) throw notFound();
  return run;
}

function existingJob(call: Call, repository: Repository): { run: WorkflowRun; job: Job } {
  const id = call.number('job');
  for (const run of repository.runs.values())
    for (const job of run.jobs) if (job.id === id) return { run, job };
  throw notFound();
}

function hasFailedJobs(run: WorkflowRun): boolean {
  return run.jobs.some(
    job => job.attempt === run.attempt && job.conclusion !== 'success' && job.conclusion !== 'skipped',
  );
}

function listRuns(call: Call, repository: Repository) {
  return call.page(
    wantedRuns(call, repository).toReversed(),
    run => workflowRunShape(call.world, repository, run),
    counted('workflow_runs'),
  );
}

/** Oldest first. */
export function wantedRuns(call: Call, repository: Repository): readonly WorkflowRun[] {
  const filters: Readonly<Record<string, (run: WorkflowRun, value: string) => boolean>> = {
    event: (run, value) => run.event.name === value,
    status: (run, value) => run.status === value || run.conclusion === value,
    branch: (run, value) => run.headBranch === value,
    head_sha: (run, value) => run.headSha === value,
    // Of GitHub's notations of a time, the one for a beginning.
    created: (run, value) => run.createdAt.getTime() >= Date.parse(value.replace(/^>=/, '')),
    actor: (run, value) => run.actor.login === value,
  };
  return [...repository.runs.values()].filter(run =>
    Object.entries(filters).every(([name, holds]) => {
      const value = call.query(name);
      return value === null || holds(run, value);
    }),
  );
}

function listJobs(call: Call, repository: Repository) {
  const run = existingRun(call, repository);
  const all = call.query('filter') === 'all';
  const jobs = run.jobs.filter(job => all || job.attempt === run.attempt);
  return call.page(jobs, job => jobShape(call.world, repository, run, job), counted('jobs'));
}
