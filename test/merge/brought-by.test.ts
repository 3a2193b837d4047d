import { afterEach, expect, test } from 'vitest';
import { chain } from '../../shared/io/merge.ts';
import { BRAID_IDENTITY, openMergeDirectory } from '../../shared/io/merging/merge-directory.ts';
import type { RunId, Sha } from '../../shared/plan/plan.ts';
import type { ChainUnit } from '../../shared/run/effect.ts';
import {
  type Change,
  chained,
  endOf,
  lines,
  makeRig,
  mergeMessage,
  type Rig,
  RUN,
  removeRigs,
  unit,
} from './rig.ts';

afterEach(removeRigs);

/** For each file of the last unit's conflict, who brought the other side. */
async function blamed(
  rig: Rig,
  onto: Sha,
  units: readonly ChainUnit[],
): Promise<Record<string, readonly string[]>> {
  const last = (await chained(rig, onto, units)).steps.at(-1);
  if (last?.kind !== 'conflict') throw new Error('expected a conflict in the last unit');
  return Object.fromEntries(last.files.map(file => [file.path, file.with]));
}

/** Three tasks changed the file at its top, middle and end. */
async function threeTasks(): Promise<{ rig: Rig; base: Sha; units: ChainUnit[] }> {
  const rig = await makeRig();
  const base = await rig.commit({ files: { a: lines(30), other: 'x\n' } });
  const commit = (a: string) => rig.commit({ parents: [base], files: { a } });
  const units = [
    unit('top', await commit(lines(30, { 2: 'top\ntop' }))),
    unit('middle', await commit(lines(30, { 15: null, 16: null }))),
    unit('end', await commit(lines(30, { 29: 'end' }))),
    unit('bystander', await rig.commit({ parents: [base], files: { other: 'y\n' } })),
  ];
  return { rig, base, units };
}

test.each<[about: string, changes: Record<number, string | null>, tasks: string[]]>([
  ['a change of the first', { 2: 'mine' }, ['top']],
  ['a change of lines that are gone', { 15: 'mine' }, ['middle']],
  ['a change beside lines that are gone', { 17: 'mine' }, ['middle']],
  ['a change of the last', { 29: 'mine' }, ['end']],
  ['two of them', { 2: 'mine', 29: 'mine' }, ['top', 'end']],
  [
    'all of them',
    Object.fromEntries(Array.from({ length: 30 }, (_, at) => [at + 1, `mine ${at}`])),
    ['top', 'middle', 'end'],
  ],
])('three tasks touched the file in different places: %s', async (_, changes, tasks) => {
  const { rig, base, units } = await threeTasks();
  const mine = await rig.commit({ parents: [base], files: { a: lines(30, changes) } });
  expect(await blamed(rig, base, [...units, unit('mine', mine)])).toEqual({ a: tasks });
});

test('merges of an earlier chain count, and the later writer of a line is the one', async () => {
  const rig = await makeRig();
  const base = await rig.commit({ files: { a: lines(9) } });
  const one = await rig.commit({ parents: [base], files: { a: lines(9, { 1: 'P', 5: 'one' }) } });
  const middle = endOf(await chained(rig, base, [unit('one', one)]));
  const two = await rig.commit({ parents: [middle], files: { a: lines(9, { 1: 'P', 5: 'two' }) } });
  const onto = endOf(await chained(rig, middle, [unit('two', two)]));
  const late = (changes: Record<number, string>) =>
    rig.commit({ parents: [base], files: { a: lines(9, changes) } });
  expect(await blamed(rig, onto, [unit('late', await late({ 5: 'late' }))])).toEqual({ a: ['two'] });
  expect(await blamed(rig, onto, [unit('late', await late({ 1: 'late' }))])).toEqual({ a: ['one'] });
});

test('a file that was renamed on the way is followed', async () => {
  const rig = await makeRig();
  const base = await rig.commit({ files: { a: lines(20) } });
  const edit = await rig.commit({ parents: [base], files: { a: lines(20, { 3: 'edit' }) } });
  const rename = await rig.commit({ parents: [base], files: { a: null, b: lines(20, { 12: 'rename' }) } });
  const units = [unit('edit', edit), unit('rename', rename)];
  const mine = await rig.commit({ parents: [base], files: { a: lines(20, { 3: 'mine' }) } });
  expect(await blamed(rig, base, [...units, unit('mine', mine)])).toEqual({ b: ['edit'] });
  const other = await rig.commit({ parents: [base], files: { a: lines(20, { 12: 'mine' }) } });
  expect(await blamed(rig, base, [...units, unit('mine', other)])).toEqual({ b: ['rename'] });
});

test('the one who deleted the file, not those who changed it before', async () => {
  const rig = await makeRig();
  const base = await rig.commit({ files: { a: lines(9) } });
  const edit = await rig.commit({ parents: [base], files: { a: lines(9, { 1: 'edit' }) } });
  const edited = endOf(await chained(rig, base, [unit('edit', edit)]));
  const gone = await rig.commit({ parents: [edited], files: { a: null } });
  const mine = await rig.commit({ parents: [base], files: { a: lines(9, { 9: 'mine' }) } });
  expect(await blamed(rig, edited, [unit('gone', gone), unit('mine', mine)])).toEqual({ a: ['gone'] });
});

