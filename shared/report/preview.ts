/** A plan before it runs, in a terminal: its batches, its routes, what stands in each other's way. A pure string. */
import type { TaskId } from '../plan/plan.ts';
import { type PlanInputs, type PlannedTask, planTasks } from './summary/plan-view.ts';
import { movedReason } from './summary/reasons.ts';
import { cut, hang, pad, widest, wrap } from './text/columns.ts';
import { type Palette, palette } from './text/paint.ts';
import { oneLine } from './text/visible.ts';
import { plural, some } from './units.ts';

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

interface Layout {
  readonly width: number;
  readonly paint: Palette;
  readonly ids: number;
}

export function previewPlan(inputs: PlanInputs, options: PreviewOptions): string {
  const tasks = planTasks(inputs);
  const paint = palette(options.colour);
  const ids = widest(
    tasks.map(task => task.id),
    WIDEST_ID,
  );
  const layout = { width: Math.max(40, options.width), paint, ids };
  const blocks = [
    headline(inputs, layout),
    inputs.graph.batches.flatMap((batch, index) => drawBatch(batch, index + 1, tasks, layout)),
    table(tasks, layout),
    obstacles(inputs, layout),
    decision(inputs, layout),
    [paint.bold('Nothing has been spent.')],
  ];
  return `${blocks
    .filter(lines => lines.length > 0)
    .map(lines => lines.join('\n'))
    .join('\n\n')}\n`;
}

function headline({ plan }: PlanInputs, { width, paint }: Layout): readonly string[] {
  return wrap(plan.name, width).map(paint.bold);
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

/** The widths follow the content; the scope takes what is left. */
function table(tasks: readonly PlannedTask[], { width, paint, ids }: Layout): readonly string[] {
  const routed = tasks.some(task => task.model !== null);
  const rows = tasks.map(task => [
    cut(task.id, ids),
    String(task.batch),
    oneLine(task.backendNamed ? task.backend : `${task.backend} (default)`),
    ...(routed ? [oneLine(task.model ?? '–')] : []),
    task.paths.length === 0 ? 'whole repository' : oneLine(task.paths.join(', ')),
  ]);
  const head = ['task', 'batch', 'backend', ...(routed ? ['model'] : []), 'scope'];
  const columns = head.map((title, index) =>
    widest([title, ...rows.map(row => row[index] ?? '')], WIDEST_ID),
  );
  const line = (cells: readonly string[]) => {
    const fixed = cells
      .slice(0, -1)
      .map((cell, index) => pad(cut(cell, columns[index] ?? 0), columns[index] ?? 0));
    return hang(`${fixed.join('  ')}  `, cells.at(-1) ?? '', width);
  };
  return [...line(head).map(paint.dim), ...rows.flatMap(line)];
}

/** What stands in each other's way. */
function obstacles({ graph }: PlanInputs, { width }: Layout): readonly string[] {
  const hidden = graph.serialized.length - OBSTACLES;
  const shown = graph.serialized.slice(0, OBSTACLES);
  const lines = shown.flatMap(moved => hang('! ', oneLine(movedReason(graph, moved)), width));
  return hidden > 0 ? [...lines, `! and ${hidden} more of this kind`] : lines;
}

function decision({ graph, choice, config }: PlanInputs, { width, paint }: Layout): readonly string[] {
  const { execution, schedule, reasons } = choice;
  const workers = plural(config.parallel.maxWorkers, 'worker');
  const how = execution === 'parallel' ? `parallel, ${workers}` : 'one at a time';
  const eager =
    execution === 'parallel' && schedule === 'eager' ? ', each as soon as its needs are merged' : '';
  return [
    ...hang('critical path  ', graph.criticalPath.join(' → '), width),
    ...hang('execution      ', `${how}${eager}`, width).map(paint.bold),
    ...reasons.flatMap(reason => hang('               ', oneLine(reason), width)),
  ];
}
