/** What executes workflow files: the part of the sandbox that knows their syntax. */
import type { RunnerHost, RunningWorkflow, RunRequest } from '../runner/host.ts';

export interface Runner {
  startWorkflow(request: RunRequest, host: RunnerHost): RunningWorkflow;
  /** Whether a workflow file is started by this event; `problems` is not empty where it cannot be read. */
  matches(
    workflow: string,
    event: string,
    payload: Readonly<Record<string, unknown>>,
  ): { readonly starts: boolean; readonly problems: readonly string[] };
}
