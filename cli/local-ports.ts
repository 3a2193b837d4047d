/** The host's ports on this machine: trees and child processes, local git, files. */
import { mkdir } from 'node:fs/promises';
import { checkHealth } from '../shared/io/backends/registry.ts';
import { publishIntegration } from '../shared/io/journal/run-refs.ts';
import { inspectTarget, landLocally } from '../shared/io/landing/land.ts';
import { openLocalWork, until } from '../shared/io/local/local-work.ts';
import { recoverAttempts } from '../shared/io/local/recover.ts';
import { RunFolder } from '../shared/io/local/run-folder.ts';
import { chain } from '../shared/io/merge.ts';
import type { HostPorts } from '../shared/io/perform.ts';
import type { Progress } from '../shared/io/ports.ts';
import type { Repository } from '../shared/io/repository.ts';
import type { RunId, Sha } from '../shared/plan/plan.ts';
import type { Started } from '../shared/run/state.ts';
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
  const work = await openLocalWork({ ...options, orphans });
  const ports: HostPorts = {
    attempts: work.attempts,
    backends: { check: name => checkHealth(work.backend(name)) },
    merger: { chain: async effect => chain(await work.merges(), effect, { run }) },
    verifier: work.verifier,
    target: targetPort(options),
    reporter: { report: () => writeReports(state(), folder) },
    clock: { now: Date.now, until },
  };
  return { ports, folder, follow: next => work.follow(next), close: () => work.close() };
}

function targetPort({ repository, run }: LocalHostOptions): HostPorts['target'] {
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
