/**
 * Takes what an attempt prints, as fast as it comes, in memory that does not grow with it: secrets masked, the log on disk
 * capped, the lines for the live display, and the tail for the report. Writing is synchronous: nothing queues up, and the
 * child is slowed down by the disk alone.
 */
import { CappedFile } from './capped-file.ts';
import { OutputLines, Tail } from './output-lines.ts';
import { RecordLines } from './record-lines.ts';
import { SecretMask } from './secret-mask.ts';

export interface OutputLogOptions {
  /** The log's file; it is appended to. */
  readonly path: string;
  /** Never to be seen in the log, the lines or the tail. */
  readonly secrets: readonly string[];
  /** In a flood not all lines come. */
  readonly onLine: (line: string) => void;
  /** Makes what a person sees of a line that is for programs, see {@link OutputLog.writeRecords}; null: nothing is. */
  readonly translate?: ((line: string) => string | null) | null;
}

export class OutputLog {
  readonly #file: CappedFile;
  readonly #lines: OutputLines;
  readonly #mask: SecretMask;
  readonly #tail = new Tail();
  readonly #records: RecordLines;
  readonly #recordMask: SecretMask;

  /** Throws when the file cannot be written to. */
  constructor({ path, secrets, onLine, translate = null }: OutputLogOptions) {
    this.#file = new CappedFile(path);
    this.#mask = new SecretMask(secrets);
    this.#recordMask = new SecretMask(secrets);
    const mask = new SecretMask(secrets);
    const show = (line: string) => {
      // Once more: what a terminal would not show may have stood inside of a secret.
      const clean = mask.text(line);
      this.#tail.push(clean);
      onLine(clean);
    };
    this.#lines = new OutputLines(show);
    this.#records = new RecordLines(secrets, translate ?? (line => line), new OutputLines(show));
  }

  /** The chunk is not kept. */
  write(chunk: Buffer): void {
    this.#take(this.#mask.pass(chunk));
  }

  /** What is for programs: the file gets it as it is, the lines and the tail what it was translated to. */
  writeRecords(chunk: Buffer): void {
    this.#takeRecords(this.#recordMask.pass(chunk));
  }

  /** The last lines: at most 20 and 4 KB. `remarks` are Braid's own, and come last. */
  close(remarks: readonly string[]): string {
    this.#take(this.#mask.end());
    this.#lines.end();
    this.#takeRecords(this.#recordMask.end());
    this.#records.end();
    for (const remark of remarks) {
      this.#file.write(Buffer.from(`${remark}\n`));
      this.#tail.push(remark);
    }
    const problem = this.#file.close();
    if (problem !== null) this.#tail.push(`braid: the log is not complete: ${problem}`);
    return this.#tail.text();
  }

  #take(bytes: Buffer): void {
    this.#file.write(bytes);
    this.#lines.feed(bytes);
  }

  #takeRecords(bytes: Buffer): void {
    this.#file.write(bytes);
    this.#records.feed(bytes);
  }
}
