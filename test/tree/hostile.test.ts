/** Through git and its tree a task harms only itself, and what it did is over with its tree. */
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openTreePool } from '../../shared/io/task-tree.ts';
import { collect, listing, makeRig, request, work } from './rig.ts';

/** `$USER_REPO`: the user's repository. `$TRAP`: a command that leaves a file behind, `trap`, when it runs. */
async function hostile(script: string, files: readonly string[], unstorable: readonly string[] = []) {
  const { rig, base } = await makeRig();
  const before = await rig.user();
  const trap = join(rig.root, 'trap');
  const variables = `USER_REPO='${rig.path}'; TRAP='touch ${trap}; false'; exec 2>/dev/null\n`;
  const tree = await rig.prepare(base);
  await work(tree, variables + script);
  const planted = existsSync(trap);
  expect(planted, 'the script itself must not spring the trap').toBe(false);
  const collected = await collect(tree);
  expect(collected).toMatchObject({ files, unstorable });
  await tree.release();
  const next = await rig.prepare(base);
  expect(await rig.isClean(next, base)).toBe(true);
  expect(await work(next, 'git status --porcelain; git log --format=%H')).toBe(base);
  expect(await collect(next)).toMatchObject({ commit: null, files: [], unstorable: [] });
  await next.release();
  expect(await rig.user()).toBe(before);
  expect(existsSync(trap)).toBe(false);
  return { rig, collected, tree, next };
}

/** A name, a script, and the files it changes. */
type Case = [name: string, script: string, files?: string[]];

describe('its own git', () => {
  test.each<Case>([
    ['deleted', 'rm -rf .git; echo x > x'],
    ['a file that names the user’s', 'rm -rf .git; echo "gitdir: $USER_REPO/.git" > .git; echo x > x'],
    ['a link to the user’s', 'rm -rf .git; ln -s "$USER_REPO/.git" .git; echo x > x'],
    ['a link to nowhere', 'rm -rf .git; ln -s /nowhere/at/all .git; echo x > x'],
    ['a pipe', 'rm -rf .git; mkfifo .git; echo x > x'],
    [
      'full of pipes',
      'rm .git/HEAD .git/config .git/index; mkfifo .git/HEAD .git/config .git/index; echo x > x',
    ],
    ['with an index that is locked', 'touch .git/index.lock; echo x > x'],
    ['with an index that is garbage', 'echo garbage > .git/index; echo x > x'],
    ['with other alternates', 'echo /nowhere > .git/objects/info/alternates; echo x > x'],
    [
      'on a branch called main',
      'echo x > x; git checkout -q -b main; git add x; git commit -qm x; git branch -D braid/run-1/task-1',
    ],
    ['on no branch', 'git checkout -q --detach; echo x > x; git add x; git commit -qm x'],
    [
      'with another history',
      'echo x > x; git add x; git commit -q --amend -m x; git update-ref refs/heads/braid/run-1/task-1 HEAD; git replace HEAD $(git commit-tree HEAD^{tree} -m y)',
    ],
    [
      'with bits that hide changes',
      'git update-index --assume-unchanged README.md; git update-index --skip-worktree src/a.ts; echo x > x; echo x > README.md; echo x > src/a.ts',
      ['README.md', 'src/a.ts', 'x'],
    ],
    [
      'with excludes and a sparse checkout',
      'echo "*" > .git/info/exclude || { mkdir .git/info; echo "*" > .git/info/exclude; }; git config core.sparseCheckout true; echo x > x',
    ],
  ])('%s', async (_, script, files = ['x']) => {
    await hostile(script, files);
  });

  test('with commands in its configuration, its hooks and its attributes: none runs', async () => {
    await hostile(
      `mkdir -p .git/hooks .git/info hooks
       for hook in pre-commit post-checkout post-index-change reference-transaction pre-auto-gc fsmonitor-watchman; do
         for place in .git/hooks hooks; do printf '#!/bin/sh\\n%s\\n' "$TRAP" > $place/$hook; chmod +x $place/$hook; done
       done
       echo '* filter=evil diff=evil merge=evil' | tee .gitattributes > .git/info/attributes
       printf '[core]\\n\\tfsmonitor = "%s"\\n' "$TRAP" > included
       cat >> .git/config <<EOF
[core]
	fsmonitor = "$TRAP"
	hooksPath = $PWD/hooks
	worktree = $USER_REPO
	sshCommand = "$TRAP"
	alternateRefsCommand = "$TRAP"
[include]
	path = $PWD/included
[filter "evil"]
	clean = "$TRAP"
	smudge = "$TRAP"
	process = "$TRAP"
	required = true
[diff "evil"]
	command = "$TRAP"
	textconv = "$TRAP"
[alias]
	read-tree = "!$TRAP"
	add = "!$TRAP"
EOF
       cp .git/config "$HOME/.gitconfig"; cp .git/config "$GIT_CONFIG_GLOBAL"; echo x > src/a.ts`,
      [
        '.gitattributes',
        ...[
          'fsmonitor-watchman',
          'post-checkout',
          'post-index-change',
          'pre-auto-gc',
          'pre-commit',
          'reference-transaction',
        ].map(name => `hooks/${name}`),
        'included',
        'src/a.ts',
      ],
    );
  });
});

