/**
 * Reads a text that a person wrote, bounded and only from a regular file. A file named inside of the repository must lie
 * there, links followed: else a change request could have any file of the machine shown in a report, or sent to a backend.
 */
import { constants } from 'node:fs';
import { type FileHandle, open, realpath } from 'node:fs/promises';
import { dirname, relative, sep } from 'node:path';

export type TextFile =
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'unreadable';
      /** `missing-file`, `not-a-file`, `outside-repository`, `too-large`, `not-utf8`, `unreadable-file` */
      readonly code: string;
      /** Follows "found". */
      readonly found: string;
      readonly hint: string;
      /** 1-based; 1 where no line is meant. */
      readonly line: number;
    };

export interface ReadOptions {
  /** In bytes. */
  readonly limit: number;
  /** The work tree; null: none. */
  readonly root: string | null;
  /** Whether the file must lie in the work tree, however it is named. */
  readonly inside: boolean;
}

export async function readTextFile(path: string, options: ReadOptions): Promise<TextFile> {
  try {
    const real = await realpath(path);
    if (await leadsOut(path, real, options)) {
      return unreadable(
        'outside-repository',
        'one outside of it, behind a link',
        'put the file itself there, not a link',
      );
    }
    // Not to wait for somebody who writes to a named pipe.
    const handle = await open(real, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW);
    try {
      return await readHandle(handle, options.limit);
    } finally {
      await handle.close();
    }
  } catch (problem) {
    return refused(problem);
  }
}

async function leadsOut(path: string, real: string, { root, inside }: ReadOptions): Promise<boolean> {
  if (root === null) return inside;
  const realRoot = await realpath(root);
  if (contains(realRoot, real)) return false;
  return inside || (await isNamedIn(realRoot, path));
}

/** Files of git itself are none of the repository's: they may hold a token. */
function contains(root: string, path: string): boolean {
  const steps = relative(root, path).split(sep);
  return steps[0] !== '..' && steps[0] !== '' && !steps.some(step => step.toLowerCase() === '.git');
}

/** Whether one of the folders on the way, as it is named, is the root. */
async function isNamedIn(root: string, path: string): Promise<boolean> {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    if ((await realpath(folder)) === root) return true;
    if (dirname(folder) === folder) return false;
  }
}

async function readHandle(handle: FileHandle, limit: number): Promise<TextFile> {
  const info = await handle.stat();
  if (!info.isFile()) {
    const found = info.isDirectory() ? 'a directory' : 'a pipe or a device';
    return unreadable('not-a-file', found, 'name a file');
  }
  const tooLarge = unreadable('too-large', 'a file over 1 MB', 'make it smaller');
  if (info.size > limit) return tooLarge;
  const buffer = Buffer.alloc(limit + 1);
  let length = 0;
  for (let count = -1; count !== 0 && length <= limit; length += count) {
    count = (await handle.read(buffer, length, limit + 1 - length)).bytesRead;
  }
  return length > limit ? tooLarge : decode(buffer.subarray(0, length));
}

function decode(bytes: Uint8Array): TextFile {
  try {
    return { kind: 'text', text: strictly(bytes) };
  } catch {
    const hint = 'save it as UTF-8';
    return { ...unreadable('not-utf8', 'bytes that are not UTF-8', hint), line: firstBadLine(bytes) };
  }
}

/** No character of UTF-8 but the line break has the byte of one. */
function firstBadLine(bytes: Uint8Array): number {
  for (let line = 1, start = 0; ; line++) {
    const end = bytes.indexOf(0x0a, start);
    try {
      strictly(bytes.subarray(start, end < 0 ? undefined : end));
    } catch {
      return line;
    }
    if (end < 0) return line;
    start = end + 1;
  }
}

/** Throws on what is not UTF-8; leaves out a byte order mark. */
function strictly(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
}

function refused(problem: unknown): TextFile {
  const code = problem instanceof Error && 'code' in problem ? String(problem.code) : String(problem);
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return unreadable('missing-file', 'no such file', 'check the name');
    case 'EACCES':
    case 'EPERM':
      return unreadable('unreadable-file', 'one that may not be read', 'check its permissions');
    case 'ELOOP':
      return unreadable('unreadable-file', 'a link that leads to itself', 'put the file itself there');
    case 'ENXIO':
      return unreadable('not-a-file', 'a socket or a device', 'name a file');
    default:
      return unreadable('unreadable-file', `one that cannot be read (${code})`, 'check the file');
  }
}

function unreadable(code: string, found: string, hint: string): Extract<TextFile, { kind: 'unreadable' }> {
  return { kind: 'unreadable', code, found, hint, line: 1 };
}
