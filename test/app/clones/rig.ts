/** Clones of a repository in the embedded GitHub. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type ClonedRepository, Clones } from '../../../app/clones/clones.ts';
import type { LargeClone } from '../../../app/clones/room.ts';
import type { Clone } from '../../../shared/io/remote/clone.ts';
import { openShop, type Shop } from '../../sandbox/shop.ts';

export interface ClonesRig {
  readonly shop: Shop;
  readonly folder: string;
  readonly clones: Clones;
  /** Each time that a token was asked for. */
  readonly tokens: string[];
  readonly pauses: number[];
  readonly troubles: unknown[];
  /** Of which it was told that they are too large. */
  readonly large: LargeClone[];
  repository(id?: number): ClonedRepository;
  /** As in another process of the App that ends then. */
  alone<T>(work: (clone: Clone) => Promise<T>, id?: number): Promise<T>;
  /** In the clone of the first repository. */
  path(...parts: readonly string[]): string;
}

export interface RigOptions {
  readonly limitBytes?: number;
  readonly onPause?: () => Promise<void>;
}

export async function openClones({
  limitBytes = 1_000_000_000,
  onPause,
}: RigOptions = {}): Promise<ClonesRig> {
  const shop = await openShop({ files: { 'src/a.txt': 'a\n'.repeat(500), 'src/b.txt': 'b\n' } });
  const folder = mkdtempSync(join(tmpdir(), 'braid-clones-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const [tokens, pauses, troubles]: [string[], number[], unknown[]] = [[], [], []];
  const large: LargeClone[] = [];
  const pause = async (ms: number): Promise<void> => {
    pauses.push(ms);
    await onPause?.();
  };
  const open = (): Clones => {
    const told = {
      onTrouble: (error: unknown) => troubles.push(error),
      onLarge: (clone: LargeClone) => large.push(clone),
    };
    const made = new Clones({ folder, limitBytes, pause, ...told });
    onTestFinished(() => made.close());
    return made;
  };
  const token = async (): Promise<string> => {
    const made = shop.sandbox.jobToken('acme/shop', { contents: 'write' });
    tokens.push(made);
    return made;
  };
  const url = `${shop.sandbox.serverUrl}/acme/shop.git`;
  const repository = (id = 1): ClonedRepository => ({ id, url, token });
  return {
    ...{ shop, folder, tokens, pauses, troubles, large, repository, clones: open() },
    alone: async (work, id) => {
      const clones = open();
      try {
        return await clones.use(repository(id), work);
      } finally {
        await clones.close();
      }
    },
    path: (...parts) => join(folder, '1', 'clone', ...parts),
  };
}

export const MAIN = 'refs/heads/main';

/** Fetches `main` and answers how many objects it has, each read. */
export async function countMain({ repository, remote }: Clone): Promise<number> {
  await remote.fetch([`+${MAIN}:${MAIN}`]);
  const listed = await repository.git.run(['rev-list', '--objects', '--no-object-names', MAIN]);
  await repository.git.run(['archive', '--output=/dev/null', MAIN]);
  return listed.trim().split('\n').length;
}

/** A file of no meaning beside the clone, which is gone when the clone was made anew. */
export function mark({ path }: ClonesRig): { readonly isThere: () => boolean } {
  const file = path('mark');
  writeFileSync(file, '');
  return { isThere: () => existsSync(file) };
}

/** Of an object that is not packed. */
export function pathOfObject(repository: string, name: string): string {
  const id = execFileSync('git', ['--git-dir', repository, 'rev-parse', name], { stdio: 'pipe' })
    .toString()
    .trim();
  return join(repository, 'objects', id.slice(0, 2), id.slice(2));
}
