/** How long is waited for a rate limit: spread over tasks, attempts and runs, and never for ever. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { RunId, TaskId } from '../../shared/plan/plan.ts';
import { limitText } from '../../shared/run/attempts/evidence.ts';
import { factsOf, type Started } from '../../shared/run/state.ts';
import { taskStatus } from '../../shared/run/status.ts';
import { DEFAULTS, plan, Simulator, startEvent, task } from './simulate.ts';
import { CALM, type Deed, World } from './world.ts';

const NAMES = Array.from({ length: 12 }, (_, at) => `t${String(at + 1).padStart(2, '0')}`);

function limited(deed: Deed, { run = 'test-1', names = NAMES, times = 99 } = {}): Started {
  const deeds = Object.fromEntries(names.map(name => [name, [...Array(times).fill(deed), 'work']]));
  const world = new World({ ...CALM, deeds });
  const simulator = new Simulator(world);
  const start = startEvent(world, plan(...names.map(name => task(name))), DEFAULTS);
  simulator.take(start.type === 'run-started' ? { ...start, run: run as RunId } : start);
  while (simulator.started.finishedAt === null) {
    simulator.run({ steps: 1 });
    // What was waited for has passed.
    simulator.at = Math.max(simulator.at, simulator.started.now);
  }
  return simulator.started;
}

/** The pause after each attempt, in milliseconds. */
function pauses(state: Started, id: string): readonly number[] {
  return factsOf(state, id as TaskId).attempts.flatMap(({ end, wait }) =>
    end === null || wait === null ? [] : [wait.until - end.at],
  );
}

const firstPauses = (state: Started) => NAMES.map(name => pauses(state, name)[0] ?? 0);
const range = (values: readonly number[]) => Math.max(...values) - Math.min(...values);

test.each<[Deed, number, number]>([
  ['limited', 1000, 500],
  ['limited-for-long', 30_000, 7500],
])('tasks that were %s come back one by one', (deed, pause, most) => {
  const found = firstPauses(limited(deed, { times: 1 }));
  expect(Math.min(...found)).toBeGreaterThanOrEqual(pause);
  expect(Math.max(...found)).toBeLessThanOrEqual(pause + most);
  expect(range(found)).toBeGreaterThan(most / 2);
  const sorted = [...found].sort((a, b) => a - b);
  const quarters = new Set(sorted.map(each => Math.floor(((each - pause) / most) * 4)));
  expect(quarters.size).toBe(4);
  expect(new Set(found).size).toBe(NAMES.length);
});

test('another run and another attempt wait otherwise, the same again as long', () => {
  const [one, other] = [limited('limited', { run: 'one' }), limited('limited', { run: 'other' })];
  expect(firstPauses(one)).not.toEqual(firstPauses(other));
  expect(firstPauses(one)).toEqual(firstPauses(limited('limited', { run: 'one' })));
  const late = pauses(one, 't01').slice(-5);
  expect(range(late)).toBeGreaterThan(1000);
});

test('pauses grow to a minute and more, and a quarter of an hour is waited in all', () => {
  const state = limited('limited', { names: ['a'] });
  const found = pauses(state, 'a');
  expect(found.slice(0, 6).map(each => 2 ** Math.floor(Math.log2(each / 1000)))).toEqual([
    1, 2, 4, 8, 16, 32,
  ]);
  expect(Math.max(...found)).toBeGreaterThan(60_000);
  expect(Math.max(...found)).toBeLessThanOrEqual(75_000);
  const { attempts } = factsOf(state, 'a' as TaskId);
  const took = (attempts.at(-1)?.end?.at ?? 0) - (attempts[0]?.startedAt ?? 0);
  expect(took).toBeGreaterThanOrEqual(15 * 60_000);
  expect(took).toBeLessThan(17 * 60_000);
  expect(taskStatus(state, 'a' as TaskId)).toEqual({
    status: 'rate-limited',
    reason: `sh was rate-limited ${attempts.length} times in a row, over ${limitText(took)}`,
  });
});

test('times that are named are waited for, but for no more than a day in all', () => {
  const state = limited('limited-for-hours', { names: ['a'] });
  const waits = pauses(state, 'a');
  expect(waits.reduce((sum, each) => sum + each, 0)).toBeLessThan(24 * 3_600_000);
  expect(waits).toHaveLength(4);
  expect(taskStatus(state, 'a' as TaskId)).toEqual({
    status: 'rate-limited',
    reason: expect.stringMatching(
      /^sh was rate-limited 5 times in a row, over 120\d(\.\d)? min, and again for 300 min: more than a day in all$/,
    ),
  });
});

test('every run ends, whatever is limited', () => {
  const deed = fc.constantFrom<Deed>('limited', 'limited-for-long', 'limited-for-hours');
  fc.assert(
    fc.property(fc.array(deed, { minLength: 1, maxLength: 30 }), deeds => {
      const world = new World({ ...CALM, deeds: { a: deeds } });
      const simulator = new Simulator(world);
      simulator.take(startEvent(world, plan(task('a')), DEFAULTS));
      expect(simulator.run().finishedAt).not.toBeNull();
    }),
    { numRuns: 50 },
  );
});
