import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findCycle } from '../../shared/plan/graph.ts';
import type { Task, TaskId } from '../../shared/plan/plan.ts';
import { ALL_TESTS } from '../all-tests.ts';
import { task } from '../plan/blank.ts';
import { plan, taskId } from './notation.ts';
import { anyTasks, hasOrder } from './reference.ts';

const cycleIn = (text: string) => findCycle(plan(text).tasks)?.join(' → ') ?? 'none';

describe('findCycle', () => {
  test.each([
    ['no tasks', '', 'none'],
    ['a diamond', 'a\nb needs a\nc needs a\nd needs b c', 'none'],
    ['itself', 'a needs a', 'a → a'],
    ['two', 'a needs b\nb needs a', 'a → b → a'],
    ['three', 'a needs b\nb needs c\nc needs a', 'a → b → c → a'],
    ['from the first in plan order', 'c needs a\na needs b\nb needs c', 'c → a → b → c'],
    ['by after', 'a needs b\nb after a', 'a → b → a'],
    ['seen from outside', 'x needs a\na needs b\nb needs a\ny', 'a → b → a'],
    ['who waits for the cycle is not on it', 'a needs b\nb needs c\nc needs b', 'b → c → b'],
    ['a short one', 'a needs b\nb needs c\nc needs d a\nd needs a', 'a → b → c → a'],
    ['the same need twice', 'a needs b b\nb needs a a after a', 'a → b → a'],
    ['ids that no task has', 'a needs nobody\nb needs a', 'none'],
    ['a member of its own epic', 'a epic e\nb epic e needs a', 'none'],
    ['in an epic', 'a epic e needs b\nb epic e needs a', 'a → b → a'],
    ['an epic behind an epic', 'a epic e\nb epic f needs a\nc epic f', 'none'],
    [
      'between epics: a needs c, which merges with d, which needs b, which merges with a',
      'a epic e needs c\nb epic e\nc epic f\nd epic f needs b',
      'a → c → d → b → a',
    ],
    ['between epics, by the same tasks', 'a epic e needs b\nb epic f needs a', 'a → b → a'],
    [
      'between epics, by after',
      'a epic e after c\nb epic e\nc epic f\nd epic f after b',
      'a → c → d → b → a',
    ],
    [
      'around three epics',
      'a epic e needs b\nb epic f\nc epic f needs d\nd epic g needs a',
      'a → b → c → d → a',
    ],
    ['an outsider between two members', 'm epic e\nx needs m\nn epic e needs x', 'm → n → x → m'],
    ['an outsider between two members, by after', 'm epic e\nx after m\nn epic e needs x', 'm → n → x → m'],
    ['not by a detour inside the epic', 's epic e needs m\nm epic e needs x\nx needs m', 'm → x → m'],
    ['an outsider in front of an epic', 'x\nm epic e needs x\nn epic e', 'none'],
  ])('%s', (_, text, expected) => {
    expect(cycleIn(text)).toBe(expected);
  });

  test('a ring of 100,000 tasks', () => {
    const ring = Array.from({ length: 100_000 }, (_, at) =>
      task(`t${at}`, { needs: [taskId(`t${(at + 1) % 100_000}`)] }),
    );
    expect(findCycle(ring)?.length).toBe(100_001);
  });

  test('finds one if and only if the epics cannot be put in an order', () => {
    fc.assert(
      fc.property(anyTasks({ most: 8, maybe: 'cycles' }), tasks => {
        expect(findCycle(tasks) === null).toBe(hasOrder(tasks));
      }),
      { numRuns: ALL_TESTS ? 2000 : 500 },
    );
    fc.assert(
      fc.property(anyTasks({ most: 8, maybe: 'mostly none' }), tasks => {
        expect(findCycle(tasks) === null).toBe(hasOrder(tasks));
      }),
      { numRuns: ALL_TESTS ? 2000 : 500 },
    );
  });

  test('the path can be followed: each lists the next, or is of the same epic once that was entered', () => {
    const both = fc.constantFrom<'cycles' | 'mostly none'>('cycles', 'mostly none');
    fc.assert(
      fc.property(
        both.chain(maybe => anyTasks({ most: 10, maybe })),
        tasks => {
          const path = findCycle(tasks);
          if (path !== null) expectCycle(path, tasks);
        },
      ),
      { numRuns: ALL_TESTS ? 4000 : 1000 },
    );
  });
});

function expectCycle(path: readonly TaskId[], tasks: readonly Task[]): void {
  const byId = new Map(tasks.map(one => [one.id, one]));
  const ring = path.slice(1).flatMap(id => byId.get(id) ?? []);
  expect(path.at(-1)).toBe(path[0]);
  expect(ring.length).toBe(path.length - 1);
  expect(new Set(ring).size, `each once: ${path.join(' ')}`).toBe(ring.length);
  const lists = (one: Task | undefined, other: Task | undefined) =>
    other !== undefined && [...(one?.needs ?? []), ...(one?.after ?? [])].includes(other.id);
  for (const [at, one] of ring.entries()) {
    const [before, next] = [ring.at(at - 1), ring[(at + 1) % ring.length]];
    const entered = before?.epic !== one.epic && lists(before, one);
    expect(
      lists(one, next) || (one.epic !== null && one.epic === next?.epic && entered),
      path.join(' '),
    ).toBe(true);
  }
}
