/** What a schema finds wrong, in Braid's words. */
import type { z } from 'zod';
import type { SourceDocument } from '../document.ts';
import { type Finding, findingOf } from '../rules/rule.ts';
import { error, MOST_PROBLEMS, type Path, type Problem } from './finding.ts';
import { didYouMean } from './suggest.ts';
import { MISSING_HINTS, typeWords } from './type-words.ts';
import { citation, inKey, knownKeys, ownerName, typedCitation, valueAt } from './whereabouts.ts';
import { quote } from './words.ts';

type Issue = z.core.$ZodIssue;

/** A document and the schema it should fit. */
export interface Shape {
  readonly document: SourceDocument;
  readonly schema: z.ZodType;
  /** "the plan" or "the configuration". */
  readonly whole: string;
}

export function shapeProblems(shape: Shape, issues: readonly Issue[]): readonly Problem[] {
  return issues.slice(0, MOST_PROBLEMS).flatMap(issue => {
    const path = issue.path.map(step => (typeof step === 'number' ? step : String(step)));
    return problems(shape, issue, path);
  });
}

function problems(shape: Shape, issue: Issue, path: Path): readonly Problem[] {
  const finding = findingOf(issue);
  if (finding !== null) return [findingProblem(shape, finding, path)];
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map(key => unknownKey(shape, path, key));
    case 'invalid_key':
      return issue.issues.flatMap(inner => badName(inner, path));
    case 'invalid_value':
      return [unknownValue(shape, path, issue.values.map(String))];
    case 'invalid_union':
      return [unknownValue(shape, path, 'options' in issue ? (issue.options ?? []).map(String) : [])];
    case 'invalid_type':
      return [wrongType(shape, path, issue.expected)];
    case 'too_big':
    case 'too_small': {
      const expected = 'a whole number of at most 15 digits';
      return [unfit(shape, path, { code: 'out-of-range', expected, hint: 'write a smaller one' })];
    }
    default:
      return [unfit(shape, path, { code: 'bad-value', expected: 'another value', hint: null })];
  }
}

function findingProblem(shape: Shape, finding: Finding, path: Path): Problem {
  if (finding.kind === 'unfit') return unfit(shape, path, finding);
  const value = valueAt(shape.document, path);
  const nested = path.some(step => typeof step === 'number') || path[0] === 'backends';
  const key = nested ? String(path.at(-1)) : path.join('.');
  const shown = typeof value === 'string' || typeof value === 'boolean' ? `${key}: ${value}` : key;
  const message = `${quote(shown)} is not supported yet`;
  return error({ code: 'not-supported-yet', message, hint: finding.hint, path, at: 'key' });
}

type Unfit = Omit<Extract<Finding, { kind: 'unfit' }>, 'kind'>;

function unfit({ document, whole }: Shape, path: Path, { code, expected, found, hint }: Unfit): Problem {
  const place = path.length === 0 ? ` in ${whole}` : inKey(path);
  const message = `expected ${expected}${place}, found ${found ?? citation(document, path)}`;
  return error({ code, message, hint, path });
}

/** A name of the user's, used as a key. */
function badName(issue: Issue, path: Path): readonly Problem[] {
  const finding = findingOf(issue);
  if (finding?.kind !== 'unfit') return [];
  const found = finding.found ?? quote(String(path.at(-1)));
  const message = `expected ${finding.expected} as a key of ${quote(String(path.at(-2)))}, found ${found}`;
  return [error({ code: finding.code, message, hint: finding.hint, path, at: 'key' })];
}

function unknownKey({ document, schema, whole }: Shape, path: Path, key: string): Problem {
  const known = knownKeys(schema, path);
  const message = `unknown key ${quote(key)} in ${ownerName(document, path, whole)}`;
  const hint = didYouMean(key, known) ?? otherWord(key, known) ?? `known keys: ${known.join(', ')}`;
  return error({ code: 'unknown-key', message, hint, path: [...path, key], at: 'key' });
}

/** What other tools call it. */
const OTHER_WORDS: Readonly<Record<string, string>> = {
  dependencies: 'needs',
  dependson: 'needs',
  description: 'prompt',
  files: 'paths',
};

function otherWord(key: string, known: readonly string[]): string | null {
  const word = OTHER_WORDS[key.toLowerCase().replace(/[-_]/g, '')];
  return word !== undefined && known.includes(word) ? `did you mean ${quote(word)}?` : null;
}

function missingKey({ document, whole }: Shape, path: Path): Problem {
  const owner = path.slice(0, -1);
  const key = String(path.at(-1));
  const message = `expected the key ${quote(key)} in ${ownerName(document, owner, whole)}, found none`;
  return error({
    code: 'missing-key',
    message,
    hint: MISSING_HINTS[key] ?? `add ${quote(`${key}: …`)}`,
    path: owner,
  });
}

/** Codes of enumerations that have one of their own. */
const VALUE_CODES: Readonly<Record<string, string>> = {
  version: 'wrong-version',
  type: 'unknown-type',
  kind: 'unknown-kind',
};

function unknownValue(shape: Shape, path: Path, known: readonly string[]): Problem {
  const value = valueAt(shape.document, path);
  if (value === undefined) return missingKey(shape, path);
  const key = String(path.at(-1));
  const expected = known.length === 1 ? quote(known[0] ?? '') : `one of ${known.map(quote).join(', ')}`;
  const nearest = typeof value === 'string' ? didYouMean(value, known) : null;
  const only = `write ${quote(`${key}: ${known[0]}`)}${typeof value === 'string' ? ', without quotes' : ''}`;
  const hint = nearest ?? (known.length === 1 ? only : 'choose one of these');
  const found = typedCitation(shape.document, path);
  return unfit(shape, path, { code: VALUE_CODES[key] ?? 'unknown-value', expected, found, hint });
}

function wrongType(shape: Shape, path: Path, expected: string): Problem {
  const value = valueAt(shape.document, path);
  if (value === undefined && path.length > 0) return missingKey(shape, path);
  const found = typedCitation(shape.document, path);
  const written = { value, source: shape.document.written(path), key: path.at(-1) };
  return unfit(shape, path, { code: 'wrong-type', found, ...typeWords(expected, written) });
}
