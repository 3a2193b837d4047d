/** The documents as the tests look at them: their fenced blocks, their tables, and what a comment before one calls it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

export const ROOT = join(import.meta.dirname, '../..');
export const CLI = join(ROOT, 'dist/cli/index.js');

export interface Page {
  /** From the root of the project. */
  readonly path: string;
  readonly text: string;
}

export interface Block {
  readonly language: string;
  /** From a comment just before it, such as `test: first-plan`; empty: there is none. */
  readonly mark: string;
  readonly text: string;
}

/** README and everything in `docs`. */
export const pages: readonly Page[] = ['README.md', ...markdownBelow('docs')].map(path => ({
  path,
  text: readFileSync(join(ROOT, path), 'utf8'),
}));

export const readme = page('README.md');

export function page(path: string): Page {
  const found = pages.find(each => each.path === path);
  if (found === undefined) throw new Error(`there is no ${path}`);
  return found;
}

function markdownBelow(folder: string): readonly string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && entry.name.endsWith('.md'))
    .map(entry => relative(ROOT, join(entry.parentPath, entry.name)))
    .sort();
}

export function blocks({ text }: Page): readonly Block[] {
  const fenced = /(?:<!-- (.+?) -->\n)?^```(\w*)\n([\s\S]*?)^```$/gm;
  return [...text.matchAll(fenced)].map(([, mark = '', language = '', body = '']) => ({
    language,
    mark,
    text: body,
  }));
}

/** The block with this mark. */
export function block(of: Page, mark: string): string {
  const found = blocks(of).find(each => each.mark === mark);
  if (found === undefined) throw new Error(`${of.path} has no block marked ${mark}`);
  return found.text;
}

/** The cells of the table with this name, without its head. */
export function table({ path, text }: Page, name: string): readonly (readonly string[])[] {
  const start = text.indexOf(`<!-- table: ${name} -->\n`);
  if (start < 0) throw new Error(`${path} has no table ${name}`);
  const [, ...rest] = text.slice(start).split('\n');
  const end = rest.findIndex(line => !line.startsWith('|'));
  return rest.slice(2, end).map(line =>
    line
      .slice(1, line.lastIndexOf('|'))
      .split(' | ')
      .map(cell => cell.trim()),
  );
}

/** A page without its fenced blocks. */
export function prose({ text }: Page): string {
  return text.replace(/^```[\s\S]*?^```$/gm, '');
}

/** What stands between backticks. */
export function code(cell: string): readonly string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map(([, inner = '']) => inner);
}
