/** The loop with the App: from a label to a landed, reported run, with a workflow that can write nothing. */
import { expect, test } from 'vitest';
import { BASE, planOf } from '../../sandbox/loop/shop-plan.ts';
import { openAppShop } from './app-shop.ts';

test('a label runs the plan in two batches, and it lands on the head of the pull request', async () => {
  const shop = await openAppShop({
    base: BASE,
    plan: planOf({ a: ['echo a > a', 'retries: 0'], b: ['cat a > b', 'needs: [a]'] }),
  });
  await shop.sandbox.as('ann').label('octo/shop', shop.pull, 'braid:run');
  await shop.quiet();
  expect(shop.comments()).toHaveLength(1);
  expect(shop.comments()[0]).toContain('both tasks are in');
  expect(await shop.git('show', 'topic:b')).toBe('a');
  expect([...shop.notes.values()]).toEqual([
    { status: 'completed', headline: 'both tasks are in', isOver: true },
  ]);
});
