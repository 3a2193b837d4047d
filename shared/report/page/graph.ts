/** The graph of a run as SVG: status by shape and colour, edges that light up when they are satisfied, the critical path. */
import type { Edge, Summary } from '../summary.ts';
import { cut } from '../text/columns.ts';
import { type Html, html, when } from './html.ts';
import { iconUse } from './icons.ts';
import { type GraphLayout, layoutGraph, type Place } from './layout.ts';
import { Routes } from './routes.ts';

/** More are a grey area and no information; the critical ones are drawn alone then. */
const MOST_EDGES = 600;
/** About what a column of text takes. */
const LETTER = 7.3;

export function graphSection(summary: Summary): Html {
  if (summary.tasks.length === 0) return html``;
  const layout = layoutGraph(summary);
  const edges =
    summary.edges.length > MOST_EDGES ? summary.edges.filter(edge => edge.critical) : summary.edges;
  return html`<section aria-labelledby="graph" data-key="graph">
<h2 id="graph">Graph</h2>
<div class="card scroll" tabindex="0" role="group" aria-label="Graph of the tasks">${drawing(layout, edges, summary)}</div>
<p class="legend">${legend(summary)}${when(
    edges.length < summary.edges.length,
    () => html` · of ${summary.edges.length} arrows only the critical ones are drawn`,
  )}</p>
</section>`;
}

function legend({ criticalPath, edges }: Summary): Html {
  const path =
    criticalPath.length < 2
      ? html``
      : html`<span class="critical-key"></span>critical path: ${cut(criticalPath.join(' → '), 200)}`;
  const soft = edges.some(edge => edge.soft) ? html` · dotted: order only` : html``;
  return html`${path}${soft}`;
}

function drawing(layout: GraphLayout, edges: readonly Edge[], summary: Summary): Html {
  const { width, height, compact } = layout;
  const places = new Map(layout.places.map(place => [place.task.id, place]));
  const critical = criticalTasks(summary);
  const routes = new Routes(layout);
  const lines = [...edges]
    .sort((a, b) => weight(a) - weight(b))
    .flatMap(edge => {
      const from = places.get(edge.from);
      const to = places.get(edge.to);
      return from === undefined || to === undefined ? [] : [line(edge, routes.path(from, to))];
    });
  const headings = layout.columns.map(
    ({ number, x }) => html`<text x="${x}" y="14" class="heading">batch ${number}</text>`,
  );
  const nodes = layout.places.map(place => node(place, layout, critical.has(place.task.id)));
  return html`<svg class="graph${compact ? ' compact' : ''}" width="${Math.ceil(width)}" height="${Math.ceil(height)}" viewBox="0 0 ${Math.ceil(width)} ${Math.ceil(height)}" role="group" aria-label="Tasks and what they need">
<defs>${['open', 'lit', 'critical'].map(arrowHead)}</defs>
${headings}${lines}${nodes}</svg>`;
}

/** What matters is drawn last, on top. */
function weight(edge: Edge): number {
  return (edge.critical ? 2 : 0) + (edge.satisfied ? 1 : 0);
}

function arrowHead(name: string): Html {
  return html`<marker id="head-${name}" class="${name}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" markerUnits="userSpaceOnUse" orient="auto"><path d="M1 1l6 3-6 3z"/></marker>`;
}

function line(edge: Edge, path: string): Html {
  const kind = edge.critical ? 'critical' : edge.satisfied ? 'lit' : 'open';
  const classes = `edge ${kind}${edge.soft ? ' soft' : ''}${edge.satisfied ? '' : ' unsatisfied'}`;
  return html`<path class="${classes}" d="${path}" marker-end="url(#head-${kind})"/>`;
}

function node({ task, x, y }: Place, { node: size, compact }: GraphLayout, critical: boolean): Html {
  const inside = compact
    ? html`<circle cx="9" cy="9" r="8" class="ground"/>${iconUse(task.mark, html` x="1" y="1" width="16" height="16"`)}`
    : html`<rect width="${size.width}" height="${size.height}" rx="8"/>${iconUse(task.mark, html` x="9" y="8" width="16" height="16"`)}<text x="32" y="20.5">${cut(task.id, Math.floor((size.width - 38) / LETTER))}</text>`;
  const ring = when(
    critical,
    () =>
      html`<rect x="-3" y="-3" width="${size.width + 6}" height="${size.height + 6}" rx="${compact ? 7 : 11}" class="ring"/>`,
  );
  const name = `${task.id}: ${task.label}${task.reason === '' ? '' : `, ${cut(task.reason, 160)}`}`;
  return html`<a href="#${anchor(task.id)}"><g class="node ${task.tone}${critical ? ' critical' : ''}" transform="translate(${x} ${y})"><title>${name}</title>${ring}${inside}</g></a>`;
}

/** A path of one task shows nothing. */
export function criticalTasks({ criticalPath }: Summary): ReadonlySet<string> {
  return new Set(criticalPath.length > 1 ? criticalPath : []);
}

/** Where a task's details are in the page. */
export function anchor(id: string): string {
  return `task-${encodeURIComponent(id)}`;
}
