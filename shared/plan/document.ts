/** YAML (and so JSON) text → plain values, and for each of them the place where it stands. Knows nothing of plans. */
import { Composer, type CST, isAlias, isCollection, isMap, isNode, isSeq, type Node, Parser } from 'yaml';
import type { Diagnostic, Place } from './diagnostic.ts';
import { arrange, MOST_PROBLEMS, type Path, type Problem, type TextProblem } from './reading/finding.ts';
import { quote } from './reading/words.ts';
import { syntaxProblems } from './yaml/problems.ts';
import { span, YamlReader } from './yaml/reader.ts';
import { Source } from './yaml/source.ts';

/** No file that Braid reads may be larger: 1 MB. */
export const MAX_BYTES = 1024 * 1024;
/** Far more than a plan needs; the recursion of the YAML parser ends the whole process somewhere above a thousand. */
const MAX_DEPTH = 100;

/** Null: there are errors that leave nothing to be looked at. A document may come with errors too. */
export interface ReadDocument {
  readonly document: SourceDocument | null;
  readonly diagnostics: readonly Diagnostic[];
}

export function readDocument(text: string, file: string): ReadDocument {
  if (text.length > MAX_BYTES) return refuse(new Source('', file), [tooLarge()]);
  const source = new Source(text.replace(/^\ufeff/, ''), file);
  const tokens = [...new Parser().parse(source.text)];
  const fatal = [...controlCharacters(source), ...tooDeep(tokens), ...severalDocuments(tokens)];
  if (fatal.length > 0) return refuse(source, fatal);
  const options = {
    prettyErrors: false,
    schema: 'core',
    stringKeys: true,
    uniqueKeys: false,
    resolveKnownTags: false,
  } as const;
  const [parsed] = new Composer(options).compose(tokens, true, source.text.length);
  if (parsed === undefined) throw new Error('the YAML parser gave no document');
  if (parsed.errors.length > 0) return refuse(source, syntaxProblems(parsed, source));
  const reader = new YamlReader(source, MAX_BYTES);
  const value = parsed.contents === null ? undefined : reader.read(parsed.contents);
  const problems = [
    ...parsed.warnings.slice(0, MOST_PROBLEMS).map(warning => unknownSyntax(source, warning.pos)),
    ...reader.problems,
  ];
  if (reader.exploded) return refuse(source, problems);
  const document = new SourceDocument(source, { root: parsed.contents, value, reader });
  return { document, diagnostics: problems.map(problem => diagnose(source, problem)) };
}

function refuse(source: Source, problems: readonly TextProblem[]): ReadDocument {
  const diagnostics = problems.map(problem => diagnose(source, problem));
  return { document: null, diagnostics: arrange(diagnostics, []) };
}

function diagnose(source: Source, { code, message, hint, start, end }: TextProblem): Diagnostic {
  return { severity: 'error', code, message, hint, ...source.place(start, end) };
}

function tooLarge(): TextProblem {
  const message = 'expected at most 1 MB, found a larger file';
  return {
    code: 'too-large',
    message,
    hint: 'move long prompts into files and name them as `prompt-file`',
    start: 0,
    end: 0,
  };
}

function controlCharacters(source: Source): readonly TextProblem[] {
  const problems = new Map<number, TextProblem>();
  for (const { 0: character, index } of source.text.matchAll(/[^\P{Cc}\t\n\r]/gu)) {
    const line = source.lineOf(index);
    if (problems.has(line)) continue;
    const message = `expected text, found the control character ${quote(character)}`;
    problems.set(line, {
      code: 'control-character',
      message,
      hint: 'remove it',
      start: index,
      end: index + 1,
    });
    if (problems.size >= MOST_PROBLEMS) break;
  }
  return [...problems.values()];
}

/** Looks at the parser's tokens, which it makes without recursion. */
function tooDeep(tokens: readonly CST.Token[]): readonly TextProblem[] {
  const waiting = tokens.map(token => ({ token, depth: 0 }));
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { token, depth } = next;
    if (depth > MAX_DEPTH) {
      const message = `expected at most ${MAX_DEPTH} levels, found something nested deeper`;
      return [
        {
          code: 'too-deep',
          message,
          hint: 'a plan needs no more than five',
          start: token.offset,
          end: token.offset + 1,
        },
      ];
    }
    for (const child of children(token)) waiting.push({ token: child, depth: depth + 1 });
  }
  return [];
}

function children(token: CST.Token): readonly CST.Token[] {
  const inner = token.type === 'document' && token.value ? [token.value] : [];
  if (!('items' in token)) return inner;
  return token.items.flatMap(({ key, value }) =>
    [key, value].filter(each => each !== undefined && each !== null),
  );
}

function severalDocuments(tokens: readonly CST.Token[]): readonly TextProblem[] {
  const [, second] = tokens.filter(token => token.type === 'document');
  if (second === undefined) return [];
  const message = 'expected one YAML document, found a second one';
  return [
    {
      code: 'several-documents',
      message,
      hint: 'put it in a file of its own',
      start: second.offset,
      end: second.offset + 3,
    },
  ];
}

function unknownSyntax(source: Source, [start, end]: readonly [number, number]): TextProblem {
  const found = source.text.slice(start, end);
  if (found.startsWith('%')) {
    const message = `expected YAML without directives, found ${quote(found)}`;
    return { code: 'unknown-directive', message, hint: 'remove the line', start, end };
  }
  const message = `expected a value, found the unknown tag ${quote(found)}`;
  return {
    code: 'unknown-tag',
    message,
    hint: 'to write a text that begins with `!`, put it in quotes',
    start,
    end,
  };
}

/** The values of a document, and where they stand. */
export class SourceDocument {
  /** Undefined: the file holds nothing but comments. */
  readonly value: unknown;
  readonly #source: Source;
  readonly #root: Node | null;
  readonly #reader: YamlReader;

  constructor(
    source: Source,
    content: { readonly root: Node | null; readonly value: unknown; readonly reader: YamlReader },
  ) {
    this.#source = source;
    this.#root = content.root;
    this.value = content.value;
    this.#reader = content.reader;
  }

  diagnose({ path, at, ...words }: Problem): Diagnostic {
    return { ...words, ...this.place(path, at) };
  }

  /** A value of several lines is marked at its key, or in its first line. */
  place(path: Path, at: 'key' | 'value' = 'value'): Place {
    const { key, value } = this.#find(path);
    const [start, end] = span(value);
    const spreads = isCollection(value) && value.flow !== true;
    const marked =
      key !== null && (at === 'key' || spreads || start === end) ? span(key) : ([start, end] as const);
    const dash = marked[0] === marked[1] && this.#source.text.charAt(start - 1) === '-' ? 1 : 0;
    return this.#source.place(marked[0] - dash, marked[1]);
  }

  /** What stands there, letter by letter; empty: nothing. */
  written(path: Path): string {
    return this.#source.text.slice(...span(this.#find(path).value));
  }

  #find(path: Path): { readonly key: Node | null; readonly value: Node | null } {
    let found: { key: Node | null; value: Node | null } = { key: null, value: this.#root };
    for (const step of path) {
      const at = isAlias(found.value) ? this.#reader.targets.get(found.value) : found.value;
      const pair = isMap(at) ? this.#reader.pairs.get(at)?.get(String(step)) : undefined;
      const item = isSeq(at) ? at.items[Number(step)] : pair?.value;
      found = { key: isNode(pair?.key) ? pair.key : null, value: isNode(item) ? item : null };
    }
    return found;
  }
}
