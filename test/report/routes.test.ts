import { expect, test } from 'vitest';
import type { Plan } from '../../shared/plan/plan.ts';
import { type GraphLayout, layoutGraph, type Place } from '../../shared/report/page/layout.ts';
import { Routes } from '../../shared/report/page/routes.ts';
import { type Summary, summarize } from '../../shared/report/summary.ts';
import { replay } from '../../shared/run/transition.ts';
import { pacedRun } from '../app/browser/paced.ts';
import { many, SHOP } from '../app/browser/plans.ts';
import { plan, task } from '../run/simulate.ts';
import { NOW } from './payments.ts';

const SPANS = plan(
  ...['a', 'b', 'c'].map(id => task(id)),
  ...['a', 'b', 'c'].map(id => task(`${id}2`, { needs: [id] })),
  ...['a', 'b', 'c'].map(id => task(`${id}3`, { needs: [`${id}2`, 'a', 'b'] })),
  task('end', { needs: ['a', 'b', 'c', 'a2', 'b3'] }),
);

function drawn(of: Plan): { readonly summary: Summary; readonly layout: GraphLayout } {
  const state = replay(pacedRun(of).slice(0, 1));
  if (state === null) throw new Error('the run has not begun');
  const summary = summarize(state, NOW);
  return { summary, layout: layoutGraph(summary) };
}

/** Points of a path, close to each other. */
function pointsOf(path: string): readonly (readonly [number, number])[] {
  const points: [number, number][] = [];
  let at: readonly number[] = [];
  for (const [, command = '', rest = ''] of path.matchAll(/([MLC])([^MLC]+)/g)) {
    const to = rest.trim().split(/\s+/).map(Number);
    const [x0 = 0, y0 = 0] = at;
    const [x1 = 0, y1 = 0, x2 = 0, y2 = 0, x3 = 0, y3 = 0] =
      command === 'C' ? to : [x0, y0, ...to.slice(-2), ...to.slice(-2)];
    for (let step = 0; command !== 'M' && step <= 40; step += 1) {
      const t = step / 40;
      const s = 1 - t;
      points.push([
        s ** 3 * x0 + 3 * s * s * t * x1 + 3 * s * t * t * x2 + t ** 3 * x3,
        s ** 3 * y0 + 3 * s * s * t * y1 + 3 * s * t * t * y2 + t ** 3 * y3,
      ]);
    }
    at = to.slice(-2);
  }
  return points;
}

function covers({ x, y }: Place, { node }: GraphLayout, [px, py]: readonly [number, number]): boolean {
  return px > x && px < x + node.width && py > y && py < y + node.height;
}

test.each([
  ['over several batches', SPANS],
  ['of twenty tasks', SHOP],
  ['of 256 tasks in batches of several columns', many(256)],
])('no edge %s passes behind a task', (_, of) => {
  const { summary, layout } = drawn(of);
  const routes = new Routes(layout);
  const places = new Map(layout.places.map(place => [place.task.id, place]));
  const hidden = summary.edges.flatMap(({ from, to }) => {
    const [start, end] = [places.get(from), places.get(to)];
    if (start === undefined || end === undefined) return [`${from} ${to} has no place`];
    const points = pointsOf(routes.path(start, end));
    expect(points.length).toBeGreaterThan(0);
    return layout.places
      .filter(place => points.some(point => covers(place, layout, point)))
      .map(({ task }) => `${from} → ${to} passes behind ${task.id}`);
  });
  expect(hidden).toEqual([]);
});
