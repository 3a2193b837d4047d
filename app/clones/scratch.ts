/** A folder of this process alone, for the files of its steps. What a process left that was killed is removed by the next one. */
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { acquireLock } from '../../shared/io/processes/lock.ts';

export interface Scratch {
  readonly folder: string;
  close(): Promise<void>;
}

const OWN = /^process-(\d+)$/;

/** `root`: for processes that see each other, those of one machine or one container. */
export async function openScratch(root: string): Promise<Scratch> {
  await mkdir(root, { recursive: true });
  await sweep(root);
  for (let number = 0; ; number += 1) {
    const lock = await acquireLock(lockOf(root, number));
    if (lock.kind === 'held') continue;
    const folder = folderOf(root, number);
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { mode: 0o700 });
    return {
      folder,
      close: async () => {
        await rm(folder, { recursive: true, force: true });
        await lock.release();
      },
    };
  }
}

async function sweep(root: string): Promise<void> {
  for (const name of await readdir(root)) {
    const number = OWN.exec(name)?.[1];
    if (number === undefined) continue;
    const lock = await acquireLock(lockOf(root, Number(number)));
    if (lock.kind === 'held') continue;
    await rm(folderOf(root, Number(number)), { recursive: true, force: true });
    await lock.release();
  }
}

function folderOf(root: string, number: number): string {
  return join(root, `process-${number}`);
}

function lockOf(root: string, number: number) {
  return { folder: join(root, 'locks'), name: `process-${number}` };
}
