/** Laying out text in a terminal by the columns it takes there, which are not its characters. For text without escape sequences. */
import stringWidth from 'string-width';

const PLAIN = /^[\x20-\x7e]*$/;
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

export function width(text: string): number {
  return PLAIN.test(text) ? text.length : stringWidth(text);
}

/** At most `columns` wide; what is missing is marked with `…`. */
export function cut(text: string, columns: number): string {
  if (width(text) <= columns) return text;
  return columns < 1 ? '' : `${head(text, columns - 1)}…`;
}

export function pad(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - width(text)));
}

export function padStart(text: string, columns: number): string {
  return ' '.repeat(Math.max(0, columns - width(text))) + text;
}

/** The widest of the texts, or `most`. */
export function widest(texts: readonly string[], most: number): number {
  return Math.min(most, Math.max(0, ...texts.map(width)));
}

/** Lines of at most `columns`, broken between words; a word that is too wide is broken inside. */
export function wrap(text: string, columns: number): readonly string[] {
  const room = Math.max(8, columns);
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    let rest = line === '' ? word : `${line} ${word}`;
    if (width(rest) > room && line !== '') {
      lines.push(line);
      rest = word;
    }
    while (width(rest) > room) {
      const part = head(rest, room) || rest;
      lines.push(part);
      rest = rest.slice(part.length);
    }
    line = rest;
  }
  return [...lines, line];
}

/** Wrapped text after a prefix of the given width, later lines indented under the first. */
export function hang(prefix: string, text: string, columns: number): readonly string[] {
  const indent = width(prefix);
  return wrap(text, columns - indent).map((line, index) =>
    index === 0 ? `${prefix}${line}`.trimEnd() : ' '.repeat(indent) + line,
  );
}

function head(text: string, columns: number): string {
  if (PLAIN.test(text)) return text.slice(0, columns);
  let taken = '';
  let used = 0;
  for (const { segment } of graphemes.segment(text)) {
    used += width(segment);
    if (used > columns) break;
    taken += segment;
  }
  return taken;
}
