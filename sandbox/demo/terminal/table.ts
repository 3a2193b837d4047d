/** A table in a terminal: as wide as it must be, and where that is too much, with cells of several lines. */
import { pad, width, wrap } from '../../../shared/report/text/columns.ts';

const GAP = '  ';
/** Below that a column of words cannot be read. */
const NARROWEST = 8;

export function tableLines(header: readonly string[], rows: readonly (readonly string[])[], columns: number) {
  // A column that says nothing in any row is not shown.
  const shown = header.map((_, column) => rows.some(row => (row[column] ?? '') !== ''));
  const [head = [], ...body] = [header, ...rows].map(row => row.filter((_, column) => shown[column]));
  const widths = narrowed(
    head.map((_, column) => Math.max(...[head, ...body].map(row => width(row[column] ?? '')))),
    columns - GAP.length * (head.length - 1),
  );
  const tall = body.some(row => heightOf(row, widths) > 1);
  return [
    ...rowLines(head, widths),
    widths.map(each => '─'.repeat(each)).join(GAP),
    ...body.flatMap((row, index) => [...(tall && index > 0 ? [''] : []), ...rowLines(row, widths)]),
  ];
}

/** Takes from the widest, column by column, until all fit. */
function narrowed(wanted: readonly number[], room: number): readonly number[] {
  const widths = [...wanted];
  while (widths.reduce((sum, each) => sum + each, 0) > room) {
    const most = Math.max(...widths);
    if (most <= NARROWEST) break;
    widths[widths.indexOf(most)] = most - 1;
  }
  return widths;
}

function rowLines(row: readonly string[], widths: readonly number[]): readonly string[] {
  const cells = row.map((cell, column) => wrap(cell, widths[column] ?? NARROWEST));
  return Array.from({ length: heightOf(row, widths) }, (_, line) =>
    cells
      .map((cell, column) => pad(cell[line] ?? '', widths[column] ?? 0))
      .join(GAP)
      .trimEnd(),
  );
}

function heightOf(row: readonly string[], widths: readonly number[]): number {
  return Math.max(1, ...row.map((cell, column) => wrap(cell, widths[column] ?? NARROWEST).length));
}
