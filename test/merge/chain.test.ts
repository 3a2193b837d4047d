import { afterEach, expect, test } from 'vitest';
import { chain } from '../../shared/io/merge.ts';
import { BRAID_IDENTITY, openMergeDirectory } from '../../shared/io/merging/merge-directory.ts';
import type { Sha } from '../../shared/plan/plan.ts';
import { chained, endOf, lines, makeRig, mergeMessage, RUN, removeRigs, unit } from './rig.ts';

afterEach(removeRigs);

test('each link becomes one merge commit in the name of Braid, dated by the link', async () => {
  const rig = await makeRig();
  const base = await rig.commit({ files: { a: 'a\n', b: 'b\n' } });
  const one = await rig.commit({ parents: [base], files: { a: 'A\n' } });
  const two = await rig.commit({ parents: [base], files: { b: 'B\n' } });
  const result = await chained(rig, base, [unit('one', one), unit('two', two)]);
  expect(result.steps.map(step => [step.kind, step.unit])).toEqual([
    ['merged', 'one'],
    ['merged', 'two'],
  ]);
  const head = endOf(result);
  const [first] = result.steps;
  const onOne = first?.kind === 'merged' ? first.after.commit : '';
  expect(await rig.git.run(['log', '-1', '--format=%P', head])).toBe(`${onOne} ${two}\n`);
  expect(await rig.git.run(['log', '-1', '--format=%P', onOne])).toBe(`${base} ${one}\n`);
  const date = (await rig.git.run(['log', '-1', '--format=%ct', two])).trim();
  const person = `${BRAID_IDENTITY.name} <${BRAID_IDENTITY.email}> ${date} +0000`;
  const text = await rig.git.run(['cat-file', 'commit', head]);
  expect(text).toContain(`\nauthor ${person}\ncommitter ${person}\n\n${mergeMessage('two')}`);
  expect(await rig.read(head, 'a')).toBe('A\n');
  expect(await rig.read(head, 'b')).toBe('B\n');
});

test('the commit is the one that git itself would write, and the store stays sound', async () => {
  const rig = await makeRig();
  const base = await rig.commit({ files: { a: 'a\n' } });
  const work = await rig.commit({ parents: [base], files: { ü: 'ü\n' } });
  const message = 'Merge »ü«\n\n  indented\n\nBraid-Task: ü';
  const result = await chained(rig, base, [{ name: 'u', links: [{ name: 'u', commit: work, message }] }]);
  const date = `@${(await rig.git.run(['log', '-1', '--format=%ct', work])).trim()} +0000`;
  const { name, email } = BRAID_IDENTITY;
  const git = rig.git.with({
    ...{ GIT_AUTHOR_NAME: name, GIT_AUTHOR_EMAIL: email, GIT_AUTHOR_DATE: date },
    ...{ GIT_COMMITTER_NAME: name, GIT_COMMITTER_EMAIL: email, GIT_COMMITTER_DATE: date },
  });
  const head = endOf(result);
  const args = ['commit-tree', `${head}^{tree}`, '-p', base, '-p', work];
  expect((await git.run(args, { input: `${message}\n` })).trim()).toBe(head);
  await rig.git.run(['fsck', '--strict', '--no-dangling']);
});

test('a unit that conflicts is left out whole, and the chain goes on with the next', async () => {
  const rig = await makeRig();
  const base = await rig.commit({ files: { a: lines(9), b: lines(9) } });
  const first = await rig.commit({ parents: [base], files: { a: lines(9, { 5: 'first' }) } });
  const part = await rig.commit({ parents: [base], files: { b: lines(9, { 1: 'part' }) } });
  const clash = await rig.commit({ parents: [base], files: { a: lines(9, { 5: 'clash' }) } });
  const last = await rig.commit({ parents: [base], files: { b: lines(9, { 9: 'last' }) } });
  const epic = {
    name: 'epic',
    links: [
      { name: 'part', commit: part, message: mergeMessage('part') },
      { name: 'clash', commit: clash, message: mergeMessage('clash') },
    ],
  };
  const result = await chained(rig, base, [unit('first', first), epic, unit('last', last)]);
  expect(result.steps.map(step => step.kind)).toEqual(['merged', 'conflict', 'merged']);
  expect(result.steps[1]).toMatchObject({ kind: 'conflict', unit: 'epic', link: 'clash' });
  const head = endOf(result);
  expect(await rig.read(head, 'b')).toBe(lines(9, { 9: 'last' }));
  expect(await rig.git.run(['rev-list', '--count', head, `^${part}`])).toBe('4\n');
});

test('a link without a commit, and one whose commit is in already, need no merge', async () => {
  const rig = await makeRig();
  const root = await rig.commit({ files: { a: 'a\n' } });
  const base = await rig.commit({ parents: [root], files: { a: 'b\n' } });
  const units = [unit('nothing', null), unit('old', root), unit('head', base)];
  const result = await chained(rig, base, units);
  const tree = (await rig.git.run(['rev-parse', `${base}^{tree}`])).trim();
  const after = { commit: base, tree };
  expect(result.steps).toEqual([
    { kind: 'merged', unit: 'nothing', merges: [{ link: 'nothing', commit: null }], after },
    { kind: 'merged', unit: 'old', merges: [{ link: 'old', commit: base }], after },
    { kind: 'merged', unit: 'head', merges: [{ link: 'head', commit: base }], after },
  ]);
});

