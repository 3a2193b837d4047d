/**
 * Reads git's index for what git itself does not use: times to the nanosecond. Most builds of git compare whole seconds, and
 * compare contents where that is not enough. So a change of permissions in the second in which a file was written is
 * no change for them, and the next task would find it.
 */
import { lstatSync, readFileSync, statSync } from 'node:fs';
import { type BytePath, bytePath, onDisk, within } from '../byte-path.ts';

/** Sizes in bytes: the header, and of an entry what comes before the object's id. */
const HEADER = 12;
const TIMES_AND_SIZE = 40;

/** Flags: two more bytes of them follow, and the length of the name, where it fits. */
const EXTENDED = 0x4000;
const LENGTH = 0x0fff;

const SUBMODULE = 0o160000;

/** Files written in the last second before the index was, and touched since. `idSize`: of an object's id, in bytes. */
export function touchedAtOnce(index: string, tree: string, idSize: number): BytePath[] {
  const written = Math.floor(statSync(index).mtimeMs / 1000);
  const root = bytePath(tree);
  const touched: BytePath[] = [];
  for (const entry of entriesSince(readFileSync(index), written, idSize)) {
    const path = within(root, entry.name);
    const found = lstatSync(onDisk(path), { bigint: true, throwIfNoEntry: false });
    if (found !== undefined && found.ctimeNs !== entry.changed) touched.push(path);
  }
  return touched;
}

/** Everything but submodules. */
export function indexEntries(index: string, idSize: number): Iterable<IndexEntry> {
  return entriesSince(readFileSync(index), 0, idSize);
}

export interface IndexEntry {
  /** Relative to the tree, one character per byte. */
  readonly name: string;
  /** Nanoseconds since 1970. */
  readonly changed: bigint;
}

/** Those that changed in this second or later. The format is git's `gitformat-index`, version 2 or 3. */
function* entriesSince(index: Buffer, second: number, idSize: number): Generator<IndexEntry> {
  const [version, count] = [index.readUInt32BE(4), index.readUInt32BE(8)];
  if (version > 3) throw new Error(`expected an index of version 2 or 3, found ${version}`);
  for (let at = HEADER, seen = 0; seen < count; seen++) {
    const flags = index.readUInt16BE(at + TIMES_AND_SIZE + idSize);
    const start = at + TIMES_AND_SIZE + idSize + ((flags & EXTENDED) === 0 ? 2 : 4);
    const length = flags & LENGTH;
    const end = length < LENGTH ? start + length : index.indexOf(0, start);
    const seconds = index.readUInt32BE(at);
    if (seconds >= second && index.readUInt32BE(at + 24) >>> 12 !== SUBMODULE >>> 12) {
      const changed = BigInt(seconds) * 1_000_000_000n + BigInt(index.readUInt32BE(at + 4));
      yield { name: index.toString('latin1', start, end), changed };
    }
    // From one to eight zeros end an entry, so that the next begins at a multiple of eight.
    at += Math.floor((end - at + 8) / 8) * 8;
  }
}
