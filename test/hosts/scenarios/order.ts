/** Who comes before whom, and what is said of those that wait. */
import type { Scenario } from '../scenario.ts';

export const order: readonly Scenario[] = [
  {
    name: 'two batches, the second on top of the first',
    config: { merge: { verify: ['! test -e c.txt || test -s c.txt'] } },
    tasks: {
      a: 'echo a > a.txt',
      b: 'echo b > b.txt',
      c: { prompt: 'cat a.txt b.txt > c.txt', needs: ['a', 'b'] },
    },
    expected: {
      run: 'completed',
      tasks: { a: 'merged', b: 'merged', c: 'merged' },
      at: 'target',
      verified: true,
      tree: { 'c.txt': 'a\nb\n' },
      batches: [['a', 'b'], ['c']],
    },
  },
  {
    name: '`after` waits for a task and does without it',
    tasks: {
      first: 'exit 1',
      second: { prompt: 'ls > second.txt', after: ['first'] },
      third: { prompt: 'cp second.txt third.txt', after: ['second'] },
    },
    expected: {
      run: 'partial',
      tasks: { first: 'failed', second: 'merged', third: 'merged' },
      at: 'target',
      tree: { 'third.txt': 'readme.md\nsecond.txt\n' },
      batches: [['first'], ['second'], ['third']],
    },
  },
  {
    name: 'tasks whose paths overlap are not in one batch',
    files: { 'src/list.txt': '1\n' },
    tasks: {
      a: { prompt: 'echo 2 >> src/list.txt', paths: ['src/**'] },
      b: { prompt: 'echo 3 >> src/list.txt', paths: ['src/list.txt'] },
      c: { prompt: 'echo > c.txt', paths: ['c.txt'] },
    },
    expected: {
      run: 'completed',
      tasks: { a: 'merged', b: 'merged', c: 'merged' },
      at: 'target',
      tree: { 'src/list.txt': '1\n2\n3\n' },
      batches: [['a', 'c'], ['b']],
    },
  },
  {
    name: 'an epic is merged as one',
    config: { merge: { verify: ['! test -e a.txt || test -e b.txt'] } },
    plan: { epics: { both: { title: 'Both' } } },
    tasks: {
      a: { prompt: 'echo a > a.txt', epic: 'both' },
      b: { prompt: 'cp a.txt b.txt', epic: 'both', needs: ['a'] },
      c: { prompt: 'cp b.txt c.txt', needs: ['b'] },
    },
    expected: {
      run: 'completed',
      tasks: { a: 'merged', b: 'merged', c: 'merged' },
      at: 'target',
      verified: true,
      tree: { 'c.txt': 'a\n' },
    },
  },
  {
    name: 'an epic in which one fails is held as one',
    plan: { epics: { both: { title: 'Both' } } },
    tasks: {
      a: { prompt: 'echo > a.txt', epic: 'both' },
      b: { prompt: 'exit 1', epic: 'both' },
      c: { prompt: 'echo > c.txt', needs: ['a'] },
      d: 'echo > d.txt',
    },
    expected: {
      run: 'partial',
      tasks: {
        a: ['held', 'epic both is incomplete: b ended as failed'],
        b: ['failed', 'exit code 1'],
        c: ['skipped', 'needs b'],
        d: 'merged',
      },
      at: 'target',
      tree: { 'a.txt': null, 'd.txt': '\n' },
    },
  },
];
