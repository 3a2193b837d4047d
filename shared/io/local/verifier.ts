/** Runs the project's tests on a candidate, in a tree of its own, and a task's own tests in its tree. */
import { existsSync } from 'node:fs';
import type { Config } from '../../plan/config.ts';
import type { RunId, Sha, TaskId } from '../../plan/plan.ts';
import { type CommandFailure, limitText } from '../../run/attempts/evidence.ts';
import type { VerifyEffect } from '../../run/effect.ts';
import type { TrialVerdict } from '../../run/event.ts';
import { integrationBranch } from '../../run/integration/chain.ts';
import { taskEnvironment } from '../backends/environment.ts';
import { runShell, type ShellEnd } from '../process.ts';
import type { TaskTree, TreePool } from '../task-tree.ts';
import type { OwnVerify } from './attempts.ts';
import type { RunFolder } from './run-folder.ts';

export interface VerifierContext {
  readonly run: RunId;
  readonly folder: RunFolder;
  readonly pool: TreePool;
  readonly config: () => Config;
  /** Of all backends: verification is not given them, but finds what a task wrote down. */
  readonly secrets: () => readonly string[];
  readonly now: () => number;
}

export class LocalVerifier {
  readonly #context: VerifierContext;

  constructor(context: VerifierContext) {
    this.#context = context;
  }

  /** The candidate, in a fresh tree. */
  async verify(
    effect: VerifyEffect,
    signal: AbortSignal,
  ): Promise<{ readonly verdict: TrialVerdict; readonly durationMs: number }> {
    const began = this.#context.now();
    const verdict = await this.#inFreshTree(effect, signal);
    return { verdict, durationMs: this.#context.now() - began };
  }

  async #inFreshTree(
    { commit, tree: treeId, trial }: VerifyEffect,
    signal: AbortSignal,
  ): Promise<TrialVerdict> {
    const { pool, run, folder, config } = this.#context;
    let tree: TaskTree;
    try {
      const name = `verify-${treeId.slice(0, 12)}-${trial}`;
      tree = await pool.prepare({
        name: `${run}/${name}`,
        run,
        task: name as TaskId,
        attempt: trial,
        base: commit,
        branch: integrationBranch(run),
        log: folder.verifyLog(treeId, trial),
        disposable: true,
      });
    } catch (error) {
      return { kind: 'broken', message: error instanceof Error ? error.message : String(error) };
    }
    try {
      const { verify, verifyTimeoutMinutes } = config().merge;
      const job = {
        task: 'verify',
        what: '`merge.verify`',
        attempt: trial,
        base: commit,
        lines: verify,
        minutes: verifyTimeoutMinutes,
        signal,
      };
      const end = await this.#lines(tree, job);
      if (signal.aborted) return { kind: 'stopped' };
      if (end === null) return { kind: 'green' };
      const { kind, failure } = end;
      return kind === 'red' ? { kind, failure } : { kind, message: failure.problem, failure };
    } finally {
      await tree.release();
    }
  }

  /** A task's own `verify`; null: all green. */
  async verifyOwn(
    tree: TaskTree,
    { task, attempt, base, signal }: OwnVerify,
  ): Promise<CommandFailure | null> {
    const minutes = this.#context.config().merge.verifyTimeoutMinutes;
    const end = await this.#lines(tree, {
      task: task.id,
      what: '`verify`',
      attempt,
      base,
      lines: task.verify,
      minutes,
      signal,
    });
    return end?.failure ?? null;
  }

  async #lines(tree: TaskTree, job: Lines): Promise<BadEnd | null> {
    const environment = taskEnvironment({
      run: this.#context.run,
      task: job.task as TaskId,
      attempt: job.attempt,
      base: job.base,
      model: null,
      files: tree.files,
      passEnv: [],
    });
    const deadline = this.#context.now() + job.minutes * 60_000;
    for (const line of job.lines) {
      const end = await runShell({
        line,
        cwd: tree.directory,
        ...environment,
        secrets: this.#context.secrets(),
        timeoutMs: Math.max(1, deadline - this.#context.now()),
        signal: job.signal,
        log: tree.files.log,
        territory: { directories: [tree.directory, tree.files.temporary] },
      });
      if (end.exit.kind === 'exited' && end.exit.code === 0) continue;
      const { log } = tree.files;
      const failure = { command: line, ...ending(end, job), ...(existsSync(log) ? { log } : {}) };
      return { kind: end.exit.kind === 'not-started' ? 'broken' : 'red', failure };
    }
    return null;
  }
}

interface Lines {
  readonly task: string;
  /** The key that the lines are listed under. */
  readonly what: string;
  readonly attempt: number;
  readonly base: Sha;
  readonly lines: readonly string[];
  readonly minutes: number;
  readonly signal: AbortSignal;
}

/** `broken`: the command could not even be started. */
interface BadEnd {
  readonly kind: 'red' | 'broken';
  readonly failure: CommandFailure;
}

function ending(
  { exit, tail }: ShellEnd,
  { minutes, lines, what }: Lines,
): Pick<CommandFailure, 'problem' | 'tail'> {
  switch (exit.kind) {
    case 'exited':
      return { problem: `exit code ${exit.code}`, tail };
    case 'timed-out': {
      const limit = limitText(minutes * 60_000);
      // Whoever runs when the time is over need not be who used it up.
      const problem =
        lines.length === 1
          ? `not done after ${limit}`
          : `not done when the ${limit} for all ${what} commands were over`;
      return { problem, tail };
    }
    case 'killed':
      return { problem: `ended by signal ${exit.signal}`, tail };
    case 'not-started':
      return { problem: exit.message, tail };
    default:
      return { problem: exit.kind, tail };
  }
}
