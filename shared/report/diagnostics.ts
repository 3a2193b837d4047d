/** Diagnostics as a person reads them in a terminal: place, sentence, excerpt with a marker, hint. Plain text without colour. */
import stringWidth from 'string-width';
import type { Diagnostic } from '../plan/diagnostic.ts';
import { plural, visible } from '../plan/reading/words.ts';

/** Nobody reads more at once. */
const MOST = 100;

/** All of them and a closing line; empty when there are none. Nothing in a file can reach the terminal as a control character. */
export function renderDiagnostics(diagnostics: readonly Diagnostic[]): string {
  if (diagnostics.length === 0) return '';
  const shown = diagnostics.slice(0, MOST).map(renderDiagnostic);
  const rest = diagnostics.length > MOST ? [`… and ${diagnostics.length - MOST} more.\n`] : [];
  return [...shown, ...rest, `${closing(diagnostics)}\n`].join('\n');
}

/** One of them, ending with a line break. */
export function renderDiagnostic(diagnostic: Diagnostic): string {
  const { file, line, column, severity, message, hint } = diagnostic;
  const head = `${visible(file)}:${line}:${column}  ${severity}  ${visible(message)}`;
  const advice = hint === null ? [] : [`   Hint: ${visible(hint)}`];
  return [head, ...excerptLines(diagnostic), ...advice].map(each => `${each}\n`).join('');
}

/** The lines around it, with a marker under the place. */
export function excerptLines({ excerpt, line, column, length }: Diagnostic): readonly string[] {
  const digits = Math.max(0, ...excerpt.map(each => String(each.line).length));
  return excerpt.flatMap(each => {
    const shown = `   ${String(each.line).padStart(digits)} | ${visible(each.text)}`.trimEnd();
    if (each.line !== line) return [shown];
    const from = column - (each.start ?? 1);
    const before = width(each.text.slice(0, from));
    const marked = Math.max(1, width(each.text.slice(from, from + length)));
    return [shown, `   ${' '.repeat(digits)} | ${' '.repeat(before)}${'^'.repeat(marked)}`];
  });
}

/** In columns of a terminal. */
function width(text: string): number {
  return stringWidth(visible(text));
}

function closing(diagnostics: readonly Diagnostic[]): string {
  const count = (severity: Diagnostic['severity']): number =>
    diagnostics.filter(diagnostic => diagnostic.severity === severity).length;
  const counts = (['error', 'warning', 'note'] as const)
    .filter(severity => count(severity) > 0)
    .map(severity => plural(count(severity), severity));
  return `${counts.join(', ')}.${count('error') > 0 ? ' Nothing was run.' : ''}`;
}
