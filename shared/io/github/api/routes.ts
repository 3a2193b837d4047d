/** The calls that Braid makes, what each is for in words, and what a token needs for it. Nothing else is ever called. */

export interface RouteFacts {
  /** Follows "could not". */
  readonly doing: string;
  /** As in a workflow's `permissions`, from GitHub's list of permissions for GitHub Apps; null: every token may. */
  readonly permission: string | null;
}

const REPOSITORY = '/repos/{owner}/{repo}';

export const ROUTES = {
  repository: route(`GET ${REPOSITORY}`, 'read the repository', 'metadata: read'),
  permission: route(
    `GET ${REPOSITORY}/collaborators/{username}/permission`,
    'ask what the actor may do here',
    'metadata: read',
  ),
  pullRequest: route(`GET ${REPOSITORY}/pulls/{pull_number}`, 'read the pull request', 'pull-requests: read'),
  changedFiles: route(
    `GET ${REPOSITORY}/pulls/{pull_number}/files`,
    'list the changed files of the pull request',
    'pull-requests: read',
  ),
  findCheckRuns: route(
    `GET ${REPOSITORY}/commits/{ref}/check-runs`,
    'list the check runs of the commit',
    'checks: read',
  ),
  createCheckRun: route(`POST ${REPOSITORY}/check-runs`, 'create the check run', 'checks: write'),
  updateCheckRun: route(
    `PATCH ${REPOSITORY}/check-runs/{check_run_id}`,
    'update the check run',
    'checks: write',
  ),
  annotations: route(
    `GET ${REPOSITORY}/check-runs/{check_run_id}/annotations`,
    'list the annotations of the check run',
    'checks: read',
  ),
  comments: route(
    `GET ${REPOSITORY}/issues/{issue_number}/comments`,
    'list the comments',
    'pull-requests: read',
  ),
  createComment: route(
    `POST ${REPOSITORY}/issues/{issue_number}/comments`,
    'write the comment',
    'pull-requests: write',
  ),
  editComment: route(
    `PATCH ${REPOSITORY}/issues/comments/{comment_id}`,
    'edit the comment',
    'pull-requests: write',
  ),
  react: route(
    `POST ${REPOSITORY}/issues/comments/{comment_id}/reactions`,
    'react to the comment',
    'pull-requests: write',
  ),
  labels: route(`GET ${REPOSITORY}/issues/{issue_number}/labels`, 'list the labels', 'pull-requests: read'),
  removeLabel: route(
    `DELETE ${REPOSITORY}/issues/{issue_number}/labels/{name}`,
    'remove the label',
    'pull-requests: write',
  ),
  dispatch: route(
    `POST ${REPOSITORY}/actions/workflows/{workflow_id}/dispatches`,
    'start the workflow',
    'actions: write',
  ),
  workflowRuns: route(
    `GET ${REPOSITORY}/actions/workflows/{workflow_id}/runs`,
    'list the workflow runs',
    'actions: read',
  ),
  jobs: route(
    `GET ${REPOSITORY}/actions/runs/{run_id}/jobs`,
    'list the jobs of the workflow run',
    'actions: read',
  ),
  workflowRun: route(`GET ${REPOSITORY}/actions/runs/{run_id}`, 'read the workflow run', 'actions: read'),
  cancelRun: route(
    `POST ${REPOSITORY}/actions/runs/{run_id}/cancel`,
    'cancel the workflow run',
    'actions: write',
  ),
  rerunFailed: route(
    `POST ${REPOSITORY}/actions/runs/{run_id}/rerun-failed-jobs`,
    'run the failed jobs of the workflow run again',
    'actions: write',
  ),
  pullRequests: route(`GET ${REPOSITORY}/pulls`, 'list the pull requests', 'pull-requests: read'),
  openPullRequest: route(`POST ${REPOSITORY}/pulls`, 'open the pull request', 'pull-requests: write'),
  artifacts: route(
    `GET ${REPOSITORY}/actions/runs/{run_id}/artifacts`,
    'list the artifacts of the workflow run',
    'actions: read',
  ),
  downloadArtifact: route(
    `GET ${REPOSITORY}/actions/artifacts/{artifact_id}/zip`,
    'download the artifact',
    'actions: read',
  ),
  // On a GitHub Enterprise Server it is beside `/api/v3`, and not below it.
  viewer: route('POST /../graphql', 'ask whose token this is', null),
} as const satisfies Readonly<Record<string, Route>>;

/** A call with its facts. */
export interface Route extends RouteFacts {
  /** The method and the path with its variables, as Octokit takes it. */
  readonly path: string;
}

function route(path: string, doing: string, permission: string | null): Route {
  return { path, doing, permission };
}
