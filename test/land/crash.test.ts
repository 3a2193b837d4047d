/** Promise: any process may die at any point. Random changes, killed at a random step of following, land all the same. */

import { rmSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { landLocally } from '../../shared/io/landing/land.ts';
import {
  drop,
  type File,
  type Files,
  freshCheckout,
  git,
  newRepository,
  put,
  RUN,
  read,
  status,
  treeOf,
} from './rig.ts';

const PATHS = ['a', 'a/b', 'a/b/c', 'd', 'dir/e.txt', 'dir/f', 'dir/sub/g', 'Ä ö\t"q"', 'new\nline'];

const file: fc.Arbitrary<File> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('', 'one\n', 'one\ntwo\n', 'x\u0000y') },
  fc.record({
    kind: fc.constantFrom('executable' as const, 'link' as const),
    text: fc.constantFrom('one', 'dir', 'd'),
  }),
);

/** Files of which none lies under another. */
const files: fc.Arbitrary<Files> = fc
  .dictionary(fc.constantFrom(...PATHS), file, { minKeys: 1 })
  .map(all =>
    Object.fromEntries(
      Object.entries(all).filter(([path]) => !Object.keys(all).some(other => path.startsWith(`${other}/`))),
    ),
  );

interface Case {
  readonly from: Files;
  readonly to: Files;
  /** How many of git's steps were done, of 1, and whether the next file was half written. */
  readonly progress: number;
  readonly torn: boolean;
  readonly indexWritten: boolean;
}

const cases: fc.Arbitrary<Case> = fc.record({
  from: files,
  to: files,
  progress: fc.nat(1000).map(each => each / 1000),
  torn: fc.boolean(),
  indexWritten: fc.boolean(),
});

/** Does what git does in its order, removals first, and stops in the middle. */
function followHalfway(root: string, { from, to, progress, torn }: Case): boolean {
  const same = (path: string) => JSON.stringify(from[path]) === JSON.stringify(to[path]);
  const removed = Object.keys(from).filter(path => to[path] === undefined);
  const written = Object.entries(to).filter(([path]) => !same(path));
  const steps = [
    ...removed.map(path => () => drop(root, path)),
    ...written.map(
      ([path, content]) =>
        () =>
          put(root, path, content),
    ),
  ];
  const done = Math.floor(progress * (steps.length + 0.999));
  for (const step of steps.slice(0, done)) step();
  const [path, content] = written[done - removed.length] ?? [];
  if (torn && path !== undefined && typeof content === 'string')
    put(root, path, content.slice(0, content.length / 2));
  return done === steps.length;
}

test('after a kill at any step, landing again gives the tree of a fresh checkout', async () => {
  await fc.assert(
    fc.asyncProperty(cases, async sample => {
      const { repository, root, ...step } = await newRepository(sample.from, sample.to);
      put(root, '.git/info/exclude', 'ignored\n');
      git(root, ['update-ref', 'refs/heads/main', step.to]);
      const complete = followHalfway(root, sample);
      if (complete && sample.indexWritten) git(root, ['read-tree', step.to]);
      put(root, 'ignored', 'mine');
      put(root, 'untracked', 'mine');
      for (let round = 0; round < 2; round++) {
        const landing = { run: RUN, branch: 'main', ...step, followTree: true, patienceMs: 0 };
        expect(await landLocally(repository, landing)).toEqual({
          kind: 'landed',
          commit: step.to,
          remark: null,
        });
        const { ignored, untracked, ...tree } = treeOf(root);
        expect([ignored, untracked]).toEqual(['file mine', 'file mine']);
        expect(tree).toEqual(freshCheckout(root, step.to));
        expect(status(root)).toBe('?? untracked\n');
      }
      expect(read(root, 'untracked')).toBe('mine');
      rmSync(root, { recursive: true });
    }),
    { numRuns: 12 },
  );
});

test('landing from a clean tree gives the tree of a fresh checkout', async () => {
  await fc.assert(
    fc.asyncProperty(files, files, async (from, to) => {
      const { repository, root, ...step } = await newRepository(from, to);
      put(root, 'untracked', 'mine');
      const landing = { run: RUN, branch: 'main', ...step, followTree: true, patienceMs: 0 };
      expect(await landLocally(repository, landing)).toEqual({
        kind: 'landed',
        commit: step.to,
        remark: null,
      });
      const { untracked, ...tree } = treeOf(root);
      expect(untracked).toBe('file mine');
      expect(tree).toEqual(freshCheckout(root, step.to));
      rmSync(root, { recursive: true });
    }),
    { numRuns: 8 },
  );
});
