/** What `braid doctor` found, for people and for programs. */
import type { Diagnostic } from '../../shared/plan/diagnostic.ts';
import { renderDiagnostic } from '../../shared/report/diagnostics.ts';
import { diagnosticJson } from '../../shared/report/json.ts';
import type { Tone } from '../../shared/report/summary/look.ts';
import { hang, wrap } from '../../shared/report/text/columns.ts';
import { palette } from '../../shared/report/text/paint.ts';
import { oneLine } from '../../shared/report/text/visible.ts';
import { plural, some } from '../../shared/report/units.ts';
import type { Check } from './check.ts';

export interface Findings {
  readonly checks: readonly Check[];
  readonly diagnostics: readonly Diagnostic[];
  /** False: the rest needs what is bad. */
  readonly complete: boolean;
}

const LOOKS: Readonly<Record<Check['status'], { readonly mark: string; readonly tone: Tone }>> = {
  good: { mark: '✔', tone: 'good' },
  remark: { mark: '–', tone: 'warn' },
  bad: { mark: '✘', tone: 'bad' },
};
const NAMES = 'configuration'.length;

export function isReady({ checks }: Findings): boolean {
  return checks.every(({ status }) => status !== 'bad');
}

export function findingsText(
  findings: Findings,
  { width, colour }: { readonly width: number; readonly colour: boolean },
): string {
  const { checks, diagnostics } = findings;
  const lines = checks.flatMap(check => checkLines(check, width, colour));
  const blocks = [`${lines.join('\n')}\n`, ...diagnostics.map(renderDiagnostic)];
  return `${blocks.join('\n')}\n${wrap(closing(findings), width).map(palette(colour).bold).join('\n')}\n`;
}

function checkLines({ name, status, found, hint }: Check, width: number, colour: boolean): readonly string[] {
  const { mark, tone } = LOOKS[status];
  const start = `${mark} ${name.padEnd(NAMES)}  `;
  const [first = '', ...rest] = hang(start, oneLine(found), width);
  const painted = palette(colour).tone(tone)(mark) + first.slice(mark.length);
  const advice = hint === null ? [] : hang(`${' '.repeat(start.length)}Hint: `, oneLine(hint), width);
  return [painted, ...rest, ...advice];
}

function closing(findings: Findings): string {
  const of = (status: Check['status']) => findings.checks.filter(check => check.status === status);
  const remarks = of('remark').length;
  if (isReady(findings)) {
    return `A run could start and land${remarks === 0 ? '' : `; ${plural(remarks, 'remark')}`}.`;
  }
  const names = [...new Set(of('bad').map(({ name }) => name))];
  const rest = findings.complete ? '' : ' What depends on it was not looked at.';
  return `In the way of a run: ${some(names, 9)}.${rest}`;
}

/** A contract like the other reports: fields are added, never renamed. */
export function findingsJson(findings: Findings) {
  return {
    schema: 'braid.doctor/1',
    ready: isReady(findings),
    checks: findings.checks.map(({ name, status, found, hint }) => ({ name, status, found, hint })),
    diagnostics: findings.diagnostics.map(diagnosticJson),
  } as const;
}
