import { afterEach, expect, test } from 'vitest';
import type { Sha } from '../../shared/plan/plan.ts';
import type { ConflictFile } from '../../shared/run/event.ts';
import { type Change, chained, lines, makeRig, type Rig, removeRigs, unit } from './rig.ts';

afterEach(removeRigs);

type Files = Readonly<Record<string, Change>>;

/** What happens when `theirs` comes after `ours`, both changes of `base`. */
async function conflictOf(base: Files, ours: Files, theirs: Files): Promise<readonly ConflictFile[]> {
  const rig = await makeRig();
  const root = await rig.commit({ files: base });
  const first = await rig.commit({ parents: [root], files: ours });
  const second = await rig.commit({ parents: [root], files: theirs });
  return lastConflict(rig, root, { first, second });
}

async function lastConflict(
  rig: Rig,
  base: Sha,
  tasks: Record<string, Sha>,
): Promise<readonly ConflictFile[]> {
  const units = Object.entries(tasks).map(([name, commit]) => unit(name, commit));
  const last = (await chained(rig, base, units)).steps.at(-1);
  if (last?.kind !== 'conflict') throw new Error('expected a conflict in the last unit');
  return last.files;
}

const TEXT = lines(9);
const BINARY = Buffer.from([0, 1, 2, 0]);
const executable = (content: string): Change => ({ mode: '100755', content });
const link = (content: string): Change => ({ mode: '120000', content });
const submodule = (digit: string): Change => ({ mode: '160000', content: digit.repeat(40) });
const movedTo = (path: string, content = TEXT): Files => ({ a: null, [path]: content });

test.each<[about: string, base: Files, ours: Files, theirs: Files, files: Partial<ConflictFile>[]]>([
  [
    'content',
    { a: TEXT },
    { a: lines(9, { 2: 'x\ny', 5: 'ours' }) },
    { a: lines(9, { 5: 'theirs\nmore' }) },
    [{ path: 'a', kind: 'content', ours: [[6, 6]], theirs: [[5, 6]] }],
  ],
  [
    'add/add',
    { z: 'z' },
    { a: 'same\nours\n' },
    { a: 'same\ntheirs\n' },
    [{ path: 'a', kind: 'add/add', ours: [[2, 2]], theirs: [[2, 2]] }],
  ],
  [
    'modify/delete: the task changed it',
    { a: TEXT },
    { a: null },
    { a: lines(9, { 3: 'x' }) },
    [{ path: 'a', kind: 'modify/delete', ours: [], theirs: [[3, 3]] }],
  ],
  [
    'modify/delete: the task deleted it',
    { a: TEXT },
    { a: lines(9, { 3: 'x' }) },
    { a: null },
    [{ path: 'a', kind: 'modify/delete', ours: [[3, 3]], theirs: [] }],
  ],
  [
    'renamed to two names',
    { a: TEXT },
    movedTo('b'),
    movedTo('c'),
    [
      { path: 'a', kind: 'rename' },
      { path: 'b', kind: 'rename' },
      { path: 'c', kind: 'rename' },
    ],
  ],
  ['renamed and deleted', { a: TEXT }, { a: null }, movedTo('b'), [{ path: 'b', kind: 'rename' }]],
  [
    'renamed by us, changed by both',
    { a: TEXT },
    movedTo('b', lines(9, { 5: 'ours' })),
    { a: lines(9, { 5: 'theirs' }) },
    [{ path: 'b', kind: 'content', ours: [[5, 5]], theirs: [[5, 5]] }],
  ],
  [
    'renamed by them, changed by both',
    { a: TEXT },
    { a: lines(9, { 5: 'ours' }) },
    movedTo('b', lines(9, { 5: 'theirs' })),
    [{ path: 'b', kind: 'content', ours: [[5, 5]], theirs: [[5, 5]] }],
  ],
  [
    'a file added to a folder that was renamed',
    { 'old/a': TEXT, 'old/b': lines(12), 'old/c': lines(15) },
    { 'old/a': null, 'old/b': null, 'old/c': null, 'new/a': TEXT, 'new/b': lines(12), 'new/c': lines(15) },
    { 'old/added': 'added\n' },
    [{ path: 'new/added', kind: 'rename' }],
  ],
  [
    'binary',
    { a: BINARY },
    { a: Buffer.concat([BINARY, BINARY]) },
    { a: Buffer.concat([BINARY, Buffer.from('x')]) },
    [{ path: 'a', kind: 'binary', ours: [], theirs: [] }],
  ],
  [
    'text that may not be merged',
    { a: TEXT, '.gitattributes': 'a -merge\n' },
    { a: lines(9, { 1: 'ours' }) },
    { a: lines(9, { 9: 'theirs' }) },
    [{ path: 'a', kind: 'binary' }],
  ],
  ['mode', { z: 'z' }, { a: TEXT }, { a: executable(TEXT) }, [{ path: 'a', kind: 'mode' }]],
  [
    'a file or a link',
    { a: TEXT },
    { a: link('z') },
    { a: lines(9, { 1: 'x' }) },
    [{ path: 'a', kind: 'mode' }],
  ],
  ['two links', { a: link('x') }, { a: link('y') }, { a: link('z') }, [{ path: 'a', kind: 'content' }]],
  [
    'submodule',
    { a: submodule('1') },
    { a: submodule('2') },
    { a: submodule('3') },
    [{ path: 'a', kind: 'submodule' }],
  ],
  [
    'a file where a folder is',
    { z: 'z' },
    { 'a/b': 'b\n' },
    { a: 'a\n' },
    [{ path: 'a', kind: 'file/directory', ours: [], theirs: [] }],
  ],
  [
    'a folder where a file is',
    { z: 'z' },
    { a: 'a\n' },
    { 'a/b': 'b\n' },
    [{ path: 'a', kind: 'file/directory', ours: [], theirs: [] }],
  ],
])('%s', async (_, base, ours, theirs, files) => {
  const found = await conflictOf(base, ours, theirs);
  expect(found).toMatchObject(files);
  expect(found).toHaveLength(files.length);
  expect(found.map(file => file.with)).toEqual(files.map(() => ['first']));
});

