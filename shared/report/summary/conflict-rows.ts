/** A conflict's files in words, one row a file. */
import type { ConflictFile, LineRange } from '../../run/event.ts';
import { enumerate, plural } from '../units.ts';

const MOST_RANGES = 5;
const MOST_FILES = 50;

export interface ConflictRow {
  readonly path: string;
  readonly kind: string;
  /** Lines of the file as merged. */
  readonly ours: string;
  /** Lines of the task's file. */
  readonly theirs: string;
  readonly with: string;
}

/** The first fifty; a last row says how many more. */
export function conflictRows(files: readonly ConflictFile[]): readonly ConflictRow[] {
  const rows = files.slice(0, MOST_FILES).map(file => ({
    path: file.path,
    kind: file.kind,
    ours: lineRanges(file.ours),
    theirs: lineRanges(file.theirs),
    with: file.with.length === 0 ? 'the target' : enumerate(file.with),
  }));
  const more = files.length - rows.length;
  if (more <= 0) return rows;
  return [
    ...rows,
    { path: `… and ${plural(more, 'more file', 'more files')}`, kind: '', ours: '', theirs: '', with: '' },
  ];
}

/** "10–14, 20, before 31" */
function lineRanges(ranges: readonly LineRange[]): string {
  const shown = ranges.slice(0, MOST_RANGES).map(([from, to]) => {
    if (to < from) return `before ${from}`;
    return from === to ? String(from) : `${from}–${to}`;
  });
  return [...shown, ...(ranges.length > MOST_RANGES ? ['…'] : [])].join(', ');
}
