/** Trees that several attempts work in, each in a folder of its own: whose is what, and what becomes of the rest. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { execa } from 'execa';
import { describe, expect, test } from 'vitest';
import { recoverOrphans, type TaskTree } from '../../../shared/io/task-tree.ts';
import type { Sha } from '../../../shared/plan/plan.ts';
import { AT, collect, makeRig, type Rig, RUN, work } from '../rig.ts';

const FILES = {
  '.gitignore': '*.log\n',
  'src/a.ts': 'a\n',
  'tasks/one/old': 'old\n',
  'tasks/two/old': 'old\n',
};

function share(rig: Rig, base: Sha, task: string): Promise<TaskTree> {
  return rig.prepare(base, { task, joint: { folder: `tasks/${task}`, branch: 'common' } });
}

/** Of a folder before it moved out. */
function rootOf({ directory }: TaskTree): string {
  return dirname(dirname(directory));
}

/** The pool's folder gets the name of a process that has ended. */
function kill(pool: string): string {
  const { pid } = spawnSync('true');
  const dead = join(dirname(pool), basename(pool).replace(/-\d+-/, `-${pid}-`));
  renameSync(pool, dead);
  return dead;
}

test('each has its folder in one tree, and its commit has nothing else', async () => {
  const { rig, base } = await makeRig({ files: FILES });
  const [one, two, three] = await Promise.all(['one', 'two', 'three'].map(task => share(rig, base, task)));
  if (!one || !two || !three) throw new Error('expected three');
  expect(new Set([one, two, three].map(rootOf)).size).toBe(1);
  expect(await work(one, 'pwd; ls; git rev-parse --show-prefix HEAD')).toBe(
    `${one.directory}\nold\ntasks/one/\n${base}`,
  );
  await work(one, 'echo 1 > new; git init -q repo; echo r > repo/r; mkfifo pipe');
  await work(two, 'rm old; echo 2 > new; cat ../one/new');
  await work(three, 'mkdir deep; echo 3 > deep/new');
  const root = rootOf(one);
  const first = await collect(one);
  expect(first).toMatchObject({ files: ['tasks/one/new', 'tasks/one/repo/r'], strays: [], unstorable: [] });
  // The others go on, and see the base in its place.
  expect(await work(two, 'ls ../one')).toBe('old');
  expect((await collect(two)).files).toEqual(['tasks/two/new', 'tasks/two/old']);
  expect((await collect(three)).files).toEqual(['tasks/three/deep/new']);
  for (const tree of [one, two, three]) {
    expect(rootOf(tree)).not.toBe(root);
    await tree.release();
  }
  const next = await rig.prepare(base);
  expect(await rig.isClean(next, base)).toBe(true);
});

test('what is collected has a clean tree around it', async () => {
  const { rig, base } = await makeRig({ files: FILES });
  const [one, two] = [await share(rig, base, 'one'), await share(rig, base, 'two')];
  await work(two, 'echo half > half; echo "*" > ../../.gitignore; echo "* text" > ../../.gitattributes');
  await work(one, 'echo mine > mine');
  expect((await collect(one)).files).toEqual(['tasks/one/mine']);
  expect(await work(one, 'ls .. ../two')).toBe('..:\none\ntwo\n\n../two:\nold');
});

test('a try again finds its folder as in the base', async () => {
  const { rig, base } = await makeRig({ files: FILES });
  const [two, first] = [await share(rig, base, 'two'), await share(rig, base, 'one')];
  await work(first, 'rm old; echo x > x');
  await first.release();
  const again = await share(rig, base, 'one');
  expect(rootOf(again)).toBe(rootOf(two));
  expect(await work(again, 'ls; cat old')).toBe('old\nold');
  expect(await collect(again)).toMatchObject({ commit: null, files: [] });
});

test('who starts from another commit works in another tree', async () => {
  const { rig, base } = await makeRig({ files: FILES });
  const later = await rig.commit({ 'src/a.ts': 'later\n' });
  const [one, two] = [await share(rig, base, 'one'), await share(rig, later, 'two')];
  expect(rootOf(one)).not.toBe(rootOf(two));
  expect(await work(two, 'cat ../../src/a.ts')).toBe('later');
});

