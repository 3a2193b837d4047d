import { chmodSync, existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { landLocally } from '../../shared/io/landing/land.ts';
import { mendTree } from '../../shared/io/landing/mend-tree.ts';
import type { Repository } from '../../shared/io/repository.ts';
import type { Sha } from '../../shared/plan/plan.ts';
import {
  drop,
  type Files,
  freshCheckout,
  git,
  newRepository,
  put,
  RUN,
  read,
  status,
  tip,
  treeOf,
} from './rig.ts';

const FROM: Files = { 'a.txt': 'one\n', 'dir/b.txt': 'one\n', 'gone/x.txt': 'old\n', same: 'same\n' };
const TO: Files = { 'a.txt': 'two two\n', 'dir/b.txt': 'two\n', 'new/c.txt': 'new\n', same: 'same\n' };

/** As if Braid was killed after the branch had moved. */
async function killedAfterMove(from = FROM, to = TO) {
  const made = await newRepository(from, to);
  await made.repository.git.run(['update-ref', 'refs/heads/main', made.to]);
  return made;
}

function landAgain(repository: Repository, { from, to }: { from: Sha; to: Sha }) {
  return landLocally(repository, { run: RUN, branch: 'main', from, to, followTree: true, patienceMs: 0 });
}

async function expectMended(
  repository: Repository,
  step: { from: Sha; to: Sha },
  root: string,
): Promise<void> {
  expect(await landAgain(repository, step)).toEqual({ kind: 'landed', commit: step.to, remark: null });
  expect(treeOf(root)).toEqual(freshCheckout(root, step.to));
  expect(status(root)).toBe('');
  expect(readdirSync(repository.state)).toEqual([]);
}

test('killed before the tree began to follow', async () => {
  const { repository, root, ...step } = await killedAfterMove();
  await expectMended(repository, step, root);
});

test('killed while files were removed and written, one of them half', async () => {
  const { repository, root, ...step } = await killedAfterMove();
  drop(root, 'gone/x.txt');
  put(root, 'a.txt', 'two t');
  put(root, 'new/c.txt', 'new\n');
  await expectMended(repository, step, root);
});

test('killed before the index was written', async () => {
  const { repository, root, ...step } = await killedAfterMove();
  drop(root, 'gone/x.txt');
  for (const path of ['a.txt', 'dir/b.txt', 'new/c.txt']) put(root, path, TO[path] ?? '');
  await expectMended(repository, step, root);
});

test('an index that is ahead of the tree', async () => {
  const { repository, root, ...step } = await killedAfterMove();
  git(root, ['reset', '-q']);
  await expectMended(repository, step, root);
});

test('killed when all was done', async () => {
  const { repository, root, ...step } = await killedAfterMove();
  git(root, ['reset', '-q', '--hard']);
  await expectMended(repository, step, root);
});

test('a git that is killed in the middle leaves a lock, and a tree that follows once the lock is gone', async () => {
  const { repository, root, ...step } = await newRepository(FROM, {
    ...TO,
    '.gitattributes': 'dir/* filter=kill\n',
  });
  git(root, ['config', 'filter.kill.smudge', 'kill -9 $PPID; cat']);
  const result = await landAgain(repository, step);
  const lock = join(repository.gitDir, 'index.lock');
  expect(result).toEqual({
    kind: 'landed',
    commit: step.to,
    remark: expect.stringContaining(`rm ${lock} && git reset --merge;`),
  });
  expect(existsSync(lock)).toBe(true);
  expect(tip(root)).toBe(step.to);
  rmSync(lock);
  git(root, ['config', '--unset', 'filter.kill.smudge']);
  await expectMended(repository, step, root);
});

test('a smudge filter that fails is a remark, and the next try mends it', async () => {
  const { repository, root, ...step } = await newRepository(FROM, {
    ...TO,
    '.gitattributes': 'dir/* filter=bad\n',
  });
  git(root, ['config', 'filter.bad.smudge', 'false']);
  git(root, ['config', 'filter.bad.required', 'true']);
  git(root, ['config', 'filter.bad.clean', 'cat']);
  const result = await landAgain(repository, step);
  expect(result).toEqual({
    kind: 'landed',
    commit: step.to,
    remark: expect.stringMatching(/smudge filter bad failed.*Hint: git status, then git restore PATH/),
  });
  git(root, ['config', 'filter.bad.smudge', 'cat']);
  expect(await landAgain(repository, step)).toMatchObject({ remark: null });
  await expectMended(repository, step, root);
});

test('a lock of a git that is about to end is waited for', async () => {
  const { repository, root, ...step } = await killedAfterMove();
  const lock = join(repository.gitDir, 'index.lock');
  writeFileSync(lock, '');
  const mending = mendTree(repository, root, { ...step, patienceMs: 5_000 });
  rmSync(lock);
  expect(await mending).toBe(null);
  await expectMended(repository, step, root);
});

const FOREIGN = {
  'a changed file': ['a.txt', 'mine\n'],
  'a changed file that landing removes': ['gone/x.txt', 'mine\n'],
  'an untracked file where landing adds one': ['new/c.txt', 'mine\n'],
  'a file where landing adds a folder': ['new', 'mine\n'],
  'a folder where landing adds a file': ['new/c.txt/mine', 'mine\n'],
} as const;

test.each(Object.entries(FOREIGN))('%s stays, and the rest follows', async (_, [path, text]) => {
  const { repository, root, ...step } = await killedAfterMove();
  put(root, path, text);
  const result = await landAgain(repository, step);
  const named = path.startsWith('new') ? 'new/c.txt' : path;
  expect(result).toEqual({
    kind: 'landed',
    commit: step.to,
    remark: `the work tree follows except for ${named}: what is there is not Braid's to overwrite. Hint: git restore PATH takes what landed`,
  });
  expect(read(root, path)).toBe(text);
  expect(read(root, 'dir/b.txt')).toBe('two\n');
  expect(git(root, ['diff', '--cached', '--name-only'])).toBe('');
});

test('what the user changes after the tree has followed is left alone without a word', async () => {
  const { repository, root, ...step } = await killedAfterMove();
  git(root, ['reset', '-q', '--hard']);
  put(root, 'a.txt', 'mine\n');
  expect(await landAgain(repository, step)).toMatchObject({ kind: 'landed', remark: null });
  expect(read(root, 'a.txt')).toBe('mine\n');
});

test('changes that the user staged meanwhile stop the tree, and the hint keeps them', async () => {
  const { repository, root, ...step } = await killedAfterMove();
  put(root, 'a.txt', 'mine\n');
  put(root, 'same', 'mine too\n');
  git(root, ['add', 'a.txt', 'same']);
  const before = treeOf(root);
  const result = await landAgain(repository, step);
  if (result.kind !== 'landed' || result.remark === null) throw new Error('expected a remark');
  expect(result.remark).toContain(`shows ${step.from.slice(0, 7)}: the index could not follow`);
  expect(treeOf(root)).toEqual(before);
  const [, hint = ''] = result.remark.split('Hint: ');
  for (const command of hint.split(' && ')) {
    const [, ...args] = command.split(' ');
    const done = await repository.git.attempt(args);
    // The last one has a conflict in a.txt to tell of, and nothing was lost.
    expect(done.code === 0 || command === 'git stash pop').toBe(true);
  }
  expect(tip(root)).toBe(step.to);
  expect(read(root, 'same')).toBe('mine too\n');
  expect(read(root, 'a.txt')).toContain('mine\n');
});

test('staged changes to other files go along', async () => {
  const { repository, root, ...step } = await killedAfterMove();
  put(root, 'same', 'mine\n');
  git(root, ['add', 'same']);
  expect(await landAgain(repository, step)).toMatchObject({ kind: 'landed', remark: null });
  expect(status(root)).toBe('M  same\n');
});

test('a sparse checkout stays sparse', async () => {
  const from: Files = { 'in/a': 'one\n', 'out/b': 'one\n', 'out/c': 'x\n' };
  const to: Files = { 'in/a': 'two\n', 'in/new': 'x\n', 'out/b': 'two\n', 'out/new': 'x\n' };
  const { repository, root, ...step } = await newRepository(from, to);
  git(root, ['sparse-checkout', 'set', '--cone', 'in']);
  git(root, ['update-ref', 'refs/heads/main', step.to]);
  put(root, 'in/new', 'x\n');
  expect(await landAgain(repository, step)).toMatchObject({ kind: 'landed', remark: null });
  expect(treeOf(root)).toEqual({ 'in/': '', 'in/a': 'file two\n', 'in/new': 'file x\n' });
  expect(status(root)).toBe('');
});

test('attributes that land decide how the other files are written', async () => {
  const { repository, root, ...step } = await killedAfterMove(FROM, {
    ...TO,
    '.gitattributes': '*.txt eol=crlf\n',
  });
  put(root, 'dir/b.txt', 'two\r\n');
  await expectMended(repository, step, root);
  expect(read(root, 'a.txt')).toBe('two two\r\n');
});

test('a file that git cannot write is a remark', async () => {
  const { repository, root, ...step } = await killedAfterMove();
  rmSync(join(root, 'dir'), { recursive: true });
  rmSync(join(repository.objects, 'pack'), { recursive: true, force: true });
  const blob = git(root, ['rev-parse', `${step.to}:dir/b.txt`]).trim();
  const object = join(repository.objects, blob.slice(0, 2), blob.slice(2));
  chmodSync(object, 0o644);
  rmSync(object);
  expect(await landAgain(repository, step)).toEqual({
    kind: 'landed',
    commit: step.to,
    remark: expect.stringMatching(
      /^the work tree did not follow and shows .*unable to read sha1 file of dir\/b\.txt/,
    ),
  });
});
