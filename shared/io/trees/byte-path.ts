/**
 * Paths as strings with one character per byte (`latin1`): names in a task's tree may be in any encoding or in none, and
 * a name that was decoded and encoded again may be another one.
 */
import { readQuoted, writeQuoted } from '../merging/attributes.ts';

export type BytePath = string & { readonly brand: 'BytePath' };

export function bytePath(path: string): BytePath {
  return Buffer.from(path).toString('latin1') as BytePath;
}

export function within(folder: BytePath, name: string): BytePath {
  return `${folder}/${name}` as BytePath;
}

/** What the functions of `node:fs` take. */
export function onDisk(path: BytePath): Buffer {
  return Buffer.from(path, 'latin1');
}

/** For people and for globs: bytes that are no UTF-8 are replaced. */
export function shown(path: BytePath): string {
  return onDisk(path).toString('utf8');
}

/** A path as git prints it without `-z`: quoted when it holds anything but plain ASCII. */
export function readPrinted(printed: string): BytePath {
  return (readQuoted(printed)?.value ?? printed) as BytePath;
}

/** The inverse of {@link readPrinted}: every byte that is not plain ASCII by its number. */
export function printed(path: string): string {
  return writeQuoted(path).replace(
    /[\x80-\xff]/g,
    byte => `\\${byte.charCodeAt(0).toString(8).padStart(3, '0')}`,
  );
}
