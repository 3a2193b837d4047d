import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openGit } from '../../shared/io/git.ts';
import { openTreePool } from '../../shared/io/task-tree.ts';
import { collect, makeRig, poolOf, request, work } from './rig.ts';

test('a tree shows the base, is on its branch, and git finds nothing to complain about', async () => {
  const { rig, base } = await makeRig({
    files: { 'a.sh': { mode: 0o755, text: 'echo a\n' }, 'deep/er/b': '' },
  });
  const tree = await rig.prepare(base);
  expect(await rig.isClean(tree, base)).toBe(true);
  expect(
    await work(
      tree,
      'git status --porcelain=v2 --branch; git log --format=%s; git fsck --strict 2>&1; git config user.name',
    ),
  ).toBe([`# branch.oid ${base}`, '# branch.head braid/run-1/task-1', 'Base', 'Braid'].join('\n'));
});

test('git in a tree does not take a file for unchanged that changed right after it was written', async () => {
  const { rig, base } = await makeRig();
  const tree = await rig.prepare(base);
  const kept = join(poolOf(tree), 'kept', '1', 'index');
  // git takes files that are as young as the index for doubtful, so the task's copy must not look younger.
  expect(statSync(join(tree.directory, '.git', 'index')).mtimeMs).toBeLessThan(statSync(kept).mtimeMs);
  expect(
    await work(tree, 'cp -p README.md t; echo Read it > README.md; touch -r t README.md; git status -s'),
  ).toBe(' M README.md\n?? t');
});

test('git in a tree knows neither the refs nor the configuration nor the hooks of the user', async () => {
  const { rig, base } = await makeRig();
  await rig.git.run(['config', 'alias.x', '!echo user']);
  await rig.git.run(['branch', 'other']);
  const tree = await rig.prepare(base);
  expect(
    await work(tree, 'git for-each-ref --format="%(refname)"; git config alias.x || echo none; ls .git'),
  ).toBe(
    [
      'refs/heads/braid/run-1/task-1',
      'none',
      'HEAD',
      'config',
      'index',
      'objects',
      'packed-refs',
      'refs',
    ].join('\n'),
  );
});

test('the next task gets the same tree, at another base', async () => {
  const { rig, base } = await makeRig();
  const later = await rig.commit({ 'src/a.ts': 'later\n', 'new/c.ts': 'c\n' });
  await rig.git.run(['rm', '-q', '-r', 'README.md']);
  const last = await rig.commit({});
  const first = await rig.prepare(base);
  await work(
    first,
    'echo changed > src/b.ts; rm README.md; mkdir -p new; echo mine > new/c.ts; git add -A; git commit -qm x',
  );
  await first.release();
  for (const commit of [later, last, base]) {
    const next = await rig.prepare(commit);
    expect(next.directory).toBe(first.directory);
    expect(await rig.isClean(next, commit)).toBe(true);
    expect(await work(next, 'git status --porcelain; git rev-parse HEAD')).toBe(commit);
    await next.release();
  }
});

test('trees that are in use at the same time are different ones', async () => {
  const { rig, base } = await makeRig();
  const trees = await Promise.all(['a', 'b', 'c'].map(task => rig.prepare(base, { task })));
  expect(new Set(trees.map(tree => tree.directory)).size).toBe(3);
  expect(new Set(trees.flatMap(({ files }) => [files.temporary, files.notes, files.gitConfig])).size).toBe(9);
  await Promise.all(trees.map(async (tree, at) => work(tree, `echo ${at} > src/a.ts`)));
  const collected = await Promise.all(trees.map(collect));
  expect(new Set(collected.map(({ tree }) => tree)).size).toBe(3);
});

test('an attempt has a short temporary folder and files of its own, which are gone after it', async () => {
  const { rig, base } = await makeRig();
  const tree = await rig.prepare(base);
  expect(statSync(tree.files.temporary).isDirectory()).toBe(true);
  // A socket has 104 characters on macOS.
  expect(tree.files.temporary.length).toBeLessThan(80);
  writeFileSync(tree.files.notes, 'first');
  await tree.release();
  const next = await rig.prepare(base);
  expect(() => statSync(next.files.notes)).toThrow(/ENOENT/);
  expect(next.files.notes.startsWith(next.directory)).toBe(false);
  await rig.pool.close();
  expect(() => statSync(next.files.temporary)).toThrow(/ENOENT/);
  expect(() => statSync(next.files.gitConfig)).toThrow(/ENOENT/);
});

