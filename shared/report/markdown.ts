/**
 * Markdown as GitHub reads it. Texts that others wrote must not format, link, ping, close an issue or break a table, so they
 * come in through `escapeMarkdown`, `code`, `prose` or `fence`. Escapes are entities: unlike backslashes they hold in HTML too.
 */
import { ending, lastLines, oneLine, visible } from './text/visible.ts';
import { plural } from './units.ts';

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
/** Invisible and without width: GitHub looks for mentions and links in the rendered text, where an entity is no obstacle. */
const BREAK = '&#8203;';

/** Text inside a line. */
export function escapeMarkdown(text: string): string {
  return oneLine(text)
    .replace(/[&<>|\\`*[\]~$]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g, entity)
    .replace(/@/g, `@${BREAK}`)
    .replace(/(?<!&)#(?=\w)/g, `#${BREAK}`)
    .replace(/\bGH-(?=\d)/gi, match => `${match.slice(0, 2)}${BREAK}-`)
    .replace(/:(?=\/\/|[\w+-]+:)/g, `:${BREAK}`)
    .replace(/www\./gi, match => `${match.slice(0, 3)}${BREAK}.`)
    .replace(/\b[0-9a-f]{7,64}\b/gi, hash)
    .replace(/^(?:[-+=#]|\d+(?=[.)](?:\s|$)))/, match => [...match].map(entity).join(''));
}

/** A code span. Backticks, pipes and backslashes mean something even in one: then it is written in HTML. */
export function code(text: string): string {
  const line = oneLine(text);
  if (line === '') return '';
  if (!/[`|\\]/.test(line)) return `\`${line}\``;
  // Between tags of HTML GitHub still links addresses.
  const escaped = line.replace(/[^A-Za-z0-9 .,/-]/gu, entity).replace(/&#64;|www(?=\.)/gi, `$&${BREAK}`);
  return `<code>${escaped}</code>`;
}

/** A sentence of Braid's own with commands and the like in backticks. */
export function prose(text: string): string {
  return oneLine(text)
    .split('`')
    .map((part, index, parts) => {
      const closed = index < parts.length - 1;
      if (index % 2 === 0) return spaced(part, escapeMarkdown);
      // Without its marks, what stands beside it would be one word.
      if (closed && part.trim() === '') return '&#96;&#96;';
      return closed ? spaced(part, code) : `&#96;${spaced(part, escapeMarkdown)}`;
    })
    .join('');
}

/** The last lines of an output, at most so many characters. */
export function excerpt(output: string, lines: number, characters = 4000): string {
  return fence(ending(lastLines(output, lines).join('\n'), characters));
}

/** A block of text as it is. */
export function fence(text: string, language = ''): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(match => match[0].length));
  const marks = '`'.repeat(longest + 1);
  return `${marks}${language}\n${visible(text).replace(/\n+$/, '')}\n${marks}`;
}

/** Cells are Markdown already. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`;
  return [line(head), `|${head.map(() => '---').join('|')}|`, ...rows.map(line)].join('\n');
}

/** A closed section; the summary is HTML or escaped text. */
export function details(summary: string, body: string): string {
  return `<details><summary>${summary}</summary>\n\n${body}\n\n</details>`;
}

export function bulletList(items: readonly string[]): string {
  return items.map(item => `- ${item}`).join('\n');
}

/** So many characters of a text, before it is escaped. */
export function clip(text: string, characters: number): string {
  return text.length <= characters ? text : `${text.slice(0, characters - 1).trimEnd()}…`;
}

/** Under a table that shows the first of its tasks only. */
export function missing(all: number, most: number): string {
  return all > most ? `\n\n… and ${plural(all - most, 'more task', 'more tasks')}.` : '';
}

/** The richest version that is at most `limit` bytes; each is whole, so nothing is cut inside a table or a fence. */
export function fitting(limit: number, versions: readonly (() => string)[]): string {
  let text = '';
  for (const version of versions) {
    text = version();
    if (byteLength(text) <= limit) return text;
  }
  const line = text.split('\n')[0] ?? '';
  return byteLength(line) <= limit ? line : '';
}

export function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}

function cell(text: string): string {
  return text.replace(/\s*\n\s*/g, ' ').replace(/\|/g, '&#124;');
}

/** GitHub links what looks like a commit, but not in code, where it can still be copied. What has no digit may be a word. */
function hash(text: string): string {
  return /\d/.test(text) ? `<code>${text}</code>` : `${text.slice(0, 1)}${BREAK}${text.slice(1)}`;
}

function entity(char: string): string {
  return ENTITIES[char] ?? `&#${char.codePointAt(0)};`;
}

/** Trimming is for whole texts: a part keeps the space at its sides. */
function spaced(part: string, write: (text: string) => string): string {
  const before = /^\s/.test(part) ? ' ' : '';
  const after = /\S\s+$/.test(part) ? ' ' : '';
  return before + write(part) + after;
}
