/** Commits and what they change: as git says, and asked once where the answer is so for ever. */
import { expect, test } from 'vitest';
import { History } from '../../../sandbox/git/history.ts';
import type { Git } from '../../../shared/io/git.ts';
import { openBare } from './bare-repository.ts';

test('what two commits differ in is told with the lines of each file', async () => {
  const { bare, commit } = await openBare();
  const long = Array.from({ length: 30 }, (_, index) => `line ${index}\n`).join('');
  const before = await commit('main', { old: long, gone: 'x\n', ':odd': 'a\nb\n', binary: 'a\0b', z: '1\n' });
  const changed = { old: null, new: `${long}more\n`, gone: null, ':odd': 'a\nc\nd\n', binary: 'a\0c' };
  const after = await commit('main', { ...changed, added: '1\n2\n', z: '2\n3\n' });
  const sha = expect.stringMatching(/^[0-9a-f]{40}$/);
  const plain = { previous: null, sha };
  expect(await bare.history.changes(before, after)).toEqual([
    { ...plain, path: ':odd', status: 'modified', additions: 2, deletions: 1 },
    { ...plain, path: 'added', status: 'added', additions: 2, deletions: 0 },
    { ...plain, path: 'binary', status: 'modified', additions: 0, deletions: 0 },
    { ...plain, path: 'gone', status: 'removed', additions: 0, deletions: 1 },
    { path: 'new', previous: 'old', sha, status: 'renamed', additions: 1, deletions: 0 },
    { ...plain, path: 'z', status: 'modified', additions: 2, deletions: 1 },
  ]);
  expect(await bare.history.changes(before, before)).toEqual([]);
});

test('of full ids each thing is asked once, of a branch each time', async () => {
  const { bare, first, commit } = await openBare();
  const { git, asked } = counting(bare.git);
  const history = new History(git);
  const second = await commit('main', { 'README.md': 'A market\n' });
  const all = async () => [
    await history.commits([second, `^${first}`], 20),
    await history.commits([`${first}..${second}`], 20),
    await history.changes(first, second),
    await history.mergeBase(first, second),
    await history.isAncestor(first, second),
    await history.isAncestor(second, first),
  ];
  const once = await all();
  expect(once.slice(3)).toEqual([first, true, false]);
  expect(asked()).toBe(6);
  expect(await all()).toEqual(once);
  expect(asked()).toBe(6);
  const newest = async () => (await history.commits(['main'], 1))[0]?.sha;
  expect(await newest()).toBe(second);
  const third = await commit('main', { 'README.md': 'A mall\n' });
  expect(await newest()).toBe(third);
});

test('what could not be said is asked again when it can', async () => {
  const { bare, first } = await openBare();
  const tree = (await bare.git.run(['rev-parse', 'main^{tree}'])).trim();
  const dated = bare.git.with({
    GIT_AUTHOR_DATE: '2026-01-01T00:00:00Z',
    GIT_COMMITTER_DATE: '2026-01-01T00:00:00Z',
  });
  const make = async () => (await dated.run(['commit-tree', tree, '-p', first, '-m', 'Same'])).trim();
  const later = await make();
  await bare.git.run(['prune', '--expire=now']);
  expect(await bare.history.isAncestor(first, later)).toBe(false);
  expect(await bare.history.mergeBase(first, later)).toBeNull();
  await expect(bare.history.commits([later], 1)).rejects.toThrow(/bad object/);
  expect(await make()).toBe(later);
  expect(await bare.history.isAncestor(first, later)).toBe(true);
  expect(await bare.history.mergeBase(first, later)).toBe(first);
  expect(await bare.history.commits([later], 1)).toHaveLength(1);
});

function counting(git: Git): { git: Git; asked(): number } {
  let count = 0;
  const counted: Git = {
    run: git.run.bind(git),
    with: git.with.bind(git),
    attempt: async (args, options) => {
      count++;
      return git.attempt(args, options);
    },
  };
  return { git: counted, asked: () => count };
}
