/** The story of every hostile task: what it leaves is collected, the next one finds a clean tree, the user finds no change. */
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect } from 'vitest';
import { collect, makeRig, work } from './rig.ts';

/** `$USER_REPO`: the user's repository. `$TRAP`: a command that leaves a file behind, `trap`, when it runs. */
export async function hostile(script: string, files: readonly string[], unstorable: readonly string[] = []) {
  const { rig, base } = await makeRig();
  const before = await rig.user();
  const trap = join(rig.root, 'trap');
  const variables = `USER_REPO='${rig.path}'; TRAP='touch ${trap}; false'; exec 2>/dev/null\n`;
  const tree = await rig.prepare(base);
  await work(tree, variables + script);
  const planted = existsSync(trap);
  expect(planted, 'the script itself must not spring the trap').toBe(false);
  const collected = await collect(tree);
  expect(collected).toMatchObject({ files, unstorable });
  await tree.release();
  const next = await rig.prepare(base);
  expect(await rig.isClean(next, base)).toBe(true);
  expect(readdirSync(dirname(next.directory))).toEqual(['tree']);
  expect(await work(next, 'git status --porcelain; git log --format=%H')).toBe(base);
  expect(await collect(next)).toMatchObject({ commit: null, files: [], unstorable: [] });
  await next.release();
  expect(await rig.user()).toBe(before);
  expect(existsSync(trap)).toBe(false);
  return { rig, collected, tree, next };
}

/** A name, a script, and the files it changes. */
export type Case = [name: string, script: string, files?: string[]];
