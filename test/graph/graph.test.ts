import { describe, expect, test } from 'vitest';
import { buildGraph, whyApart } from '../../shared/plan/graph.ts';
import { task } from '../plan/blank.ts';
import { batchesOf, plan, serializedOf, taskId } from './notation.ts';

const graphOf = (text: string, overlap: 'serialize' | 'allow' = 'serialize') =>
  buildGraph(plan(text), { overlap });

describe('batches', () => {
  test.each([
    ['one task', 'a', 'a'],
    ['a chain', 'a\nb needs a\nc needs b', 'a | b | c'],
    ['a diamond', 'a\nb needs a\nc needs a\nd needs b c', 'a | b c | d'],
    ['needs are later in the plan', 'c needs b\nb needs a\na', 'a | b | c'],
    ['as early as it can', 'a\nb needs a\nc needs b\nd needs a', 'a | b d | c'],
    ['after orders too', 'a\nb after a', 'a | b'],
    ['the same need twice', 'a\nb needs a a after a\nc needs b', 'a | b | c'],
    ['plan order', 'b\na\nc', 'b a c'],
    ['priority before plan order', 'a priority 9\nb priority 1\nc priority -1', 'c b a'],
    ['the longer path first', 'a\nb\nc needs b', 'b a | c'],
    ['after makes a path longer', 'a\nb\nc after b', 'b a | c'],
    ['priority before the longer path', 'a priority 1\nb\nc needs b', 'a b | c'],
    ['an outsider waits for the whole epic', 'a epic e\nb needs a epic e\nc needs a', 'a | b | c'],
    ['after a member: waits for the whole epic', 'a epic e\nb needs a epic e\nc after a', 'a | b | c'],
    [
      'inside an epic needs are ordinary',
      'a epic e\nb needs a epic e\nc epic e\nd needs c epic e',
      'a c | b d',
    ],
    ['an epic behind an epic', 'a epic e\nb epic e\nc epic f needs a\nd epic f', 'a b d | c'],
    ['a path through an epic counts', 'x\na epic e\nb epic e\nc needs a', 'a b x | c'],
  ])('%s', (_, text, batches) => {
    expect(batchesOf(graphOf(text))).toBe(batches);
  });

  test('batchOf says the number of the batch, from 1', () => {
    const { batchOf } = graphOf('a\nb needs a\nc');
    expect([...batchOf]).toEqual([
      ['a', 1],
      ['c', 1],
      ['b', 2],
    ]);
  });
});

describe('tasks that may not share a batch', () => {
  test.each([
    ['the same file', 'a paths x.ts\nb paths x.ts', 'a | b', 'b behind a: both may change x.ts'],
    ['two patterns', 'a paths src/a.ts\nb paths src/**', 'a | b', 'b behind a: src/** and src/a.ts overlap'],
    ['one of several', 'a paths x y z\nb paths u y', 'a | b', 'b behind a: both may change y'],
    ['no overlap', 'a paths src/a/**\nb paths src/b/**', 'a b', ''],
    ['without paths: overlaps nobody', 'a\nb paths **\nc', 'a b c', ''],
    [
      'conflicts-with, listed by the later',
      'a\nb conflicts a',
      'a | b',
      'b behind a: lists a in conflicts-with',
    ],
    [
      'conflicts-with, listed by the other',
      'a conflicts b\nb',
      'a | b',
      'b behind a: a lists it in conflicts-with',
    ],
    [
      'the order of starting decides',
      'a paths x\nb paths x priority 1',
      'b | a',
      'a behind b: both may change x',
    ],
    ['dependents shift', 'a paths x\nb paths x\nc needs b', 'b | a c', 'a behind b: both may change x'],
    [
      'three in a row: behind the last one',
      'a paths x\nb paths x\nc paths x',
      'a | b | c',
      'b behind a: both may change x\nc behind b: both may change x',
    ],
    [
      'moved twice, by two different tasks',
      'a paths x\nb paths y conflicts a\nc paths x y',
      'a | b | c',
      'b behind a: lists a in conflicts-with\nc behind b: both may change y',
    ],
    ['ordered anyway', 'a paths x\nb needs a paths x', 'a | b', ''],
    [
      'in an epic too',
      'a epic e paths x\nb epic e paths x\nc needs a',
      'a | b | c',
      'b behind a: both may change x',
    ],
    ['far apart by needs', 'a\nb needs a paths x\nc paths x', 'a c | b', ''],
    [
      'a task that waits is met by a more urgent one',
      'a paths x\nb paths x priority 200\nc needs a paths x',
      'a | c | b',
      'b behind c: both may change x',
    ],
  ])('%s', (_, text, batches, serialized) => {
    const graph = graphOf(text);
    expect(batchesOf(graph)).toBe(batches);
    expect(serializedOf(graph)).toBe(serialized);
  });

  test('overlap: allow lifts the rule for paths, and not conflicts-with', () => {
    const graph = graphOf('a paths x\nb paths x\nc paths x conflicts a', 'allow');
    expect(batchesOf(graph)).toBe('a b | c');
    expect(serializedOf(graph)).toBe('c behind a: lists a in conflicts-with');
  });

  test('a pattern that stands for too many paths to be compared overlaps everything', () => {
    const monster = '{a,b}'.repeat(20);
    expect(batchesOf(graphOf(`a paths ${monster}\nb paths docs/x.md`))).toBe('a | b');
  });

  test('whyApart answers for two tasks alone', () => {
    const [a, b, c] = [task('a', { paths: ['src/**'] }), task('b', { paths: ['src/x.ts'] }), task('c')];
    const foe = task('d', { conflictsWith: [taskId('a')] });
    expect(whyApart(a, b, { overlap: 'serialize' })).toBe('src/** and src/x.ts overlap');
    expect(whyApart(a, b, { overlap: 'allow' })).toBeNull();
    expect(whyApart(a, c, { overlap: 'serialize' })).toBeNull();
    expect(whyApart(a, foe, { overlap: 'allow' })).toBe('d lists it in conflicts-with');
  });
});

