/** A text with line numbers: turns offsets into places with an excerpt. */
import { LineCounter } from 'yaml';
import type { ExcerptLine, Place } from '../diagnostic.ts';

/** An excerpt shows at most this much of a line. */
const WIDTH = 100;

export class Source {
  readonly text: string;
  readonly file: string;
  readonly #lines = new LineCounter();

  constructor(text: string, file: string) {
    this.text = text;
    this.file = file;
    this.#lines.addNewLine(0);
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1))
      this.#lines.addNewLine(at + 1);
  }

  /** The place of the characters from `start` to before `end`, cut at the end of the first line. */
  place(start: number, end: number): Place {
    const { line, col: column } = this.#lines.linePos(Math.min(Math.max(start, 0), this.text.length));
    const text = this.lineText(line);
    if (this.text.trim() === '') return { file: this.file, line: 1, column: 1, length: 1, excerpt: [] };
    const length = Math.max(1, Math.min(end - start, text.trimEnd().length - column + 1));
    const marked = window(line, text, column - 1);
    const excerpt = line > 1 ? [window(line - 1, this.lineText(line - 1), 0), marked] : [marked];
    return { file: this.file, line, column, length, excerpt };
  }

  lineOf(offset: number): number {
    return this.#lines.linePos(Math.min(offset, this.text.length)).line;
  }

  /** Where the line begins, and its text without the line break. */
  startOf(line: number): number {
    return this.#lines.lineStarts[line - 1] ?? this.text.length;
  }

  lineText(line: number): string {
    const next = this.#lines.lineStarts[line];
    const text = this.text.slice(this.startOf(line), next === undefined ? undefined : next - 1);
    return text.endsWith('\r') ? text.slice(0, -1) : text;
  }
}

/** The part of a line around an offset. */
function window(line: number, text: string, offset: number): ExcerptLine {
  if (text.length <= WIDTH) return { line, text };
  const wanted = Math.max(0, Math.min(offset - WIDTH / 2, text.length - WIDTH));
  const from = isLowSurrogate(text, wanted) ? wanted - 1 : wanted;
  const until = isLowSurrogate(text, from + WIDTH) ? from + WIDTH - 1 : from + WIDTH;
  const cut = `${from > 0 ? '…' : ''}${text.slice(from, until)}${until < text.length ? '…' : ''}`;
  return { line, text: cut, start: from > 0 ? from : 1 };
}

function isLowSurrogate(text: string, at: number): boolean {
  return /[\udc00-\udfff]/.test(text.charAt(at));
}
