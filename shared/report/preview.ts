/** A plan before it runs, in a terminal: its batches, its routes, what stands in each other's way. A pure string. */
import { whyApart } from '../plan/graph.ts';
import type { TaskId } from '../plan/plan.ts';
import { type PlanInputs, type PlannedTask, planTasks } from './summary/plan-view.ts';
import { movedReason } from './summary/reasons.ts';
import { cut, hang, pad, widest, wrap } from './text/columns.ts';
import { type Palette, palette } from './text/paint.ts';
import { oneLine } from './text/visible.ts';
import { duration, money, plural, some } from './units.ts';

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
/** A part of the complexity that counts for less is not shown, and only the largest. */
const TELLING = 0.03;
const NAMED_PARTS = 3;
/** Columns; with less the figures of each task are left out. */
const WIDE = 60;
/** Of one batch. */
const PAIRED = 200;

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
    table(inputs, tasks, layout),
    obstacles(inputs, layout),
    [...decision(inputs, layout), ...bill(inputs, layout)],
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

/** The widths follow the content; the scope takes what is left. Why a task goes where it goes stands below it. */
function table(
  { config }: PlanInputs,
  tasks: readonly PlannedTask[],
  { width, paint, ids }: Layout,
): readonly string[] {
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
  const isRouted = config.routing.enabled;
  const why = (task: PlannedTask) => hang('  ', `because ${because(task)}`, width).map(paint.dim);
  return [
    ...line(head).map(paint.dim),
    ...tasks.flatMap((task, index) => [...line(rows[index] ?? []), ...(isRouted ? why(task) : [])]),
  ];
}

function effort(estimate: PlannedTask['estimate']): string {
  if (estimate === null) return '–';
  const cost = estimate.usd === null ? '?' : money(estimate.usd);
  return `${plural(estimate.minutes, 'min', 'min')} ${cost}`;
}

function because({ type, complexity, complexityParts, routeReasons }: PlannedTask): string {
  const parts = complexityParts
    .map(({ name, value, weight, reason }) => ({ share: value * weight, text: `${name} (${reason})` }))
    .filter(({ share }) => share >= TELLING)
    .sort((a, b) => b.share - a.share)
    .slice(0, NAMED_PARTS)
    .map(({ share, text }) => `${text} ${share.toFixed(2)}`);
  const made = parts.length === 0 ? '' : ` of ${parts.join(', ')}`;
  return oneLine(`${routeReasons.join('; ')}. ${type}; complexity ${complexity.toFixed(2)}${made}`);
}

/** What stands in each other's way, and what may. */
function obstacles(inputs: PlanInputs, { width }: Layout): readonly string[] {
  const { graph, forecast } = inputs;
  const moved = graph.serialized.map(each => movedReason(graph, each));
  const cost = forecast.minutesForOverlap;
  const lines = [
    ...listed(moved, width),
    ...(cost === 0 ? [] : hang('! ', `keeping them apart takes about ${minutes(cost)} longer`, width)),
    ...listed(meetings(inputs), width),
  ];
  const boundless = inputs.plan.tasks.filter(({ paths }) => paths.length === 0).length;
  if (boundless === 0 || inputs.plan.tasks.length === 1) return lines;
  const hint = `${plural(boundless, 'task')} without \`paths\`: whether ${boundless === 1 ? 'it collides' : 'they collide'} shows at the merge`;
  return [...lines, ...hang('! ', hint, width)];
}

function listed(texts: readonly string[], width: number): readonly string[] {
  const hidden = texts.length - OBSTACLES;
  const lines = texts.slice(0, OBSTACLES).flatMap(text => hang('! ', oneLine(text), width));
  return hidden > 0 ? [...lines, `! and ${hidden} more of this kind`] : lines;
}

/** With `overlap: allow`: who may meet whom in the same files at the same time. Pairs of so many tasks are looked at. */
function meetings({ plan, graph, config }: PlanInputs): readonly string[] {
  if (config.overlap === 'serialize') return [];
  const byId = new Map(plan.tasks.map(task => [task.id, task]));
  return graph.batches.flatMap(batch => {
    const tasks = batch.slice(0, PAIRED).flatMap(id => byId.get(id) ?? []);
    return tasks.flatMap((task, at) =>
      tasks.slice(at + 1).flatMap(other => {
        const reason = whyApart(other, task, { overlap: 'serialize' });
        return reason === null ? [] : [`${other.id} may collide with ${task.id}: ${reason}`];
      }),
    );
  });
}

/** Time and money for all of it, and where the figures come from. */
function bill({ forecast, config }: PlanInputs, { width, paint }: Layout): readonly string[] {
  const { usd, unpriced, minutesOneByOne } = forecast;
  const cost = usd === null ? '' : ` and ${money(usd)}`;
  const alone = minutesOneByOne === forecast.minutes ? '' : `; one by one about ${minutes(minutesOneByOne)}`;
  const total = `about ${minutes(forecast.minutes)}${cost}${alone}`;
  const source = isPriced(forecast)
    ? 'guesses of Braid’s and the prices of the configuration'
    : 'guesses of Braid’s';
  const unknown =
    unpriced.length === 0 ? '' : `; the cost of ${plural(unpriced.length, 'task')} is not known`;
  const budget = config.budget.usd === null ? '' : `; the budget is ${money(config.budget.usd)}`;
  return [
    ...hang('estimate       ', total, width).map(paint.bold),
    ...hang('               ', `from ${source}, without retries and verification${unknown}${budget}`, width),
  ];
}

function isPriced({ estimates }: PlanInputs['forecast']): boolean {
  return [...estimates.values()].some(({ source }) => source === 'price');
}

function minutes(count: number): string {
  const whole = Math.ceil(count);
  return whole < 60 ? `${whole} min` : duration(whole * 60_000);
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
