/** What the jobs that may write ask of GitHub. */
import type { Sha } from '../shared/plan/plan.ts';
import type { CheckRun } from '../shared/report/github/check-run.ts';

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
  /** Starts the workflow file; `title` is how its runs are called, so that one that was started is not started again. */
  dispatch(dispatch: Dispatch): Promise<void>;
  /** Workflow runs that are not over, by title. */
  activeRuns(workflow: string): Promise<readonly ActiveRun[]>;
  /** Of the check run that said that a run goes on at this commit; null: there is none that does. */
  announcedRun(headSha: Sha): Promise<number | null>;
  cancelRun(id: number): Promise<void>;
  openPullRequest(pull: NewPullRequest): Promise<string>;
}

export interface Dispatch {
  /** Its name in `.github/workflows`. */
  readonly workflow: string;
  readonly branch: string;
  readonly inputs: Readonly<Record<string, string>>;
  readonly title: string;
}

export interface ActiveRun {
  readonly id: number;
  readonly title: string;
}

export interface NewPullRequest {
  readonly head: string;
  readonly base: string;
  readonly title: string;
  readonly body: string;
}
