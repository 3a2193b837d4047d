/** The folder for the files of steps: of one process alone, and swept when that was killed. */
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { expect, onTestFinished, test } from 'vitest';
import { openScratch } from '../../../app/clones/scratch.ts';
import { ROOT } from '../../docs/book.ts';

function newRoot(): string {
  const root = mkdtempSync(join(tmpdir(), 'braid-scratch-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  return root;
}

test('two processes have two folders, and each is gone when it is closed', async () => {
  const root = newRoot();
  const [one, other] = [await openScratch(root), await openScratch(root)];
  expect(one.folder).not.toBe(other.folder);
  writeFileSync(join(one.folder, 'a.zip'), 'a');
  writeFileSync(join(other.folder, 'b.zip'), 'b');
  await one.close();
  expect(existsSync(one.folder)).toBe(false);
  expect(readdirSync(other.folder)).toEqual(['b.zip']);
  await other.close();
});

test('what a killed process left is removed by the next one, and what a living one has is not', async () => {
  const root = newRoot();
  const living = await openScratch(root);
  writeFileSync(join(living.folder, 'a.zip'), 'a');
  const script = `
    const { openScratch } = await import(process.argv[1]);
    const { writeFileSync } = await import('node:fs');
    const { folder } = await openScratch(process.argv[2]);
    writeFileSync(folder + '/left.zip', 'left');
    process.stdout.write(folder);
    process.kill(process.pid, 'SIGKILL');`;
  const module = join(ROOT, 'build/app/clones/scratch.js');
  const { stdout: left, signal } = await execa(
    process.execPath,
    ['--input-type=module', '--eval', script, module, root],
    {
      reject: false,
    },
  );
  expect(signal).toBe('SIGKILL');
  expect(existsSync(join(left, 'left.zip'))).toBe(true);
  const next = await openScratch(root);
  expect(existsSync(join(left, 'left.zip'))).toBe(false);
  expect(readdirSync(living.folder)).toEqual(['a.zip']);
  await next.close();
  await living.close();
});
