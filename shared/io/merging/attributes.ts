/**
 * Turns the committed `.gitattributes` files of a tree into the one `info/attributes` of a bare directory, so that a merge
 * without a work tree sees what a merge in one would see. Strings here hold one character per byte (`latin1`): attributes
 * and folders may be in any encoding.
 */

export interface CommittedAttributes {
  /** Without a slash at either end; the empty string is the root. */
  readonly folder: string;
  readonly text: string;
}

/** git 2.39.1 and later ignore longer lines, earlier ones do not: dropped here, so that all agree. */
const LONGEST_LINE = 2048;

const BYTE_ORDER_MARK = '\u00ef\u00bb\u00bf';

/** Later lines win, and a deeper file wins over its parents: so the deepest come last. */
export function joinAttributes(files: readonly CommittedAttributes[]): string {
  const lines: string[] = [];
  for (const { folder, text } of [...files].sort((a, b) => depth(a.folder) - depth(b.folder))) {
    const body = text.startsWith(BYTE_ORDER_MARK) ? text.slice(BYTE_ORDER_MARK.length) : text;
    for (const line of body.split('\n')) {
      if (line.length > LONGEST_LINE) continue;
      const moved = folder === '' ? line : moveLine(line, folder);
      if (moved !== null && moved.trim() !== '') lines.push(moved);
    }
  }
  return lines.map(line => `${line}\n`).join('');
}

function depth(folder: string): number {
  return folder === '' ? 0 : folder.split('/').length;
}

/** A line of a nested file as a line of the root's; null: git ignores such a line in a nested file. */
function moveLine(line: string, folder: string): string | null {
  const text = line.replace(/^[ \t\r]+/, '');
  if (text === '' || text.startsWith('#')) return null;
  const { pattern, rest } = splitPattern(text);
  const isMacro = pattern.startsWith('[attr]') && pattern.length > '[attr]'.length;
  if (isMacro || pattern.startsWith('!')) return null;
  return `${writePattern(movePattern(pattern, folder))} ${rest.trim()}`;
}

function splitPattern(text: string): { readonly pattern: string; readonly rest: string } {
  const quoted = readQuoted(text);
  if (quoted !== null) return { pattern: quoted.value, rest: text.slice(quoted.length) };
  const [pattern = ''] = /^[^ \t\r]*/.exec(text) ?? [];
  return { pattern, rest: text.slice(pattern.length) };
}

/** A pattern without a slash matches at any depth below its folder; one with a slash (but at its end) is anchored there. */
function movePattern(pattern: string, folder: string): string {
  const literal = folder.replace(/[*?[\\]/g, '\\$&').replace(/^!/, '\\!');
  if (pattern.startsWith('/')) return literal + pattern;
  const anchored = pattern.replace(/\/$/, '').includes('/');
  return anchored ? `${literal}/${pattern}` : `${literal}/**/${pattern}`;
}

function writePattern(pattern: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: git ends an unquoted pattern at a blank, and paths may hold controls.
  return /^#|[\x00-\x20"\x7f]/.test(pattern) ? writeQuoted(pattern) : pattern;
}

const ESCAPES: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
  '"': '"',
};

/** git's C-style quotes at the start of `text`, and how many characters they take; null: there are none, or they do not close. */
export function readQuoted(text: string): { readonly value: string; readonly length: number } | null {
  const found = /^"((?:[^"\\]|\\[abfnrtv\\"]|\\[0-3][0-7]{2})*)"/.exec(text);
  if (found === null) return null;
  const [all, inner = ''] = found;
  const value = inner.replace(/\\([0-3][0-7]{2}|.)/g, (_, code: string) =>
    code.length === 3 ? String.fromCharCode(Number.parseInt(code, 8)) : (ESCAPES[code] ?? code),
  );
  return { value, length: all.length };
}

/** Quotes as git reads them back. Bytes of other scripts stay as they are. */
export function writeQuoted(bytes: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the bytes that need the escape.
  const inner = bytes.replace(/["\\]/g, '\\$&').replace(/[\x00-\x1f\x7f]/g, control => {
    return `\\${control.charCodeAt(0).toString(8).padStart(3, '0')}`;
  });
  return `"${inner}"`;
}
