/** When each task ran, by batch, with the verifications below: bars over one axis, drawn in SVG without a style of their own. */
import type { AttemptView } from '../summary/attempt-view.ts';
import type { BatchView } from '../summary/batch-view.ts';
import type { TaskView } from '../summary/task-view.ts';
import type { VerificationView } from '../summary/timing.ts';
import type { Summary } from '../summary.ts';
import { clock, duration, plural } from '../units.ts';
import { anchor, criticalTasks } from './graph.ts';
import { type Html, html, when } from './html.ts';

const STEPS_S = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 21_600, 43_200, 86_400];
const MOST_TICKS = 9;
/** In percent of the axis: what is shorter is drawn as long, to be seen at all. */
const SHORTEST_BAR = 0.6;

interface Axis {
  readonly from: number;
  readonly to: number;
}

interface Bar {
  readonly startedAt: number;
  readonly endedAt: number;
  readonly tone: string;
  readonly title: string;
}

export function ganttSection(summary: Summary): Html {
  const started = summary.batches.filter(batch => batch.startedAt !== null);
  if (started.length === 0) return html``;
  const axis = {
    from: summary.startedAt,
    to: Math.max(summary.startedAt + 1000, summary.finishedAt ?? summary.now),
  };
  const critical = criticalTasks(summary);
  return html`<section aria-labelledby="timing" data-key="timing">
<h2 id="timing">Timing</h2>
<p class="note">${summary.effort}</p>
<div class="card gantt" tabindex="0" role="group" aria-label="When each task ran"><div class="chart">
${stripes()}
<div class="row axis"><span class="name">time since the start</span>${track(ticks(axis))}</div>
${started.map(batch => batchRows(batch, summary, { axis, critical }))}
${verificationRow(summary.verifications, axis)}
</div></div>
</section>`;
}

function batchRows(
  batch: BatchView,
  summary: Summary,
  chart: { axis: Axis; critical: ReadonlySet<string> },
): Html {
  const tasks = summary.tasks.filter(task => task.startedAt !== null && batch.tasks.includes(task.id));
  const took = duration((batch.finishedAt ?? summary.now) - (batch.startedAt ?? summary.now));
  return html`<div class="row batch" data-key="batch-${batch.number}"><span class="name">batch ${batch.number}</span><span class="note">${batch.tally} · ${took}</span></div>
${tasks.map(task => taskRow(task, summary.now, chart))}`;
}

function taskRow(
  task: TaskView,
  now: number,
  { axis, critical }: { axis: Axis; critical: ReadonlySet<string> },
): Html {
  const isCritical = critical.has(task.id);
  const bars = task.attempts.flatMap(attempt => attemptBar(task, attempt, now));
  return html`<div class="row${isCritical ? ' critical' : ''}" data-key="${task.id}"><a class="name" href="#${anchor(task.id)}" title="${task.id}${isCritical ? ', on the critical path' : ''}">${task.id}</a>${track(bars.map(bar => drawn(bar, axis)))}</div>
`;
}

function attemptBar(task: TaskView, attempt: AttemptView, now: number): readonly Bar[] {
  const { startedAt, endedAt, number, tone, reason } = attempt;
  if (startedAt === null) return [];
  const tries = task.attempts.length > 1 ? `, try ${number}` : '';
  const end = endedAt ?? now;
  const title = `${task.id}${tries}: ${duration(end - startedAt)}${reason === '' ? '' : `, ${reason}`}`;
  return [{ startedAt, endedAt: end, tone, title }];
}

function verificationRow(verifications: readonly VerificationView[], axis: Axis): Html {
  const bars = verifications.map(({ name, startedAt, durationMs, verdict }) => ({
    startedAt,
    endedAt: startedAt + durationMs,
    tone: verdict === 'green' ? 'good' : verdict === 'red' ? 'bad' : 'quiet',
    title: `${name}: ${verdict}, ${duration(durationMs)}`,
  }));
  return when(
    bars.length > 0,
    () => html`<div class="row batch" data-key="verification"><span class="name">verification</span><span class="note">${plural(bars.length, 'run')}</span></div>
<div class="row" data-key="integration"><span class="name">integration</span>${track(bars.map(bar => drawn(bar, axis)))}</div>`,
  );
}

/** What fails is striped, so that colour is not the only sign. */
function stripes(): Html {
  return html`<svg width="0" height="0" class="sprite" aria-hidden="true"><pattern id="stripes" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)"><rect width="7" height="7" class="bad faint"/><rect width="7" height="4" class="bad"/></pattern></svg>`;
}

function track(marks: readonly Html[]): Html {
  return html`<svg class="track" width="100%" height="14" aria-hidden="true">${marks}</svg>`;
}

function drawn({ startedAt, endedAt, tone, title }: Bar, axis: Axis): Html {
  const left = percent(startedAt, axis);
  const width = Math.max(SHORTEST_BAR, percent(endedAt, axis) - left);
  const from = Math.min(left, 100 - width);
  const fill = tone === 'bad' ? html` fill="url(#stripes)"` : html``;
  return html`<rect class="bar ${tone}"${fill} x="${from.toFixed(2)}%" y="1" width="${width.toFixed(2)}%" height="12" rx="3"><title>${title}</title></rect>`;
}

function ticks(axis: Axis): readonly Html[] {
  const seconds = (axis.to - axis.from) / 1000;
  const step =
    STEPS_S.find(each => seconds / each <= MOST_TICKS) ?? Math.ceil(seconds / MOST_TICKS / 86_400) * 86_400;
  const count = Math.floor(seconds / step);
  return Array.from({ length: count + 1 }, (_, index) => {
    const at = axis.from + index * step * 1000;
    return html`<text x="${percent(at, axis).toFixed(2)}%" y="11">${clock(at - axis.from)}</text>`;
  });
}

function percent(at: number, { from, to }: Axis): number {
  return Math.min(100, Math.max(0, ((at - from) / (to - from)) * 100));
}
