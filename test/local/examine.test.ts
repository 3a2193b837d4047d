/** What is read of a conflict that was resolved: kinds of conflicts as git has them, on its own object database. */
import { afterEach, describe, expect, test } from 'vitest';
import { openConflict } from '../../shared/io/local/conflicted-tree.ts';
import { openMergeDirectory } from '../../shared/io/merging/merge-directory.ts';
import type { TaskTree } from '../../shared/io/task-tree.ts';
import type { Sha, TaskId } from '../../shared/plan/plan.ts';
import type { DispatchEffect } from '../../shared/run/effect.ts';
import { unresolved } from '../../shared/run/resolution/resolution.ts';
import { type Change, lines, makeRig, RUN, removeRigs } from '../merge/rig.ts';

afterEach(removeRigs);

type Files = Readonly<Record<string, Change>>;

interface Story {
  readonly base: Files;
  readonly ours: Files;
  readonly theirs: Files;
  /** What the resolver changes in git's merge. */
  readonly result: Files;
}

/** What is said of it; null: all is accounted for. */
async function examined({ base, ours, theirs, result }: Story) {
  const rig = await makeRig();
  const root = await rig.commit({ files: base });
  const head = await rig.commit({ parents: [root], files: ours });
  const work = await rig.commit({ parents: [root], files: theirs });
  const treeOf = async (commit: string) =>
    (await rig.git.run(['rev-parse', `${commit}^{tree}`])).trim() as Sha;
  const directory = await openMergeDirectory(rig.repository, { base: root });
  const effect: Pick<DispatchEffect, 'base' | 'resolves'> = {
    base: { commit: head, tree: await treeOf(head) },
    resolves: { commit: work },
  };
  let shown: Sha | null = null;
  const tree: Pick<TaskTree, 'show'> = {
    show: async id => {
      shown = id;
    },
  };
  const conflict = await openConflict({ merges: async () => directory, run: RUN }, effect, tree);
  if (conflict === null || shown === null) throw new Error('expected a tree to be shown');
  const who = { name: 'Ann', email: 'ann@example.org' };
  const somebody = rig.git.with({
    GIT_AUTHOR_NAME: who.name,
    GIT_AUTHOR_EMAIL: who.email,
    GIT_COMMITTER_NAME: who.name,
    GIT_COMMITTER_EMAIL: who.email,
  });
  const merged = (await somebody.run(['commit-tree', shown, '-m', 'shown'])).trim() as Sha;
  // An empty change would be no commit of its own.
  const made =
    Object.keys(result).length === 0 ? merged : await rig.commit({ parents: [merged], files: result });
  const resolution = await conflict.examine(await treeOf(made));
  return { said: unresolved(resolution), isClean: conflict.isClean, told: conflict.told, resolution };
}

const said = async (story: Story) => (await examined(story)).said;
const text = (...rows: string[]) => `${rows.join('\n')}\n`;
const COLLISION = {
  base: { a: lines(9), 'other.txt': lines(5), 'logo.bin': 'x\0', notes: 'n\n' },
  ours: { a: lines(9, { 4: 'ours' }), 'other.txt': lines(5, { 2: 'ours 2' }) },
  theirs: { a: lines(9, { 4: 'theirs' }), 'logo.bin': 'y\0', 'new.txt': 'new\n' },
};
const RESOLVED = { a: lines(9, { 4: 'ours and theirs' }) };

