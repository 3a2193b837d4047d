/** What the workflow run of a hop left for the step that takes it in. */
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import type { GitHub } from '../../shared/io/github/github.ts';
import { Arrivals } from '../../shared/io/handover/arrivals.ts';
import { readVerdicts, type VerdictsFile } from '../../shared/io/handover/handed-over.ts';
import type { HostPorts } from '../../shared/io/perform.ts';
import type { Repository } from '../../shared/io/repository.ts';
import type { RunId } from '../../shared/plan/plan.ts';
import type { Started } from '../../shared/run/state.ts';
import { dispatchKey } from '../../shared/run/wanted.ts';
import type { Hop } from './ports.ts';

export interface Arrived {
  /** Keys of the attempts that there were jobs for. */
  readonly sent: ReadonlySet<string>;
  /** There were jobs that verify. */
  readonly verified: boolean;
  readonly verdicts: readonly VerdictsFile[];
  attempts(repository: Repository, state: () => Started): HostPorts['attempts'];
}

export interface Arriving {
  readonly github: Pick<GitHub, 'artifacts' | 'downloadArtifact'>;
  /** Null: there was no workflow run. */
  readonly hop: Hop | null;
  readonly run: RunId;
  /** Empty, and gone when the step is over. */
  readonly folder: string;
  /** For a person; null: nowhere. */
  readonly log: string | null;
}

export async function arrivedFrom({ github, hop, run, folder, log }: Arriving): Promise<Arrived> {
  const sent = new Set(
    (hop?.tasks ?? []).map(({ task, attempt }) => dispatchKey({ task: { id: task } }, { number: attempt })),
  );
  if (hop?.workflowRun != null) {
    for (const artifact of await github.artifacts(hop.workflowRun)) {
      const place = join(
        folder,
        artifact.name.startsWith('braid.verdicts.') ? 'verdicts' : 'tasks',
        artifact.name,
      );
      await mkdir(place, { recursive: true });
      const zip = await github.downloadArtifact(artifact, 512 * 1024 * 1024);
      for (const [name, bytes] of Object.entries(
        unzipSync(zip, {
          filter: ({ name }) => ['result.json', 'work.bundle', 'log.txt', 'verdicts.json'].includes(name),
        }),
      ))
        await writeFile(join(place, name), bytes);
    }
  }
  const tasks = await readdir(join(folder, 'tasks')).catch(() => []);
  const verdicts = await readdir(join(folder, 'verdicts')).catch(() => []);
  const read = await Promise.all(
    verdicts
      .toSorted()
      .reverse()
      .map(name => readVerdicts(join(folder, 'verdicts', name, 'verdicts.json'), run)),
  );
  return {
    sent,
    verified: (hop?.legs ?? 0) > 0,
    verdicts: read.flatMap(each => (each.kind === 'read' ? [each.value] : [])),
    attempts: (repository, state) =>
      new Arrivals({
        ...{ repository, run, log, now: Date.now, unpushable: () => null, missing: 'its job left no result' },
        wasSent: ({ key }) => sent.has(key),
        config: () => state().config,
        isCancelled: () => state().cancel !== null,
        folders: ({ task, attempt }) =>
          tasks
            .filter(name => name.startsWith(`braid-${run}-${task}-${attempt}-`))
            .toSorted()
            .reverse()
            .map(name => join(folder, 'tasks', name)),
      }),
  };
}
