/** The whole App: from a signed webhook to a landed run, its check runs, its page and its API. */
import { expect, test } from 'vitest';
import { BASE, planOf } from '../../sandbox/loop/shop-plan.ts';
import { onOnePlace } from '../store/stores.ts';
import { openWholeApp } from './whole-app.ts';

onOnePlace('a label', newPlace => {
  test('runs the plan, which lands and is reported in one comment, by check runs with buttons, and on a page', async () => {
    const plan = planOf({ a: ['echo a > a', 'retries: 0'], b: ['cat a > b', 'needs: [a]'] });
    const shop = await openWholeApp({ base: BASE, plan }, await newPlace());
    await shop.sandbox.as('ann').label('octo/shop', shop.pull, 'braid:run');
    const comment = await shop.said('both tasks are in');
    expect(shop.comments()).toHaveLength(1);
    expect(await shop.git('show', 'topic:b')).toBe('a');
    const run = /run `(shop-[0-9a-f]+)`/.exec(comment)?.[1];
    expect(comment).toContain(`${shop.url}/runs/${run}`);
    expect(shop.checks().filter(({ name }) => name === 'braid')).toMatchObject([
      { conclusion: 'success', title: 'both tasks are in' },
      { conclusion: 'success', title: 'both tasks are in' },
    ]);
    const log = shop.lines.map(line => JSON.parse(line));
    expect(log).toContainEqual(expect.objectContaining({ run, task: 'a', level: 'info' }));
    expect(log.filter(({ level }) => level !== 'info')).toEqual([]);
  });
});
