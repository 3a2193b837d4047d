/** A budget that suffices for some of what is next, and a backend that takes nothing for the moment. */
import { expect, test } from 'vitest';
import type { TaskId } from '../../shared/plan/plan.ts';
import { factsOf } from '../../shared/run/state.ts';
import { runStatus, taskStatus } from '../../shared/run/status.ts';
import { DEFAULTS, plan, simulate, task } from './simulate.ts';
import { CALM, World } from './world.ts';

test.each([
  'batches',
  'eager',
] as const)('what can be paid for is done, and the rest is held (schedule: %s)', schedule => {
  const budget = { usd: 3, tokens: null, perTaskUsd: null };
  const config = { ...DEFAULTS, schedule, budget };
  const tasks = [task('dear', { budgetUsd: 5 }), task('cheap', { budgetUsd: 1 })];
  const { started } = simulate(new World(CALM), plan(...tasks), { config });
  expect(runStatus(started)).toBe('parked');
  expect(taskStatus(started, 'cheap' as TaskId).status).toBe('merged');
  expect(taskStatus(started, 'dear' as TaskId)).toMatchObject({
    status: 'held',
    reason: expect.stringMatching(/^the budget: dear needs \$5\.00, and/),
  });
});

test('a rate limit takes none of the money of its task', () => {
  const config = { ...DEFAULTS, budget: { usd: 20, tokens: null, perTaskUsd: 3 } };
  const world = new World({ ...CALM, deeds: { a: ['limited', 'limited', 'work'] } });
  const { started } = simulate(world, plan(task('a')), { config });
  expect(factsOf(started, 'a' as TaskId).fate?.kind).toBe('merged');
});
