import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Sha } from '../../shared/plan/plan.ts';
import { collect, listing, makeRig, work } from './rig.ts';

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
    expect(await rig.task(base, script), script).toEqual({ commit: null, tree, files: [], unstorable: [] });
  }
});

describe('a task that does nothing changes nothing', () => {
  const lfs = 'version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n';
  test.each<[string, Parameters<typeof makeRig>[0]]>([
    ['with text=auto eol=crlf', { files: { '.gitattributes': '* text=auto eol=crlf\n', a: 'one\ntwo\n' } }],
    ['with ident', { files: { '.gitattributes': '* ident\n', a: '$Id$\n' } }],
    ['with filter=lfs', { files: { '.gitattributes': '*.bin filter=lfs diff=lfs -text\n', 'a.bin': lfs } }],
    [
      'with an encoding',
      { files: { '.gitattributes': '*.txt working-tree-encoding=UTF-16\n', 'a.txt': '' } },
    ],
    ['with modes, links and empty files', { files: { a: { mode: 0o755, text: '' }, b: '' } }],
  ])('%s', async (_, options) => {
    const { rig, base } = await makeRig(options);
    expect(await rig.task(base, 'ln -s a link; rm link')).toMatchObject({ commit: null, files: [] });
    expect(await rig.task(base, 'git ls-files -z | xargs -0 touch')).toMatchObject({
      commit: null,
      files: [],
    });
  });

  test('in a repository whose files are not as its attributes want them', async () => {
    const { rig } = await makeRig({ files: { a: 'one\r\ntwo\r\n', b: '$Id: stale $\n' } });
    writeFileSync(join(rig.path, '.gitattributes'), 'a text eol=crlf\nb ident\n');
    await rig.git.run(['add', '.gitattributes']);
    await rig.git.run(['commit', '-qm', 'Attributes']);
    const base = (await rig.git.run(['rev-parse', 'HEAD'])).trim() as Sha;
    expect(await rig.task(base, 'touch a b')).toMatchObject({ commit: null, files: [] });
    expect((await rig.task(base, 'touch a; chmod +x b; echo c > c')).files).toEqual(['b', 'c']);
    expect((await rig.task(base, 'echo three >> a')).files).toEqual(['a']);
  });

  test('with submodules, which are empty folders', async () => {
    const { rig, base } = await withSubmodule();
    expect(await rig.task(base, 'ls -d sub')).toMatchObject({ commit: null, files: [], unstorable: [] });
  });
});

test('line ends are stored as the attributes want them', async () => {
  const { rig, base } = await makeRig({
    files: { '.gitattributes': '*.bat text eol=crlf\n', 'a.bat': 'one\n' },
  });
  const { commit } = await rig.task(base, "printf 'one\\r\\ntwo\\r\\n' > a.bat; printf 'x\\r\\n' > b.bat");
  expect(await rig.git.run(['cat-file', 'blob', `${commit}:a.bat`])).toBe('one\ntwo\n');
  expect(await rig.git.run(['cat-file', 'blob', `${commit}:b.bat`])).toBe('x\n');
});