test('two tasks with the same change are both merged, each by a commit of its own', async () => {
  const rig = await makeRig();
  const base = await rig.commit({ files: { a: 'a\n' } });
  const one = await rig.commit({ parents: [base], files: { a: 'b\n' } });
  const two = await rig.commit({ parents: [base], files: { a: 'b\n' }, message: 'same' });
  const result = await chained(rig, base, [unit('one', one), unit('two', two)]);
  expect(await rig.git.run(['log', '-1', '--format=%P', endOf(result)])).toContain(two);
});

test('the branch moves to the end of the chain, and only below refs/heads/braid/', async () => {
  const rig = await makeRig();
  const base = await rig.commit({ files: { a: 'a\n' } });
  const one = await rig.commit({ parents: [base], files: { a: 'b\n' } });
  const directory = await openMergeDirectory(rig.repository, { base });
  const effect = { onto: base, units: [unit('one', one)], branch: 'braid/run-1/epic/e' };
  const result = await chain(directory, effect, { run: RUN });
  const read = () => rig.git.run(['rev-parse', 'refs/heads/braid/run-1/epic/e']);
  expect((await read()).trim()).toBe(endOf(result));
  await chain(directory, { ...effect, units: [], branch: `refs/heads/${effect.branch}` }, { run: RUN });
  expect((await read()).trim()).toBe(base);
  for (const branch of ['main', 'refs/heads/main', 'refs/tags/braid/x', 'braid/../main']) {
    await expect(chain(directory, { ...effect, branch }, { run: RUN })).rejects.toThrow();
  }
  expect(await rig.git.run(['for-each-ref', 'refs/heads', 'refs/tags', '--format=%(refname)'])).toBe(
    'refs/heads/braid/run-1/epic/e\n',
  );
});

test('a bad name, another object, or an unrelated history is an error and never a conflict', async () => {
  const rig = await makeRig();
  const base = await rig.commit({ files: { a: 'a\n' } });
  const alien = await rig.commit({ files: { z: 'z\n' } });
  const good = await rig.commit({ parents: [base], files: { a: 'b\n' } });
  const tree = (await rig.git.run(['rev-parse', `${base}^{tree}`])).trim() as Sha;
  const missing = 'deadbeef'.repeat(5) as Sha;
  const expectError = (commit: Sha, message: RegExp) =>
    expect(chained(rig, base, [unit('good', good), unit('bad', commit)])).rejects.toThrow(message);
  await expectError(missing, /deadbeef/);
  await expectError('main' as Sha, /full object id.*`main`/);
  await expectError(tree, /expected a commit/);
  await expectError(alien, new RegExp(`${alien} cannot be merged: it shares no history with`));
});

test('thirty units merge one after another', async () => {
  const rig = await makeRig();
  const names = Array.from({ length: 30 }, (_, at) => `file-${at}`);
  const files = Object.fromEntries(names.map(name => [name, lines(3)]));
  const base = await rig.commit({ files: { ...files, shared: lines(90) } });
  const units = [];
  for (const [at, name] of names.entries()) {
    const shared = lines(90, { [at * 3 + 2]: name });
    const commit = await rig.commit({ parents: [base], files: { [name]: name, shared } });
    units.push(unit(name, commit));
  }
  const head = endOf(await chained(rig, base, units));
  const wanted = Object.fromEntries(names.map((name, at) => [at * 3 + 2, name]));
  expect(await rig.read(head, 'shared')).toBe(lines(90, wanted));
  expect(await rig.git.run(['log', '--first-parent', '--format=%s', `${base}..${head}`])).toBe(
    names
      .toReversed()
      .map(name => `Merge ${name}\n`)
      .join(''),
  );
});

test('a criss-cross of earlier merges has a merge base of its own', async () => {
  const rig = await makeRig();
  const base = await rig.commit({ files: { a: lines(9) } });
  const left = await rig.commit({ parents: [base], files: { a: lines(9, { 1: 'left' }) } });
  const right = await rig.commit({ parents: [base], files: { a: lines(9, { 9: 'right' }) } });
  const both = lines(9, { 1: 'left', 9: 'right' });
  const one = await rig.commit({ parents: [left, right], files: { a: both } });
  const two = await rig.commit({ parents: [right, left], files: { a: both.replace('line 5', 'five') } });
  const result = await chained(rig, one, [unit('two', two)]);
  expect(await rig.read(endOf(result), 'a')).toBe(both.replace('line 5', 'five'));
});

test('chains run side by side, in one directory and its twin', async () => {
  const rig = await makeRig();
  const base = await rig.commit({ files: { a: lines(9) } });
  const one = await rig.commit({ parents: [base], files: { a: lines(9, { 1: 'one' }) } });
  const two = await rig.commit({ parents: [base], files: { a: lines(9, { 9: 'two' }) } });
  const units = [unit('one', one), unit('two', two)];
  const results = await Promise.all(Array.from({ length: 6 }, () => chained(rig, base, units)));
  expect(new Set(results.map(endOf)).size).toBe(1);
});
