/** Reads folders. At once instead of one promise each, which takes several times as long; others get their turn now and then. */
import { type Dirent, readdirSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { type BytePath, onDisk } from './byte-path.ts';

export interface Found {
  /** One character per byte. */
  readonly name: string;
  readonly kind: 'file' | 'link' | 'folder' | 'other';
}

/** How many folders are read before others get their turn: a few milliseconds. */
const AT_ONCE = 64;

/** Visits a place, and every place that a visit answers. */
export async function visitAll<Place>(
  first: Place,
  visit: (place: Place) => readonly Place[],
): Promise<void> {
  const places = [first];
  for (let place = places.pop(), count = 1; place !== undefined; place = places.pop(), count++) {
    for (const inner of visit(place)) places.push(inner);
    if (count % AT_ONCE === 0) await setImmediate();
  }
}

/** What is in a folder. */
export function list(folder: BytePath): Found[] {
  const path = onDisk(folder);
  try {
    const found = readdirSync(path, { withFileTypes: true, encoding: 'latin1' });
    return found.map(one => ({ name: one.name, kind: kindOf(one) }));
  } catch (error) {
    // Where the file system does not tell the kind, Node asks for it, and cannot with such names.
    if (!hasCode(error, 'ERR_INVALID_ARG_TYPE')) throw error;
    const found = readdirSync(path, { withFileTypes: true, encoding: 'buffer' });
    return found.map(one => ({ name: one.name.toString('latin1'), kind: kindOf(one) }));
  }
}

export function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

function kindOf(found: Dirent<string> | Dirent<Buffer>): Found['kind'] {
  if (found.isFile()) return 'file';
  if (found.isDirectory()) return 'folder';
  return found.isSymbolicLink() ? 'link' : 'other';
}