test('a file may hold lines that look like conflict markers', async () => {
  const text = ['<<<<<<< HEAD', 'a', '=======', 'b', '>>>>>>> x', 'end', ''].join('\n');
  const files = await conflictOf(
    { a: text },
    { a: text.replace('end', 'ours') },
    { a: text.replace('end', 'theirs') },
  );
  expect(files).toMatchObject([{ ours: [[6, 6]], theirs: [[6, 6]] }]);
});

test('bytes that are not UTF-8 still differ', async () => {
  const text = (byte: number) =>
    Buffer.concat([Buffer.from('one\n'), Buffer.from([byte]), Buffer.from('\nend\n')]);
  const files = await conflictOf({ a: text(0x41) }, { a: text(0xe9) }, { a: text(0xe8) });
  expect(files).toMatchObject([{ kind: 'content', ours: [[2, 2]], theirs: [[2, 2]] }]);
});

test.each([
  'new\nline',
  'tab\there',
  'quo"te',
  'back\\slash',
  ' lead',
  'ümläut',
  '*glob?',
  ':(top)x',
  '-dash',
  'a~b',
  'CONFLICT (contents)',
])('the path %j', async path => {
  const names = [path, `folder ${path}/x`];
  const all = (line: string): Files => Object.fromEntries(names.map(name => [name, lines(9, { 4: line })]));
  const found = await conflictOf(all('base'), all('ours'), all('theirs'));
  expect(found.map(file => file.path).sort()).toEqual(names.toSorted());
  for (const file of found) expect(file).toMatchObject({ kind: 'content', ours: [[4, 4]], with: ['first'] });
});

test('of many conflicted files, all are named', async () => {
  const all = (line: string): Files =>
    Object.fromEntries(Array.from({ length: 60 }, (_, at) => [`f${at}`, `${line}\n`]));
  const found = await conflictOf(all('base'), all('ours'), all('theirs'));
  expect(found).toHaveLength(60);
  expect(found.filter(file => file.ours.length > 0)).toHaveLength(50);
  expect(found.every(file => file.kind === 'content' && file.with.join() === 'first')).toBe(true);
});
