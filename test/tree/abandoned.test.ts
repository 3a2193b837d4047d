/** What a driver leaves that was killed: its work is found and saved, then the trees go. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import { openTreePool, pruneTrees, recoverOrphans, type TaskTree } from '../../shared/io/task-tree.ts';
import type { RunId } from '../../shared/plan/plan.ts';
import { AT, makeRig, poolOf, type Rig, RUN, request, work } from './rig.ts';

const OTHER = 'run-2' as RunId;

/**
 * The pool as if its process had been killed: its folder gets the name of a process that has ended. Answers the folder as it is
 * now.
 */
function kill(tree: TaskTree): string {
  const pool = poolOf(tree);
  const { pid } = spawnSync('true');
  const dead = join(dirname(pool), basename(pool).replace(/-\d+-/, `-${pid}-`));
  renameSync(pool, dead);
  return dead;
}

function poolsOf(rig: Rig): string[] {
  const folder = join(rig.repository.cache, 'trees');
  // What would be empty is gone.
  return existsSync(folder) ? readdirSync(folder) : [];
}

test('the work of a killed driver is collected as if it had gone on, then its trees are gone', async () => {
  const { rig, base } = await makeRig();
  const [one, two] = [await rig.prepare(base, { task: 'one' }), await rig.prepare(base, { task: 'two' })];
  await work(one, 'echo 1 > one; git add one; git commit -qm x; git init -q sub; echo s > sub/s');
  await work(two, 'rm -rf .git; echo 2 > src/a.ts');
  writeFileSync(one.files.notes, 'note');
  const idle = await rig.prepare(base, { task: 'three' });
  await work(idle, 'echo 3 > three');
  await idle.release();
  const verification = await rig.prepare(base, { disposable: true });
  const pool = kill(one);
  const moved = (path: string) => path.replace(poolOf(one), pool);
  const orphans = await recoverOrphans(rig.repository, RUN);
  expect(orphans.map(({ run, task, attempt, base: commit }) => [run, task, attempt, commit])).toEqual([
    [RUN, 'one', 1, base],
    [RUN, 'two', 1, base],
  ]);
  expect(orphans.map(({ tree }) => tree.directory)).toEqual([moved(one.directory), moved(two.directory)]);
  const commits = [];
  for (const { tree } of orphans) commits.push(await tree.collect({ at: AT, message: 'Work\n' }));
  expect(commits.map(({ files }) => files)).toEqual([['one', 'sub/s'], ['src/a.ts']]);
  expect(await rig.git.run(['show', `${commits[1]?.commit}:src/a.ts`])).toBe('2\n');
  await orphans[0]?.tree.release();
  expect(existsSync(moved(two.directory))).toBe(true);
  await orphans[1]?.tree.release();
  expect(poolsOf(rig)).toEqual([]);
  for (const { files } of [one, two, verification]) expect(existsSync(files.temporary)).toBe(false);
});

test('the trees of a run that goes on are nobody’s orphans, and pruning leaves them', async () => {
  const { rig, base } = await makeRig();
  const tree = await rig.prepare(base);
  await work(tree, 'echo x > x');
  expect(await recoverOrphans(rig.repository, RUN)).toEqual([]);
  await pruneTrees(rig.repository, { forget: () => true });
  expect(await rig.isClean(await rig.prepare(base), base)).toBe(true);
  expect(await work(tree, 'cat x')).toBe('x');
});

test('pruning never removes work that was not saved, unless its run is forgotten', async () => {
  const { rig, base } = await makeRig();
  const tree = await rig.prepare(base);
  await work(tree, 'echo x > x');
  await (await rig.prepare(base)).release();
  const pool = kill(tree);
  expect(await recoverOrphans(rig.repository, OTHER)).toEqual([]);
  expect(await pruneTrees(rig.repository, { forget: run => run === OTHER })).toEqual([]);
  const [orphan] = await recoverOrphans(rig.repository, RUN);
  expect((await orphan?.tree.collect({ at: AT, message: 'Work\n' }))?.files).toEqual(['x']);
  expect(readdirSync(pool).filter(name => name.startsWith('slot-'))).toEqual(['slot-1']);
  await pruneTrees(rig.repository, { forget: run => run === RUN });
  expect(poolsOf(rig)).toEqual([]);
  expect(existsSync(tree.files.temporary)).toBe(false);
});

test('a driver killed while it made its pool, or a tree, leaves nothing that stays', async () => {
  const { rig, base } = await makeRig();
  const tree = await rig.prepare(base, { disposable: true });
  const pool = kill(tree);
  const kept = join(pool, 'kept');
  writeFileSync(join(kept, '1', 'slot.json'), '{"identity":');
  await pruneTrees(rig.repository, { forget: () => false });
  expect(poolsOf(rig)).toEqual([]);
  const second = await (await openTreePool(rig.repository)).prepare({
    ...request(base, { disposable: true }),
  });
  writeFileSync(join(kill(second), 'pool.json'), '');
  await pruneTrees(rig.repository, { forget: () => false });
  expect(poolsOf(rig)).toEqual([]);
});

test('an orphan whose tree a task replaced is told, and what is there now is left alone', async () => {
  const { rig, base } = await makeRig();
  const before = await rig.user();
  const tree = await rig.prepare(base);
  await work(tree, `cd ..; rm -rf tree; ln -s '${rig.path}' tree`);
  kill(tree);
  const [orphan] = await recoverOrphans(rig.repository, RUN);
  expect(await orphan?.tree.collect({ at: AT, message: 'Work\n' })).toMatchObject({
    commit: null,
    files: [],
    unstorable: [expect.stringContaining('the tree was replaced')],
  });
  await orphan?.tree.release();
  expect(poolsOf(rig)).toEqual([]);
  expect(await rig.user()).toBe(before);
});

test('a pool that is not what it was is left alone, and that is told', async () => {
  const { rig, base } = await makeRig();
  const tree = await rig.prepare(base, { disposable: true });
  const pool = kill(tree);
  await execa('cp', ['-a', pool, `${pool}.copy`]);
  await execa('rm', ['-rf', pool]);
  renameSync(`${pool}.copy`, pool);
  expect(await pruneTrees(rig.repository, { forget: () => true })).toEqual([
    expect.stringContaining(`${pool} is not the folder that Braid made`),
  ]);
  expect(existsSync(pool)).toBe(true);
});

test('pools of another machine that shares the folder are not touched', async () => {
  const { rig, base } = await makeRig();
  const pool = kill(await rig.prepare(base));
  const foreign = join(dirname(pool), basename(pool).replace(/^[0-9a-f]{6}/, '000000'));
  renameSync(pool, foreign);
  await pruneTrees(rig.repository, { forget: () => true });
  expect(await recoverOrphans(rig.repository, RUN)).toEqual([]);
  expect(poolsOf(rig)).toEqual([basename(foreign)]);
});
