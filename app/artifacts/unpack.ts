/**
 * Unpacks the zip of an artifact, which comes from a machine where anybody's code ran: only files of known names, only at its top,
 * each once, none larger than it may be. Whatever else a zip can hold is passed over, or refuses all of it.
 */
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Entry, openPromise, type ZipFile } from 'yauzl';

/** Why an artifact is not taken, in words for a person. */
export class Refused extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'Refused';
  }
}

/** So many bytes may still be written, by all artifacts together. */
export class Allowance {
  #left: number;

  constructor(bytes: number) {
    this.#left = bytes;
  }

  /** Throws {@link Refused} when there are not so many. */
  take(bytes: number): void {
    if (bytes > this.#left) throw new Refused('all artifacts together are larger than they may be');
    this.#left -= bytes;
  }

  /** What was written is gone again. */
  give(bytes: number): void {
    this.#left += bytes;
  }
}

export interface Unpacking {
  readonly zip: string;
  /** Made when it is not there; nothing else is in it. */
  readonly folder: string;
  /** How large each known file may be, in bytes. */
  readonly files: ReadonlyMap<string, number>;
  /** Told how many bytes are about to be written; may throw {@link Refused}. */
  readonly take: (bytes: number) => void;
}

/** Braid's own has three. */
const MOST_ENTRIES = 1_000;

/** Throws {@link Refused}; then what is in the folder means nothing. */
export async function unpack({ zip, folder, files, take }: Unpacking): Promise<void> {
  const archive = await readable(() => openPromise(zip, { autoClose: false, strictFileNames: true }));
  try {
    if (archive.entryCount > MOST_ENTRIES)
      throw new Refused(`it holds ${archive.entryCount} files, expected at most ${MOST_ENTRIES}`);
    const entries = await readable(() => knownEntries(archive, files));
    await mkdir(folder, { recursive: true });
    for (const [name, entry] of entries) {
      const limit = files.get(name) ?? 0;
      require(name, entry, limit);
      const content = await readable(() => archive.openReadStreamPromise(entry));
      await readable(() => pipeline(content, counting(name, limit, take), fresh(join(folder, name))));
    }
  } finally {
    archive.close();
  }
}

async function knownEntries(
  archive: ZipFile,
  files: ReadonlyMap<string, number>,
): Promise<ReadonlyMap<string, Entry>> {
  const found = new Map<string, Entry>();
  for await (const entry of archive.eachEntry()) {
    const name = entry.fileName;
    if (!files.has(name)) continue;
    if (found.has(name)) throw new Refused(`it holds \`${name}\` twice`);
    found.set(name, entry);
  }
  return found;
}

const UNIX = 3;
const KIND = 0o170000;
const REGULAR = 0o100000;

/** Before anything of it is written. */
function require(name: string, entry: Entry, limit: number): void {
  const mode = entry.versionMadeBy >>> 8 === UNIX ? (entry.externalFileAttributes >>> 16) & KIND : 0;
  if (mode !== 0 && mode !== REGULAR) throw new Refused(`\`${name}\` is no file`);
  if (entry.isEncrypted()) throw new Refused(`\`${name}\` is encrypted`);
  if (!entry.canDecodeFileData()) throw new Refused(`\`${name}\` is packed in a way that is not known`);
  if (entry.uncompressedSize > limit) throw tooLarge(name, limit);
}

function counting(name: string, limit: number, take: (bytes: number) => void): Transform {
  let written = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      try {
        written += chunk.length;
        if (written > limit) throw tooLarge(name, limit);
        take(chunk.length);
        done(null, chunk);
      } catch (error) {
        done(error instanceof Error ? error : new Error(String(error)));
      }
    },
  });
}

/** Over nothing that is there, and through no link. */
function fresh(path: string) {
  return createWriteStream(path, { flags: 'wx', mode: 0o600 });
}

function tooLarge(name: string, limit: number): Refused {
  return new Refused(`\`${name}\` is larger than ${limit} bytes`);
}

/** An error of this machine, as a full disk, has a code; what the zip is to blame for has none, or one of zlib. */
async function readable<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof Refused || !(error instanceof Error)) throw error;
    if ('syscall' in error) throw error;
    throw new Refused(`it is no zip that can be read: ${error.message.slice(0, 200)}`);
  }
}
