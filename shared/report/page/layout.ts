/** Where the tasks of a graph are drawn: a column for each batch, in it beside what they need. Pixels, from the top left. */
import type { TaskId } from '../../plan/plan.ts';
import type { BatchView } from '../summary/batch-view.ts';
import type { TaskView } from '../summary/task-view.ts';
import type { Summary } from '../summary.ts';
import { width } from '../text/columns.ts';

export interface Place {
  readonly task: TaskView;
  readonly x: number;
  readonly y: number;
}

export interface GraphLayout {
  readonly places: readonly Place[];
  /** The left edge of each batch. */
  readonly columns: readonly { readonly number: number; readonly x: number }[];
  readonly node: { readonly width: number; readonly height: number };
  /** Between one task and the next below it. */
  readonly gap: number;
  /** Nodes are shapes without a name. */
  readonly compact: boolean;
  readonly width: number;
  readonly height: number;
}

/** Above this, names would make the drawing larger than a screen. */
const MOST_NAMED = 60;
/** How wide the page is at most. */
const PAGE = 1000;
const HEADING = 26;
const MARGIN = 10;
/** About what a column of the page's font takes at its size in the drawing. */
const LETTER = 7.3;

interface Measures {
  readonly node: { readonly width: number; readonly height: number };
  readonly gap: { readonly x: number; readonly y: number };
  readonly between: number;
  readonly rows: number;
}

export function layoutGraph({ tasks, batches }: Summary): GraphLayout {
  const compact = tasks.length > MOST_NAMED;
  const largest = Math.max(1, ...batches.map(batch => batch.tasks.length));
  const measures = compact ? compactMeasures(batches) : namedMeasures(tasks, batches.length);
  const { node, gap, between } = measures;
  const rows = Math.min(measures.rows, largest);
  const byId = new Map(tasks.map(task => [task.id, task]));
  const height = HEADING + rows * (node.height + gap.y) - gap.y + MARGIN;
  const places: Place[] = [];
  const columns: { number: number; x: number }[] = [];
  const heights = new Map<TaskId, number>();
  let x = MARGIN;
  for (const batch of batches) {
    columns.push({ number: batch.number, x });
    const members = besideNeeds(
      batch.tasks.flatMap(id => byId.get(id) ?? []),
      heights,
    );
    const used = Math.min(rows, members.length);
    const top = HEADING + ((rows - used) * (node.height + gap.y)) / 2;
    for (const [index, task] of members.entries()) {
      const y = top + (index % used) * (node.height + gap.y);
      places.push({ task, x: x + Math.floor(index / used) * (node.width + gap.x), y });
      heights.set(task.id, y);
    }
    x += Math.ceil(members.length / Math.max(1, used)) * (node.width + gap.x) - gap.x + between;
  }
  return { places, columns, node, gap: gap.y, compact, width: Math.max(120, x - between + MARGIN), height };
}

/** The space between batches uses what a wide page leaves. */
function namedMeasures(tasks: readonly TaskView[], batches: number): Measures {
  const longest = Math.max(0, ...tasks.map(task => width(task.id)));
  const room = Math.min(190, Math.max(84, 40 + longest * LETTER));
  const spare = (PAGE - batches * room) / Math.max(1, batches - 1);
  const between = Math.round(Math.min(140, Math.max(64, spare)));
  return { node: { width: Math.round(room), height: 32 }, gap: { x: 20, y: 16 }, between, rows: 12 };
}

function compactMeasures(batches: readonly BatchView[]): Measures {
  const largest = Math.max(...batches.map(batch => batch.tasks.length));
  const rows = Math.max(10, Math.ceil(Math.sqrt(largest)));
  const columns = batches
    .map(batch => Math.ceil(batch.tasks.length / rows))
    .reduce((sum, count) => sum + count, 0);
  const spare = (PAGE - columns * 24) / Math.max(1, batches.length - 1);
  const between = Math.round(Math.min(120, Math.max(40, spare)));
  return { node: { width: 18, height: 18 }, gap: { x: 6, y: 6 }, between, rows };
}

/** By the mean height of what they need, so that few edges cross; the others keep their order at the end. */
function besideNeeds(
  members: readonly TaskView[],
  heights: ReadonlyMap<TaskId, number>,
): readonly TaskView[] {
  const aim = (task: TaskView) => {
    const known = [...task.needs, ...task.after].flatMap(id => heights.get(id) ?? []);
    return known.length === 0 ? Number.MAX_SAFE_INTEGER : known.reduce((sum, y) => sum + y, 0) / known.length;
  };
  return [...members].sort((a, b) => aim(a) - aim(b));
}
