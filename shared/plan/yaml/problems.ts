/** Errors of the YAML parser in Braid's words: by its code, and by the part of the text that it points to. */
import type { Document, ErrorCode, YAMLError } from 'yaml';
import type { TextProblem } from '../reading/finding.ts';
import { quote } from '../reading/words.ts';
import { findOpenings, type Opening, unclosed } from './openings.ts';
import type { Source } from './source.ts';

/** After so many lines with errors the rest is their echo. */
const MOST = 100;
const QUOTES_HINT = 'if it belongs to a text, put the text in quotes';

/** The first problem of each line: what follows on the same line is mostly its echo. */
export function syntaxProblems(document: Document, source: Source): readonly TextProblem[] {
  const first = onePerLine(document.errors, error => source.lineOf(error.pos[0])).slice(0, MOST);
  const openings = findOpenings(document, source);
  const problems = first.map(error => explain({ error, openings, source, ...view(error, source) }));
  return rootCauses(
    onePerLine(problems, problem => source.lineOf(problem.start)),
    source,
  );
}

/** Nothing behind a conflict marker, or below a tab, is what it seems. */
function rootCauses(problems: readonly TextProblem[], source: Source): readonly TextProblem[] {
  const markers = problems.filter(({ code }) => code === 'conflict-marker');
  if (markers.length > 0) return markers;
  const tabs = new Set(problems.filter(isTab).map(({ start }) => source.lineOf(start)));
  return problems.filter(problem => isTab(problem) || !tabs.has(source.lineOf(problem.start) - 1));
}

function isTab({ code }: TextProblem): boolean {
  return code === 'tab-indentation';
}

function onePerLine<T>(items: readonly T[], lineOf: (item: T) => number): T[] {
  const lines = new Map<number, T>();
  for (const item of items) if (!lines.has(lineOf(item))) lines.set(lineOf(item), item);
  return [...lines.values()];
}

/** An error and what stands at its place. */
interface Trouble {
  readonly error: YAMLError;
  readonly openings: readonly Opening[];
  readonly source: Source;
  readonly line: number;
  readonly start: number;
  /** From there to the end of the line, without a comment, at most 200 characters. */
  readonly rest: string;
  /** From there to the next space, or one bracket, comma or colon. */
  readonly word: string;
}

function view(error: YAMLError, source: Source): Pick<Trouble, 'line' | 'start' | 'rest' | 'word'> {
  const [start] = error.pos;
  const line = source.lineOf(start);
  const from = start - source.startOf(line);
  const rest = source
    .lineText(line)
    .slice(from, from + 200)
    .replace(/(?<!\s)\s+#.*$/, '')
    .trimEnd();
  const word = /^[\]},:]|^[^\s,\]}]+/.exec(rest)?.[0] ?? '';
  return { line, start, rest, word };
}

function explain(trouble: Trouble): TextProblem {
  return (
    conflictMarker(trouble) ??
    tabIndentation(trouble) ??
    unclosed(trouble.error, trouble.openings, trouble.source) ??
    byCode(trouble)
  );
}

function conflictMarker({ source, line }: Trouble): TextProblem | null {
  const [marker] = /^(?:<{7}|={7}|>{7}|\|{7})(?= |$)/.exec(source.lineText(line)) ?? [];
  if (marker === undefined) return null;
  const start = source.startOf(line);
  const message = `expected YAML, found the conflict marker ${quote(marker)}`;
  const hint = 'finish the merge, then remove the markers of git';
  return { code: 'conflict-marker', message, hint, start, end: start + marker.length };
}

function tabIndentation({ source, line }: Trouble): TextProblem | null {
  const [indentation = ''] = /^[ \t]*/.exec(source.lineText(line)) ?? [];
  const tab = indentation.indexOf('\t');
  if (tab < 0) return null;
  const start = source.startOf(line);
  const message = 'expected spaces as indentation, found a tab';
  const hint = 'YAML does not allow tabs there: put spaces in their place';
  return { code: 'tab-indentation', message, hint, start: start + tab, end: start + indentation.length };
}

type Words = Pick<TextProblem, 'code' | 'message' | 'hint'>;

function byCode(trouble: Trouble): TextProblem {
  const { error, start, word } = trouble;
  const end = start + Math.max(1, word.length);
  return { start, end, ...(BY_CODE[error.code] ?? unexpected)(trouble) };
}

type Explain = (trouble: Trouble) => Words & Partial<TextProblem>;

