import { chmodSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { landLocally } from '../../shared/io/landing/land.ts';
import type { Repository } from '../../shared/io/repository.ts';
import type { Sha } from '../../shared/plan/plan.ts';
import {
  commit,
  type Files,
  freshCheckout,
  git,
  newFolder,
  newRepository,
  put,
  RUN,
  read,
  reopen,
  status,
  tip,
  treeOf,
} from './rig.ts';

const FROM: Files = { 'a.txt': 'one\n', 'dir/b.txt': 'one\n', 'gone/x.txt': 'old\n' };
const TO: Files = {
  'a.txt': 'two\n',
  'dir/b.txt': 'one\n',
  'new/c.txt': { kind: 'executable', text: 'new\n' },
};

function land(
  repository: Repository,
  { from, to }: { from: Sha; to: Sha },
  options: { followTree?: boolean; branch?: string } = {},
) {
  const { followTree = true, branch = 'main' } = options;
  return landLocally(repository, { run: RUN, branch, from, to, followTree, patienceMs: 0 });
}

function landed(commit: Sha, remark: unknown = null) {
  return { kind: 'landed', commit, remark };
}

test('the branch, the index and the tree go to the new commit, and the reflog says who did it', async () => {
  const { repository, root, ...step } = await newRepository(FROM, TO);
  expect(await land(repository, step)).toEqual(landed(step.to));
  expect(tip(root)).toBe(step.to);
  expect(treeOf(root)).toEqual(freshCheckout(root, step.to));
  expect(status(root)).toBe('');
  for (const ref of ['HEAD', 'main']) {
    expect(git(root, ['reflog', '-1', '--format=%gs', ref])).toBe('braid: land run r-1\n');
  }
  expect(await land(repository, step)).toEqual(landed(step.to));
});

test('files of the user that are not tracked survive', async () => {
  const { repository, root, ...step } = await newRepository(FROM, TO);
  writeFileSync(join(repository.commonDir, 'info', 'exclude'), '*.log\n');
  for (const path of ['mine.txt', 'mine.log', 'gone/mine.log', 'new/mine.txt']) put(root, path, 'mine\n');
  expect(await land(repository, step)).toEqual(landed(step.to));
  for (const path of ['mine.txt', 'mine.log', 'gone/mine.log', 'new/mine.txt'])
    expect(read(root, path)).toBe('mine\n');
});

test('a branch that is not checked out moves alone', async () => {
  const { repository, root, ...step } = await newRepository(FROM, TO);
  git(root, ['checkout', '-q', '-b', 'side']);
  put(root, 'a.txt', 'mine\n');
  expect(await land(repository, step, { followTree: false })).toEqual(landed(step.to));
  expect(tip(root)).toBe(step.to);
  expect(status(root)).toBe(' M a.txt\n');
});

test('a bare repository moves the ref', async () => {
  const { root, ...step } = await newRepository(FROM, TO);
  const bareRoot = newFolder();
  git(root, ['update-ref', 'refs/heads/next', step.to]);
  git(root, ['clone', '-q', '--bare', root, bareRoot]);
  const bare = await reopen(bareRoot);
  expect(await land(bare, step, { followTree: false })).toEqual(landed(step.to));
  expect(tip(bareRoot)).toBe(step.to);
});

test('a linked work tree follows', async () => {
  const { repository, root, ...step } = await newRepository(FROM, TO);
  const linkedRoot = join(newFolder(), 'linked');
  git(root, ['worktree', 'add', '-q', '-b', 'side', linkedRoot]);
  const linked = await reopen(linkedRoot);
  expect(await land(linked, step, { branch: 'side' })).toEqual(landed(step.to));
  expect(treeOf(linkedRoot)).toEqual(freshCheckout(root, step.to));
  expect(status(linkedRoot)).toBe('');
  expect(read(root, 'a.txt')).toBe('one\n');
});

test('what is no longer as it was inspected is told, and nothing is touched', async () => {
  const { repository, root, ...step } = await newRepository(FROM, TO);
  const moved = { kind: 'moved' };
  expect(await land(repository, step, { branch: 'gone' })).toEqual(moved);
  expect(await land(repository, step, { followTree: false })).toEqual(moved);
  put(root, 'a.txt', 'mine\n');
  expect(await land(repository, step)).toEqual(moved);
  put(root, 'a.txt', 'one\n');
  put(root, 'new/c.txt', 'mine\n');
  expect(await land(repository, step)).toEqual(moved);
  const side = commit(root, { ...FROM, side: 'x' }, step.from);
  expect(await land(repository, { from: step.to, to: side })).toEqual(moved);
  expect(tip(root)).toBe(step.from);
  expect(read(root, 'new/c.txt')).toBe('mine\n');
});

test('a commit that is no descendant is never landed', async () => {
  const { repository, root, ...step } = await newRepository(FROM, TO);
  const side = commit(root, { ...FROM, side: 'x' });
  expect(await land(repository, { from: step.from, to: side })).toEqual({ kind: 'moved' });
  expect(tip(root)).toBe(step.from);
});

test('a branch that went on after it had landed has landed', async () => {
  const { repository, root, ...step } = await newRepository(FROM, TO);
  await land(repository, step);
  put(root, 'a.txt', 'three\n');
  git(root, ['commit', '-q', '-a', '-m', 'go on']);
  put(root, 'a.txt', 'mine\n');
  expect(await land(repository, step)).toEqual(landed(step.to));
  expect(read(root, 'a.txt')).toBe('mine\n');
});

test("a hook's veto is a refusal in the hook's words", async () => {
  const { repository, root, ...step } = await newRepository(FROM, TO);
  const hook = join(repository.commonDir, 'hooks', 'reference-transaction');
  writeFileSync(hook, '#!/bin/sh\necho "main is frozen until Monday" >&2\nexit 1\n');
  chmodSync(hook, 0o755);
  expect(await land(repository, step)).toEqual({
    kind: 'refused',
    reason: 'main could not be moved: the reference-transaction hook refused it: main is frozen until Monday',
  });
  expect(tip(root)).toBe(step.from);
  expect(status(root)).toBe('');
});

test('a lock on the branch that stays is a refusal', async () => {
  const { repository, root, ...step } = await newRepository(FROM, TO);
  writeFileSync(join(repository.commonDir, 'refs/heads/main.lock'), '');
  expect(await land(repository, step)).toEqual({
    kind: 'refused',
    reason: expect.stringMatching(/^main could not be moved: .*main\.lock': File exists/),
  });
  expect(status(root)).toBe('');
});

test("the user's line endings and filters hold", async () => {
  const attributes = '*.txt text eol=crlf\n*.up filter=shout\n';
  const { repository, root, ...step } = await newRepository(
    { 'a.txt': 'one\n' },
    { '.gitattributes': attributes, 'a.txt': 'two\n', 'b.up': 'loud\n' },
  );
  git(root, ['config', 'core.autocrlf', 'true']);
  git(root, ['config', 'filter.shout.smudge', 'tr a-z A-Z']);
  git(root, ['config', 'filter.shout.clean', 'tr A-Z a-z']);
  git(root, ['reset', '-q', '--hard']);
  expect(await land(repository, step)).toEqual(landed(step.to));
  expect(read(root, 'a.txt')).toBe('two\r\n');
  expect(read(root, 'b.up')).toBe('LOUD\r\n');
  expect(status(root)).toBe('');
});

test('a sparse checkout stays sparse', async () => {
  const { repository, root, ...step } = await newRepository(
    { 'in/a': 'one\n', 'out/b': 'one\n', top: 'one\n' },
    { 'in/a': 'two\n', 'in/new': 'x\n', 'out/b': 'two\n', 'out/new': 'x\n', top: 'two\n' },
  );
  git(root, ['sparse-checkout', 'set', '--cone', 'in']);
  expect(await land(repository, step)).toEqual(landed(step.to));
  expect(treeOf(root)).toEqual({ 'in/': '', 'in/a': 'file two\n', 'in/new': 'file x\n', top: 'file two\n' });
  expect(status(root)).toBe('');
});

test('a submodule that landing moves does not stop it', async () => {
  const inner = await newRepository({ file: 'x\n' }, { file: 'y\n' });
  git(inner.root, ['update-ref', 'refs/heads/next', inner.to]);
  const { repository, root } = await newRepository(FROM);
  git(root, ['submodule', '--quiet', 'add', inner.root, 'sub'], '', { GIT_ALLOW_PROTOCOL: 'file' });
  git(root, ['commit', '-q', '-m', 'with a submodule']);
  const from = tip(root);
  git(root, ['update-index', '--cacheinfo', `160000,${inner.to},sub`]);
  git(root, ['commit', '-q', '-m', 'move the submodule']);
  const to = tip(root);
  git(root, ['reset', '-q', '--soft', from]);
  git(root, ['reset', '-q']);
  expect(await land(repository, { from, to })).toEqual(landed(to));
  expect(status(root)).toBe(' M sub\n');
  rmSync(root, { recursive: true });
});
