/**
 * What a name leads to in a repository, asked of one lasting `git cat-file`: a process for each question would cost far
 * more than the answer. Git looks up every name anew, and so sees what others have written since the last one.
 */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { Socket } from 'node:net';

export interface FoundObject {
  readonly sha: string;
  readonly type: string;
  /** Empty where they were not asked for. */
  readonly bytes: Buffer;
}

interface Question {
  readonly command: 'info' | 'contents';
  readonly name: string;
}

/** `code` is null when a signal ended it. */
type Said = { readonly found: FoundObject | null } | { readonly ended: { readonly code: number | null } };

/** Git gave up by itself. */
const FATAL = 128;

/** Asks one question after the other. The process keeps nobody from exiting while nothing is asked. */
export class ObjectReader {
  readonly #directory: string;
  readonly #environment: Readonly<Record<string, string>>;
  #process: CatFile | null = null;
  #last: Promise<unknown> = Promise.resolve();
  #closed = false;

  constructor(directory: string, environment: Readonly<Record<string, string>>) {
    this.#directory = directory;
    this.#environment = environment;
  }

  /** null: the name leads nowhere, or to more than one object. */
  async find(name: string): Promise<FoundObject | null> {
    return this.#ask({ command: 'info', name });
  }

  async read(name: string): Promise<FoundObject | null> {
    return this.#ask({ command: 'contents', name });
  }

  /** What was asked is answered; the process has ended. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#last;
    await this.#process?.end();
  }

  async #ask(question: Question): Promise<FoundObject | null> {
    if (this.#closed) throw new Error(`${this.#directory} is closed`);
    // The one ends a question, the other would make two lines of the answer that there is no such object.
    if (/[\0\n]/.test(question.name)) return null;
    const answer = this.#last.then(() => this.#answer(question));
    this.#last = answer.catch(() => undefined);
    return answer;
  }

  async #answer(question: Question): Promise<FoundObject | null> {
    for (const again of [true, false]) {
      this.#process ??= new CatFile(this.#directory, this.#environment);
      const said = await this.#process.ask(question);
      if ('found' in said) return said.found;
      this.#process = null;
      // Some names end git, as `main@{upstream}` does in a repository that has none: they lead nowhere.
      if (said.ended.code === FATAL) return null;
      if (!again) break;
    }
    throw new Error(`git cat-file in ${this.#directory} was ended twice before it answered`);
  }
}

class CatFile {
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #closed: Promise<void>;
  #ended: Said | null = null;
  #asked: { take(chunk: Buffer): void; settle(said: Said): void; fail(error: Error): void } | null = null;

  constructor(directory: string, environment: Readonly<Record<string, string>>) {
    this.#child = spawn('git', ['cat-file', '--batch-command', '-z'], {
      cwd: directory,
      env: environment,
      // Out of reach of a Ctrl-C in the terminal, which is for whoever closes this.
      detached: true,
    });
    this.#hold(false);
    // It may end before it has read the question.
    this.#child.stdin.on('error', () => undefined);
    this.#child.stderr.resume();
    this.#child.stdout.on('data', (chunk: Buffer) => this.#asked?.take(chunk));
    this.#child.on('error', error =>
      this.#asked?.fail(new Error(`git cat-file could not be started: ${error.message}`, { cause: error })),
    );
    this.#closed = new Promise(resolve => {
      this.#child.on('close', code => {
        this.#ended = { ended: { code } };
        this.#asked?.settle(this.#ended);
        resolve();
      });
    });
  }

  async ask(question: Question): Promise<Said> {
    if (this.#ended !== null) return this.#ended;
    this.#hold(true);
    try {
      return await new Promise<Said>((settle, fail) => {
        const answer = new Answer(question);
        const take = (chunk: Buffer): void => {
          const found = answer.take(chunk);
          if (found !== undefined) settle({ found });
        };
        this.#asked = { take, settle, fail };
        this.#child.stdin.write(`${question.command} ${question.name}\0`);
      });
    } finally {
      this.#asked = null;
      this.#hold(false);
    }
  }

  async end(): Promise<void> {
    this.#hold(true);
    this.#child.stdin.end();
    await this.#closed;
  }

  /** Whether this program waits for it before it exits. */
  #hold(held: boolean): void {
    const { stdin, stdout, stderr } = this.#child;
    const pipes = [stdin, stdout, stderr].filter(pipe => pipe instanceof Socket);
    for (const handle of [this.#child, ...pipes]) {
      if (held) handle.ref();
      else handle.unref();
    }
  }
}

/** `<id> <type> <size>` and, for contents, as many bytes and a line's end; anything else says that there is none. */
class Answer {
  readonly #question: Question;
  #chunks: Buffer[] = [];
  #length = 0;
  /** As long as it is shorter there is nothing to read: large contents come in many chunks. */
  #least = 0;

  constructor(question: Question) {
    this.#question = question;
  }

  /** undefined: there is more to come. */
  take(chunk: Buffer): FoundObject | null | undefined {
    this.#chunks.push(chunk);
    this.#length += chunk.length;
    if (this.#length < this.#least) return undefined;
    const output = Buffer.concat(this.#chunks);
    this.#chunks = [output];
    return this.#read(output);
  }

  #read(output: Buffer): FoundObject | null | undefined {
    const line = output.indexOf('\n');
    if (line < 0) return undefined;
    const [, sha, type, size] =
      /^([0-9a-f]{40,}) ([a-z]+) (\d+)$/.exec(output.toString('utf8', 0, line)) ?? [];
    if (sha === undefined || type === undefined) return null;
    if (this.#question.command === 'info') return { sha, type, bytes: Buffer.alloc(0) };
    const [from, to] = [line + 1, line + 1 + Number(size)];
    this.#least = to + 1;
    return output.length < this.#least ? undefined : { sha, type, bytes: output.subarray(from, to) };
  }
}
