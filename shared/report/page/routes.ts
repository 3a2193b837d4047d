/** How an edge of the graph is drawn: past the tasks that stand between its ends, through the nearest gap of each column of them. */
import type { GraphLayout, Place } from './layout.ts';

interface Point {
  readonly x: number;
  readonly y: number;
}

/** What a line keeps from a task that it passes, at most. */
const CLEAR = 5;
/** Lines through one gap lie beside each other, this far apart as long as there is room. */
const LANE = 3;

/** The tasks of one batch that a line passes: columns beside each other, with the same rows. */
interface Block {
  readonly left: number;
  readonly right: number;
  readonly tops: readonly number[];
  /** Where the line would like to pass. */
  readonly aim: (at: Point) => number;
}

export class Routes {
  readonly #layout: GraphLayout;
  /** Where columns of tasks stand, from the left; a batch may have several. */
  readonly #stacks: readonly { readonly x: number; readonly batch: number; readonly tops: number[] }[];
  readonly #used = new Map<string, number>();

  constructor(layout: GraphLayout) {
    this.#layout = layout;
    const stacks = new Map<number, { x: number; batch: number; tops: number[] }>();
    for (const { task, x, y } of layout.places) {
      const stack = stacks.get(x) ?? { x, batch: task.batch, tops: [] };
      stack.tops.push(y);
      stacks.set(x, stack);
    }
    this.#stacks = [...stacks.values()].sort((a, b) => a.x - b.x);
  }

  /** As the `d` of an SVG path. */
  path(from: Place, to: Place): string {
    const { width, height } = this.#layout.node;
    const start = { x: from.x + width, y: from.y + height / 2 };
    const end = { x: to.x - 1, y: to.y + height / 2 };
    let at: Point = start;
    let drawn = `M${point(start)}`;
    for (const { left, right, tops, aim } of this.#blocks({ from, to }, { start, end })) {
      const y = this.#gap(left, tops, aim(at));
      drawn += `${curve(at, { x: left, y })}L${point({ x: right, y })}`;
      at = { x: right, y };
    }
    return drawn + curve(at, end);
  }

  #blocks(
    { from, to }: { readonly from: Place; readonly to: Place },
    { start, end }: { readonly start: Point; readonly end: Point },
  ): readonly Block[] {
    const passed = this.#stacks.filter(({ x }) => x > from.x && x < to.x);
    return [...new Set(passed.map(({ batch }) => batch))].map(batch => {
      const own = passed.filter(stack => stack.batch === batch);
      const left = (own[0]?.x ?? 0) - this.#clear;
      const right = (own.at(-1)?.x ?? 0) + this.#layout.node.width + this.#clear;
      const tops = [...new Set(own.flatMap(stack => stack.tops))].sort((a, b) => a - b);
      const straight = (at: Point) =>
        at.y + ((end.y - at.y) * ((left + right) / 2 - at.x)) / Math.max(1, end.x - at.x);
      // Beside its own end a line stays level: it turns where there is room.
      const aim =
        batch === from.task.batch ? () => start.y : batch === to.task.batch ? () => end.y : straight;
      return { left, right, tops, aim };
    });
  }

  get #clear(): number {
    return Math.min(CLEAR, this.#layout.gap / 2 - 1);
  }

  /** The height nearest to the one aimed at where no task is. */
  #gap(left: number, tops: readonly number[], aim: number): number {
    const { node, gap } = this.#layout;
    const isFree = tops.every(top => aim <= top - this.#clear || aim >= top + node.height + this.#clear);
    if (isFree) return aim;
    const gaps = [...tops.map(top => top - gap / 2), (tops.at(-1) ?? 0) + node.height + gap / 2];
    const nearest = gaps.reduce((best, each) => (Math.abs(each - aim) < Math.abs(best - aim) ? each : best));
    const key = `${left} ${nearest}`;
    const count = this.#used.get(key) ?? 0;
    this.#used.set(key, count + 1);
    const lanes = Math.max(0, Math.floor((gap - 8) / LANE / 2)) * 2 + 1;
    const lane = count % lanes;
    return nearest + Math.ceil(lane / 2) * LANE * (lane % 2 === 0 ? 1 : -1);
  }
}

function curve(from: Point, to: Point): string {
  const bend = (to.x - from.x) / 2;
  return `C${point({ x: from.x + bend, y: from.y })} ${point({ x: to.x - bend, y: to.y })} ${point(to)}`;
}

function point({ x, y }: Point): string {
  return `${Math.round(x * 10) / 10} ${Math.round(y * 10) / 10}`;
}
