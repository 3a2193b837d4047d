/** What tasks share, and which of their trees stay. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { newPlace, removePlaces, statuses, taskOf } from '../cli/rig.ts';

afterAll(removePlaces);

describe.concurrent('isolation: branch', () => {
  test('one tree for all tasks, clean for each, and a branch for each', async () => {
    const place = await newPlace(
      { isolation: 'branch', execution: 'parallel' },
      { '.gitignore': 'built\n', 'readme.md': 'hello\n' },
    );
    const look = `pwd >> '${place.folder}/trees'; ls >> '${place.folder}/seen'; mkdir built; echo > built/x; echo > $BRAID_TASK`;
    const { code, report } = await place.run({ a: look, b: look, c: look });
    expect({ code, execution: report.run.execution }).toEqual({ code: 0, execution: 'sequential' });
    expect(report.run.reasons[0]).toBe(
      '`isolation: branch` is configured: all tasks share one tree, one after the other',
    );
    const trees = readFileSync(join(place.folder, 'trees'), 'utf8').trimEnd().split('\n');
    expect([trees.length, new Set(trees).size]).toEqual([3, 1]);
    expect(readFileSync(join(place.folder, 'seen'), 'utf8')).toBe(
      'readme.md\na\nreadme.md\na\nb\nreadme.md\n',
    );
    const branches = await place.git(
      'for-each-ref',
      '--format=%(refname:short)',
      `refs/heads/braid/${place.name}`,
    );
    expect(branches.split('\n')).toEqual(
      ['a', 'b', 'c', 'integration'].map(name => `braid/${place.name}/${name}`),
    );
  });
});

describe.concurrent('keep-trees', () => {
  const tasks = {
    good: 'echo > good; echo left > ignored',
    bad: { prompt: 'echo > bad; echo left > ignored; exit 3', retries: 1 },
  };
  const files = { '.gitignore': 'ignored\n' };

  test('failed: those of attempts that did not succeed stay as they were, and the report says where', async () => {
    const place = await newPlace({ 'keep-trees': 'failed' }, files);
    const { report } = await place.run(tasks);
    expect(statuses(report)).toEqual({ good: 'merged', bad: 'failed' });
    const trees = taskOf(report, 'bad').attemptLog.map(({ tree }) => tree ?? '');
    expect(trees.map(tree => tree.split('/').slice(-2))).toEqual([
      [place.name, 'bad-1'],
      [place.name, 'bad-2'],
    ]);
    for (const tree of trees) expect(readFileSync(join(tree, 'ignored'), 'utf8')).toBe('left\n');
    expect(taskOf(report, 'good').attemptLog.map(({ tree }) => tree)).toEqual([null]);
    const told = await place.braid('status', place.name);
    expect(told.stdout.replace(/\s+/g, '')).toContain(`treekeptin${trees[1]}`);
    // The work is on its branch all the same, and the pool is gone.
    expect(await place.git('show', `braid/${place.name}/bad:bad`)).toBe('');
    const cache = dirname(dirname(dirname(trees[0] ?? '')));
    expect(readdirSync(cache)).toEqual(['kept']);
  });

  test('always: all of them; never: none', async () => {
    const place = await newPlace({ 'keep-trees': 'always' }, files);
    const { report } = await place.run(tasks);
    const [tree = ''] = taskOf(report, 'good').attemptLog.map(each => each.tree ?? '');
    expect(existsSync(join(tree, 'good'))).toBe(true);
    const other = await newPlace({}, files);
    const { report: none } = await other.run(tasks);
    expect(none.tasks.flatMap(({ attemptLog }) => attemptLog.map(each => each.tree))).toEqual([
      null,
      null,
      null,
    ]);
  });
});