describe('a change outside of all folders', () => {
  test('is known to be of who was there alone', async () => {
    const { rig, base } = await makeRig({ files: FILES });
    const one = await share(rig, base, 'one');
    await work(
      one,
      'echo x > ../../new; echo b > ../../src/a.ts; rm ../two/old; mkdir ../three ../../d; echo > ../three/x; echo > ../../ignored.log; touch ../../.gitignore',
    );
    const { files, strays } = await collect(one);
    expect(files).toEqual([]);
    expect(strays).toEqual(
      ['d', 'new', 'src/a.ts', 'tasks/three', 'tasks/two/old'].map(path => ({ path, others: [] })),
    );
  });

  test('is noted for each who was there when it appeared, and for nobody who came later', async () => {
    const { rig, base } = await makeRig({ files: FILES });
    const [one, two] = [await share(rig, base, 'one'), await share(rig, base, 'two')];
    await work(one, 'echo x > ../../new');
    const three = await share(rig, base, 'three');
    expect(rootOf(three)).not.toBe(rootOf(one));
    expect((await collect(one)).strays).toEqual([{ path: 'new', others: ['two'] }]);
    await work(two, 'echo x > ../../newer');
    expect((await collect(two)).strays).toEqual([
      { path: 'new', others: ['one'] },
      { path: 'newer', others: [] },
    ]);
    expect((await collect(three)).strays).toEqual([]);
  });

  test.each([
    ['a pipe', 'mkfifo ../../pipe; rm ../../.gitignore; mkfifo ../../.gitignore', ['.gitignore', 'pipe']],
    ['a repository that would make git wait', 'mkdir -p ../../r/.git; mkfifo ../../r/.git/HEAD', ['r']],
    ['links', 'ln -s / ../../root; rm -r ../../src; ln -s /etc ../../src', ['root', 'src/a.ts']],
    ['permissions', 'chmod +x ../../src/a.ts', ['src/a.ts']],
    ['a name in no encoding', `touch "../../$(printf 'b\\344h')"`, ['b\ufffdh']],
  ])('is found when it is %s', async (_, script, paths) => {
    const { rig, base } = await makeRig({ files: FILES });
    const one = await share(rig, base, 'one');
    await work(one, `${script}; echo mine > mine`);
    const { files, strays = [] } = await collect(one);
    expect([files, strays.map(({ path }) => path)]).toEqual([['tasks/one/mine'], paths]);
    await one.release();
    const next = await rig.prepare(base);
    expect(await rig.isClean(next, base)).toBe(true);
  });
});

test('a tree without its .git takes nobody in, and who is in it loses nothing', async () => {
  const { rig, base } = await makeRig({ files: FILES });
  const one = await share(rig, base, 'one');
  await work(one, 'rm -rf ../../.git; echo mine > mine');
  const two = await share(rig, base, 'two');
  expect(rootOf(two)).not.toBe(rootOf(one));
  expect(await work(two, 'git rev-parse HEAD')).toBe(base);
  expect((await collect(one)).files).toEqual(['tasks/one/mine']);
});

test('what stands in the place of the tree or of the way to the folder is not taken for work', async () => {
  const { rig, base } = await makeRig({ files: FILES });
  const before = await rig.user();
  const user = join(rig.root, 'user');
  await execa('mkdir', ['-p', join(user, 'one')]);
  const one = await share(rig, base, 'one');
  await work(one, `rm -rf ../../tasks; ln -s '${user}' '${rootOf(one)}/tasks'`);
  expect(await collect(one)).toMatchObject({
    commit: null,
    files: [],
    unstorable: [expect.stringContaining('tasks/one (the tree was replaced')],
  });
  const two = await share(rig, base, 'two');
  await work(two, `cd ../../..; rm -rf tree; ln -s '${rig.path}' tree`);
  expect((await collect(two)).unstorable).toEqual([expect.stringContaining('the tree was replaced')]);
  await Promise.all([one.release(), two.release()]);
  await rig.pool.close();
  expect([readdirSync(user), await rig.user()]).toEqual([['one'], before]);
});

test.each([['tasks'], ['tasks/one']])('a base with a file at %s has no room for the folder', async path => {
  const { rig, base } = await makeRig({ files: { [path]: 'x\n' } });
  await expect(share(rig, base, 'one')).rejects.toThrow(
    `the base has a file at ${path}, so the task cannot have the folder tasks/one`,
  );
  await rig.pool.close();
});

