/** The folders of a job's machine. */
import { mkdir, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Folders {
  /** Holds all others. */
  readonly machine: string;
  readonly workspace: string;
  readonly home: string;
  /** `RUNNER_TEMP`. */
  readonly temp: string;
  /** `TMPDIR`, so that nothing stays on the real machine. */
  readonly systemTemp: string;
  /** Actions of other repositories. */
  readonly actions: string;
  readonly tools: string;
}

export async function createFolders(repository: string, parent: string | undefined): Promise<Folders> {
  const root = await realpath(parent ?? tmpdir());
  const machine = await mkdtemp(join(root, 'sandbox-job-'));
  const name = repository.split('/').at(-1) ?? repository;
  const folders: Folders = {
    machine,
    workspace: join(machine, 'work', name, name),
    home: join(machine, 'home'),
    temp: join(machine, 'work', '_temp'),
    systemTemp: join(machine, 'tmp'),
    actions: join(machine, 'work', '_actions'),
    tools: join(machine, 'tools'),
  };
  await Promise.all(Object.values(folders).map(folder => mkdir(folder, { recursive: true })));
  return folders;
}

export async function removeFolders(folders: Folders): Promise<void> {
  await rm(folders.machine, { recursive: true, force: true, maxRetries: 5 });
}
