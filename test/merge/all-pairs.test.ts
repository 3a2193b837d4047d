import { readdirSync } from 'node:fs';
import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import { allPairs } from '../../shared/io/merging/all-pairs.ts';
import { openMergeDirectory } from '../../shared/io/merging/merge-directory.ts';
import type { Sha } from '../../shared/plan/plan.ts';
import { type Change, chained, lines, makeRig, removeRigs, unit } from './rig.ts';

afterEach(removeRigs);

test('each pair is clean or names the paths that would conflict', async () => {
  const rig = await makeRig();
  const base = await rig.commit({ files: { a: lines(9), b: lines(9) } });
  const change = (files: Record<string, Change>) => rig.commit({ parents: [base], files });
  const one = await change({ a: lines(9, { 1: 'one' }), b: lines(9, { 1: 'one' }) });
  const two = await change({ a: lines(9, { 1: 'two' }), b: lines(9, { 1: 'two' }) });
  const three = await change({ a: lines(9, { 9: 'three' }), 'c/d': 'c\n' });
  const four = await change({ c: 'c\n' });
  const directory = await openMergeDirectory(rig.repository, { base });
  expect(await allPairs(directory, [one, two, three, four])).toEqual([
    { first: one, second: two, clean: false, paths: ['a', 'b'] },
    { first: one, second: three, clean: true, paths: [] },
    { first: one, second: four, clean: true, paths: [] },
    { first: two, second: three, clean: true, paths: [] },
    { first: two, second: four, clean: true, paths: [] },
    { first: three, second: four, clean: false, paths: ['c'] },
  ]);
  expect(await allPairs(directory, [])).toEqual([]);
  expect(await allPairs(directory, [one])).toEqual([]);
});

test('a commit that is missing is an error', async () => {
  const rig = await makeRig();
  const base = await rig.commit({ files: { a: 'a\n' } });
  const directory = await openMergeDirectory(rig.repository, { base });
  await expect(allPairs(directory, [base, 'deadbeef'.repeat(5) as Sha])).rejects.toThrow(/deadbeef/);
});

test('nothing is left behind', async () => {
  const rig = await makeRig();
  const base = await rig.commit({ files: { a: lines(9) } });
  const one = await rig.commit({ parents: [base], files: { a: lines(9, { 1: 'one' }) } });
  const two = await rig.commit({ parents: [base], files: { a: lines(9, { 9: 'two' }) } });
  const directory = await openMergeDirectory(rig.repository, { base });
  const count = () => rig.git.run(['count-objects', '-v']);
  const before = [await count(), readdirSync(directory.path)];
  expect(await allPairs(directory, [one, two])).toMatchObject([{ clean: true }]);
  expect([await count(), readdirSync(directory.path)]).toEqual(before);
});

const NAMES = ['a', 'b', 'c', 'd/a', 'd/b', 'd/c', 'e', 'e/f'];
const files = fc.dictionary(
  fc.constantFrom(...NAMES),
  fc.option(fc.constantFrom('one\n', 'two\n', lines(9), lines(9, { 1: 'x' }), lines(9, { 9: 'y' }))),
  { minKeys: 1, maxKeys: 3 },
);

test('what is foretold for a pair is what its merge gives', { timeout: 120_000 }, async () => {
  const rig = await makeRig();
  const base = await rig.commit({
    files: { a: lines(9), b: 'b\n', 'd/a': lines(9, { 5: 'd' }), 'd/b': lines(12) },
  });
  const later = await rig.commit({ parents: [base], files: { b: 'later\n' } });
  const directory = await openMergeDirectory(rig.repository, { base });
  const check = async (all: Record<string, Change>[]) => {
    const commits: Sha[] = [];
    for (const [at, own] of all.entries())
      commits.push(await rig.commit({ parents: [at === 2 ? later : base], files: own }));
    for (const { first, second, clean, paths } of await allPairs(directory, commits)) {
      const [step] = (await chained(rig, first, [unit('x', second)])).steps;
      const found = step?.kind === 'conflict' ? step.files.map(file => file.path) : [];
      expect({ clean, paths }).toEqual({ clean: step?.kind === 'merged', paths: found });
    }
  };
  const sets = fc.array(files, { minLength: 3, maxLength: 3 });
  await fc.assert(fc.asyncProperty(sets, check), { numRuns: Number(process.env.BRAID_MERGE_CASES ?? 12) });
});
