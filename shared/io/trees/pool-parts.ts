/** What the slots of a pool have in common. */
import { mkdir, mkdtemp, readFile, rmdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Sha } from '../../plan/plan.ts';
import type { Git } from '../git.ts';
import { BRAID_IDENTITY } from '../merging/merge-directory.ts';
import type { AttemptFiles } from '../ports.ts';
import type { Repository } from '../repository.ts';
import { probeFileSystem } from './git/file-system.ts';
import { type Layout, readLayout } from './git/layout.ts';
import type { Template } from './git/task-git.ts';
import { ownName } from './owner.ts';
import { type PoolPlace, poolInodes, requirePool } from './place.ts';
import { Trash } from './removal.ts';
import { hasCode } from './walk.ts';

export interface PoolParts {
  readonly place: PoolPlace;
  /** In the user's repository, for reading it. */
  readonly git: Git;
  readonly template: Template;
  readonly trash: Trash;
  readonly layouts: Layouts;
}

/** Where the pools of a repository lie. */
export function poolsFolder(repository: Repository): string {
  return join(repository.cache, 'trees');
}

/** Makes the folders of a new pool of this process. */
export async function makePool(repository: Repository): Promise<PoolParts> {
  const pools = poolsFolder(repository);
  const temporary = await mkdtemp(join(tmpdir(), 'braid-'));
  const folder = await makeFolder(pools).catch(async error => {
    await rmdir(temporary);
    throw error;
  });
  const place = placeOf(folder, { temporary, inodes: await poolInodes(folder, temporary) });
  await mkdir(place.home);
  await writeFile(join(folder, 'pool.json'), `${JSON.stringify({ temporary, inodes: place.inodes })}\n`);
  return partsOf(repository, place);
}

/** A pool of another process. Null: that process died before anything was in it. */
export async function readPool(folder: string): Promise<PoolPlace | null> {
  try {
    const text = await readFile(join(folder, 'pool.json'), 'utf8');
    const { temporary, inodes } = JSON.parse(text) as Partial<PoolPlace>;
    if (typeof temporary !== 'string' || !Array.isArray(inodes)) return null;
    return placeOf(folder, { temporary, inodes });
  } catch {
    return null;
  }
}

function placeOf(folder: string, made: Pick<PoolPlace, 'temporary' | 'inodes'>): PoolPlace {
  return { folder, home: join(folder, 'home'), ...made };
}

/** Several pools of one process have numbers. */
async function makeFolder(pools: string): Promise<string> {
  for (let number = 1; ; ) {
    const folder = join(pools, ownName(number));
    try {
      await mkdir(folder, { mode: 0o700 });
      return folder;
    } catch (error) {
      if (hasCode(error, 'EEXIST')) number += 1;
      // Also when whoever closed the last pool has just removed what was around it.
      else if (hasCode(error, 'ENOENT')) await mkdir(pools, { recursive: true, mode: 0o700 });
      else throw error;
    }
  }
}

/** What is around a pool, when it was the last one there. Another process may make one meanwhile: then it stays. */
export async function removeShell({ folder }: Pick<PoolPlace, 'folder'>): Promise<void> {
  const pools = dirname(folder);
  await rmdir(pools)
    .then(() => rmdir(dirname(pools)))
    .catch(() => {});
}

export async function partsOf(repository: Repository, place: PoolPlace): Promise<PoolParts> {
  const shallow = repository.shallow ? await readFile(join(repository.commonDir, 'shallow')) : null;
  const { objects, objectFormat } = repository;
  const fileSystem = await probeFileSystem(place.folder);
  return {
    place,
    git: repository.git.with({ GIT_NO_REPLACE_OBJECTS: '1' }),
    template: { objects, objectFormat, shallow, fileSystem },
    trash: new Trash(place.folder, () => requirePool(place)),
    layouts: new Layouts(),
  };
}

/** Fresh files for an attempt; their folder and the temporary one are in no attempt's way. */
export async function makeAttemptFiles(
  place: PoolPlace,
  { number, log }: { readonly number: number; readonly log: string },
): Promise<AttemptFiles> {
  const { folder, temporary } = place;
  await requirePool(place);
  const own = join(folder, `attempt-${number}`);
  const files = {
    prompt: join(own, 'prompt.md'),
    notes: join(own, 'notes.md'),
    result: join(own, 'result.json'),
    log,
    temporary: join(temporary, String(number)),
    gitConfig: join(own, 'gitconfig'),
  };
  await mkdir(own);
  await mkdir(files.temporary);
  const { name, email } = BRAID_IDENTITY;
  await writeFile(files.gitConfig, `[user]\n\tname = ${name}\n\temail = ${email}\n`);
  return files;
}

/** The layouts of the latest commits: the tasks of a batch have the same base. */
export class Layouts {
  readonly #known = new Map<Sha, Promise<Layout>>();

  of(git: Git, commit: Sha): Promise<Layout> {
    const known = this.#known.get(commit);
    if (known !== undefined) return known;
    const reading = readLayout(git, commit);
    this.#known.set(commit, reading);
    const [oldest] = this.#known.keys();
    if (this.#known.size > 8 && oldest !== undefined) this.#known.delete(oldest);
    reading.catch(() => this.#known.delete(commit));
    return reading;
  }
}
