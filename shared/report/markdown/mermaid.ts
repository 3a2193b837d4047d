/** The graph and the timing of a run as Mermaid diagrams, which GitHub draws in Markdown. */
import type { Graph } from '../../plan/graph.ts';
import type { PreviewView } from '../preview/preview-view.ts';
import type { TaskView } from '../summary/task-view.ts';
import type { Summary } from '../summary.ts';
import { cut } from '../text/columns.ts';
import { oneLine } from '../text/visible.ts';

/** Mermaid's `maxTextSize` and `maxEdges`, which GitHub does not raise. */
const MOST_CHARACTERS = 50_000;
const MOST_EDGES = 500;
const WIDEST_LABEL = 40;

export type Diagram =
  | { readonly kind: 'drawn'; readonly text: string }
  /** Why there is none, in a sentence. */
  | { readonly kind: 'left-out'; readonly reason: string };

export function mermaidGraph(summary: Summary): Diagram {
  const { tasks, edges } = summary;
  if (edges.length > MOST_EDGES) return leftOut('graph', tooManyEdges(edges.length));
  const names = new Map(tasks.map((task, index) => [task.id, `t${index}`]));
  const nodes = tasks.map((task, index) => `  ${node(task, `t${index}`)}`);
  const arrows = edges.map(({ from, to, soft, critical }) => {
    const arrow = critical ? '==>' : soft ? '-.->' : '-->';
    return `  ${names.get(from)} ${arrow} ${names.get(to)}`;
  });
  return sized('graph', ['graph LR', ...nodes, ...arrows, ...classes(tasks)].join('\n'));
}

export function mermaidGantt(summary: Summary): Diagram {
  const sections = summary.batches.map(batch => {
    const bars = summary.tasks
      .filter(task => batch.tasks.includes(task.id))
      .flatMap(task => ganttBars(task, summary));
    return bars.length === 0 ? [] : [`  section Batch ${batch.number}`, ...bars];
  });
  const bars = sections.flat();
  if (bars.length === 0) return leftOut('chart', 'nothing has started yet');
  return sized('chart', ['gantt', '  dateFormat x', '  axisFormat %H:%M:%S', ...bars].join('\n'));
}

/** A plan that has not run: its batches as boxes. */
export function mermaidPlan(
  { batches }: Pick<PreviewView, 'batches'>,
  { needs }: Pick<Graph, 'needs'>,
): Diagram {
  const names = new Map(batches.flat().map((id, index) => [id, `t${index}`]));
  const arrows = [...needs].flatMap(([to, all]) =>
    all.map(from => `  ${names.get(from)} --> ${names.get(to)}`),
  );
  if (arrows.length > MOST_EDGES) return leftOut('graph', tooManyEdges(arrows.length));
  const boxes = batches.flatMap((batch, index) => [
    `  subgraph b${index + 1}["Batch ${index + 1}"]`,
    ...batch.map(id => `    ${names.get(id)}["${label(id)}"]`),
    '  end',
  ]);
  return sized('graph', ['graph LR', ...boxes, ...arrows].join('\n'));
}

function tooManyEdges(count: number): string {
  return `it has ${count} arrows, and a diagram here holds ${MOST_EDGES}`;
}

function node(task: TaskView, name: string): string {
  const text = label(`${task.mark} ${task.id}`);
  switch (task.tone) {
    case 'good':
      return `${name}(["${text}"]):::good`;
    case 'bad':
      return `${name}{{"${text}"}}:::bad`;
    case 'warn':
      return `${name}{{"${text}"}}:::warn`;
    default:
      return `${name}["${text}"]`;
  }
}

/** Only frames are coloured, so that the text is readable on a dark page and on a light one. */
function classes(tasks: readonly TaskView[]): readonly string[] {
  const colours = { good: '#2da44e', bad: '#cf222e', warn: '#bf8700' };
  const used = Object.entries(colours).filter(([tone]) => tasks.some(task => task.tone === tone));
  return used.map(([tone, colour]) => `  classDef ${tone} stroke:${colour},stroke-width:2px`);
}

function ganttBars(task: TaskView, summary: Summary): readonly string[] {
  const critical = summary.criticalPath.length > 1 && summary.criticalPath.includes(task.id);
  return task.attempts.flatMap(({ number, mark, startedAt, endedAt, outcome }) => {
    if (startedAt === null) return [];
    const name = label(`${mark} ${task.id}${task.attempts.length > 1 ? ` (try ${number})` : ''}`);
    const tags = [
      ...(critical ? ['crit'] : []),
      ...(outcome === null ? ['active'] : outcome === 'succeeded' ? ['done'] : []),
    ];
    const end = Math.max(endedAt ?? summary.now, startedAt + 1);
    return [`    ${name} :${[...tags, startedAt, end].join(', ')}`];
  });
}

/** Mermaid's own escapes; a label is never Markdown, HTML or syntax. */
function label(text: string): string {
  return cut(oneLine(text), WIDEST_LABEL).replace(
    /[^\p{L}\p{N} .\-_/()✔✘○◐◎‖–…]/gu,
    char => `#${char.codePointAt(0)};`,
  );
}

function sized(name: string, text: string): Diagram {
  return text.length <= MOST_CHARACTERS
    ? { kind: 'drawn', text }
    : leftOut(name, `it would need ${text.length} characters, and a diagram here holds ${MOST_CHARACTERS}`);
}

function leftOut(name: string, reason: string): Diagram {
  return { kind: 'left-out', reason: `The ${name} is not drawn: ${reason}.` };
}
