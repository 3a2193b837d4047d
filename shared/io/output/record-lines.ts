/**
 * Output that is for programs, one record a line: every line is handed on whole, however fast they come, and what it is
 * translated to goes where people look. A line that is too long is left out, so that memory does not grow with it.
 */
import type { OutputLines } from './output-lines.ts';
import { SecretMask } from './secret-mask.ts';

/** Bytes. Agents print whole files in one line, and pictures. */
export const LONGEST_RECORD = 1024 * 1024;
const NEWLINE = 0x0a;
const TOO_LONG = `braid: a line of over ${LONGEST_RECORD / 1024 / 1024} MB was left out`;

export class RecordLines {
  readonly #translate: (line: string) => string | null;
  readonly #shown: OutputLines;
  /** Once more: a record can spell a secret in another way than it was masked in. */
  readonly #mask: SecretMask;
  #parts: Buffer[] = [];
  #length = 0;

  constructor(secrets: readonly string[], translate: (line: string) => string | null, shown: OutputLines) {
    this.#mask = new SecretMask(secrets);
    this.#translate = translate;
    this.#shown = shown;
  }

  /** The chunk is not kept. */
  feed(chunk: Buffer): void {
    let from = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, from)) {
      this.#add(chunk.subarray(from, end));
      this.#finish();
      from = end + 1;
    }
    this.#add(chunk.subarray(from));
  }

  /** The last line needs no newline. */
  end(): void {
    if (this.#length > 0) this.#finish();
    this.#shown.end();
  }

  #add(part: Buffer): void {
    this.#length += part.length;
    if (this.#length > LONGEST_RECORD) this.#parts = [];
    else if (part.length > 0) this.#parts.push(Buffer.from(part));
  }

  #finish(): void {
    const text =
      this.#length > LONGEST_RECORD ? TOO_LONG : this.#translate(Buffer.concat(this.#parts).toString());
    this.#parts = [];
    this.#length = 0;
    if (text !== null) this.#shown.feed(this.#mask.pass(Buffer.from(`${text}\n`)));
  }
}
