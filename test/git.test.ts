import { mkdtempSync } from 'node:fs';
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
