/** What a task leaves becomes one commit on its base. */
import { readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { AT, collect, listing, makeRig, work } from './rig.ts';

test('uncommitted work and own commits become one commit on the base, dated by the end of the attempt', async () => {
  const { rig, base } = await makeRig();
  const collected = await rig.task(
    base,
    `echo 1 > one; git add one; git -c user.name=Agent commit -qm 'First try' --date=2001-01-01T00:00
     echo 2 > two; rm README.md; echo changed > src/a.ts`,
  );
  expect(collected.files).toEqual(['README.md', 'one', 'src/a.ts', 'two']);
  expect(await rig.changes(base, collected)).toBe('D\tREADME.md\nA\tone\nM\tsrc/a.ts\nA\ttwo\n');
  expect(
    await rig.git.run(['log', '--format=%P|%an <%ae> %aI|%cn <%ce> %cI|%s', '-1', collected.commit ?? '']),
  ).toBe(
    [
      base,
      'Braid <braid@braid.invalid> 2026-01-02T03:04:05+00:00',
      'Braid <braid@braid.invalid> 2026-01-02T03:04:05+00:00',
      'Work\n',
    ].join('|'),
  );
  await rig.git.run(['fsck', '--strict']);
});

test('the same work gives the same commit, whatever the author did to git', async () => {
  const { rig, base } = await makeRig();
  const first = await rig.task(base, 'echo 1 > one');
  const second = await rig.task(
    base,
    'echo 1 > one; git add one; git commit -qm x; git checkout -q --detach; git gc -q',
  );
  expect(second.commit).toBe(first.commit);
});

test('the author is whom the caller names', async () => {
  const { rig, base } = await makeRig();
  const tree = await rig.prepare(base);
  await work(tree, 'echo 1 > one');
  const author = { name: 'Ada', email: 'ada@example.com' };
  const { commit } = await tree.collect({ at: 0, message: 'Title\n\nBraid-Run: run-1\n', author });
  expect(await rig.git.run(['log', '-1', '--format=%an %ae %at|%cn|%B', commit ?? ''])).toBe(
    'Ada ada@example.com 0|Braid|Title\n\nBraid-Run: run-1\n\n',
  );
});

test('no change is no commit: untouched, touched, written again, changed and changed back', async () => {
  const { rig, base } = await makeRig();
  const { tree } = await rig.task(base, '');
  expect(tree).toBe((await rig.git.run(['rev-parse', `${base}^{tree}`])).trim());
  for (const script of [
    'touch README.md',
    'cp -p README.md x; mv x README.md',
    'git commit -q --allow-empty -m x',
    'chmod go+w README.md',
  ]) {
    expect(await rig.task(base, script), script).toEqual({
      commit: null,
      tree,
      files: [],
      unstorable: [],
      leaks: [],
    });
  }
});

test('ignored files stay out, files of the base that are ignored do not', async () => {
  const { rig, base } = await makeRig({ files: { 'dist/kept.js': '1\n', 'a.ts': '' } });
  const collected = await rig.task(
    base,
    `printf 'node_modules/\\ndist/\\n*.log\\n' > .gitignore; mkdir -p node_modules/x; echo x > node_modules/x/y
     echo 2 > dist/kept.js; echo 3 > dist/new.js; echo 4 > a.log; echo 5 > b.ts`,
  );
  expect(collected.files).toEqual(['.gitignore', 'b.ts', 'dist/kept.js']);
});

test('names that git refuses are told, and everything else is stored', async () => {
  const { rig, base } = await makeRig();
  const collected = await rig.task(
    base,
    "mkdir -p sub/.GIT 'git~1' '.git ' ok; for f in sub/.GIT/config 'git~1/x' '.git /x' ok/x; do echo x > \"$f\"; done; echo y > src/a.ts",
  );
  expect(collected.files).toEqual(['ok/x', 'src/a.ts']);
  expect(collected.unstorable).toEqual(['.git /x', 'git~1/x', 'sub/.GIT/config']);
  expect(collected.commit).not.toBeNull();
});

test('the tree stays as it is, so that its own tests can run in it afterwards', async () => {
  const { rig, base } = await makeRig();
  const tree = await rig.prepare(base);
  await work(tree, 'echo x > new; git add new; echo y > README.md; mkdir build; git stash list');
  const [before, status] = [listing(tree.directory), await work(tree, 'git status --porcelain')];
  const times = statSync(join(tree.directory, '.git', 'index')).mtimeMs;
  const collected = await collect(tree);
  expect(await collect(tree)).toEqual(collected);
  expect(listing(tree.directory)).toBe(before);
  expect(statSync(join(tree.directory, '.git', 'index')).mtimeMs).toBe(times);
  expect(await work(tree, 'git status --porcelain')).toBe(status);
  expect(readFileSync(join(tree.directory, 'README.md'), 'utf8')).toBe('y\n');
});

test('a secret is found wherever in a large file it stands, and where names and links hold it', async () => {
  const { rig } = await makeRig();
  const base = await rig.commit({ 'old.txt': 'k-123456\n' });
  const tree = await rig.prepare(base);
  const secrets = [{ name: 'BOT_KEY', value: 'k-123456' }];
  const mebibyte = 1024 * 1024;
  // Across the end of what is read at once.
  writeFileSync(join(tree.directory, 'large'), `${'x'.repeat(mebibyte - 4)}k-123456${'x'.repeat(mebibyte)}`);
  writeFileSync(join(tree.directory, 'near'), 'k-12345');
  writeFileSync(join(tree.directory, 'n-k-123456'), '');
  writeFileSync(join(tree.directory, 'old.txt'), 'k-123456 and more\n');
  symlinkSync('/k-123456', join(tree.directory, 'link'));
  const { files, leaks } = await tree.collect({ at: AT, message: 'Work\n', secrets });
  await tree.release();
  expect(files).toEqual(['large', 'link', 'n-***', 'near', 'old.txt']);
  expect(leaks).toEqual(['large', 'link', 'n-***'].map(path => ({ name: 'BOT_KEY', path })));
});