test('the one that is kept for a person has the base and its own work', async () => {
  const { rig, base } = await makeRig({ files: FILES });
  const [one, two] = [await share(rig, base, 'one'), await share(rig, base, 'two')];
  await work(one, 'echo mine > mine');
  await work(two, 'echo half > half');
  await collect(one);
  const place = join(rig.root, 'kept');
  expect(await one.keep(place)).toBe(place);
  expect(readFileSync(join(place, 'tasks/one/mine'), 'utf8')).toBe('mine\n');
  expect(existsSync(join(place, 'tasks/two/half'))).toBe(false);
  expect((await collect(two)).files).toEqual(['tasks/two/half']);
});

describe('after the driver was killed', () => {
  test('the work of each is collected as if it had gone on, then the trees are gone', async () => {
    const { rig, base } = await makeRig({ files: FILES });
    const [one, two, three] = await Promise.all(['one', 'two', 'three'].map(task => share(rig, base, task)));
    if (!one || !two || !three) throw new Error('expected three');
    await work(one, 'echo 1 > new; echo stray > ../../stray');
    await work(two, 'rm old');
    await work(three, 'echo 3 > new; rm -rf ../../.git');
    // One had moved out already.
    await collect(one);
    await work(one, 'echo more > more');
    const pool = kill(dirname(dirname(rootOf(two))));
    const orphans = await recoverOrphans(rig.repository, RUN);
    expect(orphans.map(({ task }) => task).sort()).toEqual(['one', 'three', 'two']);
    const found: Record<string, readonly string[]> = {};
    for (const { task, root, tree } of orphans) {
      expect(existsSync(root)).toBe(true);
      found[task] = (await tree.collect({ at: AT, message: 'Work\n' })).files;
      await tree.release();
    }
    expect(found).toEqual({
      one: ['tasks/one/more', 'tasks/one/new'],
      two: ['tasks/two/old'],
      three: ['tasks/three/new'],
    });
    expect(existsSync(pool)).toBe(false);
  });

  test('between naming the attempt in a tree of its own and moving its folder there, nothing is lost', async () => {
    const { rig, base } = await makeRig({ files: FILES });
    const one = await share(rig, base, 'one');
    await work(one, 'echo 1 > new');
    const root = rootOf(one);
    const kept = join(root, '../../kept');
    const joint = readFileSync(join(kept, '1/slot.json'), 'utf8');
    await collect(one);
    // As it was before the move: both name it, and the folder is still there.
    await execa('cp', ['-a', one.directory, join(root, 'tasks/one.moved')]);
    await execa('rm', ['-rf', one.directory, join(root, 'tasks/one')]);
    renameSync(join(root, 'tasks/one.moved'), join(root, 'tasks/one'));
    writeFileSync(join(kept, '1/slot.json'), joint);
    const pool = kill(dirname(dirname(root)));
    const orphans = await recoverOrphans(rig.repository, RUN);
    expect(orphans.map(({ task }) => task)).toEqual(['one']);
    expect((await orphans[0]?.tree.collect({ at: AT, message: 'Work\n' }))?.files).toEqual(['tasks/one/new']);
    await orphans[0]?.tree.release();
    expect(existsSync(pool)).toBe(false);
  });

  test('between moving its folder and forgetting it in the tree of all, too', async () => {
    const { rig, base } = await makeRig({ files: FILES });
    const one = await share(rig, base, 'one');
    await work(one, 'echo 1 > new');
    const root = rootOf(one);
    const record = join(root, '../../kept/1/slot.json');
    const joint = readFileSync(record, 'utf8');
    await collect(one);
    await execa('rm', ['-rf', join(root, 'tasks/one')]);
    writeFileSync(record, joint);
    const pool = kill(dirname(dirname(root)));
    const orphans = await recoverOrphans(rig.repository, RUN);
    expect(orphans.map(({ task }) => task)).toEqual(['one']);
    expect((await orphans[0]?.tree.collect({ at: AT, message: 'Work\n' }))?.files).toEqual(['tasks/one/new']);
    await orphans[0]?.tree.release();
    expect(existsSync(pool)).toBe(false);
  });
});
