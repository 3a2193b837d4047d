/** Trees of a user who is not root and who lost permissions in them. As root the tests become `nobody` for the time. */
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { collect, makeRig } from './rig.ts';

const NOBODY = 65_534;

/** The real user stays root, so that there is a way back; for permissions only the effective one counts. */
async function asUser(work: () => Promise<void>): Promise<void> {
  if (process.geteuid?.() !== 0) return work();
  process.setegid?.(NOBODY);
  process.seteuid?.(NOBODY);
  try {
    await work();
  } finally {
    process.seteuid?.(0);
    process.setegid?.(0);
  }
}

test('a file that cannot be read is told, and everything else is stored', () =>
  asUser(async () => {
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
  }));

test('folders that cannot be entered are no obstacle', () =>
  asUser(async () => {
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
    expect(readdirSync(join(rig.repository.cache, 'trees'))).toEqual([]);
  }));

test('a closed temporary folder is removed, and a file outside keeps its permissions', () =>
  asUser(async () => {
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
    await rig.pool.close();
    expect(existsSync(tree.files.temporary)).toBe(false);
    expect(existsSync(tree.directory)).toBe(false);
    expect(lstatSync(outside).mode & 0o777).toBe(0o400);
    expect(readFileSync(outside, 'utf8')).toBe('x');
  }));
