/** Where task trees lie: outside of any repository, in the first place that can be written. */
import { mkdirSync, mkdtempSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { openGit } from '../../shared/io/git.ts';
import { openRepository } from '../../shared/io/repository.ts';

/** A repository, and where its trees lie when the first choice is `first` and home is the second. */
async function cacheOf(prepare: (folder: string) => void): Promise<string> {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'braid-cache-')));
  const [repository, first, home] = ['repository', 'first', 'home'].map(name => join(root, name));
  for (const folder of [repository, first, home]) mkdirSync(folder ?? root);
  prepare(first ?? root);
  await openGit(repository ?? root).run(['init', '-q']);
  const environment = { PATH: process.env.PATH, HOME: home, BRAID_CACHE_DIR: join(first ?? root, 'cache') };
  const { cache } = await openRepository(repository ?? root, environment);
  return dirname(cache).slice(root.length + 1);
}

test.each([
  ['first/cache', 'nothing', () => {}],
  ['first/cache', 'an empty folder', (folder: string) => mkdirSync(join(folder, '.git'))],
  ['home/.cache/braid', 'a file', (folder: string) => writeFileSync(join(folder, '.git'), 'gitdir: /x\n')],
  [
    'home/.cache/braid',
    'a repository’s folder',
    (folder: string) => {
      mkdirSync(join(folder, '.git'));
      writeFileSync(join(folder, '.git', 'HEAD'), 'ref: refs/heads/main\n');
    },
  ],
])('%s, when `.git` above it is %s', async (expected, _what, prepare) => {
  expect(await cacheOf(prepare)).toBe(expected);
});
