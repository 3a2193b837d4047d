/**
 * Output as a person sees it: lines without escape sequences, of a progress bar its last state. A flood, of which nobody
 * reads more than the end, has a credit of lines; when that is used up, what came last is looked at 20 times a second.
 */
import { StringDecoder } from 'node:string_decoder';
import { stripVTControlCharacters } from 'node:util';

/** So many lines may come at once. */
const CREDIT = 20_000;
const CREDIT_A_SECOND = 1_000;
/** Always looked at, for the tail needs them. */
const LAST_LINES = 20;
const LOOK_MS = 50;
/** Bytes that wait for the next look. */
const HELD = 16 * 1024;
/** Characters of a line that are kept: its end. */
export const LONGEST_LINE = 4096;
const NEWLINE = 0x0a;

export class OutputLines {
  readonly #onLine: (line: string) => void;
  #decoder = new StringDecoder('utf8');
  #open = '';
  #credit = CREDIT;
  #refilled = performance.now();
  /** Made when first needed. */
  #held = Buffer.alloc(0);
  #holding = 0;
  /** What is held begins anywhere in a line. */
  #torn = false;
  #timer: NodeJS.Timeout | null = null;

  constructor(onLine: (line: string) => void) {
    this.#onLine = onLine;
  }

  /** The chunk is not kept. */
  feed(chunk: Buffer): void {
    const now = performance.now();
    this.#credit = Math.min(CREDIT, this.#credit + ((now - this.#refilled) * CREDIT_A_SECOND) / 1000);
    this.#refilled = now;
    if (this.#credit >= 1 && this.#holding === 0) this.#take(chunk);
    else this.#hold(chunk);
  }

  /** The last line needs no newline. */
  end(): void {
    this.#look();
    const rest = this.#open + this.#decoder.end();
    this.#open = '';
    if (rest !== '') this.#onLine(visible(rest));
  }

  #take(bytes: Buffer): void {
    const lines = (this.#open + this.#decoder.write(bytes)).split('\n');
    this.#open = unfinished(lines.pop() ?? '');
    const allowed = Math.max(Math.floor(this.#credit), LAST_LINES);
    const shown = lines.slice(-allowed);
    this.#credit -= shown.length;
    for (const line of shown) this.#onLine(visible(line));
  }

  #hold(chunk: Buffer): void {
    if (this.#held.length === 0) this.#held = Buffer.allocUnsafeSlow(HELD);
    this.#timer ??= setTimeout(() => this.#look(), LOOK_MS).unref();
    const last = chunk.subarray(-HELD);
    const surplus = this.#holding + last.length - HELD;
    if (surplus > 0 || last.length < chunk.length) {
      this.#torn = true;
      // What is dropped here may hold half a character and the beginning of the open line.
      this.#decoder = new StringDecoder('utf8');
      this.#open = '';
      this.#held.copyWithin(0, Math.max(0, surplus), this.#holding);
      this.#holding = Math.max(0, this.#holding - Math.max(0, surplus));
    }
    last.copy(this.#held, this.#holding);
    this.#holding += last.length;
  }

  #look(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    const held = this.#held.subarray(0, this.#holding);
    this.#holding = 0;
    // The whole, if there is no line's end in it.
    const from = this.#torn ? held.indexOf(NEWLINE) + 1 : 0;
    this.#torn = false;
    if (held.length > 0) this.#take(held.subarray(from));
  }
}

/** Bounds what an unfinished line keeps. A return at its end may be half of a line's end. */
function unfinished(line: string): string {
  const state = lastState(line);
  const kept = state.length > 2 * LONGEST_LINE ? state.slice(-LONGEST_LINE) : state;
  return line.endsWith('\r') ? `${kept}\r` : kept;
}

/** What stands after the last return that something follows. By hand: a pattern takes the square of many returns. */
function lastState(line: string): string {
  let end = line.length;
  while (line[end - 1] === '\r') end--;
  return line.slice(end === 0 ? 0 : line.lastIndexOf('\r', end - 1) + 1, end);
}

const ESCAPE = String.fromCharCode(27);
const BELL = String.fromCharCode(7);
/** What begins a sequence; the second is the same in one character. */
const INTRODUCER = new RegExp(`[${ESCAPE}${String.fromCharCode(0x9b)}]`);
/** Titles, links, and the like: up to a bell or `ESC \`. The function of Node leaves those that hold a space. */
const STRING_SEQUENCE = new RegExp(`${ESCAPE}[\\]PX^_][^${ESCAPE}${BELL}]*(?:${BELL}|${ESCAPE}\\\\)?`, 'g');
const CONTROL = /[^\P{Cc}\t]/gu;

/** One line without what a terminal would not show. */
export function visible(line: string): string {
  const state = lastState(line).slice(-LONGEST_LINE);
  if (!INTRODUCER.test(state)) return state.replace(CONTROL, '');
  return stripVTControlCharacters(state.replace(STRING_SEQUENCE, '')).replace(CONTROL, '');
}

const TAIL_LINES = 20;
const TAIL_BYTES = 4096;

/** The last lines, for a report. */
export class Tail {
  readonly #lines: string[] = [];

  push(line: string): void {
    this.#lines.push(line);
    if (this.#lines.length > TAIL_LINES) this.#lines.shift();
  }

  text(): string {
    const bytes = Buffer.from(this.#lines.join('\n').trimEnd());
    if (bytes.length <= TAIL_BYTES) return bytes.toString();
    // A character that is cut in two would become a replacement character.
    let from = bytes.length - TAIL_BYTES;
    while (((bytes[from] ?? 0) & 0xc0) === 0x80) from++;
    return bytes.subarray(from).toString();
  }
}
