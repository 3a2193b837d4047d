/** What the jobs that may write ask of GitHub. */
import type { Sha } from '../../plan/plan.ts';
import type { CheckRun } from '../../report/github/check-run.ts';

export interface Desk {
  putCheckRun(check: CheckRun & { readonly headSha: Sha }): Promise<void>;
  /** The one comment with this marker, edited in place. */
  putComment(comment: {
    readonly issue: number;
    readonly marker: string;
    readonly body: string;
  }): Promise<void>;
  react(comment: number, content: 'eyes' | 'rocket' | 'confused'): Promise<void>;
  removeLabel(issue: number, label: string): Promise<void>;
  /**
   * Starts the workflow file: the number of the workflow run; null: it was started, and GitHub does not tell which it is. What failed
   * without an answer may have been started all the same.
   */
  dispatch(dispatch: Dispatch): Promise<number | null>;
  /** Those that were dispatched since then, of one workflow file, newest first. GitHub's list may lag behind. */
  workflowRuns(query: DispatchedRuns): Promise<readonly WorkflowRunSight[]>;
  /** Null: it is gone. */
  workflowRun(id: number): Promise<WorkflowRunSight | null>;
  /** Of a workflow run, in its last attempt. */
  jobs(workflowRun: number): Promise<readonly JobSight[]>;
  /** The workflow run that says at this commit that it is at work; null: none does. */
  announcedRun(headSha: Sha): Promise<number | null>;
  cancelRun(id: number): Promise<void>;
  /** Only of one that is over. */
  rerunFailed(id: number): Promise<void>;
  /** Its number: the one that is open from this branch, or a new one. */
  openPullRequest(pull: NewPullRequest): Promise<number>;
}

export interface Dispatch {
  /** Its name in `.github/workflows`. */
  readonly workflow: string;
  readonly branch: string;
  readonly inputs: Readonly<Record<string, string>>;
  /** How its runs are called: one that is there already is not started again when no answer came. Null: nobody looks for one. */
  readonly title: string | null;
}

export interface DispatchedRuns {
  /** Its name in `.github/workflows`. */
  readonly workflow: string;
  /** Milliseconds since 1970. */
  readonly since: number;
}

export interface WorkflowRunSight {
  readonly id: number;
  readonly title: string;
  readonly isOver: boolean;
  /** Somebody ended it. */
  readonly isCancelled: boolean;
  /** 1, and one more with each re-run. */
  readonly attempt: number;
}

export interface JobSight {
  /** As people see it. */
  readonly name: string;
  /** In GitHub's word; null as long as it has not ended. */
  readonly conclusion: string | null;
  /** Its page; null: it has none. */
  readonly url: string | null;
}

export interface NewPullRequest {
  readonly head: string;
  readonly base: string;
  readonly title: string;
  readonly body: string;
}
