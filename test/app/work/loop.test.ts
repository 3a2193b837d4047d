/** The loop with the App: from a label to a landed, reported run, with a workflow that can write nothing. */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
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