describe('its tree', () => {
  test.each<Case>([
    [
      'links out of it',
      'ln -s / root; ln -s "$USER_REPO/.git" dot; ln -s "$USER_REPO" src/user; ln -s .. up; mkdir d; ln -s "$USER_REPO/src" d/s',
      ['d/s', 'dot', 'root', 'src/user', 'up'],
    ],
    [
      'a second name for a file of the user',
      'ln "$USER_REPO/src/a.ts" hard; rm README.md; ln "$USER_REPO/README.md" README.md; chmod 600 src/b.ts',
      ['hard'],
    ],
    [
      'a folder that became a link to the user’s',
      'rm -r src; ln -s "$USER_REPO/src" src',
      ['src', 'src/a.ts', 'src/b.ts'],
    ],
    [
      'a folder that became a link to itself elsewhere',
      'mv src "$TMPDIR/src"; ln -s "$TMPDIR/src" src',
      ['src', 'src/a.ts', 'src/b.ts'],
    ],
    [
      'a file that became a folder',
      'rm README.md; mkdir -p README.md/deep/er; touch README.md/deep/x',
      ['README.md', 'README.md/deep/x'],
    ],
    ['empty folders', 'mkdir -p a/b/c src/d', []],
    [
      'ignored files',
      'printf "*\\n" > .gitignore; mkdir -p node_modules/x/y; touch node_modules/x/y/z build',
      [],
    ],
    ['pipes', 'mkfifo pipe src/pipe; mkdir d; mkfifo d/pipe; echo x > x', ['x']],
    [
      'pipes that git would read',
      'mkfifo .gitignore .gitattributes src/.gitignore src/.gitattributes .gitmodules; echo x > x',
      ['x'],
    ],
    [
      'links that git would read',
      'ln -s "$USER_REPO" .gitignore; ln -s /dev/zero src/.gitattributes; echo x > x',
      ['.gitignore', 'src/.gitattributes', 'x'],
    ],
    [
      'a change that hides behind the old time',
      'cp -p README.md t; printf "Read it\\n" > README.md; touch -r t README.md; rm t',
      ['README.md'],
    ],
    ['other permissions', 'chmod 700 src; chmod 777 .; chmod 4755 README.md', ['README.md']],
    ['files beside it', 'echo x > ../beside; mkdir ../.git; ln -s "$USER_REPO" ../user', []],
    ['nothing left in it', 'rm -rf .git README.md src', ['README.md', 'src/a.ts', 'src/b.ts']],
  ])('with %s', async (_, script, files = []) => {
    await hostile(script, files);
  });

  test('with a pipe in the place of a file: the file is gone, and that is told', async () => {
    await hostile(
      'rm src/a.ts; mkfifo src/a.ts; rm README.md; mkfifo README.md; echo x > x',
      ['README.md', 'src/a.ts', 'x'],
      ['README.md', 'src/a.ts'],
    );
  });

  test('with sockets', async () => {
    const listen = `require('net').createServer().listen('s', () => process.kill(process.pid, 'SIGKILL'))`;
    const { tree } = await hostile(
      `'${process.execPath}' -e "${listen}" || true; test -S s; cp s src/ 2>/dev/null || true`,
      [],
    );
    expect(existsSync(join(tree.directory, 's'))).toBe(false);
  });

  test.runIf(process.getuid?.() === 0)('with devices (only root can make them)', async () => {
    await hostile('mknod .gitignore c 1 5 && mknod zero c 1 5 && echo x > x', ['x']);
  });

  test('with folders deeper than any path may be', async () => {
    const dig = (times: number) =>
      `for (let i = 0; i < ${times}; i++) { fs.mkdirSync(name); process.chdir(name); } fs.writeFileSync("x", "x");`;
    const node = (code: string) => `'${process.execPath}' -e 'const name = "d".repeat(200); ${code}'`;
    const script = `mkdir ok; echo x > ok/x; ${node(`${dig(30)} require("child_process").execSync("git init -q .; mkfifo pipe")`)}
       cd src; ${node(dig(25))}`;
    const { rig, base } = await makeRig();
    const tree = await rig.prepare(base);
    await work(tree, script);
    const collected = await collect(tree);
    expect(collected.files).toContain('ok/x');
    expect(collected.unstorable.map(path => path.slice(0, 5)).sort()).toEqual(['ddddd', 'src/d']);
    await tree.release();
    const next = await rig.prepare(base);
    expect(next.directory).toBe(tree.directory);
    expect(await rig.isClean(next, base)).toBe(true);
    await rig.pool.close();
    expect(existsSync(dirname(dirname(dirname(tree.directory))))).toBe(false);
  });

  test('with thousands of files', async () => {
    const script = `mkdir many; cd many; seq 5000 | xargs touch; seq 3000 | sed 's/^/d/' | xargs mkdir; echo many/ > ../.gitignore`;
    const { tree, next } = await hostile(script, ['.gitignore']);
    expect(next.directory).toBe(tree.directory);
  });
});

