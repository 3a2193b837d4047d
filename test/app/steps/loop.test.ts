/** The loop with the App: from a label to a landed, reported run, with a workflow that can write nothing. */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { advance } from '../../../app/steps/advance.ts';
import { parseRunName } from '../../../shared/request/run-name.ts';
import { longTest } from '../../all-tests.ts';
import { until } from '../../cli/processes.ts';
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

test('a branch that moved on in the meantime keeps what came, and gets what was made', async () => {
  const place = mkdtempSync(join(tmpdir(), 'braid-moved-'));
  onTestFinished(() => rmSync(place, { recursive: true, force: true }));
  const script = `touch ${place}/waits; while test ! -e ${place}/go; do sleep 0.1; done; echo a > a`;
  const shop = await openAppShop({ base: BASE, plan: planOf({ a: [script, 'retries: 0'] }) });
  const ann = shop.sandbox.as('ann');
  await ann.label('octo/shop', shop.pull, 'braid:run');
  await until(() => existsSync(join(place, 'waits')), 'a task that is at work');
  await ann.commit('octo/shop', 'topic', { meanwhile: 'm\n' });
  writeFileSync(join(place, 'go'), '');
  await shop.quiet();
  expect(shop.comments()[0]).toContain('the only task is in');
  expect(await shop.git('show', 'topic:a')).toBe('a');
  expect(await shop.git('show', 'topic:meanwhile')).toBe('m');
});

longTest('a comment that nobody can react to any more starts the run all the same', async () => {
  const shop = await openAppShop({ base: BASE, plan: planOf({ a: 'echo a > a' }) });
  const gone = { kind: 'answer', status: 404, message: 'Not Found' } as const;
  shop.sandbox.faults.add({ path: /\/reactions$/, fault: gone, times: 10 });
  shop.sandbox.as('ann').comment('octo/shop', shop.pull, '/braid run');
  await shop.quiet();
  expect(shop.comments().at(-1)).toContain('the only task is in');
});

longTest(
  'what a step came to is shown in the end, though whoever took it died before it was shown',
  async () => {
    const shop = await openAppShop({ base: BASE, plan: planOf({ a: 'echo a > a' }) });
    const { access } = shop.workshop;
    let deaths = 1;
    shop.workshop.access = place => {
      const open = access(place);
      const putCheckRun: typeof open.desk.putCheckRun = async check => {
        if (check.name.includes('batch') && check.status === 'completed' && deaths-- > 0)
          throw new Error('died');
        return open.desk.putCheckRun(check);
      };
      return { ...open, desk: { ...open.desk, putCheckRun } };
    };
    await shop.sandbox.as('ann').label('octo/shop', shop.pull, 'braid:run');
    await expect(shop.quiet()).rejects.toThrow('died');
    const run = parseRunName(await shop.git('for-each-ref', '--format=%(refname:lstrip=2)', 'refs/braid'));
    if (run === null) throw new Error('expected a run');
    await advance(shop.workshop, run);
    expect(shop.comments()[0]).toContain('the only task is in');
    expect(shop.checks().find(({ name }) => name === 'braid / batch 1')?.conclusion).toBe('success');
  },
);
