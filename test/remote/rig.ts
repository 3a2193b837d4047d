/** A clone of Braid's own of a repository in the embedded GitHub, and what its git was called with. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type Git, sealedGit } from '../../shared/io/git.ts';
import { type Clone, openClone } from '../../shared/io/remote/clone.ts';
import type { Sha } from '../../shared/plan/plan.ts';
import { openShop, type Shop } from '../sandbox/shop.ts';

export interface Lander {
  readonly shop: Shop;
  readonly clone: Clone;
  readonly folder: string;
  readonly token: string;
  /** Where `main` is. */
  readonly main: Sha;
  readonly pauses: number[];
  /** Made here, on this parent, and on no branch. */
  commit(files: Readonly<Record<string, string>>, parent: Sha): Promise<Sha>;
  /** What the repository that others see has there; null: nothing. */
  there(ref: string): Promise<string | null>;
}

const PERSON = { NAME: 'Braid', EMAIL: 'braid@example.invalid' };
const IDENTITY = {
  GIT_AUTHOR_NAME: PERSON.NAME,
  GIT_AUTHOR_EMAIL: PERSON.EMAIL,
  GIT_COMMITTER_NAME: PERSON.NAME,
  GIT_COMMITTER_EMAIL: PERSON.EMAIL,
};

export async function openLander(permissions: Record<string, 'read' | 'write'> = { contents: 'write' }) {
  const shop = await openShop();
  const folder = mkdtempSync(join(tmpdir(), 'braid-lander-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const token = shop.sandbox.jobToken('acme/shop', permissions);
  const url = `${shop.sandbox.serverUrl}/acme/shop.git`;
  const pauses: number[] = [];
  const pause = async (ms: number) => void pauses.push(ms);
  const clone = await openClone({ folder, url, token, pause });
  await clone.remote.fetch(['+refs/heads/main:refs/heads/main']);
  const { git } = clone.repository;
  const lander: Lander = {
    ...{ shop, clone, folder, token, pauses },
    main: (await git.run(['rev-parse', 'refs/heads/main'])).trim() as Sha,
    commit: (files, parent) => commitIn(git.with(IDENTITY), folder, { files, parent }),
    there: async ref => {
      const known = shop.sandbox.world.repositories.get('acme/shop');
      return (await known?.git.ref(ref)) ?? null;
    },
  };
  return lander;
}

async function commitIn(
  git: Git,
  folder: string,
  { files, parent }: { readonly files: Readonly<Record<string, string>>; readonly parent: Sha },
): Promise<Sha> {
  const indexed = git.with({ GIT_INDEX_FILE: join(folder, 'index') });
  await indexed.run(['read-tree', parent]);
  for (const [path, text] of Object.entries(files)) {
    const blob = (await git.run(['hash-object', '-w', '--stdin'], { input: text })).trim();
    await indexed.run(['update-index', '--add', '--cacheinfo', `100644,${blob},${path}`]);
  }
  const tree = (await indexed.run(['write-tree'])).trim();
  return (await git.run(['commit-tree', tree, '-p', parent, '-m', 'Change'])).trim() as Sha;
}

/** Notes with what its git is called. */
export function listened(folder: string, calls: string[][]): Git {
  const listen = (git: Git): Git => ({
    run: (args, options) => {
      calls.push([...args]);
      return git.run(args, options);
    },
    attempt: (args, options) => {
      calls.push([...args]);
      return git.attempt(args, options);
    },
    with: env => listen(git.with(env)),
  });
  const path = join(folder, 'repository');
  return listen(sealedGit(path, join(folder, 'home'), { GIT_DIR: path }));
}
