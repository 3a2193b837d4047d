import { describe, expect, test } from 'vitest';
import type { Config } from '../../shared/plan/config.ts';
import { buildGraph } from '../../shared/plan/graph.ts';
import { chooseExecution } from '../../shared/plan/mode.ts';
import { DEFAULT_CONFIG } from '../../shared/plan/parse-config.ts';
import { plan } from './notation.ts';

function choose(text: string, changes: Partial<Config> & { readonly workers?: number } = {}): string {
  const { workers = 4, ...rest } = changes;
  const config = {
    ...DEFAULT_CONFIG,
    parallel: { ...DEFAULT_CONFIG.parallel, maxWorkers: workers },
    ...rest,
  };
  const tasks = plan(text);
  const { execution, reasons } = chooseExecution(tasks, buildGraph(tasks, config), {
    config,
    lengths: new Map(),
  });
  return `${execution}: ${reasons.join('; ')}`;
}

const tasks = (count: number, fields = '') =>
  Array.from({ length: count }, (_, at) => `t${at} ${fields}`).join('\n');
const chain = (count: number) =>
  Array.from({ length: count }, (_, at) => (at === 0 ? 'c0' : `c${at} needs c${at - 1}`)).join('\n');

describe('auto', () => {
  test.each([
    [
      'several at once',
      `${tasks(8)}\nx needs t0\ny needs x`,
      {},
      'parallel: 10 tasks in 3 batches: with 4 workers about 2.5 times as fast as one by one (about 4 against 10 min)',
    ],
    [
      'two at once',
      tasks(2),
      {},
      'parallel: 2 tasks in 1 batch: with 4 workers about 2 times as fast as one by one (about 1 against 2 min)',
    ],
    ['one task', tasks(1), {}, 'sequential: there is one task only'],
    ['a chain', chain(3), {}, 'sequential: each of the 3 tasks is alone in its batch'],
    ['all on one file', tasks(3, 'paths x'), {}, 'sequential: each of the 3 tasks is alone in its batch'],
    ['one worker', tasks(3), { workers: 1 }, 'sequential: `max-workers` is 1'],
    [
      'a gain of 10 %',
      `${chain(9)}\nx`,
      {},
      'parallel: 10 tasks in 9 batches: with 4 workers about 1.1 times as fast as one by one (about 9 against 10 min)',
    ],
    [
      'a smaller gain',
      `${chain(10)}\nx`,
      {},
      'sequential: 11 tasks in 10 batches: with 4 workers about 1.1 times as fast as one by one (about 10 against 11 min); parallel execution is for plans that take at least 10 % less time by it',
    ],
    [
      'hardly a gain',
      `${chain(30)}\nx`,
      {},
      'sequential: 31 tasks in 30 batches: with 4 workers hardly faster than one by one (about 30 against 31 min); parallel execution is for plans that take at least 10 % less time by it',
    ],
  ])('%s', (_, text, changes, expected) => {
    expect(choose(text, changes)).toBe(expected);
  });
});

describe('what is configured', () => {
  test.each([
    [
      'sequential',
      tasks(8),
      { execution: 'sequential' as const },
      'sequential: `execution: sequential` is configured',
    ],
    [
      'parallel, whatever it gains',
      chain(2),
      { execution: 'parallel' as const },
      'parallel: `execution: parallel` is configured; 2 tasks in 2 batches: with 4 workers hardly faster than one by one (about 2 against 2 min)',
    ],
    [
      'a folder for each',
      tasks(8),
      { isolation: 'directory' as const },
      'parallel: 8 tasks in 1 batch: with 4 workers about 4 times as fast as one by one (about 2 against 8 min); `isolation: directory` is configured: tasks that start from the same commit share one tree, each in its folder `tasks/<id>`',
    ],
    [
      'a folder for each, one after the other',
      tasks(8),
      { execution: 'sequential' as const, isolation: 'directory' as const },
      'sequential: `execution: sequential` is configured; `isolation: directory` is configured: tasks that start from the same commit share one tree, each in its folder `tasks/<id>`',
    ],
    [
      'one tree for all',
      tasks(8),
      { execution: 'parallel' as const, isolation: 'branch' as const },
      'sequential: `isolation: branch` is configured: all tasks share one tree, one after the other',
    ],
    [
      'one tree for all that keeps what is ignored',
      tasks(8),
      { execution: 'parallel' as const, isolation: 'none' as const },
      'sequential: `isolation: none` is configured: all tasks share one tree, with what git ignores in it, one after the other',
    ],
  ])('%s', (_, text, changes, expected) => {
    expect(choose(text, changes)).toBe(expected);
  });

  test('the schedule is taken over', () => {
    const two = plan('a\nb');
    const eager = { ...DEFAULT_CONFIG, schedule: 'eager' as const };
    expect(chooseExecution(two, buildGraph(two, eager), { config: eager, lengths: new Map() }).schedule).toBe(
      'eager',
    );
  });
});
