/** Whatever a task leaves in its tree, the next one finds a clean tree, and the user's files are as they were. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Case, hostile } from './hostile.ts';
import { collect, makeRig, poolOf, work } from './rig.ts';

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

  test('with devices, where it may make any', async () => {
    await hostile('mknod .gitignore c 1 5 || true; mknod zero c 1 5 || true; echo x > x', ['x']);
  });

  test('with folders deeper than any path may be', async () => {
    const dig = (times: number) =>
      `for (let i = 0; i < ${times}; i++) { fs.mkdirSync(name); process.chdir(name); } fs.writeFileSync("x", "x");`;
    const node = (code: string) => `'${process.execPath}' -e 'const name = "d".repeat(200); ${code}'`;
    // At the pipe the path from the root is too long and the one from the tree is not: git would wait for it.
    const script = `mkdir ok; echo x > ok/x
       ${node(`${dig(20)} require("child_process").execSync("mkfifo .gitignore"); ${dig(10)}`)}
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
    expect(existsSync(poolOf(tree))).toBe(false);
  });

  test('with thousands of files', async () => {
    const script = `mkdir many; cd many; seq 5000 | xargs touch; seq 3000 | sed 's/^/d/' | xargs mkdir; echo many/ > ../.gitignore`;
    const { tree, next } = await hostile(script, ['.gitignore']);
    expect(next.directory).toBe(tree.directory);
  });
});
