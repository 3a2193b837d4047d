import { expect, test } from 'vitest';
import type { Config } from '../../shared/plan/config.ts';
import type { Plan } from '../../shared/plan/plan.ts';
import { coverOf } from '../../shared/report/summary/candidate.ts';
import type { Started } from '../../shared/run/state.ts';
import { DEFAULTS, plan, Simulator, startEvent, task } from '../run/simulate.ts';
import { CALM, type Script, World } from '../run/world.ts';
import { id } from './states.ts';

function ended(of: Plan, script: Partial<Script> = {}, config: Partial<Config> = {}): Started {
  const world = new World({ ...CALM, ...script });
  const simulator = new Simulator(world);
  simulator.take(startEvent(world, of, { ...DEFAULTS, ...config }));
  simulator.run();
  return simulator.started;
}

const names = (state: Started) =>
  Object.fromEntries([...state.tasks.keys()].map(each => [each, coverOf(state, each)?.name ?? null]));

test('tasks that were merged together were verified together, and later ones with what came after', () => {
  const state = ended(plan(task('a'), task('b'), task('c', { needs: ['a'] })));
  expect(names(state)).toEqual({ a: 'a and b', b: 'a and b', c: 'c' });
  const cover = coverOf(state, id('c'));
  expect(cover?.commit).toBe(state.integration.head.commit);
  expect(cover?.trial).toBe(1);
});

test('of a red candidate the part that was kept is what was verified', () => {
  const state = ended(plan(task('a'), task('b'), task('c'), task('d')), { reds: [['c']] });
  expect(names(state)).toEqual({ a: 'a and b', b: 'a and b', c: null, d: 'd' });
});

test('without a command that verifies there is none', () => {
  const merge = { ...DEFAULTS.merge, verify: [] };
  expect(names(ended(plan(task('a')), {}, { merge }))).toEqual({ a: null });
});
