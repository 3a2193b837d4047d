/** What is wrong with a plan, as GitHub shows it: a list with links to the lines, and annotations on them. */
import type { Diagnostic } from '../../plan/diagnostic.ts';
import type { Sha } from '../../plan/plan.ts';
import { excerptLines } from '../diagnostics.ts';
import type { Part } from '../markdown/parts.ts';
import { clip, fence, prose } from '../markdown.ts';
import { oneLine } from '../text/visible.ts';
import { type Annotation, annotation } from './annotation.ts';
import { fileLink, type Site } from './links.ts';

const LONGEST = 2000;
const RANK: Readonly<Record<Diagnostic['severity'], number>> = { error: 0, warning: 1, note: 2 };
const LEVELS: Readonly<Record<Diagnostic['severity'], Annotation['level']>> = {
  error: 'failure',
  warning: 'warning',
  note: 'notice',
};

interface Found {
  readonly diagnostics: readonly Diagnostic[];
  /** Where the files were read. */
  readonly commit: Sha;
}

/** Errors first, which are left out last. */
export function diagnosticPart({ diagnostics, commit }: Found, site: Site | null): Part {
  const sorted = diagnostics.toSorted((a, b) => RANK[a.severity] - RANK[b.severity]);
  const blocks = sorted.map(each => block(each, commit, site));
  const versions = [100, 50, 20, 10, 5, 1].map(most =>
    [...blocks.slice(0, most), blocks.length > most ? `… and ${blocks.length - most} more.` : '']
      .filter(text => text !== '')
      .join('\n\n'),
  );
  return { rank: 1, versions };
}

function block(diagnostic: Diagnostic, commit: Sha, site: Site | null): string {
  const { file, line, severity, message, hint } = diagnostic;
  const lines = excerptLines(diagnostic);
  const place = fileLink(site, { file, commit, line });
  const head = `**${severity}** in ${place}: ${prose(clip(message, LONGEST))}`;
  const advice = hint === null ? '' : `Hint: ${prose(clip(hint, LONGEST))}`;
  const shown = lines.length === 0 ? '' : fence(lines.map(each => each.slice(0, LONGEST)).join('\n'));
  return [head, shown, advice].filter(text => text !== '').join('\n\n');
}

export function diagnosticAnnotations(diagnostics: readonly Diagnostic[]): readonly Annotation[] {
  return diagnostics.flatMap(({ file, line, column, length, severity, message, hint }) =>
    annotation({
      path: file,
      lines: [line, line],
      columns: [column, column + length - 1],
      level: LEVELS[severity],
      title: `Braid: ${severity}`,
      message: `${oneLine(message)}${hint === null ? '' : `\nHint: ${oneLine(hint)}`}`,
    }),
  );
}
