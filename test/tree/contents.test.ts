/** Contents and names go from the tree to the commit and back as they are. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Sha } from '../../shared/plan/plan.ts';
import { collect, makeRig, work } from './rig.ts';

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
    const { rig } = await makeRig({
      files: { a: 'one\r\ntwo\r\n', b: '$Id: stale $\n', 'ä "ö"': 'one\r\n' },
    });
    writeFileSync(join(rig.path, '.gitattributes'), '* text eol=crlf\nb ident\n');
    await rig.git.run(['add', '.gitattributes']);
    await rig.git.run(['commit', '-qm', 'Attributes']);
    const base = (await rig.git.run(['rev-parse', 'HEAD'])).trim() as Sha;
    expect(await rig.task(base, 'touch *')).toMatchObject({ commit: null, files: [] });
    expect((await rig.task(base, 'touch *; chmod +x b; echo c > c')).files).toEqual(['b', 'c']);
    expect((await rig.task(base, 'echo three >> a')).files).toEqual(['a']);
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

test('other bytes that mean the same are no change, and gone with the task', async () => {
  const { rig, base } = await makeRig();
  const write = (bytes: string) => `printf '${bytes}' > a.txt`;
  const attributes = `echo '*.txt working-tree-encoding=UTF-16' > .gitattributes`;
  const { commit } = await rig.task(base, `${attributes}; ${write('\\376\\377\\0a\\0b')}`);
  expect(await rig.git.run(['cat-file', 'blob', `${commit}:a.txt`])).toBe('ab');
  const onIt = commit ?? base;
  const swapped = `cp -p a.txt t; if test $(od -An -tx1 -N1 a.txt) = fe; then ${write('\\377\\376a\\0b\\0')}; else ${write('\\376\\377\\0a\\0b')}; fi`;
  expect(await rig.task(onIt, `${swapped}; touch -r t a.txt; rm t`)).toMatchObject({ files: [] });
  expect(await rig.isClean(await rig.prepare(onIt), onIt)).toBe(true);
});

test('any name that git can store is stored', async () => {
  const { rig, base } = await makeRig({ files: { 'ä ö/ü': 'x\n', README: '' } });
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

test.runIf(process.platform === 'linux')('names that differ in case only are two names', async () => {
  const { rig, base } = await makeRig({ files: { README: '1', readme: '2', 'a/b': '', 'A/b': '' } });
  expect(await rig.isClean(await rig.prepare(base), base)).toBe(true);
  expect(await rig.task(base, '')).toMatchObject({ commit: null, files: [] });
  expect((await rig.task(base, 'rm README; echo 3 > A/B')).files).toEqual(['A/B', 'README']);
});

// Other systems refuse such names.
test.runIf(process.platform === 'linux')(
  'names that are no text are stored and removed byte by byte',
  async () => {
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
  },
);

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
