/** What a terminal shows while a run goes on: a pure function of the state, the latest progress and the time. */
import type { TaskId } from '../../plan/plan.ts';
import type { Started } from '../../run/state.ts';
import { type BatchView, tally } from '../summary/batch-view.ts';
import type { TaskView } from '../summary/task-view.ts';
import { type Summary, summarize } from '../summary.ts';
import { cut, pad, padStart, widest, width } from '../text/columns.ts';
import { type Paint, type Palette, palette } from '../text/paint.ts';
import { oneLine } from '../text/visible.ts';
import { clock, duration, money } from '../units.ts';

/** The last thing a task was seen doing; key null: the run itself. */
export type Sightings = ReadonlyMap<TaskId | null, Sighting>;

export interface Sighting {
  readonly kind: 'output' | 'preparing' | 'verifying' | 'collecting';
  readonly data: string;
}

export interface FrameOptions {
  readonly sightings: Sightings;
  readonly now: number;
  /** Columns. */
  readonly width: number;
  /** Lines; the frame leaves one free for the cursor. */
  readonly height: number;
  /** Counts frames, for the spinner. */
  readonly tick: number;
  readonly colour: boolean;
}

const SPINNER = ['◐', '◓', '◑', '◒'];
const BAR = 20;
const WIDEST_ID = 24;
const WIDEST_ROUTE = 26;
/** Batches that are over keep a line each, this many. */
const PAST_BATCHES = 3;

/** A piece of a line; pieces are cut before they are coloured. */
interface Piece {
  readonly text: string;
  readonly paint: Paint | null;
}

export function liveFrame(state: Started, options: FrameOptions): string {
  const summary = summarize(state, options.now);
  const paint = palette(options.colour);
  const room = Math.max(3, options.height - 1);
  const current = currentBatches(summary);
  const bars = barBatches(summary, current, room).map(batch =>
    barLine(summary, batch, { ...options, paint }),
  );
  const members = new Set(current.flatMap(batch => batch.tasks));
  const tasks = summary.tasks.filter(task => members.has(task.id));
  const rows = taskRows(tasks, room - 1 - bars.length, { ...options, paint });
  const lines = [headerLine(summary, paint), ...bars, ...rows];
  return lines
    .slice(0, room)
    .map(line => assemble(line, options.width))
    .join('\n');
}

type Layout = FrameOptions & { readonly paint: Palette };

function headerLine(summary: Summary, paint: Palette): readonly Piece[] {
  const cost = summary.bill.short === '' ? '' : ` · ${summary.bill.short}`;
  return [piece(summary.plan, paint.bold), piece(` · ${summary.mode.size} · ${summary.mode.how}${cost}`)];
}

/** Those that are being worked on; eager runs have several. */
function currentBatches({ batches }: Summary): readonly BatchView[] {
  const busy = batches.filter(batch => !['waiting', 'done', 'failed'].includes(batch.status));
  const next = batches.find(batch => batch.status === 'waiting');
  return busy.length > 0 || next === undefined ? busy : [next];
}

/** At most a third of the room; what is over gives way first. */
function barBatches({ batches }: Summary, current: readonly BatchView[], room: number): readonly BatchView[] {
  const past = batches.filter(batch => batch.status === 'done' || batch.status === 'failed');
  return [...past.slice(-PAST_BATCHES), ...current].slice(-Math.max(1, Math.floor(room / 3)));
}

function barLine(summary: Summary, batch: BatchView, { now, paint, sightings }: Layout): readonly Piece[] {
  const of = batch.tasks.length;
  const filled = of === 0 ? BAR : Math.round((batch.worked / of) * BAR);
  const lost = summary.tasks.filter(task => batch.tasks.includes(task.id) && task.tone === 'bad');
  const time = batch.startedAt === null ? '' : clock((batch.finishedAt ?? now) - batch.startedAt);
  const name = `batch ${pad(String(batch.number), String(summary.batches.length).length)} of ${summary.batches.length}`;
  return [
    piece(`${name}  `),
    piece('━'.repeat(filled), paint.tone(lost.length > 0 ? 'bad' : 'good')),
    piece('─'.repeat(BAR - filled), paint.dim),
    piece(`  ${batch.worked} of ${of}   ${padStart(time, 5)}`),
    ...(lost.length > 0 ? [piece(`   ${tally(lost)}`, paint.tone('bad'))] : []),
    piece(phase(batch, sightings.get(null)), paint.dim),
  ];
}

