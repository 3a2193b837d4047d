/** What executes workflow files: the part of the sandbox that knows their syntax. */
import type { RunnerHost, RunningWorkflow, RunRequest } from '../runner/host.ts';

export interface Runner {
  startWorkflow(request: RunRequest, host: RunnerHost): RunningWorkflow;
  /** Whether a workflow file is started by this event; `problems` is not empty where it cannot be read. */
  matches(
    text: string,
    event: string,
    payload: Readonly<Record<string, unknown>>,
    options: MatchOptions,
  ): Match;
  /** What `run-name:` comes to; null where the file has none. Without this, runs have the names that GitHub gives. */
  readonly runName?: (text: string, request: RunRequest) => string | null;
}

export interface MatchOptions {
  /** Of the workflow file, for messages. */
  readonly path: string;
  /** Of a pull request's event, whose body does not have them. */
  readonly changedFiles?: readonly string[];
}

export interface Match {
  readonly starts: boolean;
  readonly problems: readonly string[];
}