test('a part of the same epic can be the other side', async () => {
  const rig = await makeRig();
  const base = await rig.commit({ files: { a: 'base\n' } });
  const [one, two] = [
    await rig.commit({ parents: [base], files: { a: 'one\n' } }),
    await rig.commit({ parents: [base], files: { a: 'two\n' } }),
  ];
  const links = [...unit('one', one).links, ...unit('two', two).links];
  expect(await blamed(rig, base, [{ name: 'epic', links }])).toEqual({ a: ['one'] });
});

test('what the task itself builds on is not the other side, though it was merged anew', async () => {
  const rig = await makeRig();
  const binary = (last: number) => Buffer.from([0, 1, 2, 3, last]);
  const base = await rig.commit({ files: { a: binary(4) } });
  const early = await rig.commit({ parents: [base], files: { a: binary(5) } });
  const epic = endOf(await chained(rig, base, [unit('early', early)]));
  const late = await rig.commit({ parents: [epic], files: { a: null } });
  const other = await rig.commit({ parents: [base], files: { a: null, moved: binary(4) } });
  const links = [...unit('early', early).links, ...unit('late', late).links];
  const units = [unit('other', other), { name: 'epic', links }];
  expect(await blamed(rig, base, units)).toEqual({ moved: ['other'] });
});

test('the target itself is nobody', async () => {
  const rig = await makeRig();
  const root = await rig.commit({ files: { a: lines(9) } });
  const mine = await rig.commit({ parents: [root], files: { a: lines(9, { 1: 'mine', 9: 'mine' }) } });
  const base = await rig.commit({ parents: [root], files: { a: lines(9, { 1: 'target' }) } });
  expect(await blamed(rig, base, [unit('mine', mine)])).toEqual({ a: [] });
  const pulled = await rig.commit({ parents: [root], files: { a: lines(9, { 9: 'pulled' }) } });
  const target = { name: 'target', links: [{ name: 'target', commit: pulled, message: 'Merge main\n' }] };
  expect(await blamed(rig, root, [target, unit('mine', mine)])).toEqual({ a: [] });
});

const person = `${BRAID_IDENTITY.name} <${BRAID_IDENTITY.email}>`;

test.each<[about: string, forged: { message: string; author?: string }, merged: string]>([
  ['a message of a task', { message: mergeMessage('victim'), author: person }, mergeMessage('real')],
  [
    'a paragraph before the trailers',
    { message: 'x' },
    `Merge\n\nBraid-Task: victim\n\n${mergeMessage('real')}`,
  ],
])('%s puts nothing into the mouth of another', async (_, forged, message) => {
  const rig = await makeRig();
  const base = await rig.commit({ files: { a: 'base\n' } });
  const one = await rig.commit({ parents: [base], files: { a: 'one\n' }, ...forged });
  const two = await rig.commit({ parents: [base], files: { a: 'two\n' } });
  const units = [{ name: 'real', links: [{ name: 'real', commit: one, message }] }, unit('two', two)];
  expect(await blamed(rig, base, units)).toEqual({ a: ['real'] });
});

test.each<[about: string, options: { author?: string; message: string; merge: boolean }]>([
  ['of another run', { author: person, message: mergeMessage('ghost', 'run-0'), merge: true }],
  ['of another person', { message: mergeMessage('ghost'), merge: true }],
  ['that is no merge', { author: person, message: mergeMessage('ghost'), merge: false }],
  ['with two names', { author: person, message: `${mergeMessage('ghost')}Braid-Task: ghoul\n`, merge: true }],
])('a commit %s on the chain is nobody', async (_, { merge, ...options }) => {
  const rig = await makeRig();
  const root = await rig.commit({ files: { a: 'base\n' } });
  const side = await rig.commit({ parents: [root], files: { b: 'b\n' } });
  const files: Record<string, Change> = { a: 'changed\n' };
  const onto = await rig.commit({ parents: merge ? [root, side] : [root], files, ...options });
  const mine = await rig.commit({ parents: [root], files: { a: 'mine\n' } });
  expect(await blamed(rig, onto, [unit('mine', mine)])).toEqual({ a: [] });
});

test('an earlier chain of another run is nobody in this one', async () => {
  const { rig, base, units } = await threeTasks();
  const onto = endOf(await chained(rig, base, units));
  const mine = await rig.commit({ parents: [base], files: { a: lines(30, { 2: 'mine' }) } });
  const directory = await openMergeDirectory(rig.repository, { base });
  const seen = async (run: string) => {
    const effect = { onto, units: [unit('mine', mine)], branch: null };
    const [step] = (await chain(directory, effect, { run: run as RunId })).steps;
    return step?.kind === 'conflict' ? step.files.map(file => file.with) : null;
  };
  expect(await seen(RUN)).toEqual([['top']]);
  expect(await seen('run-2')).toEqual([[]]);
});
