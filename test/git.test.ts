import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openGit, sealedGit } from '../shared/io/git.ts';

test('a non-zero exit is a value with both streams, and input reaches git', async () => {
  const home = mkdtempSync(join(tmpdir(), 'braid-git-'));
  const git = openGit(home);
  await git.run(['init', '-q', '-b', 'main', '.']);
  const missing = await git.attempt(['rev-parse', '--verify', '-q', 'HEAD']);
  expect(missing.code).toBe(1);
  const bad = await git.attempt(['cat-file', '-t', 'nothing']);
  expect(bad).toMatchObject({ code: 128, stderr: expect.stringContaining('Not a valid object name') });
  const sealed = sealedGit(home, home, { GIT_INDEX_FILE: join(home, 'index') });
  const blob = await sealed.run(['hash-object', '-w', '--stdin'], { input: 'hello\n' });
  expect(blob.trim()).toBe('ce013625030ba8dba906f756967f9e9ca394464a');
  expect(await sealed.run(['cat-file', 'blob', blob.trim()])).toBe('hello\n');
  await expect(git.run(['nonsense'])).rejects.toThrow(/git nonsense: .*not a git command/);
});

test('input comes from a file, and need not be read to its end', async () => {
  const home = mkdtempSync(join(tmpdir(), 'braid-git-'));
  const git = openGit(home);
  await git.run(['init', '-q', '.']);
  const inputFile = join(home, 'input');
  writeFileSync(inputFile, 'hello\n');
  const blob = await git.run(['hash-object', '--stdin'], { inputFile });
  expect(blob.trim()).toBe('ce013625030ba8dba906f756967f9e9ca394464a');
  const unread = await git.attempt(['rev-parse', '--git-dir'], { input: 'x'.repeat(1_000_000) });
  expect(unread).toMatchObject({ code: 0, stdout: '.git\n' });
});

test('git that takes too long is ended, and has failed', async () => {
  const git = openGit(mkdtempSync(join(tmpdir(), 'braid-git-')));
  const slow = ['-c', 'alias.wait=!exec tail -f /dev/null', 'wait'];
  expect(await git.attempt(slow, { timeoutMs: 100 })).toMatchObject({
    code: expect.toSatisfy(code => code > 0),
  });
});

test('git that cannot be started is a failure of this machine', async () => {
  const git = openGit(join(tmpdir(), 'no-such-folder'));
  await expect(git.attempt(['version'])).rejects.toThrow(/git version could not be started: .*ENOENT/);
});
