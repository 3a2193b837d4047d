/** Trouble of the machine, which is nobody's bug: it is named, with what to do, and a run that exists can be gone on with. */
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, describe, expect, test } from 'vitest';
import { Interrupted } from '../../cli/exit-code.ts';
import { explanationOf } from '../../cli/explain.ts';
import { GitError } from '../../shared/io/git.ts';
import { UnwritableJournal } from '../../shared/io/journal/journal-git.ts';
import type { RunId } from '../../shared/plan/plan.ts';
import { CLI, newPlace, removePlaces } from './rig.ts';

afterAll(removePlaces);

const system = (code: string, path: string, syscall = 'open') =>
  Object.assign(new Error(`${code}: as Node says it, ${syscall} '${path}'`), { code, path, syscall });
const git = (stderr: string) => new GitError(['commit-tree'], { code: 128, stdout: '', stderr });

describe('what it says', () => {
  test.each([
    [
      system('EACCES', '/r/.git/braid'),
      'could not use /r/.git/braid: permission denied',
      'let your user write there',
    ],
    [system('EROFS', '/r/x'), 'could not use /r/x: the file system is read-only', 'make it writable'],
    [system('ENOSPC', '/r/x'), 'could not use /r/x: no space is left there', 'make room'],
    [system('EDQUOT', '/r/x'), 'could not use /r/x: the quota there is used up', 'make room'],
    [
      system('EMFILE', '/r/x'),
      'could not use /r/x: too many open files',
      'raise `ulimit -n`, or lower --max-workers',
    ],
    [
      system('EACCES', join(tmpdir(), 'braid-x')),
      `could not use ${join(tmpdir(), 'braid-x')}: permission denied`,
      'set TMPDIR to a folder that can be written to',
    ],
    [
      new Error('around it', { cause: system('EEXIST', '/r/.git/braid', 'mkdir') }),
      'could not make /r/.git/braid: something else is in its place',
      'move that away',
    ],
    [
      git('error: insufficient permission for adding an object to /r/.git/objects\n'),
      'git failed: git commit-tree: error: insufficient permission for adding an object to /r/.git/objects',
      'let your user write there',
    ],
    [
      new UnwritableJournal(
        'refs/braid/r',
        "Unable to create '/r/.git/refs/braid/r.lock': Permission denied",
      ),
      "the journal refs/braid/r could not be written: Unable to create '/r/.git/refs/braid/r.lock': Permission denied",
      'let your user write there',
    ],
    [
      new UnwritableJournal('refs/braid/r', "cannot lock ref 'refs/braid/r'"),
      "the journal refs/braid/r could not be written: cannot lock ref 'refs/braid/r'",
      'see whether your user may write to `refs` in the git directory, and whether the disk is full',
    ],
    [git('fatal: bad object\n'), 'git failed: git commit-tree: fatal: bad object', null],
    [
      system('ENOENT', '/r/x'),
      "Internal error: ENOENT: as Node says it, open '/r/x'",
      'this is a bug in Braid',
    ],
  ])('%s', (error, message, hint) => {
    expect(explanationOf(error)).toEqual({ message, hint, exitCode: 1 });
    const goOn = 'nothing is lost: `braid resume r-1` goes on';
    expect(explanationOf(new Interrupted('r-1' as RunId, error))).toEqual({
      message,
      hint: hint === null ? goOn : `${hint}; then ${goOn}`,
      exitCode: 1,
    });
  });
});

describe.concurrent('braid run', () => {
  test('that cannot keep its state starts nothing', async () => {
    const place = await newPlace();
    const state = join(place.root, '.git/braid');
    writeFileSync(state, '');
    const before = await place.refs();
    expect(await place.braid('run', place.plan({ a: 'echo > a.txt' }), '--run', 'r')).toEqual({
      code: 1,
      stdout: '',
      stderr: `braid: could not make ${state}/runs/r: something else is in its place\n   Hint: move that away\n`,
    });
    expect(await place.refs()).toEqual(before);
  });

  test('that cannot write its journal starts nothing', async () => {
    const place = await newPlace();
    writeFileSync(join(place.root, '.git/refs/braid'), '');
    const { code, stderr } = await place.braid('run', place.plan({ a: 'echo > a.txt' }), '--run', 'r');
    expect([code, stderr]).toEqual([1, expect.stringMatching(/^braid: .*refs\/braid/)]);
    expect(stderr).not.toMatch(/bug|resume|Internal/);
  });

  test.skipIf(!existsSync('/dev/full'))('says in one line that its output finds no room', async () => {
    const place = await newPlace();
    await place.run({ a: 'echo > a.txt' });
    const commands = [
      ['run', place.plan({ b: 'echo > b.txt' }), '--json', '-', '--quiet'],
      ['report', place.name, '--format', 'html'],
      ['status', '--json', '-'],
    ];
    for (const args of commands) {
      const script = 'exec "$@" > /dev/full';
      const { exitCode, stderr } = await execa('sh', ['-c', script, 'sh', process.execPath, CLI, ...args], {
        cwd: place.root,
        env: place.env,
        extendEnv: false,
        reject: false,
      });
      expect(exitCode).toBe(1);
      expect(stderr.split('\n').filter(line => /^braid: |^ {4}at /.test(line))).toEqual([
        'braid: standard output could not be written: ENOSPC: no space left on device, write',
      ]);
    }
    expect(place.has('b.txt')).toBe(true);
  });

  test('whose cache lies where no folder can be made keeps its trees elsewhere', async () => {
    const place = await newPlace();
    const env = { BRAID_CACHE_DIR: '/proc/nowhere/at/all', XDG_CACHE_HOME: '/proc/1/nowhere/at/all' };
    const running = place.start(['run', place.plan({ a: 'echo > a.txt' }), '--run', 'r'], { env });
    expect((await running.done).code).toBe(0);
  });

  test('without a folder for temporary files goes on when there is one', async () => {
    const place = await newPlace();
    const nowhere = join(place.folder, 'nowhere');
    const run = ['run', place.plan({ a: 'echo > a.txt' }), '--run', 'r'];
    const { code, stderr } = await place.start(run, { env: { TMPDIR: nowhere } }).done;
    expect([code, stderr]).toEqual([
      1,
      expect.stringMatching(
        /^braid: could not make \S+nowhere\/braid-\S*: the folder around it is not there\n {3}Hint: set TMPDIR to a folder that can be written to; then nothing is lost: `braid resume r` goes on\n$/,
      ),
    ]);
    mkdirSync(nowhere);
    expect((await place.start(['resume', 'r'], { env: { TMPDIR: nowhere } }).done).code).toBe(0);
    rmSync(nowhere, { recursive: true });
  });
});
