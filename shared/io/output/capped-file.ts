/**
 * A file that keeps the beginning and the end of what is written to it. The beginning is on disk as it comes. The end goes
 * round in a second file beside it, `<path>.end`, and is appended when the writing is over; only a crash leaves it there.
 */
import { closeSync, mkdirSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/** Bytes of the beginning, and of the end. */
export const LOG_CAP = 1024 * 1024;
const COPY = Buffer.allocUnsafeSlow(64 * 1024);

/** Appends: an attempt that was started again, and commands that share a log, follow each other. */
export class CappedFile {
  readonly #path: string;
  readonly #cap: number;
  readonly #head: number;
  #ring: number | null = null;
  #written = 0;
  #problem: string | null = null;

  /** Throws when the file cannot be written to. */
  constructor(path: string, cap = LOG_CAP) {
    this.#path = path;
    this.#cap = cap;
    mkdirSync(dirname(path), { recursive: true });
    this.#head = openSync(path, 'a', 0o600);
  }

  /** Never throws and never waits for a reader: a disk that is full costs the log, not the task. */
  write(chunk: Buffer): void {
    if (this.#problem !== null) return;
    this.#try(() => {
      const room = Math.max(0, this.#cap - this.#written);
      if (room > 0) writeAll(this.#head, chunk.subarray(0, room), null);
      const rest = chunk.subarray(room);
      if (rest.length > 0) this.#turn(rest, this.#written + chunk.length - rest.length - this.#cap);
      this.#written += chunk.length;
    });
  }

  /** Answers what went wrong with the file, if anything did. */
  close(): string | null {
    this.#try(() => this.#appendEnd());
    closeSync(this.#head);
    if (this.#ring !== null) {
      closeSync(this.#ring);
      rmSync(this.#ringPath, { force: true });
    }
    return this.#problem;
  }

  get #ringPath(): string {
    return `${this.#path}.end`;
  }

  /** `at`: how much went into the ring before. */
  #turn(chunk: Buffer, at: number): void {
    this.#ring ??= openSync(this.#ringPath, 'w+', 0o600);
    const last = chunk.subarray(Math.max(0, chunk.length - this.#cap));
    const from = (at + chunk.length - last.length) % this.#cap;
    const before = last.subarray(0, this.#cap - from);
    writeAll(this.#ring, before, from);
    writeAll(this.#ring, last.subarray(before.length), 0);
  }

  #appendEnd(): void {
    if (this.#ring === null) return;
    const turned = this.#written - this.#cap;
    const kept = Math.min(turned, this.#cap);
    const omitted = turned - kept;
    if (omitted > 0) {
      writeAll(this.#head, Buffer.from(`\n[braid: ${omitted.toLocaleString('en')} bytes left out]\n`), null);
    }
    for (let done = 0; done < kept; ) {
      const from = (omitted + done) % this.#cap;
      const length = readSync(
        this.#ring,
        COPY,
        0,
        Math.min(COPY.length, kept - done, this.#cap - from),
        from,
      );
      if (length === 0) throw new Error(`${this.#ringPath} was cut short`);
      writeAll(this.#head, COPY.subarray(0, length), null);
      done += length;
    }
  }

  #try(action: () => void): void {
    try {
      action();
    } catch (error) {
      this.#problem ??= error instanceof Error ? error.message : String(error);
    }
  }
}

function writeAll(file: number, bytes: Buffer, position: number | null): void {
  for (let done = 0; done < bytes.length; ) {
    done += writeSync(file, bytes, done, bytes.length - done, position === null ? null : position + done);
  }
}
