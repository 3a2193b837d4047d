/** What tasks share at each level of isolation, and what becomes of it when they fail, or the run is killed. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { few } from '../all-tests.ts';
import { until } from '../cli/processes.ts';
import { newPlace, type Place, type Report, removePlaces, statuses, type Tasks, taskOf } from '../cli/rig.ts';

afterAll(removePlaces);

const FILES = { '.gitignore': 'cache/\n', 'readme.md': 'hello\n' };

function said(place: Place, file: string): string {
  return readFileSync(join(place.folder, file), 'utf8');
}

/** Until the work of an attempt is safe: it has left its folder by then. */
async function saved(place: Place, task: string): Promise<void> {
  const ref = `refs/braid-attempts/${place.name}/${task}/1`;
  await until(async () => (await place.git('for-each-ref', ref)) !== '', `${task} saved`);
}

/** The files of the newest attempt's commit. */
async function workOf(place: Place, task: string): Promise<string[]> {
  const text = await place.git('show', '--format=', '--name-only', `braid/${place.name}/${task}`);
  return text.split('\n').filter(Boolean);
}

describe.concurrent('isolation: none', () => {
  test('what git ignores stays from task to task, nothing else does, and it is never in the verification', async () => {
    const place = await newPlace(
      { isolation: 'none', execution: 'parallel', merge: { verify: ['! test -e cache'] } },
      FILES,
    );
    const look = (name: string) =>
      `ls -A >> '${place.folder}/seen'; mkdir -p cache; echo ${name} >> cache/x; cat cache/x >> '${place.folder}/seen'; echo ${name} > ${name}`;
    const { code, report } = await place.run({ a: look('a'), b: `${look('b')}; exit 1`, c: look('c') });
    expect({ code, statuses: statuses(report) }).toEqual({
      code: 1,
      statuses: { a: 'merged', b: 'failed', c: 'merged' },
    });
    expect(report.run.reasons[0]).toBe(
      '`isolation: none` is configured: all tasks share one tree, with what git ignores in it, one after the other',
    );
    const base = '.git\n.github\n.gitignore\n';
    expect(said(place, 'seen')).toBe(
      [
        `${base}readme.md\na\n`,
        `${base}a\ncache\nreadme.md\na\nb\n`,
        `${base}a\ncache\nreadme.md\na\nb\nc\n`,
      ].join(''),
    );
    // Each has its branch, what failed too.
    expect(await Promise.all(['a', 'b', 'c'].map(task => workOf(place, task)))).toEqual([
      ['a'],
      ['b'],
      ['c'],
    ]);
    expect(report.tasks.map(({ branch }) => branch)).toEqual(
      ['a', 'b', 'c'].map(task => `braid/${place.name}/${task}`),
    );
  });

  test('a try again starts from the base, and finds what was ignored', async () => {
    const place = await newPlace({ isolation: 'none' }, FILES);
    const script =
      'cat readme.md; test -e cache/x && { ls left; echo done > done; exit 0; }; mkdir cache; echo > cache/x; echo > left; echo changed > readme.md; exit 1';
    const { report } = await place.run({ a: { prompt: script, retries: 1 } });
    expect(statuses(report)).toEqual({ a: 'merged' });
    expect(taskOf(report, 'a').attemptLog.map(({ outcome }) => outcome)).toEqual(['failed', 'succeeded']);
    expect(await workOf(place, 'a')).toEqual(['done']);
    expect(place.read('readme.md')).toBe('hello\n');
  });

  test('after a kill the work is saved, without what an earlier task had left', async () => {
    const place = await newPlace({ isolation: 'none' }, FILES);
    const gate = place.gate('gate');
    const plan = place.plan({
      a: 'mkdir cache; echo old > cache/old; echo > a',
      b: {
        prompt: `ls -A > '${place.folder}/seen'; echo > .gitignore; echo > half; [ $BRAID_ATTEMPT = 2 ] || { ${gate.wait}; }; echo > b`,
        needs: ['a'],
      },
    });
    const running = place.start(['run', plan, '--run', place.name]);
    await gate.reached();
    running.kill('SIGKILL');
    await running.done;
    expect(said(place, 'seen')).toContain('cache\n');
    const { code, report } = await place.reported('resume', place.name);
    expect({ code, statuses: statuses(report) }).toEqual({ code: 0, statuses: { a: 'merged', b: 'merged' } });
    const work = await place.git('show', '--format=', '--name-only', `refs/braid-attempts/${place.name}/b/1`);
    expect(work.split('\n')).toEqual(['.gitignore', 'half']);
    expect(said(place, 'seen')).not.toContain('cache\n');
    expect(place.leftovers()).toEqual([]);
  });
});

