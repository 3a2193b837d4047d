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
  /** 1-based, in characters. */
  readonly column: number;
  /** How many characters the marker underlines, at least 1. */
  readonly length: number;
  /** The lines around the problem, for the excerpt; the marked one is `line`. */
  readonly excerpt: readonly { readonly line: number; readonly text: string }[];
}

export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(diagnostic => diagnostic.severity === 'error');
}