describe('something else in the place of', () => {
  const swaps = [
    ['its tree, a link to the user’s repository', 'cd ..; mv tree away; ln -s "$USER_REPO" tree'],
    ['its tree, a link to home', 'cd ..; rm -rf tree; ln -s "$HOME" tree'],
    ['its tree, a file', 'cd ..; rm -rf tree; echo x > tree'],
    ['its tree, nothing', 'rm -rf "$PWD"'],
    [
      'the folder around it, a link to one with the user’s repository as `tree`',
      'mkdir "$TMPDIR/s"; ln -s "$USER_REPO" "$TMPDIR/s/tree"; cd ..; s=$PWD; mv "$s" "$TMPDIR/away"; ln -s "$TMPDIR/s" "$s"',
    ],
    ['the folder around it, nothing', 'rm -rf "$(dirname "$PWD")"'],
    ['the folder around all, a link to home', 'cd ../..; s=$PWD; mv "$s" "$TMPDIR/away"; ln -s "$HOME" "$s"'],
  ] as const;
  test.each(swaps)('%s', async (_, script) => {
    const { rig } = await hostile(
      `echo x > x; ${script}`,
      [],
      ['. (the tree was replaced by something else, or mounted over)'],
    );
    await rig.pool.close();
    expect(readdirSync(join(rig.repository.cache, 'trees'))).toEqual([]);
  });

  test('its tree, the user’s repository itself: it is moved aside and never removed', async () => {
    const { rig, base } = await makeRig();
    const before = listing(rig.path);
    const tree = await rig.prepare(base);
    await work(tree, `cd ..; rm -rf tree; mv '${rig.path}' tree`);
    expect(await collect(tree).catch(error => String(error))).toContain('rev-parse');
    await tree.release();
    await rig.pool.close();
    const [name = ''] = readdirSync(join(rig.repository.cache, 'foreign'));
    expect(listing(join(rig.repository.cache, 'foreign', name))).toBe(before);
  });

  test('the pool: nothing behind the link is touched, and it is said', async () => {
    const { rig, base } = await makeRig();
    const home = join(rig.root, 'precious');
    mkdirSync(join(home, 'slots', '1', 'tree'), { recursive: true });
    mkdirSync(join(home, 'kept', '1'), { recursive: true });
    writeFileSync(join(home, 'slots', '1', 'tree', 'letter'), 'Dear');
    const tree = await rig.prepare(base);
    const pool = dirname(dirname(dirname(tree.directory)));
    await work(tree, `mv '${pool}' '${rig.root}/away'; ln -s '${home}' '${pool}'`);
    const before = listing(home);
    await tree.release();
    await expect(rig.pool.close()).rejects.toThrow(/is not the folder that Braid made/);
    expect(listing(home)).toBe(before);
    expect(lstatSync(pool).isSymbolicLink()).toBe(true);
  });
});

test('what stands in the attempt’s temporary folder and files is removed without following links', async () => {
  const { rig, base } = await makeRig();
  const before = await rig.user();
  const tree = await rig.prepare(base);
  await work(
    tree,
    `ln -s '${rig.path}' "$TMPDIR/user"; rm -f "$GIT_CONFIG_GLOBAL"; d=$(dirname "$GIT_CONFIG_GLOBAL"); rmdir "$d"; ln -s '${rig.path}' "$d"`,
  );
  await tree.release();
  await rig.pool.close();
  expect(await rig.user()).toBe(before);
  expect(existsSync(tree.files.temporary)).toBe(false);
});

test('a second pool of the same repository is not disturbed', async () => {
  const { rig, base } = await makeRig();
  const other = await openTreePool(await rig.open());
  const tree = await other.prepare(request(base, { task: 'other' }));
  await rig.task(base, 'rm -rf .git; echo x > x');
  await rig.pool.close();
  expect(await rig.isClean(tree, base)).toBe(true);
  expect(readFileSync(join(tree.directory, '.git', 'HEAD'), 'utf8')).toBe(
    'ref: refs/heads/braid/run-1/other\n',
  );
  symlinkSync(rig.path, join(tree.directory, 'user'));
  const before = await rig.user();
  await other.close();
  expect(await rig.user()).toBe(before);
});
