/** What works on this machine, put together: the trees, the places, the backends, attempts and verification. */
import { setTimeout as delay } from 'node:timers/promises';
import type { RunId } from '../../plan/plan.ts';
import type { Evidence } from '../../run/attempts/evidence.ts';
import { concurrency } from '../../run/dispatch/schedule.ts';
import { factsOf, type Started } from '../../run/state.ts';
import { isCalledOff } from '../../run/wanted.ts';
import { makeBackend } from '../backends/registry.ts';
import { type MergeDirectory, openMergeDirectory } from '../merging/merge-directory.ts';
import type { Backend, Progress } from '../ports.ts';
import type { Repository } from '../repository.ts';
import { openTreePool, type TreePool } from '../task-tree.ts';
import { type AttemptContext, LocalAttempts } from './attempts.ts';
import { RunFolder } from './run-folder.ts';
import { LocalVerifier } from './verifier.ts';
import { Workers } from './workers.ts';

export interface LocalWork {
  readonly folder: RunFolder;
  readonly attempts: LocalAttempts;
  readonly verifier: LocalVerifier;
  readonly backend: (name: string) => Backend;
  readonly merges: () => Promise<MergeDirectory>;
  /** Called with every new state: limits may have changed. */
  follow(state: Started): void;
  /** Removes the trees. */
  close(): Promise<void>;
}

export interface LocalWorkOptions {
  readonly repository: Repository;
  readonly run: RunId;
  /** The state as it is when asked. */
  readonly state: () => Started;
  readonly progress: (progress: Progress) => void;
  /** What was found in trees whose driver died, by dispatch key. */
  readonly orphans: ReadonlyMap<string, Evidence>;
}

export async function openLocalWork(options: LocalWorkOptions): Promise<LocalWork> {
  const { repository, run, state, orphans } = options;
  const folder = new RunFolder(repository, run);
  const pool = await openTreePool(repository);
  const workers = new Workers();
  const backend = backendsOf(state);
  const config = () => state().config;
  const secrets = () =>
    Object.keys(config().backends).flatMap(name => backend(name).secrets.map(({ value }) => value));
  const verifier = new LocalVerifier({ run, folder, pool, config, secrets, now: Date.now });
  const merges = openingMerges(options);
  const parts = { folder, pool, workers, backend, verifier };
  const attempts = new LocalAttempts({ ...attemptContext(options, parts), merges }, orphans);
  return {
    ...{ folder, attempts, verifier, backend, merges },
    follow: next => {
      workers.allow(concurrency(next));
      attempts.follow(next);
    },
    close: async () => {
      if (!attempts.leavesWork) await pool.close();
    },
  };
}

interface Parts {
  readonly folder: RunFolder;
  readonly pool: TreePool;
  readonly workers: Workers;
  readonly backend: (name: string) => Backend;
  readonly verifier: LocalVerifier;
}

function attemptContext(
  { repository, run, state, progress }: LocalWorkOptions,
  { verifier, ...parts }: Parts,
): Omit<AttemptContext, 'merges'> {
  return {
    ...parts,
    repository,
    run,
    task: id => factsOf(state(), id).task,
    config: () => state().config,
    runStartedAt: () => state().startedAt,
    isCalledOff: key => isCalledOff(state(), key),
    verifyOwn: (tree, job) => verifier.verifyOwn(tree, job),
    progress: ({ task, ...rest }) =>
      progress({
        at: Date.now(),
        run,
        batch: task === null ? null : factsOf(state(), task).batch,
        task,
        ...rest,
      }),
    now: Date.now,
  };
}

function backendsOf(state: () => Started): (name: string) => Backend {
  return name => {
    const config = state().config.backends[name];
    if (config === undefined) throw new Error(`the configuration has no backend ${name}`);
    return makeBackend(name, config);
  };
}

/** Opened at the first merge: a run that merges nothing needs no directory to merge in. */
export function openingMerges({
  repository,
  state,
}: Pick<LocalWorkOptions, 'repository' | 'state'>): () => Promise<MergeDirectory> {
  let opening: Promise<MergeDirectory> | null = null;
  return () => {
    opening ??= openMergeDirectory(repository, { base: state().base.commit });
    return opening;
  };
}

/** Resolves at that time, in milliseconds since 1970, or when the signal is aborted. */
export async function until(time: number, signal: AbortSignal): Promise<void> {
  await delay(Math.max(0, time - Date.now()), undefined, { signal }).catch(() => {});
}
