/** Whether a process stands in a place of an attempt or holds something open there. Linux only: elsewhere nobody does. */
import { readdirSync, readlinkSync, realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { HAS_PROC, throwIfShort } from './table.ts';

/**
 * Directories as the kernel names them. Only the way to them is resolved: an attempt that replaces its tree by a link to
 * `/` does not make all processes its own.
 */
export function placesOf(directories: readonly string[]): readonly string[] {
  return directories.map(directory => {
    try {
      return join(realpathSync(dirname(directory)), basename(directory));
    } catch {
      return directory;
    }
  });
}

/**
 * By its working directory, root, program or open files. Not by what it maps into memory, such as a library from there: a
 * look at that takes longer than all others together.
 */
export function isIn(pid: number, places: readonly string[]): boolean {
  if (!HAS_PROC || places.length === 0) return false;
  return (
    ['cwd', 'root', 'exe'].some(link => leadsTo(`/proc/${pid}/${link}`, places)) || holdsOpen(pid, places)
  );
}

function holdsOpen(pid: number, places: readonly string[]): boolean {
  const directory = `/proc/${pid}/fd`;
  try {
    return readdirSync(directory).some(name => leadsTo(`${directory}/${name}`, places));
  } catch (error) {
    throwIfShort(error);
    return false;
  }
}

function leadsTo(link: string, places: readonly string[]): boolean {
  let path: string;
  try {
    path = readlinkSync(link);
  } catch {
    return false;
  }
  return places.some(
    place => path === place || path.startsWith(`${place}/`) || path === `${place} (deleted)`,
  );
}
