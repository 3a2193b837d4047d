/**
 * Takes what an attempt prints, as fast as it comes, in memory that does not grow with it: secrets masked, the log on disk
 * capped, the lines for the live display, and the tail for the report. Writing is synchronous: nothing queues up, and the
 * child is slowed down by the disk alone.
 */
import { CappedFile } from './capped-file.ts';
import { OutputLines, Tail } from './output-lines.ts';
import { SecretMask } from './secret-mask.ts';

export interface OutputLogOptions {
  /** The log's file; it is appended to. */
  readonly path: string;
  /** Never to be seen in the log, the lines or the tail. */
  readonly secrets: readonly string[];
  /** In a flood not all lines come. */
  readonly onLine: (line: string) => void;
}

export class OutputLog {
  readonly #file: CappedFile;
  readonly #lines: OutputLines;
  readonly #mask: SecretMask;
  readonly #tail = new Tail();

  /** Throws when the file cannot be written to. */
  constructor({ path, secrets, onLine }: OutputLogOptions) {
    this.#file = new CappedFile(path);
    this.#mask = new SecretMask(secrets);
    this.#lines = new OutputLines(line => {
      this.#tail.push(line);
      onLine(line);
    });
  }

  /** The chunk is not kept. */
  write(chunk: Buffer): void {
    this.#take(this.#mask.pass(chunk));
  }

  /** The last lines: at most 20 and 4 KB. `remarks` are Braid's own, and come last. */
  close(remarks: readonly string[]): string {
    this.#take(this.#mask.end());
    this.#lines.end();
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
}
