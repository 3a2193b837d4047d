/** Takes the `.git` of repositories in a tree out of git's sight, so that their folders are folders like any other. */
import { chmod, lstat, mkdtemp, rename, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type BytePath, onDisk } from '../byte-path.ts';

/** Runs `work` while the paths are away, in a new folder in `place`. */
export async function without<T>(
  paths: readonly BytePath[],
  place: string,
  work: () => Promise<T>,
): Promise<T> {
  if (paths.length === 0) return work();
  const folder = await mkdtemp(join(place, 'aside-'));
  const moved: { readonly from: Buffer; readonly to: string }[] = [];
  try {
    for (const path of paths) {
      const move = { from: onDisk(path), to: join(folder, String(moved.length)) };
      if (await moveAway(move)) moved.push(move);
    }
    return await work();
  } finally {
    for (const { from, to } of moved) await rename(to, from);
    await rmdir(folder);
  }
}

/** False: it is gone. */
async function moveAway({ from, to }: { readonly from: Buffer; readonly to: string }): Promise<boolean> {
  const found = await lstat(from).catch(() => null);
  if (found === null) return false;
  // A folder that moves is written to, for its `..`.
  if (found.isDirectory() && (found.mode & 0o700) !== 0o700) await chmod(from, (found.mode & 0o7777) | 0o700);
  await rename(from, to);
  return true;
}
