import { mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { inspectTarget } from '../../shared/io/landing/land.ts';
import type { Repository } from '../../shared/io/repository.ts';
import type { Sha } from '../../shared/plan/plan.ts';
import { commit, type Files, git, newFolder, newRepository, put, read, reopen, status, tip } from './rig.ts';

const FROM: Files = { 'a.txt': 'one\n', 'dir/b.txt': 'one\n', 'gone.txt': 'old\n' };
const TO: Files = { 'a.txt': 'two\n', 'dir/b.txt': 'one\n', 'new/c.txt': 'new\n' };

function inspect(repository: Repository, head: Sha, branch = 'main') {
  return inspectTarget(repository, { branch, head, patienceMs: 0 });
}

function addSubmodule(root: string, from: string): void {
  git(root, ['submodule', '--quiet', 'add', from, 'sub'], '', { GIT_ALLOW_PROTOCOL: 'file' });
}

function blocked(reason: string | RegExp) {
  return { kind: 'blocked', reason: typeof reason === 'string' ? reason : expect.stringMatching(reason) };
}

test('a clean branch that is checked out can be moved, with its tree', async () => {
  const { repository, root, from, to } = await newRepository(FROM, TO);
  const tree = git(root, ['rev-parse', `${from}^{tree}`]).trim();
  expect(await inspect(repository, to)).toEqual({
    kind: 'found',
    tip: { commit: from, tree },
    contained: true,
    head: to,
    tree: 'checked-out',
  });
});

test('a branch that nobody shows can be moved, whatever the work tree looks like', async () => {
  const { repository, root, to } = await newRepository(FROM, TO);
  git(root, ['checkout', '-q', '-b', 'side']);
  put(root, 'a.txt', 'mine\n');
  expect(await inspect(repository, to)).toMatchObject({ kind: 'found', tree: 'not-checked-out' });
});

test('a target that moved on is found, and not contained', async () => {
  const { repository, root, from, to } = await newRepository(FROM, TO);
  const other = commit(root, { ...FROM, other: 'x' }, from);
  git(root, ['reset', '-q', '--hard', other]);
  expect(await inspect(repository, to)).toMatchObject({ tip: { commit: other }, contained: false });
});

test('a branch that is gone blocks', async () => {
  const { repository, to } = await newRepository(FROM, TO);
  expect(await inspect(repository, to, 'gone')).toEqual(blocked('branch gone does not exist any more'));
});

test('changes to tracked files block, staged or not, and only a few are named', async () => {
  const { repository, root, to } = await newRepository(FROM, TO);
  put(root, 'dir/b.txt', 'mine\n');
  expect(await inspect(repository, to)).toEqual(blocked('the work tree has changes in dir/b.txt'));
  git(root, ['add', 'dir/b.txt']);
  rmSync(join(root, 'gone.txt'));
  expect(await inspect(repository, to)).toEqual(blocked('the work tree has changes in dir/b.txt, gone.txt'));
  for (const name of ['s1', 's2', 's3', 's4', 's5']) put(root, name, 'x');
  git(root, ['add', '.']);
  expect(await inspect(repository, to)).toEqual(
    blocked('the work tree has changes in dir/b.txt, gone.txt, s1, s2, s3 and 2 more files'),
  );
});

test('a file that was only touched does not block, nor do untracked files elsewhere', async () => {
  const { repository, root, to } = await newRepository(FROM, TO);
  utimesSync(join(root, 'a.txt'), 1, 1);
  put(root, 'notes.txt', 'mine\n');
  expect(await inspect(repository, to)).toMatchObject({ kind: 'found', tree: 'checked-out' });
});

test.each(['untracked', 'ignored'])('%s files that landing would overwrite block', async kind => {
  const { repository, root, to } = await newRepository(FROM, { ...TO, 'd/e': 'x', f: 'x' });
  if (kind === 'ignored') writeFileSync(join(repository.commonDir, 'info', 'exclude'), '*\n');
  put(root, 'new/c.txt', 'mine\n');
  put(root, 'd', 'a file in the place of a folder');
  put(root, 'f/g/h', 'a folder in the place of a file');
  expect(await inspect(repository, to)).toEqual(
    blocked('untracked files are in the way: d, f/g/h, new/c.txt'),
  );
  expect(read(root, 'new/c.txt')).toBe('mine\n');
});

test('an untracked file blocks a folder that becomes a file; its tracked files do not', async () => {
  const { repository, root, to } = await newRepository(FROM, { dir: 'now a file\n' });
  expect(await inspect(repository, to)).toMatchObject({ kind: 'found' });
  mkdirSync(join(root, 'dir', 'empty'));
  expect(await inspect(repository, to)).toMatchObject({ kind: 'found' });
  put(root, 'dir/mine.txt', 'mine\n');
  expect(await inspect(repository, to)).toEqual(blocked('untracked files are in the way: dir/mine.txt'));
});

test('a branch that another work tree shows blocks, until that tree is gone', async () => {
  const { repository, root, to } = await newRepository(FROM, TO);
  const other = join(newFolder(), 'other\ntree');
  git(root, ['worktree', 'add', '-q', '-b', 'side', other]);
  const message = `is checked out in ${other}; landing there would leave it behind`;
  expect(await inspect(repository, to, 'side')).toEqual(blocked(`side ${message}`));
  const linked = await reopen(other);
  expect(await inspect(linked, to, 'side')).toMatchObject({ kind: 'found', tree: 'checked-out' });
  const back = `main is checked out in ${root}; landing there would leave it behind`;
  expect(await inspect(linked, to, 'main')).toEqual(blocked(back));
  rmSync(other, { recursive: true });
  expect(await inspect(repository, to, 'side')).toMatchObject({ kind: 'found', tree: 'not-checked-out' });
});

test('an unfinished merge, cherry-pick, revert or bisect blocks the branch that is checked out', async () => {
  const { repository, root, from, to } = await newRepository(FROM, TO);
  git(root, ['branch', 'side']);
  const marks = {
    MERGE_HEAD: 'merge',
    CHERRY_PICK_HEAD: 'cherry-pick',
    REVERT_HEAD: 'revert',
    BISECT_LOG: 'bisect',
  };
  for (const [file, name] of Object.entries(marks)) {
    writeFileSync(join(repository.gitDir, file), `${from}\n`);
    expect(await inspect(repository, to)).toEqual(blocked(`a ${name} is in progress`));
    expect(await inspect(repository, to, 'side')).toMatchObject({ kind: 'found' });
    rmSync(join(repository.gitDir, file));
  }
});

test('a rebase of the branch blocks, in this work tree and in others', async () => {
  const { repository, root, from, to } = await newRepository(FROM, TO);
  const other = commit(root, { ...FROM, 'a.txt': 'three\n' }, from);
  const linkedRoot = join(newFolder(), 'linked');
  git(root, ['worktree', 'add', '-q', '-b', 'side', linkedRoot, other]);
  const linked = await reopen(linkedRoot);
  expect((await linked.git.attempt(['rebase', '-q', to])).code).toBe(1);
  expect(await inspect(linked, to, 'side')).toEqual(blocked('a rebase of side is in progress'));
  expect(await inspect(repository, to, 'side')).toEqual(blocked('a rebase of side is in progress'));
  expect(await inspect(repository, to, 'main')).toMatchObject({ kind: 'found' });
  git(linkedRoot, ['rebase', '--abort']);
  const last = commit(root, { ...FROM, 'a.txt': 'four\n' }, other);
  git(linkedRoot, ['reset', '-q', '--hard', last]);
  git(linkedRoot, ['bisect', 'start', last, from]);
  expect(await inspect(repository, to, 'side')).toEqual(
    blocked('a bisect that began on side is in progress'),
  );
});

test('a held index blocks', async () => {
  const { repository, to } = await newRepository(FROM, TO);
  writeFileSync(join(repository.gitDir, 'index.lock'), '');
  expect(await inspect(repository, to)).toEqual(blocked('another git process holds index.lock'));
});

test('what is changed inside a submodule does not block', async () => {
  const inner = await newRepository({ file: 'x\n' });
  const { repository, root, from } = await newRepository(FROM);
  addSubmodule(root, inner.root);
  git(root, ['commit', '-q', '-m', 'with a submodule']);
  put(root, 'sub/file', 'mine\n');
  put(root, 'sub/untracked', 'mine\n');
  expect(status(root)).not.toBe('');
  const head = tip(root);
  expect(await inspect(repository, head)).toMatchObject({ kind: 'found', tree: 'checked-out' });
  expect(await inspect(repository, from)).toMatchObject({ kind: 'found', contained: false });
});

test('a submodule as the repository itself shows its own branch', async () => {
  const inner = await newRepository({ file: 'x\n' });
  const { root } = await newRepository(FROM);
  addSubmodule(root, inner.root);
  const sub = await reopen(join(root, 'sub'));
  const head = commit(join(root, 'sub'), { file: 'y\n' }, inner.from);
  expect(await inspect(sub, head)).toMatchObject({ kind: 'found', tree: 'checked-out' });
});

test('a bare repository shows no branch', async () => {
  const { root, to } = await newRepository(FROM, TO);
  const bareRoot = newFolder();
  git(root, ['clone', '-q', '--bare', root, bareRoot]);
  git(bareRoot, ['fetch', '-q', root, to]);
  const bare = await reopen(bareRoot);
  expect(await inspect(bare, to)).toMatchObject({ kind: 'found', contained: true, tree: 'not-checked-out' });
});