test('contents are on disk as in any checkout, by the attributes of the base', async () => {
  const { rig, base } = await makeRig({
    files: {
      '.gitattributes': '* text=auto\n*.bat eol=crlf\nid ident\n*.bin filter=lfs -text\n',
      'a.bat': 'one\r\ntwo\r\n',
      id: '$Id$\n',
      'big.bin': 'version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n',
    },
  });
  const tree = await rig.prepare(base);
  expect(await rig.isClean(tree, base)).toBe(true);
  expect(readFileSync(join(tree.directory, 'a.bat'), 'utf8')).toBe('one\r\ntwo\r\n');
  expect(readFileSync(join(tree.directory, 'id'), 'utf8')).toMatch(/^\$Id: [0-9a-f]{40} \$\n$/);
});

test('files are on disk as the attributes of the new base want them, changed or not', async () => {
  const { rig, base } = await makeRig({ files: { 'a.bat': 'one\n', 'b.txt': 'two\n' } });
  await (await rig.prepare(base)).release();
  const later = await rig.commit({ '.gitattributes': '*.bat eol=crlf\n' });
  for (const commit of [later, base, later]) {
    const tree = await rig.prepare(commit);
    expect(await rig.isClean(tree, commit)).toBe(true);
    expect(readFileSync(join(tree.directory, 'a.bat'), 'utf8')).toBe(commit === later ? 'one\r\n' : 'one\n');
    expect(await collect(tree)).toMatchObject({ commit: null, files: [] });
    await tree.release();
  }
});

test.each([
  ['a sha256 repository', ['--object-format=sha256']],
  ['a repository with a folder for its git directory', ['--separate-git-dir=elsewhere.git']],
])('%s gives trees', async (_, init) => {
  const { rig, base } = await makeRig({ init });
  const collected = await rig.task(base, 'echo new > new; git add new; git commit -qm mine');
  expect(collected.files).toEqual(['new']);
  expect(await rig.git.run(['show', `${collected.commit}:new`])).toBe('new\n');
});

test('a shallow clone, a bare one, one with alternates and a linked work tree give trees', async () => {
  const { rig } = await makeRig();
  const base = await rig.commit({ 'src/a.ts': 'second\n' });
  const source = `file://${rig.path}`;
  await rig.git.run(['clone', '-q', '--depth', '1', source, join(rig.root, 'shallow')]);
  await rig.git.run(['clone', '-q', '--bare', source, join(rig.root, 'bare')]);
  await rig.git.run(['clone', '-q', '--shared', rig.path, join(rig.root, 'shared')]);
  await rig.git.run(['worktree', 'add', '-q', '--detach', join(rig.root, 'linked')]);
  for (const [name, commits] of Object.entries({ shallow: 1, bare: 2, shared: 2, linked: 2 })) {
    const pool = await openTreePool(await rig.open(join(rig.root, name)));
    const tree = await pool.prepare(request(base));
    expect(await work(tree, 'git rev-list --count HEAD; echo x > x; git fsck 2>&1'), name).toBe(
      String(commits),
    );
    const { commit } = await collect(tree);
    expect(await openGit(join(rig.root, name)).run(['rev-parse', `${commit}^`]), name).toBe(`${base}\n`);
    await pool.close();
  }
});

test('closing a pool leaves nothing of it, trees in use included', async () => {
  const { rig, base } = await makeRig();
  const before = await rig.user();
  const [used, idle] = [await rig.prepare(base), await rig.prepare(base)];
  await idle.release();
  await work(used, 'mkdir -p node_modules/x; echo x > node_modules/x/y');
  await rig.pool.close();
  expect(existsSync(rig.repository.cache)).toBe(false);
  expect(await rig.user()).toBe(before);
});

test('a base that is not there is an error that names it, and the pool goes on', async () => {
  const { rig, base } = await makeRig();
  const missing = 'f'.repeat(40) as typeof base;
  await expect(rig.prepare(missing)).rejects.toThrow(
    /could not prepare a tree for run-1\/task-1\/1: .*ffff/s,
  );
  expect(await rig.isClean(await rig.prepare(base), base)).toBe(true);
});
