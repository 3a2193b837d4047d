/** Markdown as a reader gets it: rendered by a parser of GitHub's Markdown, and taken apart into elements and texts. */
import { marked } from 'marked';

export interface Reading {
  readonly html: string;
  /** Opening tags with their attributes, as `a href="…"`. */
  readonly tags: readonly string[];
  readonly links: readonly string[];
  /** The texts in which GitHub looks for mentions, references and commits: not those in code and links. */
  readonly texts: readonly string[];
}

export function read(markdown: string): Reading {
  const html = marked.parse(markdown, { gfm: true, async: false });
  const pieces = html.match(/<!--[\s\S]*?-->|<[^>]*>|[^<]+/g) ?? [];
  const tags: string[] = [];
  const texts: string[] = [];
  let quiet = 0;
  for (const piece of pieces) {
    if (piece.startsWith('<!--')) continue;
    if (!piece.startsWith('<')) {
      if (quiet === 0) texts.push(decode(piece));
      continue;
    }
    const isQuiet = /^<\/?(?:code|pre|a)\b/.test(piece);
    if (isQuiet) quiet += piece.startsWith('</') ? -1 : 1;
    if (!piece.startsWith('</')) tags.push(piece.slice(1, -1));
  }
  const links = tags.flatMap(tag => decode(/^a href="([^"]*)"/.exec(tag)?.[1] ?? '') || []);
  return { html, tags, links, texts };
}

function decode(text: string): string {
  return text
    .replace(/&#(\d+);/g, (_, number: string) => String.fromCodePoint(Number(number)))
    .replace(/&(lt|gt|quot|amp);/g, (_, name: string) => ({ lt: '<', gt: '>', quot: '"' })[name] ?? '&');
}