describe.concurrent('isolation: directory', () => {
  const config = { isolation: 'directory', execution: 'parallel' };

  test('tasks work at the same time in one tree, each in its folder, and each has its branch', async () => {
    const place = await newPlace({ ...config, merge: { verify: ['test -e readme.md'] } }, FILES);
    const gate = place.gate('gate');
    const script = `pwd >> '${place.folder}/places'; echo $BRAID_TASK > mine; ${gate.wait}`;
    const plan = place.plan({ a: script, b: script });
    const running = place.start(['run', plan, '--run', place.name, '--json', '-']);
    await gate.reached(2);
    gate.open();
    const { code, stdout } = await running.done;
    const report: Report = JSON.parse(stdout);
    expect({ code, statuses: statuses(report) }).toEqual({ code: 0, statuses: { a: 'merged', b: 'merged' } });
    expect(report.run.reasons).toContain(
      '`isolation: directory` is configured: tasks that start from the same commit share one tree, each in its folder `tasks/<id>`',
    );
    const places = said(place, 'places').trimEnd().split('\n').sort();
    expect(places.map(each => each.split('/').slice(-3))).toEqual([
      ['tree', 'tasks', 'a'],
      ['tree', 'tasks', 'b'],
    ]);
    expect(new Set(places.map(each => each.replace(/.$/, ''))).size).toBe(1);
    expect([place.read('tasks/a/mine'), place.read('tasks/b/mine')]).toEqual(['a\n', 'b\n']);
    expect(await workOf(place, 'a')).toEqual(['tasks/a/mine']);
  });

  test('own tests run in the task’s folder, in a tree that has nothing of the others', async () => {
    const place = await newPlace(config, FILES);
    const [other, gate] = [place.gate('other'), place.gate('gate')];
    const plan = place.plan({
      a: {
        prompt: `echo > a; ${gate.wait}`,
        verify: [
          'test -e a && test -e ../../readme.md && ! test -e ../b',
          `echo > '${place.folder}/verified'`,
        ],
      },
      b: `echo > b; ${other.wait}`,
    });
    const running = place.start(['run', plan, '--run', place.name]);
    await Promise.all([gate.reached(), other.reached()]);
    gate.open();
    await until(() => existsSync(join(place.folder, 'verified')), 'own tests green');
    other.open();
    expect((await running.done).code).toBe(0);
  });

  test('who changes something elsewhere is out of scope when nobody else was there', async () => {
    const place = await newPlace({ ...config, parallel: { 'max-workers': 1 } }, FILES);
    const { report } = await place.run({
      a: 'echo > mine; echo changed > ../../readme.md; mkdir ../b; echo > ../b/x',
      b: 'ls > seen; cat ../../readme.md >> seen',
    });
    expect(statuses(report)).toEqual({ a: 'out-of-scope', b: 'merged' });
    expect(taskOf(report, 'a').reason).toBe('changed readme.md, tasks/b, its folder is tasks/a');
    expect(place.read('tasks/b/seen')).toBe('seen\nhello\n');
    expect(await workOf(place, 'a')).toEqual(['tasks/a/mine']);
  });

  test('a change whose author cannot be known is told of all, and is in nobody’s work', async () => {
    const place = await newPlace({ ...config, 'keep-trees': 'always' }, FILES);
    const [one, two] = [place.gate('one'), place.gate('two')];
    const plan = place.plan({
      a: `echo > mine; ${one.wait}; echo x > ../../x; rm -rf ../../.git`,
      b: `echo > mine; ${two.wait}`,
    });
    const running = place.start(['run', plan, '--run', place.name, '--json', '-']);
    await Promise.all([one.reached(), two.reached()]);
    one.open();
    await saved(place, 'a');
    two.open();
    const { code, stdout } = await running.done;
    const report: Report = JSON.parse(stdout);
    expect({ code, statuses: statuses(report) }).toEqual({ code: 0, statuses: { a: 'merged', b: 'merged' } });
    const strays = (task: string) => taskOf(report, task).attemptLog.map(each => each.strays);
    expect([strays('a'), strays('b')]).toEqual([
      [[{ path: 'x', others: ['b'] }]],
      [[{ path: 'x', others: ['a'] }]],
    ]);
    const told = await place.braid('status', place.name);
    expect(told.stdout.replace(/\s+/g, ' ')).toContain(
      'x changed outside of all tasks’ folders while b worked in the same tree: in nobody’s work',
    );
    expect(place.has('x')).toBe(false);
    // Each tree that stays shows the base and that task's work.
    const trees = report.tasks.map(({ attemptLog }) => attemptLog[0]?.tree ?? '');
    expect(trees.map(tree => readdirSync(join(tree, 'tasks')))).toEqual([['a'], ['b']]);
  });

  test('the end of one leaves the processes of another alone', async () => {
    const place = await newPlace(config, FILES);
    const [one, two] = [place.gate('one'), place.gate('two')];
    // Nothing but its place says whose it is; it works in the root of the tree, as a watcher would.
    const watcher = `(cd ../..; exec env -i PATH="$PATH" setsid sh -c 'while [ ! -e ${place.folder}/stop ]; do sleep 0.01; done; echo > ${place.folder}/lived') >/dev/null 2>&1 &`;
    const plan = place.plan({
      a: `echo > mine; ${one.wait}`,
      b: `${watcher} echo > mine; ${two.wait}; echo > '${place.folder}/stop'; while [ ! -e '${place.folder}/lived' ]; do sleep 0.01; done`,
    });
    const running = place.start(['run', plan, '--run', place.name]);
    await Promise.all([one.reached(), two.reached()]);
    one.open();
    await saved(place, 'a');
    two.open();
    expect((await running.done).code).toBe(0);
    expect(existsSync(join(place.folder, 'lived'))).toBe(true);
  });

  test('a try again finds its folder as in the base', async () => {
    const place = await newPlace(config, { ...FILES, 'tasks/a/old': 'old\n' });
    const script = 'cat old; test -e left && exit 9; echo > left; rm old; [ $BRAID_ATTEMPT = 2 ]';
    const { report } = await place.run({ a: { prompt: script, retries: 1 }, b: 'echo > b' });
    expect(statuses(report)).toEqual({ a: 'merged', b: 'merged' });
    expect(place.has('tasks/a/old')).toBe(false);
    expect(place.has('tasks/a/left')).toBe(true);
  });

  test('paths that leave nothing of the folder are refused before anything runs', async () => {
    const place = await newPlace(config, FILES);
    const plan = place.plan({
      a: { prompt: 'x', paths: ['src/**'] },
      b: { prompt: 'x', paths: ['**/*.md', 'src'] },
    });
    const { code, stderr } = await place.braid('run', plan);
    expect(code).toBe(2);
    expect(stderr).toContain(
      'expected in `paths` something below `tasks/a`, found nothing: with `isolation: directory` the task cannot change anything else',
    );
    expect(stderr).not.toContain('tasks/b');
  });
});

