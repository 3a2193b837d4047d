/** How long batches take: on few workers, for who needs several, and at a backend that takes few at once. */
import { expect, test } from 'vitest';
import { type Length, spanOf } from '../../shared/plan/order/span.ts';
import type { TaskId } from '../../shared/plan/plan.ts';

type Given = readonly [minutes: number, backend?: string, weight?: number];

/** One batch. */
function minutes(
  tasks: readonly Given[],
  { workers = 4, most = null }: { workers?: number; most?: number | null },
) {
  const ids = tasks.map((_, at) => `t${at}` as TaskId);
  const lengths = new Map(
    tasks.map(([length, backend = 'sh'], at): [TaskId, Length] => [
      `t${at}` as TaskId,
      { minutes: length, backend, most: backend === 'few' ? most : null },
    ]),
  );
  const weights = new Map(tasks.map(([, , weight = 1], at) => [`t${at}` as TaskId, weight]));
  return spanOf([ids], { lengths, weights, workers });
}

test.each<[string, readonly Given[], { workers?: number; most?: number }, number]>([
  ['all at once', [[3], [5], [4]], {}, 5],
  ['one after the other', [[3], [5], [4]], { workers: 1 }, 12],
  ['who is next takes the first worker that is free', [[3], [5], [4]], { workers: 2 }, 7],
  ['who needs two waits for both', [[3], [5], [4, 'sh', 2]], { workers: 2 }, 9],
  [
    'a backend for one at a time',
    [
      [3, 'few'],
      [3, 'few'],
      [3, 'few'],
    ],
    { most: 1 },
    9,
  ],
  [
    'a backend for two at a time',
    [
      [3, 'few'],
      [3, 'few'],
      [3, 'few'],
    ],
    { most: 2 },
    6,
  ],
  [
    'others go past who waits for its backend',
    [[3, 'few'], [3, 'few'], [6], [1]],
    { workers: 2, most: 1 },
    7,
  ],
  [
    'a backend for more than there are workers',
    [
      [3, 'few'],
      [3, 'few'],
    ],
    { most: 9 },
    3,
  ],
  ['nothing', [], {}, 0],
])('%s', (_, tasks, hall, expected) => {
  expect(minutes(tasks, hall)).toBe(expected);
});

test('batches follow each other', () => {
  const batches = [['a', 'b'], ['c']].map(batch => batch.map(id => id as TaskId));
  expect(spanOf(batches, { lengths: new Map(), weights: new Map(), workers: 4 })).toBe(2);
});
