import type { Repository } from '../state/repository.ts';
import type { Artifact, Job, Workflow, WorkflowRun } from '../state/workflow-run.ts';
import type { World } from '../state/world.ts';
import { accountShape } from './account.ts';
import { minimalRepositoryShape, repositoryUrl } from './repository.ts';
import { instant, instantOrNull, type Shape } from './schema.ts';

export function workflowShape(world: World, repository: Repository, workflow: Workflow): Shape<'workflow'> {
  return {
    id: workflow.id,
    name: workflow.name,
    path: workflow.path,
    state: 'active',
    url: `${repositoryUrl(world, repository)}/actions/workflows/${workflow.id}`,
  };
}

export function workflowRunShape(
  world: World,
  repository: Repository,
  run: WorkflowRun,
): Shape<'workflow-run'> {
  const url = `${repositoryUrl(world, repository)}/actions/runs/${run.id}`;
  return {
    id: run.id,
    name: run.workflow.name,
    path: run.workflow.path,
    workflow_id: run.workflow.id,
    run_number: run.number,
    run_attempt: run.attempt,
    event: run.event.name,
    display_title: run.title,
    status: run.status,
    conclusion: run.conclusion,
    head_branch: run.headBranch,
    head_sha: run.headSha,
    actor: accountShape(world, run.actor),
    triggering_actor: accountShape(world, run.actor),
    pull_requests: run.pulls.map(number => ({ number })),
    created_at: instant(run.createdAt),
    updated_at: instant(run.updatedAt),
    repository: minimalRepositoryShape(world, repository),
    url,
    jobs_url: `${url}/jobs`,
    logs_url: `${url}/logs`,
    artifacts_url: `${url}/artifacts`,
    cancel_url: `${url}/cancel`,
    html_url: `${world.serverUrl}/${repository.fullName}/actions/runs/${run.id}`,
  };
}

export function jobShape(world: World, repository: Repository, run: WorkflowRun, job: Job): Shape<'job'> {
  const url = repositoryUrl(world, repository);
  return {
    id: job.id,
    run_id: run.id,
    run_attempt: job.attempt,
    run_url: `${url}/actions/runs/${run.id}`,
    check_run_url: `${url}/check-runs/${job.checkRunId}`,
    name: job.name,
    workflow_name: run.workflow.name,
    head_sha: run.headSha,
    head_branch: run.headBranch,
    status: job.status,
    conclusion: job.conclusion,
    started_at: instant(job.startedAt ?? run.createdAt),
    completed_at: instantOrNull(job.completedAt),
    steps: (job.report?.steps ?? []).map(step => ({
      number: step.number,
      name: step.name,
      status: 'completed' as const,
      conclusion: step.conclusion,
    })),
    labels: [],
    url: `${url}/actions/jobs/${job.id}`,
    html_url: `${world.serverUrl}/${repository.fullName}/actions/runs/${run.id}/job/${job.id}`,
  };
}

/** How long GitHub keeps artifacts by default. */
const DAYS_KEPT = 90;

export function artifactShape(
  world: World,
  repository: Repository,
  run: WorkflowRun,
  artifact: Artifact,
): Shape<'artifact'> {
  const url = `${repositoryUrl(world, repository)}/actions/artifacts/${artifact.id}`;
  return {
    id: artifact.id,
    name: artifact.name,
    size_in_bytes: artifact.zip.byteLength,
    expired: false,
    created_at: instant(artifact.createdAt),
    expires_at: instant(new Date(artifact.createdAt.getTime() + DAYS_KEPT * 86_400_000)),
    workflow_run: {
      id: run.id,
      head_sha: run.headSha,
      repository_id: repository.id,
      ...(run.headBranch === null ? {} : { head_branch: run.headBranch }),
    },
    url,
    archive_download_url: `${url}/zip`,
  };
}
