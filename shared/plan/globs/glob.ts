/**
 * The language of path patterns, one for `paths`, routing rules and protected paths.
 *
 * `*` and `?` stay inside a name, `**` alone between slashes is any number of names, `[a-z]` and `[!a-z]` are one
 * character, `{a,b}` is either, `\` takes the next character as it is; everything else is plain text. A pattern that
 * is plain text means the path and everything below it. A name that begins with a dot is like any other.
 * `app/[id]/page.tsx` means the folder `[id]` too, as frameworks name their folders so.
 */
import { bracketAt, parseSegment, type Segment } from './segment.ts';

/** A pattern without braces. */
export interface Alternative {
  readonly segments: readonly Segment[];
  /**
   * Plain text that looks like a file (`src/cart.ts`). It covers what is below it as a folder would, but only for
   * who goes there by name: else it would overlap with every pattern for all Markdown files, in `src/cart.ts/a.md`.
   */
  readonly file: boolean;
}

/** A pattern of more alternatives is refused by the plan's parser; a longer one too (Linux's limit of a path, in bytes). */
const MAX_ALTERNATIVES = 1000;
const MAX_LENGTH = 4096;

const ANY: Segment = { kind: 'any' };
const ONE_NAME = parseSegment('*', 'sets');

/** The whole repository. */
export const EVERYTHING: Alternative = { segments: [ANY], file: false };

/** Null: the pattern has too many alternatives to be worked with. */
export function parseGlob(source: string): readonly Alternative[] | null {
  if (source.length > MAX_LENGTH) return null;
  let found: readonly Alternative[] = [];
  for (const text of expandBraces(source) ?? [null]) {
    if (text === null) return null;
    const lists = segmentLists(text);
    if (lists === null || found.length + lists.length > MAX_ALTERNATIVES) return null;
    if (text !== '') found = [...found, ...lists.map(list => complete(list, text))];
  }
  return found;
}

/** A path as a pattern that means nothing but itself. */
export function exactly(names: readonly string[]): Alternative {
  return { segments: names.map(name => ({ kind: 'name', name })), file: false };
}

/** How many names a pattern begins with, before its first wildcard. */
export function leadingNames({ segments }: Alternative): number {
  const first = segments.findIndex(segment => segment.kind !== 'name');
  return first === -1 ? segments.length : first;
}

function complete(segments: readonly Segment[], text: string): Alternative {
  const last = segments.at(-1);
  const plain = segments.every(segment => segment.kind === 'name');
  if (
    plain &&
    last?.kind === 'name' &&
    !text.endsWith('/') &&
    /[^.]\.[A-Za-z][A-Za-z0-9]*$/.test(last.name)
  ) {
    return { segments, file: true };
  }
  const open = plain || text.endsWith('/') ? [...segments, ANY] : segments;
  const slim = open.filter((segment, at) => segment.kind !== 'any' || open[at - 1]?.kind !== 'any');
  // `src/**` means `src` too, as everywhere; `src/*/**` means what is below the folders of `src`, not its files.
  const ending = slim.at(-1)?.kind === 'any' && slim.at(-2)?.kind === 'wild' ? [ONE_NAME] : [];
  return { segments: [...slim, ...ending], file: false };
}

/** With each bracket as a set, and a second time as the text that it is, segment by segment. */
function segmentLists(text: string): readonly (readonly Segment[])[] | null {
  const parts = text.split('/').filter(part => part !== '' && part !== '.');
  if (!text.includes('[')) return [parts.map(part => parseSegment(part, 'sets'))];
  let lists: readonly (readonly Segment[])[] = [[]];
  for (const part of parts) {
    const segments = [parseSegment(part, 'sets')];
    if (/\[[^!^]/.test(part)) segments.push(parseSegment(part, 'text'));
    lists = lists.flatMap(list => segments.map(segment => [...list, segment]));
    if (lists.length > MAX_ALTERNATIVES) return null;
  }
  return lists;
}

function expandBraces(text: string): readonly string[] | null {
  if (!text.includes('{')) return [text];
  let heads: readonly string[] = [''];
  for (let at = 0; at < text.length; ) {
    const piece = pieceAt(text, at);
    if (piece === null) return null;
    at += piece.length;
    heads = heads.flatMap(head => piece.options.map(option => head + option));
    if (heads.length > MAX_ALTERNATIVES) return null;
  }
  return heads;
}

const PLAIN = /[^\\[{]+/y;

function pieceAt(
  text: string,
  at: number,
): { readonly length: number; readonly options: readonly string[] } | null {
  PLAIN.lastIndex = at;
  const plain = PLAIN.exec(text)?.[0] ?? escapeAt(text, at) ?? bracketAt(text, at);
  if (plain !== null) return { length: plain.length, options: [plain] };
  const group = text.charAt(at) === '{' ? braceAt(text, at) : null;
  if (group === null) return { length: 1, options: [text.charAt(at) === '[' ? '\\[' : text.charAt(at)] };
  const options: string[] = [];
  for (const branch of group.branches) {
    const expanded = expandBraces(branch);
    if (expanded === null || options.length + expanded.length > MAX_ALTERNATIVES) return null;
    options.push(...expanded);
  }
  return { length: group.length, options };
}

function escapeAt(text: string, at: number): string | null {
  return text.charAt(at) === '\\' ? text.slice(at, at + 2) : null;
}

/** Null: the brace is not closed, or there is no comma in it. */
function braceAt(
  text: string,
  start: number,
): { readonly length: number; readonly branches: readonly string[] } | null {
  const branches: string[] = [];
  let depth = 0;
  let from = start + 1;
  for (let at = start; at < text.length; ) {
    const character = text.charAt(at);
    if (character === '{') depth++;
    if (character === '}') depth--;
    if (depth === 0 || (depth === 1 && character === ',')) {
      branches.push(text.slice(from, at));
      from = at + 1;
    }
    if (depth === 0) return branches.length > 1 ? { length: at + 1 - start, branches } : null;
    at += (escapeAt(text, at) ?? bracketAt(text, at) ?? character).length;
  }
  return null;
}
