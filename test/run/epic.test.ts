/** An epic that cannot be whole any more: who is held and who is skipped does not depend on who ends first. */
import { expect, test } from 'vitest';
import type { EpicName } from '../../shared/plan/plan.ts';
import { taskStatus } from '../../shared/run/status.ts';
import { wantedEffects } from '../../shared/run/wanted.ts';
import { DEFAULTS, plan, Simulator, startEvent, task } from './simulate.ts';
import { CALM, World } from './world.ts';

test.each([
  ['the one that fails', ['a', 'c']],
  ['its sibling', ['c', 'a']],
])('a task of the epic that needs a held sibling is skipped when %s ends first', (_, order) => {
  const epic = 'x' as EpicName;
  const members = [
    task('a', { epic, retries: 0 }),
    task('c', { epic }),
    task('d', { epic, after: ['a'] }),
    task('e', { epic, needs: ['c'] }),
  ];
  const world = new World({ ...CALM, deeds: { a: ['crash'] } });
  const simulator = new Simulator(world);
  simulator.take(startEvent(world, plan(...members), DEFAULTS));
  for (const key of ['check-backend', ...order.map(name => `dispatch/${name}/`)]) {
    const effect = wantedEffects(simulator.state).find(each => each.key.startsWith(key));
    if (effect === undefined) throw new Error(`nothing is wanted by the name of ${key}`);
    for (const event of world.perform(effect, simulator.at)) simulator.take(event);
  }
  const ended = simulator.run();
  expect([...ended.tasks.keys()].map(id => [id, taskStatus(ended, id).status])).toEqual([
    ['a', 'failed'],
    ['c', 'held'],
    ['d', 'held'],
    ['e', 'skipped'],
  ]);
});
