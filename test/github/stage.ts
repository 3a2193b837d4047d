/** What the contract needs of a GitHub for tests: a repository it can fill, look at, and break. */
import type { RepositoryPermission } from '../../shared/io/github/github.ts';

export interface GitHubStage {
  readonly apiUrl: string;
  readonly owner: string;
  readonly name: string;
  /** May do everything that the port asks for. */
  readonly token: string;
  /** Whom it writes as: an App's bot. */
  readonly author: string;
  readonly has: {
    /** `custom`: a role that the organisation made up, on this base. */
    collaborator(login: string, permission: RepositoryPermission, custom?: string): void;
    pullRequest(facts?: Partial<StagedPullRequest>): number;
    checkRun(sha: string, name: string, externalId: string): number;
    comment(issue: number, facts: StagedComment): number;
    /** Somebody deletes it. */
    noComment(id: number): void;
    labels(issue: number, labels: readonly string[]): void;
    /** A workflow file that can be dispatched. */
    workflow(file: string): void;
    workflowRun(facts: StagedRun): number;
    job(runId: number, name: string, conclusion: string | null): void;
    artifact(runId: number, name: string, content: Uint8Array): number;
  };
  readonly shows: {
    comments(issue: number): readonly StagedComment[];
    reactions(comment: number): readonly string[];
    labels(issue: number): readonly string[];
    checkRuns(sha: string): readonly StagedCheckRun[];
    runs(): readonly { readonly id: number; readonly status: string; readonly conclusion: string | null }[];
  };
  /** Each call of this method whose path matches gets the fault, as often as said. */
  breaks(method: string, path: RegExp, fault: Fault, times?: number): void;
  /** `GET /repos/o/r/pulls/1 200`, in the order in which they came. */
  requests(): readonly string[];
}

export interface StagedPullRequest {
  readonly state: 'open' | 'closed' | 'merged';
  readonly draft: boolean;
  readonly author: string | null;
  /** `owner/name`; null: deleted. */
  readonly headRepository: string | null;
  readonly headSha: string;
  /** How often it is asked for before it is known. */
  readonly unknownFor: number;
  readonly mergeable: boolean;
  readonly files: readonly string[];
}

export interface StagedComment {
  readonly body: string;
  readonly login: string;
  readonly type: 'Bot' | 'User';
}

export interface StagedRun {
  readonly workflow: string;
  readonly title: string;
  readonly status: string;
  readonly conclusion: string | null;
  readonly event: string;
  readonly branch: string;
}

export interface StagedCheckRun {
  readonly id: number;
  readonly name: string;
  readonly externalId: string;
  readonly status: string;
  readonly conclusion: string | null;
  readonly title: string;
  readonly summary: string;
  /** `path:line message` */
  readonly annotations: readonly string[];
}

export type Fault =
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly message: string;
      readonly headers?: Readonly<Record<string, string>>;
      readonly errors?: readonly unknown[];
      /** The call had its effect all the same. */
      readonly done?: boolean;
    }
  /** The connection ends without an answer; `done`: after the call had its effect. */
  | { readonly kind: 'drop'; readonly done: boolean }
  /** No answer, ever. */
  | { readonly kind: 'hang' }
  /** Another body than JSON. */
  | { readonly kind: 'page'; readonly status: number; readonly html: string }
  /** The connection ends after half of the body that was announced. */
  | { readonly kind: 'cut'; readonly bytes: number }
  /** Announces no length, sends this many bytes, and does not end. */
  | { readonly kind: 'flood'; readonly bytes: number };
