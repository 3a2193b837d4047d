/** Workflow runs that do not start, and such that somebody ends. */
import { expect, test } from 'vitest';
import { longTest } from '../../all-tests.ts';
import { until } from '../../cli/processes.ts';
import { BASE, NO_VERIFY, planOf } from '../../sandbox/loop/shop-plan.ts';
import { type AppShop, openAppShop } from './app-shop.ts';

const SHOP = 'octo/shop';
const FILE = '.github/workflows/braid.yml';

function fileOf(shop: AppShop): Promise<string> {
  return shop.git('show', `main:${FILE}`);
}

test.each([
  ['is missing', () => null, /could not start, see .*braid\.yml on main/],
  ['takes no inputs', () => 'on: workflow_dispatch\njobs: {}\n', /could not start, see .*braid\.yml on main/],
  [
    'calls what is not there',
    (text: string) => text.replace('workflows/braid-app.yml', 'workflows/gone.yml'),
    /could not start, see http\S+\/actions\/runs\/\d+/,
  ],
])('a workflow file that %s ends the run, and is named', async (_what, broken, reason) => {
  const plan = planOf({ a: ['echo a > a', 'retries: 0'] });
  const shop = await openAppShop({ base: BASE, plan });
  const ann = shop.sandbox.as('ann');
  await ann.commit(SHOP, 'main', { [FILE]: broken(await fileOf(shop)) });
  await ann.label(SHOP, shop.pull, 'braid:run');
  await shop.quiet();
  expect([...shop.notes.values()]).toMatchObject([{ status: 'failed', isOver: true }]);
  expect(shop.comments()).toHaveLength(1);
  expect(shop.comments()[0]?.replaceAll(/[`\\]|&#\d+;/g, '')).toMatch(reason);
});

test('a job that cannot begin to verify is reported with what GitHub says of it', async () => {
  const shop = await openAppShop({ base: { ...BASE, ...NO_VERIFY }, plan: planOf({ a: 'echo a > a' }) });
  await shop.sandbox.as('ann').label(SHOP, shop.pull, 'braid:run');
  await shop.quiet();
  const said = shop.comments()[0]?.replaceAll(/[`\\]|&#\d+;|<[^>]*>/g, '');
  expect(said).toMatch(
    /GitHub says of verify 0 that it ended as failure, see http\S+\/actions\/runs\/\d+\/job\/\d+/,
  );
});

longTest('time limits that would lose work cost nothing but the start of a job', async () => {
  const plan = planOf({ a: ['echo a > a', 'retries: 0'] });
  const shop = await openAppShop({ base: BASE, plan });
  const ann = shop.sandbox.as('ann');
  const limits = '    with:\n      task-minutes: 400\n      job-minutes: 60\n';
  await ann.commit(SHOP, 'main', { [FILE]: (await fileOf(shop)).replace('    with:\n', limits) });
  await ann.label(SHOP, shop.pull, 'braid:run');
  await shop.quiet();
  expect([...shop.notes.values()]).toMatchObject([{ status: 'failed', isOver: true }]);
  const said = shop.comments()[0]?.replaceAll(/[`\\]|&#\d+;|<[^>]*>/g, '');
  expect(said).toContain('task-minutes is 400 and job-minutes 60');
  expect(await shop.git('ls-tree', '--name-only', 'topic', 'a')).toBe('');
});

test('whoever cancels the workflow run at GitHub cancels the run', async () => {
  const plan = planOf({ a: ['exec tail -f /dev/null', 'retries: 0'] });
  const shop = await openAppShop({ base: BASE, plan });
  const { sandbox } = shop;
  await sandbox.as('ann').label(SHOP, shop.pull, 'braid:run');
  const atWork = () =>
    sandbox
      .runs(SHOP)
      .find(({ jobs }) => jobs.some(({ name, status }) => name.includes('a (') && status === 'in_progress'));
  await until(() => atWork() !== undefined, 'a task that is at work');
  const answer = await fetch(`${sandbox.apiUrl}/repos/${SHOP}/actions/runs/${atWork()?.id}/cancel`, {
    method: 'POST',
    headers: { authorization: `token ${sandbox.userToken('ann')}` },
  });
  expect(answer.status).toBe(202);
  await shop.quiet();
  expect([...shop.notes.values()]).toMatchObject([{ status: 'cancelled', isOver: true }]);
  expect(shop.comments()[0]).toContain('whoever cancelled the workflow run');
});
