/**
 * Text that others wrote (titles, notes, output, paths) must not act on a terminal or deceive an eye: control characters,
 * bidi overrides and invisible characters become visible. Joiners stay where scripts and emoji need them, which is not beside
 * ASCII. Every renderer passes such text through here before its own escaping.
 */
const HIDDEN =
  /[\p{Cc}\p{Cs}\p{Bidi_Control}\u00ad\u115f\u1160\u180e\u200b\u2028\u2029\u2060-\u2064\u3164\ufeff\uffa0\ufff9-\ufffb\u{e0000}-\u{e007f}]|\u034f|(?<=^|[\0-\x7f])[\u200c\u200d]|[\u200c\u200d](?=[\0-\x7f]|$)/gu;

/** Keeps line breaks; a tab becomes four spaces. */
export function visible(text: string): string {
  return text
    .replace(/\r\n/g, '\n')
    .replace(/\t/g, '    ')
    .replace(HIDDEN, char => (char === '\n' ? char : picture(char)));
}

/** The same on one line, with single spaces. */
export function oneLine(text: string): string {
  return visible(text.replace(/\s+/g, ' ').trim());
}

/** The last lines of an output, for an excerpt. */
export function lastLines(text: string, count: number): readonly string[] {
  const lines = visible(text).split('\n');
  return lines.filter(line => line.trim() !== '').slice(-count);
}

/** The end of a long text, begun at the start of a line where there is one. */
export function ending(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const end = text.slice(-limit);
  return `…\n${end.slice(end.indexOf('\n') + 1)}`;
}

function picture(char: string): string {
  const code = char.codePointAt(0) ?? 0;
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  if (code === 0x7f) return '␡';
  if (code >= 0xd800 && code <= 0xdfff) return '\ufffd';
  return `[U+${code.toString(16).toUpperCase().padStart(4, '0')}]`;
}