/** Codes that Braid finds by itself (duplicate keys, several documents, aliases, tags) are not here. */
const BY_CODE: Partial<Record<ErrorCode, Explain>> = {
  BLOCK_AS_IMPLICIT_KEY: trouble => (trouble.rest.includes(':') ? secondColon(trouble) : deeperLine(trouble)),
  MULTILINE_IMPLICIT_KEY: missingColon,
  BAD_INDENT: indentation,
  MISSING_CHAR: missing,
  BAD_SCALAR_START: ({ start, word }) => ({
    code: 'reserved-character',
    message: `expected a text, found ${quote(word.charAt(0))}, with which no text can begin`,
    hint: 'put the text in quotes',
    end: start + 1,
  }),
  BAD_DQ_ESCAPE: ({ start, source }) => ({
    code: 'bad-escape',
    message: `expected a known escape, found ${quote(source.text.slice(start, start + 2))}`,
    hint: 'write `\\\\` for a backslash, or use single quotes',
    end: start + 2,
  }),
  NON_STRING_KEY: () => ({
    code: 'bad-key',
    message: 'expected a name as key, found a list, a mapping or an alias',
    hint: QUOTES_HINT,
  }),
  KEY_OVER_1024_CHARS: () => ({
    code: 'bad-key',
    message: 'expected a key of at most 1024 characters, found a longer one',
    hint: QUOTES_HINT,
  }),
  BLOCK_IN_FLOW: missingComma,
  MULTIPLE_ANCHORS: oneAnchor,
  ALIAS_PROPS: oneAnchor,
};

function oneAnchor({ word }: Trouble): Words {
  return {
    code: 'bad-anchor',
    message: `expected one anchor or alias, found ${quote(word)} as well`,
    hint: 'keep one of them',
  };
}

const DASH_IN_BRACKETS: Words = {
  code: 'yaml-syntax',
  message: 'expected an item, found `-`',
  hint: 'write the items of `[…]` without `-`, with commas between them',
};

/** `{ a: 1 b: 2 }`, or `[- a]` */
function missingComma({ error, source, start }: Trouble): Words & Partial<TextProblem> {
  const found = source.text.slice(start, Math.min(error.pos[1], start + 200)).trim();
  if (found.startsWith('-')) return DASH_IN_BRACKETS;
  const message = `expected a comma between the items, found none in ${quote(found)}`;
  return { code: 'missing-comma', message, hint: 'put a comma between two items', end: start + found.length };
}

/** `title: Add: a thing` */
function secondColon({ start, rest }: Trouble): Words & Partial<TextProblem> {
  const hint =
    rest.length > 50 ? 'put the text in quotes' : `put it in quotes: ${quote(JSON.stringify(rest))}`;
  const message = `expected one text, found a second key in ${quote(rest)}`;
  return { code: 'nested-colon', message, hint, end: start + rest.length };
}

/** A key below a line that has a value already. */
function deeperLine({ source, line }: Trouble): Words & Partial<TextProblem> {
  return misindented(source, line + 1);
}

function missing(trouble: Trouble): Words & Partial<TextProblem> {
  const { error, word } = trouble;
  if (error.message.startsWith('Sequence item')) return indentation(trouble);
  if (error.message.startsWith('Implicit')) return missingColon(trouble);
  if (error.message.startsWith('Comments')) {
    const message = `expected a space before the comment ${quote(word)}, found none`;
    return { code: 'yaml-syntax', message, hint: QUOTES_HINT };
  }
  if (error.message.startsWith('Missing ,')) {
    const hint = 'put a comma between two items';
    return { code: 'missing-comma', message: `expected a comma before ${quote(word)}, found none`, hint };
  }
  return unexpected(trouble);
}

function missingColon({ start, rest, word }: Trouble): Words & Partial<TextProblem> {
  if (rest.startsWith('- ')) return { ...DASH_IN_BRACKETS, end: start + 1 };
  const hint = 'write a colon after the key, or indent the line if it belongs to the text above';
  const message = `expected \`key: value\`, found ${quote(rest)}`;
  return { code: 'missing-colon', message, hint, end: start + Math.max(1, rest.length, word.length) };
}

function indentation({ source, line }: Trouble): Words & Partial<TextProblem> {
  return misindented(source, line);
}

function misindented(source: Source, line: number): Words & Partial<TextProblem> {
  const text = source.lineText(line);
  const start = source.startOf(line) + (text.length - text.trimStart().length);
  return {
    code: 'bad-indentation',
    message: 'expected the indentation of the lines around, found another one',
    hint: 'indent it like its siblings; a text of several lines is written after `|`',
    start,
    end: source.startOf(line) + text.trimEnd().length,
  };
}

function unexpected({ word }: Trouble): Words {
  const message = `expected the next key or item, found ${word === '' ? 'the end of the line' : quote(word)}`;
  if (word === '-') return { code: 'yaml-syntax', message, hint: 'begin the list in a line of its own' };
  const comma = word.startsWith('"') ? 'perhaps a comma is missing before it; ' : '';
  return { code: 'yaml-syntax', message, hint: `${comma}${QUOTES_HINT}` };
}