describe.concurrent('a run that is killed while tasks work', () => {
  const scripts = (place: Place): { readonly tasks: Tasks; readonly gate: ReturnType<Place['gate']> } => {
    const gate = place.gate('gate');
    const script = `sleep 300 & echo $$ > half-$BRAID_TASK; [ -e '${place.folder}/again' ] || { ${gate.wait}; }; mv half-$BRAID_TASK done-$BRAID_TASK`;
    return { tasks: { a: script, b: script }, gate };
  };

  test.each(
    few(2, [
      ['directory', 2, 'tasks/a/half-a'],
      ['none', 1, 'half-a'],
      ['branch', 1, 'half-a'],
      ['full', 2, 'half-a'],
    ] as const),
  )('with isolation: %s loses no work, and ends when it is resumed', async (isolation, at, file) => {
    const place = await newPlace({ isolation, execution: 'parallel' }, FILES);
    const { tasks, gate } = scripts(place);
    const running = place.start(['run', place.plan(tasks), '--run', place.name]);
    await gate.reached(at);
    running.kill('SIGKILL');
    await running.done;
    writeFileSync(join(place.folder, 'again'), '');
    const { code, report } = await place.reported('resume', place.name);
    expect({ code, statuses: statuses(report) }).toEqual({ code: 0, statuses: { a: 'merged', b: 'merged' } });
    const work = await place.git('show', '--format=', '--name-only', `refs/braid-attempts/${place.name}/a/1`);
    expect(work).toBe(file);
    expect(await workOf(place, 'a')).toEqual([file.replace('half', 'done')]);
    expect(place.leftovers()).toEqual([]);
  });
});

describe.concurrent('keep-trees', () => {
  test.each(
    few(2, [
      ['directory', 'tasks/bad/bad'],
      ['full', 'bad'],
      ['none', 'bad'],
      ['branch', 'bad'],
    ] as const),
  )('with isolation: %s, the tree of a task that failed stays, and the next has another', async (isolation, file) => {
    const place = await newPlace({ isolation, 'keep-trees': 'failed', execution: 'sequential' }, FILES);
    const { report } = await place.run({ bad: 'echo left > bad; exit 3', good: 'echo > good' });
    expect(statuses(report)).toEqual({ bad: 'failed', good: 'merged' });
    const trees = report.tasks.map(({ attemptLog }) => attemptLog[0]?.tree ?? null);
    expect(trees).toEqual([expect.stringMatching(/\/bad-1$/), null]);
    expect(readFileSync(join(trees[0] ?? '', file), 'utf8')).toBe('left\n');
    expect(place.leftovers()).toEqual([]);
  });
});
