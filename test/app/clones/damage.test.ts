/** Whatever happened to a clone on its disk, the next one who uses it gets what the repository holds. */
import { execFileSync } from 'node:child_process';
import { chmodSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { GitError } from '../../../shared/io/git.ts';
import type { Clone } from '../../../shared/io/remote/clone.ts';
import type { Sha } from '../../../shared/plan/plan.ts';
import { countMain, MAIN, mark, openClones, pathOfObject } from './rig.ts';

/** `path` is the bare repository. */
type Harm = (path: string) => void;

function files(path: string, end: string): readonly string[] {
  const folder = join(path, 'objects', 'pack');
  const found = readdirSync(folder).filter(name => name.endsWith(end));
  for (const name of found) chmodSync(join(folder, name), 0o600);
  return found.map(name => join(folder, name));
}

function packed(harm: Harm): Harm {
  return path => {
    execFileSync('git', ['--git-dir', path, 'repack', '-adq']);
    harm(path);
  };
}

/** Something that no fetch brings again by itself, as it is of a commit that is there. */
function without(name: string): Harm {
  return path => rmSync(pathOfObject(path, name));
}

const NOISE = Buffer.from(Array.from({ length: 300 }, (_, index) => (index * 89 + 7) % 256));

test.each<[string, Harm]>([
  ['a pack that was cut', packed(path => files(path, '.pack').map(each => truncateSync(each, 60)))],
  ['noise in a pack', packed(path => files(path, '.pack').map(each => writeFileSync(each, NOISE)))],
  [
    'an index of a pack that was cut',
    packed(path => files(path, '.idx').map(each => truncateSync(each, 90))),
  ],
  ['no pack', packed(path => files(path, '.pack').map(each => rmSync(each)))],
  ['no blob', without(`${MAIN}:src/b.txt`)],
  ['no tree', without(`${MAIN}:src`)],
  ['no commit', without(MAIN)],
  ['an empty blob', path => empty(pathOfObject(path, `${MAIN}:src/b.txt`))],
  ['an empty tree', path => empty(pathOfObject(path, `${MAIN}:src`))],
  ['an empty commit', path => empty(pathOfObject(path, MAIN))],
  ['no objects', path => rmSync(join(path, 'objects'), { recursive: true })],
  ['no refs', path => rmSync(join(path, 'refs'), { recursive: true })],
  ['nothing in it', path => rmSync(path, { recursive: true })],
  ['a file in its place', path => [rmSync(path, { recursive: true }), writeFileSync(path, '')]],
  ['noise in HEAD', path => writeFileSync(join(path, 'HEAD'), NOISE)],
  ['no HEAD', path => rmSync(join(path, 'HEAD'))],
  ['noise in config', path => writeFileSync(join(path, 'config'), NOISE)],
  ['noise in packed-refs', path => writeFileSync(join(path, 'packed-refs'), NOISE)],
  ['words in packed-refs', path => writeFileSync(join(path, 'packed-refs'), 'words\n')],
  ['an empty ref', path => writeFileSync(join(path, MAIN), '')],
  ['half a ref', path => writeFileSync(join(path, MAIN), '12345')],
  ['a lock on the configuration', path => writeFileSync(join(path, 'config.lock'), '')],
  ['a lock on a ref', path => writeFileSync(join(path, `${MAIN}.lock`), '')],
])('with %s: the repository is there as it should be', async (_, harm) => {
  const { alone, path, shop, troubles } = await openClones();
  await alone(countMain);
  harm(path('repository'));
  // Something to fetch, so that each ref is to be written.
  const head = await shop.sandbox.as('maria').commit('acme/shop', 'main', { 'src/c.txt': 'c\n' });
  expect(await alone(countMain)).toBe(10);
  const git = (...args: string[]) =>
    execFileSync('git', ['--git-dir', path('repository'), ...args]).toString();
  expect(git('rev-parse', MAIN).trim()).toBe(head);
  git('fsck', '--full', '--strict', '--no-dangling');
  expect(troubles).toEqual([]);
});

function empty(file: string): void {
  chmodSync(file, 0o600);
  writeFileSync(file, '');
}

test('work that found the damage is done again, from the start, and not a third time', async () => {
  const rig = await openClones();
  const { alone, tokens } = rig;
  await alone(countMain);
  const { isThere } = mark(rig);
  let calls = 0;
  const failing = alone(async ({ repository }) => {
    calls += 1;
    await repository.git.run(['cat-file', 'commit', 'refs/heads/nowhere']).catch(() => {});
    throw new GitError(['log'], { code: 128, stdout: '', stderr: `fatal: bad object ${'1'.repeat(40)}` });
  });
  await expect(failing).rejects.toThrow('bad object');
  expect([calls, isThere(), tokens.length]).toEqual([2, false, 2]);
});

const NOBODY = '1'.repeat(40) as Sha;

test.each<[string, (clone: Clone) => Promise<unknown>, RegExp]>([
  ['a commit that the server has not', ({ remote }) => remote.fetch([NOBODY]), /not our ref/],
  ['an answer of the work', () => Promise.reject(new Error('the run is over')), /the run is over/],
  [
    'a name that is not there',
    ({ repository }) => repository.git.run(['rev-parse', '--verify', 'x']),
    /Needed/,
  ],
  ['a ref that moved', moveFrom, /but expected/],
  [
    'a command that git does not know',
    ({ repository }) => repository.git.run(['frobnicate']),
    /not a git command/,
  ],
])('for %s, nothing is thrown away and nothing done twice', async (_, work, words) => {
  const rig = await openClones();
  const { alone } = rig;
  await alone(countMain);
  const { isThere } = mark(rig);
  let calls = 0;
  const failing = alone(clone => {
    calls += 1;
    return work(clone);
  });
  await expect(failing).rejects.toThrow(words);
  expect([calls, isThere()]).toEqual([1, true]);
});

async function moveFrom({ repository: { git } }: Clone): Promise<void> {
  const other = (await git.run(['rev-parse', `${MAIN}^{tree}`])).trim();
  await git.run(['update-ref', MAIN, MAIN, other]);
}

test.each([
  ['breaks off', { kind: 'hang-up', when: 'before' }],
  ['says no', { kind: 'answer', status: 403, message: 'fatal: bad object HEAD' }],
  ['cannot now', { kind: 'answer', status: 503, message: 'error: packfile does not match index' }],
] as const)('for a server that %s, nothing is thrown away', async (_, fault) => {
  const rig = await openClones();
  const { alone, shop } = rig;
  const count = await alone(countMain);
  const { isThere } = mark(rig);
  shop.sandbox.faults.add({ path: /info\/refs$/, fault, times: 10 });
  await expect(alone(countMain)).rejects.toBeInstanceOf(GitError);
  expect(isThere()).toBe(true);
  shop.sandbox.faults.clear();
  expect(await alone(countMain)).toBe(count);
});

test('for a push that is refused, nothing is thrown away', async () => {
  const rig = await openClones();
  const { alone, shop } = rig;
  await alone(countMain);
  const { isThere } = mark(rig);
  shop.sandbox.protect('acme/shop', 'main', { requiredChecks: ['tests'] });
  const outcome = await alone(async ({ repository: { git }, remote }) => {
    const from = (await git.run(['rev-parse', MAIN])).trim() as Sha;
    return remote.push([{ ref: MAIN, from, to: null }]);
  });
  expect(outcome.kind).toBe('refused');
  expect(isThere()).toBe(true);
});
