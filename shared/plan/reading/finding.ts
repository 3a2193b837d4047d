/** What was found wrong, before it has a place in a file. */
import type { Diagnostic } from '../diagnostic.ts';

/** Of each kind of check so many are reported at most; nobody reads more, and 1 MB can hold half a million. */
export const MOST_PROBLEMS = 1000;

/** From the root of a document: keys and 0-based positions. */
export type Path = readonly (string | number)[];

/** Something wrong with the value at a path, or with its key. */
export interface Problem {
  readonly severity: Diagnostic['severity'];
  readonly code: string;
  readonly message: string;
  readonly hint: string | null;
  readonly path: Path;
  /** What the marker underlines. */
  readonly at: 'key' | 'value';
}

/** Something wrong with a stretch of text. */
export interface TextProblem {
  readonly code: string;
  readonly message: string;
  readonly hint: string | null;
  readonly start: number;
  readonly end: number;
}

export function error(problem: Omit<Problem, 'severity' | 'at'> & { readonly at?: Problem['at'] }): Problem {
  return { severity: 'error', at: 'value', ...problem };
}

/** All in the order of the file, each once; without what is said about a value that is no proper YAML anyway. */
export function arrange(yaml: readonly Diagnostic[], others: readonly Diagnostic[]): readonly Diagnostic[] {
  const seen = new Set<string>();
  // An alias is marked where the value begins; a tag stands directly, or one space, before it.
  const wrong = yaml.flatMap(({ line, column, length }) =>
    [0, length, length + 1].map(by => `${line}:${column + by}`),
  );
  const unsound = new Set(wrong);
  const sound = others.filter(({ line, column }) => !unsound.has(`${line}:${column}`));
  return [...yaml, ...sound]
    .filter(({ line, column, code, message }) => {
      const key = JSON.stringify([line, column, code, message]);
      return !seen.has(key) && seen.add(key);
    })
    .sort((one, other) => one.line - other.line || one.column - other.column || rank(one) - rank(other));
}

function rank({ severity }: Diagnostic): number {
  return ['error', 'warning', 'note'].indexOf(severity);
}
