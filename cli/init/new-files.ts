/** Writes files that are not there yet: all of them or none, each whole from the moment it has its name, and never over another. */
import { randomBytes } from 'node:crypto';
import { constants, existsSync, lstatSync, realpathSync, statSync } from 'node:fs';
import { copyFile, link, mkdir, rm, rmdir, writeFile } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { CommandProblem } from '../exit-code.ts';

export interface NewFile {
  /** From the root of the repository. */
  readonly path: string;
  readonly text: string;
}

/** A link that leads nowhere is there, too. */
export function isThere(root: string, path: string): boolean {
  try {
    return lstatSync(join(root, path), { throwIfNoEntry: false }) !== undefined;
  } catch {
    // Something else is in place of its folder, which making that folder will tell.
    return false;
  }
}

export async function writeNewFiles(root: string, files: readonly NewFile[]): Promise<void> {
  const undo: (() => Promise<void>)[] = [];
  try {
    for (const { path, text } of files) {
      const file = join(root, path);
      await makeFolder(dirname(file), undo);
      requireInside(root, dirname(file));
      await writeWhole(file, text);
      undo.push(() => rm(file));
    }
  } catch (error) {
    for (const step of undo.reverse()) await step().catch(() => {});
    throw isTaken(error)
      ? new CommandProblem(`${error.dest} appeared meanwhile: nothing was written`)
      : error;
  }
}

async function makeFolder(folder: string, undo: (() => Promise<void>)[]): Promise<void> {
  if (existsSync(folder) && statSync(folder).isDirectory()) return;
  await makeFolder(dirname(folder), undo);
  await mkdir(folder);
  undo.push(() => rmdir(folder));
}

/** Braid reads no configuration of a repository through a link that leads out of it. */
function requireInside(root: string, folder: string): void {
  const real = realpathSync(folder);
  if (real.startsWith(realpathSync(root) + sep)) return;
  throw new CommandProblem(`${folder} leads out of the repository, to ${real}`, {
    hint: 'make it a folder of the repository, not a link',
  });
}

async function writeWhole(file: string, text: string): Promise<void> {
  const draft = `${file}.${randomBytes(4).toString('hex')}.new`;
  try {
    await writeFile(draft, text, { flag: 'wx', flush: true });
    await link(draft, file).catch(error => {
      if (isTaken(error)) throw error;
      // Not every file system knows hard links.
      return copyFile(draft, file, constants.COPYFILE_EXCL);
    });
  } finally {
    await rm(draft, { force: true });
  }
}

function isTaken(error: unknown): error is NodeJS.ErrnoException & { readonly dest: string } {
  return error instanceof Error && 'code' in error && error.code === 'EEXIST' && 'dest' in error;
}
