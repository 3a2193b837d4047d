/** A repository and all that hangs on it. */
import type { BareRepository } from '../git/bare.ts';
import type { Account, Role } from './account.ts';
import type { CheckRun, CheckSuite } from './check.ts';
import type { Protection } from './protection.ts';
import type { Comment, Label, PullRequest } from './pull.ts';
import type { Workflow, WorkflowRun } from './workflow-run.ts';

export interface Repository {
  readonly id: number;
  /** These three change when it is transferred or renamed. */
  owner: Account;
  name: string;
  /** `owner/name`. */
  fullName: string;
  private: boolean;
  readonly defaultBranch: string;
  readonly git: BareRepository;
  readonly forkOf: Repository | null;
  readonly createdAt: Date;
  /** By login. */
  readonly collaborators: Map<string, Role>;
  readonly pulls: Map<number, PullRequest>;
  /** By name in lower case: `Bug` and `bug` are one label. */
  readonly labels: Map<string, Label>;
  readonly comments: Map<number, Comment>;
  readonly checkSuites: Map<number, CheckSuite>;
  readonly checkRuns: Map<number, CheckRun>;
  /** By path. */
  readonly workflows: Map<string, Workflow>;
  readonly runs: Map<number, WorkflowRun>;
  /** By branch. */
  readonly protections: Map<string, Protection>;
  actions: ActionsSettings;
  nextNumber: number;
}

export interface ActionsSettings {
  /** What a job's token may do where its workflow names no permissions at all. */
  readonly defaultPermissions: 'read' | 'write';
  readonly secrets: Readonly<Record<string, string>>;
  readonly variables: Readonly<Record<string, string>>;
}

/** What a person may do here: a collaborator's role, else the owner everything, else the public reads. */
export function roleOf(repository: Repository, login: string): Role {
  const named = repository.collaborators.get(login);
  if (named !== undefined) return named;
  if (repository.owner.login === login) return 'admin';
  return repository.private ? 'none' : 'read';
}
