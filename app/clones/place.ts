/** Where a repository's clone is, and what is remembered of it without looking into it. */
import { randomUUID } from 'node:crypto';
import { readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { LockPlace } from '../../shared/io/processes/lock.ts';

export interface ClonePlace {
  /** GitHub's, of the repository. */
  readonly id: number;
  readonly folder: string;
  /** The clone itself: all of it can be thrown away. */
  readonly clone: string;
  readonly lock: LockPlace;
}

export function clonePlace(folder: string, id: number): ClonePlace {
  const own = join(folder, String(id));
  return { id, folder: own, clone: join(own, 'clone'), lock: { folder: own, name: 'user' } };
}

/** Of all repositories that have or had a clone. */
export async function clonePlaces(folder: string): Promise<readonly ClonePlace[]> {
  const names = await readdir(folder).catch(() => []);
  return names.filter(name => /^\d+$/.test(name)).map(name => clonePlace(folder, Number(name)));
}

const measures = z.object({ bytes: z.number().nonnegative(), packedBytes: z.number().nonnegative() });

/** In bytes, as of the last use; `packedBytes`: after everything was last packed into one. */
export type Measures = z.infer<typeof measures>;

export interface Remembered extends Measures {
  /** Milliseconds since 1970. */
  readonly usedAt: number;
}

/** Null: who used it first has died. */
export async function recall({ folder }: ClonePlace): Promise<Remembered | null> {
  const file = join(folder, MEASURES);
  try {
    const { bytes, packedBytes } = measures.parse(JSON.parse(await readFile(file, 'utf8')));
    return { bytes, packedBytes, usedAt: (await stat(file)).mtimeMs };
  } catch {
    return null;
  }
}

export async function remember({ folder }: ClonePlace, known: Measures): Promise<void> {
  const fresh = join(folder, `.${MEASURES}`);
  await writeFile(fresh, JSON.stringify(known));
  await rename(fresh, join(folder, MEASURES));
}

const MEASURES = 'measures.json';
const GONE = 'gone-';

/** At once, for whoever comes after a kill. */
export async function discard(place: ClonePlace): Promise<void> {
  const { folder, clone } = place;
  await rm(join(folder, MEASURES), { force: true });
  await rename(clone, join(folder, `${GONE}${randomUUID()}`)).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
  });
  await sweep(place);
}

/** What was thrown away by a process that died over it. */
export async function sweep({ folder }: ClonePlace): Promise<void> {
  for (const name of await readdir(folder))
    if (name.startsWith(GONE)) await rm(join(folder, name), { recursive: true, force: true });
}
