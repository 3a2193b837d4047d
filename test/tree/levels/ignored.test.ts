/** Trees in which stays what git ignores, from one task to the next: it never becomes another task's work. */

import { utimesSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Sha } from '../../../shared/plan/plan.ts';
import { collect, makeRig, poolOf, type Rig, work } from '../rig.ts';

const FILES = { '.gitignore': 'node_modules/\n*.log\ncache\n', 'src/a.ts': 'a\n', 'src/b.ts': 'b\n' };

/** One task after the other in the same tree: its files that count, and what it prints. */
async function inTurn(rig: Rig, base: Sha, ...scripts: readonly string[]) {
  const ends = [];
  for (const script of scripts) {
    const tree = await rig.prepare(base, { keepsIgnored: true });
    const said = await work(tree, script);
    const { files, commit } = await collect(tree);
    ends.push({ files, said, commit, directory: tree.directory });
    await tree.release();
  }
  return ends;
}

test('what git ignores stays, all else goes, and the files of the commit are exact', async () => {
  const { rig, base } = await makeRig({ files: FILES });
  const [first, second] = await inTurn(
    rig,
    base,
    'mkdir -p node_modules/x src/node_modules; echo x > node_modules/x/y; echo z > src/node_modules/z; echo l > src/a.log; echo new > new; echo changed > src/a.ts; rm src/b.ts',
    'cat node_modules/x/y src/node_modules/z src/a.log src/a.ts src/b.ts; ls; echo 2 > two',
  );
  expect(second?.directory).toBe(first?.directory);
  expect(second?.said).toBe('x\nz\nl\na\nb\nnode_modules\nsrc');
  expect([first?.files, second?.files]).toEqual([['new', 'src/a.ts', 'src/b.ts'], ['two']]);
});

test('a tree for anything else has nothing of it, and takes nothing of it away', async () => {
  const { rig, base } = await makeRig({ files: FILES });
  await inTurn(rig, base, 'echo x > cache');
  const verification = await rig.prepare(base, { disposable: true });
  expect(await rig.isClean(verification, base)).toBe(true);
  await work(verification, 'echo v > cache');
  await verification.release();
  const [next] = await inTurn(rig, base, 'cat cache');
  expect(next?.said).toBe('x');
});

test('what the base ignores counts, not what a task before said, nor what lies around', async () => {
  const { rig, base } = await makeRig({ files: FILES });
  const [, second] = await inTurn(
    rig,
    base,
    'echo "*" > src/.gitignore; echo "*.out" >> .gitignore; echo o > a.out; echo h > src/hidden; mkdir new; echo l > new/x.log',
    'ls -A . src; echo 2 > src/two; echo 3 > a.out',
  );
  expect(second?.said).toBe('.:\n.git\n.gitignore\nsrc\n\nsrc:\na.ts\nb.ts');
  expect(second?.files).toEqual(['a.out', 'src/two']);
});

test('who lifts a rule gets what it wrote itself, and nothing of who was there before', async () => {
  const { rig, base } = await makeRig({ files: FILES });
  const [, second] = await inTurn(
    rig,
    base,
    'mkdir node_modules; echo old > node_modules/old; echo old > cache; echo old > old.log',
    'echo > .gitignore; echo new > node_modules/new; echo mine > cache',
  );
  expect(second?.files).toEqual(['.gitignore', 'cache', 'node_modules/new']);
});

test('names in no encoding are told apart as well', async () => {
  const { rig, base } = await makeRig({ files: FILES });
  const [, second] = await inTurn(
    rig,
    base,
    `touch "$(printf 'b\\344h.log')" "$(printf 'b\\344h')" 'ä".log' 'with
newline.log' ':(top).log'`,
    'ls -A | wc -l',
  );
  // `.git`, `.gitignore`, `src`, three of the four logs and the two lines of the other.
  expect(second).toMatchObject({ said: expect.stringMatching(/^\s*8$/), files: [] });
});