test('contents are stored as they are where the attributes of the task ask for what git cannot do', async () => {
  const { rig, base } = await makeRig();
  for (const attribute of [
    'working-tree-encoding=no-such',
    'working-tree-encoding=UTF-16',
    'working-tree-encoding',
  ]) {
    const collected = await rig.task(base, `echo '* ${attribute}' > .gitattributes; echo new > src/a.ts`);
    expect(collected).toMatchObject({ files: ['.gitattributes', 'src/a.ts'], unstorable: [] });
    expect(await rig.git.run(['cat-file', 'blob', `${collected.commit}:src/a.ts`])).toBe('new\n');
  }
  const evil = await rig.task(base, `echo '* working-tree-encoding' > .gitattributes`);
  expect(await rig.task(evil.commit ?? base, 'cat src/a.ts; rm .gitattributes')).toMatchObject({
    files: ['.gitattributes'],
  });
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

test('any name that git can store is stored', async () => {
  const { rig, base } = await makeRig({ files: { 'ä ö/ü': 'x\n', README: '', readme: '' } });
  const names = [
    'a b',
    "it's",
    'say "hi"',
    'line\nend',
    '-rf',
    '--',
    ':(glob)**',
    ':!x',
    'a*',
    '[b]',
    'back\\slash',
    'ünï/cødé',
    '日本',
    'tab\tx',
    ' ',
  ];
  const tree = await rig.prepare(base);
  await work(tree, 'rm README; mv "ä ö" "Ä Ö"');
  for (const name of names) {
    mkdirSync(join(tree.directory, name, '..'), { recursive: true });
    writeFileSync(join(tree.directory, name), name);
  }
  const collected = await collect(tree);
  expect(collected).toMatchObject({ files: [...names, 'README', 'ä ö/ü', 'Ä Ö/ü'].sort(), unstorable: [] });
  for (const name of names) {
    expect(await rig.git.run(['cat-file', 'blob', `${collected.commit}:${name}`])).toBe(name);
  }
  await tree.release();
  expect(await rig.isClean(await rig.prepare(base), base)).toBe(true);
  const after = await rig.prepare(collected.commit ?? base);
  expect(await rig.isClean(after, collected.commit ?? base)).toBe(true);
});

test('names that are no text are stored and removed byte by byte', async () => {
  const { rig, base } = await makeRig();
  const script = `f=$(printf 'n\\377me'); echo x > "$f"; mkdir "d$f"; echo y > "d$f/$f"`;
  const collected = await rig.task(base, script);
  expect(collected.files).toHaveLength(2);
  const stored = execFileSync('git', ['ls-tree', '-r', '--name-only', collected.tree], {
    cwd: rig.path,
    encoding: 'utf8',
  });
  expect(stored).toBe('README.md\n"dn\\377me/n\\377me"\n"n\\377me"\nsrc/a.ts\nsrc/b.ts\n');
  const onIt = collected.commit ?? base;
  expect(await rig.isClean(await rig.prepare(onIt), onIt)).toBe(true);
  expect(await rig.task(onIt, '')).toMatchObject({ files: [] });
  expect(await rig.isClean(await rig.prepare(base), base)).toBe(true);
});

test('links, modes and kinds are changes', async () => {
  const { rig, base } = await makeRig();
  const collected = await rig.task(
    base,
    'chmod +x README.md; rm src/a.ts; ln -s /nowhere src/a.ts; rm src/b.ts; mkdir src/b.ts; echo x > src/b.ts/x; ln -s .. up',
  );
  expect(await rig.git.run(['ls-tree', '-r', '--format=%(objectmode) %(path)', collected.tree])).toBe(
    '100755 README.md\n120000 src/a.ts\n100644 src/b.ts/x\n120000 up\n',
  );
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

test('filters, hooks and excludes of the user are not used', async () => {
  const { rig, base } = await makeRig({ files: { '.gitattributes': '*.x filter=mine\n', 'a.x': 'a\n' } });
  const trap = join(rig.root, 'trap');
  for (const [name, value] of [
    ['filter.mine.clean', `touch ${trap}; tr a b`],
    ['filter.mine.smudge', `touch ${trap}; tr a c`],
    ['filter.mine.required', 'true'],
    ['core.fsmonitor', `touch ${trap}; false`],
    ['core.excludesFile', join(rig.root, 'ignore')],
  ] as const)
    await rig.git.run(['config', name, value]);
  writeFileSync(join(rig.root, 'ignore'), '*\n');
  writeFileSync(join(rig.path, '.git', 'info', 'exclude'), '*\n');
  const { commit, files } = await rig.task(base, 'echo aa > a.x; echo n > new');
  expect(files).toEqual(['a.x', 'new']);
  expect(
    execFileSync('git', ['cat-file', 'blob', `${commit}:a.x`], { cwd: rig.path, encoding: 'utf8' }),
  ).toBe('aa\n');
  expect(() => statSync(trap)).toThrow(/ENOENT/);
});

/** A base with a submodule at `sub`. */
async function withSubmodule() {
  const { rig, base: first } = await makeRig();
  await rig.git.run(['update-index', '--add', '--cacheinfo', `160000,${first},sub`]);
  await rig.git.run(['commit', '-qm', 'Submodule']);
  return { rig, base: (await rig.git.run(['rev-parse', 'HEAD'])).trim() as Sha };
}
