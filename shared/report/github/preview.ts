/** A plan before it runs, as GitHub shows it: graph, batches, routes, what stands in each other's way, and the bill. */
import { mermaidPlan } from '../markdown/mermaid.ts';
import type { Part } from '../markdown/parts.ts';
import { drawn } from '../markdown/run-sections.ts';
import { route } from '../markdown/task-section.ts';
import { bulletList, clip, code, escapeMarkdown, missing, prose, table } from '../markdown.ts';
import { because, NOTHING_SPENT, type PreviewView, previewView } from '../preview/preview-view.ts';
import type { PlanInputs, PlannedTask } from '../summary/plan-view.ts';
import { money, plural, some } from '../units.ts';

const LONGEST_CELL = 600;
const NAMED_PATHS = 5;
const ROUTES = 'Why each task goes where it goes';

/** "10 tasks in 3 batches, about 6 min and $2.10" */
export function previewTitle(inputs: PlanInputs): string {
  const { size, total } = previewView(inputs);
  return `${size}, ${total.split(';')[0] ?? total}`;
}

export function previewParts(inputs: PlanInputs): readonly Part[] {
  const view = previewView(inputs);
  return [
    { rank: 0, fixed: true, versions: [bill(view)] },
    { rank: 4, versions: [drawn(mermaidPlan(view, inputs.graph))] },
    { rank: 1, versions: [1000, 200, 100, 50, 20, 5].map(rows => tasks(view, rows)) },
    { rank: 2, versions: [50, 20, 5].map(most => obstacles(view, most)) },
    { rank: 3, versions: [decision(view)] },
    { rank: 5, inside: ROUTES, versions: [1000, 200, 50].map(most => reasons(view, most)) },
  ];
}

function bill({ total, source, aside, held }: PreviewView): string {
  const first = `**Estimate:** ${prose(total)} (${prose(source)}). **${NOTHING_SPENT}**`;
  const money = [...held, ...(aside === null ? [] : [aside])].map(text => prose(clip(text, LONGEST_CELL)));
  return money.length === 0 ? first : `${first}\n\n${bulletList(money)}`;
}

function tasks(view: PreviewView, most: number): string {
  const rows = ordered(view)
    .slice(0, most)
    .map(task => [
      String(task.batch),
      `**${escapeMarkdown(task.id)}**`,
      route(task),
      scope(task),
      escapeMarkdown(some(task.needs, NAMED_PATHS)),
      ...figures(task.estimate),
    ]);
  const head = ['batch', 'task', 'backend', 'scope', 'needs', 'time', 'cost'];
  return `${table(head, rows)}${missing(view.tasks.length, most)}`;
}

function figures(estimate: PlannedTask['estimate']): readonly [time: string, cost: string] {
  if (estimate === null) return ['', ''];
  const { minutes, usd } = estimate;
  return [`about ${plural(minutes, 'min', 'min')}`, usd === null ? 'not known' : escapeMarkdown(money(usd))];
}

/** As they would start. */
function ordered({ batches, tasks: all }: PreviewView): readonly PlannedTask[] {
  const byId = new Map(all.map(task => [task.id, task]));
  return batches.flat().flatMap(id => byId.get(id) ?? []);
}

function scope({ paths }: PlannedTask): string {
  if (paths.length === 0) return 'whole repository';
  const named = paths.slice(0, NAMED_PATHS).map(path => code(clip(path, LONGEST_CELL / NAMED_PATHS)));
  const more = paths.length - named.length;
  return `${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

function obstacles({ moved, delay, meetings, unscoped }: PreviewView, most: number): string {
  const items = [
    ...first(moved, most),
    ...(delay === null ? [] : [prose(delay)]),
    ...first(meetings, most),
    ...(unscoped === null ? [] : [prose(unscoped)]),
  ];
  return items.length === 0 ? '' : `What stands in each other’s way:\n\n${bulletList(items)}`;
}

function first(texts: readonly string[], most: number): readonly string[] {
  const shown = texts.slice(0, most).map(text => prose(clip(text, LONGEST_CELL)));
  const more = texts.length - shown.length;
  return more > 0 ? [...shown, `and ${plural(more, 'more', 'more')} of this kind`] : shown;
}

function decision({ how, reasons: why, criticalPath }: PreviewView): string {
  const because = why.length === 0 ? '' : `: ${why.map(prose).join('; ')}`;
  const path =
    criticalPath.length < 2
      ? ''
      : `critical path: ${escapeMarkdown(clip(criticalPath.join(' → '), LONGEST_CELL))}`;
  return `How it would run:\n\n${bulletList([`${how}${because}`, path].filter(item => item !== ''))}`;
}

function reasons(view: PreviewView, most: number): string {
  const lines = ordered(view)
    .slice(0, most)
    .map(task => {
      const why = view.routed ? [`because ${because(task)}`, ...task.reasons.slice(0, -1)] : task.reasons;
      return `**${escapeMarkdown(task.id)}** ${prose(clip(why.join('; '), LONGEST_CELL))}`;
    });
  return `${bulletList(lines)}${missing(view.tasks.length, most)}`;
}
