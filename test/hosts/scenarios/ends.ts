/** Where the result goes, and runs that stop and go on. */
import { SCRATCH, type Scenario, waitOnce } from '../scenario.ts';

const told = (usd: number) => `printf '{"cost": ${usd}}' > "$BRAID_RESULT_FILE"`;

export const ends: readonly Scenario[] = [
  {
    name: 'the result stays at integration where `land: none` says so',
    config: { merge: { verify: ['true'], land: 'none' } },
    tasks: { a: 'echo a > a.txt' },
    expected: {
      run: 'completed',
      tasks: { a: 'merged' },
      at: 'integration',
      verified: true,
      tree: { 'a.txt': 'a\n' },
      says: ['the result is at braid/'],
    },
  },
  {
    name: 'the result lands on the branch that is named',
    config: { merge: { verify: ['true'], land: 'branch:next' } },
    tasks: { a: 'echo a > a.txt', b: { prompt: 'cp a.txt b.txt', needs: ['a'] } },
    expected: {
      run: 'completed',
      tasks: { a: 'merged', b: 'merged' },
      at: 'next',
      verified: true,
      tree: { 'b.txt': 'a\n' },
    },
  },
  {
    name: 'a run parks on its budget, and goes on with a higher one',
    config: {
      budget: { usd: 1, 'per-task-usd': 0.6 },
      parallel: { 'max-workers': 1 },
      merge: { verify: ['true'] },
    },
    tasks: {
      a: `echo > a.txt; ${told(0.5)}`,
      b: { prompt: `echo > b.txt; ${told(0.5)}`, needs: ['a'] },
    },
    later: [
      {
        ask: 'resume',
        config: {
          budget: { usd: 5, 'per-task-usd': 0.6 },
          parallel: { 'max-workers': 1 },
          merge: { verify: ['true'] },
        },
        before: { run: 'parked', tasks: { a: 'merged', b: 'held' } },
      },
    ],
    expected: {
      run: 'completed',
      tasks: { a: 'merged', b: 'merged' },
      at: 'target',
      verified: true,
      tree: { 'b.txt': '\n' },
    },
  },
  {
    name: 'a run is cancelled, and goes on where it was',
    config: { merge: { verify: ['true'] } },
    tasks: {
      a: 'echo a > a.txt',
      b: { prompt: `${waitOnce}; cp a.txt b.txt`, needs: ['a'] },
    },
    cancelled: true,
    later: [{ ask: 'resume', before: { run: 'cancelled', tasks: { a: 'merged', b: 'cancelled' } } }],
    expected: {
      run: 'completed',
      tasks: { a: 'merged', b: 'merged' },
      at: 'target',
      verified: true,
      tree: { 'b.txt': 'a\n' },
    },
  },
  {
    name: 'what a broken service held is merged as it is when that is back',
    config: { merge: { verify: [`test -e ${SCRATCH}/up`] } },
    tasks: { a: 'echo a > a.txt', b: 'echo b > b.txt', c: { prompt: 'cat a.txt > c.txt', needs: ['a'] } },
    later: [
      {
        ask: 'retry',
        given: 'up',
        before: { run: 'failed', tasks: { a: 'held', b: 'held', c: 'held' } },
      },
    ],
    expected: {
      run: 'completed',
      tasks: { a: 'merged', b: 'merged', c: 'merged' },
      at: 'target',
      verified: true,
      tree: { 'c.txt': 'a\n' },
    },
  },
  {
    name: 'one task is tried again on what is in by now',
    config: { merge: { verify: ['true'] } },
    tasks: {
      a: 'echo > a.txt',
      b: 'test -e a.txt && echo > b.txt',
      c: 'test -e a.txt && echo > c.txt',
    },
    later: [
      {
        ask: 'retry',
        task: 'b',
        before: { run: 'partial', tasks: { a: 'merged', b: 'failed', c: 'failed' } },
      },
    ],
    expected: {
      run: 'partial',
      tasks: { a: 'merged', b: 'merged', c: 'failed' },
      at: 'target',
      verified: true,
      tree: { 'b.txt': '\n', 'c.txt': null },
    },
  },
];
