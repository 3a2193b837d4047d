/** A plan before it runs, in a terminal: its batches, its routes, what stands in each other's way. A pure string. */
import type { TaskId } from '../plan/plan.ts';
import { because, effort, NOTHING_SPENT, type PreviewView, previewView } from './preview/preview-view.ts';
import type { PlanInputs, PlannedTask } from './summary/plan-view.ts';
import { cut, hang, pad, widest, wrap } from './text/columns.ts';
import { type Palette, palette } from './text/paint.ts';
import { oneLine } from './text/visible.ts';
import { some } from './units.ts';

export interface PreviewOptions {
  /** Columns. */
  readonly width: number;
  readonly colour: boolean;
}

const WIDEST_ID = 24;
/** Of one batch in the drawing; the table has them all. */
const DRAWN = 12;
const NAMED_NEEDS = 4;
const OBSTACLES = 20;
/** Columns; with less the figures of each task are left out. */
const WIDE = 60;

interface Layout {
  readonly width: number;
  readonly paint: Palette;
  readonly ids: number;
}

export function previewPlan(inputs: PlanInputs, options: PreviewOptions): string {
  const view = previewView(inputs);
  const paint = palette(options.colour);
  const ids = widest(
    view.tasks.map(task => task.id),
    WIDEST_ID,
  );
  const layout = { width: Math.max(40, options.width), paint, ids };
  const blocks = [
    wrap(view.plan, layout.width).map(paint.bold),
    view.batches.flatMap((batch, index) => drawBatch(batch, index + 1, view.tasks, layout)),
    table(view, layout),
    obstacles(view, layout),
    [...decision(view, layout), ...bill(view, layout)],
    [paint.bold(NOTHING_SPENT)],
  ];
  return `${blocks
    .filter(lines => lines.length > 0)
    .map(lines => lines.join('\n'))
    .join('\n\n')}\n`;
}

/** One branch a task, each with what it waits for. */
function drawBatch(
  batch: readonly TaskId[],
  number: number,
  tasks: readonly PlannedTask[],
  { width, paint, ids }: Layout,
): readonly string[] {
  const members = batch.flatMap(id => tasks.find(task => task.id === id) ?? []);
  const shown = members.length > DRAWN ? members.slice(0, DRAWN - 1) : members;
  const name = `batch ${number}`;
  const lines = shown.map((task, index) => {
    const needs = task.needs.length === 0 ? '' : `← ${some(task.needs, NAMED_NEEDS)}`;
    const start = `${index === 0 ? name : ' '.repeat(name.length)} ${branch(index, members.length)} `;
    const line = cut(`${start}${needs === '' ? task.id : `${pad(task.id, ids)}  ${needs}`}`, width);
    const arrow = line.indexOf('←');
    return arrow < 0 ? line : line.slice(0, arrow) + paint.dim(line.slice(arrow));
  });
  const hidden = members.length - shown.length;
  const indent = ' '.repeat(name.length);
  return hidden === 0 ? lines : [...lines, `${indent} └ ${paint.dim(`… and ${hidden} more`)}`];
}

function branch(index: number, count: number): string {
  if (count === 1) return '─';
  if (index === 0) return '┬';
  return index === count - 1 ? '└' : '├';
}

/** The widths follow the content; the scope takes what is left. Why a task goes where it goes stands below it. */
function table({ tasks, routed }: PreviewView, { width, paint, ids }: Layout): readonly string[] {
  const isWide = width >= WIDE;
  const isModelled = tasks.some(task => task.model !== null);
  const rows = tasks.map(task => [
    cut(task.id, ids),
    String(task.batch),
    oneLine(task.backend),
    ...(isModelled ? [oneLine(task.model ?? '–')] : []),
    ...(isWide ? [effort(task.estimate)] : []),
    task.paths.length === 0 ? 'whole repository' : oneLine(task.paths.join(', ')),
  ]);
  const head = [
    'task',
    'batch',
    'backend',
    ...(isModelled ? ['model'] : []),
    ...(isWide ? ['about'] : []),
    'scope',
  ];
  const columns = head.map((title, index) =>
    widest([title, ...rows.map(row => row[index] ?? '')], WIDEST_ID),
  );
  const line = (cells: readonly string[]) => {
    const fixed = cells
      .slice(0, -1)
      .map((cell, index) => pad(cut(cell, columns[index] ?? 0), columns[index] ?? 0));
    return hang(`${fixed.join('  ')}  `, cells.at(-1) ?? '', width);
  };
  const why = (task: PlannedTask) => hang('  ', `because ${oneLine(because(task))}`, width).map(paint.dim);
  return [
    ...line(head).map(paint.dim),
    ...tasks.flatMap((task, index) => [...line(rows[index] ?? []), ...(routed ? why(task) : [])]),
  ];
}

/** What stands in each other's way, and what may. */
function obstacles(view: PreviewView, { width }: Layout): readonly string[] {
  return [
    ...listed(view.moved, width),
    ...(view.delay === null ? [] : hang('! ', view.delay, width)),
    ...listed(view.meetings, width),
    ...(view.unscoped === null ? [] : hang('! ', view.unscoped, width)),
  ];
}

function listed(texts: readonly string[], width: number): readonly string[] {
  const hidden = texts.length - OBSTACLES;
  const lines = texts.slice(0, OBSTACLES).flatMap(text => hang('! ', oneLine(text), width));
  return hidden > 0 ? [...lines, `! and ${hidden} more of this kind`] : lines;
}

/** Time and money for all of it, and where the figures come from. */
function bill({ total, source, aside, held }: PreviewView, { width, paint }: Layout): readonly string[] {
  return [
    ...hang('estimate       ', total, width).map(paint.bold),
    ...hang('               ', source, width),
    ...(aside === null ? [] : hang('               ', oneLine(aside), width)),
    ...listed(held, width),
  ];
}

function decision({ criticalPath, how, reasons }: PreviewView, { width, paint }: Layout): readonly string[] {
  return [
    ...hang('critical path  ', criticalPath.join(' → '), width),
    ...hang('execution      ', how, width).map(paint.bold),
    ...reasons.flatMap(reason => hang('               ', oneLine(reason), width)),
  ];
}
