/** A bare repository of the sandbox's with one commit on `main`, for tests of what is asked of it. */
import { mkdir, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { BareRepository } from '../../../sandbox/git/bare.ts';
import { commitFiles } from '../../../sandbox/git/commit-files.ts';

export interface Opened {
  readonly bare: BareRepository;
  /** The first commit on `main`. */
  readonly first: string;
  /** One more commit, after the branch's last one or else after that of `main`. */
  commit(branch: string, files: Readonly<Record<string, string | null>>): Promise<string>;
}

export async function openBare(): Promise<Opened> {
  const folder = await mkdtemp(join(tmpdir(), 'bare-'));
  await mkdir(join(folder, 'home'));
  const bare = await BareRepository.create(join(folder, 'shop.git'), join(folder, 'home'), 'main');
  onTestFinished(() => bare.close());
  const commit: Opened['commit'] = async (branch, files) => {
    const parent = (await bare.commit(`refs/heads/${branch}`)) ?? (await bare.commit('refs/heads/main'));
    const signed = { author: 'maria', message: 'Change', date: new Date('2026-01-01T00:00:00Z') };
    return commitFiles(bare, { branch, parent, files, ...signed });
  };
  return { bare, commit, first: await commit('main', { 'README.md': 'A shop\n' }) };
}
