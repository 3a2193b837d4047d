/** What happens to jobs and their work on the way: a lost machine, a lost artifact, a protected target. Nothing of it is lost. */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { openBraidShop } from './braid-shop.ts';
import { BASE, planOf } from './shop-plan.ts';

const SHOP = 'octo/shop';

test('jobs that die and artifacts that vanish are made again; a protected target keeps nothing else back', async () => {
  const signs = mkdtempSync(join(tmpdir(), 'braid-signs-'));
  onTestFinished(() => rmSync(signs, { recursive: true }));
  const wait = (id: string) =>
    `touch ${signs}/${id}; while ! [ -e ${signs}/go ]; do sleep 0.1; done; echo x > ${id}`;
  const shop = await openBraidShop({
    base: BASE,
    plan: planOf({ killed: wait('killed'), lost: 'echo x > lost', slow: wait('slow') }),
  });
  const { sandbox, pull } = shop;
  const before = await shop.git('rev-parse', 'topic');
  sandbox.protect(SHOP, 'topic', { requiredChecks: ['tests'] });
  await sandbox.as('ann').label(SHOP, pull, 'braid:run');
  const sign = (name: string) => expect(existsSync(join(signs, name))).toBe(true);
  await vi.waitFor(() => ['killed', 'slow'].forEach(sign), 60_000);
  const run = sandbox.runs(SHOP).find(each => each.jobs.some(({ name }) => name.includes('killed')));
  const job = run?.jobs.find(({ name }) => name.includes('killed'));
  sandbox.killJob(SHOP, run?.id ?? 0, job?.name ?? '');
  const artifact = () => run?.artifacts.find(({ name }) => name.includes('-lost-1-'))?.name ?? '';
  await vi.waitFor(() => expect(artifact()).not.toBe(''), 60_000);
  sandbox.loseArtifact(SHOP, run?.id ?? 0, artifact());
  writeFileSync(join(signs, 'go'), '');
  await sandbox.settled();

  expect(job?.conclusion).not.toBe('success');
  expect(shop.comments()).toHaveLength(1);
  const [comment = ''] = shop.comments();
  expect(comment).toContain('all 3 tasks are merged');
  expect(comment).toMatch(/Not landed on topic: .*GH006.*"tests" is expected/);
  for (const task of ['killed', 'lost'])
    expect(comment).toMatch(new RegExp(`\\| ${task} \\|.*\\| sh \\| 2 \\|`));
  expect(comment).toMatch(/\| slow \|.*\| sh \| 1 \|/);
  expect(await shop.git('rev-parse', 'topic')).toBe(before);
  const [, integration = ''] = /(braid\/shop-\w+\/integration)/.exec(comment) ?? [];
  const files = await shop.git('ls-tree', '--name-only', integration);
  for (const name of ['killed', 'lost', 'slow']) expect(files.split('\n')).toContain(name);
  expect(shop.checks().find(({ name }) => name === 'braid')?.conclusion).toBe('failure');
});
