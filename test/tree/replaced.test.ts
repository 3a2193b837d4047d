/** What a task puts in the place of its tree is neither read nor cleaned nor removed. */
import { existsSync, lstatSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { describe, expect, test } from 'vitest';
import { hasMount } from '../../shared/io/trees/removal.ts';
import { hostile } from './hostile.ts';
import { collect, listing, makeRig, poolOf, work } from './rig.ts';

describe('something else in the place of', () => {
  const swaps = [
    ['its tree, a link to the user’s repository', 'cd ..; mv tree away; ln -s "$USER_REPO" tree'],
    ['its tree, a link to home', 'cd ..; rm -rf tree; ln -s "$HOME" tree'],
    ['its tree, a file', 'cd ..; rm -rf tree; echo x > tree'],
    ['its tree, nothing', 'rm -rf "$PWD"'],
    [
      'the folder around it, a link to one with the user’s repository as `tree`',
      'mkdir "$TMPDIR/s"; ln -s "$USER_REPO" "$TMPDIR/s/tree"; cd ..; s=$PWD; mv "$s" "$TMPDIR/away"; ln -s "$TMPDIR/s" "$s"',
    ],
    ['the folder around it, nothing', 'rm -rf "$(dirname "$PWD")"'],
  ] as const;
  test.each(swaps)('%s', async (_, script) => {
    const { rig } = await hostile(
      `echo x > x; ${script}`,
      [],
      ['. (the tree was replaced by something else, or mounted over)'],
    );
    await rig.pool.close();
    expect(existsSync(join(rig.repository.cache, 'trees'))).toBe(false);
  });

  test('a folder in its tree, something mounted, where it may mount: it is told, and stays', async () => {
    const { rig, base } = await makeRig();
    const tree = await rig.prepare(base);
    const precious = join(rig.root, 'precious');
    mkdirSync(precious);
    writeFileSync(join(precious, 'letter'), 'Dear');
    const mounted = await work(tree, `mount --bind '${precious}' src 2>/dev/null && echo yes || true`);
    try {
      expect(await hasMount(tree.directory)).toBe(mounted === 'yes');
      expect((await collect(tree)).unstorable).toHaveLength(mounted === 'yes' ? 1 : 0);
      await tree.release();
      await rig.pool.close();
      expect(readdirSync(precious)).toEqual(['letter']);
    } finally {
      const foreign = join(rig.repository.cache, 'foreign');
      const moved = existsSync(foreign) ? readdirSync(foreign).map(name => join(foreign, name, 'tree')) : [];
      for (const place of [tree.directory, ...moved])
        await execa('umount', [join(place, 'src')], { reject: false });
    }
  });

  test('its tree, the user’s repository itself: it is moved aside and never removed', async () => {
    const { rig, base } = await makeRig();
    const before = listing(rig.path);
    const tree = await rig.prepare(base);
    await work(tree, `cd ..; rm -rf tree; mv '${rig.path}' tree`);
    expect(await collect(tree).catch(error => String(error))).toContain('rev-parse');
    await tree.release();
    await rig.pool.close();
    const [name = ''] = readdirSync(join(rig.repository.cache, 'foreign'));
    expect(listing(join(rig.repository.cache, 'foreign', name))).toBe(before);
  });

  test('the pool: nothing behind the link is touched, and it is said', async () => {
    const { rig, base } = await makeRig();
    const home = join(rig.root, 'precious');
    mkdirSync(join(home, 'slot-1', 'tree'), { recursive: true });
    mkdirSync(join(home, 'kept', '1'), { recursive: true });
    writeFileSync(join(home, 'slot-1', 'tree', 'letter'), 'Dear');
    const tree = await rig.prepare(base);
    const pool = poolOf(tree);
    await work(tree, `mv '${pool}' '${rig.root}/away'; ln -s '${home}' '${pool}'`);
    const before = listing(home);
    await tree.release();
    await expect(rig.pool.close()).rejects.toThrow(/is not the folder that Braid made/);
    expect(listing(home)).toBe(before);
    expect(lstatSync(pool).isSymbolicLink()).toBe(true);
  });
});

test('what stands in the attempt’s temporary folder and files is removed without following links', async () => {
  const { rig, base } = await makeRig();
  const before = await rig.user();
  const tree = await rig.prepare(base);
  await work(
    tree,
    `ln -s '${rig.path}' "$TMPDIR/user"; rm -f "$GIT_CONFIG_GLOBAL"; d=$(dirname "$GIT_CONFIG_GLOBAL"); rmdir "$d"; ln -s '${rig.path}' "$d"`,
  );
  await tree.release();
  await rig.pool.close();
  expect(await rig.user()).toBe(before);
  expect(existsSync(tree.files.temporary)).toBe(false);
});
