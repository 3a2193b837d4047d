/**
 * Attempts that were made on other machines: what each left, checked, and brought into the repository. The same that the journal
 * would have been told by an attempt here.
 */
import { join } from 'node:path';
import type { Config } from '../../plan/config.ts';
import type { RunId } from '../../plan/plan.ts';
import type { Evidence, Exit } from '../../run/attempts/evidence.ts';
import type { DispatchEffect } from '../../run/effect.ts';
import { closedTaskFile } from '../backends/registry.ts';
import { attemptRef, saveAttempt } from '../journal/run-refs.ts';
import { notBegun } from '../local/left.ts';
import type { HostPorts } from '../perform.ts';
import type { Repository } from '../repository.ts';
import { takeBundle } from './bundle.ts';
import { type AttemptFile, logAt, readAttempt } from './handed-over.ts';

export const RESULT_FILE = 'result.json';
export const BUNDLE_FILE = 'work.bundle';
/** Of a job that left nothing. */
export const NO_RESULT = 'its job left no result';

const ENDED_EARLY =
  'ended from outside before it was done: by the time limit that the workflow file sets, or with its machine';

export interface ArrivalsOptions {
  readonly repository: Repository;
  readonly run: RunId;
  /** Where an attempt's files are, newest first: a job that was run again has left some each time. */
  readonly folders: (effect: DispatchEffect) => readonly string[];
  /** What is said of an attempt that has none. */
  readonly missing: (effect: DispatchEffect) => string;
  /** Whether the attempt was one of those whose jobs are over. */
  readonly wasSent: (effect: DispatchEffect) => boolean;
  /** As it is now: a retry pins it anew. */
  readonly config: () => Config;
  /** Why attempts are without a result when they were called off. */
  readonly isCancelled: () => boolean;
  /** Why work that changes these files may not be pushed, as a token may be kept from changing workflows; null: it may. */
  readonly unpushable: (effect: DispatchEffect, files: readonly string[]) => string | null;
  /** Milliseconds since 1970: clocks of other machines are not ahead of it. */
  readonly now: () => number;
  /** For a person: where a job's log is; null: nowhere. */
  readonly log: string | null;
}

export class Arrivals implements NonNullable<HostPorts['attempts']> {
  readonly #options: ArrivalsOptions;

  constructor(options: ArrivalsOptions) {
    this.#options = options;
  }

  async run(
    effect: DispatchEffect,
    onStarted: (at?: number) => void,
    onEnded: (at: number) => void,
  ): Promise<Evidence> {
    const { run, folders, wasSent, isCancelled, log } = this.#options;
    const { task, attempt } = effect;
    let problem = this.#options.missing(effect);
    for (const folder of folders(effect)) {
      const read = await readAttempt(join(folder, RESULT_FILE), { run, task, attempt });
      if (read.kind === 'refused') problem = `the result of its job is refused: ${read.reason}`;
      if (read.kind !== 'read') continue;
      const { startedAt, endedAt } = read.value;
      const now = this.#options.now();
      if (startedAt !== null) onStarted(Math.min(startedAt, now));
      onEnded(Math.min(endedAt, now));
      const evidence = await this.#taken(effect, folder, read.value);
      const { exit, verifyFailure } = evidence;
      const failure = verifyFailure && logAt(verifyFailure, log);
      return { ...evidence, exit: this.#honest(exit), verifyFailure: failure, log };
    }
    if (!wasSent(effect) || isCancelled()) return { ...notBegun({ kind: 'stopped' }), log };
    return { ...notBegun({ kind: 'not-started', message: problem }), log };
  }

  stop(): void {
    // It is over already.
  }

  /** That counts for no attempt, so it would be made again for ever on the word of a job. */
  #honest(exit: Exit): Exit {
    if (exit.kind !== 'stopped' || this.#options.isCancelled()) return exit;
    return { kind: 'backend-failed', failure: 'crash', message: ENDED_EARLY };
  }

  /** What is in its commit is found out here, and not believed. */
  async #taken(effect: DispatchEffect, folder: string, { evidence }: AttemptFile): Promise<Evidence> {
    const { repository, run, config } = this.#options;
    const { task, attempt, base } = effect;
    const { commit } = evidence;
    if (commit === null) return { ...evidence, files: [] };
    const ref = attemptRef(run, task, attempt);
    const work = await takeBundle(repository, join(folder, BUNDLE_FILE), { ref, base: base.commit, commit });
    if (work.kind === 'refused') {
      const message = `the work that its job handed over is refused: ${work.reason}`;
      return {
        ...evidence,
        exit: { kind: 'unsaved', message },
        commit: null,
        files: [],
        verifyFailure: null,
      };
    }
    const unpushable = this.#options.unpushable(effect, work.files);
    // It is merged nowhere: what stands on it could not be pushed either.
    if (unpushable !== null) return { ...evidence, commit: null, files: work.files, unpushable };
    const saved = await saveAttempt(repository, { run, task, attempt, commit });
    const remark = saved.branch.kind === 'refused' ? `\nbraid: ${saved.branch.reason}` : '';
    const { closes: _claimed, ...known } = evidence;
    const question = { task, base: base.commit, commit, files: work.files };
    const path = await closedTaskFile(repository.git, config().backends[effect.backend], question);
    const closes = path === null ? {} : { closes: path };
    return { ...known, ...closes, files: work.files, tail: `${evidence.tail}${remark}` };
  }
}
