/** What is wrong with a file that a person wrote: a plan or a configuration. Values only; rendering is in `shared/report`. */
export interface Diagnostic {
  readonly severity: 'error' | 'warning' | 'note';
  /** Stable, kebab-case, for programs: `unknown-task`, `duplicate-id`, … */
  readonly code: string;
  /** One sentence without a full stop: what was expected and what was found. */
  readonly message: string;
  /** What to do next, or null. */
  readonly hint: string | null;
  /** The file as the user named it. */
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  /** 1-based, in UTF-16 characters. */
  readonly column: number;
  /** How many characters the marker underlines, at least 1. */
  readonly length: number;
  /** The lines around the problem, for the excerpt; the marked one is `line`. Empty: there is nothing to show. */
  readonly excerpt: readonly ExcerptLine[];
}

export interface ExcerptLine {
  readonly line: number;
  /** As in the file, control characters included; a long line is cut, with `…` where something is missing. */
  readonly text: string;
  /** The column of the first character of `text`; absent: 1. */
  readonly start?: number;
}

/** Where a diagnostic points to. */
export type Place = Pick<Diagnostic, 'file' | 'line' | 'column' | 'length' | 'excerpt'>;

export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(diagnostic => diagnostic.severity === 'error');
}
