/** What a command's exit says. */
import type { RunId } from '../shared/plan/plan.ts';
import type { Started } from '../shared/run/state.ts';
import { runStatus } from '../shared/run/status.ts';

export const EXIT = {
  /** All merged, and landed as configured. */
  done: 0,
  /** Some task is not merged, or the result is not landed as configured. */
  incomplete: 1,
  /** Plan, configuration or usage is wrong. */
  wrong: 2,
  parked: 3,
  /** As a shell reports a Ctrl-C. */
  cancelled: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

export function exitCodeOf(state: Started): ExitCode {
  switch (runStatus(state)) {
    case 'completed':
    case 'empty':
      return EXIT.done;
    case 'cancelled':
      return EXIT.cancelled;
    case 'parked':
      return EXIT.parked;
    case 'partial':
    case 'failed':
    case 'running':
      return EXIT.incomplete;
  }
}

/** A run that exists came to no end: it can be gone on with when the cause is out of the way. */
export class Interrupted extends Error {
  readonly run: RunId;
  constructor(run: RunId, cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.name = 'Interrupted';
    this.run = run;
  }
}

/** An expected failure of a command, for people. */
export class CommandProblem extends Error {
  readonly hint: string | null;
  readonly exitCode: ExitCode;
  constructor(
    message: string,
    { hint = null, exitCode = EXIT.wrong }: { hint?: string | null; exitCode?: ExitCode } = {},
  ) {
    super(message);
    this.name = 'CommandProblem';
    this.hint = hint;
    this.exitCode = exitCode;
  }
}