/** What happens to the batch as a whole. */
function phase(batch: BatchView, sighting: Sighting | undefined): string {
  if (batch.status === 'merging') return '   merging';
  if (batch.status !== 'verifying') return '';
  return `   verifying${sighting?.kind === 'verifying' && sighting.data !== '' ? `: ${oneLine(sighting.data)}` : ''}`;
}

function taskRows(tasks: readonly TaskView[], room: number, layout: Layout): readonly (readonly Piece[])[] {
  if (tasks.length <= room) return tasks.map(task => taskRow(task, tasks, layout));
  const byUrgency = [...tasks].sort((a, b) => urgency(a) - urgency(b));
  const shown = byUrgency.slice(0, Math.max(0, room - 1));
  const hidden = byUrgency.slice(shown.length);
  const more = piece(`  … and ${hidden.length} more: ${tally(hidden)}`, layout.paint.dim);
  return [...shown.map(task => taskRow(task, shown, layout)), [more]];
}

function urgency(task: TaskView): number {
  const order = ['running', 'conflict', 'red', 'failed', 'verifying', 'waiting'];
  const index = order.indexOf(task.status);
  return index < 0 ? (task.status === 'merged' ? order.length : 2) : index;
}

function taskRow(task: TaskView, all: readonly TaskView[], layout: Layout): readonly Piece[] {
  const { paint, now, tick } = layout;
  const tone = paint.tone(task.tone);
  const ids = widest(
    all.map(each => each.id),
    WIDEST_ID,
  );
  const routes = layout.width < 60 ? 0 : widest(all.map(route), WIDEST_ROUTE);
  const mark = task.status === 'running' ? (SPINNER[tick % SPINNER.length] ?? task.mark) : task.mark;
  const costs = all.some(each => each.costUsd !== null) ? 9 : 0;
  const cost = task.costUsd === null ? '' : money(task.costUsd);
  return [
    piece('  '),
    piece(mark, tone),
    piece(` ${pad(cut(task.id, ids), ids)}  `),
    piece(routes === 0 ? '' : `${pad(cut(route(task), routes), routes)}  `, paint.dim),
    piece(padStart(time(task, now), 8)),
    piece(padStart(cost, costs), paint.dim),
    piece(`   ${doing(task, layout.sightings.get(task.id))}`, task.tone === 'bad' ? tone : paint.dim),
  ];
}

function route(task: TaskView): string {
  return oneLine(task.model === null ? task.backend : `${task.backend} · ${task.model}`);
}

function time(task: TaskView, now: number): string {
  const last = task.attempts.at(-1);
  if (task.status !== 'running') return task.durationMs === null ? '' : duration(task.durationMs);
  return last?.startedAt == null ? '' : clock(now - last.startedAt);
}

function doing(task: TaskView, sighting: Sighting | undefined): string {
  if (task.status === 'merged') return '';
  if (task.status !== 'running') return oneLine(task.open ? task.reason : `${task.label}: ${task.reason}`);
  switch (sighting?.kind) {
    case 'output':
      return oneLine(sighting.data);
    case 'preparing':
      return 'its tree is being prepared';
    case 'verifying':
      return oneLine(`its own verify runs: ${sighting.data}`);
    case 'collecting':
      return 'its work is being collected';
    default:
      return oneLine(task.reason);
  }
}

function piece(text: string, paint: Paint | null = null): Piece {
  return { text, paint };
}

function assemble(pieces: readonly Piece[], columns: number): string {
  let room = columns;
  let line = '';
  for (const [index, { text, paint }] of pieces.entries()) {
    const rest = pieces.slice(index + 1).some(each => each.text.trim() !== '');
    const shown = cut(rest ? text : text.trimEnd(), room);
    line += paint === null || shown.trim() === '' ? shown : paint(shown);
    room -= width(shown);
    if (shown.length < text.trimEnd().length) break;
  }
  return line;
}