describe('a conflict of lines', () => {
  test.each<[about: string, result: Files, said: string | null]>([
    ['is resolved', RESOLVED, null],
    ['is left', {}, 'its resolver left conflict markers in a'],
    [
      'is resolved, and a marker of another size is put beside',
      { ...RESOLVED, notes: text('<<<<<<< mine', 'n') },
      'its resolver left conflict markers in notes',
    ],
    [
      'is resolved, and a heading is underlined',
      { ...RESOLVED, notes: text('Heading', '=======', 'n') },
      null,
    ],
    ['loses a line', { a: lines(9, { 4: 'ours' }) }, 'its resolver lost its own lines in a:4'],
    [
      'loses the lines of a file without one',
      { ...RESOLVED, 'other.txt': lines(5) },
      'its resolver lost lines of others in other.txt:2',
    ],
    ['loses a file', { ...RESOLVED, 'new.txt': null }, 'its resolver lost its own lines in new.txt:1'],
    [
      'loses what is no text',
      { ...RESOLVED, 'logo.bin': 'x\0' },
      'its resolver lost its own change to logo.bin',
    ],
    ['is resolved, and a file that nobody touched is changed', { ...RESOLVED, notes: 'other\n' }, null],
  ])('%s', async (_, result, expected) => {
    expect(await said({ ...COLLISION, result })).toBe(expected);
  });

  test('names places in the file of each side, and who brought it', async () => {
    const { resolution } = await examined({ ...COLLISION, result: { a: lines(9, { 4: null }) } });
    expect(resolution.lost).toEqual([
      { path: 'a', side: 'ours', from: 4, to: 4, text: 'ours', of: [] as TaskId[] },
      { path: 'a', side: 'theirs', from: 4, to: 4, text: 'theirs', of: [] },
    ]);
  });
});

test('a merge without a conflict needs nobody', async () => {
  const story = {
    base: { a: lines(9) },
    ours: { b: 'b\n' },
    theirs: { a: lines(9, { 4: 'x' }) },
    result: {},
  };
  expect(await examined(story)).toMatchObject({ said: null, isClean: true, told: '' });
});

const link = (content: string) => ({ mode: '120000', content });
const script = (content: string) => ({ mode: '100755', content });
const long = lines(12);

describe('a conflict that no marker shows:', () => {
  test.each<[about: string, story: Story, said: string | null]>([
    [
      'two renames, both names stay',
      { base: { a: long }, ours: { a: null, b: long }, theirs: { a: null, c: long }, result: {} },
      null,
    ],
    [
      'two renames, one stays',
      { base: { a: long }, ours: { a: null, b: long }, theirs: { a: null, c: long }, result: { c: null } },
      'its resolver lost its own lines in c:1-12',
    ],
    [
      'a rename against a deletion, the file stays',
      { base: { a: long }, ours: { a: null }, theirs: { a: null, b: long }, result: {} },
      'its resolver lost the change of others to b',
    ],
    [
      'a rename against a deletion, the file goes',
      { base: { a: long }, ours: { a: null }, theirs: { a: null, b: long }, result: { b: null } },
      'its resolver lost its own lines in b:1-12',
    ],
    [
      'a deletion against fewer lines: nothing was added that could be lost',
      { base: { a: long }, ours: { a: null }, theirs: { a: lines(12, { 3: null }) }, result: { a: null } },
      null,
    ],
    [
      'two links',
      { base: { a: link('x') }, ours: { a: link('y') }, theirs: { a: link('z') }, result: { a: link('y') } },
      'its resolver lost its own change to a',
    ],
    [
      'a file where the others made a folder, left beside it',
      { base: {}, ours: { 'a/b': 'b\n' }, theirs: { a: 'file\n' }, result: {} },
      expect.stringMatching(/left conflict markers in a~[0-9a-f]{40}, and lost its own lines in a:1$/),
    ],
  ])('%s', async (_, story, expected) => {
    expect(await said(story)).toEqual(expected);
  });

  test('a file where the others made a folder, put elsewhere', async () => {
    const story = { base: {}, ours: { 'a/b': 'b\n' }, theirs: { a: 'file\n' }, result: {} };
    const { resolution } = await examined(story);
    const [aside = ''] = resolution.markers;
    // Its name has the task's commit in it, which is the same each time.
    expect(await said({ ...story, result: { [aside]: null, 'a/file': 'file\n' } })).toBeNull();
  });

  test('a new file with two modes: one of them is lost', async () => {
    const story = { base: {}, ours: { a: 'a\n' }, theirs: { a: script('a\n') }, result: {} };
    expect(await said(story)).toMatch(/^its resolver lost .* to a$/);
  });
});
