/** The host's ports on this machine: trees and child processes, local git, files. */
import { mkdir } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { checkHealth, makeBackend } from '../shared/io/backends/registry.ts';
import { publishIntegration } from '../shared/io/journal/run-refs.ts';
import { inspectTarget, landLocally } from '../shared/io/landing/land.ts';
import { type AttemptContext, LocalAttempts } from '../shared/io/local/attempts.ts';
import { recoverAttempts } from '../shared/io/local/recover.ts';
import { RunFolder } from '../shared/io/local/run-folder.ts';
import { LocalVerifier } from '../shared/io/local/verifier.ts';
import { Workers } from '../shared/io/local/workers.ts';
import { chain } from '../shared/io/merge.ts';
import { type MergeDirectory, openMergeDirectory } from '../shared/io/merging/merge-directory.ts';
import type { HostPorts } from '../shared/io/perform.ts';
import type { Backend, Progress } from '../shared/io/ports.ts';
import type { Repository } from '../shared/io/repository.ts';
import { openTreePool, type TreePool } from '../shared/io/task-tree.ts';
import type { RunId, Sha } from '../shared/plan/plan.ts';
import { concurrency } from '../shared/run/dispatch/schedule.ts';
import type { Started } from '../shared/run/state.ts';
import { factsOf } from '../shared/run/state.ts';
import { isCalledOff } from '../shared/run/wanted.ts';
import { writeReports } from './report-files.ts';

export interface LocalHost {
  readonly ports: HostPorts;
  readonly folder: RunFolder;
  /** Called with every new state: limits may have changed. */
  follow(state: Started): void;
  /** Removes the trees; after it nothing of the host is left. */
  close(): Promise<void>;
}

export interface LocalHostOptions {
  readonly repository: Repository;
  readonly run: RunId;
  /** The state as it is when asked. */
  readonly state: () => Started;
  readonly progress: (progress: Progress) => void;
}

export async function openLocalHost(options: LocalHostOptions): Promise<LocalHost> {
  const { repository, run, state } = options;
  const folder = new RunFolder(repository, run);
  await mkdir(folder.path, { recursive: true });
  const orphans = await recoverAttempts(repository, { run, state, now: Date.now });
  const pool = await openTreePool(repository);
  const workers = new Workers();
  const { ports, attempts } = makePorts({ ...options, folder, pool, workers, orphans });
  return {
    ports,
    folder,
    follow: next => {
      workers.allow(concurrency(next));
      attempts.follow(next);
    },
    close: async () => {
      if (!attempts.leavesWork) await pool.close();
    },
  };
}

interface Parts extends LocalHostOptions {
  readonly folder: RunFolder;
  readonly pool: TreePool;
  readonly workers: Workers;
  readonly orphans: Awaited<ReturnType<typeof recoverAttempts>>;
}

function makePorts(parts: Parts): { readonly ports: HostPorts; readonly attempts: LocalAttempts } {
  const { folder, pool, run, state } = parts;
  const config = () => state().config;
  const secrets = () =>
    Object.keys(config().backends).flatMap(name => backends(state)(name).secrets.map(({ value }) => value));
  const verifier = new LocalVerifier({ run, folder, pool, config, secrets, now: Date.now });
  const merges = openingMerges(parts);
  const attempts = new LocalAttempts({ ...attemptContext(parts, verifier), merges }, parts.orphans);
  const ports: HostPorts = {
    attempts,
    backends: { check: name => checkHealth(backends(state)(name)) },
    merger: { chain: async effect => chain(await merges(), effect, { run }) },
    verifier,
    target: targetPort(parts),
    reporter: { report: () => writeReports(state(), folder) },
    clock: { now: Date.now, until },
  };
  return { ports, attempts };
}

function attemptContext(parts: Parts, verifier: LocalVerifier): Omit<AttemptContext, 'merges'> {
  const { run, state, progress } = parts;
  return {
    ...parts,
    backend: backends(state),
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

function backends(state: () => Started): (name: string) => Backend {
  return name => {
    const config = state().config.backends[name];
    if (config === undefined) throw new Error(`the configuration has no backend ${name}`);
    return makeBackend(name, config);
  };
}

/** Opened at the first merge: a run that merges nothing needs no directory to merge in. */
function openingMerges({ repository, state }: Parts): () => Promise<MergeDirectory> {
  let opening: Promise<MergeDirectory> | null = null;
  return () => {
    opening ??= openMergeDirectory(repository, { base: state().base.commit });
    return opening;
  };
}

function targetPort({ repository, run }: Parts): HostPorts['target'] {
  let published: Sha | null = null;
  let last: Promise<unknown> = Promise.resolve();
  const publish = async (commit: Sha) => {
    const outcome = await publishIntegration(repository, { run, commit, previous: published });
    if (outcome.kind === 'refused') return outcome.reason;
    published = commit;
    return null;
  };
  return {
    // One after another: the branch must end where the machine wanted it last.
    publish: commit => {
      const done = last.then(() => publish(commit));
      last = done;
      return done;
    },
    inspect: ({ branch, head }) => inspectTarget(repository, { branch, head }),
    land: ({ branch, from, to, followTree }) =>
      landLocally(repository, { run, branch, from, to, followTree }),
  };
}

async function until(time: number, signal: AbortSignal): Promise<void> {
  await delay(Math.max(0, time - Date.now()), undefined, { signal }).catch(() => {});
}
