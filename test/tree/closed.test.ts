/** Trees of a user who is not root and who lost permissions in them. */
import { chmodSync, existsSync, lstatSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { remove } from '../../shared/io/trees/removal.ts';
import { collect, makeRig } from './rig.ts';

/** Every file of tests has a process of its own: as root, this one becomes `nobody` for good. */
const NOBODY = 65_534;
if (process.getuid?.() === 0) {
  process.chdir('/');
  process.setgroups?.([]);
  process.setgid?.(NOBODY);
  process.setuid?.(NOBODY);
}

test('a file that cannot be read is told, and everything else is stored', async () => {
  const { rig, base } = await makeRig();
  const tree = await rig.prepare(base);
  const at = (name: string) => join(tree.directory, name);
  writeFileSync(at('secret'), 'x', { mode: 0o000 });
  writeFileSync(at('src/b.ts'), 'changed\n');
  chmodSync(at('src/b.ts'), 0o000);
  writeFileSync(at('src/new'), 'x');
  const collected = await collect(tree);
  expect(collected).toMatchObject({ files: ['src/new'], unstorable: ['secret', 'src/b.ts'] });
  expect(lstatSync(at('secret')).mode & 0o777).toBe(0);
  await tree.release();
  expect(await rig.isClean(await rig.prepare(base), base)).toBe(true);
});

test('folders that cannot be entered are no obstacle', async () => {
  const { rig, base } = await makeRig();
  const tree = await rig.prepare(base);
  const at = (name: string) => join(tree.directory, name);
  mkdirSync(at('new/deep/.git'), { recursive: true });
  mkdirSync(at('other'));
  for (const name of ['new/x', 'new/deep/x', 'new/deep/.git/x', 'other/x', 'src/x'])
    writeFileSync(at(name), 'x');
  const closed = {
    'new/deep/.git': 0o000,
    'new/deep': 0o000,
    new: 0o000,
    other: 0o444,
    src: 0o500,
    '.git': 0o000,
    '': 0o500,
  };
  for (const [name, mode] of Object.entries(closed)) chmodSync(at(name), mode);
  expect(await collect(tree)).toMatchObject({
    files: ['new/deep/x', 'new/x', 'other/x', 'src/x'],
    unstorable: [],
  });
  for (const [name, mode] of Object.entries(closed)) chmodSync(at(name), mode);
  await tree.release();
  const next = await rig.prepare(base);
  expect(next.directory).toBe(tree.directory);
  expect(await rig.isClean(next, base)).toBe(true);
  await rig.pool.close();
  expect(existsSync(join(rig.repository.cache, 'trees'))).toBe(false);
});

test('a closed temporary folder is removed, and a file outside keeps its permissions', async () => {
  const { rig, base } = await makeRig();
  const outside = join(rig.root, 'outside');
  writeFileSync(outside, 'x', { mode: 0o400 });
  const tree = await rig.prepare(base);
  const { linkSync } = await import('node:fs');
  for (const folder of [tree.files.temporary, tree.directory]) {
    mkdirSync(join(folder, 'a', 'b'), { recursive: true });
    linkSync(outside, join(folder, 'a', 'b', 'hard'));
    chmodSync(join(folder, 'a', 'b'), 0o000);
    chmodSync(join(folder, 'a'), 0o000);
    chmodSync(folder, 0o000);
  }
  await remove(tree.files.temporary);
  expect(existsSync(tree.files.temporary)).toBe(false);
  await rig.pool.close();
  expect(existsSync(tree.directory)).toBe(false);
  expect(lstatSync(outside).mode & 0o777).toBe(0o400);
  expect(readFileSync(outside, 'utf8')).toBe('x');
});
