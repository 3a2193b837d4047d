import { expect, test } from 'vitest';
import type { TaskId } from '../../shared/plan/plan.ts';
import { spaced } from '../../shared/run/integration/search.ts';
import { factsOf } from '../../shared/run/state.ts';
import { wantedEffects } from '../../shared/run/wanted.ts';
import { DEFAULTS, plan, Simulator, startEvent, task } from './simulate.ts';
import { CALM, World } from './world.ts';

/** Verifies all that is wanted at once, and counts how often that was. */
function searchRounds(
  count: number,
  culprit: number,
  parallelVerify: number,
): { rounds: number; found: string[] } {
  const ids = Array.from({ length: count }, (_, index) => `t${String(index).padStart(2, '0')}`);
  const red = ids[culprit] ?? '';
  const world = new World({ ...CALM, reds: [[red]] });
  const simulator = new Simulator(world);
  const merge = { ...DEFAULTS.merge, parallelVerify, flakeRetries: 0 };
  simulator.take(startEvent(world, plan(...ids.map(id => task(id))), { ...DEFAULTS, merge }));
  const waves: number[] = [];
  for (
    let wanted = wantedEffects(simulator.state);
    wanted.length > 0;
    wanted = wantedEffects(simulator.state)
  ) {
    const verifications = wanted.filter(effect => effect.kind === 'verify');
    if (verifications.length > 0 && factsOf(simulator.started, red as TaskId).fate === null)
      waves.push(verifications.length);
    for (const effect of wanted) for (const event of world.perform(effect, 1)) simulator.take(event);
  }
  expect(Math.max(...waves)).toBeLessThanOrEqual(parallelVerify);
  // Not part of the search: the candidate, its base, and the culprit alone unless it was the first prefix.
  const around = 2 + (culprit === 0 ? 0 : 1);
  const found = [...simulator.started.tasks]
    .filter(([, facts]) => facts.fate?.kind === 'red')
    .map(([id]) => id);
  return { rounds: waves.length - around, found };
}

test.each([
  [16, 1],
  [16, 3],
  [27, 2],
  [10, 4],
  [5, 8],
])('the culprit of %i tasks is found in ⌈log₍N+1₎ k⌉ rounds with N = %i at once', (count, atOnce) => {
  for (let culprit = 0; culprit < count; culprit++) {
    const { rounds, found } = searchRounds(count, culprit, atOnce);
    expect(found).toEqual([`t${String(culprit).padStart(2, '0')}`]);
    expect(rounds).toBeLessThanOrEqual(Math.ceil(Math.log(count) / Math.log(atOnce + 1) - 1e-9));
  }
});

test('positions cut the way into nearly equal parts', () => {
  expect(spaced(0, 16, 1)).toEqual([8]);
  expect(spaced(0, 16, 3)).toEqual([4, 8, 12]);
  expect(spaced(3, 5, 4)).toEqual([4]);
  expect(spaced(3, 4, 4)).toEqual([]);
});