test('what is tracked now and was ignored rubbish before is as the commit has it', async () => {
  const { rig, base } = await makeRig({ files: FILES });
  await inTurn(rig, base, 'echo rubbish > cache; mkdir node_modules; echo rubbish > node_modules/x');
  await rig.git.run(['rm', '-q', '.gitignore']);
  await rig.commit({ 'cache/x': 'x\n', 'node_modules/x': 'x\n' });
  const tracked = await rig.commit({ '.gitignore': 'cache\nnode_modules\n' });
  const [next] = await inTurn(rig, tracked, 'cat cache/x node_modules/x; git status --porcelain');
  expect(next).toMatchObject({ said: 'x\nx', files: [] });
});

test('a commit with other attributes gets a tree in which nothing is left', async () => {
  const { rig, base } = await makeRig({ files: FILES });
  await inTurn(rig, base, 'echo x > cache');
  const other = await rig.commit({ '.gitattributes': '*.ts eol=crlf\n' });
  const [next] = await inTurn(rig, other, 'ls; wc -c < src/a.ts');
  expect(next).toMatchObject({ said: expect.stringMatching(/^src\n\s*3$/), files: [] });
});

describe('a task that leaves in what is ignored', () => {
  test.each([
    [
      'a repository',
      'git init -q node_modules/r; echo x > node_modules/r/x; touch node_modules/r/.git/index.lock',
    ],
    [
      'a repository that would make git wait',
      'mkdir -p node_modules/r/.git; mkfifo node_modules/r/.git/HEAD',
    ],
    [
      'a repository with a hook',
      'git init -q cache; printf "#!/bin/sh\\necho > ../../src/hooked" > cache/.git/hooks/post-index-change; chmod +x cache/.git/hooks/*',
    ],
    [
      'a link to the folder of the work',
      'ln -s src cache; ln -s ../src/a.ts src/x.log; mkdir node_modules; ln -s ../src node_modules/src',
    ],
    ['a second name of a file', 'ln src/a.ts cache'],
    [
      'a closed folder',
      'mkdir -p node_modules/a; echo > node_modules/a/b; chmod 000 node_modules/a node_modules',
    ],
    [
      'rules for git',
      'mkdir node_modules cache; echo "*" | tee node_modules/.gitignore > cache/.gitignore; echo "* text" > cache/.gitattributes',
    ],
    ['pipes', 'mkfifo cache src/x.log'],
    [
      'hooks of its own',
      'printf "#!/bin/sh\\necho > src/hooked" > .git/hooks/post-commit 2>/dev/null || mkdir -p .git/hooks; git config core.hooksPath cache; mkdir cache; printf "#!/bin/sh\\necho > src/hooked" > cache/post-commit; chmod +x cache/post-commit',
    ],
  ])('%s changes nothing of the work of the next', async (_, script) => {
    const { rig, base } = await makeRig({ files: FILES });
    const [first, second] = await inTurn(
      rig,
      base,
      script,
      'echo x > cache || echo x > cache/x; echo mine > src/mine; git add -A; git commit -qm mine; git status --porcelain',
    );
    expect(second).toMatchObject({ said: '', files: ['src/mine'], directory: first?.directory });
    const fresh = await rig.prepare(base);
    expect(await rig.isClean(fresh, base)).toBe(true);
  });
});

test('rules that are ignored themselves do not stay', async () => {
  const { rig, base } = await makeRig({ files: { ...FILES, '.gitignore': '/.kept\nsrc/.*\n' } });
  const [first, second] = await inTurn(
    rig,
    base,
    'echo "*" > src/.gitignore; echo "* ident" > src/.gitattributes; git config user.name Mallory; echo x > .kept',
    'ls -A src; git config user.name; cat .kept; echo 2 > src/two',
  );
  expect(second).toMatchObject({
    directory: first?.directory,
    said: 'a.ts\nb.ts\nBraid\nx',
    files: ['src/two'],
  });
});

test('a second name that was given long after a file was written is found, too', async () => {
  const { rig, base } = await makeRig({ files: FILES });
  const tree = await rig.prepare(base, { keepsIgnored: true });
  await work(tree, 'ln src/a.ts cache');
  const later = Date.now() / 1000 + 10;
  utimesSync(join(poolOf(tree), 'kept/1/index'), later, later);
  await tree.release();
  const [next] = await inTurn(rig, base, 'echo x > cache; cat src/a.ts');
  expect(next).toMatchObject({ directory: tree.directory, said: 'a', files: [] });
});
