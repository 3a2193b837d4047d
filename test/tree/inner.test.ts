/** Repositories in a repository: those a task makes, and the submodules of the base. */
import { describe, expect, test } from 'vitest';
import type { Sha } from '../../shared/plan/plan.ts';
import { collect, listing, makeRig, work } from './rig.ts';

describe('a repository in the tree is files like any other', () => {
  const inner = 'git init -q . && echo x > x && mkdir -p y && echo z > y/z';
  test.each([
    ['without a commit', `mkdir sub; cd sub; ${inner}`, ['sub/x', 'sub/y/z']],
    ['with a commit', `mkdir sub; cd sub; ${inner}; git add -A; git commit -qm x`, ['sub/x', 'sub/y/z']],
    [
      'two levels deep',
      `mkdir -p a/sub; cd a/sub; ${inner}; cd y; ${inner}; git add z; git commit -qm x`,
      ['a/sub/x', 'a/sub/y/x', 'a/sub/y/y/z', 'a/sub/y/z'],
    ],
    ['in a folder of the base', `cd src; ${inner}; git add -A; git commit -qm x`, ['src/x', 'src/y/z']],
    [
      'added as a submodule',
      `mkdir sub; cd sub; ${inner}; git add -A; git commit -qm x; cd ..; git add sub 2>/dev/null; git commit -qm y`,
      ['sub/x', 'sub/y/z'],
    ],
    [
      'whose git is a file',
      `mkdir sub; cd sub; git init -q --separate-git-dir=../../other .; echo x > x`,
      ['sub/x'],
    ],
    [
      'whose git is a link',
      `git init -q $TMPDIR/o; mkdir sub; cd sub; ln -s $TMPDIR/o/.git .git; echo x > x`,
      ['sub/x'],
    ],
    ['whose git is a pipe', `mkdir sub; mkfifo sub/.git; echo x > sub/x`, ['sub/x']],
    [
      'whose HEAD is a pipe',
      `mkdir sub; cd sub; ${inner}; rm .git/HEAD; mkfifo .git/HEAD`,
      ['sub/x', 'sub/y/z'],
    ],
    [
      'bare',
      `git init -q --bare sub; rm -r sub/hooks sub/info; echo x > sub/x`,
      ['sub/HEAD', 'sub/config', 'sub/description', 'sub/x'],
    ],
  ])('%s', async (_, script, files) => {
    const { rig, base } = await makeRig();
    const tree = await rig.prepare(base);
    await work(tree, script);
    const before = listing(tree.directory);
    const collected = await collect(tree);
    expect(collected).toMatchObject({ files, unstorable: [] });
    expect(await rig.git.run(['ls-tree', '-r', collected.tree])).not.toMatch(/^160000/m);
    if (!script.includes('mkfifo sub/.git')) expect(listing(tree.directory)).toBe(before);
  });
});

describe('a submodule of the base', () => {
  test('is an empty folder, and no change', async () => {
    const { rig, base } = await withSubmodule();
    expect(await rig.task(base, 'ls -d sub')).toMatchObject({ commit: null, files: [], unstorable: [] });
  });

  test('stays where it is when the task fills it, and is gone when the task removes it', async () => {
    const { rig, base } = await withSubmodule();
    const filled = await rig.task(base, `git init -q sub; cd sub; echo x > x; git add x; git commit -qm x`);
    expect(filled).toMatchObject({ commit: null, files: [], unstorable: [] });
    expect(await rig.isClean(await rig.prepare(base), base)).toBe(true);
    expect(await rig.task(base, 'rm -r sub')).toMatchObject({ files: ['sub'], unstorable: [] });
    expect(await rig.task(base, 'rm -r sub; echo file > sub')).toMatchObject({
      files: ['sub'],
      unstorable: [],
    });
  });

  test('may be described by garbage', async () => {
    const { rig, base } = await withSubmodule();
    const collected = await rig.task(base, 'echo "[garbage" > .gitmodules; echo x > src/a.ts');
    expect(collected).toMatchObject({ files: ['.gitmodules', 'src/a.ts'], unstorable: [] });
  });

  test('does not swallow files in silence', async () => {
    const { rig, base } = await withSubmodule();
    const collected = await rig.task(base, 'echo x > sub/x; mkdir sub/y; echo new > new');
    expect(collected).toMatchObject({ files: ['new'], unstorable: ['sub/x', 'sub/y'] });
  });

  test('comes and goes with the base', async () => {
    const { rig, base } = await withSubmodule();
    const without = await rig.task(base, 'rm -r sub');
    for (const commit of [without.commit ?? base, base, without.commit ?? base]) {
      const tree = await rig.prepare(commit);
      expect(await rig.isClean(tree, commit)).toBe(true);
      await tree.release();
    }
  });
});

/** A base with a submodule at `sub`. */
async function withSubmodule() {
  const { rig, base: first } = await makeRig();
  await rig.git.run(['update-index', '--add', '--cacheinfo', `160000,${first},sub`]);
  await rig.git.run(['commit', '-qm', 'Submodule']);
  return { rig, base: (await rig.git.run(['rev-parse', 'HEAD'])).trim() as Sha };
}
