/** Workflow runs, their jobs of every attempt, and their artifacts. */
import type { JobReport, Permissions, RunningWorkflow, TriggeringEvent } from '../runner/host.ts';
import type { Account } from './account.ts';
import type { CheckConclusion, CheckStatus } from './check.ts';

export interface Workflow {
  readonly id: number;
  readonly path: string;
  name: string;
}

export interface Job {
  readonly id: number;
  readonly key: string;
  readonly name: string;
  readonly attempt: number;
  readonly checkRunId: number;
  status: CheckStatus;
  conclusion: CheckConclusion | null;
  startedAt: Date | null;
  completedAt: Date | null;
  report: JobReport | null;
}

export interface Artifact {
  readonly id: number;
  readonly name: string;
  readonly zip: Uint8Array;
  readonly createdAt: Date;
}

export interface WorkflowRun {
  readonly id: number;
  readonly workflow: Workflow;
  readonly number: number;
  /** From `run-name:`, or GitHub's own. */
  title: string;
  readonly event: TriggeringEvent;
  readonly inputs: Readonly<Record<string, string>>;
  readonly tokenLimit: Permissions | null;
  /** A fork's event sees none. */
  readonly withSecrets: boolean;
  readonly actor: Account;
  readonly headBranch: string | null;
  /** As shown: for a pull request its head, not the merge that is checked out. */
  readonly headSha: string;
  readonly pulls: readonly number[];
  readonly createdAt: Date;
  updatedAt: Date;
  attempt: number;
  status: CheckStatus;
  conclusion: CheckConclusion | null;
  /** Why it could not run: problems of the workflow file, or a crash of the runner. */
  problems: readonly string[];
  readonly jobs: Job[];
  readonly artifacts: Artifact[];
  /** null while it waits for an approval, and when it is over. */
  running: RunningWorkflow | null;
  cancelRequested: boolean;
}
