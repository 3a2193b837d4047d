/** A task's step that is over its time, which GitHub ends: that costs the task, and not the run. */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { longTest } from '../../all-tests.ts';
import { openBraidShop } from './braid-shop.ts';
import { BASE, planOf } from './shop-plan.ts';

const ROOT = resolve(import.meta.dirname, '../../..');
const CALLER = readFileSync(join(ROOT, 'examples/workflows/braid.yml'), 'utf8');

longTest('the step of a task that is over its time costs that task alone', async () => {
  const shop = await openBraidShop({
    base: {
      ...BASE,
      '.github/workflows/braid.yml': CALLER.replace('    with:\n', '    with:\n      task-minutes: 0.1\n'),
    },
    plan: planOf({
      slow: ['tail -f /dev/null', 'retries: 0'],
      quick: 'echo q > quick',
      next: ['echo n > next', 'needs: [quick]'],
    }),
  });
  await shop.sandbox.as('ann').label('octo/shop', shop.pull, 'braid:run');
  await shop.sandbox.settled();
  const [comment = ''] = shop.comments();
  expect(comment).toContain('2 of 3 tasks are in');
  expect(comment).not.toContain('cancel');
  expect(await shop.git('show', 'topic:next')).toBe('n');
});

test('a limit that the job would not live to see is said before anything starts', async () => {
  const shop = await openBraidShop({
    base: {
      ...BASE,
      '.github/workflows/braid.yml': CALLER.replace(
        '    with:\n',
        '    with:\n      task-minutes: 400\n      job-minutes: 60\n',
      ),
    },
    plan: planOf({ a: 'echo a > a' }),
  });
  await shop.sandbox.as('ann').label('octo/shop', shop.pull, 'braid:run');
  await shop.sandbox.settled();
  expect(shop.comments()).toHaveLength(1);
  expect(shop.comments()[0]).toContain('`task-minutes` is 400 and `job-minutes` 60');
  const jobs = shop.sandbox.runs('octo/shop').flatMap(run => run.jobs);
  expect(jobs.filter(({ name }) => name.includes('(sh)'))).toEqual([]);
  expect(await shop.git('for-each-ref', 'refs/braid', 'refs/heads/braid')).toBe('');
});