describe('needs and dependents', () => {
  const text = 'a epic e\nb epic e needs a\nc needs a a\nd needs c after b';
  test('who needs a member of another epic needs all of its members; `after` is not a need', () => {
    expect(Object.fromEntries(graphOf(text).needs)).toEqual({ a: [], b: ['a'], c: ['a', 'b'], d: ['c'] });
  });
  test('dependents are the inverse', () => {
    expect(Object.fromEntries(graphOf(text).dependents)).toEqual({
      a: ['b', 'c'],
      b: ['c'],
      c: ['d'],
      d: [],
    });
  });
});

describe('the order of merging', () => {
  test.each([
    ['plan order', 'b\na\nc', 'b a c'],
    ['priority first', 'a\nb priority 1\nc', 'b a c'],
    ['behind what it needs', 'a needs c priority 1\nb\nc', 'b c a'],
    ['behind what it is after', 'a after b\nb', 'b a'],
    ['an epic at the place of its first', 'a epic e\nb\nc epic e', 'a c b'],
    ['the first of an epic by priority', 'a\nb\nc epic e priority 1\nd epic e', 'c d a b'],
    ['an epic inside by priority, then plan order', 'a epic e\nb epic e priority 1\nc', 'b a c'],
    ['an epic inside behind needs', 'a epic e needs b\nb epic e\nc', 'b a c'],
    ['an epic waits for what one of it needs', 'a epic e\nb\nc epic e needs d\nd', 'b d a c'],
    ['an outsider behind the whole epic', 'a needs b priority 1\nb epic e\nc\nd epic e', 'b d a c'],
  ])('%s', (_, text, order) => {
    expect(graphOf(text).mergeOrder.join(' ')).toBe(order);
  });
});

describe('the longest path', () => {
  test.each([
    ['alone', 'a\nb', 'a', 'a1 b1'],
    ['a chain', 'b needs a\na\nc needs b', 'a b c', 'b2 a3 c1'],
    ['of two, the first in plan order', 'a\nb\nd needs b\nc needs a', 'a c', 'a2 b2 d1 c1'],
    ['of two ways on, the first in plan order', 'c needs a\na\nb needs a', 'a c', 'c1 a2 b1'],
    ['by after', 'a\nb after a', 'a b', 'a2 b1'],
    ['through an epic', 'a epic e\nb epic e\nc needs b\nd needs c', 'a c d', 'a3 b3 c2 d1'],
    ['not longer by an overlap', 'a paths x\nb paths x', 'a', 'a1 b1'],
  ])('%s', (_, text, path, remaining) => {
    const graph = graphOf(text);
    expect(graph.criticalPath.join(' ')).toBe(path);
    expect([...graph.remaining].map(([id, length]) => id + length).join(' ')).toBe(remaining);
  });
});

test('a plan with a cycle, which no parser lets through, is a bug', () => {
  expect(() => graphOf('a needs b\nb needs a')).toThrow('the plan has a cycle');
});

test('a chain of 100,000 tasks does not overflow the stack', () => {
  const chain = Array.from({ length: 100_000 }, (_, at) =>
    task(`t${at}`, { needs: at === 0 ? [] : [taskId(`t${at - 1}`)] }),
  );
  const graph = buildGraph({ name: 'chain', epics: [], tasks: chain }, { overlap: 'serialize' });
  expect(graph.batches.length).toBe(100_000);
  expect(graph.criticalPath.length).toBe(100_000);
  expect(graph.mergeOrder.at(-1)).toBe('t99999');
});

test('100,000 tasks that change one file are one behind the other', () => {
  const crowd = Array.from({ length: 100_000 }, (_, at) =>
    task(`t${at}`, { paths: ['CHANGELOG.md', `src/${at}/**`] }),
  );
  const graph = buildGraph({ name: 'crowd', epics: [], tasks: crowd }, { overlap: 'serialize' });
  expect(graph.batches.length).toBe(100_000);
  expect(graph.serialized.length).toBe(99_999);
});
