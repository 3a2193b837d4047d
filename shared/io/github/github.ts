/**
 * GitHub as a port: one repository, in the words of Braid. The Action and the App give it their Octokit; nobody else
 * calls GitHub's API. It reads and reports what it is told and decides nothing about runs.
 */
import type { CheckAnnotation } from './annotations.ts';
import { Api, type ApiCalls, type Clock } from './api/api.ts';
import type { GitHubClient } from './api/client.ts';
import { type Artifact, type ArtifactDownload, downloadArtifact, readArtifacts } from './artifact.ts';
import {
  type CheckAction,
  type CheckConclusion,
  type CheckRun,
  type CheckRunPlace,
  type CheckRunSight,
  CheckRuns,
  readCheckRuns,
} from './check-run.ts';
import {
  type CommentPlace,
  Comments,
  type MarkedComment,
  type Reaction,
  react,
  readLabels,
  removeLabel,
} from './comment.ts';
import { type Job, readJobs } from './job.ts';
import { type NewPullRequest, openPullRequest, type PullRequestPlace } from './new-pull-request.ts';
import {
  type ChangedFile,
  type ChangedFiles,
  type PullRequest,
  readChangedFiles,
  readPullRequest,
} from './pull-request.ts';
import {
  type RepositoryFacts,
  type RepositoryPermission,
  readPermission,
  readRepository,
} from './repository.ts';
import {
  cancelWorkflowRun,
  type Dispatch,
  dispatch,
  readWorkflowRun,
  readWorkflowRuns,
  rerunFailed,
  type WorkflowRun,
  type WorkflowRunQuery,
} from './workflow-run.ts';

/**
 * Every method rejects with a `GitHubProblem` where GitHub refuses or fails. Limits that end within two minutes are waited
 * for, errors of the server and the network are tried again, and nothing is made twice by that.
 */
export interface GitHub {
  /** What GitHub lets this account do here; nobody that it does not know may do anything. */
  permission(login: string): Promise<RepositoryPermission>;
  repository(): Promise<RepositoryFacts>;
  /** Null: there is none. Waits up to 7 s for GitHub to know whether it conflicts. */
  pullRequest(number: number): Promise<PullRequest | null>;
  /** At most 3,000, as GitHub does. */
  changedFiles(number: number): Promise<ChangedFiles>;
  /** Makes the check run of this external id, or updates it. Annotations that it has already are not sent again. */
  putCheckRun(checkRun: CheckRun): Promise<CheckRunPlace>;
  /** Writes the comment with this marker, or edits our own; those of others are never touched. */
  putComment(comment: MarkedComment): Promise<CommentPlace>;
  react(commentId: number, content: Reaction): Promise<void>;
  labels(issue: number): Promise<readonly string[]>;
  removeLabel(issue: number, label: string): Promise<void>;
  /** `runId` null: started, but the server does not tell which run it is. */
  dispatch(dispatch: Dispatch): Promise<{ readonly runId: number | null }>;
  workflowRuns(query: WorkflowRunQuery): Promise<readonly WorkflowRun[]>;
  /** Of its last attempt. */
  jobs(runId: number): Promise<readonly Job[]>;
  /** Null: it is gone. */
  workflowRun(id: number): Promise<WorkflowRun | null>;
  /** Resolves when GitHub has taken the request, not when the run has ended. */
  cancelWorkflowRun(id: number): Promise<'asked' | 'over'>;
  /** Only of a workflow run that is over. */
  rerunFailed(id: number): Promise<void>;
  /** Of this name, on a commit. */
  checkRuns(headSha: string, name: string): Promise<readonly CheckRunSight[]>;
  /** The one that is open from this branch, or a new one. */
  openPullRequest(wanted: NewPullRequest): Promise<PullRequestPlace>;
  artifacts(runId: number): Promise<readonly Artifact[]>;
  /** Writes the zip and answers its size; `too-large` when GitHub announces, or sends, more than the limit. */
  downloadArtifact(artifact: Pick<Artifact, 'id' | 'size'>, to: ArtifactDownload): Promise<number>;
  calls(): ApiCalls;
}

export interface GitHubOptions {
  readonly owner: string;
  readonly name: string;
  /** Called when something is asked for the first time: `() => actionsClient({ token, apiUrl })`. */
  readonly client: () => Promise<GitHubClient>;
  readonly clock: Clock;
  /** The login that the token writes as (`github-actions[bot]`); null: GitHub is asked when it matters. */
  readonly author: string | null;
}

export function openGitHub({ author, ...options }: GitHubOptions): GitHub {
  const api = new Api(options);
  const checkRuns = new CheckRuns(api);
  const comments = new Comments(api, author);
  return {
    permission: login => readPermission(api, login),
    repository: () => readRepository(api),
    pullRequest: number => readPullRequest(api, number),
    changedFiles: number => readChangedFiles(api, number),
    putCheckRun: checkRun => checkRuns.put(checkRun),
    putComment: comment => comments.put(comment),
    react: (commentId, content) => react(api, commentId, content),
    labels: issue => readLabels(api, issue),
    removeLabel: (issue, label) => removeLabel(api, issue, label),
    dispatch: wanted => dispatch(api, wanted),
    workflowRuns: query => readWorkflowRuns(api, query),
    jobs: runId => readJobs(api, runId),
    workflowRun: id => readWorkflowRun(api, id),
    cancelWorkflowRun: id => cancelWorkflowRun(api, id),
    rerunFailed: id => rerunFailed(api, id),
    checkRuns: (headSha, name) => readCheckRuns(api, headSha, name),
    openPullRequest: wanted => openPullRequest(api, options.owner, wanted),
    artifacts: runId => readArtifacts(api, runId),
    downloadArtifact: (artifact, to) => downloadArtifact(api, artifact, to),
    calls: () => api.calls(),
  };
}

export { actionsClient, givenClient, patience } from './api/client.ts';
export { GitHubProblem, type ProblemCode } from './api/problem.ts';
export type {
  ApiCalls,
  Artifact,
  ArtifactDownload,
  ChangedFile,
  ChangedFiles,
  CheckAction,
  CheckAnnotation,
  CheckConclusion,
  CheckRun,
  CheckRunPlace,
  CheckRunSight,
  Clock,
  CommentPlace,
  Dispatch,
  GitHubClient,
  Job,
  MarkedComment,
  NewPullRequest,
  PullRequest,
  PullRequestPlace,
  Reaction,
  RepositoryFacts,
  RepositoryPermission,
  WorkflowRun,
  WorkflowRunQuery,
};
