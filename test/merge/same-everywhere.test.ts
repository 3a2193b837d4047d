import { appendFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { openGit } from '../../shared/io/git.ts';
import { chain } from '../../shared/io/merge.ts';
import { openMergeDirectory } from '../../shared/io/merging/merge-directory.ts';
import { openRepository } from '../../shared/io/repository.ts';
import { chained, endOf, lines, makeRig, RUN, removeRigs, unit } from './rig.ts';

afterEach(removeRigs);

test('the same inputs give the same commits in another clone, with another configuration', async () => {
  const rig = await makeRig();
  const base = await rig.commit({
    files: { a: lines(9), log: 'start\n', '.gitattributes': 'log merge=union\n' },
  });
  const one = await rig.commit({
    parents: [base],
    files: { a: lines(9, { 2: 'two' }), log: 'start\none\n' },
  });
  const two = await rig.commit({
    parents: [base],
    files: { a: lines(9, { 8: 'acht' }), log: 'start\ntwo\n' },
  });
  const units = [unit('one', one), unit('two', two)];
  const here = await chained(rig, base, units);

  const place = join(mkdtempSync(join(tmpdir(), 'braid-clone-')), 'clone.git');
  await rig.git.run(['clone', '-q', '--bare', '--no-local', rig.path, place]);
  const other = openGit(place, rig.env);
  await other.run(['fetch', '-q', rig.path, 'refs/rig/*:refs/rig/*']);
  for (const [key, value] of [
    ['merge.renames', 'false'],
    ['merge.conflictStyle', 'diff3'],
    ['diff.algorithm', 'patience'],
    ['merge.renormalize', 'true'],
    ['i18n.commitEncoding', 'latin1'],
    ['core.autocrlf', 'true'],
  ] as const) {
    await other.run(['config', key, value]);
  }
  const repository = await openRepository(place, rig.env);
  const directory = await openMergeDirectory(repository, { base });
  expect(await chain(directory, { onto: base, units, branch: null }, { run: RUN })).toEqual(here);
  expect(here.steps.map(step => step.kind)).toEqual(['merged', 'merged']);
  rmSync(join(place, '..'), { recursive: true });
});

test('a repository with sha256 ids', async () => {
  const rig = await makeRig({ init: ['--object-format=sha256'] });
  const base = await rig.commit({ files: { a: lines(9), '.gitattributes': 'x merge=union\n' } });
  const one = await rig.commit({ parents: [base], files: { a: lines(9, { 1: 'one' }) } });
  const two = await rig.commit({ parents: [base], files: { a: lines(9, { 1: 'two' }) } });
  const result = await chained(rig, base, [unit('one', one), unit('two', two)]);
  expect(endOf(result)).toHaveLength(64);
  expect(result.steps[1]).toMatchObject({
    kind: 'conflict',
    files: [{ path: 'a', ours: [[1, 1]], with: ['one'] }],
  });
  await rig.git.run(['fsck', '--strict', '--no-dangling']);
});

test('a shallow clone merges what it has', async () => {
  const rig = await makeRig();
  const root = await rig.commit({ files: { a: 'old\n' } });
  const base = await rig.commit({
    parents: [root],
    files: { a: lines(9), '.gitattributes': 'a merge=union\n' },
  });
  const one = await rig.commit({ parents: [base], files: { a: lines(9, { 1: 'one' }) } });
  const two = await rig.commit({ parents: [base], files: { a: lines(9, { 1: 'two' }) } });
  const place = join(mkdtempSync(join(tmpdir(), 'braid-shallow-')), 'clone');
  await openGit(tmpdir(), rig.env).run(['init', '-q', place]);
  await openGit(place, rig.env).run(['fetch', '-q', '--depth=2', `file://${rig.path}`, one, two]);
  const repository = await openRepository(place, rig.env);
  expect(repository.shallow).toBe(true);
  const directory = await openMergeDirectory(repository, { base });
  const units = [unit('one', one), unit('two', two)];
  const result = await chain(directory, { onto: base, units, branch: null }, { run: RUN });
  expect(result).toEqual(await chained(rig, base, units));
  expect(result.steps.map(step => step.kind)).toEqual(['merged', 'merged']);
  rmSync(join(place, '..'), { recursive: true });
});

test('what a task changes in .gitattributes does not count in this run', async () => {
  const rig = await makeRig();
  const base = await rig.commit({ files: { log: 'start\n' } });
  const attributes = await rig.commit({ parents: [base], files: { '.gitattributes': '* merge=union\n' } });
  const one = await rig.commit({ parents: [base], files: { log: 'start\none\n' } });
  const two = await rig.commit({ parents: [base], files: { log: 'start\ntwo\n' } });
  const units = [unit('attributes', attributes), unit('one', one), unit('two', two)];
  const result = await chained(rig, base, units);
  expect(result.steps.map(step => step.kind)).toEqual(['merged', 'merged', 'conflict']);
  const next = endOf(result);
  const directory = await openMergeDirectory(rig.repository, { base: next });
  const again = await chain(directory, { onto: next, units: [unit('two', two)], branch: null }, { run: RUN });
  expect(await rig.read(endOf(again), 'log')).toBe('start\none\ntwo\n');
});

test('a merge driver of the user is not run: its files merge as text', async () => {
  const rig = await makeRig();
  appendFileSync(join(rig.path, '.git', 'config'), '[merge "ours"]\n\tdriver = false\n');
  const base = await rig.commit({ files: { a: lines(9), '.gitattributes': 'a merge=ours\n' } });
  const one = await rig.commit({ parents: [base], files: { a: lines(9, { 1: 'one' }) } });
  const two = await rig.commit({ parents: [base], files: { a: lines(9, { 9: 'two' }) } });
  const result = await chained(rig, base, [unit('one', one), unit('two', two)]);
  expect(await rig.read(endOf(result), 'a')).toBe(lines(9, { 1: 'one', 9: 'two' }));
});

test('a git that does not answer while it is talked to is asked one merge at a time', async () => {
  const rig = await makeRig();
  const base = await rig.commit({ files: { a: lines(9) } });
  const one = await rig.commit({ parents: [base], files: { a: lines(9, { 1: 'one' }) } });
  const two = await rig.commit({ parents: [base], files: { a: lines(9, { 1: 'two' }) } });
  const directory = await openMergeDirectory(rig.repository, { base });
  const effect = { onto: base, units: [unit('one', one), unit('two', two)], branch: null };
  const usual = await chain(directory, effect, { run: RUN });
  for (const env of [
    { ...directory.env, PATH: '/nowhere' },
    { ...directory.env, GIT_DIR: '/nowhere' },
  ]) {
    expect(await chain({ ...directory, env }, effect, { run: RUN })).toEqual(usual);
  }
  expect(usual.steps.map(step => step.kind)).toEqual(['merged', 'conflict']);
});

test('a chain leaves nothing of its own in its directory', async () => {
  const rig = await makeRig();
  const base = await rig.commit({ files: { a: 'a\n' } });
  const one = await rig.commit({ parents: [base], files: { a: 'b\n' } });
  const directory = await openMergeDirectory(rig.repository, { base });
  const before = readdirSync(directory.path);
  await chain(directory, { onto: base, units: [unit('one', one)], branch: null }, { run: RUN });
  expect(readdirSync(directory.path)).toEqual(before);
});
