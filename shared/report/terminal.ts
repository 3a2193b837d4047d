/** The report at the end of a run, in a terminal. A pure string; `cli/` prints it. */
import type { CommandFailure } from '../run/attempts/evidence.ts';
import type { TaskStatus } from '../run/status.ts';
import { headlineText } from './summary/headline.ts';
import type { TaskView } from './summary/task-view.ts';
import type { Summary } from './summary.ts';
import { hang, pad, widest, wrap } from './text/columns.ts';
import { type Palette, palette } from './text/paint.ts';
import { lastLines, oneLine } from './text/visible.ts';
import { plural } from './units.ts';

export interface TerminalOptions {
  /** Columns. */
  readonly width: number;
  readonly colour: boolean;
  /** Where the HTML page is; null: nowhere. */
  readonly page: string | null;
}

/** Above this, merged tasks with nothing to say share one line. */
const MANY_TASKS = 40;
const WIDEST_ID = 24;
const LABEL = 12;
const TAIL_LINES = 3;
/** Of what is said once for all tasks. */
const COMMON_LINES = 10;
/** Where the answer is in the backend's own output. */
const LOGGED: readonly TaskStatus[] = ['failed', 'timed-out', 'rate-limited'];

export function terminalReport(summary: Summary, options: TerminalOptions): string {
  const paint = palette(options.colour);
  const width = Math.max(20, options.width);
  const blocks = [
    wrap(oneLine(headlineText(summary.headline)), width).map(paint.bold),
    failure(summary.failure, width, paint),
    rows(summary.tasks, width, paint),
    summary.remarks.flatMap(remark => hang('Note: ', oneLine(remark), width)),
    wrap(summary.effort, width),
    pointers(summary, options),
  ];
  return `${blocks
    .filter(lines => lines.length > 0)
    .map(lines => lines.join('\n'))
    .join('\n\n')}\n`;
}

/** What stands in everybody's way: the headline names it, here is its output. */
function failure(failed: CommandFailure | null, width: number, paint: Palette): readonly string[] {
  if (failed === null) return [];
  const tail = lastLines(failed.tail, COMMON_LINES).flatMap(line => hang('│ ', line, width));
  return [
    ...(tail.length === 0 ? [] : wrap(`The end of \`${oneLine(failed.command)}\`:`, width)),
    ...tail.map(paint.dim),
    ...(failed.log === undefined ? [] : [`log ${oneLine(failed.log)}`]),
  ];
}

function rows(tasks: readonly TaskView[], width: number, paint: Palette): readonly string[] {
  const quiet =
    tasks.length > MANY_TASKS ? tasks.filter(task => task.status === 'merged' && task.reason === '') : [];
  const shown = tasks.filter(task => !quiet.includes(task));
  const column = widest(
    shown.map(task => task.id),
    WIDEST_ID,
  );
  const merged = quiet[0] === undefined ? [] : [mergedLine(quiet[0], quiet.length, paint)];
  return [...merged, ...shown.flatMap(task => taskLines(task, { column, width, paint }))];
}

function mergedLine(example: TaskView, count: number, paint: Palette): string {
  return `${paint.tone(example.tone)(example.mark)} ${plural(count, 'task')} merged without a remark`;
}

interface RowLayout {
  readonly column: number;
  readonly width: number;
  readonly paint: Palette;
}

function taskLines(task: TaskView, { column, width, paint }: RowLayout): readonly string[] {
  const tone = paint.tone(task.tone);
  const label = task.tone === 'good' ? task.label : tone(pad(task.label, LABEL));
  const start = `${tone(task.mark)} ${pad(task.id, column)}  `;
  const narrow = width < column + LABEL + 34;
  const indent = narrow ? 4 : column + LABEL + 6;
  const text = details(task, width - indent, paint).map(line => ' '.repeat(indent) + line);
  const [first, ...rest] = text;
  if (first === undefined) return [`${start}${label.trimEnd()}`];
  if (narrow || task.id.length > column) return [`${start}${label.trimEnd()}`, first, ...rest];
  const gap = task.tone === 'good' ? pad(task.label, LABEL) : label;
  return [`${start}${gap}  ${first.trimStart()}`, ...rest];
}

/** Why, what its output says, where the work is. Names of branches and files stay whole, to be copied. */
function details(task: TaskView, room: number, paint: Palette): readonly string[] {
  const why = [task.reason, task.hint ?? ''].filter(text => text !== '').join('; ');
  const log = task.failure?.log ?? (LOGGED.includes(task.status) ? task.log : null);
  const tail = task.failure === null ? [] : lastLines(task.failure.tail, TAIL_LINES);
  return [
    ...(why === '' ? [] : wrap(oneLine(why), room)),
    ...tail.flatMap(line => hang('│ ', line, room)).map(paint.dim),
    ...(task.keptOn === null ? [] : [`work kept on ${task.keptOn}`]),
    ...(log === null ? [] : [`log ${oneLine(log)}`]),
    ...(task.strays === null ? [] : wrap(oneLine(task.strays), room)),
    ...(task.tree === null ? [] : [`tree kept in ${oneLine(task.tree)}`]),
  ];
}

function pointers(summary: Summary, { page, width }: TerminalOptions): readonly string[] {
  const next = summary.next.flatMap((command, index) =>
    hang(index === 0 ? 'Next:   ' : '        ', command, width),
  );
  return [...next, ...(page === null ? [] : [`Report: ${oneLine(page)}`])];
}
