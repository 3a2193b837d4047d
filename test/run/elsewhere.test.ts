/** Who is sent back for long goes elsewhere, if there is a backend that may take its place. */
import { describe, expect, test } from 'vitest';
import type { Config } from '../../shared/plan/config.ts';
import type { Attempt, Started } from '../../shared/run/state.ts';
import { taskStatus } from '../../shared/run/status.ts';
import { DEFAULTS, plan, SH, Simulator, simulate, startEvent, task } from './simulate.ts';
import { CALM, type Deed, World } from './world.ts';

const MINUTE = 60_000;
const NAMES = Array.from({ length: 12 }, (_, at) => `t${String(at + 1).padStart(2, '0')}`);

const attemptsOf = (state: Started, id: string): readonly Attempt[] =>
  [...state.tasks.values()].find(facts => facts.task.id === id)?.attempts ?? [];

describe('a limit of hours', () => {
  const TWO: Config = {
    ...DEFAULTS,
    parallel: { ...DEFAULTS.parallel, maxWorkers: 2 },
    backends: { sh: SH, other: SH },
    routing: { ...DEFAULTS.routing, fallback: ['other'] },
  };
  const LIMITED = { a: ['limited-for-hours', 'work'] } as const;

  test('is not waited for where another backend may take its place', () => {
    const { started } = simulate(new World({ ...CALM, deeds: LIMITED }), plan(task('a'), task('b')), {
      config: TWO,
    });
    const [, second] = attemptsOf(started, 'a');
    expect(second?.backend).toBe('other');
    expect(second?.reasons[0]).toBe(
      'sh is rate-limited until 05:00:01 UTC, so other, the first in `fallback` that is usable',
    );
    expect(started.now).toBeLessThan(MINUTE);
    expect(taskStatus(started, task('a').id).status).toBe('merged');
  });

  test('nor by those that wait for a place at it', () => {
    const world = new World({ ...CALM, deeds: LIMITED });
    const simulator = new Simulator(world);
    simulator.take(startEvent(world, plan(task('a'), task('b')), TWO));
    simulator.run({ steps: 1 });
    const dispatched = attemptsOf(simulator.started, 'b')[0];
    expect([dispatched?.backend, dispatched?.startedAt]).toEqual(['sh', null]);
    const state = simulator.run();
    expect(attemptsOf(state, 'b').map(({ backend, end }) => [backend, end?.outcome])).toEqual([
      ['sh', 'cancelled'],
      ['other', 'succeeded'],
    ]);
  });

  test('is waited for where none is', () => {
    const { started } = simulate(new World({ ...CALM, deeds: LIMITED }), plan(task('a')), {
      config: { ...TWO, routing: DEFAULTS.routing },
    });
    expect(attemptsOf(started, 'a').map(({ backend }) => backend)).toEqual(['sh', 'sh']);
    expect(started.now).toBeGreaterThan(5 * 60 * MINUTE);
  });

  test('and one of seconds is waited for in any case', () => {
    const deeds = { a: ['limited-for-long', 'work'] } as const;
    const { started } = simulate(new World({ ...CALM, deeds }), plan(task('a')), { config: TWO });
    expect(attemptsOf(started, 'a').map(({ backend }) => backend)).toEqual(['sh', 'sh']);
  });

  test('is waited for a day at most, and each time by half a minute more at most', () => {
    const deeds = Object.fromEntries(NAMES.map((name): [string, Deed[]] => [name, ['limited-for-hours']]));
    const { started } = simulate(new World({ ...CALM, deeds }), plan(...NAMES.map(name => task(name))));
    for (const name of NAMES) {
      expect(attemptsOf(started, name)).toHaveLength(5);
      expect(taskStatus(started, task(name).id).status).toBe('rate-limited');
    }
    const pauses = NAMES.map(name => {
      const [first] = attemptsOf(started, name);
      return (first?.wait?.until ?? 0) - (first?.end?.at ?? 0) - 5 * 60 * MINUTE;
    });
    expect(Math.max(...pauses)).toBeLessThanOrEqual(MINUTE / 2);
    expect(Math.max(...pauses) - Math.min(...pauses)).toBeGreaterThan(MINUTE / 4);
  });
});
