/**
 * Markdown as a terminal can show it. What GitHub shows folded is shown as its one line; links are their text, since where
 * they lead is on the page. No escape sequence of a text gets through.
 */
import { lexer, type Token, type Tokens } from 'marked';
import { hang, wrap } from '../../../shared/report/text/columns.ts';
import { oneLine, visible } from '../../../shared/report/text/visible.ts';
import { tableLines } from './table.ts';

export function markdownLines(text: string, columns: number): readonly string[] {
  const blocks = unfolded(lexer(text)).map(token => blockLines(token, columns));
  return blocks
    .filter(lines => lines.length > 0)
    .flatMap((lines, index) => (index === 0 ? lines : ['', ...lines]));
}

/** In place of `<details>` and what is in it its summary, as a paragraph. */
function unfolded(tokens: readonly Token[]): readonly Token[] {
  const shown: Token[] = [];
  let depth = 0;
  for (const token of tokens) {
    if (token.type === 'space') continue;
    if (token.type !== 'html') {
      if (depth === 0) shown.push(token);
      continue;
    }
    const summary = /<summary>(.*?)<\/summary>/s.exec(token.raw)?.[1];
    if (depth === 0 && summary !== undefined) shown.push({ type: 'text', raw: '', text: `▸ ${summary}` });
    depth += count(token.raw, /<details[\s>]/g) - count(token.raw, /<\/details>/g);
  }
  return shown;
}

function count(text: string, pattern: RegExp): number {
  return [...text.matchAll(pattern)].length;
}

function blockLines(token: Token, columns: number): readonly string[] {
  switch (token.type) {
    case 'list':
      return listLines(token, columns);
    case 'table':
      return isTable(token) ? tableLines(...cellsOf(token), columns) : [];
    case 'code':
      return visible(token.text)
        .split('\n')
        .map(line => `    ${line}`);
    case 'hr':
      return ['─'.repeat(columns)];
    default:
      return wrap(inline(token), columns);
  }
}

function isTable(token: Token): token is Tokens.Table {
  return token.type === 'table' && 'header' in token;
}

function listLines(token: Token, columns: number): readonly string[] {
  const items: readonly Token[] = 'items' in token && Array.isArray(token.items) ? token.items : [];
  return items.flatMap(item => hang('- ', inline(item), columns));
}

function cellsOf({ header, rows }: Tokens.Table): [readonly string[], readonly (readonly string[])[]] {
  return [header.map(cell => inlineOf(cell.tokens)), rows.map(row => row.map(cell => inlineOf(cell.tokens)))];
}

function inline(token: Token): string {
  if ('tokens' in token && token.tokens !== undefined) return inlineOf(token.tokens);
  if (token.type === 'codespan') return `\`${plain(token.text)}\``;
  if (token.type === 'html') return plain(token.raw);
  return 'text' in token && typeof token.text === 'string' ? plain(token.text) : '';
}

function inlineOf(tokens: readonly Token[]): string {
  return tokens.map(inline).join('');
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' };

/** On one line, without tags, with what entities mean. */
function plain(text: string): string {
  const untagged = text.replace(/<\/?[a-z][^>]*>/gi, '').replace(/<!--.*?-->/gs, '');
  const meant = untagged.replace(/&(?:#(\d{1,6})|([a-z]+));/g, (whole, digits?: string, name?: string) =>
    digits === undefined ? (ENTITIES[name ?? ''] ?? whole) : String.fromCodePoint(Number(digits)),
  );
  // A space at an edge parts it from what stands beside it.
  const [before, after] = [/^\s/.test(meant) ? ' ' : '', /\S\s+$/.test(meant) ? ' ' : ''];
  return `${before}${oneLine(meant)}${after}`;
}
